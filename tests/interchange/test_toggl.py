from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.text import is_clean
from leverage_tui.interchange.formats.toggl import FORMAT
from leverage_tui.interchange.outcome import BACKWARDS, NO_LENGTHS, RUNNING, ZERO
from leverage_tui.interchange.registry import detect, find, head_of, names, read_import
from leverage_tui.interchange.rows import ImportedHours, ImportRefused, Reading
from leverage_tui.interchange.source import Source
from tests.interchange.files import HEADER, detailed, entry, line
from tests.interchange.heads import wrongly_claimed


def read(data: bytes) -> Reading:
    return read_import(data)[1]


def test_a_detailed_export_is_detected_and_read() -> None:
    data = detailed(
        'Me,me@example.com,"Snyderman, Allison",Site,Task,"Says ""hi"" \\ there",No,2026-03-02,09:00:05,2026-03-02,'
        '10:30:05,01:30:00,"design, site work",90.00'
    )
    name, reading = read_import(data)
    assert name == "toggl"
    assert reading == Reading((
        ImportedHours(
            line=2, project="Site", client="Snyderman, Allison", description='Says "hi" \\ there',
            tags=("design", "site-work"), day=date(2026, 3, 2), start="09:00:05", seconds=5400,
        ),
    ))  # fmt: skip


@pytest.mark.parametrize("amount", ["Amount (EUR)", "Amount ()", None])
def test_the_amount_column_may_be_of_any_currency_or_absent(amount: str | None) -> None:
    header = HEADER.rsplit(",", 1)[0] + (f",{amount}" if amount else "")
    assert read(f"{header}\n{entry()}".encode()).rows[0].seconds == 3600


def test_duration_is_trusted_where_end_less_start_differs() -> None:
    row = "Me,m@x.y,,Site,,,No,2018-11-03,19:42:29,2018-11-04,05:46:03,11:03:34,,"
    (found,) = read(detailed(row)).rows
    assert found.seconds == 11 * 3600 + 3 * 60 + 34
    assert found.day == date(2018, 11, 3)


def test_a_duration_may_exceed_a_day() -> None:
    assert read(detailed(entry(duration="30:00:01"))).rows[0].seconds == 108_001


def test_the_import_form_is_read_whatever_its_order() -> None:
    first = b"Project,Start Date,Start Time,Duration,Email\r\nSite,2026-03-02,9:05,1:04:35,me@example.com\r\n"
    second = (
        b'"Description","Duration","User","Email","Project","Tags","Start date","Start time"\n'
        b'"","1:04:35","Me","me@example.com","Site","-","2026-03-02","09:05:00"\n'
    )
    one, other = read(first).rows[0], read(second).rows[0]
    assert one == other
    assert (one.start, one.seconds, one.tags) == ("09:05:00", 3875, ())


def test_columns_that_were_not_chosen_may_be_absent() -> None:
    data = b"Member,Project,Description,Start date,Weekday,Duration\nMe,Site,Call,2026-03-02,Monday,00:15:00\n"
    assert read(data).rows[0].start == ""


NEW_HEADER = (
    '"Description","Billable","Duration","Member","Email","Project","Client","Tags","Amount","Currency","Start date",'
    '"Start time","Stop date","Stop time"'
)


def test_the_newer_export_has_a_dash_for_nothing_and_stops_instead_of_ends() -> None:
    rows = (
        '"Kick-off","Yes","1:30:00","Ann","a@x.y","Shop","Acme","-",120,"USD","2026-03-02","09:00:00","2026-03-02",'
        '"10:30:00"',
        '"-","No","0:15:00","Ann","a@x.y","-","-","-","-","-","2026-03-02","11:00:00","2026-03-02","11:15:00"',
        '"Nothing","No","-","Ann","a@x.y","-","-","-","-","-","2026-03-02","12:00:00","2026-03-02","12:00:00"',
        '"Now","No","-","Ann","a@x.y","Shop","-","-","-","-","2026-03-02","13:00:00","",""',
        '"Now","No","-","Ann","a@x.y","Shop","-","-","-","-","2026-03-02","13:00:00","-","-"',
    )
    name, reading = read_import("\n".join((NEW_HEADER, *rows)).encode("utf-8-sig"))
    assert name == "toggl"
    assert [(found.project, found.client, found.description) for found in reading.rows] == [
        ("Shop", "Acme", "Kick-off"),
        ("", "", ""),
    ]
    assert sum(found.seconds for found in reading.rows) == 105 * 60
    assert [(found.line, found.why) for found in reading.skipped] == [(4, ZERO), (5, RUNNING), (6, RUNNING)]


