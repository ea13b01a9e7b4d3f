"""Adding and changing a stream by keys alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from leverage_tui.domain.edits.core import Edit, apply
from leverage_tui.domain.model import Asset, BuildBlock, Opening, Status, Stream
from leverage_tui.tui.screens.stream_form import StreamForm
from tests.tui.screens.helpers import NOT_YET, TODAY, Staged, staged, three_streams

BOOK = three_streams()
FOLDED = ("status", "started", "ended", "asset", "target", "note", "net", "run", "build", "build_day")


def added(result: object) -> Stream:
    assert isinstance(result, Edit)
    (change,) = result.changes
    assert change.before is None
    assert isinstance(change.after, Stream)
    return change.after


async def go_to(stage: Staged, key: str) -> None:
    """To a field by Down alone."""
    for _ in range(30):
        if stage.focused == key:
            return
        await stage.press("down")
    raise AssertionError(f"{key} is not reached")


async def test_a_name_and_f10_are_enough() -> None:
    async with staged(lambda: StreamForm(BOOK, TODAY)) as stage:
        await stage.press("'Newsletter", "f10")
        stream = added(stage.result)
    assert (stream.id, stream.name, stream.currency) == ("newsletter", "Newsletter", "USD")
    assert not stream.time_sold
    assert stream.started is None
    assert stream.opening == Opening()


async def test_enter_goes_from_field_to_field_and_saves_on_the_last() -> None:
    async with staged(lambda: StreamForm(BOOK, TODAY)) as stage:
        await stage.press("'Coaching", "enter")
        assert stage.focused == "time_sold"
        await stage.press("space", "enter")
        assert stage.focused == "currency"
        assert stage.result is NOT_YET
        await stage.press("'eur", "enter")
        stream = added(stage.result)
    assert stream.time_sold
    assert stream.currency == "EUR"


async def test_y_and_n_answer_whether_the_hour_is_sold() -> None:
    async with staged(lambda: StreamForm(BOOK, TODAY)) as stage:
        await stage.press("down", "y")
        assert "yes: you are paid for your time" in stage.said
        await stage.press("n")
        assert "no: a product" in stage.said


async def test_everything_under_the_fold() -> None:
    async with staged(lambda: StreamForm(BOOK, TODAY), size=(100, 40)) as stage:
        await stage.press("'E-book", "f4")
        assert stage.focused == "status"
        await stage.press("'bu", "down", "'2025-01-06", "down", "down", "right", "down", "'4", "down", "'a note")
        await stage.press("down", "'-1200", "down", "'100:30", "down", "'400", "down", "'2024-06-01")
        assert "-$1,200" in stage.said
        await stage.press("enter")
        stream = added(stage.result)
    assert stream.status is Status.BUILDING
    assert stream.started == date(2025, 1, 6)
    assert stream.build_asset is Asset.PROCESS
    assert stream.target_minutes_per_week == 240
    assert stream.note == "a note"
    block = BuildBlock(date(2024, 6, 1), 24_000, Asset.PROCESS)
    assert stream.opening == Opening(net=-120_000, run_minutes=6030, build=(block,))


async def test_a_change_keeps_what_was_not_touched_and_the_id() -> None:
    before = BOOK.streams["care"]
    async with staged(lambda: StreamForm(BOOK, TODAY, before)) as stage:
        assert "id care" in stage.said
        await stage.press("end", "'s", "f10")
        assert isinstance(stage.result, Edit)
        after = apply(BOOK, stage.result).streams["care"]
    assert after == replace(before, name="Care plans")


async def test_several_blocks_of_before_are_kept_unless_typed_over() -> None:
    blocks = (BuildBlock(date(2024, 1, 1), 60, Asset.PRODUCT), BuildBlock(date(2024, 2, 1), 90, Asset.PROCESS))
    before = replace(BOOK.streams["care"], opening=Opening(net=5, build=blocks))
    book = three_streams(before)
    async with staged(lambda: StreamForm(book, TODAY, before), size=(100, 40)) as stage:
        await stage.press("f4")
        assert "2 blocks, 2:30 h: kept" in stage.said
        await stage.press("f10")
        assert stage.result.is_nothing


async def test_several_blocks_of_before_survive_the_change_of_other_fields() -> None:
    blocks = (BuildBlock(date(2024, 1, 1), 60, Asset.PRODUCT), BuildBlock(date(2024, 2, 1), 90, Asset.PROCESS))
    before = replace(BOOK.streams["care"], opening=Opening(net=5, run_minutes=60, build=blocks))
    book = three_streams(before)
    async with staged(lambda: StreamForm(book, TODAY, before), size=(100, 40)) as stage:
        await stage.press("end", "'s", "f4")
        await go_to(stage, "net")
        await stage.press("home", *["delete"] * 8, "'70", "f10")
        after = apply(book, stage.result).streams["care"]
    assert after == replace(before, name="Care plans", opening=before.opening._replace(net=7000))


@pytest.mark.parametrize(
    ("key", "typed", "sentence"),
    [("build", "many", "many is not hours"), ("build_day", "2024-03-01", "how many hours were built then?")],
)
async def test_what_is_typed_over_several_blocks_is_never_dropped(key: str, typed: str, sentence: str) -> None:
    blocks = (BuildBlock(date(2024, 1, 1), 60, Asset.PRODUCT), BuildBlock(date(2024, 2, 1), 90, Asset.PROCESS))
    before = replace(BOOK.streams["care"], opening=Opening(build=blocks))
    async with staged(lambda: StreamForm(three_streams(before), TODAY, before), size=(100, 40)) as stage:
        await stage.press("f4")
        await go_to(stage, key)
        await stage.press(f"'{typed}", "f10")
        assert sentence in stage.said
        assert stage.result is NOT_YET


async def test_what_was_before_tracking_is_said_to_be_an_estimate() -> None:
    async with staged(lambda: StreamForm(BOOK, TODAY), size=(120, 40)) as stage:
        assert "before tracking (estimates)" in stage.said
        await stage.press("'E-book", "f4")
        assert stage.said.count("an estimate: ") == 3
        await go_to(stage, "net")
        await stage.press("'1200", "down", "'100", "down", "'400", "down", "'2024-06-01")
        for reading in ("$1,200, an estimate", "100:00 h, an estimate", "400:00 h, an estimate"):
            assert reading in stage.said


@pytest.mark.parametrize(
    ("key", "typed", "sentence"),
    [
        ("currency", "eurx", "eurx is not a currency: write a code such as EUR"),
        ("currency", "$", "could be USD, CAD"),
        ("started", "1/2/2025", "could be 2 Jan 2025 or 1 Feb 2025"),
        ("ended", "2024-01-01", "it cannot end before it starts"),
        ("target", "200", "200 is more than the 168 hours it can be"),
        ("target", "many", "many is not hours"),
        ("net", "1,234", "1,234 could be 1234 or 1.23"),
        ("net", "EUR 12", "that is EUR, and this is counted in USD"),
        ("run", "1:5", "needs two digits after the colon"),
        ("build", "12", "on which day, roughly?"),
        ("build_day", "2024-01-01", "how many hours were built then?"),
    ],
)
async def test_bad_input_is_said_in_words_and_nothing_is_lost(key: str, typed: str, sentence: str) -> None:
    begun = replace(BOOK.streams["care"], started=date(2025, 1, 6))
    async with staged(lambda: StreamForm(BOOK, TODAY, begun), size=(100, 40)) as stage:
        if key in FOLDED:
            await stage.press("f4")
        await go_to(stage, key)
        await stage.press(f"'{typed}", "f10")
        assert stage.result is NOT_YET
        assert "! " in stage.said
        assert sentence in stage.said
        assert typed in stage.said
        assert stage.focused == ("build_day" if key == "build" else "build" if key == "build_day" else key)


async def test_a_missing_name_is_asked_for_only_once_it_matters() -> None:
    async with staged(lambda: StreamForm(BOOK, TODAY)) as stage:
        assert "! a stream needs a name" not in stage.said
        await stage.press("f10")
        assert "! a stream needs a name" in stage.said
        assert stage.focused == "name"


async def test_two_streams_do_not_share_a_name() -> None:
    async with staged(lambda: StreamForm(BOOK, TODAY)) as stage:
        await stage.press("'course", "f10")
        assert "there is a stream of that name already" in stage.said
        assert stage.result is NOT_YET


async def test_ended_asks_for_the_day_and_unfolds_to_it() -> None:
    async with staged(lambda: StreamForm(BOOK, TODAY, BOOK.streams["care"]), size=(100, 40)) as stage:
        await stage.press("f4", "'ended", "f4", "f10")
        assert "! when did it end?" in stage.said
        assert stage.focused == "ended"
        await stage.press("'today", "f10")
        after = apply(BOOK, stage.result).streams["care"]
    assert (after.status, after.ended) == (Status.ENDED, TODAY)


async def test_a_currency_without_a_rate_is_told() -> None:
    async with staged(lambda: StreamForm(BOOK, TODAY), size=(120, 36)) as stage:
        await stage.press("down", "down", "'eur")
        assert "counts once a rate to USD is known" in stage.said


async def test_esc_asks_once_when_something_was_typed() -> None:
    async with staged(lambda: StreamForm(BOOK, TODAY)) as stage:
        await stage.press("'X", "escape")
        assert "Esc again to leave: what you typed is dropped." in stage.said
        await stage.press("'y")
        assert "Esc again" not in stage.said
        await stage.press("escape")
        assert stage.result is NOT_YET
        await stage.press("escape")
        assert stage.result is None


async def test_esc_leaves_at_once_when_nothing_was_typed() -> None:
    async with staged(lambda: StreamForm(BOOK, TODAY)) as stage:
        await stage.press("down", "up", "escape")
        assert stage.result is None
