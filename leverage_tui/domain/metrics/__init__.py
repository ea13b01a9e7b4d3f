"""The figures of METRICS.md: what a book says about leverage, as of a day.

Each name is imported when it is first asked for: what needs the gauge alone does not wait for everything else.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leverage_tui.domain.metrics.blocks import (
        Ceiling,
        Decoupling,
        Payback,
        PaybackTrend,
        RateChange,
        TimeTrend,
        Vacation,
    )
    from leverage_tui.domain.metrics.book_figures import figures
    from leverage_tui.domain.metrics.contract import as_json
    from leverage_tui.domain.metrics.history import gauge_history
    from leverage_tui.domain.metrics.memory import Memory
    from leverage_tui.domain.metrics.readings import Gauge, GaugeReading, StreamGauge
    from leverage_tui.domain.metrics.results import (
        BookFigures,
        Figures,
        GaugeBand,
        GaugePoint,
        Lifetime,
        RateIdentity,
        StreamFigures,
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

_PLACES = {
    "BookFigures": "results",
    "Ceiling": "blocks",
    "Decoupling": "blocks",
    "Figures": "results",
    "Gauge": "readings",
    "GaugeBand": "results",
    "GaugePoint": "results",
    "GaugeReading": "readings",
    "Lifetime": "results",
    "Memory": "memory",
    "Payback": "blocks",
    "PaybackTrend": "blocks",
    "RateChange": "blocks",
    "RateIdentity": "results",
    "StreamFigures": "results",
    "StreamGauge": "readings",
    "TimeTrend": "blocks",
    "Vacation": "blocks",
    "as_json": "contract",
    "figures": "book_figures",
    "gauge_history": "history",
}


def __getattr__(name: str) -> Any:
    place = _PLACES.get(name)
    if place is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{place}"), name)
    return found
