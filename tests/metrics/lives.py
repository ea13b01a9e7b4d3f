"""Small lives to work figures out for by hand: thirteen whole weeks up to Sunday 29 June 2025, baseline in minor
units an hour, and documents that number themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

from leverage_tui.domain.book import book_of
from leverage_tui.domain.metrics import Figures, figures
from leverage_tui.domain.model import (
    Amounts,
    Asset,
    Closed,
    Document,
    Hours,
    Money,
    Per,
    Setting,
    Source,
    Standing,
    Stream,
    Work,
)

TODAY = date(2025, 6, 29)
FIRST = date(2025, 3, 31)
"""Monday of the first of the 13 weeks."""
YEAR_AGO = date(2024, 7, 1)
"""Monday of the first of 52 weeks."""
BUILT_FROM = date(2022, 4, 4)
"""Monday 156 weeks before `FIRST`."""


def mondays(first: date, weeks: int) -> list[date]:
    """The Mondays of `weeks` weeks from `first` on."""
    return [first + timedelta(7 * week) for week in range(weeks)]


def live(documents: Iterable[Document], baseline: int | None, **settings: object) -> Figures:
    """The figures of a life as of `TODAY`; documents number themselves in the order given."""
    numbered = [replace(document, doc_id=number) for number, document in zip(count(1), documents, strict=False)]
    said = {"baseline_rate": baseline, **settings}
    kept = [Setting(doc_id=number, key=key, value=value) for number, (key, value) in enumerate(said.items(), 1)]
    return figures(book_of([*kept, *numbered]), TODAY)


def worked(
    stream: str, first: date, weeks: int, work: Work, minutes: int, asset: Asset | None = None
) -> list[Hours]:
    """The same minutes on every Monday."""
    return [
        Hours(doc_id=0, stream=stream, date=day, work=work, minutes=minutes, asset=asset)
        for day in mondays(first, weeks)
    ]


def earned(stream: str, first: date, weeks: int, **minor: int) -> list[Money]:
    """The same amounts, in cents, for every week."""
    return [
        Money(
            doc_id=0, stream=stream, date=day, until=day + timedelta(6), currency="USD", amounts=Amounts(**minor)
        )
        for day in mondays(first, weeks)
    ]  # fmt: skip


def helped(stream: str, first: date, minutes: int, cost: int) -> Standing:
    """Somebody who helps as long, for as much, every week."""
    return Standing(
        doc_id=0, stream=stream, name="helper", begins=first, per=Per.WEEK, currency="USD",
        source=Source.PEOPLE, minutes=minutes, cost=cost,
    )  # fmt: skip


def closed(stream: str, first: date, weeks: int) -> list[Closed]:
    """Every week closed."""
    return [Closed(doc_id=0, stream=stream, week=day) for day in mondays(first, weeks)]


def supplements(stream: str = "supplements", part: int = 1) -> Iterator[Document]:
    """A supplement business of four hours a week, built in 10 hours of every week for three years and sold for the
    last one; `part`: only one of so many equal parts of it."""
    yield Stream(doc_id=0, id=stream, name=stream.capitalize(), started=BUILT_FROM)
    yield from worked(stream, BUILT_FROM, 156, Work.BUILD, 600 // part, Asset.PRODUCT)
    yield from earned(
        stream, YEAR_AGO, 52, gross=4000_00 // part, refunds=200_00 // part, platform_fees=570_00 // part,
        variable_costs=1200_00 // part, fixed_costs=110_00 // part,
    )  # fmt: skip
    yield helped(stream, YEAR_AGO, 1200 // part, 320_00 // part)
    yield from worked(stream, YEAR_AGO, 52, Work.SUPPORT, 60 // part)
    yield from worked(stream, YEAR_AGO, 52, Work.MANAGE, 120 // part)
    yield from worked(stream, YEAR_AGO, 52, Work.ADMIN, 60 // part)
    yield from closed(stream, FIRST, 13)


def dividends() -> Iterator[Document]:
    """A fund of $80,000 that pays $100 a week, and one hour of looking after it."""
    yield Stream(doc_id=0, id="fund", name="Fund", started=YEAR_AGO)
    yield Standing(
        doc_id=0, stream="fund", name="dividends", begins=YEAR_AGO, per=Per.WEEK, currency="USD",
        source=Source.CAPITAL, amounts=Amounts(gross=100_00), capital=80_000_00,
    )  # fmt: skip
    yield from worked("fund", FIRST, 1, Work.ADMIN, 60)
    yield from closed("fund", FIRST, 13)


def job(salary: int) -> Iterator[Document]:
    """A job of 40 hours a week for `salary` cents a week."""
    yield Stream(doc_id=0, id="job", name="Job", time_sold=True, started=YEAR_AGO)
    yield from earned("job", FIRST, 13, gross=salary)
    yield from worked("job", FIRST, 13, Work.DELIVER, 2400)
    yield from closed("job", FIRST, 13)


def agency(time_sold: bool = False) -> Iterator[Document]:
    """An agency of three people at $50 an hour whose owner does nothing but manage, 40 hours a week."""
    yield Stream(doc_id=0, id="agency", name="Agency", time_sold=time_sold, started=YEAR_AGO)
    yield from earned("agency", FIRST, 13, gross=10_000_00, fixed_costs=400_00)
    yield helped("agency", FIRST, 7200, 6000_00)
    yield from worked("agency", FIRST, 13, Work.MANAGE, 2400)
    yield from closed("agency", FIRST, 13)


def ebook() -> Iterator[Document]:
    """An e-book that a shop sells for $50 a week, of which it keeps $15; nobody logged an hour."""
    yield Stream(doc_id=0, id="ebook", name="E-book", started=YEAR_AGO)
    yield from earned("ebook", FIRST, 13, gross=50_00, platform_fees=15_00)
