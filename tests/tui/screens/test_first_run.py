"""The guided start by keys alone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.edits.core import apply, conflicts
from leverage_tui.domain.model import Amounts, Setting, Work
from leverage_tui.tui.screens.first_book import A_USUAL_WEEK, MOST_A_WEEK, first_edit, spread
from leverage_tui.tui.screens.first_run import FirstRun, FirstRunDone
from tests.tui.screens.helpers import NOT_YET, TODAY, staged

EMPTY = book_of([Setting(doc_id=1, key="schema", value=1)])
STREAMS = ("enter", "'Consulting", "enter", "y", "enter", "'Course", "enter", "enter", "enter")
MONEY = ("'4000", "enter", "enter", "enter")
HOURS = ("'30:02", "enter", "'2", "enter")


def make() -> FirstRun:
    return FirstRun(EMPTY, TODAY, "EUR")


async def test_the_whole_way() -> None:
    async with staged(make) as stage:
        await stage.press(*STREAMS)
        assert "2 of 4 · Last month, May 2025" in stage.said
        await stage.press(*MONEY)
        assert "3 of 4" in stage.said
        await stage.press(*HOURS)
        assert "4 of 4 · What would you charge for an hour?" in stage.said
        await stage.press("'60", "enter")
        done = stage.result
    assert isinstance(done, FirstRunDone)
    assert done.edit is not None
    assert not done.demo
    book = apply(EMPTY, done.edit)
    assert [(s.name, s.time_sold, s.currency) for s in book.streams.values()] == [
        ("Consulting", True, "EUR"),
        ("Course", False, "EUR"),
    ]
    assert (book.settings.base_currency, book.settings.baseline_rate) == ("EUR", 6000)
    (payout,) = book.ledger("consulting").money
    assert (payout.amounts, payout.currency) == (Amounts(gross=400_000), "EUR")
    assert (payout.date, payout.until) == (date(2025, 5, 1), date(2025, 5, 31))
    assert book.ledger("course").money == ()
    worked = book.ledger("consulting").hours[date(2025, 6, 16)]
    assert [entry.minutes for entry in worked] == [361, 361, 360, 360, 360]
    assert {(entry.work, entry.note) for entry in worked} == {(Work.DELIVER, A_USUAL_WEEK)}
    assert conflicts(book, done.edit.inverse()) == ()
    assert apply(book, done.edit.inverse()).is_empty


async def test_only_a_name_is_needed() -> None:
    async with staged(make) as stage:
        await stage.press("enter", "'Shop", "f10", "f10", "f10", "f10")
        book = apply(EMPTY, stage.result.edit)
    assert list(book.streams) == ["shop"]
    assert book.ledger("shop").is_empty
    assert book.settings.baseline_rate is None


async def test_the_empty_book_explains_itself() -> None:
    async with staged(make) as stage:
        assert "No income is passive: it is leveraged" in stage.said
        await stage.press("down", "enter")
        assert stage.result == FirstRunDone(demo=True)
    async with staged(make) as stage:
        await stage.press("end", "enter")
        assert stage.result == FirstRunDone()
    async with staged(make) as stage:
        await stage.press("escape")
        assert stage.result is None


async def test_back_and_forth_loses_nothing() -> None:
    async with staged(make) as stage:
        await stage.press(*STREAMS, *MONEY, "'30", "escape")
        assert "2 of 4" in stage.said
        assert "4000" in stage.said
        await stage.press("escape")
        assert "1 of 4" in stage.said
        assert "Consulting" in stage.said
        assert "sold? yes" in stage.said
        await stage.press("escape")
        assert "Start with my streams" in stage.said
        await stage.press("escape")
        assert "Esc again to leave: what you typed is dropped." in stage.said
        assert stage.result is NOT_YET
        await stage.press("enter", "f10", "f10")
        assert "3 of 4" in stage.said
        assert "→ 30:00 h" in stage.said
        await stage.press("f10", "f10")
        book: Book = apply(EMPTY, stage.result.edit)
    assert sum(entry.minutes for entry in book.ledger("consulting").hours[date(2025, 6, 16)]) == 1800


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        (("enter", "f10"), "! name at least one, or go back"),
        (("enter", "'A", "enter", "enter", "'a", "f10"), "! that name is there already"),
        ((*STREAMS, "down", "down", "'xx", "f10"), "! xx is not a currency"),
        ((*STREAMS, "down", "down", "ctrl+u", "f10"), "! which currency do you count in?"),
        ((*STREAMS, "'1,234", "f10"), "! 1,234 could be 1234 or 1.23"),
        ((*STREAMS, "f10", "'3o", "f10"), "! 3o is not hours"),
        ((*STREAMS, "f10", "'121", "f10"), "! 121 is more than the 120 hours it can be"),
        ((*STREAMS, "f10", "'70", "enter", "'60", "f10"), "! together that is more than five days of 24 hours"),
        ((*STREAMS, "f10", "f10", "'0", "f10"), "! a rate of 0 is none"),
    ],
)
async def test_bad_input_is_said_in_words_and_nothing_is_lost(keys: tuple[str, ...], sentence: str) -> None:
    async with staged(make) as stage:
        await stage.press(*keys)
        assert stage.result is NOT_YET
        assert sentence in stage.said
        if keys[-2].startswith("'"):
            assert keys[-2][1:] in stage.said


@given(st.integers(0, MOST_A_WEEK))
@settings(max_examples=100)
def test_a_week_is_spread_over_five_days_without_losing_a_minute(minutes: int) -> None:
    days = spread(minutes)
    assert sum(days) == minutes
    assert len(days) == 5
    assert max(days) - min(days) <= 1
    assert max(days) <= 1440


def test_the_same_currency_is_no_new_setting() -> None:
    made = first_edit(EMPTY, TODAY, {"name0": "Shop", "currency": "USD"})
    assert [change.key[0] for change in made.changes] == ["streams"]
