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
from leverage_tui.interchange.formats.gumroad import FORMAT
from leverage_tui.interchange.registry import head_of
from leverage_tui.interchange.rows import ImportedMoney, ImportRefused, Reading
from leverage_tui.interchange.source import Source

HEADER = (
    "Purchase ID,Item Name,Buyer Name,Purchase Email,Buyer Email,Do not contact?,Purchase Date,Purchase Time (UTC "
    "timezone),Subtotal ($),Taxes ($),Shipping ($),Sale Price ($),{fee},Net Total ($),Tax Included in Price?,Refunded?,"
    "Partial Refund ($),Fully Refunded?,Disputed?,Dispute Won?,Variants,Recurring Charge?,Free trial purchase?,"
    "Pre-order authorization?,Quantity,Affiliate,Affiliate commission ($),PayPal Fee Amount,PayPal Fee Currency,Type\n"
)
ROWS = (
    "p1==,Course,Ann,a@x.org,,0,2022-05-05,2022-05-05 23:30:00 UTC,100.0,0.0,0.0,100.0,10.3,89.7,,0,0.0,0,0,0,Pro,0,0,"
    "0,1,,,,,x\n"
    "p2==,Course,Bo,b@x.org,,0,2022-05-06,2022-05-06 10:00:00 UTC,100.0,0.0,0.0,100.0,10.3,89.7,,1,25.5,0,0,0,,0,0,0,"
    "2,,,,,\n"
    "p3==,Course,Cy,c@x.org,,0,2022-05-07,2022-05-07 10:00:00 UTC,100.0,0.0,0.0,100.0,10.3,89.7,,1,0.0,1,0,0,,0,0,0,1,,"
    "30.0,,,\n"
    'p4==,"Book, signed",Di,d@x.org,,0,2022-05-08,2022-05-08 10:00:00 UTC,20.0,4.0,6.0,30.0,3.29,26.71,1,0,0.0,0,0,0,,'
    "0,0,0,1,f@x.org,5.0,1.02,USD,\n"
    "p5==,Course,Ed,e@x.org,,0,2022-05-09,2022-05-09 10:00:00 UTC,100.0,19.0,0.0,100.0,10.3,89.7,0,0,0.0,0,1,1,,0,0,0,"
    "1,,,,,\n"
    "p6==,Course,Flo,g@x.org,,0,2022-05-10,2022-05-10 10:00:00 UTC,100.0,0.0,0.0,100.0,10.3,89.7,,0,0.0,0,1,0,,0,0,0,1,"
    ",,,,\n"
    "p7==,Club,Gus,h@x.org,,0,2022-05-11,2022-05-11 10:00:00 UTC,9.0,0.0,0.0,9.0,1.0,8.0,,0,0.0,0,0,0,,0,1,0,1,,,,,\n"
    "p8==,Free thing,Hal,i@x.org,,0,2022-05-12,2022-05-12 10:00:00 UTC,0.0,0.0,0.0,0.0,0.0,0.0,,0,0.0,0,0,0,,0,0,0,1,,,"
    ",,\n"
)
TOTALS = "Totals,,,,,,,,629.0,23.0,6.0,638.0,65.09,572.91,,,25.5,,,,,,,,,,35.0,1.02,,\n"
SALES = HEADER.format(fee="Gumroad Fee ($)") + ROWS + TOTALS
PAYOUT = (
    "Type,Date,Purchase ID,Item Name,Buyer Name,Buyer Email,Taxes ($),Shipping ($),Sale Price ($),Gumroad Fees ($),Net "
    "Total ($)\n"
    "Sale,2022-05-05,p1==,Course,Ann,a@x.org,0.0,0.0,100.0,10.3,89.7\n"
    "Sale,2022-05-06,p2==,Course,Bo,b@x.org,0.0,0.0,100.0,10.3,89.7\n"
    "Partial Refund,2022-05-20,p2==,Course,Bo,b@x.org,0.0,-0.0,-25.5,-2.6300000000000003,-22.87\n"
    "Full Refund,2022-05-21,p1==,Course,Ann,a@x.org,0.0,0.0,-100.0,-7.1,-92.9\n"
    "Chargeback,2022-05-22,p0==,Course,Zed,z@x.org,0.0,0.0,-50.0,-5.3,-44.7\n"
    "Affiliate Credit,2022-05-23,,,,,,,12.5,,12.5\n"
    "Affiliate Credit,2022-05-24,,,,,,,-4.0,,-4.0\n"
    "Credit,2022-05-25,,,,,,,3.0,,3.0\n"
    "Sale,2022-05-26,p9==,Course,Pia,p@x.org,0.0,0.0,40.0,4.0,36.0\n"
    "PayPal Payouts,2022-05-27,,,,,,,-36.0,,-36.0\n"
    "Payout Fee,2022-05-27,,,,,,,,2.0,-2.0\n"
    "Technical Adjustment,2022-05-27,,,,,,,,,-0.11\n"
    "Subtotal — activity paid out by Gumroad,,,,,,0.0,0.0,36.0,8.57,28.32\n"
    "Totals,,,,,,0.0,0.0,40.0,12.57,28.32\n"
)


