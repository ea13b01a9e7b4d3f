from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.domain.text import is_clean
from leverage_tui.interchange.formats.paypal import FORMAT
from leverage_tui.interchange.registry import head_of
from leverage_tui.interchange.rows import ImportedMoney, ImportRefused, Reading
from leverage_tui.interchange.source import Source

LONG = (
    '"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address",'
    '"To Email Address","Transaction ID","Item Title","Item ID","Reference Txn ID","Receipt ID","Balance","Note"\n'
    '"10/01/2019","03:46:20","PDT","Calm Radio","Subscription Payment","Completed","USD","-6.99","0.00","-6.99",'
    '"me@x.org","calm@x.org","60P57143A8206782E","MONTHLY","","I-R8YLY094FJYR","","-6.99",""\n'
    '"10/01/2019","03:46:20","PDT","","Bank Deposit to PP Account ","Pending","USD","6.99","0.00","6.99","",'
    '"me@x.org","0TU1544T080463733","","","60P57143A8206782E","","0.00",""\n'
    '"10/05/2019","09:15:00","PDT","","General Card Deposit","Completed","USD","25.00","0.00","25.00","","","5CD",'
    '"","","70A","","25.00",""\n'
    '"10/05/2019","09:15:00","PDT","Acme Hosting","General Payment","Completed","USD","-25.00","0.00","-25.00",'
    '"me@x.org","a@acme.org","70A","","","","","0.00",""\n'
    '"10/22/2019","05:07:06","PDT","Noble Benefactor","Subscription Payment","Completed","USD","10.00","-0.59",'
    '"9.41","noble@x.org","me@x.org","6L8L1662YP1334033","Support plan","","I-KC9VBGY2GWDB","","9.41","thanks"\n'
    '"10/23/2019","21:30:00","PDT","Cora Chen","Express Checkout Payment","Completed","EUR","100.00","-3.90","96.10",'
    '"cora@x.org","me@x.org","8EU","Course","","","","96.10",""\n'
    '"10/23/2019","21:30:00","PDT","","General Currency Conversion","Completed","EUR","-96.10","0.00","-96.10","","",'
    '"8EC","","","8EU","","0.00",""\n'
    '"10/23/2019","21:30:00","PDT","","General Currency Conversion","Completed","USD","104.20","0.00","104.20","","",'
    '"8UC","","","8EU","","113.61",""\n'
    '"10/25/2019","10:00:00","PDT","Cora Chen","Payment Refund","Completed","EUR","-40.00","1.16","-38.84","me@x.org",'
    '"cora@x.org","8RF","","","8EU","","",""\n'
    '"10/26/2019","10:00:00","PDT","Dan","Payment Hold","Completed","USD","-9.41","0.00","-9.41","","","9H","","",'
    '"6L8L1662YP1334033","","",""\n'
    '"10/28/2019","10:00:00","PDT","Dan","Payment Release","Completed","USD","9.41","0.00","9.41","","","9R","","",'
    '"6L8L1662YP1334033","","",""\n'
    '"10/30/2019","10:00:00","PDT","","General Withdrawal","Completed","USD","-100.00","0.00","-100.00","","","W1","",'
    '"","","","",""\n'
    '"10/31/2019","23:30:00","PDT","Short Row","Website Payment","Completed","USD","1,020.00","-30.00","990.00"\n'
)
SHORT = (
    '"Date","Time","TimeZone","Name","Type","Status","Currency","Amount","Receipt ID","Balance"\n'
    '"10/13/2019","11:00:00","PST","Ann","Website Payment","Completed","USD","20.00","","20.00"\n'
    '"10/14/2019","11:00:00","PST","","Transfer to Bank Initiated","Completed","USD","-20.00","","0.00"\n'
    '"10/15/2019","11:00:00","PST","Ben","Refund","Completed","USD","-5.00","","-5.00"\n'
    '"10/16/2019","11:00:00","PST","","Something new","Completed","USD","5.00","","0.00"\n'
)
GERMAN = (
    "Datum,Uhrzeit,Zeitzone,Name,Typ,Status,Währung,Brutto,Gebühr,Netto,Absender E-Mail-Adresse,Empfänger "
    "E-Mail-Adresse,Transaktionscode,Artikelbezeichnung,Zugehöriger Transaktionscode,Guthaben,Auswirkung auf Guthaben\n"
    '05.03.2024,23:30:00,Europe/Berlin,Eva Ems,PayPal Express-Zahlung,Abgeschlossen,EUR,"1.250,00","-31,48","1.218,52",'
    "e@x.de,ich@x.de,T1,Kurs,,,Haben\n"
    '06.03.2024,08:00:00,Europe/Berlin,Fritz,Website-Zahlung,Abgeschlossen,USD,"50,00","-2,10","47,90",f@x.de,'
    "ich@x.de,T2,,,,Haben\n"
    '06.03.2024,08:00:00,Europe/Berlin,,Allgemeine Währungsumrechnung,Abgeschlossen,USD,"-47,90","0,00","-47,90",,,T3,,'
    "T2,,Soll\n"
    '06.03.2024,08:00:00,Europe/Berlin,,Allgemeine Währungsumrechnung,Abgeschlossen,EUR,"43,00","0,00","43,00",,,T4,,'
    "T2,,Haben\n"
    '07.03.2024,08:00:00,Europe/Berlin,Eva Ems,Rückzahlung,Abgeschlossen,EUR,"-250,00","5,00","-245,00",ich@x.de,'
    "e@x.de,T5,,T1,,Soll\n"
    '08.03.2024,08:00:00,Europe/Berlin,,Rücklastschriftgebühr,Abgeschlossen,EUR,"-3,00","0,00","-3,00",,,T6,,,,Soll\n'
    '09.03.2024,08:00:00,Europe/Berlin,Gast,Allgemeine Autorisierung,Abgeschlossen,EUR,"80,00","0,00","80,00",g@x.de,'
    "ich@x.de,T7,,,,Memo\n"
    '10.03.2024,08:00:00,Europe/Berlin,Gast,Allgemeine Zahlung,Abgeschlossen,EUR,"80,00","-2,34","77,66",g@x.de,'
    "ich@x.de,T8,,T7,,Haben\n"
    '11.03.2024,08:00:00,Europe/Berlin,Hans,Allgemeine Zahlung,Ausstehend,EUR,"9,00","0,00","9,00",h@x.de,ich@x.de,T9,'
    ",,,Memo\n"
    '12.03.2024,08:00:00,Europe/Berlin,,Bankgutschrift auf PayPal-Konto,Abgeschlossen,EUR,"9,00","0,00","9,00",,,T10,,,'
    ",Haben\n"
)
FRENCH = (
    "Date,Heure,Fuseau horaire,Nom,Type,État,Devise,Avant commission,Commission,Net,De l'adresse email,Numéro de "
    "transaction,Numéro de la transaction de référence,Impact sur le solde\n"
    '25/03/2024,10:00:00,CET,Zoé,Paiement Express Checkout,Terminé,EUR,"30,00","-1,27","28,73",z@x.fr,F1,,Crédit\n'
)
SPANISH = (
    "Fecha,Hora,Zona horaria,Nombre,Tipo,Estado,Divisa,Bruto,Tarifa,Neto,Remitente,Destinatario,Id. de transacción\n"
    '13/10/2024,10:00:00,CET,Ana,Pago,Completado,EUR,"120,00","-6,22","113,78",ana@x.es,yo@x.es,TX1\n'
    '14/10/2024,10:00:00,CET,Ana,Reembolso,Completado,EUR,"-20,00","0,00","-20,00",ana@x.es,yo@x.es,TX4\n'
    '15/10/2024,10:00:00,CET,,Conversión,Completado,USD,"10,00","0,00","10,00",,,TX5\n'
)
ITALIAN = (
    "Data,Orario,Fuso orario,Nome,Tipo,Stato,Valuta,Lordo,Tariffa,Netto,Indirizzo email mittente,Codice transazione,"
    "Titolo oggetto,Codice transazione di riferimento,Impatto sul saldo\n"
    '28/03/2024,10:00:00,CET,Ugo,Pagamento Express Checkout,Completata,EUR,"15,00","-0,86","14,14",u@x.it,I1,Libro,,'
    "Accredito\n"
    '29/03/2024,10:00:00,CET,,Versamento generico con carta,Completata,EUR,"7,00","0,00","7,00",,I2,,,Accredito\n'
)
DUTCH = (
    '"Datum","Tijd","Tijdzone","Omschrijving","Valuta","Bruto","Kosten","Net","Saldo","Transactiereferentie",'
    '"Van e-mailadres","Naam","Reference Txn ID"\n'
    '"28-07-2025","10:00:00","Europe/Amsterdam","Express Checkout-betaling","EUR","12,10","-0,76","11,34","11,34","N1",'
    '"k@x.nl","Kees",""\n'
    '"29-07-2025","10:00:00","Europe/Amsterdam","Bankstorting naar PP-rekening","EUR","9,00","0,00","9,00","20,34",'
    '"N2","","",""\n'
)
GOOD = (LONG, SHORT, GERMAN, FRENCH, SPANISH, ITALIAN, DUTCH)


