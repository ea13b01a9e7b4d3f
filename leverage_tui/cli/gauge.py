"""The gauge in the few words that a line has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leverage_tui.domain import words
from leverage_tui.domain.glance import Shown, shown

if TYPE_CHECKING:
    from leverage_tui.domain.metrics import Figures

_YOUNG_WEEKS = 4


def number(found: Shown) -> str:
    """The gauge, ``8.9``, with ≈ while a part of the income is expected and not entered; a dash for none."""
    return words.DASH if found.display is None else f"{_about(found)}{found.display:.1f}"


def running(found: Shown) -> str:
    """The gauge with the building left out."""
    return words.DASH if found.running is None else f"{_about(found)}{words.percent(found.running)}"


def running_share(found: Shown) -> str:
    """As `running`, with its unit."""
    return running(found) + ("" if found.running is None else " %")


def rate(found: Shown) -> str:
    """What an own hour brings in these weeks, building left out: ``$70/h``."""
    return words.DASH if found.rate is None else f"{_about(found)}{words.rate(found.rate, found.currency)}"


def state(found: Shown) -> str:
    """The band, or why the gauge may not be believed; a young book is said to be one."""
    if found.value is None or found.state != "ok":
        return found.state
    early = ", early" if found.weeks < _YOUNG_WEEKS else ""
    return words.band(found.value) + early


def line(found: Shown) -> str:
    """Number and state: ``gauge 8.9 %, sold time``."""
    unit = "" if found.display is None else " %"
    return f"gauge {number(found)}{unit}, {state(found)}"


def sentence(figures: Figures) -> str:
    """As `line`, for a command that has all figures at hand."""
    return line(shown(figures))


def _about(found: Shown) -> str:
    return "≈" if found.expected else ""
