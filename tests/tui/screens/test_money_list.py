"""The list of money that was entered: looked at, changed, deleted, added, each of it undone."""

from __future__ import annotations

from datetime import date

import pytest

from leverage_tui.domain.edits.core import EditRefused
from leverage_tui.domain.edits.money import add_money, change_money, delete_money, overlapping
from leverage_tui.domain.model import Amounts, Money
from leverage_tui.domain.quantities.dates import Period
from leverage_tui.tui.screens.money_form import MoneyForm
from leverage_tui.tui.screens.money_list import MoneyList
from tests.tui.conftest import Running, Start
from tests.tui.screens.helpers import three_streams

BOOK = three_streams()
APRIL, MAY = Period(date(2025, 4, 1), date(2025, 4, 30)), Period(date(2025, 5, 1), date(2025, 5, 31))


def of_stream(running: Running, stream: str) -> list[Money]:
    found = running.funnel.book.ledger(stream).money
    return sorted(found, key=lambda entry: (entry.until, entry.doc_id), reverse=True)


async def opened(running: Running) -> MoneyList:
    await running.press("M")
    shown = running.app.screen
    assert isinstance(shown, MoneyList)
    return shown


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 15)], ids=str)
async def test_the_latest_stands_first_and_its_parts_below(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size) as running:
        entries = of_stream(running, "consulting")
        await opened(running)
        assert f"{len(entries)} entries" in running.text()
        assert "Jun 2025" in running.text() or "May 2025" in running.text()
        assert "What arrived $" in running.text()


async def test_an_entry_is_changed_in_the_form_it_was_made_with_and_undone(start: Start) -> None:
    async with start() as running:
        before = of_stream(running, "consulting")
        await opened(running)
        await running.press("enter")
        form = running.app.screen
        assert isinstance(form, MoneyForm)
        assert "Change money" in running.text()
        gross = before[0].amounts.gross
        assert gross is not None
        assert form.typed()["gross"].replace(",", "") == f"{gross / 100:.2f}".removesuffix(".00")
        await running.press("home", "ctrl+k", "1", "2", "3", "f10")
        assert isinstance(running.app.screen, MoneyList)
        after = of_stream(running, "consulting")
        assert after[0].amounts.gross == 12_300
        assert (after[0].doc_id, after[0].date, after[0].until) == (
            before[0].doc_id,
            before[0].date,
            before[0].until,
        )
        assert after[1:] == before[1:]
        await running.press("escape", "u")
        assert [entry.amounts for entry in of_stream(running, "consulting")] == [entry.amounts for entry in before]


async def test_an_entry_is_deleted_by_one_key_and_comes_back(start: Start) -> None:
    async with start() as running:
        before = of_stream(running, "consulting")
        await opened(running)
        await running.press("x")
        assert [entry.doc_id for entry in of_stream(running, "consulting")] == [
            entry.doc_id for entry in before[1:]
        ]
        assert isinstance(running.app.screen, MoneyList)
        await running.press("escape", "u")
        assert [entry.doc_id for entry in of_stream(running, "consulting")] == [entry.doc_id for entry in before]


async def test_one_more_is_added_from_the_list(start: Start) -> None:
    async with start() as running:
        count = len(of_stream(running, "consulting"))
        await opened(running)
        await running.press("a", "7", "5", "enter")
        await running.write("2019-02")
        await running.press("f10")
        assert len(of_stream(running, "consulting")) == count + 1
        assert of_stream(running, "consulting")[-1].amounts == Amounts(gross=7500)


def entered() -> Money:
    amounts = Amounts(gross=20_000, platform_fees=6000)
    (change,) = add_money(BOOK, "course", MAY, amounts, units=3, note="sale").changes
    assert isinstance(change.after, Money)
    return change.after


def test_a_change_keeps_the_document_and_another_day_makes_another() -> None:
    entry = entered()
    book = BOOK.with_documents([(None, entry)])
    same_day = change_money(book, entry, "course", MAY, Amounts(gross=100), units=3, note="sale")
    assert [(change.before, getattr(change.after, "doc_id", None)) for change in same_day.changes] == [
        (entry, entry.doc_id)
    ]
    other_day = change_money(book, entry, "course", APRIL, entry.amounts, units=3, note="sale")
    gone, made = other_day.changes
    assert (gone.before, gone.after) == (entry, None)
    assert made.before is None
    assert isinstance(made.after, Money)
    assert str(made.after.doc_id).startswith("20250401")
    assert "is now" in other_day.sentence


def test_what_is_gone_is_refused() -> None:
    entry = entered()
    with pytest.raises(EditRefused, match="not there any more"):
        delete_money(BOOK, entry)
    with pytest.raises(EditRefused, match="not there any more"):
        change_money(BOOK, entry, "course", MAY, Amounts(gross=1))


def test_an_entry_does_not_overlap_with_itself() -> None:
    entry = entered()
    book = BOOK.with_documents([(None, entry)])
    assert entry in overlapping(book, "course", MAY)
    assert entry not in overlapping(book, "course", MAY, but=entry.doc_id)
