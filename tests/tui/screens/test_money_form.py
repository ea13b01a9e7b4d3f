"""Money in one line, by keys alone."""

from __future__ import annotations

from datetime import date

import pytest

from leverage_tui.domain.edits.core import Edit
from leverage_tui.domain.model import Amounts, Money
from leverage_tui.tui.screens.money_form import MoneyForm
from tests.tui.screens.helpers import NOT_YET, TODAY, money, staged, stream, three_streams

BOOK = three_streams()
MAY = (date(2025, 5, 1), date(2025, 5, 31))


def entered(result: object) -> Money:
    assert isinstance(result, Edit)
    (change,) = result.changes
    assert isinstance(change.after, Money)
    return change.after


async def test_amount_and_two_enters_are_a_month() -> None:
    async with staged(lambda: MoneyForm(BOOK, TODAY, "consulting")) as stage:
        assert stage.focused == "gross"
        await stage.press("'8000.50")
        assert "$8,000.50" in stage.said
        assert "Net $8,000.50 · May 2025" in stage.said
        await stage.press("enter", "enter")
        entry = entered(stage.result)
    assert entry.stream == "consulting"
    assert (entry.date, entry.until) == MAY
    assert entry.amounts == Amounts(gross=800_050)
    assert entry.currency == "USD"


async def test_the_period_is_typed_in_words() -> None:
    async with staged(lambda: MoneyForm(BOOK, TODAY, "consulting")) as stage:
        await stage.press("'100", "enter", "'2025-W25", "enter")
        entry = entered(stage.result)
    assert (entry.date, entry.until) == (date(2025, 6, 16), date(2025, 6, 22))


async def test_the_platform_share_is_proposed_and_counts_only_when_taken() -> None:
    async with staged(lambda: MoneyForm(BOOK, TODAY, "course")) as stage:
        await stage.press("'200", "enter", "'2025-04", "enter")
        assert stage.focused == "platform_fees"
        assert "$60 is 30 % as for May 2025: Enter takes it" in stage.said
        assert "Net $200 · Apr 2025" in stage.said
        await stage.press("enter")
        assert stage.result is NOT_YET
        assert "Net $140 = $200 - $60" in stage.said
        await stage.press("enter")
        entry = entered(stage.result)
    assert entry.amounts == Amounts(gross=20_000, platform_fees=6000)


async def test_f10_leaves_the_proposal_out() -> None:
    async with staged(lambda: MoneyForm(BOOK, TODAY, "course")) as stage:
        await stage.press("'200", "enter", "'2025-04", "f10")
        entry = entered(stage.result)
    assert entry.amounts == Amounts(gross=20_000)


async def test_the_share_is_of_gross_less_refunds() -> None:
    async with staged(lambda: MoneyForm(BOOK, TODAY, "course"), size=(100, 40)) as stage:
        await stage.press("'200", "f4", "'100")
        assert "$30 is 30 % as for May 2025" in stage.said


async def test_an_overlap_is_said_before_it_is_saved() -> None:
    async with staged(lambda: MoneyForm(BOOK, TODAY, "course")) as stage:
        await stage.press("'50", "enter", "'2025-05-15", "f10")
        assert "Already there for that time: $200 for May 2025." in stage.said
        assert stage.result is NOT_YET
        await stage.press("f10")
        assert entered(stage.result).amounts == Amounts(gross=5000)


async def test_a_change_after_the_overlap_was_said_asks_again() -> None:
    async with staged(lambda: MoneyForm(BOOK, TODAY, "course")) as stage:
        await stage.press("'50", "down", "ctrl+u", "'2025-05", "f10", "up", "end", "'0", "f10")
        assert "Already there for that time" in stage.said
        assert stage.result is NOT_YET
        await stage.press("enter")
        assert entered(stage.result).amounts == Amounts(gross=50_000)


async def test_a_standing_amount_is_an_overlap() -> None:
    async with staged(lambda: MoneyForm(BOOK, TODAY, "care")) as stage:
        await stage.press("'50", "f10")
        assert "standing “Care subscriptions”, $900 a month" in stage.said
        assert stage.result is NOT_YET


async def test_another_stream_by_part_of_its_name_brings_its_period() -> None:
    weekly = money("care", date(2025, 6, 9), date(2025, 6, 15), Amounts(gross=100))
    book = three_streams(weekly)
    async with staged(lambda: MoneyForm(book, TODAY, "consulting")) as stage:
        await stage.press("up", "'re pl")
        assert "Care plan" in stage.said
        assert "2025-W25" in stage.said
        await stage.press("enter", "'7", "f10", "f10")
        entry = entered(stage.result)
    assert entry.stream == "care"
    assert (entry.date, entry.until) == (date(2025, 6, 16), date(2025, 6, 22))


