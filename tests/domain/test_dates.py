"""Days and periods as typed and shown; an ambiguous order of day and month is asked, never guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.domain.quantities.dates import (
    Period,
    format_day,
    format_period,
    parse_date,
    parse_period,
)
from leverage_tui.domain.quantities.errors import Unreadable

TODAY = date(2026, 11, 18)  # a Wednesday
DAYS = st.dates(date(1980, 1, 1), date(2199, 1, 1))
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def _back_from(day: date) -> Iterator[date]:
    while True:
        yield day
        day -= timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", TODAY),
        ("Yesterday", date(2026, 11, 17)),
        ("tomorrow", date(2026, 11, 19)),
        ("mon", date(2026, 11, 16)),
        ("wednesday", TODAY),
        ("thu", date(2026, 11, 12)),
        ("thurs", date(2026, 11, 12)),
        ("SUNDAY", date(2026, 11, 15)),
        ("2d-ago", date(2026, 11, 16)),
        ("2d ago", date(2026, 11, 16)),
        ("-2d", date(2026, 11, 16)),
        ("−2d", date(2026, 11, 16)),
        ("0d-ago", TODAY),
        ("2w-ago", date(2026, 11, 4)),
        ("-1w", date(2026, 11, 11)),
        ("2026-11-20", date(2026, 11, 20)),
        ("2026-1-5", date(2026, 1, 5)),
        ("11-20", date(2025, 11, 20)),
        ("11-18", TODAY),
        ("1-5", date(2026, 1, 5)),
        ("02-29", date(2024, 2, 29)),
        (" 1970-01-01 ", date(1970, 1, 1)),
        ("2199-12-31", date(2199, 12, 31)),
    ],
)
def test_reads_a_day(text: str, day: date) -> None:
    assert parse_date(text, TODAY) == day
    assert parse_date(text, TODAY, first_weekday=6) == day
    assert parse_period(text, TODAY) == Period(day, day)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "no date typed"),
        ("20/11/2026", "20/11/2026 can only be 20 Nov 2026: please write 2026-11-20"),
        ("20.11.2026", "20.11.2026 can only be 20 Nov 2026: please write 2026-11-20"),
        ("20-11-2026", "20-11-2026 can only be 20 Nov 2026: please write 2026-11-20"),
        ("2026/11/20", "2026/11/20 can only be 20 Nov 2026: please write 2026-11-20"),
        ("3/4/2026", "3/4/2026 could be 4 Mar 2026 or 3 Apr 2026: write 2026-03-04 or 2026-04-03"),
        ("11/20", "11/20 can only be 20 Nov: please write 11-20"),
        ("20.11.", "20.11. can only be 20 Nov: please write 11-20"),
        ("3/4", "3/4 could be 4 Mar or 3 Apr: write 03-04 or 04-03"),
        ("12/31/99", "12/31/99 can only be 31 Dec 1999: please write 1999-12-31"),
        ("40/50/2026", "40/50/2026 is no day of the calendar: write dates like 2026-11-20"),
        ("20-11", "the calendar has no 20-11: 20 Nov is 11-20"),
        ("40-50", "the calendar has no 40-50: dates are month-day"),
        ("2026-02-30", "the calendar has no 2026-02-30: dates are year-month-day"),
        ("1969-12-31", "1969-12-31 is outside the years 1970 to 2199"),
        ("2200-01-01", "2200-01-01 is outside the years 1970 to 2199"),
        ("99999w-ago", "99999w-ago is outside the years 1970 to 2199"),
        ("soon", "soon is not a date: write 2026-11-20, 11-20, mon or 2d-ago"),
        ("2026-11-2٠", "only the digits 0 to 9 can be read"),
        ("m" * 201, "that is too long to read: 200 characters at most"),
    ],
)
def test_refuses_a_day_with_the_reason(text: str, sentence: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        parse_date(text, TODAY)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("text", "first", "last", "shown"),
    [
        ("2026-10", "2026-10-01", "2026-10-31", "Oct 2026"),
        ("2024-2", "2024-02-01", "2024-02-29", "Feb 2024"),
        ("october", "2026-10-01", "2026-10-31", "Oct 2026"),
        ("Nov", "2026-11-01", "2026-11-30", "Nov 2026"),
        ("dec", "2025-12-01", "2025-12-31", "Dec 2025"),
        ("sept", "2026-09-01", "2026-09-30", "Sep 2026"),
        ("this-month", "2026-11-01", "2026-11-30", "Nov 2026"),
        ("last month", "2026-10-01", "2026-10-31", "Oct 2026"),
        ("this-week", "2026-11-16", "2026-11-22", "week 47, 16-22 Nov 2026"),
        ("last-week", "2026-11-09", "2026-11-15", "week 46, 9-15 Nov 2026"),
        ("2026-W46", "2026-11-09", "2026-11-15", "week 46, 9-15 Nov 2026"),
        ("2026-w27", "2026-06-29", "2026-07-05", "week 27, 29 Jun - 5 Jul 2026"),
        ("2026-W53", "2026-12-28", "2027-01-03", "week 53, 28 Dec 2026 - 3 Jan 2027"),
        ("2026-W1", "2025-12-29", "2026-01-04", "week 1, 29 Dec 2025 - 4 Jan 2026"),
        ("2026", "2026-01-01", "2026-12-31", "2026"),
        ("2026-Q3", "2026-07-01", "2026-09-30", "Q3 2026"),
        ("2026-q4", "2026-10-01", "2026-12-31", "Q4 2026"),
        ("2026-10-01..2026-10-31", "2026-10-01", "2026-10-31", "Oct 2026"),
        ("2026-10-01 .. 2026-11-15", "2026-10-01", "2026-11-15", "1 Oct - 15 Nov 2026"),
        ("2026-01..2026-02", "2026-01-01", "2026-02-28", "1 Jan - 28 Feb 2026"),
        ("11-20..01-05", "2025-11-20", "2026-01-05", "20 Nov 2025 - 5 Jan 2026"),
        ("mon..today", "2026-11-16", "2026-11-18", "16-18 Nov 2026"),
        ("2026-10-12", "2026-10-12", "2026-10-12", "12 Oct 2026"),
    ],
)
def test_reads_and_shows_a_period(text: str, first: str, last: str, shown: str) -> None:
    period = parse_period(text, TODAY)
    assert period == Period(date.fromisoformat(first), date.fromisoformat(last))
    assert format_period(period) == shown


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "no period typed"),
        ("2025-W53", "2025-W53? 2025 has the weeks W01 to W52"),
        ("2026-W00", "2026-W00? 2026 has the weeks W01 to W53"),
        ("2026-13", "2026-13? months are 01 to 12"),
        ("2026-Q5", "2026-Q5? quarters are Q1 to Q4"),
        ("1969", "1969 is outside the years 1970 to 2199"),
        ("2200-01", "2200-01 is outside the years 1970 to 2199"),
        ("1970-W01", "1970-w01 is outside the years 1970 to 2199"),
        ("2026-10-31..2026-10-01", "2026-10-31..2026-10-01 ends (2026-10-01) before it begins (2026-10-31)"),
        ("2026-10..", "2026-10.. needs a day on both sides of .."),
        ("10/2026", "10/2026 is not a period: write 2026-10, last-month, 2026-W46 or a date"),
        ("3/4/2026", "3/4/2026 could be 4 Mar 2026 or 3 Apr 2026: write 2026-03-04 or 2026-04-03"),
    ],
)
def test_refuses_a_period_with_the_reason(text: str, sentence: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        parse_period(text, TODAY)
    assert str(refusal.value) == sentence


def test_formats_a_day() -> None:
    assert format_day(date(2025, 6, 27)) == "Fri 27 Jun"
    assert format_day(date(2025, 6, 27), year=True) == "Fri 27 Jun 2025"


def test_a_period_beyond_the_books_years_can_still_be_shown() -> None:
    assert format_period(Period(date(9999, 12, 1), date(9999, 12, 31))) == "Dec 9999"
    assert format_period(Period(date(9999, 1, 1), date(9999, 12, 31))) == "9999"


@given(DAYS, DAYS)
def test_a_date_in_full_reads_back(day: date, today: date) -> None:
    assert parse_date(day.isoformat(), today) == day
    assert parse_period(f"{day.isoformat()[:7]}", today).first == day.replace(day=1)


@given(DAYS, DAYS)
def test_month_and_day_are_the_nearest_up_to_today(day: date, today: date) -> None:
    nearest = next(past for past in _back_from(today) if (past.month, past.day) == (day.month, day.day))
    assert parse_date(f"{day.month:02}-{day.day:02}", today) == nearest


@given(DAYS, st.integers(0, 6), st.integers(0, 500))
def test_days_back_from_today(today: date, weekday: int, count: int) -> None:
    latest = next(past for past in _back_from(today) if past.weekday() == weekday)
    assert parse_date(WEEKDAYS[weekday], today) == latest
    assert parse_date(f"{count}d-ago", today) == parse_date(f"-{count}d", today) == today - timedelta(days=count)
    assert parse_date(f"{count}w-ago", today) == today - timedelta(weeks=count)


@given(DAYS, st.integers(0, 6))
def test_a_week_has_seven_days_from_the_first_weekday(today: date, first_weekday: int) -> None:
    this = parse_period("this-week", today, first_weekday=first_weekday)
    last = parse_period("last-week", today, first_weekday=first_weekday)
    assert this.first.weekday() == first_weekday
    assert this.first <= today <= this.last
    assert (this.last - this.first).days == (last.last - last.first).days == 6
    assert last.last + timedelta(days=1) == this.first


@given(DAYS, DAYS)
def test_an_iso_week_holds_exactly_its_days(day: date, today: date) -> None:
    year, week, _ = day.isocalendar()
    period = parse_period(f"{year}-W{week:02}", today, first_weekday=6)
    assert period.first <= day <= period.last
    assert [(period.first + timedelta(days=n)).isocalendar()[:2] for n in range(7)] == [(year, week)] * 7
    assert format_period(period).startswith(f"week {week}, ")


@given(DAYS, st.integers(1, 12))
def test_a_month_by_name_has_begun(today: date, month: int) -> None:
    first = next(past for past in _back_from(today) if past.month == month and past.day == 1)
    period = parse_period(MONTHS[month - 1], today)
    assert period.first == first
    assert (period.last + timedelta(days=1)).day == 1
    assert period.last.month == month


@given(DAYS, st.sampled_from("/."), st.booleans(), st.booleans())
def test_other_orders_are_refused_naming_every_reading(
    day: date, mark: str, month_first: bool, short_year: bool
) -> None:
    parts = [day.month, day.day] if month_first else [day.day, day.month]
    year = f"{day.year % 100:02}" if short_year else f"{day.year}"
    with pytest.raises(Unreadable) as refusal:
        parse_date(f"{parts[0]:02}{mark}{parts[1]:02}{mark}{year}", TODAY)
    sentence = str(refusal.value)
    assert len(sentence) <= 110
    assert day.isoformat()[2:] in sentence
    if day.month <= 12 and day.day <= 12:
        assert f"{day.year}-{day.day:02}-{day.month:02}"[2:] in sentence


def _outcome(read: Callable[[], date | Period]) -> Period | str:
    """What is read, a day as a period, or the sentence that refuses it."""
    try:
        found = read()
    except Unreadable as refusal:
        return str(refusal)
    return found if isinstance(found, Period) else Period(found, found)


@given(
    st.one_of(
        st.text(max_size=30),
        st.text("0123456789-./wdqago ", max_size=14),
        st.text(max_size=260),
        st.from_regex(r"[0-9]{1,4}[-/.][0-9]{1,2}([-/.][0-9]{1,4})?", fullmatch=True),
    ),
    st.dates(),
    st.integers(0, 6),
)
def test_any_text_is_read_or_refused_in_one_short_line(text: str, today: date, first_weekday: int) -> None:
    for outcome in (
        _outcome(lambda: parse_date(text, today, first_weekday=first_weekday)),
        _outcome(lambda: parse_period(text, today, first_weekday=first_weekday)),
    ):
        if isinstance(outcome, str):
            assert 0 < len(outcome) <= 110
            assert outcome.isprintable()
        else:
            assert date(1970, 1, 1) <= outcome.first <= outcome.last <= date(2199, 12, 31)
            assert format_period(outcome).isprintable()


@pytest.mark.parametrize("today", [date.min, date.max, date(1970, 1, 1), date(2199, 12, 31)])
@pytest.mark.parametrize(
    "text", ["yesterday", "tomorrow", "sun", "jan", "last-month", "last-week", "02-29", "3d-ago"]
)
def test_at_the_ends_of_the_calendar_nothing_breaks(text: str, today: date) -> None:
    outcome = _outcome(lambda: parse_period(text, today))
    if isinstance(outcome, str):
        assert "1970" in outcome or "up to" in outcome
    else:
        assert date(1970, 1, 1) <= outcome.first <= outcome.last <= date(2199, 12, 31)
