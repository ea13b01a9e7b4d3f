"""What happened between two standpoints, in words: hours, money, building, weeks that left, settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from leverage_tui.domain.calendar import WEEK
from leverage_tui.domain.metrics import rows
from leverage_tui.domain.metrics.past import StreamPast
from leverage_tui.domain.metrics.rows import SCALE, Row, week_of
from leverage_tui.domain.quantities.currency import exponent
from leverage_tui.domain.quantities.dates import Period, format_period
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.quantities.money import format_money
from leverage_tui.domain.review.standpoint import Standpoint, StreamStand
from leverage_tui.domain.text import clean

LITTLE = "less than a minute or the smallest coin"
"""Stands for what rounds to nothing."""
_MOST_SHORT = 2
_WHOLE_FROM = 100
"""Major units from which on an amount is told without its decimals."""
_OTHERS = (("people", rows.PEOPLE), ("automation", rows.AUTOMATION), ("process", rows.PROCESS))


@dataclass(frozen=True, slots=True, eq=False)
class StreamChange:
    """What changes in one stream. `row` and `charged` are its sums before, `rows` and `build` what each cause adds
    to them; `between` is the stream on the later day under the earlier settings, `left` the weeks that left the
    window. None where it was not there."""

    before: StreamStand | None
    between: StreamStand | None
    after: StreamStand | None
    left: Mapping[date, Row]
    row: Row
    rows: Mapping[str, Row]
    charged: int
    build: Mapping[str, int]
    sold_before: bool
    sold_after: bool

    @property
    def name(self) -> str:
        """The stream's name."""
        stand = self.after or self.before
        return clean(stand.past.stream.name) if stand else ""


class Piece(NamedTuple):
    """One thing that happened, in words and in few words."""

    said: str
    short: str


class Details(NamedTuple):
    """What happened, in pieces by cause. `lead` stands before the pieces of a cause."""

    pieces: Mapping[str, tuple[Piece, ...]]
    lead: Mapping[str, str]

    def by_cause(self) -> dict[str, str]:
        """The pieces of each cause in one line."""
        return {
            name: self.lead.get(name, "") + (", ".join(piece.said for piece in found) or LITTLE)
            for name, found in self.pieces.items()
        }


def short_details(told: Details, causes: Sequence[str]) -> str:
    """The pieces of `causes`, in that order, in few words, at most two of them."""
    pieces = [piece.short for name in causes for piece in told.pieces[name]]
    more = [] if len(pieces) <= _MOST_SHORT else ["and more"]
    return ", ".join([*pieces[:_MOST_SHORT], *more]) or LITTLE


def details(one: Standpoint, other: Standpoint, streams: Mapping[str, StreamChange]) -> Details:
    """What led from `one` to `other`, whose currency is the same."""
    currency, changes = other.settings.base_currency, list(streams.values())

    def of(tell: Callable[[StreamChange], Iterator[Piece]]) -> tuple[Piece, ...]:
        return tuple(piece for change in changes for piece in tell(change))

    return Details(
        pieces={
            "hours": of(lambda change: _hours(change.rows["hours"], change.name)),
            "money": of(lambda change: _money(change, currency)),
            "building": of(lambda change: _building(change, one, other)),
            "window": of(lambda change: _left(change, currency)),
            "settings": (*_settings(one, other), *of(_sold)),
        },
        lead={"window": _weeks_left(changes)},
    )


def _hours(row: Row, name: str) -> Iterator[Piece]:
    for work, value in (("", rows.run(row)), *((f" {work}", row[column]) for work, column in _OTHERS)):
        minutes = _whole(value)
        if minutes:
            yield Piece(f"{_signed_hours(minutes)} {name}{work}", f"{_short_hours(minutes)} {name}{work}")


def _money(change: StreamChange, currency: str) -> Iterator[Piece]:
    expected = _expected(change.between) - _expected(change.before, but=change.left)
    for mark, value in (("", rows.net(change.rows["money"]) - expected), ("≈", expected)):
        if _whole(value):
            said = f"{mark}{_signed_money(_whole(value), currency)} {change.name}"
            yield Piece(said, said)


def _expected(stand: StreamStand | None, but: Mapping[date, Row] | None = None) -> int:
    """Net that is expected in the stand's weeks and not entered, in `SCALE`-ths."""
    if stand is None:
        return 0
    weeks = stand.past.expectation.weeks
    return sum(rows.net(weeks[week]) for week in stand.rows if week in weeks and week not in (but or {}))


