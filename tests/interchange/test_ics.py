from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.text import is_clean
from leverage_tui.interchange.formats import ics_repeats
from leverage_tui.interchange.formats.ics import FORMAT
from leverage_tui.interchange.rows import ImportRefused, Reading
from leverage_tui.interchange.source import Source
from tests.interchange.heads import wrongly_claimed

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2023, 6, 1, tzinfo=UTC)
NINE = ("DTSTART;TZID=Europe/Berlin:20230105T090000", "DTEND;TZID=Europe/Berlin:20230105T103000")


def event(*lines: str, uid: str = "u1") -> str:
    return "\r\n".join(("BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT", ""))


def calendar(*events: str, name: str = "") -> str:
    named = f"X-WR-CALNAME:{name}\r\n" if name else ""
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{named}{''.join(events)}END:VCALENDAR\r\n"


def read(*events: str, name: str = "", zone: ZoneInfo = BERLIN) -> Reading:
    return FORMAT.read(Source(calendar(*events, name=name), zone=zone, now=NOW))


def days(reading: Reading) -> list[str]:
    return [f"{row.day:%m-%d} {row.start[:5]}" for row in reading.rows]


def outcome(text: str) -> Reading | str:
    """What is read of a text, or the sentence it is refused with."""
    try:
        return FORMAT.read(Source(text, zone=BERLIN, now=NOW))
    except ImportRefused as refused:
        return str(refused)


def test_it_claims_its_own_files_and_no_other() -> None:
    assert wrongly_claimed(FORMAT) == []


def test_an_event_is_an_entry_on_the_day_it_began_here() -> None:
    folded = "SUMMARY:#Acme:Site a long\r\n  call\\, with more"
    reading = read(
        event(*NINE, folded, "CATEGORIES:one,two words", "DESCRIPTION:secret", "ATTENDEE;CN=Me"),
        event("DTSTART:20230105T233000Z", "DURATION:PT1H30M", "SUMMARY:#Care: check", uid="u2"),
        event("DTSTART:20230106T080000", "DTEND:20230106T081500", "SUMMARY:no project", uid="u3"),
        event("DTSTART:20230107T080000", "DTEND:20230107T081500", uid=""),
        name="Work",
    )
    assert [(row.line, row.client, row.project, row.description, row.tags) for row in reading.rows] == [
        (4, "Acme", "Site", "a long call, with more", ("one", "two-words")),
        (14, "", "Care", "check", ()),
        (20, "", "Work", "no project", ()),
        (26, "", "Work", "", ()),
    ]
    assert [(row.day.day, row.start, row.seconds, row.external) for row in reading.rows] == [
        (5, "09:00:00", 5400, "u1"),
        (6, "00:30:00", 5400, "u2"),
        (6, "08:00:00", 900, "u3"),
        (7, "08:00:00", 900, None),
    ]
    assert sum(row.seconds for row in reading.rows) == (90 + 90 + 15 + 15) * 60
    assert read(event(*NINE)).rows[0].project == ""


def test_a_repeating_event_is_expanded_with_its_exceptions() -> None:
    reading = read(
        event(*NINE, "RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20230209T080000Z", "EXDATE;TZID=Europe/Berlin:20230119T090000"),
        event(
            "RECURRENCE-ID:20230112T080000Z", "DTSTART;TZID=Europe/Berlin:20230113T140000",
            "DTEND;TZID=Europe/Berlin:20230113T160000",
        ),
        event("RECURRENCE-ID;TZID=Europe/Berlin:20230126T090000", *NINE, "STATUS:CANCELLED"),
    )  # fmt: skip
    # Thursdays are 5, 12 (moved to the 13th, two hours), 19 (left out), 26 (cancelled) January, 2 and 9 February.
    assert days(reading) == ["01-05 09:00", "02-02 09:00", "02-09 09:00", "01-13 14:00"]
    assert sum(row.seconds for row in reading.rows) == 3 * 5400 + 7200
    assert [row.external for row in reading.rows] == [
        "u1 20230105T080000Z", "u1 20230202T080000Z", "u1 20230209T080000Z", "u1 20230112T080000Z",
    ]  # fmt: skip
    assert [found.why for found in reading.skipped] == ["it is cancelled"]