def read(text: str) -> Reading:
    return FORMAT.read(Source(text, zone=UTC))


def net(rows: Iterable[ImportedMoney]) -> int:
    return sum(
        (row.gross or 0) - sum(taken or 0 for taken in (row.refunds, row.platform_fees, row.processing_fees,
                                                        row.variable_costs))
        for row in rows
    )  # fmt: skip


def test_both_files_are_known_by_their_header() -> None:
    for text in (SALES, SALES.replace("Gumroad Fee ($)", "Fees ($)"), PAYOUT):
        assert FORMAT.claims(head_of(text))
    for header in (
        "Type,Date,Item Name,Amount",
        "id,Type,Source,Amount,Fee,Net,Currency",
        "Date,Name,Type,Gross,Net",
    ):
        assert not FORMAT.claims(head_of(header + "\n"))


def test_sales_are_prices_less_fees_commissions_and_what_was_given_back() -> None:
    reading = read(SALES)
    assert [
        (row.source, row.gross, row.platform_fees, row.variable_costs, row.processing_fees, row.refunds, row.units)
        for row in reading.money
    ] == [
        ("Course", 10000, 1030, None, None, None, 1),
        ("Course", 10000, 1030, None, None, None, 2),
        ("Course", None, None, None, None, 2550, None),
        ("Course", 10000, 1030, 3000, None, None, 1),
        ("Course", None, None, None, None, 5970, None),  # nothing of the sale is left
        ("Book, signed", 2600, 329, 500, 102, None, 1),  # 4.00 of the price is tax
        ("Course", 10000, 1030, None, None, None, 1),  # its tax came on top, its dispute was won
        ("Course", 10000, 1030, None, None, None, 1),
        ("Course", None, None, None, None, 8970, None),  # its dispute was not won
    ]
    assert {row.currency for row in reading.money} == {"USD"}
    # by hand: 89.70 + (89.70 - 25.50) + 0 + (26.71 - 4.00 - 5.00 - 1.02) + 89.70 + 0 = 260.29
    assert net(reading.money) == 26029


def test_the_net_is_that_of_the_files_net_totals() -> None:
    records = {row["Purchase ID"]: row for row in csv.DictReader(io.StringIO(SALES))}
    kept = sum(Decimal(records[f"p{n}=="]["Net Total ($)"]) for n in (1, 2, 4, 5))
    assert kept == Decimal("295.81")
    # less the part given back, the commission, the tax in a price, and what PayPal took
    assert kept - Decimal("25.50") - 5 - 4 - Decimal("1.02") == Decimal(net(read(SALES).money)) / 100


