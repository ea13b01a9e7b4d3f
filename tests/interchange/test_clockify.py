from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.text import is_clean
from leverage_tui.interchange.formats.clockify import FORMAT
from leverage_tui.interchange.outcome import NO_LENGTHS, RUNNING, ZERO
from leverage_tui.interchange.registry import head_of
from leverage_tui.interchange.rows import ImportedHours, ImportRefused, Reading
from leverage_tui.interchange.source import DayOrder, DecimalMark, Source
from tests.interchange.heads import wrongly_claimed

HEADER = (
    "Project,Client,Description,Task,User,Group,Email,Tags,Billable,Start Date,Start Time,End Date,End Time,"
    "Duration (h),Duration (decimal),Billable Rate (USD),Billable Amount (USD)"
)
PT_BR = (
    "Projeto,Cliente,Descrição,Tarefa,Usuário,Grupo,Email,Etiqueta,Data de início,Hora de início,Data final,"
    "Hora de término,Duração (h),Duração (decimal)"
)


def quoted(header: str, *rows: str) -> str:
    """As Clockify writes it: every cell quoted, CRLF. Rows have | between their cells."""
    lines = [header.split(","), *(row.split("|") for row in rows)]
    return "".join(",".join(f'"{cell}"' for cell in cells) + "\r\n" for cells in lines)


def row(
    day: str = "2026-03-02", start: str = "09:00:00", until: str | None = None, length: str = "01:04:35",
    decimal: str = "1.08", project: str = "Site", description: str = "call", email: str = "me@example.com",
) -> str:  # fmt: skip
    return (
        f"{project}|Snyderman, Allison|{description}|Draft|Me||{email}|design, site work|Yes|{day}|{start}|"
        f"{until or day}|10:04:35|{length}|{decimal}|60.00|64.80"
    )


def read(text: str, name: str = "", dates: DayOrder | None = None, decimal: DecimalMark | None = None) -> Reading:
    return FORMAT.read(Source(text, name, dates=dates, decimal=decimal))


def days(*typed: str, name: str = "") -> list[date]:
    return [found.day for found in read(quoted(HEADER, *(row(each) for each in typed)), name).rows]


def test_it_claims_its_own_files_and_no_other() -> None:
    assert wrongly_claimed(FORMAT) == []


def test_a_detailed_report_is_read() -> None:
    assert read(quoted(HEADER, row())) == Reading((
        ImportedHours(
            line=2, project="Site", client="Snyderman, Allison", description="call", tags=("design", "site-work"),
            day=date(2026, 3, 2), start="09:00:00", seconds=3600 + 4 * 60 + 35,
        ),
    ))  # fmt: skip


def test_the_portuguese_report_is_read() -> None:
    text = quoted(PT_BR, "Site|Ana|Revisão||Eu||eu@x.br|web|13/02/2026|16:00|13/02/2026|17:30|01:30:00|1,50")
    (found,) = read(text).rows
    assert (found.project, found.client, found.description, found.tags) == ("Site", "Ana", "Revisão", ("web",))
    assert (found.day, found.start, found.seconds) == (date(2026, 2, 13), "16:00:00", 5400)


def test_accented_letters_of_a_header_may_be_in_two_pieces() -> None:
    text = quoted(PT_BR, "Site|Ana|Revisão||Eu||eu@x.br|web|13/02/2026|16:00|13/02/2026|17:30|01:30:00|1,50")
    apart = unicodedata.normalize("NFD", text)
    assert apart != text
    assert FORMAT.claims(head_of(apart))
    assert read(apart) == read(text)


