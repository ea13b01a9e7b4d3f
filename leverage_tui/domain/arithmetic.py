"""The gauge opened to its arithmetic, in words and numbers that can be checked by hand."""

from __future__ import annotations

from leverage_tui.domain import words
from leverage_tui.domain.metrics import Figures, StreamFigures
from leverage_tui.domain.quantities.dates import Period, format_period
from leverage_tui.domain.quantities.hours import format_hours


def gauge_arithmetic(figures: Figures) -> tuple[tuple[str, str], ...]:
    """Lines of (what, how): the window, each stream's surplus and cap, the sum, the reading."""
    currency, baseline = figures.base_currency, figures.baseline_rate
    window = format_period(Period(*figures.window))
    lines = [("The weeks", f"{window}, {figures.weeks:.1f} weeks to today")]
    if baseline is None:
        return (*lines, ("Your hour", "no rate yet: set what you would charge for an hour"))
    how = "measured from your sold hours, until you set it" if figures.baseline_provisional else "the rate you set"
    lines.append(("Your hour", f"{words.money(baseline, currency, cents=True)}, {how}"))
    for stream in figures.streams.values():
        lines += _stream(stream, figures, baseline)
    return (*lines, *_total(figures))


def _stream(stream: StreamFigures, figures: Figures, baseline: float) -> list[tuple[str, str]]:
    def money(amount: float) -> str:
        return words.money(amount, figures.base_currency)

    surplus = stream.net - baseline * stream.effective_hours
    expected = f", of which {money(stream.expected_net)} expected" if stream.expected_net else ""
    yours = f"{_hours(stream.effective_hours)} x {money(baseline)}"
    lines = [
        (stream.name, f"{money(stream.net)} kept{expected} - {yours} = {money(surplus)}"),
        (
            "",
            f"hours: {_hours(stream.run_hours)} run + {_hours(stream.amortised_build_hours)} of the building",
        ),
    ]
    if stream.time_sold:
        others = stream.people_hours + stream.automation_hours + stream.process_hours
        share = others / (stream.effective_hours + others) if others else 0.0
        cap = (
            f"your hours are what is sold, so at most {words.percent(100 * share)} % of {money(stream.net)}"
            f" ({_hours(others)} were not yours) = {money(share * stream.net)}"
        )
        lines.append(("", cap))
    if stream.gauge is not None:
        lines.append(("", f"counts {money(stream.gauge.credited)}"))
    return lines


def _total(figures: Figures) -> list[tuple[str, str]]:
    gauge, currency = figures.book.gauge, figures.base_currency
    if gauge.raw is None or gauge.credited is None or gauge.total_net is None:
        return [("Together", words.STATES.get(gauge.state, gauge.state))]
    running = words.percent(figures.book.gauge_running.value)
    band = figures.book.gauge_band
    return [
        (
            "Together",
            f"{words.money(gauge.credited, currency)} of {words.money(gauge.total_net, currency)} kept"
            f" = {words.percent(gauge.raw)} %",
        ),
        ("Running", f"{running} % when the building is not counted: the gap is the work usually ignored"),
        (
            "If your hour",
            f"were worth 20 % less: {words.percent(band.at_80_percent)} %, "
            f"20 % more: {words.percent(band.at_120_percent)} %",
        ),
        ("In words", words.sentence(figures)),
    ]


def _hours(hours: float) -> str:
    return f"{format_hours(round(hours * 60))} h"