def test_an_event_repeats_on_the_clock_of_its_own_zone_and_up_to_now() -> None:
    reading = read(event(*NINE, "RRULE:FREQ=MONTHLY"))
    assert days(reading) == [f"{month:02d}-05 09:00" for month in range(1, 6)]
    assert {row.external and row.external[-7:] for row in reading.rows} == {"080000Z", "070000Z"}
    away = read(event(*NINE, "RRULE:FREQ=MONTHLY"), zone=ZoneInfo("America/New_York"))
    assert days(away) == ["01-05 03:00", "02-05 03:00", "03-05 03:00", "04-05 03:00", "05-05 03:00"]


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        ("RRULE:FREQ=DAILY;COUNT=3", 3), ("RRULE:FREQ=DAILY;UNTIL=20230107", 3), ("RRULE:FREQ=DAILY;INTERVAL=2", 74),
        ("RRULE:FREQ=DAILY;UNTIL=20230107T075959Z", 2), ("RRULE:FREQ=YEARLY", 1),
        ("RRULE:FREQ=MONTHLY;BYDAY=-1FR", 6), ("RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", 105),
        ("RDATE:20230110T080000Z,20230111T080000Z\r\nEXDATE:20230105T080000Z", 2),
        ("RDATE;VALUE=PERIOD:20230110T080000Z/PT3H", 2), ("RRULE:FREQ=DAILY;COUNT=3\r\nEXDATE;VALUE=DATE:20230106", 2),
        ("RRULE:FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2", 1), ("RRULE:FREQ=DAILY;UNTIL=19990101", 1),
        ("RRULE:FREQ=DAILY;UNTIL=05000101", 1),
    ],
)  # fmt: skip
def test_how_often_an_event_took_place(rule: str, count: int) -> None:
    # From Thursday 5 January to Wednesday 31 May 2023 there are 147 days, 105 of them from Monday to Friday.
    assert (date(2023, 5, 31) - date(2023, 1, 5)).days + 1 == 147
    assert len(read(event(*NINE, rule)).rows) == count


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (("DTSTART;VALUE=DATE:20230105", "DTEND;VALUE=DATE:20230106"), "it takes the whole day and says no hours"),
        ((*NINE, "STATUS:CANCELLED"), "it is cancelled"),
        ((*NINE, "TRANSP:TRANSPARENT"), "it is marked as free time"),
        (("DTSTART:20230701T080000Z", "DURATION:PT1H"), "it has not begun: import the calendar again once it has"),
        (("DTSTART:19650101T080000Z", "DURATION:PT1H"), "it began before 1970"),
        (("SUMMARY:x",), "it has no start that can be read"),
        (("DTSTART:soon", "DURATION:PT1H"), "it has no start that can be read"),
        ((NINE[0], "DTEND:soon"), "it has no end that can be read"),
        ((NINE[0],), "it is of zero length"),
        (("DTSTART:20230105T080000Z", "DTEND:20230105T070000Z"), "it ends before it begins"),
        ((*NINE, "RRULE:FREQ=HOURLY"), "it repeats every hour or oftener, or by a rule that is not known"),
        ((*NINE, "RRULE:FREQ=DAILY;INTERVAL=0"), "it repeats by a rule that is not known"),
        ((*NINE, "RRULE:FREQ=DAILY;BYFOO=1"), "it repeats by a rule that is not known"),
        ((*NINE, "RRULE:FREQ=DAILY;UNTIL=080000"), "it repeats until a day that cannot be read"),
        ((*NINE, "RRULE:nonsense"), "it repeats every hour or oftener, or by a rule that is not known"),
    ],
)
def test_what_is_no_work_that_was_done_is_skipped_with_its_reason(lines: tuple[str, ...], why: str) -> None:
    reading = read(event(*lines), event(*NINE, uid="u2"))
    assert [(found.line, found.why) for found in reading.skipped] == [(3, why)]
    assert len(reading.rows) == 1
    if "whole day" in why:
        assert reading.warnings == (
            "1 all-day event says no hours and is left out (--all-day 8h counts 8 hours for each of its days)",
        )


