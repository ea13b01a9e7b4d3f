"""The figures of METRICS.md: what a book says about leverage, as of a day."""

from leverage_tui.domain.metrics.blocks import (
    Ceiling,
    Decoupling,
    Payback,
    PaybackTrend,
    RateChange,
    TimeTrend,
    Vacation,
)
from leverage_tui.domain.metrics.contract import as_json
from leverage_tui.domain.metrics.figures import figures
from leverage_tui.domain.metrics.history import gauge_history
from leverage_tui.domain.metrics.memory import Memory
from leverage_tui.domain.metrics.results import (
    BookFigures,
    Figures,
    Gauge,
    GaugeBand,
    GaugePoint,
    GaugeReading,
    Lifetime,
    RateIdentity,
    StreamFigures,
    StreamGauge,
)

__all__ = [
    "BookFigures",
    "Ceiling",
    "Decoupling",
    "Figures",
    "Gauge",
    "GaugeBand",
    "GaugePoint",
    "GaugeReading",
    "Lifetime",
    "Memory",
    "Payback",
    "PaybackTrend",
    "RateChange",
    "RateIdentity",
    "StreamFigures",
    "StreamGauge",
    "TimeTrend",
    "Vacation",
    "as_json",
    "figures",
    "gauge_history",
]
