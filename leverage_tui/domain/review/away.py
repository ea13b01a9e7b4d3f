"""If you stopped today: what would still come in, as far as the weeks that you were away have shown it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from leverage_tui.domain.metrics import Figures, StreamFigures, Vacation
from leverage_tui.domain.quantities.currency import exponent
from leverage_tui.domain.quantities.money import format_money
from leverage_tui.domain.review import wording
from leverage_tui.domain.review.facts import Fact, Section
from leverage_tui.domain.text import clean

TITLE = "If you stopped today"


def away(figures: Figures) -> Section:
    """An estimate: each tested stream's vacation ratio times what it keeps a week. What was not tested is left out
    of the sum and named."""
    still = {name: _still(stream, figures) for name, stream in figures.streams.items()}
    tested = {name: amount for name, amount in still.items() if amount is not None}
    total = wording.minor_units(sum(tested.values()), figures.base_currency)
    units = 10 ** exponent(figures.base_currency)
    shown = wording.apportion({name: amount * units for name, amount in tested.items()}, total)
    facts = [_sum(figures, shown), *_streams(figures, shown), _together(figures.book.vacation, figures)]
    untested = [clean(stream.name) for name, stream in figures.streams.items() if name not in shown]
    sentence = f"Not tested, and in no sum: {wording.listed(untested)}." if untested else ""
    return Section(TITLE, tuple(facts), sentence)


def _still(stream: StreamFigures, figures: Figures) -> float | None:
    """What would still come in a week, in major units; None where that was not tested."""
    ratio = stream.vacation.ratio
    return None if ratio is None else ratio * stream.net / figures.weeks


def _sum(figures: Figures, shown: Mapping[str, int]) -> Fact:
    """`shown` is what still comes in of each tested stream, in minor units."""
    key, name, currency = "if_you_stopped", "Still coming in", figures.base_currency
    if not shown:
        why = ("no stream has been through the vacation test: weeks without an hour of yours, closed",)
        return Fact(key, name, "not tested yet", why, "unsure")
    parts = " + ".join(format_money(minor, currency) for minor in shown.values())
    now = sum(figures.streams[stream].net for stream in shown) / figures.weeks
    how = (
        f"{parts}, of {wording.amount(now, currency)} a week that these streams keep now",
        "an estimate: the weeks that you were away were few and short, and what is missed shows later",
    )
    return Fact(key, name, f"about {format_money(sum(shown.values()), currency)} a week", how, "unsure")


def _streams(figures: Figures, shown: Mapping[str, int]) -> Iterator[Fact]:
    currency = figures.base_currency
    for name, stream in figures.streams.items():
        test, title = stream.vacation, clean(stream.name)
        if test.ratio is None:
            yield Fact("vacation", title, _why_none(test), (_weeks(test),), "unsure")
            continue
        how = (
            f"{test.ratio:.4f} x {wording.amount(stream.net / figures.weeks, currency)} a week",
            _ratio(test, currency),
            _weeks(test),
        )
        yield Fact("vacation", title, f"about {format_money(shown[name], currency)} a week", how, "unsure")


def _together(test: Vacation, figures: Figures) -> Fact:
    key, name = "vacation", "All streams together, tested"
    if test.ratio is None:
        return Fact(key, "All streams together", _why_none(test), (_weeks(test),), "unsure")
    how = (_ratio(test, figures.base_currency), _weeks(test))
    return Fact(key, name, f"{wording.percent(test.ratio)} of a week comes in without you", how)


def _why_none(test: Vacation) -> str:
    if test.net_per_worked_week is None:
        return test.state
    return "the weeks that you worked in kept nothing: there is no ratio"


def _ratio(test: Vacation, currency: str) -> str:
    away_week, worked = (
        wording.amount(net, currency) for net in (test.net_per_zero_hour_week, test.net_per_worked_week)
    )
    return f"{away_week} in a week away / {worked} in a week worked"


def _weeks(test: Vacation) -> str:
    away_weeks = wording.counted(test.zero_hour_weeks, "confirmed week")
    return f"{away_weeks} without an hour of yours, {test.worked_weeks:,} with some"
