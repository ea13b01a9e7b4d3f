"""What moved from hours to assets: own hours that became less, hours that others took over, what was built, and
income that own hours do not explain."""

from __future__ import annotations

from collections.abc import Sequence

from leverage_tui.domain.book import Book
from leverage_tui.domain.metrics import rows
from leverage_tui.domain.metrics.gauge import credited, labour
from leverage_tui.domain.metrics.readings import NEEDS_BASELINE
from leverage_tui.domain.metrics.rows import OTHER_COLUMNS, SCALE, Row, Span
from leverage_tui.domain.metrics.window import Window, charged_build
from leverage_tui.domain.model import Asset, Work
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.quantities.money import format_money
from leverage_tui.domain.review.facts import Fact, Section
from leverage_tui.domain.review.report_sums import fact_of_money, others_of
from leverage_tui.domain.review.reviewed import Days, Pair, StreamDays, change, compared
from leverage_tui.domain.review.spans import built_on_days
from leverage_tui.domain.review.standpoint import part_of
from leverage_tui.domain.text import clean


def assets(streams: Sequence[StreamDays], book: Book, days: Days, rate: int | None) -> Section:
    """What moved; `rate` is the baseline rate in `SCALE`-ths of a minor unit an hour, None while there is none."""
    pairs = [others_of(streams, work)[:1] for work in OTHER_COLUMNS]
    taken = [
        Pair(pair.key, _TAKEN[pair.name], pair.now, pair.before, _by_stream(streams, Work(pair.name)))
        for (pair,) in filter(None, pairs)
    ]
    facts = (
        *_run_hours(streams),
        *compared(taken, format_hours),
        *_built(streams, days),
        _leveraged(streams, book, days, rate),
    )
    return Section("From hours to assets", facts, _sentence(streams, days))


_TAKEN = {
    "people": "taken over by people",
    "automation": "taken over by automation",
    "process": "taken over by a process",
}


def _sentence(streams: Sequence[StreamDays], days: Days) -> str:
    """What moved, in one line."""
    run = sum(rows.run(stream.now) - rows.run(stream.before) for stream in streams) // SCALE
    less = "as many own hours to run it all" if not run else f"{format_hours(abs(run))} own hours "
    if run:
        less += "less to run it all" if run < 0 else "more to run it all"
    others = sum(rows.others(stream.now) for stream in streams) // SCALE
    more = others - sum(rows.others(stream.before) for stream in streams) // SCALE
    built = sum(sum(built_on_days(stream.past, days.now).values()) for stream in streams)
    return f"{less}; {format_hours(others)} not yours ({change(more, format_hours)}); {format_hours(built)} built"


def _run_hours(streams: Sequence[StreamDays]) -> list[Fact]:
    """Where own hours that run a stream became less, and where more."""
    moved = {
        clean(stream.name): ((rows.run(stream.now) - rows.run(stream.before)) // SCALE, stream)
        for stream in streams
        if rows.run(stream.now) != rows.run(stream.before)
    }
    found = []
    for key, name, sign in (("own_hours_fell", "own hours fell", -1), ("own_hours_rose", "own hours rose", 1)):
        there = {stream: by for stream, by in moved.items() if by[0] * sign > 0}
        shown = ", ".join(f"{stream} {change(by, format_hours)}" for stream, (by, _) in there.items())
        how = tuple(
            f"{stream}: {_clock(rows.run(days.now))} to run it, before {_clock(rows.run(days.before))}"
            for stream, (_, days) in there.items()
        )
        found.append(Fact(key, name, shown or "in no stream", how, "good" if sign < 0 and there else "plain"))
    return found


def _by_stream(streams: Sequence[StreamDays], work: Work) -> tuple[str, ...]:
    return tuple(
        f"{pair.name.strip()}: {format_hours(pair.now or 0)} h, before {format_hours(pair.before or 0)} h"
        for pair in others_of(streams, work)[1:]
    )


def _built(streams: Sequence[StreamDays], days: Days) -> list[Fact]:
    """Build hours by what they made."""
    built = {clean(stream.name): built_on_days(stream.past, days.now) for stream in streams}
    found = []
    for asset in Asset:
        made = {stream: by_asset[asset] for stream, by_asset in built.items() if asset in by_asset}
        if made:
            article = "an" if asset is Asset.AUTOMATION else "a"
            parts = ", ".join(f"{stream} {format_hours(minutes)}" for stream, minutes in made.items())
            total = format_hours(sum(made.values()))
            shown = parts if len(made) == 1 else f"{total}: {parts}"
            found.append(Fact(f"built_{asset.value}", f"built into {article} {asset.value}", shown, ()))
    return found or [Fact("built", "built", "nothing", ("no build hour is logged on these days",))]


def _leveraged(streams: Sequence[StreamDays], book: Book, days: Days, rate: int | None) -> Fact:
    """What was kept over the own hours' worth at the baseline rate, never below 0."""
    name = "leveraged income"
    if rate is None:
        reason = ("what your hours are worth is not known: lev set baseline_rate RATE",)
        return Fact("leveraged_income", name, NEEDS_BASELINE, reason, "unsure")
    currency, life_weeks = book.settings.base_currency, book.settings.build_life_weeks

    def of(stream: StreamDays, row: Row, span: Span) -> tuple[int, int]:
        charged = charged_build(stream.past, Window(span.first, span.last), life_weeks)
        part = part_of(stream.past.stream.id, stream.past.stream.time_sold, row, charged)
        return credited(part, rate), part.effective

    now = {stream.past.stream.id: of(stream, stream.now, days.now) for stream in streams}
    before = sum(of(stream, stream.before, days.before)[0] for stream in streams)
    how = tuple(
        _surplus(stream, *now[stream.past.stream.id], rate, currency)
        for stream in streams
        if any(stream.now) or now[stream.past.stream.id][1]
    )
    total = sum(counts for counts, _ in now.values())
    return fact_of_money("leveraged_income", name, max(0, total), max(0, before), currency, how)


def _surplus(stream: StreamDays, counts: int, minutes: int, rate: int, currency: str) -> str:
    """One stream's kept money over its hours' worth; the building is charged over its life."""
    kept, worth = rows.net(stream.now), labour(minutes, rate)

    def shown(amount: int) -> str:
        return format_money(amount // SCALE, currency)

    over = f"{clean(stream.name)}: {shown(kept)} kept - {_clock(minutes)} x {shown(rate)} = {shown(kept - worth)}"
    others = stream.now[rows.PEOPLE] + stream.now[rows.AUTOMATION] + stream.now[rows.PROCESS]
    if counts == kept - worth:
        return over
    return f"{over}, counts {shown(counts)}: your hours are what is sold, and {_clock(others)} were not yours"


def _clock(minutes: int) -> str:
    return f"{format_hours(round(minutes / SCALE))} h"
