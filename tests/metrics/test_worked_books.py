"""Worked books: whole lives whose figures are worked out by hand in the comments, with METRICS 4 and 5.

All look at the 13 whole weeks from Monday 31 March to Sunday 29 June 2025: n_eff = 13, nothing runs, T = 104.
"""

from __future__ import annotations

from datetime import date

import pytest

from leverage_tui.domain import words
from leverage_tui.domain.metrics import Figures
from leverage_tui.domain.model import Work
from tests.metrics.lives import FIRST, TODAY, agency, closed, dividends, ebook, job, live, supplements, worked


def sources(found: Figures) -> dict[str, float]:
    """The sources that made anything."""
    return {name: points for name, points in found.book.gauge.sources.items() if points}


def own(found: Figures) -> dict[str, float]:
    """The own side, without empty parts."""
    return {name: points for name, points in found.book.gauge.own.items() if points}


def near(value: float) -> object:
    return pytest.approx(value, rel=1e-12, abs=1e-9)


class TestSupplements:
    """A four-hour week after three years of building, w = 60."""

    def test_gauge(self) -> None:
        # A week: 4000 - 200 refunds - 570 fees - 320 helper - 1200 goods - 110 fixed = 1600; N = 13 x 1600 = 20,800.
        # R = 13 x 4 = 52. Built in weeks 0..155; week 156 + i of the window bears a 104th of the blocks of weeks
        # 53 + i to 155: 103 - i of them. 103 + 102 + ... + 91 = 13 x 97 = 1261; B = 1261 x 10 / 104 = 121.25.
        # H = 173.25, wH = 10,395, S = c = 10,405, raw = 1,040,500 / 20,800 = 50.0240...
        # Running: S = 20,800 - 60 x 52 = 17,680, of 20,800 = 85.
        found = live(supplements(), 60_00)
        gauge = found.book.gauge
        assert found.window == (FIRST, TODAY)
        assert (found.book.net, found.book.run_hours, found.book.amortised_build_hours) == (20_800, 52, 121.25)
        assert gauge.raw == near(50.02403846153846)
        assert (gauge.value, gauge.display, gauge.state) == (gauge.raw, 50.0, "ok")
        assert found.book.gauge_running.raw == near(85)
        assert gauge.credited == near(10_405)

    def test_parts(self) -> None:
        # p = 570 / (4000 - 200) = 0.15: platform 50.0240 x 0.15 = 7.5036. The rest, 42.5204, by hours:
        # people 13 x 20 = 260, product 1560 x 13 / 104 = 195: 4/7 and 3/7 of it, 24.2974 and 18.2230.
        # Own: support and admin 13 h, 780 of 20,800 = 3.75 each; manage 26 h = 7.5; build 121.25 h, 7275 = 34.9760.
        # 7.5036 + 24.2974 + 18.2230 + 3.75 + 3.75 + 7.5 + 34.9760 = 100.
        found = live(supplements(), 60_00)
        assert sources(found) == {
            "platform": near(7.503605769230769),
            "people": near(24.297390109890110),
            "product": near(18.223042582417582),
        }
        assert own(found) == {
            "support": near(3.75),
            "admin": near(3.75),
            "manage": near(7.5),
            "build": near(34.97596153846154),
        }

    def test_what_its_owner_says(self) -> None:
        assert words.sentence(live(supplements(), 60_00)) == (
            "Of every $100 you keep, $50.02 is more than your hours would have earned at $60 an hour."
        )

    def test_rates(self) -> None:
        # 20,800 / 52 = 400 an hour run, 20,800 / 173.25 = 120.0577 with build. Ever: 52 x 1600 = 83,200 for
        # 52 x 4 + 1560 = 1768 hours, 47.0588. (52 + 260) / 52 = 6; 260 / 52 = 5.
        stream = live(supplements(), 60_00).streams["supplements"]
        assert stream.effective_hourly_rate == 400
        assert stream.effective_hourly_rate_with_build == near(120.05772005772006)
        assert stream.true_hourly_rate == near(47.05882352941177)
        assert (stream.time_multiplier, stream.leverage_ratio) == (6, 5)

    def test_payback(self) -> None:
        # Owed 60 x 1768 - 83,200 = 22,880; every week leaves 1600 - 60 x 4 = 1360: 16.82 weeks, so 17 weeks on.
        # Still to come after week 168: of the block of week j, j + 103 - 168 weeks: 1 + ... + 90 = 4095, so
        # 4095 x 10 / 104 = 393.75 hours.
        paid = live(supplements(), 60_00).streams["supplements"].payback
        assert paid.state == "paying back"
        assert (paid.build_debt_money, paid.weekly_surplus_mean) == (22_880, 1360)
        assert paid.weeks_to_break_even == paid.weeks_pessimistic == near(16.823529411764707)
        assert paid.break_even_date == date(2025, 10, 26)
        assert paid.unamortised_build_hours == 393.75
        assert paid.trend is not None
        assert paid.trend.state == "no trend: the mean is the forecast"

    def test_without_the_four_hours_logged_it_would_look_better(self) -> None:
        # Without support (13 h, 780): c = 11,185 of 20,800 = 53.7740: why the weekly close asks for it.
        silent = [
            document for document in supplements() if getattr(document, "work", None) is not Work.SUPPORT
        ]  # fmt: skip
        assert live(silent, 60_00).book.gauge.raw == near(53.77403846153846)


