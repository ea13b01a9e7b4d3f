from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.model import Work
from leverage_tui.domain.text import is_clean
from leverage_tui.interchange.formats.harvest import FORMAT
from leverage_tui.interchange.rows import ImportedHours, ImportRefused, Reading
from leverage_tui.interchange.source import DayOrder, DecimalMark, Source
from tests.interchange.heads import wrongly_claimed

HEADER = (
    "Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,Approved?,First Name,Last Name,Roles,"
    "Employee?,Billable Rate,Billable Amount,Cost Rate,Cost Amount,Currency,External Reference URL"
)


def row(
    day: str = "2026-03-02", hours: str = "1.5", notes: str = "kick-off", who: str = "Ada", cost: str = "0.0",
    currency: str = "Euro - EUR", billed: str = "150.0",
) -> str:  # fmt: skip
    return (
        f'{day},"Leroy, Garage",Brochure,GL-01,Design,"{notes}","{hours}",Yes,No,No,{who},Bernard,Designer,Yes,'
        f'"100.0","{billed}","0.0","{cost}",{currency},'
    )


def report(*rows: str) -> str:
    return "\n".join((HEADER, *rows, ""))


def read(text: str, name: str = "", dates: DayOrder | None = None, decimal: DecimalMark | None = None) -> Reading:
    return FORMAT.read(Source(text, name, dates=dates, decimal=decimal))


def test_it_claims_its_own_files_and_no_other() -> None:
    assert wrongly_claimed(FORMAT) == []


def test_a_detailed_time_report_is_read() -> None:
    assert read(report(row())) == Reading((
        ImportedHours(
            line=2, project="Brochure", client="Leroy, Garage", description="kick-off", tags=(),
            day=date(2026, 3, 2), start="", seconds=5400,
        ),
    ))  # fmt: skip


def test_rows_with_a_cost_are_hours_of_other_people() -> None:
    reading = read(
        report(row(), row(who="Hugo", hours="3.5", cost="157.5"), row(who="Julien", hours="2", cost="100"))
    )
    assert [(each.work, each.who, each.cost, each.currency) for each in reading.rows] == [
        (None, "", None, ""),
        (Work.PEOPLE, "Hugo Bernard", 15_750, "EUR"),
        (Work.PEOPLE, "Julien Bernard", 10_000, "EUR"),
    ]
    assert reading.warnings == (
        "rows with a cost are hours of other people, with that cost: Hugo Bernard 3:30, Julien Bernard 2:00; rows "
        "without are yours",
    )


def test_the_hours_of_others_are_said_to_the_nearest_minute() -> None:
    # 0.33 hours are 19.8 minutes.
    (said,) = read(report(row(), row(who="Hugo", hours="0.33", cost="10"))).warnings
    assert "Hugo Bernard 0:20" in said


def test_who_has_rows_with_and_without_a_cost_is_said() -> None:
    reading = read(report(row(who="Hugo"), row(who="Hugo", cost="45.0"), row(who="Hugo")))
    assert (
        "Hugo Bernard has rows with a cost and 2 without: those without are imported as yours" in reading.warnings
    )


def test_several_people_without_a_cost_are_warned_about() -> None:
    reading = read(report(row(who="Ada"), row(who="Hugo"), row(who="Julien", cost="4.0")))
    assert any(each.startswith("entries of 2 people") for each in reading.warnings)


def test_the_names_of_many_people_are_cut_short() -> None:
    reading = read(report(*(row(who=f"P{n}", cost="1") for n in range(5))))
    assert "P2 Bernard 1:30 and 2 more; rows" in reading.warnings[0]


