"""Why the gauge moved between two moments, by cause, adding up.

What lies between two standpoints are five changes of exact sums, which add up to all of the difference: hours, money,
building charged, weeks that left the window, settings. How much of the gauge's move is due to one of them depends on
the order in which they are made; so each is given its average over all orders (its Shapley value), which prefers
none. Each order adds up to the whole move, hence so do the averages.

An order that passes through a state without net income, or with next to none (under a hundredth of what the poorer
end keeps), has no gauge there and is left out, and the state says how many were. Without any order, or without a
gauge at an end, there are no points, only what happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import combinations, pairwise, permutations
from math import fsum
from typing import Final, NamedTuple

from leverage_tui.domain import words
from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import WEEK, monday
from leverage_tui.domain.metrics import rows
from leverage_tui.domain.metrics.gauge import is_nothing, reading
from leverage_tui.domain.metrics.memory import Memory
from leverage_tui.domain.metrics.rows import Row, minus, total
from leverage_tui.domain.review import wording
from leverage_tui.domain.review.happened import Details, StreamChange, details, short_details
from leverage_tui.domain.review.standpoint import (
    Standpoint,
    StreamStand,
    baseline_on,
    part_of,
    rate_of,
    standpoint,
)

__all__ = [
    "CAUSES", "Cause", "Moved", "Standpoint", "baseline_on", "edit_cause", "shown_tenths", "standpoint",
    "why_between", "why_moved",
]  # fmt: skip

HOURS, MONEY, BUILDING, WINDOW, SETTINGS = CAUSES = ("hours", "money", "building", "window", "settings")
_NEXT_TO_NONE: Final = Fraction(1, 100)
_ORDERS: Final = tuple(permutations(CAUSES))
_STEPS: Final = tuple(frozenset(done) for count in range(6) for done in combinations(CAUSES, count))


class Cause(NamedTuple):
    """One cause of a move: its `points` of the raw gauge, None where there are none to give, and what happened."""

    name: str
    points: float | None
    detail: str


class Moved(NamedTuple):
    """The raw gauge at two moments in percent, None where there is none, and every cause that was at work. The
    points of the causes add up to `after` - `before`. `state` is empty, or says what is not to be had and why."""

    before: float | None
    after: float | None
    causes: tuple[Cause, ...]
    state: str


def why_moved(
    book: Book, earlier: date, later: date, memory: Memory | None = None, today: date | None = None
) -> Moved:
    """Why the gauge of `book` moved from the end of the day `earlier` to that of the day `later`. The earlier one is
    seen with the baseline rate that was in force then; so is the later one, if `today` says that it is over, else it
    is seen with the book's own."""
    memory = memory or Memory()
    is_over = today is not None and later < today
    rate = baseline_on(book, later) if is_over else book.settings.baseline_rate
    before = standpoint(book, earlier, memory, baseline_on(book, earlier))
    return why_between(before, standpoint(book, later, memory, rate))


def why_between(one: Standpoint, other: Standpoint) -> Moved:
    """Why the gauge moved from `one` to `other`: two days, or a book before and after an edit."""
    before, after = one.reading(), other.reading()
    if one.settings.base_currency != other.settings.base_currency:
        said = f"{one.settings.base_currency} -> {other.settings.base_currency}"
        state = "the book's currency changed: amounts before and after cannot be compared"
        return Moved(before.raw, after.raw, (Cause(SETTINGS, None, said),), state)
    change = _Change.between(one, other)
    names = change.at_work()
    points, state = _points(change) if names else (None, "")
    ends = ((name, end) for name, end in (("before", before), ("after", after)) if end.raw is None)
    state = ", ".join(f"{name}: {end.state}" for name, end in ends) or state
    told = change.told.by_cause() if names else {}
    causes = tuple(Cause(name, points[name] if points else None, told[name]) for name in names)
    return Moved(before.raw, after.raw, causes, state)


def edit_cause(before: Standpoint, after: Standpoint) -> str:
    """What an edit did, in one short sentence: ``+8 h Consulting: -1.9``; empty when it did nothing to the gauge's
    sums."""
    moved = why_between(before, after)
    if not moved.causes:
        return ""
    causes = sorted(moved.causes, key=lambda cause: -abs(cause.points or 0.0))
    if before.settings.base_currency != after.settings.base_currency:
        return f"{causes[0].detail}: {moved.state}"
    said = short_details(_Change.between(before, after).told, [cause.name for cause in causes])
    if moved.before is None or moved.after is None:
        return f"{said}: {moved.state}"
    return f"{said}: {words.moved(moved.before, moved.after)}"


def shown_tenths(moved: Moved) -> dict[str, int]:
    """The points of the causes in whole tenths that add up to the difference of both ends as they are shown, that is
    in tenths, rounded down; empty where there are none."""
    points = {cause.name: 10 * cause.points for cause in moved.causes if cause.points is not None}
    if moved.before is None or moved.after is None or not points:
        return {}
    return wording.apportion(points, wording.tenths_of(moved.after) - wording.tenths_of(moved.before))