class TestDividends:
    """$80,000 that brings $100 a week and takes an hour a quarter, w = 50."""

    def test_gauge(self) -> None:
        # N = 13 x 100 = 1300, H = R = 1, S = c = 1250: 96.1538; nothing was built, so it runs at that too.
        found = live(dividends(), 50_00)
        gauge = found.book.gauge
        assert gauge.raw == near(96.15384615384616)
        assert (gauge.display, gauge.state) == (96.1, "ok")
        assert found.book.gauge_running.raw == gauge.raw
        assert sources(found) == {"capital": near(96.15384615384616)}
        assert own(found) == {"admin": near(3.8461538461538463)}
        assert words.sentence(found) == (
            "Of every $100 you keep, $96.15 is more than your hours would have earned at $50 an hour."
        )

    def test_yield_and_share(self) -> None:
        # 1300 / 80,000 x 52 / 13 = 0.065 a year; 80,000 / 50 = 1600 hours once worked; all of the book's net.
        # 1250 / 13 x 52 / 12 = 416.67 a month, a sixth of 2500 to live on.
        found = live(dividends(), 50_00, living_expenses_per_month=2500_00)
        fund = found.streams["fund"]
        assert (fund.capital, fund.capital_origin_hours) == (80_000, 1600)
        assert fund.capital_yield_per_year == near(0.065)
        assert fund.gauge is not None
        assert (fund.gauge.share, fund.gauge.contribution) == (100, near(96.15384615384616))
        assert found.book.leveraged_income_per_month == near(416.6666666666667)
        assert found.book.crossover_ratio == near(0.16666666666666666)

    @pytest.mark.parametrize(
        ("required", "capital", "automation"),
        [
            # 80,000 x 5 % x 13 / 52 / 50 = 20 hour-equivalents beside 10 hours of automation: 2/3 and 1/3.
            (0.05, 64.1025641025641, 32.05128205128205),
            # 10 % is 40 hours: 4/5 and 1/5.
            (0.1, 76.92307692307692, 19.23076923076923),
            # Capital that need bring nothing has no share.
            (0.0, 0.0, 96.15384615384616),
        ],
    )
    def test_the_required_return_moves_only_the_split(
        self, required: float, capital: float, automation: float
    ) -> None:
        rebalancing = worked("fund", FIRST, 1, Work.AUTOMATION, 600)
        found = live([*dividends(), *rebalancing], 50_00, required_return=required)
        assert found.book.gauge.raw == near(96.15384615384616)
        assert found.book.gauge.sources["capital"] == near(capital)
        assert found.book.gauge.sources["automation"] == near(automation)

    def test_a_return_that_nobody_requires_is_unattributed(self) -> None:
        assert sources(live(dividends(), 50_00, required_return=0)) == {"unattributed": near(96.15384615384616)}


