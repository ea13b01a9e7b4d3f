"""Whole books in time and under edits: what comes later is not seen, what is taken back leaves no bit behind."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.edits.core import apply, edit
from leverage_tui.domain.metrics import Memory, as_json, figures, gauge_history
from leverage_tui.domain.model import Document, Hours, Rate, Setting, Standing, Stream
from tests.metrics.books import AS_OF, KINDS, closed, documents, hours, ids, money, rate, rich_documents, standing
from tests.metrics.books import setting as baseline
from tests.metrics.books import stream as any_stream

few = settings(max_examples=80, deadline=None)
backs = st.integers(0, 200)

SETTINGS: dict[str, st.SearchStrategy[Any]] = {
    "base_currency": st.sampled_from(("EUR", "JPY", "CHF")),
    "baseline_rate": st.one_of(st.none(), st.integers(1, 30_000)),
    "window_weeks": st.integers(1, 60),
    "build_life_weeks": st.integers(1, 300),
    "capacity_minutes_per_week": st.integers(0, 6000),
    "working_weeks_per_year": st.integers(0, 53),
    "living_expenses_per_month": st.one_of(st.none(), st.integers(0, 10**6)),
    "required_return": st.sampled_from((0, 0.01, 0.07, 1)),
}
DRAWN = {
    "hours": hours, "money": money, "standing": standing, "closed": closed, "rates": rate, "streams": any_stream,
    "settings": baseline,
}  # fmt: skip


@st.composite
def any_setting(draw: st.DrawFn) -> Setting:
    """Any setting that changes figures; of the baseline rate, sometimes the one that is there."""
    key = draw(st.sampled_from(tuple(SETTINGS)))
    number = draw(st.sampled_from((900, 950))) if key == "baseline_rate" else 960 + tuple(SETTINGS).index(key)
    return Setting(doc_id=number, key=key, value=draw(SETTINGS[key]))


@st.composite
def changes(draw: st.DrawFn, book: Book) -> list[tuple[Document | None, Document | None]]:
    """What one act may do: put in, put in place of, and take out documents of every kind."""
    found: dict[tuple[str, int], tuple[Document | None, Document | None]] = {}
    there = sorted((table, number) for table, known in book.tables.items() for number in known)
    for _ in range(draw(st.integers(1, 4))):
        if draw(st.booleans()):
            table, number = draw(st.sampled_from(there))
            before = book.get(table, number)
            after = draw(st.one_of(st.none(), DRAWN[table](number)))
            if after is not None and after.doc_id != number:
                after = None
        else:
            make = draw(st.sampled_from((*KINDS, any_stream, None)))
            after = draw(any_setting()) if make is None else draw(make(draw(st.integers(300, 310))))
            before = book.get(after.table, after.doc_id)
        document = after or before
        assert document is not None
        found[document.table, document.doc_id] = (before, after)
    return list(found.values())


def every_bit(book: Book, memory: Memory | None = None) -> str:
    """All figures and warnings as text, with every digit of every number and the sign of a zero."""
    found = figures(book, AS_OF, memory)
    points = gauge_history(book, AS_OF, memory or Memory(), 4)
    return json.dumps([as_json(found), found.warnings, [(point.raw, point.running) for point in points]])


@few
@given(documents(), st.data())
def test_an_edit_and_its_inverse_restore_every_bit(found: list[Document], data: st.DataObject) -> None:
    book, memory = book_of(found), Memory()
    expected = every_bit(book, memory)
    assert every_bit(book) == expected
    done = edit("changed", data.draw(changes(book)))
    after = apply(book, done)
    changed = every_bit(after, memory)
    back = apply(after, done.inverse())
    assert every_bit(back, memory) == expected
    assert every_bit(back) == expected
    again = apply(back, done)
    assert every_bit(again, memory) == changed == every_bit(again)


@few
@given(documents(), ids, backs)
def test_an_end_still_to_come_is_not_known_yet(found: list[Document], name: str, back: int) -> None:
    day = AS_OF - timedelta(back)
    known = [_as_known_on(day, document) for document in found]
    assert as_json(figures(book_of(found), day)) == as_json(figures(book_of(known), day))


def _as_known_on(day: date, document: Document) -> Document:
    """Without ends and build blocks that are later than `day`."""
    if isinstance(document, Stream):
        ended = document.ended if document.ended and document.ended <= day else None
        build = tuple(block for block in document.opening.build if block.date <= day)
        return replace(document, ended=ended, opening=document.opening._replace(build=build))
    if isinstance(document, Standing) and document.ends and document.ends >= day:
        return replace(document, ends=None)
    return document


@few
@given(documents(), st.data(), backs)
def test_later_entries_leave_earlier_days_alone(found: list[Document], data: st.DataObject, back: int) -> None:
    day, book, memory = AS_OF - timedelta(back), book_of(found), Memory()
    before = as_json(figures(book, day, memory))
    history = gauge_history(book, AS_OF, memory, 8)
    late: list[Document] = []
    for number in range(400, 400 + data.draw(st.integers(1, 4))):
        document = data.draw(data.draw(st.sampled_from(KINDS))(number))
        later = day + timedelta(data.draw(st.integers(1, 40)))
        late.append(_moved(document, later))
    # A closed week has the number of its key: one that is there already stays as it was.
    late = [document for document in late if book.get(document.table, document.doc_id) is None]
    after = book.with_documents((None, document) for document in late)
    assert as_json(figures(after, day, memory)) == before
    for one, other in zip(history, gauge_history(after, AS_OF, memory, 8), strict=True):
        assert one.day > day or one == other


def _moved(document: Document, day: date) -> Document:
    """The document dated `day`, as long as it was."""
    for name, end in (("date", "until"), ("begins", "ends"), ("week", "")):
        old = getattr(document, name, None)
        if isinstance(old, date):
            last = getattr(document, end, None) if end else None
            more = {} if last is None else {end: last + (day - old)}
            if name == "week":
                day += timedelta(-day.weekday() % 7)
            return replace(document, **{name: day, **more})
    raise AssertionError(document)


@few
@given(rich_documents(), st.permutations(range(1, 30)), st.integers(1, 10**9))
def test_numbers_of_streams_settings_and_standing_entries_do_not_matter(
    found: list[Document], order: list[int], offset: int
) -> None:
    standing_numbers = [one.doc_id for one in found if isinstance(one, Standing)]
    renamed = {number: offset + order[place] for place, number in enumerate(standing_numbers[: len(order)])}

    def other(document: Document) -> Document:
        if isinstance(document, Standing):
            return replace(document, doc_id=renamed[document.doc_id])
        if isinstance(document, Hours) and document.standing is not None:
            return replace(document, standing=str(renamed[int(document.standing)]))
        if isinstance(document, (Stream, Setting)):
            return replace(document, doc_id=10**10 - document.doc_id)
        return replace(document, doc_id=document.doc_id + offset) if isinstance(document, Rate) else document

    expected = as_json(figures(book_of(found), AS_OF))
    assert as_json(figures(book_of([other(document) for document in found]), AS_OF)) == expected