@pytest.mark.parametrize(
    ("cost", "currency", "minor", "code"),
    [
        ("93.75", "CAD", 9375, "CAD"),
        ("1,200.50", "United States Dollar - USD", 120_050, "USD"),
        ("15000", "Japanese Yen - JPY", 15_000, "JPY"),
        ("33.333333", "Euro - EUR", 3333, "EUR"),
        ("33.335", "Euro - EUR", 3334, "EUR"),
        ("45.0", "", None, ""),
        ("45.0", "Gold", None, ""),
    ],
)
def test_a_cost_is_of_the_currency_of_its_row(cost: str, currency: str, minor: int | None, code: str) -> None:
    reading = read(report(row(cost=cost, currency=currency)))
    (found,) = reading.rows
    assert (found.work, found.cost, found.currency) == (Work.PEOPLE, minor, code)
    assert any("have no currency" in each for each in reading.warnings) == (minor is None)


def test_a_cost_that_is_no_amount_is_refused_with_its_line() -> None:
    with pytest.raises(ImportRefused, match="line 3: 'a lot' is no amount"):
        read(report(row(), row(cost="a lot")))


def test_a_report_without_costs_is_all_own_work() -> None:
    text = "Date,Client,Project,Task,Notes,Hours\n2026-03-02,Ana,Site,Design,,2\n"
    reading = read(text)
    assert [(each.work, each.description, each.seconds) for each in reading.rows] == [(None, "Design", 7200)]
    assert reading.warnings == ()


def test_a_decimal_comma_inside_commas_is_read() -> None:
    rows = (row(hours="20,0", billed="2.000,0", cost="0,0"), row(hours="0,25", billed="25,0", cost="1.200,5"))
    reading = read(report(*rows).replace('"100.0"', '"100,0"').replace('"0.0"', '"0,0"'))
    assert [(each.seconds, each.cost) for each in reading.rows] == [(72_000, None), (900, 120_050)]


def test_numbers_that_could_be_two_are_asked_for() -> None:
    text = "Date,Client,Project,Task,Notes,Hours\n2026-03-02,Ana,Site,Design,,1.250\n"
    with pytest.raises(ImportRefused, match="--decimal"):
        read(text)
    assert read(text, decimal=".").rows[0].seconds == 4500
    # With a point for thousands it is 1250 hours: the import skips what is over 31 days.
    assert read(text, decimal=",").rows[0].seconds == 1250 * 3600


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2025-12-07", date(2025, 12, 7)), ("26.01.2015", date(2015, 1, 26)), ("07.12.2025", date(2025, 12, 7)),
        ("2025/12/07", date(2025, 12, 7)), ("17/12/2025", date(2025, 12, 17)), ("12/17/2025", date(2025, 12, 17)),
    ],
)  # fmt: skip
def test_days_are_written_as_the_account_has_them(typed: str, day: date) -> None:
    assert read(report(row(typed))).rows[0].day == day


def test_days_that_could_be_two_are_decided_by_the_name_or_asked_for() -> None:
    text = report(row("07/12/2025"))
    with pytest.raises(ImportRefused, match="--dates dmy"):
        read(text)
    named = read(text, "harvest_time_report_from2025-12-01to2025-12-31.csv")
    assert named.rows == read(text, dates="dmy").rows
    assert read(text, dates="mdy").rows[0].day == date(2025, 7, 12)


def test_notes_may_have_lines_and_the_line_is_that_of_the_row() -> None:
    reading = read(report(row(notes='one\ntwo ""2""\r\nthree'), row(hours="0"), row()))
    assert reading.rows[0].description == 'one two "2" three'
    assert [each.line for each in reading.rows] == [2, 6]
    assert [(each.line, each.why) for each in reading.skipped] == [(5, "it is of zero length")]


def test_hours_worked_are_read_and_not_those_billed() -> None:
    header = "Date,Client,Project,Project Code,Task,Notes,Hours Rounded,Hours,First Name,Last Name"
    (found,) = read(f"{header}\n2026-07-02,Ana,Site,,Design,,0.25,0.20,Ada,L\n").rows
    assert found.seconds == 720