@pytest.mark.parametrize(
    "header",
    [
        "Projekt,Kunde,Beschreibung,Aufgabe,Benutzer,Tags,Startdatum,Startzeit,Enddatum,Endzeit,Dauer (h)",
        "Proyecto,Cliente,Descripción,Tarea,Usuario,Etiquetas,Fecha de inicio,Hora de inicio,Fecha de finalización,"
        "Hora de finalización,Duración (h)",
        "Projet,Client,Description,Tâche,Utilisateur,Tags,Date de début,Heure de début,Date de fin,Heure de fin,"
        "Durée (h)",
        "Progetto,Cliente,Descrizione,Attività,Utente,Tag,Data di inizio,Ora di inizio,Data di fine,Ora di fine,"
        "Durata (h)",
        "Project,Klant,Beschrijving,Taak,Gebruiker,Tags,Startdatum,Starttijd,Einddatum,Eindtijd,Duur (h)",
        "Projeto,Cliente,Descrição,Tarefa,Usuário,Tags,Data início,Hora início,Data fim,Hora fim,Duração (h)",
    ],
)
def test_reports_in_other_languages_are_read_alike(header: str) -> None:
    text = quoted(header, "Site|Ana|Entwurf|Aufgabe|Ich|web|05.02.2026|16:00|06.02.2026|00:30|08:30:00")
    assert read(text).rows == (
        ImportedHours(
            line=2, project="Site", client="Ana", description="Entwurf", tags=("web",), day=date(2026, 2, 5),
            start="16:00:00", seconds=8 * 3600 + 1800,
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("01:00:05 PM", "13:00:05"),
        ("10:23 AM", "10:23:00"),
        ("12:00 AM", "00:00:00"),
        ("16:00", "16:00:00"),
        ("", ""),
    ],
)
def test_the_clock_has_12_or_24_hours(typed: str, clock: str) -> None:
    assert read(quoted(HEADER, row(start=typed))).rows[0].start == clock


def test_the_order_of_day_and_month_is_found_in_the_whole_file() -> None:
    assert days("2026-02-03", "2026-03-04") == [date(2026, 2, 3), date(2026, 3, 4)]
    assert days("02/03/2026", "02/13/2026") == [date(2026, 2, 3), date(2026, 2, 13)]
    assert days("02/03/2026", "13/02/2026") == [date(2026, 3, 2), date(2026, 2, 13)]
    assert days("02.03.2026") == [date(2026, 3, 2)]


def test_an_end_that_may_not_come_first_decides_the_order() -> None:
    # From 1 May to 2 January, or from 5 January to 1 February: only the second is in turn.
    assert read(quoted(HEADER, row("01/05/2026", until="02/01/2026"))).rows[0].day == date(2026, 1, 5)
    assert read(quoted(HEADER, row("05/01/2026", until="01/02/2026"))).rows[0].day == date(2026, 1, 5)
    # From 2 January to 3 March, or from 1 February to 3 March: both are.
    with pytest.raises(ImportRefused, match="--dates dmy"):
        read(quoted(HEADER, row("02/01/2026", until="03/03/2026")))


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("Clockify_Time_Report_Detailed_2026-03-01-2026-03-31.csv", 3),
        ("Clockify_Time_Report_Detailed_2026-02-01-2026-02-28.csv", 2),
        ("Clockify_Time_Report_Detailed_01_03_2026-31_03_2026.csv", 3),
        ("Clockify_Time_Report_Detailed_02_01_2026-02_28_2026.csv", 2),
    ],
)
def test_the_range_in_the_name_of_the_file_decides_the_order(name: str, month: int) -> None:
    assert days("02/03/2026", name=name)[0].month == month


def test_days_that_could_be_two_are_asked_for_and_the_answer_is_taken() -> None:
    text = quoted(HEADER, row("02/03/2026"), row("04/05/2026"))
    with pytest.raises(ImportRefused, match=r"is 02/03/2026 .*Mar.* or .*Feb.*--dates dmy .* or --dates mdy"):
        read(text, "hours.csv")
    assert [found.day.month for found in read(text, dates="dmy").rows] == [3, 5]
    assert [found.day.month for found in read(text, dates="mdy").rows] == [2, 4]


def test_a_day_that_is_none_refuses_the_file_with_its_line() -> None:
    for typed in ("2026-02-30", "soon", "\x1b]0;x\x07"):
        with pytest.raises(ImportRefused, match="line 3: ") as refused:
            read(quoted(HEADER, row(), row(typed)))
        assert is_clean(str(refused.value))