def read(text: str) -> Reading:
    return FORMAT.read(Source(text, zone=UTC))


def net(rows: Iterable[ImportedMoney], currency: str) -> int:
    return sum(
        (row.gross or 0) - (row.refunds or 0) - (row.processing_fees or 0)
        for row in rows
        if row.currency == currency
    )


@pytest.mark.parametrize("text", GOOD)
def test_reports_of_all_languages_are_known_by_their_header(text: str) -> None:
    assert FORMAT.claims(head_of(text))


@pytest.mark.parametrize(
    "header",
    [
        "id,Type,Source,Amount,Fee,Net,Currency,Created (UTC)", "Date,Name,Type,Status,Currency,Amount",
        "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,Duration",
        "Date,Time,Description,Currency,Amount,Balance",
    ],
)  # fmt: skip
def test_other_files_are_not_claimed(header: str) -> None:
    assert not FORMAT.claims(head_of(header + "\n"))


def test_an_english_activity_report_is_its_sales_refunds_and_fees() -> None:
    reading = read(LONG)
    assert [(row.source, row.currency, row.gross, row.refunds, row.processing_fees) for row in reading.money] == [
        ("Support plan", "USD", 1000, None, 59),
        ("Course", "EUR", 10000, None, 390),
        ("Course", "EUR", None, 3884, None),
        ("PayPal", "USD", 102000, None, 3000),
    ]
    # by hand: 9.41 + 990.00 USD, 96.10 - 38.84 EUR
    assert (net(reading.money, "USD"), net(reading.money, "EUR")) == (99941, 5726)
    records = csv.DictReader(io.StringIO(LONG))
    sales = sum(Decimal(row["Net"].replace(",", "")) for row in records if row["Fee"].startswith("-"))
    assert sales == Decimal("9.41") + Decimal("96.10") + 990
    assert Counter(found.why for found in reading.skipped) == {
        "its status is Pending": 1,
        "it is no income: it moves between accounts, currencies and holds": 6,
        "it is no income: a payment of yours, or a refund to you": 2,
    }
    assert len(reading.money) + len(reading.skipped) == len(list(csv.DictReader(io.StringIO(LONG))))


