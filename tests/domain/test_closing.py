"""The weekly close: what is open, what seems forgotten, and that closing adds exactly what was answered."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.calendar import WEEK
from leverage_tui.domain.closing import (
    ClosedWeek,
    Closing,
    Gap,
    Place,
    Question,
    alive_in,
    asked_in,
    closed_weeks_touched,
    closing_edit,
    coverage_after,
    coverage_fact,
    covered,
    gap_words,
    gaps,
    logged,
    older_open,
    open_weeks,
    own_words,
    places,
    resting_in,
    said_closed,
    said_open,
    span_of,
    unclosed_weeks,
)
from leverage_tui.domain.edits.core import apply
from leverage_tui.domain.edits.hours import log_hours, set_cell, set_note
from leverage_tui.domain.edits.money import add_money
from leverage_tui.domain.edits.weeks import close_weeks
from leverage_tui.domain.metrics import figures
from leverage_tui.domain.model import Amounts, Document, Hours, Money, Per, Standing, Status, Stream, Work
from leverage_tui.domain.quantities.dates import Period
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.timesheet import Row

MONDAY = date(2026, 6, 22)
SUNDAY = MONDAY + timedelta(6)
AFTER = MONDAY + WEEK
BEGAN = MONDAY - 5 * WEEK


def stream(word: str, number: int, **fields: object) -> Stream:
    values: dict[str, object] = {"started": BEGAN, "order": number, **fields}
    return Stream(doc_id=number, id=word, name=word.capitalize(), **values)  # type: ignore[arg-type]


def hours(word: str, day: date, work: Work, minutes: int, number: int) -> Hours:
    return Hours(doc_id=number, stream=word, date=day, work=work, minutes=minutes)


def a_book(*more: Document) -> Book:
    streams = (
        stream("sold", 1, time_sold=True),
        stream("plan", 2, status=Status.BUILDING),
        stream("shop", 3, currency="EUR"),
        stream("old", 4, status=Status.PAUSED),
        stream("thought", 5, status=Status.IDEA),
        stream("gone", 6, status=Status.ENDED, ended=MONDAY + timedelta(2)),
    )
    return book_of([*streams, *more])


def done(book: Book, *edits: object) -> Book:
    for one in edits:
        book = apply(book, one)  # type: ignore[arg-type]
    return book


def place_of(book: Book, word: str, question: Question, today: date = AFTER) -> Place:
    return next(one for one in places(book, word, span_of(MONDAY, today)) if one.question is question)


# What is open


def test_only_what_is_live_or_being_built_is_asked_about() -> None:
    book = a_book()
    assert asked_in(book, MONDAY) == ("sold", "plan", "shop")
    assert resting_in(book, MONDAY) == ("old", "thought", "gone")
    assert resting_in(book, AFTER) == ("old", "thought"), "the week after its end is not of its life"
    assert alive_in(book, MONDAY)
    assert not alive_in(book, BEGAN - WEEK)


def test_weeks_open_are_those_that_are_over_and_have_somebody_to_ask() -> None:
    book = a_book()
    assert unclosed_weeks(book, SUNDAY) == 5
    assert unclosed_weeks(book, AFTER) == 6
    assert said_open(book, AFTER) == "6 weeks open"
    weeks = [BEGAN + place * WEEK for place in range(6)]
    book = done(book, close_weeks(book, [(word, week) for word in ("sold", "plan") for week in weeks]))
    assert unclosed_weeks(book, AFTER) == 6, "one stream is enough"
    book = done(book, close_weeks(book, [("shop", week) for week in weeks[1:]]))
    assert said_open(book, AFTER) == "1 week open"
    book = done(book, close_weeks(book, [("shop", weeks[0])]))
    assert said_open(book, AFTER) == "", "the paused one and the idea have no question"
    assert {found.stream for found in open_weeks(book, AFTER)} == {"old", "thought", "gone"}
    assert older_open(book, AFTER) == ()


def test_a_stream_without_a_beginning_lives_from_its_first_entry() -> None:
    book = book_of([stream("sold", 1, started=None)])
    assert unclosed_weeks(book, AFTER) == 0
    book = done(book, log_hours(book, Row("sold", Work.DELIVER), MONDAY - WEEK, 60))
    assert unclosed_weeks(book, AFTER) == 2


# Gaps


def weekdays(word: str, work: Work, minutes: list[int], day: date, first: int) -> list[Document]:
    """`minutes` on that day of the week, the latest first."""
    return [
        hours(word, day - (back + 1) * WEEK, work, length, first + back)
        for back, length in enumerate(minutes)
        if length
    ]


@pytest.mark.parametrize(
    ("before", "usual"),
    [
        ([60, 60, 60, 60], 60),
        ([30, 90, 60, 45], 53),
        ([60, 60, 0, 0], 30),
        ([60, 0, 0, 0], None),
        ([0, 1, 1, 0], 1),
        ([], None),
        ([0, 0, 0, 0, 480, 480], None),
    ],
)
def test_usual_is_the_median_of_the_last_four_of_that_day(before: list[int], usual: int | None) -> None:
    tuesday = MONDAY + timedelta(1)
    found = gaps(a_book(*weekdays("plan", Work.MANAGE, before, tuesday, 100)), MONDAY, AFTER)
    assert [(gap.day, gap.usual) for gap in found] == ([] if usual is None else [(tuesday, usual)])


def test_a_gap_is_a_day_that_is_over_and_has_nothing_of_yours() -> None:
    tuesday = MONDAY + timedelta(1)
    usual = weekdays("plan", Work.MANAGE, [30] * 4, tuesday, 100)
    (gap,) = gaps(a_book(*usual), MONDAY, AFTER)
    assert gap == Gap(Row("plan", Work.MANAGE), tuesday, 30)
    assert gap_words(gap) == "nothing on Tue 23, usually 0:30"
    assert gaps(a_book(*usual), MONDAY, tuesday) == (), "today is not over"
    assert len(gaps(a_book(*usual), MONDAY, tuesday + timedelta(1))) == 1, "yesterday is"
    admin = hours("plan", tuesday, Work.ADMIN, 5, 200)
    assert gaps(a_book(*usual, admin), MONDAY, AFTER) == (), "any own work is something"
    others = hours("plan", tuesday, Work.AUTOMATION, 60, 200)
    assert len(gaps(a_book(*usual, others), MONDAY, AFTER)) == 1, "what is not yours is not"
    closed = a_book(*usual)
    closed = done(closed, close_weeks(closed, [("plan", MONDAY)]))
    assert gaps(closed, MONDAY, AFTER) == ()


def test_who_rests_has_no_gap() -> None:
    assert gaps(a_book(*weekdays("old", Work.MANAGE, [30] * 4, MONDAY, 100)), MONDAY, AFTER) == ()


# What is there, and what is read


def test_what_is_logged_is_shown_in_its_place() -> None:
    book = a_book(
        hours("sold", MONDAY, Work.DELIVER, 480, 100),
        hours("sold", MONDAY, Work.SUPPORT, 30, 101),
        hours("sold", SUNDAY, Work.SUPPORT, 15, 102),
        Money(
            doc_id=1, stream="sold", date=date(2026, 6, 1), until=date(2026, 6, 30), currency="USD",
            amounts=Amounts(gross=300000, refunds=6000),
        ),
        Standing(
            doc_id=2, stream="sold", name="Retainer", begins=date(2026, 6, 27), per=Per.WEEK, currency="USD",
            amounts=Amounts(gross=7000),
        ),
    )  # fmt: skip
    there = logged(book, "sold", span_of(MONDAY, AFTER))
    assert own_words(there) == "deliver 8:00, support 0:45"
    shown = {question: there.shown(question, "USD") for question in Question}
    assert shown == {
        Question.SUPPORT: "0:45", Question.REFUNDS: "$14", Question.MANAGE: "", Question.SELL: "",
        Question.MONEY: "$720",
    }  # fmt: skip
    early = logged(book, "sold", span_of(MONDAY, MONDAY))
    assert (early.shown(Question.SUPPORT, "USD", "decimal"), early.gross) == ("0.50", 10000)
    assert covered(book, "sold", span_of(MONDAY, AFTER)) == "$3,000 for Jun 2026; $70 a week (Retainer)"
    assert covered(book, "sold", span_of(MONDAY, MONDAY)) == "$3,000 for Jun 2026"
    assert covered(book, "plan", span_of(MONDAY, AFTER)) == ""


@pytest.mark.parametrize(
    ("question", "typed", "amount"),
    [
        (Question.SUPPORT, "1:30", 90),
        (Question.SUPPORT, "+15m", 15),
        (Question.MANAGE, "9-10:30", 90),
        (Question.SELL, "0", 0),
        (Question.SELL, "  ", None),
        (Question.REFUNDS, "40", 4000),
        (Question.MONEY, "1234.50 EUR", 123450),
        (Question.MONEY, "+€20", 2000),
        (Question.MONEY, "", None),
    ],
)
def test_answers_are_read_as_everywhere(question: Question, typed: str, amount: int | None) -> None:
    assert place_of(a_book(), "shop", question).read(typed) == amount


@pytest.mark.parametrize(
    ("question", "typed", "sentence"),
    [
        (Question.SUPPORT, "90", "90 hours? write 90m for minutes"),
        (Question.SUPPORT, "-15m", "here hours are added"),
        (Question.SELL, "=1", "here hours are added"),
        (Question.REFUNDS, "$20", "that is USD, this stream is counted in EUR"),
        (Question.MONEY, "1,234", "could be 1234 or 1.234"),
        (Question.MONEY, "lots", "is not an amount"),
    ],
)
def test_what_cannot_be_read_says_why(question: Question, typed: str, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence.replace("?", r"\?")):
        place_of(a_book(), "shop", question).read(typed)


def test_an_answer_says_what_it_does() -> None:
    book = a_book(hours("sold", SUNDAY, Work.SUPPORT, 30, 100))
    support = place_of(book, "sold", Question.SUPPORT)
    assert support.explained(book, 90) == "1:30 support on Sun 28 Jun: 0:30 + 1:30 = 2:00"
    assert place_of(book, "sold", Question.SELL).explained(book, 90, "decimal") == "1.50 sell on Sun 28 Jun"
    assert place_of(book, "shop", Question.REFUNDS).explained(book, 4000) == "€40 went back for 2026-W26"


# Coverage, and closed weeks that are touched


def test_coverage_counts_what_the_figures_count() -> None:
    book = a_book()
    assert coverage_fact(book, AFTER).shown == "0 of 36"
    book = done(book, close_weeks(book, [("sold", MONDAY), ("sold", BEGAN), ("shop", MONDAY)]))
    fact = coverage_fact(book, AFTER)
    assert (fact.shown, fact.name) == ("3 of 36", "weeks confirmed")
    assert fact.how[0] == "Sold: 2 of 6"
    assert coverage_after(book, Closing(MONDAY, closed=("plan",), reopened=("sold",)), AFTER).shown == "3 of 36"
    assert coverage_after(book, Closing(MONDAY, older=True), AFTER).shown == "32 of 36"
    shown = figures(book, AFTER)
    assert shown.streams["sold"].coverage == pytest.approx(2 / 6)
    assert coverage_fact(book_of([stream("sold", 1, started=AFTER)]), AFTER).tone == "unsure"


def closed_book() -> Book:
    book = a_book(hours("sold", MONDAY, Work.SELL, 30, 100))
    pairs = [(word, MONDAY - back * WEEK) for word in ("sold", "plan", "shop") for back in range(3)]
    return done(book, close_weeks(book, pairs))


def test_hours_in_a_closed_week_leave_it_closed_and_it_is_said() -> None:
    book = closed_book()
    logged_hours = log_hours(book, Row("sold", Work.SELL), SUNDAY, 15)
    assert closed_weeks_touched(book, logged_hours) == (ClosedWeek("sold", MONDAY),)
    assert said_closed(book, logged_hours) == "2026-W26 of Sold stays closed"
    assert said_closed(apply(book, logged_hours), logged_hours) == "2026-W26 of Sold stays closed"
    assert said_closed(book, logged_hours.inverse()) == "2026-W26 of Sold stays closed"
    assert said_closed(book, log_hours(book, Row("sold", Work.SELL), AFTER, 15)) == ""
    assert said_closed(book, log_hours(book, Row("old", Work.SELL), MONDAY, 15)) == ""
    entry = book.ledger("sold").hours[MONDAY][0]
    noted = set_note(book, Row("sold", Work.SELL), entry.date, "a call")
    assert noted.changes
    assert said_closed(book, noted) == "", "a note is no hour"
    assert said_closed(book, set_cell(book, Row("sold", Work.SELL), MONDAY, 0)) == "2026-W26 of Sold stays closed"


def test_money_touches_every_closed_week_of_its_period() -> None:
    book = closed_book()
    month = add_money(book, "plan", Period(date(2026, 6, 1), date(2026, 6, 30)), Amounts(gross=100))
    assert [week for _, week in closed_weeks_touched(book, month)] == [MONDAY - 2 * WEEK, MONDAY - WEEK, MONDAY]
    assert said_closed(book, month) == "3 closed weeks of Plan stay closed"
    two = add_money(book, "plan", Period(MONDAY - timedelta(1), MONDAY), Amounts(gross=100))
    assert said_closed(book, two) == "2026-W25 and 2026-W26 of Plan stay closed"


def test_what_an_edit_closes_itself_is_not_said_to_stay_closed() -> None:
    book = a_book()
    made = closing_edit(
        book, Closing(MONDAY, closed=("sold",), answers=((place_of(book, "sold", Question.SELL), 30),))
    )
    assert said_closed(apply(book, made), made) == ""