def test_of_several_versions_of_an_event_the_newest_counts() -> None:
    old, new = event(*NINE, "SEQUENCE:1", "SUMMARY:old"), event(*NINE, "SEQUENCE:2", "SUMMARY:new")
    for events in ((old, new), (new, old)):
        assert [row.description for row in read(*events).rows] == ["new"]
    assert len(read(event(*NINE, uid=""), event(*NINE, uid="")).rows) == 2


def test_zones_are_those_of_the_calendar_and_unknown_ones_are_said() -> None:
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Mine\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0500\r\n"
        "TZOFFSETTO:+0500\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    assert days(read(zone, event("DTSTART;TZID=Mine:20230105T090000", "DURATION:PT1H"))) == ["01-05 05:00"]
    windows = event("DTSTART;TZID=Eastern Standard Time:20230105T030000", "DURATION:PT1H")
    assert days(read(windows)) == ["01-05 09:00"]
    reading = read(event("DTSTART;TZID=Mars/Phobos:20230105T090000", "DURATION:PT1H"))
    assert days(reading) == ["01-05 09:00"]
    (warning,) = reading.warnings
    assert "Mars/Phobos is not known" in warning


def test_where_clocks_change_the_time_that_passed_counts() -> None:
    lines = ("DTSTART;TZID=Europe/Berlin:20230325T230000", "DTEND;TZID=Europe/Berlin:20230326T050000")
    assert read(event(*lines)).rows[0].seconds == 5 * 3600


def test_too_many_occurrences_are_cut_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics_repeats, "MOST", 50)
    monkeypatch.setattr(ics_repeats.Budget.__init__, "__defaults__", (50, 2_000_000, 0))
    reading = read(event(*NINE, "RRULE:FREQ=DAILY"), event(*NINE, "RRULE:FREQ=DAILY;COUNT=5", uid="u2"))
    assert len(reading.rows) == 50
    assert reading.warnings == ("6 occurrences are left out, there are too many: export a shorter time",)


def test_rules_that_never_come_true_end_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics_repeats.Budget.__init__, "__defaults__", (50, 100_000, 0))
    never = "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
    reading = read(*(event(*NINE, never, uid=f"u{number}") for number in range(9)))
    assert 1 <= len(reading.rows) < 9
    assert {found.why for found in reading.skipped} == {"it is one of too many that repeat: export a shorter time"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Date,Amount\n2026-01-01,3\n", "no calendar"),
        (calendar(), "holds no entry"),
        (calendar() + "END:VEVENT\r\nEND:VEVENT\r\nEND:VEVENT\r\n", "the calendar is broken"),
        ("BEGIN:VCALENDAR\r\n" + event("DTSTART:20260105T090000Z", "DTEND:20260105T1"), "the calendar is cut off"),
        (calendar("BEGIN:VTODO\r\nUID:x\r\nDUE:20230101T000000Z\r\nEND:VTODO\r\n"), "holds no entry"),
    ],
)
def test_other_files_are_refused(text: str, said: str) -> None:
    with pytest.raises(ImportRefused, match=said):
        FORMAT.read(Source(text, zone=BERLIN, now=NOW))


GOOD = calendar(
    event(*NINE, "SUMMARY:#A:B c", "RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20230209T080000Z", "RDATE:20230111T080000Z"),
    event("RECURRENCE-ID:20230112T080000Z", *NINE, "CATEGORIES:x,y", "SEQUENCE:2"),
)


@given(st.integers(0, len(GOOD)), st.integers(0, 9), st.text(max_size=4))
@settings(max_examples=150, deadline=None)
def test_a_damaged_calendar_is_read_or_refused(at: int, gone: int, instead: str) -> None:
    text = GOOD[:at] + instead + GOOD[at + gone :]
    reading = outcome(text)
    if isinstance(reading, str):
        assert is_clean(reading)
        return
    for row in reading.rows:
        assert row.seconds > 0
        assert row.day <= NOW.date() + timedelta(days=1)
        assert is_clean(row.project + row.client + row.description + (row.external or ""))


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    for start in ("", "BEGIN:VCALENDAR\r\n", GOOD[:200], f"{GOOD[:60]}BEGIN:VEVENT\r\nRRULE:"):
        try:
            FORMAT.read(Source(start + text, zone=BERLIN, now=NOW))
        except ImportRefused:
            continue