@dataclass(frozen=True, slots=True, eq=False)
class _Change:
    """What leads from one standpoint to another, by stream and cause."""

    one: Standpoint
    other: Standpoint
    streams: Mapping[str, StreamChange]

    @classmethod
    def between(cls, one: Standpoint, other: Standpoint) -> _Change:
        """`one` is led first to the day and the entries of `other` under its own settings, then to its settings."""
        window = other.window_of_length(one.settings.window_weeks)
        between = other.moved_to(window, one.settings.build_life_weeks)
        oldest = monday(other.day) - (one.settings.window_weeks - 1) * WEEK
        names = dict.fromkeys((*one.streams, *other.streams))
        changes = {
            name: _stream_change(
                one.streams.get(name), between.get(name), other.streams.get(name), oldest
            )
            for name in names
        }  # fmt: skip
        return cls(one, other, changes)

    def at_work(self) -> list[str]:
        """The causes that change anything."""
        own = [name for name in CAUSES if any(_is_some(change, name) for change in self.streams.values())]
        if self.one.settings.baseline_rate != self.other.settings.baseline_rate and SETTINGS not in own:
            own.append(SETTINGS)
        return own

    @property
    def told(self) -> Details:
        """What happened, in pieces."""
        return details(self.one, self.other, self.streams)

    def after(self, done: frozenset[str]) -> tuple[float | None, int]:
        """The raw gauge once the causes in `done` have had their way, and the net it is a share of."""
        parts = [
            part_of(
                name,
                change.sold_after if SETTINGS in done else change.sold_before,
                total((change.row, *(change.rows[cause] for cause in done if cause in change.rows))),
                change.charged + sum(change.build[cause] for cause in done if cause in change.build),
            )
            for name, change in self.streams.items()
        ]
        settings = (self.other if SETTINGS in done else self.one).settings
        return reading(parts, rate_of(settings, parts)).raw, sum(part.net for part in parts)


def _stream_change(
    one: StreamStand | None, between: StreamStand | None, other: StreamStand | None, oldest: date
) -> StreamChange:
    """The change of one stream; a stream that is not there holds nothing. Weeks before `oldest` left the window."""
    left = {week: row for week, row in one.rows.items() if week < oldest} if one else {}
    gone = total(left.values())
    start, day_sum, end = (total(stand.rows.values()) if stand else rows.ZERO for stand in (one, between, other))
    new = minus(day_sum, minus(start, gone))
    charged, later, last = (stand.charged if stand else 0 for stand in (one, between, other))
    there = other or one
    assert there is not None
    return StreamChange(
        before=one,
        after=other,
        between=between,
        left=left,
        row=start,
        rows={
            HOURS: _columns(new, hours=True),
            MONEY: _columns(new, hours=False),
            WINDOW: minus(rows.ZERO, gone),
            SETTINGS: minus(end, day_sum),
        },
        charged=charged,
        build={BUILDING: later - charged, SETTINGS: last - later},
        sold_before=(one or there).past.stream.time_sold,
        sold_after=(other or there).past.stream.time_sold,
    )


_MONEY_COLUMNS: Final = range(rows.GROSS, rows.PAY + 1)
_HOUR_COLUMNS: Final = tuple(column for column in rows.WORK_COLUMNS.values() if column != rows.BUILD)


def _columns(row: Row, *, hours: bool) -> Row:
    """`row` with nothing but its hours, or its money: build hours count where they are charged."""
    kept = _HOUR_COLUMNS if hours else _MONEY_COLUMNS
    return tuple(value if column in kept else 0 for column, value in enumerate(row))


def _is_some(change: StreamChange, cause: str) -> bool:
    if cause == SETTINGS and change.sold_before != change.sold_after:
        return True
    row = change.rows.get(cause, rows.ZERO)
    seen = (rows.net(row), rows.run(row), *row[rows.PEOPLE : rows.PRODUCT], change.build.get(cause, 0))
    return not all(map(is_nothing, seen))


def _points(change: _Change) -> tuple[dict[str, float] | None, str]:
    """The points of each cause, None where no order has a gauge all the way; and what is to be said of that."""
    found = {done: change.after(done) for done in _STEPS}
    nets = [found[end][1] for end in (_STEPS[0], _STEPS[-1])]
    least = _NEXT_TO_NONE * min(nets)
    gauges = {done: raw for done, (raw, net) in found.items() if raw is not None and net >= least}
    orders = [order for order in _ORDERS if all(step in gauges for step in _steps(order))]
    if not orders:
        return None, "on the way from one to the other there is no net income: no points by cause"
    shares: dict[str, list[float]] = {name: [] for name in CAUSES}
    for order in orders:
        steps = list(_steps(order))
        for name, (start, end) in zip(order, pairwise(steps), strict=True):
            shares[name] += (gauges[end], -gauges[start])
    state = ""
    if len(orders) < len(_ORDERS):
        state = (
            f"averaged over {len(orders)} of {len(_ORDERS)} orders: in the others no net income is left on the way"
        )
    return {name: fsum(found) / len(orders) for name, found in shares.items()}, state


def _steps(order: Iterable[str]) -> Iterable[frozenset[str]]:
    done = frozenset[str]()
    yield done
    for name in order:
        done |= {name}
        yield done
