"""The gauge in the few words that a line has room for."""

from __future__ import annotations

from leverage_tui.domain import words
from leverage_tui.domain.metrics import Figures

_YOUNG_WEEKS = 4


def number(figures: Figures) -> str:
    """The gauge, ``8.9``, with ≈ while a part of the income is expected and not entered; a dash for none."""
    shown = figures.book.gauge.display
    return words.DASH if shown is None else f"{_about(figures)}{shown:.1f}"


def running(figures: Figures) -> str:
    """The gauge with the building left out."""
    shown = figures.book.gauge_running.value
    return words.DASH if shown is None else f"{_about(figures)}{words.percent(shown)}"


def running_share(figures: Figures) -> str:
    """As `running`, with its unit."""
    return running(figures) + ("" if figures.book.gauge_running.value is None else " %")


def rate(figures: Figures) -> str:
    """What an own hour brings in these weeks, building left out: ``$70/h``."""
    shown = figures.book.effective_hourly_rate
    return words.DASH if shown is None else f"{_about(figures)}{words.rate(shown, figures.base_currency)}"


def state(figures: Figures) -> str:
    """The band, or why the gauge may not be believed; a young book is said to be one."""
    gauge = figures.book.gauge
    if gauge.raw is None or gauge.value is None or gauge.state != "ok":
        return gauge.state
    early = ", early" if figures.weeks < _YOUNG_WEEKS else ""
    return words.band(gauge.value) + early


def sentence(figures: Figures) -> str:
    """Number and state: ``gauge 8.9 %, sold time``."""
    unit = "" if figures.book.gauge.display is None else " %"
    return f"gauge {number(figures)}{unit}, {state(figures)}"


def _about(figures: Figures) -> str:
    return "≈" if figures.book.expected_net else ""
