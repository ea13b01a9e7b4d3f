from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import UTC, date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.domain.text import is_clean
from leverage_tui.interchange.formats.stripe import FORMAT
from leverage_tui.interchange.registry import head_of
from leverage_tui.interchange.rows import ImportedMoney, ImportRefused, Reading
from leverage_tui.interchange.source import Source

HISTORY = (
    "id,Type,Source,Amount,Fee,Destination Platform Fee,Destination Platform Fee Currency,Net,Currency,Created (UTC),"
    "Available On (UTC),Description,Customer Facing Amount,Customer Facing Currency,Transfer,Transfer Date (UTC),"
    "Transfer Group,description (metadata)\n"
    "txn_6,payout,po_1,-88.34,0.00,,,-88.34,usd,2024-03-09 01:00,2024-03-11 00:00,STRIPE PAYOUT,,,,,,\n"
    "txn_5,stripe_fee,,-2.00,0.00,,,-2.00,usd,2024-03-08 10:00,2024-03-08 10:00,Billing - Usage Fee,,,,,,\n"
    "txn_4,adjustment,dp_1,-20.00,15.00,,,-35.00,usd,2024-03-07 10:00,2024-03-07 10:00,Chargeback withdrawal,,,,,,\n"
    "txn_3,refund,ch_1,-49.00,-1.72,,,-47.28,usd,2024-03-05 23:30,2024-03-05 23:30,REFUND FOR CHARGE,-49.00,usd,,,,\n"
    "txn_2,payment,py_1,80.00,0.64,,,79.36,usd,2024-03-02 12:00,2024-03-09 00:00,Invoice 2,80.00,usd,,,,\n"
    "txn_1,charge,ch_1,100.00,3.20,,,96.80,usd,2024-03-01 23:30,2024-03-08 00:00,Invoice 1,100.00,usd,,,,meta\n"
)
ITEMIZED = (
    '"balance_transaction_id","created_utc","available_on_utc","currency","gross","fee","net","reporting_category",'
    '"description"\n'
    '"txn_1","2024-01-05 10:22:31","2024-01-07 00:00:00","usd","120.00","3.78","116.22","charge","Subscription"\n'
    '"txn_2","2024-01-06 10:22:31","2024-01-07 00:00:00","jpy","5000","150","4850","charge","Subscription"\n'
    '"txn_3","2024-01-07 09:00:00","2024-01-07 00:00:00","usd","-20.00","0.00","-20.00","refund","Refund"\n'
    '"txn_4","2024-01-08 09:00:00","2024-01-08 00:00:00","usd","-50.00","15.00","-65.00","dispute","Dispute"\n'
    '"txn_5","2024-01-09 09:00:00","2024-01-09 00:00:00","usd","50.00","-15.00","65.00","dispute_reversal","Won"\n'
    '"txn_6","2024-01-09 09:00:00","2024-01-09 00:00:00","usd","0.00","0.42","-0.42","fee","Radar"\n'
    '"txn_7","2024-01-10 09:00:00","2024-01-10 00:00:00","usd","-3.00","0.00","-3.00","network_cost","Card networks"\n'
    '"txn_8","2024-01-11 09:00:00","2024-01-11 00:00:00","usd","-90.00","0.00","-90.00","payout","STRIPE PAYOUT"\n'
    '"txn_9","2024-01-11 09:00:00","2024-01-11 00:00:00","usd","-5.00","0.00","-5.00","risk_reserved_funds","Reserve"\n'
)
PAYMENTS = (
    "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Converted Amount Refunded,"
    "Converted Currency,Description,Fee,Is Link,Mode,Refunded date (UTC),Status,Taxes On Fee,Disputed Amount,"
    "Dispute Status\n"
    "ch_1,2024-05-01 08:00:00,10.00,0.00,eur,true,10.82,0.00,usd,Donation,0.61,false,Live,,Paid,0.00,,\n"
    "ch_2,2024-05-02 08:00:00,1500,0,jpy,true,9.61,0.00,usd,Donation,0.58,false,Live,,Paid,,,\n"
    "ch_3,2024-05-02 09:00:00,5.00,0.00,usd,false,,,,Donation,0.00,false,Live,,Failed,,,\n"
    "ch_4,2024-05-02 09:30:00,5.00,0.00,usd,false,,,,,,false,Live,,canceled,,,\n"
    "ch_5,2024-05-03 08:00:00,40.00,15.00,gbp,true,50.10,18.90,usd,Donation,1.75,false,Live,2024-06-02 07:00:00,"
    "Paid,,,\n"
    "ch_6,2024-05-04 08:00:00,20.00,20.00,usd,true,20.00,20.00,usd,Donation,0.88,false,Live,,Refunded,,,\n"
    "ch_7,2024-05-05 08:00:00,30.00,0.00,chf,true,33.30,0.00,usd,Donation,1.27,false,Live,,Paid,0.12,30.00,lost\n"
)
REDUCED = (
    "Created date (UTC),Amount,Currency,Converted Amount,Converted Currency,Fee,Status\n"
    "2024-05-01 08:00:00,10.00,eur,10.82,usd,0.61,Paid\n2024-05-02 08:00:00,1500,jpy,9.61,usd,0.58,Paid\n"
    "2024-05-02 09:00:00,5.00,usd,,,,canceled\n2024-05-03 09:00:00,7.00,usd,7.00,usd,0.50,Pending\n"
)
ONE_PAYOUT = (
    "payout_id,transaction_id,type,amount,fee,net,currency,created,description\n"
    "po_1,txn_1,charge,25.00,1.03,23.97,usd,2024-01-05 23:30:00,Order\n"
    "po_1,txn_2,payout,-23.97,0.00,-23.97,usd,2024-01-07 00:00:00,STRIPE PAYOUT\n"
)
PAYOUTS = (
    "id,Amount,Created (UTC),Currency,Livemode,Arrival Date (UTC),Source Type,Destination,Status,Type,Method,"
    "Description,Balance Transaction\n"
    "po_2,80.00,2024-02-02 01:00,usd,true,2024-02-05 00:00,card,ba_1,paid,bank_account,standard,STRIPE PAYOUT,txn_8\n"
    "po_1,-3.00,2024-02-01 01:00,usd,true,2024-02-03 00:00,card,ba_1,paid,bank_account,standard,STRIPE PAYOUT,txn_7\n"
    "po_0,70.00,2024-02-01 01:00,usd,true,2024-02-03 00:00,card,ba_1,failed,bank_account,standard,STRIPE PAYOUT,\n"
)
GOOD = (HISTORY, ITEMIZED, PAYMENTS, REDUCED, ONE_PAYOUT, PAYOUTS)