@pytest.mark.parametrize(("zone", "seconds"), [("Europe/Berlin", 5 * 3600), ("UTC", 6 * 3600)])
def test_without_a_duration_the_end_less_the_start_counts_on_the_clocks_of_the_zone(
    zone: str, seconds: int
) -> None:
    # Berlin turned its clocks on at 02:00 of 29 March 2026.
    header = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Tags"
    row = "Ann,a@x.y,,Shop,,Move,No,2026-03-28,23:00:00,2026-03-29,05:00:00,"
    running = "Ann,a@x.y,,Shop,,Move,No,2026-03-29,23:00:00,,,"
    name, reading = read_import(f"{header}\n{row}\n{running}\n".encode(), zone=ZoneInfo(zone))
    (found,) = reading.rows
    assert (name, found.day, found.start, found.seconds) == ("toggl", date(2026, 3, 28), "23:00:00", seconds)
    assert [found.why for found in reading.skipped] == [RUNNING]
    assert reading.warnings == (NO_LENGTHS,)


def test_the_short_form_without_project_and_duration_is_known_by_its_stops() -> None:
    data = (
        b'"Description","Tags","Start date","Start time","Stop date","Stop time"\n'
        b'"Call","a, b","2026-03-02","09:00:00","2026-03-02","09:40:30"\n'
        b'"Back","","2026-03-02","09:00:00","2026-03-02","08:00:00"\n'
    )
    name, reading = read_import(data)
    assert (name, [found.seconds for found in reading.rows]) == ("toggl", [2430])
    assert [found.why for found in reading.skipped] == [BACKWARDS]


@pytest.mark.parametrize(
    "header",
    [
        "Subject,Start Date,Start Time,End Date,End Time,All Day Event,Description,Location,Private",
        "Project,Description,Task,Group,Tags,Billable,Start Date,Start Time,End Date,End Time",
        "Project,Description,Start Date,Start Time,End Date,End Time,Hours",
    ],
)
def test_other_tables_with_starts_and_ends_are_not_claimed(header: str) -> None:
    assert not FORMAT.claims(head_of(f"{header}\nx,y\n"))


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [("02:00:00 AM", 7200), ("12:20:00 AM", 1200), ("12:00:01 PM", 43_201), ("1:05:00 pm", 47_100)],
)
def test_durations_that_a_spreadsheet_took_for_times_of_day_are_read_back(typed: str, seconds: int) -> None:
    assert read(detailed(entry(start="09:00:00 AM", duration=typed))).rows[0].seconds == seconds


def test_exports_that_were_put_together_are_read_as_one() -> None:
    months = detailed(entry(day="2026-03-02")) + detailed(entry(day="2026-04-02"))
    assert [(found.line, found.day.month) for found in read(months).rows] == [(2, 3), (4, 4)]


def test_a_spreadsheet_that_saved_each_row_as_one_cell_is_read() -> None:
    plain = detailed(entry(description='a "b", c', tags="x, y"), entry(project="Other"))
    wrapped = "\n".join(line([row]) for row in plain.decode().splitlines()).encode()
    assert read(wrapped) == read(plain)


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_the_file_is_kept(order: int) -> None:
    rows = [entry(day=f"2026-03-0{day}") for day in range(1, 6)][::order]
    assert [found.line for found in read(detailed(*rows)).rows] == [2, 3, 4, 5, 6]


