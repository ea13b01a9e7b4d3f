"""Counts what is summed, so that a test can say how much an edit costs on any machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from leverage_tui.domain.metrics import history, memory, trail, weeks

_COUNTED: dict[str, tuple[Any, str]] = {
    "hours": (weeks, "sum_hours"),
    "money": (weeks, "money_weeks"),
    "pasts": (memory, "stream_past"),
    "trails": (trail, "window_sums"),
    "points": (history, "gauge_point"),
}


@contextmanager
def counted(**more: tuple[Any, str]) -> Iterator[Counter[str]]:
    """How often hours of a week are summed, money entries spread, streams looked at as of today and of past days, and
    points of the history made; `more`: names of other things, with the owner and the name of their function."""
    counts: Counter[str] = Counter()

    def counting(name: str, real: Any) -> Any:
        def call(*args: Any) -> Any:
            counts[name] += 1
            return real(*args)

        return call

    with ExitStack() as stack:
        for name, (owner, function) in (_COUNTED | more).items():
            stack.enter_context(patch.object(owner, function, counting(name, getattr(owner, function))))
        yield counts