def test_refunds_have_an_identity_of_their_own() -> None:
    ids = [row.external for row in read(SALES).money]
    assert ids[:5] == ["p1==", "p2==", "p2== refund", "p3==", "p3== refund"]
    assert len(set(ids)) == len(ids)


def test_trials_and_free_downloads_are_no_sales_and_totals_are_dropped() -> None:
    reading = read(SALES)
    assert [(found.line, found.why) for found in reading.skipped] == [
        (8, "it is a free trial: nothing was charged yet"),
        (9, "it is free"),
    ]


def test_the_day_is_that_of_the_purchase_in_the_zone_of_the_import() -> None:
    assert read(SALES).money[0].day == date(2022, 5, 5)
    berlin = FORMAT.read(Source(SALES, zone=ZoneInfo("Europe/Berlin")))
    assert berlin.money[0].day == date(2022, 5, 6)
    for typed in ("23:30:00", "2022-05-05 23:30:00 +0000", "2022-05-05T23:30:00Z"):
        other = SALES.replace("2022-05-05 23:30:00 UTC", typed)
        assert FORMAT.read(Source(other, zone=ZoneInfo("Europe/Berlin"))).money[0].day == date(2022, 5, 6)
    assert read(PAYOUT).money[0].day == date(2022, 5, 5)


def test_a_payout_is_what_its_net_totals_say() -> None:
    reading = read(PAYOUT)
    assert [
        (row.gross, row.platform_fees, row.variable_costs, row.refunds, row.units) for row in reading.money
    ] == [
        (10000, 1030, None, None, 1),
        (10000, 1030, None, None, 1),
        (None, None, None, 2287, None),
        (None, None, None, 9290, None),
        (None, None, None, 4470, None),
        (1250, None, None, None, None),
        (None, None, 400, None, None),
        (300, None, None, None, None),
        (4000, 400, None, None, 1),
        (None, 200, None, None, None),
        (None, 11, None, None, None),
    ]
    # the file's total, and the 36.00 that PayPal paid out
    records = [row for row in csv.DictReader(io.StringIO(PAYOUT)) if row["Date"]]
    total = sum(Decimal(row["Net Total ($)"]) for row in records)
    assert (total, net(reading.money)) == (Decimal("28.32"), 2832 + 3600)
    assert [found.why for found in reading.skipped] == ["paypal payouts are sales that are paid out elsewhere"]
    assert reading.money[0].external == read(SALES).money[0].external


def test_rows_that_cannot_be_read_are_skipped() -> None:
    extra = "Mystery,2022-05-05,,,,,,,1.0,,1.0\nSale,soon,p,,,,,,1.0,,1.0\nSale,2022-05-05,p,,,,,,0,,0\n"
    assert [found.why.split(":")[0] for found in read(PAYOUT + extra).skipped] == [
        "paypal payouts are sales that are paid out elsewhere",
        "the type 'Mystery' is not known here",
        "'soon' is no date that is known here",
        "it is of zero",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}", "is JSON"),
        ("Item,Amount\na,1\n", "no column Purchase Date"),
        (HEADER.format(fee="Fees ($)"), "no row"),
    ],
)
def test_wrong_files_are_refused(text: str, said: str) -> None:
    with pytest.raises(ImportRefused, match=said) as refused:
        read(text)
    assert "in Gumroad open Sales" in str(refused.value)


@given(st.sampled_from((SALES, PAYOUT)), st.integers(0, 1500), st.integers(0, 30), st.text(max_size=12))
def test_mutated_files_raise_nothing_but_a_refusal(text: str, at: int, length: int, put: str) -> None:
    refusal = ""
    try:
        reading = read(text[:at] + put + text[at + length :])
    except ImportRefused as refused:
        refusal, reading = str(refused), Reading()
    assert is_clean(refusal)
    for row in reading.money:
        said = (row.gross, row.refunds, row.platform_fees, row.processing_fees, row.variable_costs)
        assert all(amount is None or amount >= 0 for amount in said)
        assert is_clean(row.source + row.description + (row.external or ""))