def test_rows_without_time_are_skipped_with_their_reason() -> None:
    cut = entry(description="cut off").split(",0")[0]
    running = entry(duration="").replace("09:00:00,,", ",,")
    reading = read(detailed(entry(duration="00:00:00"), running, entry(day=""), "", cut, entry()))
    assert [(found.line, found.why.split(":")[0]) for found in reading.skipped] == [
        (2, "it is of zero length"),
        (3, "it has no end"),
        (4, "it has no start date"),
        (6, "it has no duration"),
    ]
    assert [found.line for found in reading.rows] == [7]


@pytest.mark.parametrize("typed", ["2026-02-30", "２０２６-03-02", "2 Moon 2026", "3/2"])
def test_a_date_that_is_none_is_refused_with_its_line(typed: str) -> None:
    with pytest.raises(ImportRefused, match="line 3: ") as refused:
        read(detailed(entry(), entry(day=typed)))
    assert typed in str(refused.value)


def test_dates_that_a_spreadsheet_turned_are_read_where_they_are_clear() -> None:
    def days(*typed: str) -> list[date]:
        return [found.day for found in read(detailed(*(entry(day=each) for each in typed))).rows]

    assert days("02.03.2026") == [date(2026, 3, 2)]
    assert days("2/3/2026", "13/3/2026") == [date(2026, 3, 2), date(2026, 3, 13)]
    assert days("3/2/2026", "3/13/2026", "2026-03-14") == [date(2026, 3, 2), date(2026, 3, 13), date(2026, 3, 14)]
    over_midnight = entry(day="1/5/2026").replace("1/5/2026,09:00:00,01:00:00", "2/1/2026,09:00:00,01:00:00")
    assert read(detailed(over_midnight)).rows[0].day == date(2026, 1, 5)


def test_dates_that_could_be_two_are_asked_for_and_the_answer_or_the_name_is_taken() -> None:
    data = detailed(entry(day="02/03/2026"))
    with pytest.raises(ImportRefused, match=r"--dates dmy .* or --dates mdy"):
        read(data)
    assert read_import(data, dates="dmy")[1].rows[0].day == date(2026, 3, 2)
    assert read_import(data, dates="mdy")[1].rows[0].day == date(2026, 2, 3)
    name = "Toggl_time_entries_2026-03-01_to_2026-03-31.csv"
    assert read_import(data, file=name)[1].rows[0].day == date(2026, 3, 2)


def test_dates_with_days_over_12_in_both_places_are_refused() -> None:
    with pytest.raises(ImportRefused, match="no order fits"):
        read(detailed(entry(day="13/02/2026"), entry(day="02/13/2026")))


@pytest.mark.parametrize(
    ("typed", "start"), [("9:05", "09:05:00"), ("9:05:07 PM", "21:05:07"), ("24:61", ""), ("noon", ""), ("", "")]
)
def test_the_start_is_a_clock_time_or_not_known(typed: str, start: str) -> None:
    assert read(detailed(entry(start=typed))).rows[0].start == start


def test_the_task_stands_where_there_is_no_description() -> None:
    header, row = "Project,Task,Description,Start date,Duration", "Site,Draft,{},2026-03-02,01:00:00"
    for typed, said in (("", "Draft"), ("call", "call")):
        assert read(f"{header}\n{row.format(typed)}\n".encode()).rows[0].description == said


def test_a_negative_duration_is_skipped() -> None:
    assert [found.why for found in read(detailed(entry(), entry(duration="-01:00:00"))).skipped] == [
        "its length is negative"
    ]


def test_the_total_of_a_long_file_newest_first() -> None:
    rows = [
        entry(day=f"2026-{1 + n % 12:02d}-{1 + n % 28:02d}", duration=f"{n % 30:02d}:00:{n % 60:02d}")
        for n in range(900)
    ]
    reading = read(detailed(*rows[::-1]))
    # 900 = 30 x 30 = 15 x 60: hours 30 x (0+..+29) = 13,050; seconds 15 x (0+..+59) = 26,550.
    assert sum(found.seconds for found in reading.rows) == 13_050 * 3600 + 26_550
    assert len(reading.skipped) == 15


