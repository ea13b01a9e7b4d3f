"""Events of a calendar that take whole days: left out, or as many hours a day as are said."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from leverage_tui.domain.edits.check import checked
from leverage_tui.interchange.formats import ics_repeats
from leverage_tui.interchange.formats.ics import FORMAT
from leverage_tui.interchange.plan import plan_import
from leverage_tui.interchange.rows import Reading
from leverage_tui.interchange.source import Source, last_moment
from tests.interchange.files import book
from tests.interchange.test_ics import BERLIN, NINE, calendar, event

NOW = datetime(2023, 6, 1, 12, tzinfo=UTC)
DAY = ("DTSTART;VALUE=DATE:20230105", "DTEND;VALUE=DATE:20230106", "SUMMARY:#Care audit")
THREE = ("DTSTART;VALUE=DATE:20230110", "DTEND;VALUE=DATE:20230113", "SUMMARY:Fair")


def read(*events: str, all_day: int | None = 480, now: datetime = NOW) -> Reading:
    return FORMAT.read(Source(calendar(*events, name="Work"), zone=BERLIN, now=now, all_day=all_day))


def rows(reading: Reading) -> list[tuple[str, int]]:
    return [(row.day.isoformat(), row.seconds // 60) for row in reading.rows]


def test_without_an_answer_they_are_skipped_and_counted() -> None:
    reading = read(event(*DAY), event(*THREE, uid="u2"), event(*NINE, uid="u3"), all_day=None)
    assert [found.why for found in reading.skipped] == ["it takes the whole day and says no hours"] * 2
    assert (len(reading.rows), reading.all_day) == (1, 2)
    assert reading.warnings == (
        "2 all-day events say no hours and are left out (--all-day 8h counts 8 hours for each of their days)",
    )


def test_each_of_their_days_counts_what_is_said() -> None:
    reading = read(event(*DAY), event(*THREE, uid="u2"), event(*NINE, uid="u3"), all_day=450)
    assert rows(reading) == [
        ("2023-01-05", 450), ("2023-01-10", 450), ("2023-01-11", 450), ("2023-01-12", 450), ("2023-01-05", 90),
    ]  # fmt: skip
    assert [(row.project, row.description, row.start) for row in reading.rows[:2]] == [
        ("Care", "audit", ""), ("Work", "Fair", ""),
    ]  # fmt: skip
    assert [row.external for row in reading.rows[:4]] == ["u1", "u2", "u2 day 2", "u2 day 3"]
    assert (reading.skipped, reading.warnings, reading.all_day) == ((), (), 2)


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (("DTSTART;VALUE=DATE:20230105",), 1),
        (("DTSTART;VALUE=DATE:20230105", "DTEND;VALUE=DATE:20230105"), 1),
        (("DTSTART;VALUE=DATE:20230105", "DURATION:P4D"), 4),
        (("DTSTART;VALUE=DATE:20230105", "DURATION:P1W"), 7),
        (("DTSTART;VALUE=DATE:20230330", "DTEND;VALUE=DATE:20230402"), 3),
        (("DTSTART;VALUE=DATE:20230105", "DTEND:20230107T000000"), 2),
    ],
)
def test_how_many_days_an_event_takes(lines: tuple[str, ...], count: int) -> None:
    assert len(read(event(*lines)).rows) == count


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ((*DAY, "STATUS:CANCELLED"), "it is cancelled"),
        (("DTSTART;VALUE=DATE:20230602",), "it has not begun: import the calendar again once it has"),
        (("DTSTART;VALUE=DATE:19690602",), "it began before 1970"),
        (("DTSTART;VALUE=DATE:20230105", "DTEND;VALUE=DATE:20230104"), "it ends before it begins"),
        (("DTSTART;VALUE=DATE:20230105", "DTEND:soon"), "it has no end that can be read"),
        (
            ("DTSTART;VALUE=DATE:20230105", "RRULE:FREQ=HOURLY"),
            "it repeats every hour or oftener, or by a rule that",
        ),
    ],
)
def test_what_does_not_count_either_way(lines: tuple[str, ...], why: str) -> None:
    reading = read(event(*lines), event(*NINE, uid="u2"))
    assert len(reading.rows) == 1
    assert [found.why.startswith(why) for found in reading.skipped] == [True]


def test_whole_days_that_a_calendar_marks_as_free_by_itself_are_asked_about_too() -> None:
    free = event(*DAY, "TRANSP:TRANSPARENT")
    asked = read(free, event(*NINE, uid="u2"), all_day=None)
    assert (asked.all_day, len(asked.rows), len(asked.warnings)) == (1, 1, 1)
    assert [minutes for _, minutes in rows(read(free))] == [480]


def test_days_that_have_not_begun_come_with_the_next_import() -> None:
    fair = event("DTSTART;VALUE=DATE:20230531", "DTEND;VALUE=DATE:20230604", "SUMMARY:#Care fair")
    first = read(fair)
    assert rows(first) == [("2023-05-31", 480), ("2023-06-01", 480)]
    assert [found.why for found in first.skipped] == [
        "its days after today have not begun: import the calendar again once they have"
    ]
    where = plan_import(book(), first, format="ics", into="care")
    assert where.minutes == 960
    whole = read(fair, now=datetime(2023, 6, 9, tzinfo=UTC))
    again = plan_import(checked(book(), where.edit), whole, format="ics", into="care")
    # Of the four days two are there.
    assert (again.new, again.duplicates, again.minutes) == (2, 2, 960)


def test_other_hours_the_next_time_change_nothing_and_add_nothing() -> None:
    done = checked(book(), plan_import(book(), read(event(*THREE)), format="ics", into="care").edit)
    other = plan_import(done, read(event(*THREE), all_day=300), format="ics", into="care")
    assert (other.new, other.duplicates) == (0, 3)


def test_they_repeat_with_their_exceptions() -> None:
    reading = read(
        event("DTSTART;VALUE=DATE:20230102", "DTEND;VALUE=DATE:20230104", "RRULE:FREQ=MONTHLY;COUNT=5",
              "EXDATE;VALUE=DATE:20230302", "RDATE;VALUE=DATE:20230120"),
        event("RECURRENCE-ID;VALUE=DATE:20230202", "DTSTART;VALUE=DATE:20230206", "DTEND;VALUE=DATE:20230207"),
        event("RECURRENCE-ID;VALUE=DATE:20230402", "DTSTART;VALUE=DATE:20230402", "STATUS:CANCELLED"),
    )  # fmt: skip
    # 2 and 3 January, 20 and 21 January, 6 February for the second, none in March and April, 2 and 3 May.
    assert [row.day.strftime("%m-%d") for row in reading.rows] == [
        "01-02", "01-03", "01-20", "01-21", "05-02", "05-03", "02-06",
    ]  # fmt: skip
    assert [row.external for row in reading.rows][-2:] == ["u1 20230502 day 2", "u1 20230202"]


def test_an_exception_of_a_day_replaces_the_event_of_that_day() -> None:
    reading = read(
        event(*NINE, "RRULE:FREQ=WEEKLY;COUNT=3"),
        event("RECURRENCE-ID;VALUE=DATE:20230112", "DTSTART:20230113T080000Z", "DURATION:PT1H"),
    )
    # Thursdays the 5th, 12th and 19th of 1:30; that of the 12th is an hour on the 13th.
    assert rows(reading) == [("2023-01-05", 90), ("2023-01-19", 90), ("2023-01-13", 60)]


def test_an_event_of_a_life_is_cut_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics_repeats.Budget.__init__, "__defaults__", (50, 2_000_000, 0))
    reading = read(event("DTSTART;VALUE=DATE:20000101", "DTEND;VALUE=DATE:29991231"))
    assert len(reading.rows) == 51
    assert any("occurrences are left out, there are too many" in warning for warning in reading.warnings)


def test_the_clock_of_a_calendar_can_be_said() -> None:
    assert last_moment(date(2023, 6, 1), date(2023, 6, 1), BERLIN) is None
    said = last_moment(date(2023, 6, 1), date(2026, 1, 1), BERLIN)
    assert said is not None
    assert said.astimezone(ZoneInfo("UTC")).isoformat(timespec="minutes") == "2023-06-01T21:59+00:00"
    here = last_moment(date(2023, 6, 1), date(2026, 1, 1), None)
    assert here is not None
    assert here.tzinfo is not None