class TestJob:
    """40 hours a week sold: R = 520. The gauge is 0 at any salary."""

    @pytest.mark.parametrize(
        ("salary", "raw", "state", "premium", "multiple"),
        [
            # N = 6500, wH = 25 x 520 = 13,000, S = -6500 = c: -100; premium 0; 12.50 an hour is half of 25.
            (500_00, -100.0, "below baseline", 0.0, 0.5),
            # N = 13,000 = wH: nothing left over.
            (1000_00, 0.0, "ok", 0.0, 1.0),
            # N = 130,000, S = 117,000, but e = 0: c = 0, and 117,000 of 130,000 is a better price: 90 points.
            (10_000_00, 0.0, "ok", 90.0, 10.0),
        ],
    )
    def test_gauge_at_25_an_hour(
        self, salary: int, raw: float, state: str, premium: float, multiple: float
    ) -> None:
        found = live(job(salary), 25_00)
        gauge = found.book.gauge
        assert (gauge.raw, gauge.value, gauge.display, gauge.state) == (near(raw), 0, 0, state)
        assert found.book.gauge_running.raw == near(raw)
        assert sources(found) == ({"drag": near(-100)} if raw else {})
        assert gauge.own["premium"] == near(premium)
        assert found.streams["job"].income_multiple == near(multiple)

    @pytest.mark.parametrize("salary", [500_00, 1000_00, 10_000_00])
    def test_without_a_baseline_the_job_is_its_own(self, salary: int) -> None:
        # w = N/R = the salary of 40 hours / 40: S = N - (N/R) R = 0.
        found = live(job(salary), None)
        assert found.baseline_provisional
        assert found.baseline_rate == near(salary / 100 / 40)
        assert (found.book.gauge.raw, found.book.gauge.value, found.book.gauge.state) == (0, 0, "ok")
        assert own(found) == {"deliver": near(100)}

    def test_what_each_says(self) -> None:
        assert words.sentence(live(job(500_00), 25_00)) == (
            "For every $100 you keep, your hours would have earned $100.00 more at $25 an hour."
        )
        nothing = "Of every $100 you keep, $0.00 is more than your hours would have earned at $25 an hour."
        assert words.sentence(live(job(1000_00), 25_00)) == nothing
        assert words.sentence(live(job(10_000_00), 25_00)) == nothing

    def test_ceiling(self) -> None:
        # 25 an hour x (40 - 0 other) hours x 46 weeks = 46,000, all of it used; one hour a week less costs 1150.
        ceiling = live(job(1000_00), 25_00).book.ceiling
        assert (ceiling.realised_rate, ceiling.sellable_hours_per_week, ceiling.used) == (25, 40, 1)
        assert ceiling.ceiling_per_year == near(46_000)
        assert ceiling.value_of_one_freed_hour_per_week_per_year == near(1150)

    def test_nobody_tested_a_job_by_staying_away(self) -> None:
        found = live(job(1000_00), 25_00)
        assert (found.book.vacation.zero_hour_weeks, found.book.vacation.worked_weeks) == (0, 13)
        assert found.book.vacation.state.startswith("not tested yet")
        assert found.streams["job"].decoupling.state == "hours do not vary enough to tell"
        assert (found.book.hidden_work_share, found.streams["job"].utilisation) == (0, 1)


