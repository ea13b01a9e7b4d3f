"""The forms that hold sums: the weeks, the journal, the figures, the review."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.demo import demo_documents
from leverage_tui.domain.metrics import Memory, as_json, figures
from leverage_tui.domain.model import OWN_WORK, Amounts, Closed, Hours, Money, Per, Rate, Source, Standing, Work
from leverage_tui.domain.quantities.dates import Period
from leverage_tui.interchange.writers import figures_json, journal, report_md, weeks_csv
from leverage_tui.interchange.writers.wanted import ExportRefused, Wanted
from tests.interchange.writers.books import TODAY, bare, hostile, hours, table_of, text_of

MONDAY = date(2026, 11, 2)
NEXT = date(2026, 11, 9)
POSTING = re.compile(r"    (\S(?:.*\S)?)  (\S+) (-?[0-9.]+)")


def paid(doc_id: int, day: date, until: date, currency: str = "USD", note: str = "", **minor: int) -> Money:
    return Money(doc_id=doc_id, stream="care", date=day, until=until, currency=currency, amounts=Amounts(**minor),
                 note=note)  # fmt: skip


def demo() -> Book:
    return book_of(demo_documents(TODAY))


def test_the_weeks_of_a_small_life() -> None:
    """$100 for 14 days is $50 a week; an hour of Ann at $20; a tool of $7 a week from Monday the 9th."""
    book = bare([
        hours("care", MONDAY, Work.SUPPORT, 90), hours("care", NEXT, Work.BUILD, 60),
        hours("care", NEXT, Work.PEOPLE, 60, who="Ann", cost=20_00, currency="USD"),
        paid(1, MONDAY, date(2026, 11, 15), gross=100_00, processing_fees=3_01),
        Standing(doc_id=5, stream="care", name="tool", begins=NEXT, per=Per.WEEK, currency="USD",
                 source=Source.AUTOMATION, amounts=Amounts(fixed_costs=7_00)),
        Closed(doc_id=6, stream="care", week=MONDAY),
    ])  # fmt: skip
    first, second = table_of(text_of(weeks_csv.WRITER, book, period=Period(MONDAY, date(2026, 11, 15))))
    assert (first["week"], first["monday"], first["stream"], first["closed"]) == (
        "2026-W45",
        "2026-11-02",
        "care",
        "yes",
    )
    assert (first["support minutes"], first["own minutes"], first["own hours"]) == ("90", "90", "1.50")
    assert (first["gross"], first["processing fees"], first["net"]) == ("50.00", "1.50", "48.50")
    assert (second["closed"], second["build minutes"], second["people minutes"]) == ("no", "60", "60")
    assert (second["gross"], second["processing fees"], second["fixed costs"]) == ("50.00", "1.51", "7.00")
    assert (second["pay of people"], second["net"]) == ("20.00", "21.49")


def test_a_week_without_amounts_has_none() -> None:
    (row,) = table_of(text_of(weeks_csv.WRITER, bare([hours("care", MONDAY, Work.SELL, 30)])))
    assert [row[name] for name in ("gross", "refunds", "net", "expected net")] == ["", "", "", ""]
    assert row["own minutes"] == "30"


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 90), st.integers(0, 10**6)), max_size=8))
def test_the_weeks_add_up_to_what_was_entered(periods: list[tuple[int, int, int]]) -> None:
    """To the cent, however the periods lie across the weeks; with income up to today nothing is expected."""
    money = [paid(99, TODAY, TODAY, gross=1)]
    for number, (before, length, minor) in enumerate(periods, 1):
        last = TODAY - timedelta(before)
        money.append(paid(number, last - timedelta(length), last, gross=minor, refunds=minor // 3))
    rows = table_of(text_of(weeks_csv.WRITER, bare(money)))
    for name in ("gross", "refunds"):
        shown = sum(Decimal(row[name] or 0) for row in rows) * 100
        assert shown == sum(getattr(entry.amounts, name) or 0 for entry in money)
    assert all(
        Decimal(row["net"] or 0) == Decimal(row["gross"] or 0) - Decimal(row["refunds"] or 0) for row in rows
    )
    assert not any(Decimal(row["expected net"] or 0) for row in rows)


def test_the_weeks_of_the_demo_hold_all_own_minutes_and_say_what_is_expected() -> None:
    rows = table_of(text_of(weeks_csv.WRITER, demo()))
    own = sum(entry.minutes for entry in demo().all(Hours) if entry.work in OWN_WORK and entry.date <= TODAY)
    assert sum(int(row["own minutes"]) for row in rows) == own > 0
    assert Decimal(rows[-1]["expected net"]) > 0 == Decimal(rows[0]["expected net"])


def test_amounts_in_a_currency_without_a_rate_are_in_no_sum() -> None:
    book = bare([paid(1, MONDAY, MONDAY, "EUR", gross=10_00)])
    (row,) = table_of(
        text_of(weeks_csv.WRITER, bare([*book.all(Money), Rate(doc_id=1, currency="EUR", date=MONDAY, rate="2")]))
    )
    assert row["gross"] == "20.00"
    assert table_of(text_of(weeks_csv.WRITER, book)) == []


def transactions(text: str) -> list[dict[str, Decimal]]:
    """The postings of each transaction, read anew: an account and its amount, two blanks between."""
    found = []
    for block in text.split("\n\n")[1:]:
        lines = block.rstrip("\n").split("\n")
        assert re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2} \* \([0-9]+-[0-9]{11}\) ", lines[0] + " ")
        parts = [POSTING.fullmatch(line) for line in lines[1:]]
        assert all(parts), block
        found.append({f"{part[1]} {part[2]}": Decimal(part[3]) for part in parts if part})
    return found


def test_a_transaction_balances_to_the_smallest_unit() -> None:
    book = bare([
        paid(20261102 * 10**11 + 1, MONDAY, date(2026, 11, 30), "KWD", "a; date:2020-01-01 | b", gross=1_234_567,
             refunds=1, platform_fees=2_500, variable_costs=66),
    ])  # fmt: skip
    assert text_of(journal.WRITER, book).split("\n", 2)[2] == (
        "2026-11-02 * (20261102-00000000001) WordPress care plan | a, date:2020-01-01 / b"
        "  ; for 2026-11-02 to 2026-11-30\n"
        "    income:care:sales  KWD -1234.567\n"
        "    income:care:refunds  KWD 0.001\n"
        "    expenses:care:platform fees  KWD 2.500\n"
        "    expenses:care:variable costs  KWD 0.066\n"
        "    assets:received:care  KWD 1232.000\n"
    )


def test_a_journal_holds_every_amount_and_what_people_were_paid() -> None:
    book = bare([
        paid(1, MONDAY, MONDAY, gross=10_00), paid(2, MONDAY, MONDAY, "JPY", gross=1500, fixed_costs=1500),
        paid(3, MONDAY, MONDAY), paid(4, MONDAY, MONDAY, refunds=5_00),
        hours("care", MONDAY, Work.PEOPLE, 60, who="Ann", cost=20_00, currency="EUR"),
    ])  # fmt: skip
    found = transactions(text_of(journal.WRITER, book))
    assert all(sum(postings.values()) == 0 for postings in found)
    sums = Counter[str]()
    for postings in found:
        sums.update(postings)
    assert sums == {
        "income:care:sales USD": Decimal("-10.00"), "income:care:refunds USD": Decimal("5.00"),
        "assets:received:care USD": Decimal("5.00"), "income:care:sales JPY": Decimal(-1500),
        "expenses:care:fixed costs JPY": Decimal(1500), "expenses:care:pay of people EUR": Decimal("20.00"),
        "assets:received:care EUR": Decimal("-20.00"),
    }  # fmt: skip


def test_the_journal_of_the_demo_is_its_money() -> None:
    book = demo()
    received = sum(
        (amount for found in transactions(text_of(journal.WRITER, book)) for name, amount in found.items()
         if name.startswith("assets:")), Decimal(),
    )  # fmt: skip
    net = sum(entry.amounts.net for entry in book.all(Money))
    pay = sum(entry.cost or 0 for entry in book.all(Hours))
    assert received * 100 == net - pay
    (note,) = journal.WRITER.notes(Wanted(book, TODAY))
    assert note.startswith("what goes on without being logged (6) is left out")


def test_hostile_names_make_no_posting_of_their_own() -> None:
    book = hostile()
    found = transactions(text_of(journal.WRITER, book))
    assert len(found) == 2 * len(book.streams)
    amounts: dict[str, list[Decimal]] = defaultdict(list)
    for postings in found:
        for name, amount in postings.items():
            amounts[name.partition(":")[0]].append(amount)
    assert set(amounts) == {"income", "assets", "expenses"}
    assert set(amounts["income"]) == {Decimal("-12.34")}


@pytest.mark.skipif(shutil.which("hledger") is None, reason="hledger is not installed")
def test_hledger_reads_them(tmp_path: Path) -> None:
    import subprocess

    from leverage_tui.interchange.writers import timeclock

    for book in (demo(), hostile()):
        (tmp_path / "j.journal").write_text(text_of(journal.WRITER, book), encoding="utf-8")
        (tmp_path / "t.timeclock").write_text(text_of(timeclock.WRITER, book), encoding="utf-8")
        for name in ("j.journal", "t.timeclock"):
            subprocess.run(["hledger", "-f", str(tmp_path / name), "balance"], check=True, capture_output=True)


def test_json_is_every_figure() -> None:
    book = demo()
    assert json.loads(text_of(figures_json.WRITER, book)) == json.loads(
        json.dumps(as_json(figures(book, TODAY, Memory())))
    )
    assert text_of(figures_json.WRITER, hostile()).isascii()
    assert tuple(figures_json.WRITER.notes(Wanted(book, TODAY))) == figures(book, TODAY, Memory()).warnings


def test_a_review_needs_days_that_have_come() -> None:
    month = Period(date(2026, 10, 1), date(2026, 10, 31))
    assert text_of(report_md.WRITER, demo(), period=month).startswith("# Oct 2026\n\nagainst Sep 2026\n")
    for period, why in ((None, "say which"), (Period(date(2026, 11, 19), date(2026, 11, 20)), "has not come")):
        with pytest.raises(ExportRefused, match=why):
            text_of(report_md.WRITER, demo(), period=period)