def test_it_claims_its_own_files_and_no_other() -> None:
    assert wrongly_claimed(FORMAT) == []


@pytest.mark.parametrize("typed", ["1.5", "0:30", "1:60:00", "soon"])
def test_a_duration_that_could_mean_two_things_is_refused_with_its_line(typed: str) -> None:
    with pytest.raises(ImportRefused, match=f"line 2: the duration '{typed}'"):
        read(detailed(entry(duration=typed)))


def test_a_file_of_clockify_is_none_of_toggl() -> None:
    data = b"Project,Description,Start Date,Start Time,End Date,End Time,Duration (h)\na,b,c,d,e,f,g\n"
    with pytest.raises(ImportRefused, match="no column Duration"):
        read_import(data, "toggl")


def test_a_summary_is_refused_with_what_to_export() -> None:
    for header in ("Client,Description,Duration", "Project,Client,Duration,Amount (USD)"):
        with pytest.raises(ImportRefused, match="this is a summary; export Detailed"):
            read(f"{header}\na,b,01:00:00\n".encode())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'[{"start": "20260302T090000Z"}]', "is JSON"),
        (b"<html>", "a web page"),
        (b"PK\x03\x04", "a spreadsheet"),
        (b"", "is empty"),
        (b"Date,Amount\n2026-01-01,3\n", "no column Start date and no column Duration"),
        (b"just words\n", "no column Start date"),
        (HEADER.encode(), "the file holds no entry"),
    ],
)
def test_a_wrong_file_is_refused_with_which_export_to_choose(data: bytes, said: str) -> None:
    with pytest.raises(ImportRefused, match=said) as refused:
        read_import(data, "Toggl")
    assert "in Toggl Track open Reports, Detailed" in str(refused.value)


def test_a_team_export_is_warned_about() -> None:
    other = entry().replace("me@example.com", "ana@example.com")
    assert read(detailed(entry(), entry())).warnings == ()
    assert read(detailed(entry(), other)).warnings[0].startswith("entries of 2 people")


def test_hostile_text_is_cleaned_in_every_field() -> None:
    evil = "a\x1b[2J\u202e\u200b\x07b\r\nc"
    row = line([evil, evil, evil, evil, evil, evil, evil, "2026-03-02", evil, evil, evil, "00:10:00", evil, evil])
    (found,) = read(detailed(row)).rows
    for text in (found.project, found.client, found.description, found.start, *found.tags):
        assert is_clean(text)
    assert found.project == "a[2Jb c"


def test_hostile_dates_and_durations_are_cleaned_in_the_sentence() -> None:
    for row in (entry(day="\x1b]0;x\x07"), entry(duration="\u202e1:00")):
        with pytest.raises(ImportRefused) as refused:
            read(detailed(row))
        assert is_clean(str(refused.value))


def test_formats_are_found_by_name_and_by_header() -> None:
    assert names()[0] == "toggl"
    assert find("TOGGL").name == "toggl"
    assert detect(head_of(detailed(entry()).decode())) == "toggl"
    with pytest.raises(ImportRefused, match="there is no format togl: did you mean toggl"):
        find("togl")


@given(st.integers(0, 500), st.integers(0, 9), st.text(max_size=4))
@settings(max_examples=150)
def test_a_damaged_file_is_read_or_refused(at: int, gone: int, instead: str) -> None:
    good = detailed(entry(), entry(day="2026-03-03", tags="x, y"), entry(project="")).decode()
    for text in (good[:at] + instead + good[at + gone :], HEADER + "\n" + instead * 20):
        try:
            reading = FORMAT.read(Source(text))
        except ImportRefused:
            continue
        assert all(is_clean(found.project) and found.seconds > 0 for found in reading.rows)