def read(text: str, **given: object) -> Reading:
    return FORMAT.read(Source(text, zone=UTC, **given))  # type: ignore[arg-type]


def net(rows: Iterable[ImportedMoney], currency: str = "USD") -> int:
    """Minor units of a currency that are left of all rows."""
    return sum(
        (row.gross or 0) - (row.refunds or 0) - (row.processing_fees or 0)
        for row in rows
        if row.currency == currency
    )


def column_sum(text: str, column: str, **where: Iterable[str]) -> Decimal:
    """The sum of a column over the records whose other columns have one of these values, by the csv module."""
    records = csv.DictReader(io.StringIO(text))
    return sum(
        (Decimal(row[column] or 0) for row in records if all(row[name] in these for name, these in where.items())),
        Decimal(0),
    )


@pytest.mark.parametrize("text", GOOD)
def test_all_reports_are_known_by_their_header(text: str) -> None:
    assert FORMAT.claims(head_of(text))


@pytest.mark.parametrize(
    "header",
    [
        "Date,Type,Amount,Currency,Status", "id,amount,currency,status,created", "type,amount,fee,net,currency,date",
        '"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net"',
        "Type,Date,Purchase ID,Item Name,Sale Price ($),Gumroad Fees ($),Net Total ($)",
        "User,Email,Project,Start date,Start time,Duration",
    ],
)  # fmt: skip
def test_other_files_are_not_claimed(header: str) -> None:
    assert not FORMAT.claims(head_of(header + "\n"))


def test_the_history_is_charges_less_refunds_less_fees() -> None:
    reading = read(HISTORY)
    assert [(row.gross, row.refunds, row.processing_fees) for row in reading.money] == [
        (None, None, 200),  # Stripe's own fee
        (None, 2000, 1500),  # a dispute
        (None, 4728, None),  # 49.00 back to the customer, 1.72 of the fee back from Stripe
        (8000, None, 64),
        (10000, None, 320),
    ]
    assert [found.why for found in reading.skipped] == ["a payout is no income: it moves what was earned"]
    # by another way: all Net of the file but the payout's, 96.80 + 79.36 - 47.28 - 35.00 - 2.00 = 91.88
    assert net(reading.money) == 9188 == int(column_sum(HISTORY, "Net") * 100) + 8834


