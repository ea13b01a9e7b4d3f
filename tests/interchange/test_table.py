"""Any CSV: which column is what, hours and money from it."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.interchange.aliases import ALIASES
from leverage_tui.interchange.columns import header_key, parse_columns
from leverage_tui.interchange.registry import detect, head_of, read_import
from leverage_tui.interchange.rows import ImportedHours, ImportRefused, Reading


def read(text: str, columns: str = "", **answers: object) -> Reading:
    told = parse_columns(columns) if columns else {}
    name, reading = read_import(text.encode(), columns=told, **answers)  # type: ignore[arg-type]
    assert name == "csv"
    return reading


def table(*rows: list[str], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def hours(reading: Reading) -> list[tuple[str, str, str, int]]:
    return [(row.day.isoformat(), row.project, row.description, row.seconds) for row in reading.rows]


def money(reading: Reading) -> list[tuple[str, str, str, int | None]]:
    return [(row.day.isoformat(), row.description, row.currency, row.gross) for row in reading.money]


@pytest.mark.parametrize(
    "header",
    [
        "Date,Hours,Project,Description", "Datum;Stunden;Projekt;Beschreibung", "Jour\tDurée\tProjet\tRemarque",
        "Fecha,Horas,Proyecto,Concepto", "Data|Ore|Progetto|Causale", "Data;Duração;Projeto;Descrição",
        "Dag,Uren,Project,Omschrijving", "DATE , Duration (h) , PROJECT , note",
    ],
)  # fmt: skip
def test_columns_are_known_by_what_they_are_called_in_seven_languages(header: str) -> None:
    delimiter = next(mark for mark in ";\t|," if mark in header)
    lines = [
        header,
        delimiter.join(["2026-02-03", "1:30", "Acme", "Call"]),
        delimiter.join(["2026-02-04", "0:45", "", ""]),
    ]
    assert hours(read("\n".join(lines))) == [("2026-02-03", "Acme", "Call", 5400), ("2026-02-04", "", "", 2700)]


def test_columns_are_told_by_name_and_the_rest_is_found() -> None:
    text = "Einsatz,Dauer,Auftrag,Text\n2026-02-03,1.5,Acme,Call\n"
    assert hours(read(text, "date=Einsatz,hours=Dauer")) == [("2026-02-03", "Acme", "Call", 5400)]
    assert hours(read(text, "date=Einsatz,hours=Dauer,project=Text,note=Auftrag"))[0][1:3] == ("Call", "Acme")


def test_what_was_told_of_a_header_counts_for_the_next_file_with_it() -> None:
    first = read("Einsatz,Wert\n2026-02-03,1.5\n", "date=Einsatz,hours=Wert")
    assert first.header == header_key(["EINSATZ ", "wert"])
    known = {first.header: {"date": "Einsatz", "hours": "Wert"}}
    assert hours(read("Einsatz;Wert\n2026-03-03;2,5\n", known_columns=known)) == [("2026-03-03", "", "", 9000)]
    with pytest.raises(ImportRefused, match="that no program known here writes"):
        read("Einsatz;Wort\n2026-03-03;2,5\n", known_columns=known)


@pytest.mark.parametrize(
    ("cells", "seconds"),
    [
        (["1.5", "0.25"], [5400, 900]), (["1,5", "0,25"], [5400, 900]), (["1:30", "0:15:30"], [5400, 930]),
        (["1h 30m", "45 min"], [5400, 2700]), (["2h", "1 Std."], [7200, 3600]), (["1.125", "8"], [4050, 28800]),
    ],
)  # fmt: skip
def test_lengths_are_read_in_every_notation(cells: list[str], seconds: list[int]) -> None:
    text = table(["Date", "Hours", "Note"], *(["2026-02-03", cell, "x"] for cell in cells))
    assert [row.seconds for row in read(text).rows] == seconds


def test_minutes_seconds_and_clock_times_are_lengths_too() -> None:
    assert hours(read("Day,Min\n2026-02-03,90\n", "date=Day,minutes=Min")) == [("2026-02-03", "", "", 5400)]
    assert hours(read("Day,Sec\n2026-02-03,90\n", "date=Day,seconds=Sec")) == [("2026-02-03", "", "", 90)]
    clocks = "Day,From,To,Note\n2026-02-03,9:00,10:30,a\n2026-02-03,11:00 PM,1:00 AM,b\n2026-02-03,10:00,9:00,c\n"
    reading = read(clocks)
    assert [(row.start, row.seconds) for row in reading.rows] == [("09:00:00", 5400), ("23:00:00", 7200)]
    assert [(row.line, row.why) for row in reading.skipped] == [(4, "it ends before it begins")]


def test_a_start_and_an_end_with_their_days_need_no_date() -> None:
    text = "Begin,End,Note\n2026-03-28 23:00,2026-03-29 04:00,night\n28/03/2026 09:00,28/03/2026 10:00,day\n"
    from zoneinfo import ZoneInfo

    reading = read(text, "start=Begin,end=End", zone=ZoneInfo("Europe/Berlin"))
    # Clocks went from 2 to 3 that night: four hours passed, not five.
    assert [(row.day.isoformat(), row.start, row.seconds) for row in reading.rows] == [
        ("2026-03-28", "23:00:00", 4 * 3600),
        ("2026-03-28", "09:00:00", 3600),
    ]


def test_numbers_that_cannot_be_hours_are_asked_about() -> None:
    with pytest.raises(ImportRefused, match=r"line 3: 90 hours in one entry.*'minutes=Hours'"):
        read("Date,Hours,Note\n2026-02-03,8,x\n2026-02-03,90,x\n")
    with pytest.raises(ImportRefused, match="some lengths of the file have a decimal point"):
        read("Date;Hours;Note\n2026-02-03;1.5;x\n2026-02-03;1,5;x\n")


def test_rows_that_say_nothing_are_listed_with_their_line() -> None:
    lines = ["Date,Hours,Note", "2026-02-03,1,a", "2026-02-03,0,b", "2026-02-03,-1,c", "2026-02-03,,d", "soon,1,e",
             ",1,f", "2026-02-30,1,g"]  # fmt: skip
    reading = read("\n".join(lines))
    assert len(reading.rows) == 1
    assert [row.line for row in reading.skipped] == [3, 4, 5, 6, 7, 8]
    assert reading.skipped[2].why == "it has no length"


BANK = (
    "Account;DE12 3456\nBalance;1.000,00\n\n"
    "Buchungstag;Wertstellung;Verwendungszweck;Betrag;Währung\n"
    "31.12.25;31.12.25;Invoice 4;1.234,56;EUR\n30.12.25;30.12.25;Rent;-800,00;EUR\n"
    "29.12.25;29.12.25;Invoice 3;20,00;EUR\n;;Total;454,56;\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16"])
def test_a_bank_statement_is_read_past_its_preamble_and_totals(encoding: str) -> None:
    name, reading = read_import(BANK.encode(encoding))
    assert name == "csv"
    # 1,234.56 + 20.00 by hand.
    assert sum(row.gross or 0 for row in reading.money) == 125_456
    assert money(reading) == [
        ("2025-12-31", "Invoice 4", "EUR", 123_456),
        ("2025-12-29", "Invoice 3", "EUR", 2_000),
    ]
    assert [(row.line, row.why) for row in reading.skipped] == [
        (6, "money that went out: -800,00"), (8, "it has no date"),
    ]  # fmt: skip


def test_credit_and_debit_have_columns_of_their_own() -> None:
    text = 'Date,Details,Paid in,Paid out\n31/12/2025,Acme,"1,000.00",\n13/12/2025,Rent,,800.00\n14/12/2025,x,0.00,-5\n'
    reading = read(text, currency="GBP")
    assert money(reading) == [("2025-12-31", "Acme", "GBP", 100_000)]
    assert [row.line for row in reading.skipped] == [3, 4]
    assert "taken for GBP" in reading.warnings[0]


@pytest.mark.parametrize(
    ("amount", "sign", "gross"),
    [
        ("50.00", "CR", 5000), ("50.00", "DR", None), ("(50.00)", "", None), ("50.00-", "", None), ("50.00", "", None),
        ("50.00", "Haben", 5000), ("50.00", "S", None), ("50.00", "Bij", 5000), ("50.00", "af", None),
    ],
)  # fmt: skip
def test_signs_say_what_came_in(amount: str, sign: str, gross: int | None) -> None:
    text = table(
        ["Date", "Details", "Amount", "CR/DR"], ["2026-01-05", "x", amount, sign], ["2026-01-06", "y", "1", "C"]
    )
    found = {row.line: row.gross for row in read(text, currency="USD").money}
    assert found == ({2: gross, 3: 100} if gross else {3: 100})


def test_a_column_name_that_comes_twice_is_meant_by_its_place() -> None:
    text = (
        "date,account,category,amount,currency,converted amount,currency,description\n"
        "2026-01-31,Cash,Salary,100,EUR,120.50,USD,x\n"
    )
    assert money(read(text)) == [("2026-01-31", "x", "EUR", 10_000)]
    with pytest.raises(ImportRefused, match="2 columns are called currency: say its number, 5 or 7"):
        read(text, "date=date,amount=converted amount,currency=currency")
    assert money(read(text, "date=date,amount=6,currency=7")) == [("2026-01-31", "x", "USD", 12_050)]


def test_a_file_without_a_header_has_columns_by_number() -> None:
    text = "10/2009/09,Flubber Co🎅,50,\n11/2009/09,Flubber Co🎅,,50\n"
    reading = read(text, "date=1,note=2,in=3,out=4", currency="USD", dates="dmy")
    assert money(reading) == [("2009-09-10", "Flubber Co🎅", "USD", 5_000)]
    assert reading.header == ""


def test_the_currency_is_that_of_the_header_or_of_a_sign_beside_the_amount() -> None:
    assert money(read("Date,Note,Amount (SEK)\n2026-01-05,x,5\n", currency="USD"))[0][2:] == ("SEK", 500)
    text = "Date,Note,Amount\n2026-01-05,x,€5.00\n2026-01-05,x,$5.00\n2026-01-05,x,Sum 5.00\n"
    assert [row[2] for row in money(read(text, currency="CAD"))] == ["EUR", "CAD", "CAD"]
    with pytest.raises(ImportRefused, match="say --currency EUR"):
        read("Date,Note,Amount\n2026-01-05,x,5\n")


def test_refunds_fees_periods_units_and_ids_are_told() -> None:
    text = "Month,Last,Sum,Back,Cut,Pieces,Ref\n2026-01-01,2026-01-31,100,-5,7,3,a1\n"
    told = "date=Month,until=Last,gross=Sum,refunds=Back,fees=Cut,units=Pieces,id=Ref"
    (row,) = read(text, told, currency="USD").money
    assert (row.gross, row.refunds, row.processing_fees, row.units, row.until, row.external) == (
        10_000, 500, 700, 3, date(2026, 1, 31), "a1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "columns", "said"),
    [
        ("Einsatz,Werk\n1,2\n", "", "no column is known to be the date and none the hours or the amount"),
        ("Einsatz,Arbeitsstunden\n1,2\n", "", "hours may be Arbeitsstunden"),
        ("Day,Zeit\n2026-01-01,2\n", "date=Dya,hours=Zeit", "there is no column 'Dya': the nearest is Day"),
        ("Day,Zeit\n2026-01-01,2\n", "date=Day,hours=9", "there is no column 9: the file has 2"),
        (
            "Day,Zeit\n2026-01-01,2\n",
            "note=Zeit",
            "none the hours or the amount|known to be the hours or the amount",
        ),
        ("Day,Hours\n", "date=Day,hours=Hours", "has a header and no line below it"),
        (
            "Day,Hours\nsoon,2\n",
            "date=Day,hours=Hours",
            "no line of the file can be read; line 2: 'soon' is no date",
        ),
        ("Date,Hours,Note\n01/02/2026,2,x\n", "", "Say --dates dmy"),
        ("Date,Amount,Note\n2026-01-01,1.234,x\n", "date=Date,amount=Amount,currency=Note", "Say --decimal"),
    ],
)
def test_what_is_missing_is_said_with_the_nearest(text: str, columns: str, said: str) -> None:
    with pytest.raises(ImportRefused, match=said):
        read_import(text.encode(), "csv", columns=parse_columns(columns) if columns else {})


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "names no column"), ("date", "is written FIELD=COLUMN"), ("date=", "is written FIELD=COLUMN"),
        ("hour=x", "there is no field hour: the nearest is hours"), ("date=a,day=b", "date is said twice"),
    ],
)  # fmt: skip
def test_columns_that_cannot_be_read_are_refused(typed: str, said: str) -> None:
    with pytest.raises(ImportRefused, match=said):
        parse_columns(typed)
    assert parse_columns('date=Day,"note=Who, what"') == {"date": "Day", "note": "Who, what"}


def test_a_table_is_claimed_only_where_it_is_unmistakable() -> None:
    for text in ("Date,Amount\n1,2\n", "Date,Hours\n1,2\n", "Name,Hours,Note\n", "Client,Description,Duration\n"):
        assert detect(head_of(text)) != "csv"
    assert detect(head_of("Date,Amount,Description\n")) == "csv"
    expenses = "Date,Client,Project,Project Code,Category,Notes,Amount,Billable?,First Name,Last Name\n"
    assert detect(head_of(expenses)) == "harvest"  # which refuses it
    assert detect(head_of("Date,Client,Notes,Amount,Billable?,Hours\n")) == "csv"


def test_no_name_of_a_column_means_two_fields() -> None:
    names = [alias for aliases in ALIASES.values() for alias in aliases]
    assert len(names) == len(set(names))


DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))
ROWS = st.lists(
    st.tuples(DAYS, st.integers(1, 86_400), st.sampled_from(["Acme", "", "ö; ,x"])), min_size=1, max_size=9
)


@given(ROWS, st.sampled_from([",", ";", "\t", "|"]), st.permutations(["Datum", "Dauer", "Projekt", "Notiz"]))
def test_hours_survive_any_delimiter_and_order(
    rows: list[tuple[date, int, str]], delimiter: str, order: list[str]
) -> None:
    def cell(name: str, row: tuple[date, int, str]) -> str:
        day, seconds, project = row
        length = f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
        return {"Datum": f"{day:%d.%m.%Y}", "Dauer": length, "Projekt": project, "Notiz": "x"}[name]

    text = table(order, *([cell(name, row) for name in order] for row in rows), delimiter=delimiter)
    found = [(row.day, row.seconds, row.project) for row in read(text).rows]
    assert found == [(day, seconds, " ".join(project.split())) for day, seconds, project in rows]


@given(st.binary(max_size=200), st.sampled_from(["", "date=1,hours=2", "date=1,amount=2,note=3", "start=1,end=2"]))
def test_any_bytes_are_a_table_or_refused(data: bytes, columns: str) -> None:
    with suppress(ImportRefused):
        read_import(data, "csv", columns=parse_columns(columns) if columns else {}, currency="USD")


CELLS = (
    "2026-01-02",
    "03/04/2026",
    "1,5",
    "1:30",
    "-5",
    "",
    "9:00",
    "x",
    "CR",
    "1e9",
    "9" * 5000,
    "\u202e",
    "Date",
)


@given(st.lists(st.lists(st.sampled_from(CELLS), max_size=5), max_size=6))
def test_any_cells_are_read_or_refused(cells: list[list[str]]) -> None:
    for header in (["Date", "Hours", "Note", "Start", "End"], ["Date", "Amount", "Note", "CR/DR", "Currency"]):
        with suppress(ImportRefused):
            reading = read(table(header, *cells), currency="EUR")
            assert all(isinstance(row, ImportedHours) and row.seconds > 0 for row in reading.rows)
