"""Standing entries: what is added, changed from a day, ended and deleted, and that the past is never rewritten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.check import checked
from leverage_tui.domain.edits.core import Edit, EditRefused, conflicts
from leverage_tui.domain.edits.hours import set_standing_week
from leverage_tui.domain.edits.standing import add_standing, change_from, delete_standing, end_standing
from leverage_tui.domain.edits.streams import end_stream
from leverage_tui.domain.metrics import figures
from leverage_tui.domain.model import Amounts, Hours, Per, Source, Standing, Work
from leverage_tui.domain.standing import amounts_in_words, goes_on, is_over, kind_of, life_in_words
from leverage_tui.domain.timesheet import standing_minutes
from tests.domain.books import MONDAY, done, two_streams

BEGIN = date(2026, 6, 1)
WEDNESDAY = MONDAY + timedelta(days=2)
WEEK = timedelta(weeks=1)


def with_ana(**fields: Any) -> tuple[Book, Standing]:
    """Two streams, and Ana who works ten hours a week for $120 in the plan from Monday 1 June on."""
    said = {"source": Source.PEOPLE, "minutes": 600, "cost": 12_000, **fields}
    book = two_streams()
    book = done(book, add_standing(book, "plan", "Ana", begins=BEGIN, per=Per.WEEK, **said))
    return book, entries(book)[0]


def entries(book: Book) -> list[Standing]:
    """All standing entries, the earliest first."""
    return sorted(book.all(Standing), key=lambda entry: entry.begins)


def people(book: Book, as_of: date) -> tuple[float, float]:
    """Hours of people and what they cost, all told, for a book that is younger than the window."""
    found = figures(book, as_of).streams["plan"]
    return found.people_hours, found.net


def test_an_entry_is_added_in_the_currency_of_its_stream_and_says_itself() -> None:
    book = two_streams()
    made = add_standing(
        book, "plan", " Ana\x1b\u202e ", begins=BEGIN, per=Per.WEEK, source=Source.PEOPLE, minutes=600, cost=12_000,
        note="tickets\n",
    )  # fmt: skip
    assert made.sentence == "Ana: 10:00 a week at $120, $12 an hour from Mon 1 Jun 2026"
    (entry,) = entries(done(book, made))
    assert (entry.stream, entry.name, entry.begins, entry.per) == ("plan", "Ana", BEGIN, Per.WEEK)
    assert (entry.currency, entry.note, entry.ends) == ("USD", "tickets", None)
    assert checked(book, made).ledger("plan").standing == (entry,)


def test_the_same_thing_added_twice_is_two_entries() -> None:
    book, entry = with_ana()
    again = add_standing(book, "plan", "Ana", begins=BEGIN, per=Per.WEEK, source=Source.PEOPLE, minutes=600)
    assert len(entries(done(book, again))) == 2
    assert entry.doc_id < 10**11


def test_a_change_ends_the_old_one_the_day_before_and_one_undo_brings_it_back() -> None:
    book, ana = with_ana(note="tickets")
    made = change_from(book, ana, WEDNESDAY, cost=15_000)
    assert made.sentence == "Ana: 10:00 a week at $150, $15 an hour from Wed 24 Jun 2026"
    after = checked(book, made)
    old, new = entries(after)
    assert old == replace(ana, ends=WEDNESDAY - timedelta(days=1))
    assert (new.begins, new.ends, new.cost, new.minutes, new.note) == (WEDNESDAY, None, 15_000, 600, "tickets")
    assert new.doc_id != old.doc_id
    assert done(after, made.inverse()).tables == book.tables


def test_nothing_before_the_day_of_a_change_moves_and_the_rest_is_at_the_new_price() -> None:
    book, ana = with_ana()
    after = done(book, change_from(book, ana, WEDNESDAY, cost=15_000))
    for back in range(1, 20):
        day = WEDNESDAY - timedelta(days=back)
        assert people(after, day) == people(book, day)
    hours, net = people(after, MONDAY + timedelta(days=6))
    assert hours == pytest.approx(40)
    assert net == pytest.approx(-(3 * 120 + 2 / 7 * 120 + 5 / 7 * 150))


def test_on_its_first_day_a_change_is_a_correction() -> None:
    book, ana = with_ana()
    made = change_from(book, ana, BEGIN, name="Anna", minutes=480, ends=MONDAY)
    assert made.sentence == "Anna corrected: 8:00 a week at $120, $15 an hour from Mon 1 Jun 2026"
    assert entries(done(book, made)) == [replace(ana, name="Anna", minutes=480, ends=MONDAY)]


def test_a_change_of_nothing_is_nothing() -> None:
    book, ana = with_ana()
    assert change_from(book, ana, WEDNESDAY, cost=12_000).is_nothing
    assert change_from(book, ana, WEDNESDAY).is_nothing


def test_a_second_change_on_the_same_day_corrects_the_first() -> None:
    book, ana = with_ana()
    book = done(book, change_from(book, ana, WEDNESDAY, cost=15_000))
    book = done(book, change_from(book, entries(book)[1], WEDNESDAY, cost=16_000))
    assert [entry.cost for entry in entries(book)] == [12_000, 16_000]


def test_an_entry_with_an_end_is_changed_up_to_that_end() -> None:
    book, ana = with_ana(ends=MONDAY)
    book = done(book, change_from(book, ana, BEGIN + WEEK, cost=1))
    assert [entry.ends for entry in entries(book)] == [BEGIN + WEEK - timedelta(days=1), MONDAY]


def test_weeks_typed_over_from_the_change_on_stay_typed_over_at_the_new_pay() -> None:
    book, ana = with_ana()
    for number, minutes in enumerate((60, 0, 300)):
        book = done(book, set_standing_week(book, ana, BEGIN + number * WEEK, minutes))
    after = done(book, change_from(book, ana, BEGIN + WEEK, cost=24_000, name="Ana B"))
    old, new = entries(after)
    assert [standing_minutes(after, old, BEGIN + number * WEEK) for number in range(3)] == [
        (60, True), (0, False), (0, False),
    ]  # fmt: skip
    assert [standing_minutes(after, new, BEGIN + number * WEEK) for number in range(4)] == [
        (0, False), (0, True), (300, True), (600, False),
    ]  # fmt: skip
    hours, net = people(after, BEGIN + 3 * WEEK - timedelta(days=1))
    assert hours == pytest.approx(6)
    assert net == pytest.approx(-(12 + 120))
    assert {entry.who for entry in after.all(Hours)} == {"Ana", "Ana B"}
    assert len(list(after.all(Hours))) == 3


def test_a_week_typed_over_that_a_change_divides_holds_what_was_typed() -> None:
    book, ana = with_ana()
    book = done(book, set_standing_week(book, ana, MONDAY, 420))
    before = people(book, MONDAY + timedelta(days=6))
    made = change_from(book, ana, WEDNESDAY, minutes=1200, cost=30_000)
    after = done(book, made)
    assert people(after, MONDAY + timedelta(days=6)) == pytest.approx(before)
    assert standing_minutes(after, entries(after)[1], MONDAY) == (0, True)
    assert done(after, made.inverse()).tables == book.tables


def test_hours_typed_over_follow_what_the_entry_is_corrected_to() -> None:
    book, ana = with_ana()
    book = done(book, set_standing_week(book, ana, MONDAY, 420))
    machine = done(book, change_from(book, ana, BEGIN, source=Source.AUTOMATION, cost=None, name="Script"))
    (week,) = machine.all(Hours)
    assert (week.work, week.who, week.minutes) == (Work.AUTOMATION, None, 420)
    bill = change_from(book, ana, BEGIN, source=None, minutes=None, cost=None, amounts=Amounts(fixed_costs=5))
    assert not list(done(book, bill).all(Hours))


def test_an_end_takes_the_weeks_typed_over_after_it_along_and_says_so() -> None:
    book, ana = with_ana()
    for number in range(4):
        book = done(book, set_standing_week(book, ana, BEGIN + number * WEEK, 60))
    made = end_standing(book, ana, BEGIN + WEEK + timedelta(days=1))
    assert made.sentence == "Ana ends on Tue 9 Jun 2026, with 2 weeks typed over after that"
    after = checked(book, made)
    assert [entry.ends for entry in entries(after)] == [date(2026, 6, 9)]
    assert sorted(entry.date for entry in after.all(Hours)) == [BEGIN, BEGIN + WEEK]
    assert done(after, made.inverse()).tables == book.tables
    assert end_standing(book, ana, MONDAY).sentence == "Ana ends on Mon 22 Jun 2026"
    assert end_standing(after, entries(after)[0], date(2026, 6, 9)).is_nothing


def test_an_end_may_be_put_off_but_not_over_what_took_its_place() -> None:
    book, ana = with_ana(ends=MONDAY)
    later = done(book, end_standing(book, ana, MONDAY + WEEK))
    assert entries(later)[0].ends == MONDAY + WEEK
    changed = done(book, change_from(book, ana, WEDNESDAY - WEEK, cost=15_000))
    with pytest.raises(EditRefused, match="Ana goes on anew from Wed 17 Jun 2026: end that one") as refused:
        end_standing(changed, entries(changed)[0], MONDAY)
    assert refused.value.field == "ends"


def test_deleting_takes_the_weeks_typed_over_along_and_undo_brings_all_back() -> None:
    book, ana = with_ana()
    book = done(book, set_standing_week(book, ana, MONDAY, 60), set_standing_week(book, ana, MONDAY + WEEK, 0))
    made = delete_standing(book, ana)
    assert made.sentence == "Ana and 2 weeks typed over deleted"
    after = done(book, made)
    assert after.ledger("plan").is_empty
    assert done(after, made.inverse()).tables == book.tables
    with pytest.raises(EditRefused, match="no longer there"):
        delete_standing(after, ana)


ADD: dict[str, Any] = {"begins": BEGIN, "per": Per.MONTH, "amounts": Amounts(gross=1)}
REFUSED: list[tuple[str, str, Callable[[Book, Standing], Edit]]] = [
    ("stream", "no stream x", lambda book, ana: add_standing(book, "x\x1b", "n", **ADD)),
    ("name", "needs a name", lambda book, ana: add_standing(book, "plan", " \u202e", **ADD)),
    ("name", "81 characters", lambda book, ana: add_standing(book, "plan", "x" * 81, **ADD)),
    ("currency", "EURO is no currency", lambda book, ana: add_standing(book, "plan", "n", currency="EURO", **ADD)),
    ("ends", "before it begins", lambda book, ana: add_standing(book, "plan", "n", ends=date(2026, 5, 31), **ADD)),
    ("begins", "Sold ended on", lambda book, ana: add_standing(_ended(book), "sold", "n", **ADD)),
    ("minutes", "say which", lambda book, ana: add_standing(book, "plan", "n", minutes=60, **ADD)),
    ("cost", "pay is for people", lambda book, ana: change_from(book, ana, MONDAY, source=Source.PROCESS)),
    ("minutes", "negative hours", lambda book, ana: change_from(book, ana, MONDAY, minutes=-1)),
    ("minutes", "hours are meant", lambda book, ana: change_from(book, ana, MONDAY, minutes=6_000_001)),
    ("cost", "cost is negative", lambda book, ana: change_from(book, ana, MONDAY, cost=-1)),
    ("gross", "too large", lambda book, ana: change_from(book, ana, MONDAY, amounts=Amounts(gross=10**13 + 1))),
    ("units", "never negative", lambda book, ana: change_from(book, ana, MONDAY, units=-1)),
    ("capital", "capital is negative", lambda book, ana: change_from(book, ana, MONDAY, capital=-1)),
    ("minutes", "nothing goes on yet", lambda book, ana: change_from(book, ana, MONDAY, minutes=None, cost=None)),
    ("begins", "a change counts from then", lambda book, ana: change_from(book, ana, date(2026, 5, 31), cost=1)),
    ("begins", "add what goes on after", lambda book, ana: change_from(*_until(book, ana, MONDAY), cost=1)),
    ("stream", "never changes", lambda book, ana: change_from(book, ana, MONDAY, stream="sold")),
    ("ends", "it cannot end before", lambda book, ana: end_standing(book, ana, date(2026, 5, 31))),
    ("begins", "outside 1970 to 2199", lambda book, ana: change_from(book, ana, date(2200, 1, 1), cost=1)),
]


def _ended(book: Book) -> Book:
    return done(book, end_stream(book, "sold", date(2026, 5, 31)))


def _until(book: Book, ana: Standing, day: date) -> tuple[Book, Standing, date]:
    return done(book, end_standing(book, ana, day)), ana, day + timedelta(days=1)


@pytest.mark.parametrize(("field", "sentence", "make"), REFUSED)
def test_what_cannot_be_is_refused_with_its_field(
    field: str, sentence: str, make: Callable[[Book, Standing], Edit]
) -> None:
    book, ana = with_ana()
    with pytest.raises(EditRefused, match=sentence) as refused:
        checked(book, make(book, ana))
    assert refused.value.field == field


@given(st.data())
def test_changes_from_any_days_leave_no_gap_no_overlap_and_the_past_alone(data: st.DataObject) -> None:
    book, ana = with_ana()
    weeks = st.integers(0, 6).map(lambda number: BEGIN + number * WEEK)
    for week, minutes in data.draw(st.dictionaries(weeks, st.integers(0, 900), max_size=4)).items():
        book = done(book, set_standing_week(book, ana, week, minutes))
    days = st.integers(0, 48).map(lambda number: BEGIN + timedelta(days=number))
    horizon = BEGIN + timedelta(days=60)
    for day, cost in data.draw(st.dictionaries(days, st.integers(0, 20_000), min_size=1, max_size=4)).items():
        entry = next(entry for entry in entries(book) if goes_on(book, entry, day))
        made = change_from(book, entry, day, cost=cost)
        after = checked(book, made)
        assert people(after, horizon)[0] == pytest.approx(people(book, horizon)[0])
        sunday = day - timedelta(days=day.weekday() + 1)
        assert people(after, sunday) == people(book, sunday)
        assert not conflicts(after, made.inverse())
        assert done(after, made.inverse()).tables == book.tables
        book = after
        lives = [(entry.begins, entry.ends) for entry in entries(book)]
        assert [first for first, _ in lives[1:]] == [last + timedelta(days=1) for _, last in lives[:-1] if last]
        assert lives[-1][1] is None


def standing(**fields: Any) -> Standing:
    """An entry that says only `fields`."""
    said = {"doc_id": 1, "stream": "plan", "name": "n", "begins": BEGIN, "per": Per.MONTH, "currency": "USD"}
    return Standing(**{**said, **fields})


@pytest.mark.parametrize(
    ("fields", "words", "kind"),
    [
        ({"source": Source.PEOPLE, "minutes": 600, "cost": 10_000}, "10:00 a month at $100, $10 an hour", "people"),
        ({"source": Source.PEOPLE, "minutes": 600}, "10:00 a month, pay unknown", "people"),
        ({"source": Source.PEOPLE, "minutes": 0, "cost": 5}, "0:00 a month at $0.05", "people"),
        ({"source": Source.PEOPLE, "cost": 50_000}, "$500 a month", "people"),
        ({"source": Source.AUTOMATION, "minutes": 90, "amounts": Amounts(fixed_costs=900)},
         "1:30 a month, $9 fixed costs", "automation"),
        ({"amounts": Amounts(fixed_costs=3_900)}, "$39 a month", "bill"),
        ({"amounts": Amounts(variable_costs=3_900)}, "$39 variable costs a month", "bill"),
        ({"amounts": Amounts(gross=9_900, platform_fees=1_000, refunds=500), "units": 3},
         "$99 a month, $5 refunds, $10 platform fees, 3 sold", "income"),
        ({"source": Source.CAPITAL, "capital": 2_000_000, "amounts": Amounts(gross=5_000)},
         "$20,000 of capital, $50 a month", "capital"),
        ({"currency": "JPY", "amounts": Amounts(gross=500)}, "¥500 a month", "income"),
        ({}, "nothing", "bill"),
    ],
)  # fmt: skip
def test_an_entry_says_its_amounts_of_one_period(fields: dict[str, Any], words: str, kind: str) -> None:
    entry = standing(**fields)
    assert (amounts_in_words(entry), kind_of(entry)) == (words, kind)


@pytest.mark.parametrize(
    ("fields", "today", "words", "over"),
    [
        ({}, MONDAY, "since 1 Jun", False),
        ({}, date(2027, 1, 1), "since 1 Jun 2026", False),
        ({}, date(2026, 5, 1), "from 1 Jun", False),
        ({"ends": MONDAY}, MONDAY, "1 Jun - 22 Jun", False),
        ({"ends": MONDAY}, WEDNESDAY, "1 Jun - 22 Jun", True),
        ({"stream": "sold", "ends": MONDAY}, WEDNESDAY, "from 1 Jun, after its stream's end", True),
    ],
)
def test_an_entry_says_when_it_counts(fields: dict[str, Any], today: date, words: str, over: bool) -> None:
    book, entry = _ended(two_streams()), standing(**fields)
    assert (life_in_words(book, entry, today), is_over(book, entry, today)) == (words, over)
