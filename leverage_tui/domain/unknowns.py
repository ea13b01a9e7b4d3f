"""What the figures do not know, and the command that makes each known; what could move the gauge most comes first.

A weight is the share of the net income of the window that is concerned, 0 to 1. It is an estimate: an amount
without a rate at the first rate known, unknown pay at what other people cost you, else at your own rate; an open
week at what its stream keeps in a week. What has no estimate stands first where it may be everything (an amount
without any rate, no baseline rate), else last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import DAY, WEEK, monday, weeks_between
from leverage_tui.domain.metrics import Figures
from leverage_tui.domain.metrics.expected import LONGEST_DAYS
from leverage_tui.domain.metrics.memory import Memory
from leverage_tui.domain.metrics.past import StreamPast
from leverage_tui.domain.metrics.rows import Span, net, total
from leverage_tui.domain.metrics.units import Units
from leverage_tui.domain.missing_rates import missing_net, missing_rates
from leverage_tui.domain.model import Stream
from leverage_tui.domain.quantities.currency import exponent
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.quantities.money import plain_money
from leverage_tui.domain.text import clean
from leverage_tui.domain.unpaid import unpaid_entries

BUILD_WEEKS = 26
_EVERYTHING, _NOTHING = 1.0, 0.0
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


@dataclass(frozen=True, slots=True)
class Unknown:
    """One thing that is not known. `what` says it; `how` ends in the command that answers it, capitals in it are
    for the user to fill in; `weight` is the share of net income concerned, None where there is no estimate.
    `kind` says in a word what it is that is lacking, `streams` of which streams, none where it is the whole book's."""

    what: str
    how: str
    weight: float | None
    kind: str
    streams: tuple[str, ...] = ()


Ranked = tuple[float, Unknown]
"""What an unknown is ranked by, and itself."""


def unknowns(book: Book, figures: Figures, today: date, memory: Memory | None = None) -> tuple[Unknown, ...]:
    """All that is unknown of `book`, whose `figures` are those of `today`, the weightiest first. With the `memory`
    that the figures were made with, nothing is summed again."""
    if book.is_empty:
        return ()
    pasts = (memory or Memory()).pasts(book, today)
    found = [ranked for of_kind in _KINDS for ranked in of_kind(book, figures, pasts)]
    # Sorting is stable: among equals the order of the kinds decides.
    return tuple(unknown for _, unknown in sorted(found, key=lambda ranked: -ranked[0]))


def _ranked(
    kind: str,
    streams: Iterable[str],
    what: str,
    command: str,
    weight: float | None,
    presumed: float = _NOTHING,
) -> Ranked:
    unknown = Unknown(what, command, weight, kind, tuple(dict.fromkeys(streams)))
    return (presumed if weight is None else weight), unknown


def _income(figures: Figures) -> float:
    """The net of the streams that kept something in the window."""
    return sum(max(0.0, stream.net) for stream in figures.streams.values())


def _share(part: float, whole: float) -> float | None:
    return min(1.0, abs(part) / whole) if whole > 0 else None


def _rates(book: Book, figures: Figures, pasts: list[StreamPast]) -> Iterator[Ranked]:
    if not any(past.missing for past in pasts):
        return
    units = Units(figures.base_currency)
    for missing in missing_rates(book, figures.as_of):
        left_out = missing_net(book, missing, Span(*figures.window))
        amount = None if left_out is None else units.money(left_out)
        weight = None if amount is None else _share(amount, _income(figures) + amount)
        count = len(missing.left_out)
        counted = "1 amount counts" if count == 1 else f"{count} amounts count"
        currency = clean(missing.currency)
        yield _ranked(
            "rate", (each.stream.id for each in missing.left_out),
            f"no rate for {currency} on {missing.since}: {counted} in no total",
            f"say what 1 {currency} was worth in {figures.base_currency}: "
            f"lev rates add {currency} RATE --on {missing.since}",
            weight, _EVERYTHING,
        )  # fmt: skip


def _pay(book: Book, figures: Figures, pasts: list[StreamPast]) -> Iterator[Ranked]:
    for stream in book.streams.values():
        by_person: dict[str | None, tuple[int, int]] = {}
        for entry in unpaid_entries(book, stream.id):
            if entry.date <= figures.as_of:
                minutes, recent = by_person.get(entry.who, (0, 0))
                within = entry.minutes if entry.date >= figures.window[0] else 0
                by_person[entry.who] = minutes + entry.minutes, recent + within
        unpaid = sum(recent for _, recent in by_person.values())
        for who, (minutes, recent) in by_person.items():
            hour = _hour_of_people(figures, unpaid)
            name = clean(who) if who else "people without a name"
            yield _ranked(
                "pay",
                (stream.id,),
                f"{clean(stream.name)}: the pay of {name} for {format_hours(minutes)} is unknown and counts as 0",
                f"say what an hour cost: lev pay {_word(stream.id)} {_word(who) if who else 'none'} RATE",
                None if hour is None else _share(recent / 60 * hour, _income(figures)),
            )


def _hour_of_people(figures: Figures, unpaid: int) -> float | None:
    """What an hour of people costs where it is known, else the baseline rate; `unpaid` minutes are not counted."""
    paid = figures.book.people_hours - unpaid / 60
    if figures.book.people_cost > 0 and paid > 0:
        return figures.book.people_cost / paid
    return figures.baseline_rate