def test_the_time_zone_of_a_row_decides_its_day() -> None:
    reading = read(LONG)
    assert [row.day for row in reading.money] == [
        date(2019, 10, 22), date(2019, 10, 24), date(2019, 10, 25), date(2019, 11, 1),
    ]  # fmt: skip
    pacific = FORMAT.read(Source(LONG, zone=ZoneInfo("America/Los_Angeles")))
    assert pacific.money[-1].day == date(2019, 10, 31)
    unknown = LONG.replace('"PDT"', '"BST"')
    assert read(unknown).money[-1].day == date(2019, 10, 31)
    assert read(LONG.replace('"PDT"', '"GMT-07:00"')).money[-1].day == date(2019, 11, 1)


def test_the_short_form_has_no_ids_and_no_fees() -> None:
    reading = read(SHORT)
    assert [(row.gross, row.refunds, row.processing_fees, row.external) for row in reading.money] == [
        (2000, None, None, None),
        (None, 500, None, None),
    ]
    assert [(found.line, found.why[:21]) for found in reading.skipped] == [
        (3, "it is no income: it m"),
        (5, "it names nobody who p"),
    ]


def test_a_german_report_is_read_by_its_commas_and_points() -> None:
    reading = read(GERMAN)
    assert [(row.source, row.currency, row.gross, row.refunds, row.processing_fees) for row in reading.money] == [
        ("Kurs", "EUR", 125000, None, 3148),
        ("PayPal", "USD", 5000, None, 210),
        ("Kurs", "EUR", None, 24500, None),
        ("PayPal", "EUR", None, None, 300),
        ("PayPal", "EUR", 8000, None, 234),
    ]
    # by hand: 1218.52 - 245.00 - 3.00 + 77.66 EUR
    assert net(reading.money, "EUR") == 104818
    assert reading.money[0].day == date(2024, 3, 5)
    assert [found.line for found in reading.skipped] == [4, 5, 8, 10, 11]
    assert "no income" in reading.skipped[0].why