async def test_a_period_that_was_typed_stays_when_the_stream_changes() -> None:
    async with staged(lambda: MoneyForm(BOOK, TODAY, "consulting")) as stage:
        await stage.press("down", "'2025-02", "up", "up", "right", "enter", "'5", "f10", "f10")
        entry = entered(stage.result)
    assert (entry.stream, entry.date) == ("care", date(2025, 2, 1))


async def test_a_name_that_is_not_there_is_said() -> None:
    async with staged(lambda: MoneyForm(BOOK, TODAY, "consulting")) as stage:
        await stage.press("up", "'x")
        assert "! nothing here is called x" in stage.said


async def test_a_currency_named_with_the_amount_is_the_entrys() -> None:
    async with staged(lambda: MoneyForm(BOOK, TODAY, "consulting")) as stage:
        await stage.press("'12.50 EUR", "f10")
        entry = entered(stage.result)
    assert (entry.currency, entry.amounts.gross) == ("EUR", 1250)


async def test_everything_under_the_fold() -> None:
    async with staged(lambda: MoneyForm(BOOK, TODAY, "consulting"), size=(100, 40)) as stage:
        await stage.press("'1000", "f4", "'100", "down", "'20.5", "down", "'30", "down", "'40", "down", "'12")
        await stage.press("down", "'jpy")
        assert "has no decimals" in stage.said
        await stage.press("ctrl+u", "'gbp", "down", "'a note", "f10")
        entry = entered(stage.result)
    assert entry.amounts == Amounts(
        gross=100_000, refunds=10_000, processing_fees=2050, variable_costs=3000, fixed_costs=4000
    )
    assert (entry.units, entry.currency, entry.note) == (12, "GBP", "a note")


async def test_costs_alone_need_no_gross() -> None:
    async with staged(lambda: MoneyForm(BOOK, TODAY, "consulting"), size=(100, 40)) as stage:
        await stage.press("f4", "down", "down", "down", "'15", "f10")
        assert entered(stage.result).amounts == Amounts(fixed_costs=1500)


@pytest.mark.parametrize(
    ("keys", "sentence", "focus"),
    [
        (("f10",), "what arrived?", "gross"),
        (("'1,234", "f10"), "1,234 could be 1234 or 1.234", "gross"),
        (("'-5", "f10"), "amounts are never negative", "gross"),
        (("'0.345", "f10"), "USD has 2 decimals", "gross"),
        (("'5", "down", "ctrl+u", "f10"), "for which time? such as 2026-10", "period"),
        (("'5", "down", "'13/14/2025", "f10"), "is no day of the calendar", "period"),
        (("'5", "f4", "'x", "f10"), "x is not an amount", "refunds"),
        (("'5 USD", "f4", "'3 EUR", "f10"), "that is EUR, the rest of the entry is USD", "refunds"),
        (("'5", "f4", "down", "down", "down", "down", "'1.5", "f10"), "1.5 is not a number of units", "units"),
    ],
)
async def test_bad_input_is_said_in_words_and_nothing_is_lost(
    keys: tuple[str, ...], sentence: str, focus: str
) -> None:
    async with staged(lambda: MoneyForm(BOOK, TODAY, "consulting"), size=(110, 40)) as stage:
        await stage.press(*keys)
        assert stage.result is NOT_YET
        assert "! " in stage.said
        assert sentence in stage.said
        assert stage.focused == focus
        typed = [key[1:] for key in keys if key.startswith("'")]
        assert all(text in stage.said for text in typed)


async def test_the_decimal_setting_decides() -> None:
    async with staged(lambda: MoneyForm(BOOK, TODAY, "consulting", decimal=",")) as stage:
        await stage.press("'1.234", "f10")
        assert entered(stage.result).amounts.gross == 123_400


async def test_a_period_that_is_not_over_is_told() -> None:
    async with staged(lambda: MoneyForm(BOOK, TODAY, "consulting")) as stage:
        await stage.press("'5", "down", "'this-month")
        assert "Jun 2025, not over yet: counts day by day" in stage.said


async def test_the_streams_own_currency_gives_the_decimals() -> None:
    book = three_streams(stream("yen", "Yen", currency="JPY", order=9))
    async with staged(lambda: MoneyForm(book, TODAY, "yen")) as stage:
        await stage.press("'1500", "f10")
        entry = entered(stage.result)
    assert (entry.currency, entry.amounts.gross) == ("JPY", 1500)