def _expected(book: Book, figures: Figures, pasts: list[StreamPast]) -> Iterator[Ranked]:
    for past in pasts:
        until, weeks = past.expectation.income_until, past.expectation.weeks
        if until is None or not any(week >= figures.window[0] for week in weeks):
            continue
        stream = past.stream
        last = until + timedelta(LONGEST_DAYS)
        nothing = f", nothing after {format_day(last)}" if last < figures.as_of and past.ended is None else ""
        yield _ranked(
            "income",
            (stream.id,),
            f"{clean(stream.name)}: income is entered to {format_day(until, year=True)}, what follows is expected "
            f"(≈){nothing}",
            f"enter what arrived: lev money {_word(stream.id)} GROSS --period {until + DAY}..{figures.as_of}",
            _share(figures.streams[stream.id].expected_net, _income(figures)),
        )


def _weeks(book: Book, figures: Figures, pasts: list[StreamPast]) -> Iterator[Ranked]:
    this_week = monday(figures.as_of)
    for past in pasts:
        life, closed = past.life(), past.ledger.closed
        if life is None:
            continue
        over = weeks_between(max(life.first, figures.window[0]), min(life.last, this_week - WEEK))
        confirmed = [week in closed for week in over]
        missing = confirmed.count(False)
        if missing:
            share = _share(max(0.0, figures.streams[past.stream.id].net), _income(figures))
            yield _ranked(
                "weeks",
                (past.stream.id,),
                f"{clean(past.stream.name)}: {missing} of {len(confirmed)} weeks are not closed: is all logged?",
                f"if they were whole: lev close {_word(past.stream.id)} --all-before {this_week}",
                None if share is None else share * missing / len(confirmed),
            )


def _baseline(book: Book, figures: Figures, pasts: list[StreamPast]) -> Iterator[Ranked]:
    if figures.baseline_rate is None:
        what = "no baseline rate: the gauge cannot read"
        yield _ranked(
            "your rate",
            (),
            what,
            "say what you would charge for an hour: lev set baseline_rate RATE",
            None,
            _EVERYTHING,
        )
    elif figures.baseline_provisional:
        band, measured = figures.book.gauge_band, figures.book.measured_time_sold_rate
        low, high = band.at_120_percent, band.at_80_percent
        currency = figures.base_currency
        minor = None if measured is None else round(Fraction(measured) * 10 ** exponent(currency))
        rate = "RATE" if minor is None or minor <= 0 else plain_money(minor, currency)
        yield _ranked(
            "your rate",
            (),
            "no baseline rate of your own: the gauge uses what your sold hours earned in these weeks",
            f"make it firm with what they earned so far, or another: lev set baseline_rate {rate}",
            None if low is None or high is None else (max(0.0, high) - max(0.0, low)) / 100,
        )


def _building(book: Book, figures: Figures, pasts: list[StreamPast]) -> Iterator[Ranked]:
    for past in pasts:
        stream = past.stream
        if past.ended or past.expectation.income_until is not None or stream.opening.net > 0:
            continue
        began = min((week for week, _ in past.build_weeks()), default=figures.as_of)
        if figures.as_of - began > timedelta(weeks=BUILD_WEEKS):
            charged, rate = figures.streams[stream.id].amortised_build_hours, figures.baseline_rate
            yield _ranked(
                "income",
                (stream.id,),
                f"{clean(stream.name)}: built since {began} and no income entered",
                f"enter what it earned (if it never will: lev stream end {_word(stream.id)}): "
                f"lev money {_word(stream.id)} GROSS --period PERIOD",
                None if rate is None else _share(rate * charged, _income(figures)),
            )


def _not_understood(book: Book, figures: Figures, pasts: list[StreamPast]) -> Iterator[Ranked]:
    if book.problems:
        count = len(book.problems)
        counted = "1 entry is" if count == 1 else f"{count} entries are"
        first = book.problems[0]
        yield _ranked(
            "entries",
            (),
            f"{counted} not understood, the first: {first.table} {first.doc_id}, {clean(first.why, 200)}",
            "put them right in the file, whose place is said by: lev where",
            None,
        )


def _unknown_streams(book: Book, figures: Figures, pasts: list[StreamPast]) -> Iterator[Ranked]:
    names = sorted(book.ledgers.keys() - book.streams.keys())
    alone = replace(book, streams={name: Stream(doc_id=1, id=name, name=name) for name in names})
    known = {past.stream.id: past for past in Memory().pasts(alone, figures.as_of)}
    weeks = list(weeks_between(*figures.window))
    for name in names:
        kept = Units(figures.base_currency).money(net(total(known[name].row(week) for week in weeks)))
        fits = _ID.fullmatch(name) is not None
        yield _ranked(
            "entries",
            (),
            f"the entries of the unknown stream {clean(name)} are left out",
            f"name it: lev stream add NAME --id {name}" if fits else "put its id right in the file: lev where",
            _share(kept, _income(figures) + abs(kept)),
        )


_KINDS: tuple[Callable[[Book, Figures, list[StreamPast]], Iterator[Ranked]], ...] = (
    _rates, _pay, _expected, _weeks, _baseline, _building, _not_understood, _unknown_streams,
)  # fmt: skip


def _word(text: str) -> str:
    """`text` as one word of a shell."""
    plain = clean(text)
    if re.fullmatch(r"[\w.@%+=:,-]+", plain, re.ASCII) and not plain.startswith("-"):
        return plain
    return "'" + plain.replace("'", "'\\''") + "'"
