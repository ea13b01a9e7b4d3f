"""Figures as the JSON that `metrics --json` prints: keys as in METRICS.md, money in major units, time in hours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from leverage_tui.domain.metrics.blocks import (
    Ceiling,
    Decoupling,
    Payback,
    PaybackTrend,
    RateChange,
    TimeTrend,
    Vacation,
)
from leverage_tui.domain.metrics.readings import NEEDS_BASELINE, NO_NET_INCOME, Gauge
from leverage_tui.domain.metrics.results import BookFigures, Figures

_ALWAYS = ("state", "raw", "value", "streams", "sources", "own", "total_net")
_WITHOUT_INCOME = (*_ALWAYS, "display", "credited")


def as_json(figures: Figures) -> dict[str, Any]:
    """`figures` as an object of JSON: None where there is none, and a block with a `state` keeps what is known."""
    return {
        "as_of": figures.as_of.isoformat(),
        "window": [day.isoformat() for day in figures.window],
        "weeks": figures.weeks,
        "baseline_rate": figures.baseline_rate,
        "baseline_provisional": figures.baseline_provisional,
        "streams": {
            name: {key: _plain(value) for key, value in _items(found) if key != "gauge"}
            for name, found in figures.streams.items()
        },
        "book": _book(figures.book),
    }


def _book(book: BookFigures) -> dict[str, Any]:
    result = {key: _plain(value) for key, value in _items(book)}
    result["gauge"] = _gauge(book.gauge)
    return result


def _gauge(gauge: Gauge) -> dict[str, Any]:
    known = {NEEDS_BASELINE: _ALWAYS, NO_NET_INCOME: _WITHOUT_INCOME}.get(gauge.state)
    return {key: _plain(value) for key, value in _items(gauge) if known is None or key in known}


def _items(value: Any) -> list[tuple[str, Any]]:
    names = value._fields if hasattr(value, "_fields") else [field.name for field in fields(value)]
    return [(name, getattr(value, name)) for name in names]


_NONE_ONCE_KNOWN: Mapping[type, tuple[str, tuple[str, ...]]] = {
    Payback: ("weekly_surplus_mean", ("weeks_to_break_even", "weeks_optimistic", "weeks_pessimistic")),
    PaybackTrend: ("level_now", ("weeks_to_break_even_if_trend_continues",)),
    Decoupling: ("slope_per_hour", ("spearman", "p_value")),
    Vacation: ("net_per_worked_week", ("ratio",)),
    Ceiling: ("realised_rate", ("used",)),
    TimeTrend: ("n", ()),
    RateChange: ("before", ()),
}
"""Blocks with a state: once the first field is known, the others are null where they are none."""


def _block(value: Any) -> dict[str, Any]:
    """A block with a state, without what is not known in it."""
    first, nullable = _NONE_ONCE_KNOWN[type(value)]
    known = getattr(value, first) is not None
    return {key: _plain(found) for key, found in _items(value) if found is not None or (known and key in nullable)}


def _plain(value: Any) -> Any:
    if type(value) in _NONE_ONCE_KNOWN:
        return _block(value)
    if hasattr(value, "_fields"):
        return {key: _plain(found) for key, found in _items(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(found) for key, found in value.items()}
    return value.isoformat() if isinstance(value, date) else value
