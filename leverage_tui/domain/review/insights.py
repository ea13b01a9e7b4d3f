"""What the figures say of the book as a whole: the gauge, the ceiling, why the rate moved, what it depends on, what
would be left if you stopped, and the one change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import exp, log

from leverage_tui.domain import words
from leverage_tui.domain.book import Book
from leverage_tui.domain.metrics import Figures, GaugeReading, Memory
from leverage_tui.domain.metrics.ceiling import WEEKS_A_YEAR
from leverage_tui.domain.metrics.readings import OK
from leverage_tui.domain.metrics.sums import coverage
from leverage_tui.domain.metrics.window import Window
from leverage_tui.domain.quantities.currency import exponent
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.quantities.money import format_money
from leverage_tui.domain.review import wording
from leverage_tui.domain.review.away import away
from leverage_tui.domain.review.facts import Bar, Fact, Section, Tone
from leverage_tui.domain.review.reach import reach
from leverage_tui.domain.text import clean
from leverage_tui.domain.words import DASH

EARLY_WEEKS = 4
_HALF = 0.5


def insights_review(book: Book, figures: Figures, today: date, memory: Memory | None = None) -> tuple[Section, ...]:
    """The sections of the insights; `figures` are those of `book` on `today`. With the `memory` that they were made
    with nothing is summed again."""
    memory = memory or Memory()
    return (
        Section("The gauge", tuple(_gauge(figures)), words.sentence(figures)),
        _ceiling(book, figures),
        Section("Why your rate changed", tuple(_rate_change(figures))),
        Section("Concentration", tuple(_concentration(figures))),
        Section("Crossover", tuple(_crossover(book, figures))),
        away(figures),
        Section("Coverage", tuple(_coverage(book, figures, today, memory))),
        reach(book, figures, today, memory),
    )


def _tone(figures: Figures) -> Tone:
    """Of what stands on income and the rate: unsure while one of them is not firm, or the book is young."""
    loose = figures.book.expected_net or figures.baseline_provisional or figures.weeks < EARLY_WEEKS
    return "unsure" if loose else "plain"


def _about(figures: Figures) -> str:
    return "≈" if figures.book.expected_net else ""


def _gauge(figures: Figures) -> Iterator[Fact]:
    gauge, book, currency = figures.book.gauge, figures.book, figures.base_currency
    now = GaugeReading(gauge.state, gauge.raw, gauge.value)
    hours = f"{wording.clock(book.effective_hours)} of yours ({_charged(figures)})"
    yield _reading(figures, "gauge", "With the building", now, book.net, hours, band=True)
    running = f"{wording.clock(book.run_hours)} of yours, no building"
    yield _reading(figures, "gauge_running", "Running", book.gauge_running, book.net, running)
    worked = (
        f"{wording.clock(book.run_hours)} run and {wording.clock(book.build_hours)} built in these weeks, in full"
    )
    yield _reading(figures, "gauge_as_worked", "As worked", book.gauge_as_worked, book.net, worked)
    life = book.lifetime
    ever = (
        f"{wording.clock(life.run_hours)} run and {wording.clock(life.build_hours)} built ever, openings included"
    )
    yield _reading(figures, "gauge_lifetime", "All history", book.gauge_lifetime, life.net, ever)
    if gauge.raw is None or gauge.credited is None or figures.baseline_rate is None:
        return
    tone, net, rate = _tone(figures), wording.amount(book.net, currency), figures.baseline_rate
    ends = [(book.gauge_band.at_80_percent, 0.8), (book.gauge_band.at_120_percent, 1.2)]
    low, high = (DASH if raw is None else f"{wording.in_tenths(wording.tenths_of(raw))} %" for raw, _ in ends)
    cheap, dear = (wording.amount(rate * factor, currency) for _, factor in ends)
    how = (f"your hour at {cheap}: {low}; at {dear}: {high}", "below 0 the gauge stands at 0")
    yield Fact("gauge_band", "If your hour were worth 20 % less, or more", f"{low}, or {high}", how, tone)
    rest = f"({net} - {wording.amount(gauge.credited, currency)})"
    multiple: tuple[str, Tone] = (f"{net} / {rest}", tone)
    if gauge.multiple is None:
        multiple = ("your hours explain nothing of what you keep", "unsure")
    name = "What you keep against what your hours explain"
    yield Fact("multiple", name, wording.times(gauge.multiple), multiple[:1], multiple[1])
    yield from _margins(figures, rest)


def _reading(
    figures: Figures, key: str, name: str, read: GaugeReading, net: float, hours: str, *, band: bool = False
) -> Fact:
    """One basis of the gauge: a share of `net`, over `hours`."""
    if read.raw is None or read.value is None or figures.baseline_rate is None:
        return Fact(key, name, read.state, (words.STATES.get(read.state, read.state),), "unsure")
    currency = figures.base_currency
    credited = wording.amount(read.raw * net / 100, currency)
    kept, hour = wording.amount(net, currency), wording.amount(figures.baseline_rate, currency)
    how = [
        f"{kept} kept, {hours} at {hour}: {credited} is more than they explain, stream by stream, "
        "sold hours capped",
        f"100 x {credited} / {kept} = {wording.decimal(read.raw)}, rounded down",
    ]
    if read.raw < 0:
        how.append("below 0 it stands at 0")
    if figures.book.expected_net:
        how.append(f"{wording.amount(figures.book.expected_net, currency)} of it is expected, not entered (≈)")
    notes = [words.band(read.value)] if band else []
    notes += [read.state] if read.state != OK else []
    shown = ", ".join([f"{_about(figures)}{words.percent(read.value)} %", *notes])
    return Fact(key, name, shown, tuple(how), _tone(figures) if read.state == OK else "unsure")


def _charged(figures: Figures) -> str:
    run, built = figures.book.run_hours, figures.book.amortised_build_hours
    return f"{wording.clock(run)} run + {wording.clock(built)} of the building"


def _margins(figures: Figures, rest: str) -> Iterator[Fact]:
    gauge, currency, tone = figures.book.gauge, figures.base_currency, _tone(figures)
    hour, unit = gauge.marginal_point_per_own_hour, gauge.marginal_point_per_leveraged_unit
    if hour is None or unit is None or figures.baseline_rate is None:
        return
    net = wording.amount(figures.book.net, currency)
    yield Fact(
        "marginal_point_per_own_hour", "One more own hour", f"{_signed(hour)} points",
        (
            f"-100 x {wording.amount(figures.baseline_rate, currency)} / {net}",
            "exactly so in a stream that is not sold by the hour",
        ), tone,
    )  # fmt: skip
    hundred = format_money(100 * 10 ** exponent(currency), currency, decimals="never")
    yield Fact(
        "marginal_point_per_leveraged_unit", f"{hundred} more without an hour", f"{_signed(100 * unit)} points",
        (f"100 x {rest} / {net} x {hundred} / {net}",), tone,
    )  # fmt: skip


def _signed(value: float) -> str:
    return f"{'+' if value > 0 else ''}{wording.decimal(value)}"


def _ceiling(book: Book, figures: Figures) -> Section:
    found, currency, tone = figures.book.ceiling, figures.base_currency, _tone(figures)
    title = "Income ceiling"
    if (
        found.sellable_hours_per_week is None or found.sold_hours_per_week is None
        or found.other_own_hours_per_week is None
    ):  # fmt: skip
        why = ("a ceiling is of hours that are sold: log paid work in a stream that is sold by the hour",)
        return Section(title, (Fact("ceiling", "Ceiling", found.state, why, "unsure"),))

    def money(major: float | None) -> str:
        return wording.amount(major, currency)

    sellable, sold = found.sellable_hours_per_week, found.sold_hours_per_week
    rate, weeks = money(found.realised_rate), book.settings.working_weeks_per_year
    of = f"{wording.clock(sold)} of {wording.clock(sellable)} a week"
    capacity = format_hours(book.settings.capacity_minutes_per_week)
    used = "no hour is left to sell" if found.used is None else f"{wording.percent(found.used)}, {of}"
    others = money((found.leveraged_net_per_year or 0.0) * figures.weeks / WEEKS_A_YEAR)
    facts = (
        Fact("used", "Sellable hours sold", used, (of,), tone),
        Fact(
            "sellable_hours_per_week", "Hours you could sell", f"{wording.clock(sellable)} a week",
            (
                f"{capacity} h a week - {wording.clock(found.other_own_hours_per_week)} of your other hours, "
                "building as worked; never below 0",
            ),
        ),
        Fact(
            "ceiling_per_year", "The most as it is", f"{money(found.ceiling_per_year)} a year",
            (
                f"{rate}/h x {wording.clock(sellable)} x {weeks} weeks = {money(found.time_sold_ceiling_per_year)}",
                f"+ {money(found.leveraged_net_per_year)} from the other streams",
            ), tone,
        ),
        Fact(
            "leveraged_net_per_year", "Of it not sold by the hour", f"{money(found.leveraged_net_per_year)} a year",
            (f"{others} in {figures.weeks:.1f} weeks x {WEEKS_A_YEAR}",), tone,
        ),
        Fact(
            "value_of_one_freed_hour_per_week_per_year", "One hour a week freed, and sold",
            f"{money(found.value_of_one_freed_hour_per_week_per_year)} a year", (f"{rate}/h x {weeks} weeks",), tone,
        ),
    )  # fmt: skip
    bar = None if found.used is None else Bar(min(1.0, max(0.0, found.used)), of)
    return Section(title, facts, bar=bar)


_FACTORS = (
    ("from_margin", "margin", "what you keep of revenue"),
    ("from_productivity", "productivity", "revenue per hour of you and your people"),
    ("from_leverage", "leverage", "hours of you and your people per hour of yours"),
)


def _rate_change(figures: Figures) -> Iterator[Fact]:
    found, currency = figures.book.rate_change, figures.base_currency
    if found.before is None or found.after is None or found.change is None:
        why = ("these weeks are set against as many before them",)
        yield Fact("rate_change", "Net per run hour", found.state, why, "unsure")
        return
    tone, unit = _tone(figures), 10 ** exponent(currency)
    before, change = (wording.minor_units(value, currency) for value in (found.before, found.change))
    after = format_money(before + change, currency)
    how = ("net / run hours, these weeks against as many before them; the three parts add up",)
    shown = f"{format_money(before, currency)}/h -> {after}/h, {_signed_minor(change, currency)}"
    yield Fact("rate_change", "Net per run hour", shown, how, tone)
    parts = {key: getattr(found, key) for key, _, _ in _FACTORS}
    minor = wording.apportion({key: part * unit for key, part in parts.items()}, change)
    mean = found.before
    if found.before != found.after:
        mean = (found.after - found.before) / log(found.after / found.before)
    for key, factor, meaning in _FACTORS:
        now = getattr(figures.book.rate_identity, factor)
        then = now / exp(parts[key] / mean)
        arithmetic = (
            f"{meaning}: {then:.4g} -> {now:.4g}",
            f"{wording.amount(mean, currency)} x ln({now:.4g} / {then:.4g}); {wording.amount(mean, currency)} is the "
            "logarithmic mean of both rates",
        )
        yield Fact(key, f"From {factor}", _signed_minor(minor[key], currency), arithmetic, tone)


def _signed_minor(minor: int, currency: str) -> str:
    return f"{'+' if minor > 0 else ''}{format_money(minor, currency)}/h"


def _concentration(figures: Figures) -> Iterator[Fact]:
    book, tone = figures.book, _tone(figures)
    kept = {clean(stream.name): stream.net for stream in figures.streams.values() if stream.net > 0}
    if book.hhi is None or book.effective_streams is None or not kept:
        why = ("no stream kept anything in these weeks",)
        yield Fact("hhi", "Concentration", DASH, why, "unsure")
        return
    everything = sum(kept.values())
    squares = " + ".join(f"{net / everything:.3f}²" for net in kept.values())
    largest = max(kept, key=kept.__getitem__)
    yield Fact("hhi", "HHI, 1 is one stream alone", wording.decimal(book.hhi), (squares,), tone)
    effective = wording.in_tenths(wording.tenths_of(book.effective_streams))
    yield Fact("effective_streams", "Effective streams", effective, (f"1 / {book.hhi:.4g}, rounded down",), tone)
    of = " of ".join(wording.amount(part, figures.base_currency) for part in (kept[largest], everything))
    share = f"{wording.percent(book.largest_share)}: {largest}"
    yield Fact("largest_share", "Largest share", share, (f"{of} kept by streams above 0",), tone)
    on_platforms = [
        clean(stream.name) for stream in figures.streams.values() if stream.platform_fees > 0 and stream.net > 0
    ]
    named = ", ".join(on_platforms) or "no stream that kept anything pays platform fees"
    shown = wording.percent(book.platform_dependent_share, up=True)
    yield Fact("platform_dependent_share", "Depends on a platform", shown, (named,), tone)


def _crossover(book: Book, figures: Figures) -> Iterator[Fact]:
    found, currency = figures.book, figures.base_currency
    tone: Tone = "unsure" if found.gauge.raw is None else _tone(figures)
    income, ratio = found.leveraged_income_per_month, found.crossover_ratio
    if income is None or found.gauge.credited is None:
        state = found.gauge.state
        why = (words.STATES.get(state, state),)
        yield Fact("leveraged_income_per_month", "Income beyond your hours", state, why, "unsure")
    else:
        credited = wording.amount(found.gauge.credited, currency)
        how = (f"{credited} in {figures.weeks:.1f} weeks x 52 / 12; never below 0",)
        shown = f"{_about(figures)}{wording.amount(income, currency)} a month"
        yield Fact("leveraged_income_per_month", "Income beyond your hours", shown, how, tone)
    expenses = book.settings.living_expenses_per_month
    name = "Of what you live on"
    if ratio is not None and expenses is not None:
        how = (f"{wording.amount(income, currency)} / {format_money(expenses, currency)} a month",)
        yield Fact("crossover_ratio", name, f"{_about(figures)}{wording.percent(ratio)}", how, tone)
    elif not expenses:
        say = ("say what you live on: lev set living_expenses_per_month AMOUNT",)
        yield Fact("crossover_ratio", name, DASH, say, "unsure")
    else:
        needs = (words.STATES.get(found.gauge.state, found.gauge.state),)
        yield Fact("crossover_ratio", name, found.gauge.state, needs, "unsure")


def _coverage(book: Book, figures: Figures, today: date, memory: Memory) -> Iterator[Fact]:
    window = Window(figures.window[0], today)
    for past in memory.pasts(book, today):
        found, name = coverage(past, window), clean(past.stream.name)
        if found.share is None:
            why = ("no week of its life within the window is over",)
            yield Fact("coverage", name, "no full week yet", why, "unsure")
            continue
        shown = f"{found.confirmed} of {wording.counted(found.weeks, 'week')} confirmed"
        how = ("closed weeks, of all weeks of its life in the window that are over",)
        yield Fact("coverage", name, shown, how, "unsure" if found.share < _HALF else "plain")
    unlogged = figures.book.unlogged_income_share
    under = ("the share of what is kept by streams with under half of their weeks confirmed",)
    if unlogged is None:
        nothing = ("no stream kept anything in these weeks",)
        yield Fact("unlogged_income_share", "Income whose hours may be missing", DASH, nothing, "unsure")
    else:
        shown = wording.percent(unlogged, up=True)
        yield Fact(
            "unlogged_income_share",
            "Income whose hours may be missing",
            shown,
            under,
            "bad" if unlogged else "plain",
        )
