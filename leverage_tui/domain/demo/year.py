"""The demo year: hours sold, a service that an assistant delivers, and a course on a platform."""

from __future__ import annotations

from datetime import date

from leverage_tui.domain.calendar import WEEK, monday
from leverage_tui.domain.demo.maker import Habit, Maker, chance_of, days_off, month_end_before, months, share
from leverage_tui.domain.model import (
    Amounts,
    Asset,
    BuildBlock,
    Document,
    Opening,
    Per,
    Source,
    Stream,
    Work,
)

WEEKS = 52
VACATIONS = (18, 37)
"""Weeks before the running one that were free."""

SETTINGS = {
    "schema": 1,
    "base_currency": "USD",
    "baseline_rate": 6000,
    "window_weeks": 13,
    "build_life_weeks": 104,
    "capacity_minutes_per_week": 2400,
    "working_weeks_per_year": 46,
    "living_expenses_per_month": 300_000,
    "required_return": 0.05,
    "gauge_goal": 50,
}
WORKDAYS = (0, 1, 2, 3, 4)
CONSULTING = (
    Habit(Work.DELIVER, (1230, 1230), WORKDAYS, notes=("theme fixes", "shop checkout", "speed audit", "migration")),
    Habit(Work.SELL, (150, 90), (0, 1, 4), notes=("proposal", "first call")),
    Habit(Work.ADMIN, (120, 75), (2, 4), notes=("invoices",)),
    Habit(Work.SUPPORT, (60, 45), (1, 3, 5)),
    Habit(Work.PROCESS, (30, 75), (0,), notes=("launch checklist",)),
)
CARE = (
    Habit(Work.MANAGE, (150, 60), (0, 3), notes=("weekly call with Ana", "handover")),
    Habit(Work.SUPPORT, (90, 15), (1, 4, 6), notes=("site down", "refund asked")),
    Habit(Work.SELL, (30, 15), (2,)),
    Habit(Work.ADMIN, (30, 10), (4,)),
    Habit(Work.PROCESS, (15, 30), (2,), notes=("update runbook",)),
)
COURSE = (
    Habit(Work.BUILD, (330, 330), (1, 3, 5), part=(0.0, 0.16), notes=("record lesson", "edit video", "workbook")),
    Habit(Work.SELL, (30, 5), (2,), part=(0.12, 1.0), notes=("newsletter",)),
    Habit(Work.SUPPORT, (20, 10), (0, 4), part=(0.16, 1.0), notes=("student question",)),
)
COURSE_MONTHS = (1840, 2760, 3680, 3220, 4600, 5520, 7360, 9200, 13_800, 18_400)
"""Gross of the course by month, newest first, minor units: what is sold once fades."""


def one_year(today: date) -> tuple[Document, ...]:
    """The documents of the year that ends with `today`."""
    week = monday(today)
    begin = week - WEEKS * WEEK
    maker = Maker(today, begin, days_off(*(week - ago * WEEK for ago in VACATIONS)))
    maker.settings(SETTINGS)
    _consulting(maker)
    _care(maker)
    _course(maker)
    return maker.documents()


def _worked(maker: Maker, stream: Stream, habits: tuple[Habit, ...]) -> None:
    yesterday = date.fromordinal(maker.today.toordinal() - 1)
    maker.habits(stream, habits, maker.begin, yesterday)
    maker.close(stream, maker.begin, yesterday)


def _consulting(maker: Maker) -> None:
    begin = maker.begin
    stream = maker.stream(
        "consulting", "WordPress consulting", time_sold=True, started=begin - 104 * WEEK,
        build_asset=Asset.AUTOMATION, target_minutes_per_week=1200,
        opening=Opening(9_360_000, 93_600, (BuildBlock(begin - 6 * WEEK, 1440, Asset.AUTOMATION),)),
    )  # fmt: skip
    maker.standing(stream, "Lead forms and follow-up", begin, source=Source.AUTOMATION, per=Per.WEEK, minutes=90)
    maker.standing(stream, "Proposal and invoice tool", begin, per=Per.MONTH, amounts=Amounts(fixed_costs=4_900))
    _worked(maker, stream, CONSULTING)
    periods = list(months(begin, month_end_before(maker.today)))
    for place, (first, until) in enumerate(periods):
        hourly = (8000, 8500, 9000)[3 * place // len(periods)]
        minutes = maker.delivered(stream, first, until)
        maker.money(stream, first, until, Amounts(gross=hourly * minutes // 60), units=round(minutes / 60))


def _care(maker: Maker) -> None:
    begin = maker.begin
    stream = maker.stream(
        "care", "WordPress care plan", started=begin - 52 * WEEK, build_asset=Asset.PROCESS,
        opening=Opening(640_000, 9_000, (
            BuildBlock(begin - 40 * WEEK, 1200, Asset.PROCESS), BuildBlock(begin - 20 * WEEK, 600, Asset.PROCESS),
        )),
    )  # fmt: skip
    raised = begin + 26 * WEEK
    maker.standing(
        stream, "Ana", begin, source=Source.PEOPLE, per=Per.WEEK, minutes=480, cost=11_200,
        ends=date.fromordinal(raised.toordinal() - 1),
    )  # fmt: skip
    ana = maker.standing(stream, "Ana", raised, source=Source.PEOPLE, per=Per.WEEK, minutes=600, cost=15_000)
    maker.other_week(ana, maker.today - 6 * WEEK, 780, "two sites were moved")
    maker.other_week(ana, maker.today - 15 * WEEK, 360, "exams")
    maker.standing(
        stream, "Updates and backups", begin, source=Source.AUTOMATION, per=Per.MONTH, minutes=390,
        amounts=Amounts(fixed_costs=7_900),
    )  # fmt: skip
    maker.standing(
        stream, "Welcome and renewal e-mails", begin + 10 * WEEK, source=Source.AUTOMATION, per=Per.WEEK,
        minutes=30, amounts=Amounts(fixed_costs=450),
    )  # fmt: skip
    _worked(maker, stream, CARE)
    for place, (first, until) in enumerate(months(begin, month_end_before(maker.today))):
        sites = 34 + place
        gross = sites * 4900 * ((until - first).days + 1) // (until.day)
        refunds = 4900 if chance_of(first, "refund").random() < 0.4 else 0
        fees = share(gross, 2.9) + sites * 30
        maker.money(stream, first, until, Amounts(gross=gross, refunds=refunds, processing_fees=fees), units=sites)


def _course(maker: Maker) -> None:
    begin = maker.begin
    blocks = tuple(BuildBlock(begin - ago * WEEK, 2160, Asset.PRODUCT) for ago in (20, 14, 8, 3))
    stream = maker.stream(
        "course", "Diary-mapping course", started=begin - 20 * WEEK, opening=Opening(build=blocks)
    )
    _worked(maker, stream, COURSE)
    sold = reversed(list(months(begin, month_end_before(maker.today))))
    for gross, (first, until) in zip(COURSE_MONTHS, sold, strict=False):
        refunds = 1840 if gross > 5000 and chance_of(first, "course").random() < 0.5 else 0
        amounts = Amounts(gross=gross, refunds=refunds, platform_fees=share(gross - refunds, 63))
        maker.money(stream, first, until, amounts, units=gross // 920)
