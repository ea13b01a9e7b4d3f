"""Random small books, for properties."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

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
    Stream,
    Work,
)

AS_OF = date(2026, 3, 12)
STREAMS = ("a", "b", "c")
days = st.integers(-260, 20).map(lambda back: AS_OF + timedelta(back))
currencies = st.sampled_from(("USD", "USD", "USD", "EUR", "JPY"))
amounts = st.one_of(st.none(), st.integers(0, 500_000))
sums = st.builds(
    Amounts, gross=amounts, refunds=st.one_of(st.none(), st.integers(0, 9000)), platform_fees=amounts,
    processing_fees=st.none(), variable_costs=st.none(), fixed_costs=st.one_of(st.none(), st.integers(0, 20_000)),
)  # fmt: skip
ids = st.sampled_from(STREAMS)
minutes = st.integers(0, 900)


@st.composite
def hours(draw: st.DrawFn, number: int) -> Hours:
    work = draw(st.sampled_from(Work))
    return Hours(
        doc_id=number, stream=draw(ids), date=draw(days), work=work, minutes=draw(minutes),
        asset=draw(st.sampled_from((None, *Asset))) if work is Work.BUILD else None,
        cost=draw(amounts) if work is Work.PEOPLE else None, currency=draw(st.one_of(st.none(), currencies)),
        standing=draw(st.sampled_from((None, None, "1", "2"))) if work is Work.PEOPLE else None,
    )  # fmt: skip


@st.composite
def money(draw: st.DrawFn, number: int) -> Money:
    day = draw(days)
    return Money(
        doc_id=number, stream=draw(ids), date=day, until=day + timedelta(draw(st.integers(0, 70))),
        currency=draw(currencies), amounts=draw(sums),
    )  # fmt: skip


@st.composite
def standing(draw: st.DrawFn, number: int) -> Standing:
    day = draw(days)
    return Standing(
        doc_id=number, stream=draw(ids), name="s", begins=day, per=draw(st.sampled_from(Per)),
        currency=draw(currencies), source=draw(st.sampled_from((None, *Source))), minutes=draw(minutes),
        ends=draw(st.one_of(st.none(), st.just(day + timedelta(40)))), cost=draw(amounts), amounts=draw(sums),
        capital=draw(amounts),
    )  # fmt: skip


@st.composite
def closed(draw: st.DrawFn, _number: int) -> Closed:
    back, name = draw(st.integers(-1, 30)), draw(ids)
    week = AS_OF - timedelta(AS_OF.weekday() + 7 * back)
    # Its number is its natural key's: a stream's week has one document.
    return Closed(doc_id=10_000 + 3 * back + STREAMS.index(name), stream=name, week=week)


@st.composite
def rate(draw: st.DrawFn, number: int) -> Rate:
    worth = draw(st.sampled_from(("1.05", "0.0064", "1.1234", "2")))
    return Rate(doc_id=number, currency=draw(st.sampled_from(("EUR", "JPY"))), date=draw(days), rate=worth)


@st.composite
def stream(draw: st.DrawFn, number: int, name: str | None = None) -> Stream:
    name = name or draw(ids)
    blocks = st.builds(BuildBlock, date=days, minutes=minutes, asset=st.sampled_from(Asset))
    return Stream(
        doc_id=number, id=name, name=name, time_sold=draw(st.booleans()), currency=draw(currencies),
        started=draw(st.one_of(st.none(), days)), ended=draw(st.one_of(st.none(), st.none(), days)),
        opening=Opening(draw(st.integers(0, 10**6)), draw(minutes), tuple(draw(st.lists(blocks, max_size=2)))),
    )  # fmt: skip


@st.composite
def setting(draw: st.DrawFn, number: int) -> Setting:
    value = draw(st.one_of(st.none(), st.integers(100, 20_000)))
    return Setting(doc_id=number, key="baseline_rate", value=value)


KINDS = (hours, hours, hours, money, money, standing, closed, rate)


@st.composite
def documents(draw: st.DrawFn, most: int = 25) -> list[Document]:
    """The documents of a small book; standing entries have the numbers 1 and 2, so that hours name them."""
    found: list[Document] = [draw(setting(900)), *(draw(stream(910 + number)) for number in range(3))]
    found += [draw(standing(number)) for number in (1, 2)]
    for number in range(100, 100 + draw(st.integers(0, most))):
        found.append(draw(draw(st.sampled_from(KINDS))(number)))
    return found


@st.composite
def rich_documents(draw: st.DrawFn) -> list[Document]:
    """As `documents`, with three streams, over a full window, and with net income."""
    found = [document for document in draw(documents()) if not isinstance(document, Stream)]
    found += [draw(stream(920 + number, name)) for number, name in enumerate(STREAMS)]
    for number, name in enumerate(STREAMS):
        gross = draw(st.integers(3, 9)) * 10**7
        first = AS_OF - timedelta(190)
        found.append(
            Money(
                doc_id=930 + number,
                stream=name,
                date=first,
                until=AS_OF,
                currency="USD",
                amounts=Amounts(gross=gross),
            )
        )
    return found


def books() -> st.SearchStrategy[Book]:
    """Small books around `AS_OF`, with entries after it too."""
    return documents().map(book_of)
