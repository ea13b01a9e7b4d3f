"""A deterministic book of ten years: 8 streams, about 20,000 documents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.model import (
    Amounts,
    Asset,
    BuildBlock,
    Closed,
    Document,
    Hours,
    Money,
    Opening,
    Per,
    Rate,
    Setting,
    Source,
    Standing,
    Status,
    Stream,
    Work,
)

AS_OF = date(2026, 3, 12)
BEGAN = date(2016, 3, 14)
_KINDS = (
    ("job", True, "USD"), ("consulting", True, "EUR"), ("care", False, "USD"), ("course", False, "EUR"),
    ("book", False, "USD"), ("fund", False, "USD"), ("old", False, "USD"), ("older", False, "USD"),
)  # fmt: skip
_OWN = (Work.DELIVER, Work.SELL, Work.SUPPORT, Work.MANAGE, Work.ADMIN, Work.BUILD)


def ten_year_book() -> Book:
    """The book; the same at every call."""
    return book_of(_documents())


def _documents() -> Iterator[Document]:
    random = Random(7)
    yield Setting(doc_id=1, key="baseline_rate", value=6000)
    for number, (name, sold, currency) in enumerate(_KINDS):
        yield Stream(
            doc_id=10 + number, id=name, name=name, time_sold=sold, currency=currency, order=number, started=BEGAN,
            status=Status.ENDED if name.startswith("old") else Status.LIVE,
            ended={"old": date(2024, 5, 8), "older": date(2020, 1, 31)}.get(name),
            opening=Opening(100_000, 600, (BuildBlock(date(2016, 1, 4), 3000, Asset.PRODUCT),)),
        )  # fmt: skip
    for quarter in range(41):
        yield Rate(
            doc_id=100 + quarter, currency="EUR", date=BEGAN + timedelta(91 * quarter), rate=f"1.{5 + quarter % 9}2"
        )
    for number, stream in enumerate(("care", "course")):
        yield Standing(
            doc_id=200 + number, stream=stream, name="helper", begins=date(2017, 1, 1), per=Per.MONTH,
            currency="USD", source=Source.PEOPLE, minutes=2400, cost=60_000,
        )  # fmt: skip
    yield Standing(
        doc_id=210, stream="fund", name="index", begins=BEGAN, per=Per.YEAR, currency="USD",
        source=Source.CAPITAL, amounts=Amounts(gross=120_000), capital=4_000_000,
    )  # fmt: skip
    number = 1000
    for week in range((AS_OF - BEGAN).days // 7 + 1):
        monday = BEGAN + timedelta(7 * week)
        for order, (name, sold, currency) in enumerate(_KINDS):
            if (name == "older" and monday.year > 2019) or (name == "old" and monday > date(2024, 5, 8)):
                continue
            count = 0 if name == "fund" else 6 if sold else 4 if order % 2 else 5
            for day in range(count):
                number += 1
                work = Work.DELIVER if sold and day < 4 else random.choice(_OWN)
                yield Hours(
                    doc_id=number, stream=name, date=monday + timedelta(day), work=work,
                    minutes=random.randrange(15, 240, 15),
                )  # fmt: skip
            if random.random() < 0.6:
                number += 1
                yield Closed(doc_id=number, stream=name, week=monday)
            if name != "fund" and week % 2 == order % 2:
                number += 1
                yield Money(
                    doc_id=number, stream=name, date=monday, until=monday + timedelta(13), currency=currency,
                    amounts=Amounts(gross=random.randrange(10**4, 2 * 10**5), platform_fees=random.randrange(9000)),
                )  # fmt: skip