@pytest.mark.parametrize(
    ("text", "left"), [(FRENCH, 2873), (SPANISH, 9378), (ITALIAN, 1414), (DUTCH, 1134)]
)  # fmt: skip
def test_reports_of_other_languages_are_read(text: str, left: int) -> None:
    reading = read(text)
    assert net(reading.money, "EUR") == left
    assert {row.currency for row in reading.money} == {"EUR"}


def test_a_fee_is_what_net_says_whatever_its_sign() -> None:
    positive = LONG.replace('"-0.59"', '"0.59"').replace('"-3.90"', '"3.90"')
    assert read(positive).money == read(LONG).money


def test_no_word_is_needed_to_know_moves_by_impact_reference_and_sign() -> None:
    words = (
        "General Currency Conversion", "General Card Deposit", "General Withdrawal", "Payment Refund", "Payment Hold",
        "Payment Release", "Bank Deposit to PP Account ",
    )  # fmt: skip
    strange = LONG
    for word in words:
        strange = strange.replace(word, "Xyz")
    for one, other in zip(read(strange).money, read(LONG).money, strict=True):
        assert (one.line, one.gross, one.refunds) == (other.line, other.gross, other.refunds)


def test_event_codes_decide_where_the_file_has_them() -> None:
    head = "Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,Transaction ID,Transaction Event Code\n"
    codes = {"T0006": 1000, "T0200": 0, "T0300": 0, "T0400": 0, "T1107": 0, "T1503": 0, "T0700": 0, "T0000": 1000}
    for code, left in codes.items():
        row = f"2024-01-05,10:00:00,UTC,Ann,Abc,Completed,USD,10.00,0.00,10.00,X,{code}\n"
        assert net(read(head + row).money, "USD") == left, code
    refund = "2024-01-05,10:00:00,UTC,Ann,Abc,Completed,USD,-10.00,0.00,-10.00,X,T1107\n"
    assert read(head + refund).money[0].refunds == 1000


def test_what_is_given_back_of_an_uncompleted_sale_does_not_count() -> None:
    pending = GERMAN.replace("PayPal Express-Zahlung,Abgeschlossen", "PayPal Express-Zahlung,Ausstehend")
    assert net(read(pending).money, "EUR") == 7766 - 300


def test_unclear_days_are_asked_and_answered() -> None:
    early = "\n".join(LONG.split("\n")[:6]).replace("10/22", "10/02") + "\n"
    with pytest.raises(ImportRefused, match="Say --dates dmy"):
        read(early)
    assert FORMAT.read(Source(early, zone=UTC, dates="dmy")).money[0].day == date(2019, 2, 10)
    assert FORMAT.read(Source(early, zone=UTC, dates="mdy")).money[0].day == date(2019, 10, 2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "is JSON"), ("Date,Amount\n1,2\n", "no column Type and no column Currency"),
        (LONG.split("\n")[0], "no row"),
        (LONG.replace("Completed", "Ukończono"), "the status 'ukończono' is not known"),
    ],
)  # fmt: skip
def test_wrong_files_are_refused(text: str, said: str) -> None:
    with pytest.raises(ImportRefused, match=said):
        read(text)


CODED = (
    "Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,Transaction ID,Reference Txn ID,"
    "Transaction Event Code\n"
)


def coded(*rows: str) -> list[tuple[int, int | None, int | None, int | None]]:
    """What rows such as ``Ann,Payment,100,-3,S1,,T0006`` come to, a day each."""
    lines = []
    for day, row in enumerate(rows, 13):
        name, kind, gross, fee, id, reference, code = row.split(",")
        amounts = f"{gross},{fee},{Decimal(gross) + Decimal(fee)}"
        lines.append(f"01/{day}/2026,10:00:00,PST,{name},{kind},Completed,USD,{amounts},{id},{reference},{code}\n")
    money = read(CODED + "".join(lines)).money
    return [(row.line, row.gross, row.refunds, row.processing_fees) for row in money]


SOLD = "Ann,Payment,100.00,-3.00,S1,,"