class TestAgency:
    """Three people and an owner who manages full time, w = 60."""

    @pytest.mark.parametrize("time_sold", [False, True])
    def test_gauge(self, time_sold: bool) -> None:
        # A week: 10,000 - 6000 pay - 400 fixed = 3600; N = 46,800. H = R = 520, wH = 31,200, S = 15,600: 33.3333.
        # Were the owner's hours sold: e = 1560 / 2080 = 0.75, e N = 35,100, more than S: the same.
        found = live(agency(time_sold), 60_00)
        gauge = found.book.gauge
        assert (gauge.raw, gauge.display, gauge.state) == (near(33.333333333333336), 33.3, "ok")
        assert found.book.gauge_running.raw == gauge.raw
        assert sources(found) == {"people": near(33.333333333333336)}
        assert own(found) == {"manage": near(66.66666666666667)}
        assert words.sentence(found) == (
            "Of every $100 you keep, $33.33 is more than your hours would have earned at $60 an hour."
        )

    def test_managing_is_what_it_costs(self) -> None:
        # 1560 hours of people to 520 of managing: 3 to 1, (520 + 1560) / 520 = 4. 46,800 / 520 = 90 an hour
        # = 0.36 of every dollar x 130,000 / 2080 = 62.50 an hour of anybody x 4. None of it is delivered.
        stream = live(agency(), 60_00).streams["agency"]
        assert (stream.leverage_ratio, stream.people_per_manage_hour, stream.time_multiplier) == (3, 3, 4)
        assert stream.management_overhead == near(0.3333333333333333)
        assert stream.effective_hourly_rate == 90
        identity = stream.rate_identity
        assert (identity.margin, identity.productivity, identity.leverage) == (near(0.36), 62.5, 4)
        assert (stream.hidden_work_share, stream.realised_rate_per_deliver_hour) == (1, None)


class TestEbook:
    """Income of a shop and no hour of anybody, w = 60."""

    def test_gauge(self) -> None:
        # N = 13 x (50 - 15) = 455, H = 0, c = 455: raw 100, which is not shown. p = 15 / 50: 30 points are the
        # shop's; nothing is known of what made the other 70.
        found = live(ebook(), 60_00)
        gauge = found.book.gauge
        assert (gauge.raw, gauge.value, gauge.state) == (near(100), near(100), "no own hours logged")
        assert gauge.display == 99.9
        assert found.book.gauge_running.state == "no own hours logged"
        assert sources(found) == {"platform": near(30), "unattributed": near(70)}
        assert own(found) == {}

    def test_nothing_to_divide_by(self) -> None:
        found = live(ebook(), 60_00)
        assert found.book.effective_hourly_rate is None
        assert found.book.true_hourly_rate is None
        assert found.book.time_multiplier is None
        assert found.book.gauge.multiple is None
        assert found.streams["ebook"].platform_take == near(0.3)
        assert found.book.platform_dependent_share == 1

    def test_what_is_missing_is_said(self) -> None:
        found = live(ebook(), 60_00)
        assert words.STATES[found.book.gauge.state] == (
            "no own hours logged in these weeks: not to be believed yet"
        )
        assert (found.streams["ebook"].coverage, found.book.unlogged_income_share) == (0, 1)
        assert "hours missing for 100% of income: close the weeks of those streams" in found.warnings

    def test_closing_its_weeks_makes_them_known_and_not_logged(self) -> None:
        found = live([*ebook(), *closed("ebook", FIRST, 13)], 60_00)
        assert (found.streams["ebook"].coverage, found.book.unlogged_income_share) == (1, 0)
        assert (found.book.gauge.display, found.book.gauge.state) == (99.9, "no own hours logged")

    def test_one_hour_of_support_and_it_is_a_figure(self) -> None:
        # 455 - 60 = 395 of 455.
        found = live([*ebook(), *worked("ebook", FIRST, 1, Work.SUPPORT, 60)], 60_00)
        assert (found.book.gauge.raw, found.book.gauge.state) == (near(86.81318681318682), "ok")
        assert words.sentence(found) == (
            "Of every $100 you keep, $86.81 is more than your hours would have earned at $60 an hour."
        )