@pytest.mark.parametrize(
    ("length", "decimal", "seconds"),
    [
        ("01:04:35", "1.08", 3875),  # the decimal would be 3888
        ("0:30", "0.50", 1800),
        ("30:00:01", "30.00", 108_001),
        ("1.08", "", 3888),
        ("", "0.25", 900),
        ("", "7,933333333333334", 28_560),  # 7:56:00
    ],
)
def test_hours_minutes_and_seconds_are_preferred_to_decimals(length: str, decimal: str, seconds: int) -> None:
    assert read(quoted(HEADER, row(length=length, decimal=decimal))).rows[0].seconds == seconds


def test_decimals_that_could_be_two_numbers_are_asked_for() -> None:
    text = quoted(HEADER, row(length="", decimal="1,250"))
    with pytest.raises(ImportRefused, match="--decimal"):
        read(text)
    assert read(text, decimal=",").rows[0].seconds == 4500


def test_duration_is_trusted_where_end_less_start_differs() -> None:
    # Over the night in which summer time ends: 02:30:00 on the clock, 3:30:00 passed.
    (found,) = read(quoted(HEADER, row("2026-10-24", "23:00:00", "2026-10-25", "03:30:00", "3.50"))).rows
    assert (found.day, found.seconds) == (date(2026, 10, 24), 12_600)


def test_without_durations_the_end_less_the_start_counts() -> None:
    header = "Project,Description,Task,User,Group,Tags,Billable,Start Date,Start Time,End Date,End Time,Client"
    text = quoted(
        header,
        "Site|call||Me|||Yes|03/13/2026|10:23 AM|03/13/2026|11:23:01 AM|Ana",
        "Site|late||Me|||Yes|03/13/2026|11:30:00 PM|03/14/2026|12:15:00 AM|",
        "Site|now||Me|||Yes|03/14/2026|09:00:00 AM|||",
        "Site|none||Me|||Yes|03/14/2026|09:00:00 AM|03/14/2026|09:00:00 AM|",
        "Site|what||Me|||Yes|03/14/2026|09:00:00 AM|03/14/2026|soon|",
    )
    assert FORMAT.claims(head_of(text))
    reading = read(text)
    # 1:00:01 and 0:45:00
    assert [(found.start, found.seconds) for found in reading.rows] == [("10:23:00", 3601), ("23:30:00", 2700)]
    assert [found.why for found in reading.skipped] == [RUNNING, ZERO, "its start or its end is no time of day"]
    assert reading.warnings == (NO_LENGTHS,)


def test_rows_without_work_are_skipped_with_their_reason() -> None:
    text = quoted(
        HEADER, row(), row(length="00:00:00"), row(length="", decimal=""), row(length="-01:00:00"),
        row(length="an hour"), "Total|||||||||||||05:00:00|5.00||",
    )  # fmt: skip
    assert [(each.line, each.why) for each in read(text).skipped] == [
        (3, "it is of zero length"),
        (4, "it has no end: the timer still runs"),
        (5, "its length is negative"),
        (6, "its duration 'an hour' cannot be read"),
        (7, "it has no date"),
    ]


def test_breaks_and_time_off_are_no_work() -> None:
    header = "Project,Type,Start Date,Start Time,Duration (h)"
    kinds = ("Regular", "Break", "Holiday", "Time off", "")
    reading = read(quoted(header, *(f"Site|{kind}|2026-03-02|09:00|01:00:00" for kind in kinds)))
    assert [found.line for found in reading.rows] == [2, 6]
    assert [each.why for each in reading.skipped] == ["it is no work: " + kind for kind in kinds[1:4]]


def test_the_task_stands_where_there_is_no_description_and_no_project_is_empty() -> None:
    (found,) = read(quoted(HEADER, row(project="(Without project)", description=""))).rows
    assert (found.project, found.description) == ("", "Draft")


def test_the_column_of_projects_may_be_left_out() -> None:
    header = "Client,Description,User,Email,Start Date,Start Time,End Date,End Time,Duration (h)"
    text = quoted(header, "Ana|call|Me|me@x.y|2026-03-02|09:00:00|2026-03-02|10:30:00|01:30:00")
    assert FORMAT.claims(head_of(text))
    assert [(each.project, each.client, each.seconds) for each in read(text).rows] == [("", "Ana", 5400)]