def test_a_row_belongs_to_the_day_it_was_created_in_the_zone_of_the_import() -> None:
    assert read(HISTORY).money[-1].day == date(2024, 3, 1)
    berlin = FORMAT.read(Source(HISTORY, zone=ZoneInfo("Europe/Berlin"))).money
    assert (berlin[-1].day, berlin[-2].day) == (date(2024, 3, 2), date(2024, 3, 2))
    assert FORMAT.read(Source(ONE_PAYOUT, zone=ZoneInfo("Europe/Berlin"))).money[0].day == date(2024, 1, 5)


def test_the_itemized_report_is_the_change_of_the_balance() -> None:
    reading = read(ITEMIZED)
    # 116.22 - 20.00 - 65.00 + 65.00 - 0.42 - 3.00 = 92.80
    assert net(reading.money) == 9280
    assert net(reading.money, "JPY") == 4850
    assert [row.gross for row in reading.money if row.currency == "JPY"] == [5000]
    assert sorted(found.why.split(" is ")[0] for found in reading.skipped) == ["a payout", "a risk_reserved_funds"]
    kept = column_sum(ITEMIZED, "net", reporting_category=("charge", "refund", "dispute", "dispute_reversal", "fee",
                                                          "network_cost"), currency=("usd",))  # fmt: skip
    assert kept == Decimal("92.80")


def test_payments_count_when_paid_in_the_currency_of_their_fee() -> None:
    reading = read(PAYMENTS)
    paid = [row for row in reading.money if row.gross]
    assert {row.currency for row in reading.money} == {"USD"}
    # 10.82 + 9.61 + 50.10 + 20.00 + 33.30 = 123.83 and 0.61 + 0.58 + 1.75 + 0.88 + 1.27 = 5.09
    assert sum(row.gross or 0 for row in paid) == 12383
    assert sum(row.processing_fees or 0 for row in paid) == 509
    assert column_sum(PAYMENTS, "Converted Amount", Status=("Paid", "Refunded")) == Decimal("123.83")
    assert column_sum(PAYMENTS, "Fee", Status=("Paid", "Refunded")) == Decimal("5.09")
    assert [(found.line, found.why) for found in reading.skipped] == [
        (4, "its status is Failed"),
        (5, "its status is canceled"),
    ]
    assert reading.warnings == ("1 payment has taxes on the fee: they are left out",)


def test_payments_of_the_time_when_the_column_was_called_created_are_read() -> None:
    text = PAYMENTS.replace("Created date (UTC)", "Created").replace("Refunded date (UTC)", "x")
    assert FORMAT.claims(head_of(text))
    reading = read(text)
    assert sum(row.gross or 0 for row in reading.money) == 12383
    assert reading.report == "payments"
    assert not FORMAT.claims(head_of(text.replace("Amount Refunded", "Given Back")))


def test_refunds_and_lost_disputes_of_payments_are_lines_of_their_own() -> None:
    back = [row for row in read(PAYMENTS).money if row.refunds]
    assert [(row.external, row.refunds, row.day) for row in back] == [
        ("ch_5 refund", 1890, date(2024, 6, 2)),
        ("ch_6 refund", 2000, date(2024, 5, 4)),
        ("ch_7 dispute", 3330, date(2024, 5, 5)),
    ]
    assert all(row.gross is None and row.processing_fees is None for row in back)


def test_the_reduced_export_has_no_ids() -> None:
    reading = read(REDUCED)
    assert [(row.gross, row.processing_fees, row.external) for row in reading.money] == [
        (1082, 61, None),
        (961, 58, None),
    ]
    assert [found.line for found in reading.skipped] == [4, 5]


def test_fees_of_an_unknown_currency_are_refused_or_skipped() -> None:
    bare = (
        "id,Created date (UTC),Amount,Currency,Fee,Status\n"
        "ch_1,2024-05-01,10.00,{},0.61,Paid\nch_2,2024-05-01,5.00,usd,,Paid\n"
    )
    assert net(read(bare.format("usd")).money) == 1439
    with pytest.raises(ImportRefused, match="several currencies and no Converted Amount"):
        read(bare.format("eur"))
    half = REDUCED.replace("10.82,usd,0.61", ",,0.61")
    assert "no converted amount" in read(half).skipped[0].why


