"""Tables of banks: what their columns are called, and what their lines say without a word too much."""

from __future__ import annotations

import pytest

from leverage_tui.interchange.registry import detect, head_of
from leverage_tui.interchange.rows import ImportRefused
from tests.interchange.test_table import money, read, table


def test_what_went_out_is_shown_also_where_the_other_column_is_zero() -> None:
    text = table(
        ["Date", "Details", "Debit", "Credit"], ["2026-01-05", "x", "20.00", "0.00"], ["2026-01-06", "y", "", "5"]
    )
    assert [row.why for row in read(text, currency="USD").skipped] == ["money that went out: 20.00"]


def test_a_type_of_debit_and_credit_alone_is_a_sign() -> None:
    head = "Transaction Description,Transaction Date,Transaction Type,Transaction Amount,Balance\n"
    rows = "Gas,01/13/26,Debit,64.20,935.80\nAcme,01/31/26,Credit,1.15,936.95\n"
    reading = read(head + rows, currency="USD")
    assert money(reading) == [("2026-01-31", "Acme", "USD", 115)]
    assert [row.why for row in reading.skipped] == ["money that went out: 64.20"]
    other = read(head + rows + "Bob,02/01/26,Transfer,5.00,941.95\n", currency="USD")
    assert [row.gross for row in other.money] == [6420, 115, 500]


def test_what_was_bought_by_card_is_not_taken_for_income_unasked() -> None:
    assert detect(head_of("Date,Description,Card Member,Account #,Amount\n01/13/2026,Books,Pat,-1,23.50\n")) is None
    assert detect(head_of("Date,Description,Account #,Amount\n01/13/2026,Books,-1,23.50\n")) == "csv"


def test_what_is_pending_or_was_undone_is_no_money() -> None:
    text = (
        "Type,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance\n"
        "TOPUP,2026-03-01 09:00:00,2026-03-02 09:00:00,Acme,200.00,1.50,EUR,COMPLETED,200.00\n"
        "TOPUP,2026-03-02 09:00:00,2026-03-03 09:00:00,Acme,90.00,0.00,EUR,REVERTED,200.00\n"
        "TOPUP,2026-03-03 09:00:00,,Acme,80.00,0.00,EUR,PENDING,200.00\n"
    )
    reading = read(text)
    found = [(row.day.isoformat(), row.gross, row.processing_fees) for row in reading.money]
    assert found == [("2026-03-02", 20_000, 150)]
    assert [row.why for row in reading.skipped] == ["its status is REVERTED", "its status is PENDING"]
    pending = read("Datum;Text;Betrag;Info\n05.01.26;x;5,00;Umsatz vorgemerkt\n", currency="EUR")
    assert [row.why for row in pending.skipped] == ["its status is Umsatz vorgemerkt"]


def test_a_payee_is_the_note_where_nothing_else_is() -> None:
    text = "Booking Date,Partner Name,Payee,Amount (EUR),Original Amount\n2026-03-01,Acme,x,5.00,\n"
    assert money(read(text)) == [("2026-03-01", "Acme", "EUR", 500)]
    text = "Details,Posting Date,Description,Amount\nCREDIT,03/13/2026,ACME,5.00\n"
    assert money(read(text, currency="USD")) == [("2026-03-13", "ACME", "USD", 500)]


def test_an_empty_sign_beside_an_amount_is_no_sign() -> None:
    text = table(
        ["Date", "Details", "Amount", "CR/DR"], ["2026-01-05", "x", "9", ""], ["2026-01-06", "y", "-9", ""],
        ["2026-01-07", "z", "1", "CRDT"], ["2026-01-08", "z", "1", "DBIT"],
    )  # fmt: skip
    reading = read(text, currency="USD")
    assert [(row.line, row.gross) for row in reading.money] == [(4, 100)]
    assert [row.why for row in reading.skipped] == [
        "nothing says whether it went in or out", "money that went out: -9", "money that went out: 1",
    ]  # fmt: skip


def test_days_with_the_name_of_their_month_are_read_with_and_without_a_time() -> None:
    text = (
        "Date,Description,Paid in,Paid out\n05 Jan 2026,a,£10.00,\n06-Jan-26 10:30,b,£2.50,\n07 Jan 2026,c,,£3.00\n"
    )
    reading = read(text, currency="GBP")
    assert money(reading) == [("2026-01-05", "a", "GBP", 1000), ("2026-01-06", "b", "GBP", 250)]


def test_yen_need_no_question_and_dinars_do() -> None:
    yen = 'Date,Description,Amount,Currency\n2026-01-05,a,"12,500",JPY\n2026-01-06,b,800,JPY\n'
    assert [row.gross for row in read(yen).money] == [12_500, 800]
    assert [row.gross for row in read(yen.replace(",Currency", "").replace(",JPY", ""), currency="JPY").money] == [
        12_500,
        800,
    ]
    with pytest.raises(ImportRefused, match="is 12,500 a thousand or more"):
        read(yen.replace("JPY", "KWD"))


def test_the_currency_is_taken_for_granted_only_where_no_amount_names_it() -> None:
    text = "Datum;Text;Betrag\n05.01.2026;a;5,00 €\n06.01.2026;b;-1,00 €\n"
    assert read(text, currency="USD").warnings == ()
    assert "taken for USD" in read(text + "07.01.2026;c;2,00 CR\n", currency="USD").warnings[0]


@pytest.mark.parametrize(
    ("header", "gross"),
    [
        ("Buchung;Valuta;Buchungstext;Betrag;Währung", 500), ("Buchungstag;Valuta;Buchungstext;Umsatz in EUR;x", 500),
        ("Datum;Rentedatum;Omschrijving-1;Bedrag;Munt", 500), ("Date;Value Dt;Narration;Deposit Amt.;Balance", 500),
        ("Date;Value Dt;Particulars;Withdrawal Amt.;Balance", None), ("Date;Account;Memo;Outflow;Inflow", None),
    ],
)  # fmt: skip
def test_more_banks_name_their_columns_unmistakably(header: str, gross: int | None) -> None:
    text = f"Kontoauszug\nInhaber;Max\n\n{header}\n05.01.2026;05.01.2026;x;5,00;\n06.01.2026;06.01.2026;x;5,50;\n"
    assert detect(head_of(text)) == "csv"
    if "Munt" in header or "Währung" in header:
        text = text.replace(",00;", ",00;EUR").replace(",50;", ",50;EUR")
    assert [row.gross for row in read(text, currency="EUR").money] == ([gross, 550] if gross else [])