def _building(change: StreamChange, one: Standpoint, other: Standpoint) -> Iterator[Piece]:
    minutes = _whole(change.build["building"])
    reasons = list(_build_reasons(change, one, other))
    if not change.build["building"]:
        return
    said = f"{_signed_hours(minutes) or '0:00'} charged for {change.name}"
    yield Piece(
        said + (f" ({', '.join(reason.said for reason in reasons)})" if reasons else ""),
        reasons[0].short if reasons else said,
    )


def _build_reasons(change: StreamChange, one: Standpoint, other: Standpoint) -> Iterator[Piece]:
    """New blocks, blocks worked off, a stream's end that charges what was left."""
    life, name = one.settings.build_life_weeks, change.name
    blocks = [dict(_blocks(stand.past)) if stand else {} for stand in (change.before, change.between)]
    before, after = blocks
    new = _whole(sum(after.values()) - sum(before.values()))
    if new:
        yield Piece(f"{_signed_hours(new)} built", f"{_short_hours(new)} built, {name}")
    oldest = one.window.first
    worn = sum(
        minutes for week, minutes in before.items() if week in after and oldest < week + life * WEEK <= other.day
    )
    if worn and change.build["building"] < 0:
        said = f"{format_hours(_whole(worn))} h of building older than {life} weeks"
        yield Piece(said, f"{said}, {name}")
    ended = [stand.past.ended if stand else None for stand in (change.before, change.between)]
    if ended[1] and not ended[0]:
        yield Piece("written off at its end", f"building written off, {name}")


def _blocks(past: StreamPast) -> Iterator[tuple[date, int]]:
    """All build minutes by week."""
    found: dict[date, int] = {}
    for week, minutes in past.build_weeks():
        found[week] = found.get(week, 0) + minutes
    yield from found.items()


def _left(change: StreamChange, currency: str) -> Iterator[Piece]:
    row = change.rows["window"]
    amounts = (_signed_hours(_whole(rows.run(row))), _signed_money(_whole(rows.net(row)), currency))
    said = " and ".join(amount for amount in amounts if amount)
    if said:
        yield Piece(f"{said} {change.name}", f"{said} {change.name} left the window")


def _weeks_left(changes: Sequence[StreamChange]) -> str:
    weeks = sorted({week for change in changes for week in change.left})
    if not weeks:
        return ""
    counted = "1 week" if len(weeks) == 1 else f"{len(weeks)} weeks"
    return f"{counted} left ({format_period(Period(weeks[0], week_of(weeks[-1]).last))}): "


def _settings(one: Standpoint, other: Standpoint) -> Iterator[Piece]:
    currency = other.settings.base_currency

    def rate(minor: int | None) -> str:
        return "as measured" if minor is None else format_money(minor, currency)

    pairs = (
        ("your hour {} -> {}", *(rate(end.settings.baseline_rate) for end in (one, other))),
        ("window {} -> {} weeks", *(str(end.settings.window_weeks) for end in (one, other))),
        ("building charged over {} -> {} weeks", *(str(end.settings.build_life_weeks) for end in (one, other))),
    )
    for sentence, before, after in pairs:
        if before != after:
            said = sentence.format(before, after)
            yield Piece(said, said)


def _sold(change: StreamChange) -> Iterator[Piece]:
    if change.sold_before != change.sold_after:
        said = f"{change.name} {'now' if change.sold_after else 'no longer'} counts as sold time"
        yield Piece(said, said)


def _whole(value: int) -> int:
    """Whole minutes or minor units of an exact sum."""
    return (value + SCALE // 2) // SCALE


def _sign(value: int) -> str:
    return "+" if value > 0 else "-"


def _signed_hours(minutes: int) -> str:
    """``+8:00``, nothing for nothing."""
    return f"{_sign(minutes)}{format_hours(abs(minutes))}" if minutes else ""


def _short_hours(minutes: int) -> str:
    whole, part = divmod(abs(minutes), 60)
    return f"{_sign(minutes)}{format_hours(abs(minutes)) if part else whole} h"


def _signed_money(minor: int, currency: str) -> str:
    """``+$1,200``, ``-$4.50``, nothing for nothing."""
    if not minor:
        return ""
    large = abs(minor) >= _WHOLE_FROM * 10 ** exponent(currency)
    return f"{_sign(minor)}{format_money(abs(minor), currency, decimals='never' if large else 'auto')}"
