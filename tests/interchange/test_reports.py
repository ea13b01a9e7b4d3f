from __future__ import annotations

from datetime import date, timedelta

import pytest

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.check import checked
from leverage_tui.domain.model import Money
from leverage_tui.interchange.plan import plan_import
from leverage_tui.interchange.registry import read_import
from leverage_tui.interchange.rows import ImportedMoney, ImportRefused, Reading
from tests.interchange.files import book

HISTORY = (
    b"id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Available On (UTC),Description\n"
    b"txn_1,charge,ch_1,100.00,3.20,96.80,usd,2026-01-02 10:00,2026-01-04 00:00,Sub\n"
    b"txn_2,charge,ch_2,10.00,0.50,9.50,usd,2026-01-09 10:00,2026-01-11 00:00,Sub\n"
)
ITEMIZED = (
    b"balance_transaction_id,created_utc,available_on_utc,currency,gross,fee,net,reporting_category,description\n"
    b"txn_1,2026-01-02 10:00:00,2026-01-04 00:00:00,usd,100.00,3.20,96.80,charge,Sub\n"
)
PAYMENTS = (
    b"id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Description,Fee,Mode,Status\n"
    b"ch_1,2026-01-02 10:00,100.00,0.00,usd,true,Sub,3.20,Live,Paid\n"
)
PAYOUTS = (
    b"id,Amount,Created (UTC),Currency,Livemode,Arrival Date (UTC),Source Type,Destination,Status,Type\n"
    b"po_1,96.80,2026-01-05 10:00,usd,true,2026-01-07,card,ba,paid,bank_account\n"
)
DAY = date(2026, 3, 2)


def imported(where: Book, data: bytes, into: str = "care") -> Book:
    name, reading = read_import(data)
    return checked(where, plan_import(where, reading, format=name, into=into).edit)


@pytest.mark.parametrize(
    ("first", "second"),
    [(HISTORY, PAYOUTS), (PAYOUTS, HISTORY), (HISTORY, PAYMENTS), (PAYMENTS, ITEMIZED)],
)
def test_the_same_money_in_two_reports_never_counts_twice(first: bytes, second: bytes) -> None:
    there = imported(book(), first)
    with pytest.raises(ImportRefused, match="never both"):
        imported(there, second)
    assert len(list(imported(there, second, into="consulting").all(Money))) > len(list(there.all(Money)))


def test_two_reports_of_the_balance_are_known_by_their_ids() -> None:
    there = imported(book(), ITEMIZED)
    # By hand: 100.00 is known, 10.00 is new.
    assert sorted(found.amounts.gross or 0 for found in imported(there, HISTORY).all(Money)) == [1_000, 10_000]


def lines(report: str, *days: int) -> Reading:
    money = [
        ImportedMoney(n, "Shop", "", DAY + timedelta(days=day), "USD", gross=100 + n, external=f"{report}{day}")
        for n, day in enumerate(days, 2)
    ]
    return Reading(money=tuple(money), report=report)


@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        ((0, 7, 14), (15, 22), False),
        ((15, 22), (0, 7, 14), False),
        ((0, 7, 14), (14,), True),
        ((0, 7, 14), (10,), True),
        ((10,), (0, 7, 14), True),
        ((0, 60), (30,), False),
    ],
)
def test_one_report_may_follow_another(first: tuple[int, ...], second: tuple[int, ...], refused: bool) -> None:
    made = plan_import(book(), lines("", *first), format="shop", into="care")
    there = checked(book(), made.edit)
    if refused:
        with pytest.raises(ImportRefused, match="has money from shop around"):
            plan_import(there, lines("payouts", *second), format="shop", into="care")
    else:
        after = plan_import(there, lines("payouts", *second), format="shop", into="care")
        assert {found.source for found in checked(there, after.edit).all(Money)} == {"shop", "shop payouts"}


def test_what_is_known_already_is_not_refused() -> None:
    there = imported(book(), PAYOUTS)
    name, reading = read_import(PAYOUTS)
    assert plan_import(there, reading, format=name, into="care").duplicates == 1
