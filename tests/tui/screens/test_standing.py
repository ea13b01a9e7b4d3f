"""What goes on without being logged, by keys alone: the list and the form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Edit, apply
from leverage_tui.domain.edits.streams import end_stream
from leverage_tui.domain.model import Amounts, Per, Source, Standing
from leverage_tui.domain.text import clean, is_clean
from leverage_tui.tui.screens.standing_form import StandingForm
from leverage_tui.tui.screens.standing_kinds import KINDS
from leverage_tui.tui.screens.standing_list import Chosen, StandingList
from tests.tui.screens.helpers import HOSTILE, NOT_YET, TODAY, Staged, drawn, staged, three_streams

ANA = Standing(
    doc_id=5, stream="care", name="Ana", begins=date(2025, 1, 6), per=Per.WEEK, currency="USD",
    source=Source.PEOPLE, minutes=600, cost=12_000, note="answers tickets",
)  # fmt: skip
OLD = replace(ANA, doc_id=6, begins=date(2024, 3, 1), ends=date(2025, 1, 5), cost=10_000, note="")
TOOL = Standing(
    doc_id=7, stream="care", name="Monitoring", begins=date(2025, 7, 1), per=Per.MONTH, currency="USD",
    amounts=Amounts(fixed_costs=3_900),
)  # fmt: skip
BOOK = three_streams(ANA, OLD, TOOL)
SUBSCRIPTIONS = next(entry for entry in BOOK.ledger("care").standing if entry.doc_id == 88)


def added(result: object) -> Standing:
    assert isinstance(result, Edit)
    (change,) = result.changes
    assert change.before is None
    assert isinstance(change.after, Standing)
    return change.after


def form(standing: Standing | None = None, stream: str = "care", book: Book = BOOK) -> StandingForm:
    return StandingForm(book, TODAY, stream, standing)


def focused_is_in_sight(stage: Staged) -> bool:
    focused = stage.app.screen.focused
    body = stage.app.screen.query_one("#body").region
    assert focused is not None
    return body.overlaps(focused.region) and (focused.region.height > 1 or body.contains_region(focused.region))


async def test_a_helper_is_a_name_hours_and_pay() -> None:
    async with staged(form) as stage:
        assert stage.focused == "kind"
        await stage.press("enter", "'Ben", "enter", "enter", "'10")
        assert "Ben: 10:00 a week, pay unknown from 27 Jun." in stage.said
        await stage.press("enter", "'120")
        assert "Ben: 10:00 a week at $120, $12 an hour from 27 Jun." in stage.said
        await stage.press("enter", "enter")
        entry = added(stage.result)
    assert (entry.stream, entry.name, entry.source, entry.per) == ("care", "Ben", Source.PEOPLE, Per.WEEK)
    assert (entry.minutes, entry.cost, entry.currency, entry.begins) == (600, 12_000, "USD", TODAY)
    assert (entry.amounts, entry.capital, entry.ends) == (Amounts(), None, None)


@pytest.mark.parametrize(
    ("keys", "entry"),
    [
        (("'au", "enter", "'Forms", "enter", "enter", "'90m", "enter", "'9", "f10"),
         (Source.AUTOMATION, Per.WEEK, 90, None, None, Amounts(fixed_costs=900))),
        (("'pr", "enter", "'Checklist", "enter", "enter", "'1:30", "f10"),
         (Source.PROCESS, Per.WEEK, 90, None, None, Amounts())),
        (("'i", "enter", "'Plans", "enter", "enter", "'900", "f10"),
         (None, Per.MONTH, None, None, None, Amounts(gross=90_000))),
        (("'pl", "enter", "'Course", "enter", "right", "enter", "'900", "enter", "'270", "f10"),
         (Source.PLATFORM, Per.YEAR, None, None, None, Amounts(gross=90_000, platform_fees=27_000))),
        (("'b", "enter", "'Host", "enter", "enter", "'39", "f10"),
         (None, Per.MONTH, None, None, None, Amounts(fixed_costs=3_900))),
        (("'c", "enter", "'Fund", "enter", "enter", "'400", "enter", "'20 000", "f10"),
         (Source.CAPITAL, Per.YEAR, None, None, 2_000_000, Amounts(gross=40_000))),
    ],
)  # fmt: skip
async def test_each_kind_asks_only_for_what_it_needs(keys: tuple[str, ...], entry: tuple[object, ...]) -> None:
    async with staged(form) as stage:
        await stage.press(*keys)
        found = added(stage.result)
    assert (found.source, found.per, found.minutes, found.cost, found.capital, found.amounts) == entry


async def test_the_kinds_stand_there_with_their_meaning_and_hide_the_other_fields() -> None:
    async with staged(form) as stage:
        for value, kind in KINDS.items():
            assert f"{value} {kind.about}" in stage.said
        assert "Pay" in stage.said
        assert "Invested" not in stage.said
        await stage.press("'c")
        assert "Invested" in stage.said
        assert "Pay" not in stage.said.replace("payment", "")


async def test_what_was_typed_for_another_kind_does_not_count() -> None:
    async with staged(form) as stage:
        await stage.press("enter", "'Ben", "enter", "enter", "'10", "enter", "'120", *["shift+tab"] * 4)
        assert stage.focused == "kind"
        await stage.press("'b", "f10")
        assert stage.result is NOT_YET
        assert "! how much is the bill?" in stage.said
        assert stage.focused == "fixed_costs"
        await stage.press("'39", "f10")
        entry = added(stage.result)
    assert (entry.minutes, entry.cost, entry.source, entry.per) == (None, None, None, Per.MONTH)


async def test_the_rest_is_under_the_fold() -> None:
    async with staged(form, size=(100, 44)) as stage:
        await stage.press("'i", "enter", "'Plans", "f4")
        assert stage.focused == "refunds"
        await stage.press("'1", "down", "'2", "down", "'3", "down", "'30", "down", "'2025-12-31", "down")
        await stage.press("'eur", "down", "'sold by mail")
        for _ in range(10):
            if stage.focused == "gross":
                break
            await stage.press("up")
        await stage.press("'900")
        assert "Plans: €900 a month, €1 refunds, €2 processing fees, €3 variable costs, 30 sold" in stage.said
        assert "from 27 Jun to 31 Dec. Counts once a rate from EUR to USD is known" in stage.said
        await stage.press("f10")
        entry = added(stage.result)
    assert entry.amounts == Amounts(gross=90_000, refunds=100, processing_fees=200, variable_costs=300)
    assert (entry.units, entry.currency, entry.note) == (30, "EUR", "sold by mail")
    assert entry.ends == date(2025, 12, 31)


async def test_an_amount_may_name_its_currency() -> None:
    async with staged(form, size=(100, 44)) as stage:
        await stage.press("'b", "enter", "'Host", "enter", "enter", "'39 EUR", "f4")
        assert "EUR, as typed with the amount" in stage.said
        await stage.press("f10")
        entry = added(stage.result)
    assert (entry.currency, entry.amounts) == ("EUR", Amounts(fixed_costs=3_900))


@pytest.mark.parametrize(
    ("keys", "field", "sentence"),
    [
        (("f10",), "name", "who? a name"),
        (("enter", "'B", "f10"), "minutes", "how many hours?"),
        (("'c", "enter", "'B", "f10"), "capital", "how much is invested?"),
        (("'i", "enter", "'B", "f10"), "gross", "how much comes in?"),
        (("enter", "'B", "enter", "enter", "'x", "f10"), "minutes", "x is not hours"),
        (("enter", "'B", "enter", "enter", "'100001", "f10"), "minutes", "more than the 100,000 hours"),
        (("enter", "'B", "enter", "enter", "'1", "enter", "'1,234", "f10"), "cost", "1,234 could be 1234 or 1.23"),
        (("enter", "'B", "enter", "enter", "'1", "enter", "'-5", "f10"), "cost", "amounts are never negative"),
        (("enter", "'B", "enter", "enter", "'1", "enter", "enter", "'1/2/2025", "f10"), "begins", "could be 2 Jan"),
        (("enter", "'B", "enter", "enter", "'1", "f4", "'2025-06-26", "f10"), "ends", "before it begins"),
    ],
)
async def test_bad_input_is_said_in_words_and_nothing_is_lost(
    keys: tuple[str, ...], field: str, sentence: str
) -> None:
    async with staged(form, size=(110, 40)) as stage:
        await stage.press(*keys)
        assert stage.result is NOT_YET
        assert "! " in stage.said
        assert sentence.casefold() in stage.said.casefold()
        assert stage.focused == field


async def test_a_stream_that_has_ended_takes_nothing_new() -> None:
    book = apply(BOOK, end_stream(BOOK, "care", date(2025, 5, 31)))
    async with staged(lambda: form(book=book)) as stage:
        await stage.press("'b", "enter", "'Host", "enter", "enter", "'5", "f10")
        assert stage.result is NOT_YET
        assert "Care plan ended on Sat 31 May 2025" in stage.said
        assert stage.focused == "begins"


async def test_more_hours_than_a_week_has_are_pointed_out_and_allowed() -> None:
    async with staged(form, size=(110, 40)) as stage:
        await stage.press("enter", "'Team", "enter", "enter", "'200", "enter", "'9", "f10")
        assert added(stage.result).minutes == 12_000
    async with staged(form, size=(110, 40)) as stage:
        await stage.press("enter", "'Team", "enter", "enter", "'200")
        assert "200:00 h, more than one week has" in stage.said


async def test_the_same_name_twice_is_asked_about_once() -> None:
    async with staged(form) as stage:
        await stage.press("enter", "'ana", "enter", "enter", "'5", "f10")
        assert stage.result is NOT_YET
        assert "Ana goes on already: 10:00 a week at $120, $12 an hour, since 6 Jan." in stage.said
        await stage.press("f10")
        assert added(stage.result).minutes == 300


async def test_a_change_counts_from_its_day_and_keeps_the_rest() -> None:
    async with staged(lambda: form(ANA)) as stage:
        assert stage.focused == "begins"
        assert "Now 10:00 a week at $120, $12 an hour, since 6 Jan." in stage.said
        assert "Fri 27 Jun 2025, until 26 Jun as it was" in stage.said
        await stage.press("'2025-07-01", "enter", "enter", "enter", "enter", "'150")
        assert "Ana: 10:00 a week at $150, $15 an hour from 1 Jul." in stage.said
        await stage.press("enter")
        assert isinstance(stage.result, Edit)
        after = apply(BOOK, stage.result).ledger("care").standing
    old, new = sorted(
        (entry for entry in after if entry.name == "Ana" and entry.doc_id != 6), key=lambda e: e.begins
    )
    assert old == replace(ANA, ends=date(2025, 6, 30))
    assert new == replace(ANA, doc_id=new.doc_id, begins=date(2025, 7, 1), cost=15_000)


async def test_on_the_first_day_it_is_a_correction() -> None:
    async with staged(lambda: form(ANA)) as stage:
        await stage.press("'2025-01-06")
        assert "its first day: a correction of all of it" in stage.said
        await stage.press("enter", "end", "'h", "f10")
        assert isinstance(stage.result, Edit)
        (change,) = stage.result.changes
    assert change.after == replace(ANA, name="Anah")


@pytest.mark.parametrize(
    ("entry", "typed", "sentence"),
    [
        (ANA, "2025-01-05", "it begins on Mon 6 Jan 2025: a change counts from then on"),
        (OLD, "2025-01-06", "it ended on Sun 5 Jan 2025: add what goes on after that"),
        (ANA, "", "from which day on?"),
    ],
)
async def test_a_change_from_a_day_that_cannot_be_is_refused(entry: Standing, typed: str, sentence: str) -> None:
    async with staged(lambda: form(entry), size=(110, 40)) as stage:
        await stage.press("backspace", f"'{typed}", "f10")
        assert stage.result is NOT_YET
        assert f"! {sentence}" in stage.said
        assert stage.focused == "begins"


async def test_a_change_of_nothing_is_nothing_and_nothing_unshown_is_lost() -> None:
    for entry in (ANA, OLD, TOOL, SUBSCRIPTIONS):
        async with staged(lambda entry=entry: form(entry)) as stage:  # type: ignore[misc]
            await stage.press("f10")
            assert stage.result.is_nothing
    odd = replace(TOOL, capital=5_00, units=2, cost=None, amounts=Amounts(100, 200, 300, 400, 500, 600))
    async with staged(lambda: form(odd, book=three_streams(odd)), size=(100, 44)) as stage:
        await stage.press("enter", "'New name", "f10")
        (change,) = stage.result.changes
    assert change.after == replace(odd, name="New name")


async def test_emptied_of_everything_it_asks_for_what_its_kind_needs() -> None:
    async with staged(lambda: form(TOOL)) as stage:
        await stage.press("enter", "enter", "enter", "backspace", "f10")
        assert stage.result is NOT_YET
        assert "! how much is the bill?" in stage.said


async def test_the_list_says_what_goes_on_since_when_and_what_is_over() -> None:
    async with staged(lambda: StandingList(BOOK, TODAY, "care")) as stage:
        lines = [line for line in drawn(stage.app).splitlines() if "a week" in line or "a month" in line]
        assert [line.strip("│ ▸").split("  ")[0] for line in lines[:4]] == [
            "Ana", "Care subscriptions", "Monitoring", "Ana",
        ]  # fmt: skip
        assert "10:00 a week at $120, $12 an hour since 6 Jan" in stage.said
        assert "$39 a month from 1 Jul" in stage.said
        assert "10:00 a week at $100, $10 an hour ended 5 Jan" in stage.said
        assert "people · Ana · 10:00 a week at $120, $12 an hour · since 6 Jan · answers tickets" in stage.said
        await stage.press("end", "up")
        assert "over · people · Ana · 10:00 a week at $100, $10 an hour · 1 Mar 2024 - 5 Jan" in stage.said
        await stage.press("escape")
        assert stage.result is None


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        (("enter",), Chosen("change", ANA)),
        (("c",), Chosen("change", ANA)),
        (("down", "e"), Chosen("end", SUBSCRIPTIONS)),
        (("down", "down", "d"), Chosen("delete", TOOL)),
        (("end", "up", "delete"), Chosen("delete", OLD)),
        (("a",), Chosen("add")),
        (("end", "enter"), Chosen("add")),
        (("end", "e"), NOT_YET),
    ],
)
async def test_one_key_says_what_is_to_be_done(keys: tuple[str, ...], chosen: object) -> None:
    async with staged(lambda: StandingList(BOOK, TODAY, "care")) as stage:
        await stage.press(*keys)
        assert stage.result == chosen


async def test_an_empty_list_says_what_could_be_there() -> None:
    async with staged(lambda: StandingList(BOOK, TODAY, "course")) as stage:
        assert "Nothing yet. A helper's hours, an automation" in stage.said
        await stage.press("enter")
        assert stage.result == Chosen("add")


async def test_what_a_stream_that_ended_held_is_over() -> None:
    book = apply(BOOK, end_stream(BOOK, "care", date(2025, 5, 31)))
    async with staged(lambda: StandingList(book, TODAY, "care")) as stage:
        assert "an hour ended 31 May" in stage.said


@pytest.mark.parametrize("name", HOSTILE)
async def test_names_are_text(name: str) -> None:
    book = three_streams(replace(ANA, name=name, note=name), names=(name, name, name))
    entry = next(entry for entry in book.ledger("care").standing if entry.doc_id == 5)
    for make in (
        lambda: StandingList(book, TODAY, "care"),
        lambda: form(entry, book=book),
        lambda: form(book=book),
    ):
        async with staged(make) as stage:
            await stage.press("down", "down", "up")
            assert clean(name) in drawn(stage.app)
            for size in ((80, 24), (60, 15)):
                await stage.pilot.resize_terminal(*size)
                await stage.press("up", "down")
                assert all(is_clean(line) for line in drawn(stage.app).splitlines())
    async with staged(form) as stage:
        await stage.press("enter")
        await stage.paste(name)
        await stage.press("enter", "enter", "'1", "f10")
        assert added(stage.result).name == clean(name)


@pytest.mark.parametrize("theme", ["leverage-dark", "leverage-light", "ansi-dark", "nord"])
async def test_every_theme_draws_them(theme: str) -> None:
    for make in (lambda: StandingList(BOOK, TODAY, "care"), lambda: form(ANA), form):
        async with staged(make, theme=theme) as stage:
            assert "Esc" in stage.said


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 36)])
async def test_what_has_the_focus_and_the_keys_are_in_sight(size: tuple[int, int]) -> None:
    for keys in ((), ("'pl", "f4")):
        async with staged(form, size=size) as stage:
            await stage.press(*keys)
            for _ in range(14):
                assert focused_is_in_sight(stage)
                assert "Esc" in stage.said
                await stage.press("tab")
    async with staged(lambda: StandingList(BOOK, TODAY, "care"), size=size) as stage:
        for _ in range(4):
            assert focused_is_in_sight(stage)
            assert "Esc leave" in stage.said
            await stage.press("down")
