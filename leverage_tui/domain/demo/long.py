"""A longer demo book: eight streams over years, two of them sold, two with helpers, one capital, two ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from leverage_tui.domain.calendar import DAY, WEEK, monday
from leverage_tui.domain.demo.maker import Habit, Maker, chance_of, days_off, month_end_before, months, share
from leverage_tui.domain.demo.year import SETTINGS, WORKDAYS
from leverage_tui.domain.model import NOTHING, Amounts, Asset, Document, Per, Source, Status, Stream, Work


class Plan(NamedTuple):
    """A stream of the long book. `life` is its part of the whole time; `weekly` its gross a week in minor units in
    the first and last week, paid out weekly; the fees are percents of it."""

    id: str
    name: str
    life: tuple[float, float]
    habits: tuple[Habit, ...]
    weekly: tuple[int, int] = (0, 0)
    platform: float = 0
    processing: float = 0
    tool: int = 0
    helper: str = ""
    fields: Mapping[str, Any] = NOTHING


def _own(*habits: tuple[Work, int, int, tuple[int, ...]]) -> tuple[Habit, ...]:
    return tuple(Habit(work, (first, last), days) for work, first, last, days in habits)


PLANS = (
    Plan(
        "consulting", "WordPress consulting", (0, 1),
        _own((Work.DELIVER, 1500, 1050, WORKDAYS), (Work.SELL, 150, 75, (0, 2, 4)), (Work.ADMIN, 120, 60, (1, 4)),
             (Work.SUPPORT, 90, 60, (0, 1, 3)), (Work.PROCESS, 30, 90, (0,)), (Work.AUTOMATION, 15, 60, (3,))),
        weekly=(160_000, 155_000), tool=4_900, fields={"time_sold": True},
    ),
    Plan(
        "agency", "Agency days", (0, 0.4),
        _own((Work.DELIVER, 720, 480, (1, 2, 3)), (Work.ADMIN, 45, 45, (4,)), (Work.SELL, 20, 20, (0,))),
        weekly=(70_000, 52_000), fields={"time_sold": True, "currency": "EUR"},
    ),
    Plan(
        "care", "WordPress care plan", (0.2, 1),
        _own((Work.MANAGE, 150, 75, (0, 2, 4)), (Work.SUPPORT, 150, 60, (0, 1, 3)), (Work.SELL, 45, 30, (2,)),
             (Work.ADMIN, 45, 30, (1, 4)), (Work.PROCESS, 15, 60, (2, 3)), (Work.BUILD, 20, 10, (5,))),
        weekly=(18_000, 62_000), processing=3.5, tool=14_900, helper="Ana", fields={"build_asset": Asset.PROCESS},
    ),
    Plan(
        "shop", "Shop maintenance", (0.6, 1),
        _own((Work.MANAGE, 90, 60, (1, 3)), (Work.SUPPORT, 120, 60, (0, 2, 4)), (Work.ADMIN, 30, 20, (4,))),
        weekly=(22_000, 41_000), processing=2.5, helper="Marek", fields={"currency": "EUR"},
    ),
    Plan(
        "course", "Diary-mapping course", (0.45, 1),
        (Habit(Work.BUILD, (420, 420), (1, 3, 5), part=(0, 0.15)),
         Habit(Work.SUPPORT, (60, 20), (0, 3), part=(0.1, 1)),
         Habit(Work.SELL, (60, 20), (2,))),
        weekly=(9_000, 1_200), platform=63,
    ),
    Plan(
        "book", "E-book on time", (0.7, 1),
        (Habit(Work.BUILD, (360, 360), (4, 5), part=(0, 0.2)), Habit(Work.SELL, (60, 30), (1, 4), part=(0.15, 1)),
         Habit(Work.SUPPORT, (15, 15), (6,), part=(0.2, 1))),
        weekly=(4_000, 2_500), platform=30,
    ),
    Plan("fund", "Index fund", (0.75, 1), _own((Work.ADMIN, 8, 8, (6,)))),
    Plan(
        "plugin", "Booking plugin", (0.15, 0.4),
        (Habit(Work.BUILD, (480, 60), (2, 4, 5)), Habit(Work.SUPPORT, (60, 150), (0, 1, 3), part=(0.2, 1))),
        weekly=(3_000, 6_000), processing=5,
    ),
)  # fmt: skip


def long_history(today: date, years: int) -> tuple[Document, ...]:
    """The documents of the `years` that end with `today`."""
    begin = monday(today) - round(years * 52.18) * WEEK
    free = (
        date(year, month, day) for year in range(begin.year, today.year + 1) for month, day in ((8, 7), (12, 27))
    )
    maker = Maker(today, begin, days_off(*free))
    maker.settings({**SETTINGS, "baseline_rate": 6600})
    for plan in PLANS:
        _live(maker, plan)
    maker.rate("EUR", begin, "1.1")
    for _, until in months(begin, today - DAY):
        cents = chance_of(until, "EUR").randrange(104, 119)
        maker.rate("EUR", until, f"{cents // 100}.{cents % 100:02d}")
    return maker.documents()


def _live(maker: Maker, plan: Plan) -> None:
    yesterday = maker.today - DAY
    days = (maker.today - maker.begin).days
    first = monday(maker.begin + int(days * plan.life[0]) * DAY)
    ended = plan.life[1] < 1
    last = monday(maker.begin + int(days * plan.life[1]) * DAY) - DAY if ended else yesterday
    fields = dict(plan.fields)
    if ended:
        fields |= {"status": Status.ENDED, "ended": last}
    stream = maker.stream(plan.id, plan.name, started=first, **fields)
    maker.habits(stream, plan.habits, first, last)
    maker.close(stream, first, last)
    if any(plan.weekly):
        _pay(maker, stream, plan, first, last)
    else:
        _invest(maker, stream, first)
    if plan.tool:
        amounts = Amounts(fixed_costs=plan.tool)
        maker.standing(stream, "Tools", first, per=Per.MONTH, amounts=amounts)
    if plan.helper:
        _employ(maker, stream, plan.helper, first)


def _pay(maker: Maker, stream: Stream, plan: Plan, first: date, last: date) -> None:
    """A payout for each week that ended by the end of last month."""
    entered = min(last, month_end_before(maker.today))
    week, weeks = first, max((last - first).days // 7, 1)
    while week + WEEK - DAY <= entered:
        progress = (week - first).days / 7 / weeks
        chance = chance_of(week, stream.id, "payout")
        usual = plan.weekly[0] + (plan.weekly[1] - plan.weekly[0]) * progress
        gross = round(usual * chance.uniform(0.85, 1.15))
        if stream.time_sold:
            sold = maker.delivered(stream, week, week + WEEK - DAY)
            gross = sold * round(plan.weekly[0] / 20 * (1 + progress / 2)) // 60
        refunds = gross // 10 if not stream.time_sold and chance.random() < 0.08 else None
        kept = gross - (refunds or 0)
        maker.money(stream, week, week + WEEK - DAY, Amounts(
            gross=gross, refunds=refunds,
            platform_fees=share(kept, plan.platform) if plan.platform else None,
            processing_fees=share(kept, plan.processing) if plan.processing else None,
        ))  # fmt: skip
        week += WEEK


def _employ(maker: Maker, stream: Stream, name: str, first: date) -> None:
    """A helper whose hours and pay are raised every second year."""
    begins, hours, pay = first, 6, 1200
    while begins < maker.today:
        following = begins + 104 * WEEK
        ends = following - DAY if following < maker.today else None
        entry = maker.standing(
            stream,
            name,
            begins,
            source=Source.PEOPLE,
            per=Per.WEEK,
            minutes=hours * 60,
            cost=hours * pay,
            ends=ends,
        )
        if begins + 20 * WEEK < maker.today:
            maker.other_week(entry, begins + 20 * WEEK, hours * 90, "much to do")
        begins, hours, pay = following, hours + 2, pay + 150


def _invest(maker: Maker, stream: Stream, first: date) -> None:
    """Capital that grows from year to year, and what it distributes in a month."""
    begins, capital = first, 2_000_000
    while begins < maker.today:
        following = begins + 52 * WEEK
        ends = following - DAY if following < maker.today else None
        maker.standing(stream, "Fund", begins, source=Source.CAPITAL, per=Per.YEAR, capital=capital, ends=ends)
        begins, capital = following, capital + 800_000
    for begin, until in months(first, month_end_before(maker.today)):
        maker.money(stream, begin, until, Amounts(gross=5_000 + 20 * ((begin - first).days // 7)))
