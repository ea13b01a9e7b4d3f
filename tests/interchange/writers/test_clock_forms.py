"""Timeclock, calendar and Toggl form: the same hours at the same made-up times."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.model import OWN_WORK, Hours, Stream, Work
from leverage_tui.domain.quantities.dates import Period
from leverage_tui.interchange.formats import timeclock as timeclock_reader
from leverage_tui.interchange.formats import toggl as toggl_reader
from leverage_tui.interchange.source import Source
from leverage_tui.interchange.writers import calendar_ics, timeclock, toggl_form
from leverage_tui.interchange.writers.clock_times import timed
from leverage_tui.interchange.writers.wanted import ExportRefused, Wanted
from tests.interchange.writers.books import STREAMS, TODAY, bare, hostile, hours, table_of, text_of

MONDAY, TUESDAY = date(2026, 11, 16), date(2026, 11, 17)
DAYS = st.lists(
    st.tuples(st.sampled_from(STREAMS), st.integers(0, 3), st.sampled_from(OWN_WORK), st.integers(0, 240)), max_size=12
)  # fmt: skip


def book_of_days(found: list[tuple[Stream, int, Work, int]]) -> Book:
    """A book of own hours, of which each day holds at most 24, and of some that are not own."""
    room = Counter[date]()
    documents = []
    for number, (stream, after, work, minutes) in enumerate(found, 1):
        day = MONDAY + timedelta(after)
        if room[day] + minutes <= 1440:
            room[day] += minutes
            documents.append(Hours(doc_id=number, stream=stream.id, date=day, work=work, minutes=minutes))
    documents.append(Hours(doc_id=999, stream="care", date=MONDAY, work=Work.PEOPLE, minutes=600))
    return bare(documents)


def events_of(text: str) -> list[Any]:
    """The events that another library finds."""
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def test_a_day_begins_at_nine_and_a_long_one_at_midnight() -> None:
    book = bare([
        hours("care", MONDAY, Work.SUPPORT, 30, "a call; then  another"),
        hours("consulting", MONDAY, Work.DELIVER, 90),
        hours("care", TUESDAY, Work.BUILD, 15 * 60),
    ])  # fmt: skip
    assert text_of(timeclock.WRITER, book).splitlines()[1:] == [
        "i 2026-11-16 09:00:00 care:support  a call, then another",
        "o 2026-11-16 09:30:00",
        "i 2026-11-16 09:30:00 consulting:deliver",
        "o 2026-11-16 11:00:00",
        "i 2026-11-17 00:00:00 care:build",
        "o 2026-11-17 15:00:00",
    ]


@given(DAYS)
def test_hours_follow_one_another_and_never_cross_midnight(found: list[tuple[Stream, int, Work, int]]) -> None:
    entries = Wanted(book_of_days(found), TODAY).own_hours()
    last = datetime.min
    for entry, begins, ends in timed(entries):
        assert begins.date() == entry.date
        assert ends - begins == timedelta(minutes=entry.minutes)
        assert begins >= last
        assert ends <= datetime.combine(entry.date, datetime.min.time()) + timedelta(days=1)
        last = ends


def test_a_day_of_over_24_hours_still_begins_on_its_day() -> None:
    book = bare([hours("care", MONDAY, work, 1000) for work in OWN_WORK])
    found = list(timed(Wanted(book, TODAY).own_hours()))
    assert {each.begins.date() for each in found} == {each.ends.date() for each in found} == {MONDAY}


@given(DAYS)
def test_a_timeclock_is_read_back_to_the_same_totals(found: list[tuple[Stream, int, Work, int]]) -> None:
    book = book_of_days(found)
    own = [entry for entry in book.all(Hours) if entry.work in OWN_WORK and entry.minutes]
    if not own:
        return
    wanted = Counter[tuple[str, date]]()
    for entry in own:
        wanted[f"{entry.stream}:{entry.work}", entry.date] += entry.minutes * 60
    reading = timeclock_reader.FORMAT.read(Source(text_of(timeclock.WRITER, book)))
    there = Counter[tuple[str, date]]()
    for row in reading.rows:
        there[row.project, row.day] += row.seconds
    assert there == wanted
    assert reading.skipped == ()


def test_what_is_not_own_or_has_no_length_is_left_out_and_said() -> None:
    book = bare([
        hours("care", MONDAY, Work.SUPPORT, 30), hours("care", MONDAY, Work.PEOPLE, 60),
        hours("care", MONDAY, Work.SELL, 0),
    ])  # fmt: skip
    for writer in (timeclock.WRITER, calendar_ics.WRITER, toggl_form.WRITER):
        assert list(writer.notes(Wanted(book, TODAY))) == [
            "1 entry of people, automation or process left out: the form holds your own hours",
            "1 entry without a length left out",
        ]
    assert text_of(timeclock.WRITER, book).count("\ni ") == 1


@given(DAYS)
def test_a_calendar_is_read_by_another_library(found: list[tuple[Stream, int, Work, int]]) -> None:
    book = book_of_days([*found, (STREAMS[1], 0, Work.SELL, 45)])
    own = [entry for entry in book.all(Hours) if entry.work in OWN_WORK and entry.minutes]
    if not own:
        return
    text = text_of(calendar_ics.WRITER, book)
    events = events_of(text)
    names = {stream.id: stream.name for stream in STREAMS}
    assert {
        str(event["UID"]): (event["DTEND"].dt - event["DTSTART"].dt, str(event["SUMMARY"])) for event in events
    } == {
        f"{entry.doc_id}@leverage-tui": (timedelta(minutes=entry.minutes), f"{names[entry.stream]}: {entry.work}")
        for entry in own
    }
    assert all(event["DTSTART"].dt.tzinfo is None for event in events)


def test_a_calendar_of_every_hostile_text_is_one_event_each() -> None:
    text = text_of(calendar_ics.WRITER, hostile())
    assert text.count("\r\n") == text.count("\n")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    events = events_of(text)
    assert len(events) == len(hostile().streams)
    assert "line\nbreak" in {str(event.get("DESCRIPTION", "")) for event in events}
    assert "e\u0301" * 30 in {str(event.get("DESCRIPTION", "")) for event in events}
    assert "a;b:c  d: deliver" in {str(event["SUMMARY"]) for event in events}


def test_a_long_line_is_folded_between_characters() -> None:
    """80 characters of four bytes: more than four lines of 75 bytes, and every one of them is text."""
    note = "😀" * 80
    text = text_of(calendar_ics.WRITER, bare([hours("care", MONDAY, Work.SELL, 30, note)]))
    folded = re.search(r"DESCRIPTION:.*?(?=\r\n[A-Z])", text, re.DOTALL)
    assert folded
    lines = folded[0].encode().split(b"\r\n ")
    assert len(lines) == 5
    assert [line.decode().count("😀") for line in lines] == [15, 18, 18, 18, 11]


def test_a_calendar_without_an_event_is_refused() -> None:
    with pytest.raises(ExportRefused, match="a calendar needs an event"):
        text_of(calendar_ics.WRITER, bare([]))


def test_the_toggl_form_is_what_toggl_reads() -> None:
    book = bare([hours("care", MONDAY, Work.SUPPORT, 30, "-call\nback"), hours("care", TUESDAY, Work.BUILD, 605)])
    text = text_of(toggl_form.WRITER, book, email="me@example.com")
    assert text.splitlines() == [
        "Email,Project,Description,Start date,Start time,Duration,Tags",
        "me@example.com,WordPress care plan,'-call back,2026-11-16,09:00:00,00:30:00,support",
        "me@example.com,WordPress care plan,,2026-11-17,09:00:00,10:05:00,build",
    ]
    reading = toggl_reader.FORMAT.read(Source(text))
    assert sum(row.seconds for row in reading.rows) == (30 + 605) * 60
    assert ",-call back," in text_of(toggl_form.WRITER, book, email="me@example.com", raw=True)


@pytest.mark.parametrize("email", ["", "  ", "me", "me@", "=1@x,y", "a@b@c"])
def test_the_toggl_form_needs_an_address(email: str) -> None:
    with pytest.raises(ExportRefused, match="--email"):
        text_of(toggl_form.WRITER, bare([]), email=email)


def test_hostile_texts_neither_add_nor_move_an_hour() -> None:
    book = hostile()
    count = len(book.streams)
    reading = timeclock_reader.FORMAT.read(Source(text_of(timeclock.WRITER, book)))
    assert [row.seconds for row in reading.rows] == [3600] * count
    assert reading.skipped == ()
    assert all(row.project.endswith(":deliver") for row in reading.rows)
    rows = table_of(text_of(toggl_form.WRITER, book, email="me@example.com"))
    assert [row["Duration"] for row in rows] == ["01:00:00"] * count
    assert not any(cell[:1] in tuple("=+-@|＝") for row in rows for cell in (row["Project"], row["Description"]))


def test_days_and_streams_can_be_chosen() -> None:
    book = book_of(
        [*STREAMS, *(hours(stream.id, day, Work.SELL, 60) for stream in STREAMS for day in (MONDAY, TUESDAY))]
    )
    text = text_of(timeclock.WRITER, book, period=Period(TUESDAY, TUESDAY), stream="consulting")
    assert text.splitlines()[1:] == ["i 2026-11-17 09:00:00 consulting:sell", "o 2026-11-17 10:00:00"]
