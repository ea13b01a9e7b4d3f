"""Every state that a stream's figures can be in, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from leverage_tui.domain.book import book_of
from leverage_tui.domain.model import (
    Document,
    Hours,
    Per,
    Source,
    Standing,
    Stream,
    Work,
)
from leverage_tui.domain.review.facts import Fact
from leverage_tui.domain.words import DASH
from tests.domain.stream_facts import SUNDAY, by_key, of, reviewed
from tests.metrics.lives import dividends, ebook, supplements
from tests.metrics.test_blocks import FIRST, RATE, debt, weeks


def test_states_of_payback() -> None:
    def state(hours: list[float], nets: list[float], stream: Stream) -> str:
        return of(hours, nets, stream)["Building", "payback"].shown

    assert state([1] * 4, [30, 50, 30, 50], debt(6000)) == "paying back"
    assert state([1] * 4, [5] * 4, debt(6000)) == "not paying back at this rate"
    assert state([1] * 2, [5] * 2, debt(6000)) == "too new (2/4 weeks)"
    ended = replace(debt(6000), ended=FIRST + timedelta(20))
    assert state([1] * 4, [30] * 4, ended) == "ended unpaid"
    built = Hours(doc_id=900, stream="s", date=FIRST, work=Work.BUILD, minutes=60)
    facts = of([1] * 4, [80] * 4, None, built)
    assert facts["Building", "payback"].shown == "paid back"
    assert facts["Building", "build_debt_money"].shown == "$0"
    assert ("Building", "payback") not in of([1] * 4, [80] * 4)


def test_a_forecast_beyond_5200_weeks_has_no_day() -> None:
    facts = of([1] * 4, [10.01] * 4, debt(6000))
    assert facts["Building", "break_even_date"].shown.startswith(f"{DASH} (in ")
    assert "no date is worth saying" in facts["Building", "break_even_date"].how[0]


def test_a_trend_of_the_surplus() -> None:
    up = of([1] * 8, [20, 22, 24, 26, 28, 30, 32, 34], debt(60000))["Building", "trend"]
    assert up.shown.startswith("trend: $2 a week more every week; if it goes on, even in ")
    down = of([1] * 8, [34, 32, 30, 28, 26, 24, 22, 20], debt(60000))["Building", "trend"]
    assert down.shown == "trend: $2 a week less every week; if it goes on this never breaks even"
    assert of([1] * 4, [20] * 4, debt(6000))["Building", "trend"].shown == DASH


def test_states_of_time() -> None:
    assert of([2] * 7, [1] * 7)["Time", "time_trend"].shown == "collecting 7/8 weeks"
    falling = of(list(range(10, 2, -1)), [1] * 8)["Time", "time_trend"]
    assert falling.shown.startswith("your time here is falling: -1 h a week (between -1 and -1, 8 weeks)")
    assert of(list(range(1, 9)), [1] * 8)["Time", "time_trend"].shown.startswith("your time here is rising: 1 h")
    assert of([2] * 8, [1] * 8)["Time", "time_trend"].shown.startswith("no clear trend: 0 h")


@pytest.mark.parametrize(
    ("hours", "nets", "state"),
    [
        ([1, 2, 3, 4, 5, 6, 7], [80] * 7, "collecting 7/8 weeks"),
        ([1, 2] * 4, [80] * 8, "hours do not vary enough to tell"),
        ([0, 0, 0, 0, 0, 1, 2, 3], [80] * 8, "most weeks are zero-hour weeks: use the vacation test"),
        ([1, 2, 3, 4, 5, 6, 7, 8], [-1] * 8, "median income not positive: elasticity undefined"),
        ([1, 2, 3, 4, 5, 6, 7, 8], [80] * 8, "provisional (8/12 weeks)"),
        ([1, 2, 3, 4] * 3, [60, 120, 180, 240] * 3, "coupled: income follows your hours"),
        ([1, 2, 3, 4] * 3, [80] * 12, "decoupled: income does not follow your hours"),
        ([1, 2, 3, 4] * 3, [60, 10, 180, 90, 60, 200, 20, 90, 5, 120, 18, 240], "cannot tell yet"),
    ],
)
def test_states_of_decoupling(hours: list[float], nets: list[float], state: str) -> None:
    facts = of(hours, nets)
    assert facts["Income and hours", "decoupling"].shown == state
    elasticity = facts.get(("Income and hours", "elasticity"))
    if elasticity is not None and elasticity.shown == DASH:
        assert elasticity.how == (state,)


def test_states_of_the_vacation_test() -> None:
    tested = of([2, 2, 0, 2, 0, 2], [40, 40, 10, 40, 30, 40])
    assert tested["Away", "ratio"].shown == "50 %"
    assert tested["Kind and degree", "kind"].shown == "tested: a week away keeps 50 % of a worked one"
    loss = of([2, 2, 0, 2, 0, 2], [-1, -1, 10, -1, 30, -1])
    assert (loss["Away", "vacation"].shown, loss["Away", "ratio"].shown) == ("tested", DASH)
    young = of([2, 2], [40, 40])
    state = "not tested yet (needs 2 confirmed zero-hour weeks and 4 worked weeks)"
    assert (young["Away", "vacation"].shown, young["Away", "ratio"].how) == (state, (state,))
    assert young["Kind and degree", "kind"].tone == "unsure"


def test_states_of_the_gauge() -> None:
    book = book_of([Stream(doc_id=1, id="s", name="S"), *weeks([1] * 4, [80] * 4)])
    facts = by_key(reviewed(book, "s", FIRST + timedelta(27))[1])
    assert facts["Kind and degree", "gauge"].shown == "needs baseline rate"
    assert facts["Rate", "effective_hourly_rate"].shown == f"$80/h, {DASH} your rate"
    assert "lev set baseline_rate" in facts["Rate", "effective_hourly_rate"].how[1]
    assert of([1] * 4, [-5] * 4)["Kind and degree", "gauge"].shown == "no net income"
    assert of([1] * 4, [5] * 4)["Kind and degree", "gauge"].shown == "-100.0 %, below baseline"
    numbered = [replace(each, doc_id=place) for place, each in enumerate(ebook(), 1)]
    idle = by_key(reviewed(book_of([RATE, *numbered]), "ebook", SUNDAY)[1])
    assert idle["Kind and degree", "gauge"].shown == "99.9 %, no own hours logged"
    assert idle["Kind and degree", "gauge"].tone == "unsure"


def test_a_stream_that_loses_money_beside_one_that_earns() -> None:
    other = Stream(doc_id=2, id="t", name="T")
    facts = of([1] * 4, [-5] * 4, None, other, *weeks([1] * 4, [80] * 4, "t", 500))
    assert facts["Kind and degree", "gauge"].shown == DASH
    assert facts["Kind and degree", "gauge"].how[0].startswith("nothing is kept ($0 gross - $20 fixed costs = -$20")


def test_people_capital_and_a_platform() -> None:
    def facts_of(life: Sequence[Document], stream: str) -> dict[tuple[str, str], Fact]:
        numbered = [replace(each, doc_id=place) for place, each in enumerate(life, 1)]
        return by_key(reviewed(book_of([RATE, *numbered]), stream, SUNDAY)[1])

    shop = facts_of(list(supplements()), "supplements")
    assert shop["People", "leverage_ratio"].shown == "5.00 x"
    assert shop["People", "people_cost_per_hour"].shown == "$16/h"
    assert ("Where the leverage comes from", "platform") in shop
    fund = facts_of(list(dividends()), "fund")
    assert fund["Money", "capital"].shown == "$80,000"
    assert fund["Money", "capital_origin_hours"].shown == "8000:00 h"
    assert ("People", "people_hours") not in fund


def test_unknown_pay_is_said() -> None:
    ana = Hours(doc_id=900, stream="s", date=FIRST, work=Work.PEOPLE, minutes=120, who="Ana")
    free = Standing(
        doc_id=901, stream="s", name="Ben", begins=FIRST, per=Per.WEEK, currency="USD", source=Source.PEOPLE,
        minutes=60,
    )  # fmt: skip
    facts = of([1] * 4, [80] * 4, None, ana)
    assert facts["People", "unpaid_hours"].shown == "for 2:00 h"
    assert facts["People", "people_cost_per_hour"].shown == DASH
    assert facts["Not known", "unknown"].shown == "the pay of Ana for 2:00 is unknown and counts as 0"
    assert facts["Not known", "unknown"].how[0].endswith("lev pay s Ana RATE")
    standing = of([1] * 4, [80] * 4, None, free)
    assert standing["People", "unpaid_standing"].shown == "for Ben, every time"
    assert standing["People", "people_cost"].tone == "unsure"
