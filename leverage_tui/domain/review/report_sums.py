"""Hours and money of what is reviewed, by stream and kind of work, against the time before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from leverage_tui.domain.metrics import rows
from leverage_tui.domain.metrics.rows import OTHER_COLUMNS, OWN_COLUMNS, SCALE, Row
from leverage_tui.domain.model import OWN_WORK, Work
from leverage_tui.domain.quantities.currency import exponent
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.quantities.money import format_money
from leverage_tui.domain.review.facts import Fact, Section
from leverage_tui.domain.review.reviewed import Pair, Show, StreamDays, compared, whole
from leverage_tui.domain.text import clean

_AMOUNTS = (
    ("refunds", rows.REFUNDS), ("platform fees", rows.PLATFORM), ("processing fees", rows.PROCESSING),
    ("variable costs", rows.VARIABLE), ("fixed costs", rows.FIXED), ("pay of people", rows.PAY),
)  # fmt: skip


def own_minutes(row: Row) -> int:
    """Own minutes, building included, in `SCALE`-ths."""
    return rows.run(row) + row[rows.BUILD]


def own_hours(streams: Sequence[StreamDays]) -> Section:
    """Own hours by stream and kind of work."""
    worked = [stream for stream in streams if own_minutes(stream.now) or own_minutes(stream.before)]
    columns = [(work.value, OWN_COLUMNS[work]) for work in OWN_WORK]
    if not worked:
        return Section("Your hours", (), "no own hour is logged")
    pairs = [
        Pair(
            "own_hours",
            "together",
            sum(own_minutes(stream.now) for stream in worked) // SCALE,
            sum(own_minutes(stream.before) for stream in worked) // SCALE,
        )
    ]
    for stream in worked:
        pairs.append(_pair("own_hours", clean(stream.name), stream, own_minutes))
        pairs += [
            Pair("own_hours", f"  {name}", stream.now[column] // SCALE, stream.before[column] // SCALE)
            for name, column in columns
            if stream.now[column] or stream.before[column]
        ]
    return Section("Your hours", compared(pairs, format_hours))


def _pair(key: str, name: str, stream: StreamDays, of: Callable[[Row], int]) -> Pair:
    return Pair(key, name, of(stream.now) // SCALE, of(stream.before) // SCALE)


def not_own_hours(streams: Sequence[StreamDays]) -> Section:
    """Hours of people, automation and process, by stream."""
    facts = [pair for work in OTHER_COLUMNS for pair in others_of(streams, work)]
    return Section("Hours that were not yours", compared(facts, format_hours))


def others_of(streams: Sequence[StreamDays], work: Work) -> list[Pair]:
    """Hours of one source, together and by stream, in minutes that add up; nothing where there are none."""
    column = OTHER_COLUMNS[work]
    found = {stream.past.stream.id: stream for stream in streams if stream.now[column] or stream.before[column]}
    if not found:
        return []
    now = whole({name: stream.now[column] for name, stream in found.items()}, SCALE)
    before = whole({name: stream.before[column] for name, stream in found.items()}, SCALE)
    key = f"{work.value}_hours"
    parts = [Pair(key, f"  {clean(stream.name)}", now[name], before[name]) for name, stream in found.items()]
    return [Pair(key, work.value, sum(now.values()), sum(before.values())), *parts]


def money(streams: Sequence[StreamDays], currency: str) -> Section:
    """What was kept, by stream, in whole major units that add up."""
    found = {
        stream.past.stream.id: stream for stream in streams if _has_money(stream.now) or _has_money(stream.before)
    }
    if not found:
        return Section("Money kept", (), "no money is entered for these days")
    unit = SCALE * 10 ** exponent(currency)
    now = whole({name: rows.net(stream.now) for name, stream in found.items()}, unit)
    before = whole({name: rows.net(stream.before) for name, stream in found.items()}, unit)
    pairs = [
        Pair(
            "net",
            clean(stream.name),
            now[name] if _has_money(stream.now) else None,
            before[name] if _has_money(stream.before) else None,
            tuple(_how(stream, currency)),
            any(stream.expected),
            any(stream.expected_before),
        )
        for name, stream in found.items()
    ]
    about, about_before = any(pair.about for pair in pairs), any(pair.about_before for pair in pairs)
    both = Pair("net", "together", sum(now.values()), sum(before.values()), about=about, about_before=about_before)
    sentence = "≈ holds income that is expected at a stream's recent pace, not entered" * (about or about_before)
    return Section("Money kept", compared([both, *pairs], in_major(currency)), sentence)


def in_major(currency: str) -> Show:
    """Whole major units as an amount."""
    places = 10 ** exponent(currency)
    return lambda major: format_money(major * places, currency, decimals="never")


def _has_money(row: Row) -> bool:
    """Whether any amount is known, be it taken away again."""
    return any(row[column] for column in (rows.GROSS, *(column for _, column in _AMOUNTS)))


def _how(stream: StreamDays, currency: str) -> list[str]:
    """The net of the days from its amounts, to the minor unit."""
    row = stream.now
    if not _has_money(row):
        return ["no money is entered for these days, nor expected"]
    parts = whole({"gross": row[rows.GROSS], **{name: -row[column] for name, column in _AMOUNTS}}, SCALE)
    kept = sum(parts.values())
    taken = "".join(f" - {name} {format_money(-parts[name], currency)}" for name, _ in _AMOUNTS if parts[name])
    sentences = [f"gross {format_money(parts['gross'], currency)}{taken} = {format_money(kept, currency)}"]
    expected = rows.net(stream.expected)
    if any(stream.expected):
        amount = format_money(expected // SCALE, currency)
        sentences.append(f"≈ {amount} of it is expected at its recent pace, not entered")
    return sentences


def fact_of_money(key: str, name: str, now: int, before: int, currency: str, how: tuple[str, ...]) -> Fact:
    """Exact sums of money, each rounded down to whole major units."""
    unit = SCALE * 10 ** exponent(currency)
    return compared([Pair(key, name, now // unit, before // unit, how)], in_major(currency))[0]
