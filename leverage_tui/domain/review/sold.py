"""Whether your hour is what is sold in a stream, whatever it is called: METRICS 8."""

from __future__ import annotations

from leverage_tui.domain.metrics import StreamFigures
from leverage_tui.domain.metrics.trends import COUPLED
from leverage_tui.domain.model import Work

_HALF = 0.5


def sold_doubt(found: StreamFigures) -> str | None:
    """Why your hour may well be what is sold in a stream; None where nothing says so."""
    worked, deliver = found.run_hours + found.build_hours, found.own_hours[Work.DELIVER]
    if not worked or deliver < _HALF * worked or found.decoupling.state != COUPLED:
        return None
    return "half or more of your hours here are the paid work, and income follows them: is your hour what is sold?"
