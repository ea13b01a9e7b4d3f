"""Hand-computed cases of the figures that come with a state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from leverage_tui.domain.book import book_of
from leverage_tui.domain.metrics import Figures, as_json, figures
from leverage_tui.domain.metrics.payback import _root
from leverage_tui.domain.model import Amounts, Closed, Document, Hours, Money, Opening, Setting, Stream, Work

FIRST = date(2025, 1, 6)
RATE = Setting(doc_id=5, key="baseline_rate", value=10_00)


def weeks(hours: Sequence[float], nets: Sequence[float], name: str = "s", number: int = 100) -> Iterator[Document]:
    """Closed weeks from `FIRST` on with these run hours and nets."""
    for place, (spent, net) in enumerate(zip(hours, nets, strict=True)):
        monday = FIRST + timedelta(7 * place)
        at = number + 3 * place
        yield Closed(doc_id=at, stream=name, week=monday)
        if spent:
            yield Hours(doc_id=at, stream=name, date=monday, work=Work.SELL, minutes=round(spent * 60))
        money = Amounts(gross=round(net * 100)) if net >= 0 else Amounts(fixed_costs=round(-net * 100))
        yield Money(doc_id=at, stream=name, date=monday, until=monday + timedelta(6), currency="USD", amounts=money)


def see(hours: Sequence[float], nets: Sequence[float], stream: Stream | None = None) -> Figures:
    stream = stream or Stream(doc_id=1, id="s", name="S")
    return figures(book_of([RATE, stream, *weeks(hours, nets)]), FIRST + timedelta(7 * len(hours) - 1))


def debt(minutes: int) -> Stream:
    return Stream(doc_id=1, id="s", name="S", opening=Opening(run_minutes=minutes))


def test_payback_forecast() -> None:
    # 100 h at 10 owed; four weeks of 1 h and nets 30, 50, 30, 50: surpluses 20, 40, 20, 40.
    found = see([1] * 4, [30, 50, 30, 50], debt(6000)).streams["s"].payback
    assert found.build_debt_money == 1000 + 40 - 160
    assert found.weekly_surplus_mean == 30
    assert found.weekly_surplus_high is not None
    assert found.weekly_surplus_high - 30 == pytest.approx(1.6448536269514722 * (400 / 3) ** 0.5 / 2)
    assert found.weeks_to_break_even == pytest.approx(880 / 30)
    assert found.break_even_date == FIRST + timedelta(27 + 7 * 30)
    assert found.trend is None


def test_payback_without_an_end_keeps_its_keys() -> None:
    found = as_json(see([1] * 4, [5] * 4, debt(6000)))["streams"]["s"]["payback"]
    assert found["state"] == "not paying back at this rate"
    assert (found["weeks_to_break_even"], found["weeks_optimistic"]) == (None, None)
    assert "break_even_date" not in found
    far = as_json(see([1] * 4, [10.01] * 4, debt(6000)))["streams"]["s"]["payback"]
    assert far["weeks_to_break_even"] > 5200
    assert "break_even_date" not in far


@pytest.mark.parametrize(
    ("level", "slope", "owed", "weeks_left"),
    [(10, 0, 50, 5), (10, 2, 42, 3), (10, -2, 18, 3), (10, -2, 21, None), (-10, -2, 5, None), (0, 2, 6, 2)],
)
def test_the_trend_gets_there(level: float, slope: float, owed: float, weeks_left: float | None) -> None:
    assert _root(level, slope, owed) == (None if weeks_left is None else pytest.approx(weeks_left))


def test_trends_of_time() -> None:
    assert see([2] * 7, [1] * 7).streams["s"].time_trend.state == "collecting 7/8 weeks"
    falling = see(list(range(10, 2, -1)), [1] * 8).streams["s"].time_trend
    assert (falling.state, falling.slope_hours_per_week, falling.S) == ("your time here is falling", -1, -28)
    rising = see(list(range(1, 9)), [1] * 8).streams["s"].time_trend
    assert rising.state == "your time here is rising"


def test_states_of_decoupling() -> None:
    hours, flat = [1, 2, 3, 4, 5, 6, 7, 8], [80] * 8
    assert see(hours[:7], flat[:7]).streams["s"].decoupling.state == "collecting 7/8 weeks"
    assert see([1, 2] * 4, flat).streams["s"].decoupling.state == "hours do not vary enough to tell"
    mostly = see([0, 0, 0, 0, 0, 1, 2, 3], flat).streams["s"].decoupling
    assert mostly.state == "most weeks are zero-hour weeks: use the vacation test"
    none = see(hours, [-1] * 8).streams["s"].decoupling
    assert none.state == "median income not positive: elasticity undefined"
    short = see(hours, flat)
    assert short.streams["s"].decoupling.state == "provisional (8/12 weeks)"
    assert short.streams["s"].decoupling.elasticity == 0
    block = as_json(short)["streams"]["s"]["decoupling"]
    assert (block["spearman"], block["p_value"]) == (None, None)
    sold = see([1, 2, 3, 4] * 3, [60, 120, 180, 240] * 3).streams["s"].decoupling
    assert (sold.state, sold.decoupling) == ("coupled: income follows your hours", 0)
    free = see([1, 2, 3, 4] * 3, [80] * 12).streams["s"].decoupling
    assert (free.state, free.decoupling) == ("decoupled: income does not follow your hours", 1)
    unclear = see([1, 2, 3, 4] * 3, [60, 10, 180, 90, 60, 200, 20, 90, 5, 120, 18, 240]).streams["s"].decoupling
    assert unclear.state == "cannot tell yet"


def test_vacation_of_a_stream_and_of_the_book() -> None:
    found = see([2, 2, 0, 2, 0, 2], [40, 40, 10, 40, 30, 40])
    assert found.streams["s"].vacation.ratio == 0.5
    assert found.book.vacation == found.streams["s"].vacation
    other = Stream(doc_id=2, id="t", name="T")
    documents = [
        RATE, Stream(doc_id=1, id="s", name="S"), other,
        *weeks([2, 2, 0, 2, 0, 2], [40, 40, 10, 40, 30, 40]),
        *weeks([2, 2, 0, 2, 0, 2], [10] * 6, "t", 500),
    ]  # fmt: skip
    as_of = FIRST + timedelta(41)
    together = figures(book_of(documents), as_of).book.vacation
    assert (together.net_per_zero_hour_week, together.net_per_worked_week) == (30, 50)
    without = [found for found in documents if not (isinstance(found, Closed) and found.doc_id == 506)]
    assert figures(book_of(without), as_of).book.vacation.zero_hour_weeks == 1


def test_a_ratio_without_worked_income_is_none() -> None:
    found = as_json(see([2, 2, 0, 2, 0, 2], [-1, -1, 10, -1, 30, -1]))["streams"]["s"]["vacation"]
    assert (found["state"], found["ratio"]) == ("tested", None)


def test_a_week_with_expected_income_is_left_out() -> None:
    documents = [RATE, Stream(doc_id=1, id="s", name="S"), *weeks([2] * 8, [10] * 8)]
    later = FIRST + timedelta(7 * 8)
    documents.append(Closed(doc_id=900, stream="s", week=later))
    found = figures(book_of(documents), later + timedelta(6)).streams["s"]
    assert found.vacation.worked_weeks == 8
    assert found.time_trend.n == 9


def test_the_ceiling_without_an_hour_left_to_sell() -> None:
    full = Setting(doc_id=6, key="capacity_minutes_per_week", value=60)
    stream = Stream(doc_id=1, id="s", name="S", time_sold=True)
    sold = Hours(doc_id=90, stream="s", date=FIRST, work=Work.DELIVER, minutes=60)
    rows = [RATE, full, stream, sold, *weeks([2] * 2, [10] * 2)]
    found = as_json(figures(book_of(rows), FIRST + timedelta(13)))["book"]["ceiling"]
    assert (found["state"], found["used"], found["sellable_hours_per_week"]) == ("ok", None, 0)


def test_the_parts_of_a_change_of_rate_add_up() -> None:
    found = see([2] * 13 + [3] * 13, [40] * 13 + [90] * 13).book.rate_change
    assert (found.before, found.after, found.change) == (20, 30, 10)
    parts = (found.from_margin, found.from_productivity, found.from_leverage)
    assert sum(part or 0 for part in parts) == pytest.approx(10)
    short = see([2] * 12 + [3] * 13, [40] * 12 + [90] * 13).book.rate_change
    assert short.state == "needs two windows with positive income and hours"


def test_an_ended_stream_is_ended_unpaid() -> None:
    stream = replace(debt(6000), ended=FIRST + timedelta(20))
    found = see([1] * 4, [30] * 4, stream).streams["s"].payback
    assert (found.state, found.unamortised_build_hours) == ("ended unpaid", 0)