@pytest.mark.parametrize(
    ("hours", "why"),
    [
        ("", "it has no hours"),
        ("-1.5", "its length is negative"),
        ("0.00", "it is of zero length"),
        ("0:00", "it is of zero length"),
        ("soon", "its hours 'soon' cannot be read"),
        ("1:75", "its hours '1:75' cannot be read"),
        ("1e3", "its hours '1e3' cannot be read"),
    ],
)
def test_rows_without_time_are_skipped_with_their_reason(hours: str, why: str) -> None:
    assert [each.why for each in read(report(row(), row(hours=hours))).skipped] == [why]


def test_a_total_below_the_rows_is_skipped() -> None:
    reading = read(report(row(), ",,,,,,1.5,,,,,,,,,150.0,,0.0,,", "Total,,,,,,1.5,,,,,,,,,150.0,,0.0,,"))
    assert [(each.line, each.why) for each in reading.skipped] == [(3, "it has no date"), (4, "it has no date")]


def test_hours_and_minutes_are_read_too() -> None:
    assert read(report(row(hours="1:30"))).rows[0].seconds == 5400


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Client,Project,Hours,Billable Hours\na,b,1,1\n", "a summary without days"),
        ("First Name,Last Name,Hours,Billable Hours\na,b,1,1\n", "a summary without days"),
        (
            "Date,Client,Project,Project Code,Category,Notes,Amount\n2026-01-01,a,b,,c,d,1\n",
            "the report of expenses",
        ),
        ("Date,Client,Project,Category,Notes,Sum\n2026-01-01,a,b,c,d,1\n", "no column Hours"),
        ("Name,Amount\na,3\n", "no column Date and no column Hours"),
        ("{}", "is JSON"),
        ("", "is empty"),
        (HEADER + "\n", "holds no entry"),
        (report(row("32.01.2026")), "line 2: '32.01.2026' is no date"),
    ],
)
def test_other_files_are_refused_with_what_to_export(text: str, said: str) -> None:
    with pytest.raises(ImportRefused, match=said):
        read(text)


def test_the_totals_of_hours_and_costs() -> None:
    rows = [row(hours=f"{n % 9}.25", cost=f"{n}.5", who="Hugo") for n in range(900)]
    found = read(report(*rows)).rows
    # Hours: 100 x (0+..+8) + 900 x 0.25 = 3825. Costs: 899 x 900 / 2 + 900 x 0.5 = 405,000.00.
    assert sum(each.seconds for each in found) == 3825 * 3600
    assert sum(each.cost or 0 for each in found) == 40_500_000


def test_hostile_text_is_cleaned() -> None:
    evil = "a\x1b[2J\u202e\u200b\x07b\r\nc"
    cells = ["2026-03-02", *[evil] * 5, "1.5", *[evil] * 10, "3.00", "EUR", evil]
    reading = read(HEADER.replace("Billable Rate,Billable Amount,Cost Rate", "A,B,C") + "\n" + quoted(cells))
    (found,) = reading.rows
    for each in (found.project, found.client, found.description, found.who, *reading.warnings):
        assert is_clean(each)
    assert found.who == "a[2Jb c a[2Jb c"


def quoted(cells: list[str]) -> str:
    return ",".join(f'"{cell}"' for cell in cells) + "\n"


@given(st.text(max_size=200))
@settings(max_examples=100)
def test_any_text_is_read_or_refused(text: str) -> None:
    for start in ("", HEADER + "\n", report(row()) + "2026-01-01,a,b,c,d,e,"):
        try:
            read(start + text)
        except ImportRefused:
            continue


@given(st.integers(0, 600), st.integers(0, 9), st.text(max_size=4))
@settings(max_examples=150)
def test_a_damaged_file_is_read_or_refused(at: int, gone: int, instead: str) -> None:
    good = report(row(), row(who="Hugo", cost="157.5"), row(day="03.03.2026"))
    try:
        reading = read(good[:at] + instead + good[at + gone :])
    except ImportRefused:
        return
    for found in reading.rows:
        assert is_clean(found.project)
        assert found.seconds > 0
        assert (found.cost or 0) >= 0
