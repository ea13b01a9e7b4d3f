"""What-ifs by keys alone: the kinds, the form with its result beside it, and the board of what is kept."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Edit, apply
from leverage_tui.domain.edits.scenarios import keep_scenario
from leverage_tui.domain.edits.streams import delete_stream
from leverage_tui.domain.metrics import Memory, figures
from leverage_tui.domain.model import Scenario
from leverage_tui.domain.planning.kept import Kept, comparison, kept
from leverage_tui.domain.text import clean, is_clean
from leverage_tui.tui.screens.prompt import Prompt
from leverage_tui.tui.screens.what_if_board import Wanted, WhatIfBoard, WhatIfKinds
from leverage_tui.tui.screens.what_if_form import WhatIfForm
from leverage_tui.tui.screens.what_if_reading import KINDS, read_what_if
from tests.metrics.examples import FOLDER, example_book
from tests.tui.screens.helpers import HOSTILE, NOT_YET, Staged, drawn, staged, three_streams

GOLDEN = Path(__file__).parent.parent / "golden"
BOOK = example_book("three_streams")
TODAY = date(2025, 6, 29)
EXAMPLES: list[dict[str, Any]] = json.loads((FOLDER / "scenarios.json").read_text())["what_if"]
SIZES = ((120, 36), (80, 24))
HIRED = ("'3", "enter", "'15", "enter", "enter", "enter", "'12")
TYPED: tuple[dict[str, str], ...] = (
    {"hours_per_week": "3", "rate": "$15", "efficiency": "80 %", "overhead": "0.15", "training_hours": "12h"},
    {"hours_per_week": "3:00", "rate": "15.00", "efficiency": "0.8", "overhead": "15%", "training_hours": "12",
     "resell_share": "100%"},
    {"build_hours": "10", "runs_per_week": "8", "minutes_saved": "12m", "maintenance_hours_per_week": "6m",
     "cost_per_week": "5"},
    {"price_change": "+10%", "volume_change": "-5 %"},
    {"price_change": "0.1", "volume_change": "0"},
    {"build_hours": "120", "price": "99", "units_per_week": "2", "platform_fee": "0", "processing_fee": "3,5 %",
     "refund_rate": "5%", "support_minutes_per_unit": "0:15", "sell_hours_per_week": "1:30", "cost_per_week": "10"},
)  # fmt: skip
"""How a person would type the examples."""


def is_golden(text: str, name: str) -> bool:
    """Whether `text` is the golden text of that name."""
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("LEVERAGE_TUI_GOLDEN") == "write":
        path.write_text(text + "\n", encoding="utf-8")
    return path.read_text(encoding="utf-8").removesuffix("\n") == text


def form(
    kind: str = "hire",
    stream: str = "care",
    one: Kept | None = None,
    book: Book = BOOK,
    memory: Memory | None = None,
) -> WhatIfForm:
    memory = memory or Memory()
    return WhatIfForm(book, figures(book, TODAY, memory), TODAY, kind, stream, memory, one)


def with_kept(*bodies: Mapping[str, Any], book: Book = BOOK) -> Book:
    for body in bodies:
        book = apply(book, keep_scenario(book, body))
    return book


def body_in(result: object) -> Mapping[str, Any]:
    assert isinstance(result, Edit)
    (change,) = result.changes
    assert isinstance(change.after, Scenario)
    return change.after.body


def in_sight(stage: Staged) -> bool:
    focused = stage.app.screen.focused
    body = stage.app.screen.query_one("#body").region
    assert focused is not None
    return body.contains_region(focused.region)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_helper_as_a_person_reads_it(size: tuple[int, int]) -> None:
    async with staged(form, size=size) as stage:
        await stage.press(*HIRED)
        assert is_golden(drawn(stage.app), f"what-if-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", [*SIZES, (60, 15)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_board_as_a_person_reads_it(size: tuple[int, int]) -> None:
    book = with_kept(*EXAMPLES)
    async with staged(lambda: WhatIfBoard(comparison(book, TODAY)), size=size) as stage:
        await stage.press("down")
        assert is_golden(drawn(stage.app), f"what-if-board-{size[0]}x{size[1]}")


@pytest.mark.parametrize(("example", "typed"), zip(EXAMPLES, TYPED, strict=True), ids=lambda found: "")
def test_what_a_person_types_is_the_scenario(example: Mapping[str, Any], typed: dict[str, str]) -> None:
    chosen = {key: example[key] for key in ("stream", "activity", "label") if key in example}
    every = {ask.key: "" for ask in KINDS[example["kind"]].asks}
    found = read_what_if(example["kind"], {**every, **typed, **chosen}, "usual", "USD", ".", {})
    assert found.why == ""
    zero = {key: value for key, value in example.items() if value != 0 or typed.get(key)}
    assert found.body == zero


async def test_the_form_keeps_what_was_typed_and_names_it() -> None:
    async with staged(form) as stage:
        assert stage.focused == "hours_per_week"
        assert "Still to say: hours a week and pay an hour." in stage.said
        await stage.press(*HIRED, "f10")
        body = body_in(stage.result)
    assert body == {
        "kind": "hire", "label": "hire for WordPress care plan", "stream": "care", "activity": "manage",
        "hours_per_week": 3, "rate": 15, "efficiency": 0.8, "overhead": 0.15, "training_hours": 12,
    }  # fmt: skip


async def test_the_result_follows_every_key() -> None:
    async with staged(form, size=(120, 36)) as stage:
        await stage.press("'3", "enter", "'1")
        assert "Worth it, by $53.07 a week." in stage.said
        await stage.press("'5")
        assert "Worth it, by $11.07 a week." in stage.said
        assert "8.9 % → 9.7 % (+0.8)" in stage.said
        await stage.press("backspace", "'9")
        assert "Not worth it, by $0.93 a week." in stage.said


@pytest.mark.parametrize("size", [(120, 36), (100, 30), (80, 24), (60, 15)])
async def test_what_cannot_be_read_leaves_the_result_as_it_was_and_says_so(size: tuple[int, int]) -> None:
    async with staged(form, size=size) as stage:
        await stage.press("'3", "enter", "'15")
        assert "Pay an hour cannot be read" not in stage.said
        await stage.press("'x")
        assert "! Pay an hour cannot be read. This is as it" in stage.said
        assert "-$45.00 a week" in stage.said
        await stage.press("f10")
        assert stage.result is NOT_YET
        assert stage.focused == "rate"
        assert stage.app.screen.query_one("#body") is not None
        await stage.press("end", "backspace", "f10")
        assert body_in(stage.result)["rate"] == 15


@pytest.mark.parametrize(
    ("kind", "keys", "sentence", "focus"),
    [
        ("hire", ("'3", "f10"), "! what does their hour cost?", "rate"),
        ("hire", ("'3 weeks", "enter", "'5", "f10"), "! 3 weeks is not hours", "hours_per_week"),
        (
            "hire",
            ("'3", "enter", "'5", "enter", "'80", "f10"),
            "! 80 is more than the whole: write 80 %",
            "efficiency",
        ),
        ("hire", ("'3", "enter", "€5", "f10"), "that is EUR, and this is counted in USD", "rate"),
        ("automate", ("'often", "f10"), "! often is no number: write 8 or 0.5", "runs_per_week"),
        ("automate", ("'8", "enter", "'soon", "f10"), "! soon is no length of time", "minutes_saved"),
        ("price", ("'10", "f10"), "! 10 is a multiple: write 10 %", "price_change"),
        ("price", ("'-150", "f10"), "! -150 is less than nothing", "price_change"),
        ("productise", ("'99", "f10"), "! how many? such as 2", "units_per_week"),
    ],
)
async def test_bad_input_is_named_and_keeps_everything(
    kind: str, keys: tuple[str, ...], sentence: str, focus: str
) -> None:
    async with staged(lambda: form(kind)) as stage:
        if focus == "efficiency":
            keys = (*keys[:4], *["backspace"] * 3, *keys[4:])
        for key in keys:
            await (stage.paste(key) if key.startswith("€") else stage.press(key))
        assert stage.result is NOT_YET
        assert sentence in stage.said
        assert stage.focused == focus


async def test_another_stream_brings_its_largest_work_and_another_name() -> None:
    async with staged(lambda: form("automate", "consulting")) as stage:
        assert "automate deliver of WordPress consulting" in stage.said
        assert "20:00 h of yours a week now" in stage.said
        await stage.press("up", "up", "right")
        assert stage.focused == "stream"
        assert "automate manage of WordPress care plan" in stage.said
        assert "1:23 h of yours a week now" in stage.said
        await stage.press("down", "'ad", "up", "left")
        assert "automate admin of WordPress consulting" in stage.said


async def test_a_name_that_is_taken_is_refused_at_its_field() -> None:
    book = with_kept({**EXAMPLES[0], "label": "hire for WordPress care plan"})
    async with staged(lambda: form(book=book)) as stage:
        await stage.press(*HIRED, "f10")
        assert stage.result is NOT_YET
        assert stage.focused == "label"
        assert "is kept already: give this one another label" in stage.said
        await stage.press("end", "' 2", "f10")
        assert body_in(stage.result)["label"] == "hire for WordPress care plan 2"


@pytest.mark.parametrize("place", range(len(EXAMPLES)))
async def test_opened_and_kept_again_it_is_the_same(place: int) -> None:
    odd = {"hire": "hours_per_week", "automate": "build_hours", "productise": "build_hours"}.get(
        EXAMPLES[place]["kind"], "price_change"
    )
    for body in (EXAMPLES[place], {**EXAMPLES[place], odd: 0.0123456789, "from a newer version": [1]}):
        book = with_kept(body)
        (one,) = kept(book)
        async with staged(lambda one=one, book=book: form(one.kind, "course", one, book)) as stage:  # type: ignore[misc]
            await stage.press("f10")
            assert isinstance(stage.result, Edit)
            assert stage.result.is_nothing


async def test_changed_it_stays_the_same_one() -> None:
    book = with_kept(EXAMPLES[0])
    (one,) = kept(book)
    async with staged(lambda: form("hire", "course", one, book)) as stage:
        await stage.press("end", "backspace", "'4", "f10")
        (change,) = stage.result.changes
    assert change.before is not None
    assert change.after.doc_id == one.doc_id
    assert change.after.body == {**EXAMPLES[0], "hours_per_week": change.after.body["hours_per_week"]}


async def test_a_number_in_the_file_that_is_none_stands_there_as_it_is() -> None:
    (one,) = kept(with_kept(EXAMPLES[3]))
    broken = replace(one, body={**one.body, "price_change": "ten"})
    async with staged(lambda: form("price", "care", broken), size=(120, 36)) as stage:
        await stage.press("f10")
        assert "! ten is no share" in stage.said
        assert stage.focused == "price_change"


async def test_a_stream_that_is_gone_is_said_and_nothing_is_guessed() -> None:
    book = with_kept(*EXAMPLES[:2])
    book = apply(book, delete_stream(book, "care"))
    async with staged(lambda: WhatIfBoard(comparison(book, TODAY)), size=(120, 36)) as stage:
        assert "its stream care is no longer there" in stage.said
        assert stage.app.screen.focused is not None
    one = next(one for one in kept(book) if one.body["stream"] == "care")
    async with staged(lambda: form("hire", "course", one, book), size=(120, 36)) as stage:
        assert "care is gone: choose another one" in stage.said


async def test_without_a_rate_the_result_says_what_it_waits_for() -> None:
    book = example_book("quirks_no_baseline_nothing_sold")
    async with staged(lambda: form("productise", "", book=book), size=(120, 36)) as stage:
        await stage.press("'9", "enter", "'2", "enter", "'5")
        assert "What would you charge for an hour?" in stage.said


async def test_the_four_kinds_each_with_a_sentence() -> None:
    async with staged(WhatIfKinds) as stage:
        for kind in KINDS.values():
            assert kind.name in stage.said
            assert kind.about in stage.said
        await stage.press("r", "enter")
        assert stage.result == "price"
    async with staged(WhatIfKinds, size=(60, 15)) as stage:
        await stage.press("down", "down")
        assert "The same work at another price, and some may leave." in stage.said
        await stage.press("escape")
        assert stage.result is None


@pytest.mark.parametrize(
    ("keys", "act", "place"),
    [
        (("enter",), "open", 0), (("down", "x"), "forget", 1), (("delete",), "forget", 0),
        (("end", "g"), "real", 5), (("a",), "add", None), (("escape",), None, None),
    ],
)  # fmt: skip
async def test_one_key_says_what_is_wanted(keys: tuple[str, ...], act: str | None, place: int | None) -> None:
    book = with_kept(*EXAMPLES)
    listed = comparison(book, TODAY)
    async with staged(lambda: WhatIfBoard(listed)) as stage:
        await stage.press(*keys)
        one = None if place is None else listed[place].kept
        assert stage.result == (None if act is None else Wanted(act, one))  # type: ignore[arg-type]


async def test_the_cursor_stays_where_it_was_and_what_was_done_is_said() -> None:
    listed = comparison(with_kept(*EXAMPLES), TODAY)
    async with staged(lambda: WhatIfBoard(listed, listed[2].kept.doc_id, "This was done.")) as stage:
        assert "This was done." in stage.said
        assert "▸ automate consulting" in stage.said
        await stage.press("down")
        assert "care plan +10%, lose 5% of sites · Worth it, by $26.25 a week" in stage.said


@pytest.mark.parametrize("name", HOSTILE)
async def test_labels_and_streams_are_text(name: str) -> None:
    shown = three_streams(names=(name, f"{name} 2", f"{name} 3"))
    book = with_kept({**EXAMPLES[0], "label": name}, book=shown)
    (one,) = kept(book)
    makes = (
        lambda: form("hire", "care", one, book),
        lambda: form("automate", "consulting", book=book),
        lambda: WhatIfBoard(comparison(book, TODAY), None, name),
    )
    for make in makes:
        async with staged(make, size=(120, 36)) as stage:
            assert clean(name) in drawn(stage.app)
            for size in ((120, 36), (80, 24), (60, 15)):
                await stage.pilot.resize_terminal(*size)
                await stage.press("up", "down")
                assert all(is_clean(line) for line in drawn(stage.app).splitlines())
    async with staged(form) as stage:
        await stage.press("'3", "enter", "'15", "up", "up", "up", "up", *["down"] * 8)
        assert stage.focused == "label"
        await stage.press("backspace")
        await stage.paste(name)
        await stage.press("f10")
        assert body_in(stage.result)["label"] == clean(name)


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (100, 30), (120, 36)])
@pytest.mark.parametrize("kind", KINDS)
async def test_the_field_the_result_and_the_keys_are_always_in_sight(kind: str, size: tuple[int, int]) -> None:
    body = next(body for body in EXAMPLES if body["kind"] == kind)
    (one,) = kept(with_kept(body))
    async with staged(lambda: form(kind, "care", one), size=size) as stage:
        for _ in range(11 if size[0] < 100 else 3):
            assert in_sight(stage)
            assert "orth it, by $" in stage.said
            assert "8.9 % →" in stage.said
            assert "Esc leave" in stage.said
            await stage.press("tab")


@pytest.mark.parametrize("theme", ["leverage-dark", "leverage-light", "ansi-dark", "nord"])
async def test_every_theme_draws_them(theme: str) -> None:
    listed = comparison(with_kept(*EXAMPLES), TODAY)
    for make in (form, WhatIfKinds, lambda: WhatIfBoard(listed)):
        async with staged(make, theme=theme) as stage:
            assert "Esc" in stage.said


async def test_a_key_typed_before_the_field_is_there_belongs_to_it() -> None:
    async with staged(lambda: Prompt("First", "one")) as stage:
        stage.app.push_screen(Prompt("Second", "two"))
        stage.app.post_message(Key("5", "5"))
        await stage.pilot.pause()
        await stage.press("'6")
        assert stage.app.screen.query_one("TextField").value == "56"  # type: ignore[attr-defined]


async def test_leaving_with_something_typed_asks_once() -> None:
    async with staged(form) as stage:
        await stage.press("'3", "escape")
        assert stage.result is NOT_YET
        assert "Esc again to leave" in stage.said
        await stage.press("escape")
        assert stage.result is None
