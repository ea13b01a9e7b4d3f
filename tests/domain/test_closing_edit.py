"""The weekly close as one edit: what is answered is added, nothing else, and its inverse takes it back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.book import Book
from leverage_tui.domain.closing import (
    Closing,
    Question,
    asked_in,
    closing_edit,
    gap_place,
    gaps,
    older_open,
    places,
    span_of,
)
from leverage_tui.domain.edits.core import EditRefused, apply
from leverage_tui.domain.edits.weeks import close_weeks
from leverage_tui.domain.model import Amounts, Work
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.timesheet import Row, minutes_in
from tests.domain.test_closing import AFTER, MONDAY, SUNDAY, a_book, done, hours, place_of, weekdays

# The edit


def test_all_answers_are_one_edit_with_one_sentence() -> None:
    book = a_book(hours("sold", SUNDAY, Work.SUPPORT, 30, 100))
    closing = Closing(
        MONDAY,
        closed=("sold", "plan", "shop"),
        resting=("old",),
        answers=(
            (place_of(book, "sold", Question.SUPPORT), 90),
            (place_of(book, "sold", Question.REFUNDS), 4000),
            (place_of(book, "shop", Question.MONEY), 40000),
            (place_of(book, "plan", Question.SELL), 0),
        ),
    )
    made = closing_edit(book, closing)
    assert made.sentence == "2026-W26 closed: 3 streams, 1 at rest, 1:30 support, $40 refunds, €400 came in"
    after = apply(book, made)
    assert minutes_in(after, Row("sold", Work.SUPPORT), SUNDAY) == 120
    assert asked_in(after, MONDAY) == ()
    (back,) = after.ledger("sold").money
    assert (back.date, back.until, back.amounts) == (MONDAY, SUNDAY, Amounts(refunds=4000))
    (came,) = after.ledger("shop").money
    assert (came.amounts, came.currency) == (Amounts(gross=40000), "EUR")
    assert after.ledger("plan").hours == {}
    assert after.ledger("plan").money == ()


def test_a_running_week_takes_hours_today_and_money_up_to_today() -> None:
    book, wednesday = a_book(), MONDAY + timedelta(2)
    answers = (
        (place_of(book, "sold", Question.SELL, wednesday), 30),
        (place_of(book, "sold", Question.MONEY, wednesday), 100),
    )
    after = apply(book, closing_edit(book, Closing(MONDAY, answers=answers)))
    assert minutes_in(after, Row("sold", Work.SELL), wednesday) == 30
    (came,) = after.ledger("sold").money
    assert (came.date, came.until) == (MONDAY, wednesday)


def test_a_gap_and_a_question_of_the_same_cell_add_up() -> None:
    book = a_book(*weekdays("plan", Work.MANAGE, [30] * 4, SUNDAY, 100))
    (gap,) = gaps(book, MONDAY, AFTER)
    answers = ((gap_place(book, gap), 20), (place_of(book, "plan", Question.MANAGE), 15))
    made = closing_edit(book, Closing(MONDAY, answers=answers))
    assert made.sentence == "2026-W26: 0:35 manage"
    assert minutes_in(apply(book, made), Row("plan", Work.MANAGE), SUNDAY) == 35


def test_older_weeks_are_closed_without_looking_and_it_is_said() -> None:
    book = a_book()
    made = closing_edit(book, Closing(MONDAY, closed=("sold",), older=True))
    assert made.sentence == "2026-W26 closed: 1 stream; 5 older weeks closed without looking"
    after = apply(book, made)
    assert older_open(after, MONDAY) == ()
    assert asked_in(after, MONDAY) == ("plan", "shop")
    assert closing_edit(book, Closing(MONDAY, older=True)).sentence == "5 older weeks closed without looking"


def test_a_week_can_be_opened_again() -> None:
    book = a_book()
    book = done(book, close_weeks(book, [("sold", MONDAY), ("plan", MONDAY)]))
    made = closing_edit(book, Closing(MONDAY, closed=("shop",), reopened=("sold",)))
    assert made.sentence == "2026-W26 closed: 1 stream, 1 stream open again"
    assert asked_in(apply(book, made), MONDAY) == ("sold",)


def test_a_day_of_more_than_24_hours_is_refused() -> None:
    book = a_book(hours("sold", SUNDAY, Work.DELIVER, 900, 100))
    closing = Closing(MONDAY, answers=((place_of(book, "plan", Question.SELL), 600),))
    with pytest.raises(EditRefused, match="Sun 28 Jun would hold 25:00"):
        closing_edit(book, closing)


def test_nothing_answered_is_nothing() -> None:
    book = a_book()
    assert Closing(MONDAY).is_nothing
    assert Closing(MONDAY, answers=((place_of(book, "sold", Question.SELL), 0),)).is_nothing
    assert not Closing(MONDAY, closed=("sold",)).is_nothing


AMOUNTS = st.integers(0, 200)


@st.composite
def closings(draw: st.DrawFn, book: Book) -> Closing:
    """Any answers of a week."""
    words = asked_in(book, MONDAY)
    today = draw(st.sampled_from([MONDAY, SUNDAY, AFTER]))
    all_places = [place for word in words for place in places(book, word, span_of(MONDAY, today))]
    answers = draw(
        st.lists(st.tuples(st.sampled_from(all_places), AMOUNTS), unique_by=lambda pair: pair[0], max_size=6)
    )
    return Closing(
        MONDAY, closed=tuple(draw(st.lists(st.sampled_from(words), unique=True))),
        answers=tuple(answers), older=draw(st.booleans()),
    )  # fmt: skip


BASE = a_book(
    hours("sold", MONDAY, Work.DELIVER, 120, 100),
    hours("sold", SUNDAY, Work.SUPPORT, 30, 101),
    hours("plan", MONDAY, Work.SELL, 45, 102),
)


def minutes_of(book: Book, word: str, work: Work) -> int:
    return sum(
        entry.minutes for entries in book.ledger(word).hours.values() for entry in entries if entry.work is work
    )


@settings(max_examples=150, deadline=None)
@given(closings(BASE))
def test_closing_adds_exactly_what_was_answered_and_its_inverse_takes_it_back(closing: Closing) -> None:
    made = closing_edit(BASE, closing)
    after = apply(BASE, made)
    typed = {(place.stream, place.question): amount for place, amount in closing.answers}
    for word in BASE.streams:
        for work, question in (
            (Work.SUPPORT, Question.SUPPORT),
            (Work.MANAGE, Question.MANAGE),
            (Work.SELL, Question.SELL),
        ):
            added = minutes_of(after, word, work) - minutes_of(BASE, word, work)
            assert added == typed.get((word, question), 0)
        assert minutes_of(after, word, Work.DELIVER) == minutes_of(BASE, word, Work.DELIVER)
        money = after.ledger(word).money
        assert len(money) == (1 if typed.get((word, Question.MONEY)) or typed.get((word, Question.REFUNDS)) else 0)
        assert sum(entry.amounts.gross or 0 for entry in money) == typed.get((word, Question.MONEY), 0)
        assert sum(entry.amounts.refunds or 0 for entry in money) == typed.get((word, Question.REFUNDS), 0)
        assert (MONDAY in after.ledger(word).closed) == (word in closing.closed)
    assert made.is_nothing == closing.is_nothing
    for work, minutes in closing.minutes.items():
        assert not minutes or f"{format_hours(minutes)} {work}" in made.sentence
    restored = apply(after, made.inverse())
    assert {name: dict(rows) for name, rows in restored.tables.items()} == {
        name: dict(rows) for name, rows in BASE.tables.items()
    }
