"""Books to hand out, of any content that a book may hold, and the way back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.identity import cell_id
from leverage_tui.domain.model import AMOUNTS, OWN_WORK, Amounts, Asset, Document, Hours, Money, Stream, Work
from leverage_tui.domain.text import is_clean
from leverage_tui.interchange.plan import ImportPlan, plan_import
from leverage_tui.interchange.registry import read_import
from leverage_tui.interchange.writers.wanted import Wanted, Writer

TODAY = date(2026, 11, 18)
HOSTILE = (
    "=1+1", "'=1+1", "''@x", "+49 30", "-call", "@here", "|pipe", "＝１", "a;b:c  d", '"quoted", and, more',
    "\x1b]0;title\x07", "\u202eevil\u2066", "BEGIN:VEVENT\r\nEND:VEVENT", "; date:2020-01-01", "(virtual)", "* ! [x]",
    "<b>&|`*_#", "back\\slash\\n", "\ttab", "line\nbreak", "e\u0301" * 30, "😀" * 40, "\u200bzero", "' quote", "'",
)  # fmt: skip
STREAMS = (
    Stream(doc_id=1, id="care", name="WordPress care plan", currency="USD"),
    Stream(doc_id=2, id="consulting", name="=HYPERLINK(1), \"x\"", time_sold=True, currency="EUR", order=1),
    Stream(doc_id=3, id="x|y", name="care", currency="JPY", order=2),
)  # fmt: skip
"""One is called as another's id is."""
DAYS = st.dates(date(1970, 1, 1), date(2199, 12, 1))
_CURRENCIES = st.sampled_from(["USD", "EUR", "JPY", "KWD"])
_NAMES = st.one_of(
    st.sampled_from([text for text in HOSTILE if is_clean(text) and len(text) <= 80]),
    st.text(min_size=1, max_size=40).filter(lambda text: is_clean(text) and bool(text.strip())),
)
_NOTES = st.one_of(
    st.just(""),
    st.sampled_from([text for text in HOSTILE if is_clean(text.replace("\n", ""))]),
    st.text(max_size=200).filter(lambda text: is_clean(text.replace("\n", ""))),
)
_MINOR = st.one_of(st.none(), st.integers(0, 10**13))
_STREAM = st.sampled_from([stream.id for stream in STREAMS])
_NUMBER = st.one_of(st.integers(1, 2**63 - 1), st.integers(1, 1000))


@st.composite
def _hours(draw: st.DrawFn) -> Hours:
    work = draw(st.sampled_from(list(Work)))
    cost = draw(_MINOR) if work is Work.PEOPLE else None
    named = draw(st.booleans()) and work not in OWN_WORK
    return Hours(
        doc_id=draw(_NUMBER), stream=draw(_STREAM), date=draw(DAYS), work=work,
        minutes=draw(st.integers(0, 10_080 if named else 1_440 if work not in OWN_WORK else 60)), note=draw(_NOTES),
        asset=draw(st.none() | st.sampled_from(list(Asset))) if work is Work.BUILD else None,
        who=draw(st.none() | _NAMES) if work is Work.PEOPLE else None, cost=cost,
        currency=draw(_CURRENCIES) if cost is not None else None, standing=draw(_NAMES) if named else None,
        source=draw(st.none() | _NAMES),
    )  # fmt: skip


@st.composite
def _money(draw: st.DrawFn) -> Money:
    day = draw(DAYS)
    return Money(
        doc_id=draw(_NUMBER), stream=draw(_STREAM), date=day, until=day + timedelta(draw(st.integers(0, 30))),
        currency=draw(_CURRENCIES), amounts=Amounts(**{name: draw(_MINOR) for name in AMOUNTS}),
        units=draw(st.none() | st.integers(0, 10**9)), note=draw(_NOTES), source=draw(st.none() | _NAMES),
    )  # fmt: skip


BOOKS = st.lists(st.one_of(_hours(), _money()), max_size=24).map(lambda found: book_of([*STREAMS, *found]))
"""Any books within the limits; few enough own hours for every day to hold them."""


def hours(stream: str, day: date, work: Work, minutes: int, note: str = "", **more: Any) -> Hours:
    """An entry in its cell."""
    made = Hours(doc_id=1, stream=stream, date=day, work=work, minutes=minutes, note=note, **more)
    number = cell_id(stream, day, work, made.who, made.asset)
    return Hours(doc_id=number, stream=stream, date=day, work=work, minutes=minutes, note=note, **more)


def hostile() -> Book:
    """Every text that does harm, as a name, a note, an id and whoever did it, as only another program writes them."""
    documents: list[Document] = []
    for number, text in enumerate(HOSTILE):
        id, day = f"{text}{number}", TODAY - timedelta(number)
        documents += [
            Stream(doc_id=number + 1, id=id, name=text, order=number),
            Hours(doc_id=number + 1, stream=id, date=day, work=Work.DELIVER, minutes=60, note=text),
            Hours(doc_id=number + 101, stream=id, date=day, work=Work.PEOPLE, minutes=30, note=text, who=text,
                  cost=1000, currency=text[:3]),
            Money(doc_id=number + 1, stream=id, date=day, until=day, currency="USD", amounts=Amounts(gross=12_34),
                  note=text, source=text),
        ]  # fmt: skip
    return book_of(documents)


def text_of(writer: Writer, book: Book, **more: Any) -> str:
    """What a writer gives for the book."""
    return "".join(writer.write(Wanted(book, TODAY, **more)))


def table_of(text: str) -> list[dict[str, str]]:
    """The records of a CSV, by Python's own reader."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def planned(book: Book, text: str) -> ImportPlan:
    """The import of a text of this program's own into the book."""
    name, reading = read_import(text.encode())
    assert name == "leverage"
    return plan_import(book, reading, format=name, today=TODAY)


def bare(documents: Iterable[Document]) -> Book:
    """The streams, and these documents."""
    return book_of([*STREAMS, *documents])