def test_a_chargeback_that_is_taken_back_leaves_the_sale() -> None:
    back = coded(SOLD, "Ann,Chargeback,-100.00,0,C1,S1,", "Ann,Payment Reversal,100.00,0,R1,C1,")
    assert back == [(2, 10_000, None, 300)]
    # Of a part that comes back it is not known what it is: the whole of the chargeback stays.
    assert coded(SOLD, "Ann,Chargeback,-100.00,0,C1,S1,", "Ann,Payment Reversal,40.00,0,R1,C1,")[1][2] == 10_000


def test_a_chargeback_won_counts_again_where_the_file_does_not_have_it() -> None:
    for row in ("Ann,Chargeback Reversal,100.00,0,R1,C9,", ",General,100.00,0,R1,C9,T1202"):
        assert coded(row) == [(2, 10_000, None, 0)]
        assert coded(SOLD, "Ann,Chargeback,-100.00,0,C9,S1,", row) == [(2, 10_000, None, 300)]


def test_by_their_codes_holds_of_disputes_are_moves_and_fees_come_back() -> None:
    assert coded(SOLD, ",x,-100.00,0,H1,S1,T1110") == [(2, 10_000, None, 300)]
    assert coded(SOLD, ",x,100.00,0,H2,S1,T1111", ",x,50.00,0,H3,S1,T1105") == [(2, 10_000, None, 300)]
    assert coded(SOLD, ",x,-40.00,0,H1,S1,T1107") == [(2, 10_000, None, 300), (3, None, 4_000, 0)]
    assert coded(SOLD, ",x,3.00,0,F1,S1,T1108") == [(2, 10_000, None, 300), (3, 300, None, None)]
    assert coded(",Fee Reversal,3.00,0,F1,,") == [(2, 300, None, None)]


def test_a_sale_that_was_refunded_in_part_counts_less_its_refund() -> None:
    text = LONG.replace('"Express Checkout Payment","Completed"', '"Express Checkout Payment","Partially Refunded"')
    assert "Partially" in text
    assert read(text) == read(LONG)


def test_yen_need_no_question() -> None:
    rows = (
        '"10/23/2019","21:30:00","PDT","Ann","Payment","Completed","JPY","1,500","-100","1,400"\n'
        '"10/24/2019","21:30:00","PDT","Ann","Payment","Completed","JPY","800","-50","750"\n'
    )
    reading = read(LONG.split("\n")[0] + "\n" + LONG.split("\n")[1].split('"10/01')[0] + rows)
    assert [(row.gross, row.processing_fees) for row in reading.money] == [(1_500, 100), (800, 50)]


def test_german_names_of_zones_are_known() -> None:
    rows = GERMAN.split("\n")[0] + "\n" + GERMAN.split("\n")[1].replace("Europe/Berlin", "MEZ")
    assert [row.day for row in read(rows).money] == [date(2024, 3, 5)]
    late = FORMAT.read(Source(rows, zone=ZoneInfo("Asia/Tokyo"))).money
    assert [row.day for row in late] == [date(2024, 3, 6)]


@given(st.sampled_from(GOOD), st.integers(0, 1500), st.integers(0, 30), st.text(max_size=12))
def test_mutated_files_raise_nothing_but_a_refusal(text: str, at: int, length: int, put: str) -> None:
    refusal = ""
    try:
        reading = read(text[:at] + put + text[at + length :])
    except ImportRefused as refused:
        refusal, reading = str(refused), Reading()
    assert is_clean(refusal)
    for row in reading.money:
        assert all(amount is None or amount >= 0 for amount in (row.gross, row.refunds, row.processing_fees))
        assert is_clean(row.source + row.description + (row.external or ""))


@given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(0, 900), st.booleans()), min_size=1, max_size=20))
def test_income_is_the_net_of_sales_and_refunds_however_many_there_are(rows: list[tuple[int, int, bool]]) -> None:
    lines = [LONG.split("\n")[0]]
    total = 0
    for n, (gross, fee, back) in enumerate(rows):
        sign = -1 if back else 1
        cells = ("10/22/2019", "05:07:06", "PDT", "Bo", "Payment Refund" if back else "Payment", "Completed", "USD",
                 f"{sign * gross / 100:.2f}", f"{-sign * fee / 100:.2f}", f"{sign * (gross - fee) / 100:.2f}", "", "",
                 f"T{n}")  # fmt: skip
        lines.append(",".join(cells))
        total += sign * (gross - fee)
    assert net(read("\n".join(lines) + "\n").money, "USD") == total