def test_a_summary_by_date_is_read_with_what_it_means() -> None:
    header = "Date,Project,Client,Description,Time (h),Time (decimal)"
    rows = (
        "03/13/2026|Site|(Without client)||07:56:00|7.933333333333334",
        "03/12/2026|Care|Ana|calls|00:30:00|0.5",
    )
    reading = read(quoted(header, *rows))
    assert [(each.project, each.client, each.day.day, each.start) for each in reading.rows] == [
        ("Site", "", 13, ""),
        ("Care", "Ana", 12, ""),
    ]
    assert sum(each.seconds for each in reading.rows) == (7 * 60 + 56 + 30) * 60
    assert reading.warnings == (
        "this is a summary, one total a day: import it or the Detailed report of its days, not both",
    )


def test_a_summary_without_projects_goes_to_one_stream() -> None:
    reading = read(quoted("Date,Time (h),Time (decimal)", "2026-03-02|07:56:00|7.93", "2026-03-03|00:00:00|0"))
    assert [(each.project, each.seconds) for each in reading.rows] == [("", 28_560)]
    assert "it has no projects: all its hours go to one stream (--into STREAM)" in reading.warnings


def test_a_team_report_is_warned_about() -> None:
    text = quoted(HEADER, row(), row(email="ana@example.com"))
    assert read(text).warnings[0].startswith("entries of 2 people")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Project,Client,Time (h),Time (decimal)\na,b,01:00:00,1\n", "a summary without days"),
        ("User,Project,Time (h),Time (decimal)\na,b,01:00:00,1\n", "a summary without days"),
        ("Project,Start Date\na,2026-01-01\n", "no column Duration"),
        ("Date,Amount\n2026-01-01,3\n", "no column Start Date"),
        ("Project,Start date,Start time,End date,End time,Duration\na,b,c,d,e,f\n", "no column Duration"),
        ("[]", "is JSON"),
        ("", "is empty"),
        (HEADER + "\n", "holds no entry"),
        (quoted(HEADER, row(length="", decimal="")), "only a running timer"),
    ],
)
def test_other_files_are_refused_with_what_to_export(text: str, said: str) -> None:
    with pytest.raises(ImportRefused, match=said):
        read(text)


def test_the_total_of_a_year_newest_first() -> None:
    rows = [
        row(f"{1 + n % 28:02d}/{1 + n // 28 % 12:02d}/2026", length=f"0{n % 7}:{n % 60:02d}:00") for n in range(336)
    ]
    reading = read(quoted(HEADER, *rows[::-1]))
    # 336 = 48 x 7 = 5 x 60 + 36: hours 48 x (0+..+6), minutes 5 x (0+..+59) + (0+..+35); one row in 420 is empty.
    assert sum(found.seconds for found in reading.rows) == (48 * 21 * 60 + 5 * 1770 + 630) * 60
    assert len(reading.rows) == 335


def test_hostile_text_is_cleaned() -> None:
    evil = "a\x1b[2J\u202e\u200b\x07b\r\nc"
    cells = [evil] * 9 + ["2026-03-02", evil, evil, evil, "00:10:00", evil, evil, evil]
    (found,) = read(quoted(HEADER, "|".join(cells))).rows
    for each in (found.project, found.client, found.description, found.start, *found.tags):
        assert is_clean(each)


@given(st.text(max_size=200))
@settings(max_examples=100)
def test_any_text_is_read_or_refused(text: str) -> None:
    for start in ("", HEADER + "\n", "Date,Time (h),Time (decimal)\n2026-01-01,"):
        try:
            read(start + text)
        except ImportRefused:
            continue


@given(st.integers(0, 900), st.integers(0, 9), st.text(max_size=4))
@settings(max_examples=150)
def test_a_damaged_file_is_read_or_refused(at: int, gone: int, instead: str) -> None:
    good = quoted(HEADER, row(), row("2026-03-03", length="", decimal="1.5"))
    try:
        reading = read(good[:at] + instead + good[at + gone :])
    except ImportRefused:
        return
    assert all(is_clean(found.project) and found.seconds > 0 for found in reading.rows)