def test_payouts_are_income_with_a_warning() -> None:
    reading = read(PAYOUTS)
    assert [(row.gross, row.refunds, row.day) for row in reading.money] == [
        (8000, None, date(2024, 2, 2)),
        (None, 300, date(2024, 2, 1)),
    ]
    assert reading.skipped[0].why == "its status is failed"
    assert "never both" in reading.warnings[0]


def test_one_payout_leaves_out_the_payout() -> None:
    (row,) = read(ONE_PAYOUT).money
    assert (row.gross, row.processing_fees, row.external) == (2500, 103, "txn_1")


def test_a_stream_is_chosen_by_the_product_or_by_stripe() -> None:
    assert {row.source for text in GOOD for row in read(text).money} == {"Stripe"}
    with_product = HISTORY.replace("description (metadata)", "product (metadata)")
    assert {row.source for row in read(with_product).money} == {"Stripe", "meta"}
    assert read(HISTORY).money[-1].description == "Invoice 1"


def test_every_payout_is_skipped_with_its_line() -> None:
    rows = [f"txn_{n},payout,po,-1.00,0.00,,,-1.00,usd,2024-03-09 01:00,,P,,,,,," for n in range(2000)]
    reading = read(HISTORY + "\n".join(rows))
    assert len(reading.skipped) == 2001
    assert len({found.line for found in reading.skipped}) == 2001
    assert len(reading.money) == len(read(HISTORY).money)


def test_rows_that_cannot_be_read_are_skipped_with_their_reason() -> None:
    rows = (
        "txn_7,mystery,,1.00,0.00,,,1.00,usd,2024-03-08 10:00,,,,,,,,\n"
        "txn_8,charge,,1.00,0.00,,,1.00,,2024-03-08 10:00,,,,,,,,\n"
        "txn_9,charge,,x,0.00,,,1.00,usd,2024-03-08 10:00,,,,,,,,\n"
        "txn_10,charge,,1.00,0.00,,,1.00,usd,soon,,,,,,,,\n"
        "txn_11,charge,,0.00,0.00,,,0.00,usd,2024-03-08 10:00,,,,,,,,\n"
        "txn_12,charge\n"
    )
    reading = read(HISTORY + rows)
    assert len(reading.money) == 5
    assert [(found.line, found.why.split(":")[0]) for found in reading.skipped] == [
        (2, "a payout is no income"),
        (8, "the type 'mystery' is not known here"),
        (9, "it has no currency"),
        (10, "'x' is no amount"),
        (11, "'soon' is no date that is known here"),
        (12, "it is of zero"),
        (13, "it has no currency"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}", "is JSON"), ("Date,Amount\n1,2\n", "none of Stripe's reports"), (PAYOUTS.split("\n")[0], "no row"),
        ("balance_transaction_id,gross,fee,net,currency,reporting_category\nt,1,0,1,usd,charge\n", "no column Created"),
    ],
)  # fmt: skip
def test_wrong_files_are_refused_with_which_export_to_choose(text: str, said: str) -> None:
    with pytest.raises(ImportRefused, match=said) as refused:
        read(text)
    assert "in Stripe open" in str(refused.value)


@given(st.sampled_from(GOOD), st.integers(0, 900), st.integers(0, 30), st.text(max_size=12))
def test_mutated_files_raise_nothing_but_a_refusal(text: str, at: int, length: int, put: str) -> None:
    refusal = ""
    try:
        reading = read(text[:at] + put + text[at + length :])
    except ImportRefused as refused:
        refusal, reading = str(refused), Reading()
    assert is_clean(refusal)
    for row in reading.money:
        said = (row.gross, row.refunds, row.processing_fees)
        assert all(amount is None or amount >= 0 for amount in said)
        assert is_clean(row.source + row.description + (row.external or ""))


@given(st.lists(st.tuples(st.integers(-10_000, 10_000), st.integers(-900, 900)), min_size=1, max_size=20))
def test_what_is_left_is_what_the_balance_gained(rows: list[tuple[int, int]]) -> None:
    header = "id,Type,Source,Amount,Fee,Net,Currency,Created (UTC)\n"
    lines = [
        f"t{n},adjustment,,{amount / 100:.2f},{fee / 100:.2f},{(amount - fee) / 100:.2f},usd,2024-03-08 10:00\n"
        for n, (amount, fee) in enumerate(rows)
    ]
    reading = read(header + "".join(lines))
    assert net(reading.money) == sum(amount - fee for amount, fee in rows)
