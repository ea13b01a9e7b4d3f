"""Hidden amounts: the gate before the terminal, and every screen behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import edit
from leverage_tui.domain.edits.settings import set_setting
from leverage_tui.domain.model import Hours, Money, Standing, Stream
from leverage_tui.domain.quantities.money import format_money, plain_money
from leverage_tui.domain.quantities.writing import MoneyStyle, write_money_as
from leverage_tui.store.config import Config
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.keeper import Keeper
from leverage_tui.tui.actions import ACTIONS
from leverage_tui.tui.flows import taste
from leverage_tui.tui.mask import FieldMask, LabelMask, Mask, for_plot
from tests.tui.conftest import DATA, Running, Start

BLACK = Color(0, 0, 0)
STYLES = (MoneyStyle(), MoneyStyle(codes=True), MoneyStyle(False, ".", ","), MoneyStyle(True, " ", "."),
          MoneyStyle(False, "'", "."), MoneyStyle(True, "", "."))  # fmt: skip
MARKED = re.compile(r"(?:[$€£¥₹₩]|\b[A-Z]{3}[ \u00a0])\d")


@pytest.fixture(autouse=True)
def _usual_style() -> Iterator[None]:
    yield
    write_money_as(MoneyStyle())


def shown(text: str, mask: LineFilter | None = None, pieces: int = 1) -> str:
    """`text`, cut into pieces of that length, as the gate lets it through."""
    cut = [Segment(text[at : at + pieces], Style(bold=bool(at % 2))) for at in range(0, len(text), pieces)]
    return "".join(segment.text for segment in (mask or Mask()).apply(cut, BLACK))


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("$21,840 kept - 335:00 h x $60 = $1,740     |", "••• kept - 335:00 h x ••• = •••            |"),
        ("  ≈$134/h  49.2 %", "   ≈•••/h  49.2 %"),
        ("Net        ~ $1,234 a year ", "Net           ~ ••• a year "),
        ("   between $5 and $9", " between ••• and •••"),
        ("between $5 and $9", "between •• and ••"),
        ("│ $1,234.56 │", "│ •••       │"),
        ("≈$7/h      drag", "≈•••/h     drag"),
        ("-CA$12 or +$5.25", "••• or •••      "),
        ("CHF\u00a01,234.56 x", "••• x         "),
        ("18.40 EUR", "•••      "),
        ("  4,567/h  drag", "    •••/h  drag"),
        ("$1,2…", "•••… "),
        ("8.9 % of 26 weeks, 28:15 h, 29 Jun 2025", "8.9 % of 26 weeks, 28:15 h, 29 Jun 2025"),
        ("", ""),
    ],
)
@pytest.mark.parametrize("pieces", [1, 3, 99])
def test_amounts_are_dots_in_a_line_of_the_same_width(text: str, hidden: str, pieces: int) -> None:
    assert shown(text, pieces=pieces) == hidden


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("1,234.56 kept", "••• kept     "), ("  500 kept  ", "  ••• kept  "), ("26 weeks to today", None),
        ("8.9 % leveraged", None), ("1:30 h", None), ("29 Jun", None), ("2025-06-29", None),
    ],
)  # fmt: skip
def test_an_amount_that_was_broken_after_its_currency_is_hidden_too(text: str, hidden: str | None) -> None:
    assert shown(text, Mask(lambda: True)) == (text if hidden is None else hidden)
    assert shown(text) == text


@given(
    st.lists(st.tuples(st.sampled_from(["", "kept", "- ", "│", "at 1:30 h", "  "]), st.integers(0, 10**12)),
             min_size=1, max_size=4),
    st.sampled_from(["USD", "EUR", "CHF", "PLN", "JPY", "CAD", "TND"]), st.sampled_from(STYLES), st.integers(1, 9),
)  # fmt: skip
def test_no_digit_of_an_amount_passes_whatever_its_style(
    parts: list[tuple[str, int]], currency: str, style: MoneyStyle, pieces: int
) -> None:
    write_money_as(style)
    text = " ".join(f"{words} {format_money(minor, currency)}" for words, minor in parts)
    masked = shown(text, pieces=pieces)
    assert cell_len(masked) == cell_len(text)
    assert "".join(filter(str.isdigit, masked)) == "130" * sum("1:30" in words for words, _ in parts)


def test_styles_stay_where_they_were() -> None:
    red, blue = Style(color="red"), Style(color="blue")
    made = Mask().apply([Segment("a ", red), Segment("$1,234", blue), Segment(" z", red)], BLACK)
    assert [(segment.text, segment.style) for segment in made] == [("a ", red), ("•••", blue), (" z   ", red)]


def test_a_plot_of_money_hides_its_numbers_and_one_of_hours_does_not() -> None:
    label = "  1,200 ┤  ⠒⠒"
    assert shown(label, LabelMask()) == "  •••   ┤  ⠒⠒"
    mask = Mask()
    assert for_plot([mask], "hours a week") == [mask]
    assert for_plot([mask], "%") == [mask]
    assert for_plot([], "USD a week") == []
    assert any(isinstance(each, LabelMask) for each in for_plot([mask], "USD a week"))


def test_a_field_is_hidden_whole() -> None:
    assert shown(" 1234.56      ", FieldMask()) == " •••          "


# Every screen

QUIET = {"quit", "demo", "mask", "palette", "delete_stream"}


def coded_book(folder: Path) -> Path:
    """The worked example counted in a currency that is written with its code."""
    path = folder / "book.json"
    text = (DATA / "three_streams.json").read_text().replace('"USD"', '"PLN"')
    path.write_text(text)
    return path


def amounts(book: Book) -> set[str]:
    """Every amount of the book, as it could be written, that cannot be mistaken for a count."""
    found: set[int] = set()
    documents: list[Money | Standing] = [*book.all(Money), *book.all(Standing)]
    for document in documents:
        values = (getattr(document.amounts, name) for name in document.amounts._fields)
        found |= {value for value in values if isinstance(value, int)}
    found |= {each.cost for each in book.all(Hours) if each.cost}
    found |= {book.settings.baseline_rate or 0, book.settings.living_expenses_per_month or 0}
    written = {f"{minor // 100:,}" for minor in found} | {plain_money(minor, "USD") for minor in found}
    written |= {each.replace(",", "") for each in written}
    return {each for each in written if len(each.replace(".", "").replace(",", "")) > 2}


def tokens(text: str) -> set[str]:
    return set(re.findall(r"\d[\d,.]*\d(?![\d:])", text))


async def every_screen(running: Running, names: Sequence[str]) -> list[tuple[str, str]]:
    """The text of the screen that each action leads to, folds open; everything is closed again."""
    seen = [("dashboard", running.text())]
    for name in names:
        await running.main.perform(name)
        await running.settle()
        seen.append((name, running.text()))
        if len(running.app.screen_stack) > 1:
            await running.press("f4")
            seen.append((f"{name}, unfolded", running.text()))
        for _ in range(6):
            if len(running.app.screen_stack) > 1:
                await running.press("escape")
        assert len(running.app.screen_stack) == 1, name
    return seen


@pytest.mark.parametrize("size", [(120, 36), (80, 24)], ids=lambda size: str(size[0]))
@pytest.mark.parametrize("coded", [False, True], ids=["symbol", "code"])
async def test_no_amount_stands_on_any_screen_while_hidden(
    start: Start, tmp_path: Path, size: tuple[int, int], coded: bool
) -> None:
    book: Path | str = coded_book(tmp_path) if coded else "three_streams.json"
    names = [action.id for action in ACTIONS if action.id not in QUIET]
    async with start(book, size=size, config=Config(mask=True)) as running:
        running.main.do(set_setting(running.funnel.book, "living_expenses_per_month", 312_345))
        await running.pilot.pause()
        secret = amounts(running.funnel.book)
        assert {"1,000", "1000.00", "3123.45"} & secret
        seen = await every_screen(running, names)
        for name, text in seen:
            assert not tokens(text) & secret, f"{name} tells {tokens(text) & secret}\n{text}"
            assert not MARKED.search(text), f"{name}\n{text}"
        assert any("•••" in text for _, text in seen)


async def test_the_same_screens_do_tell_amounts_when_nothing_is_hidden(start: Start) -> None:
    async with start() as running:
        secret = amounts(running.funnel.book)
        seen = await every_screen(running, ["arithmetic", "settings", "standing"])
        assert all(MARKED.search(text) for _, text in seen), seen
        assert any(tokens(text) & secret for _, text in seen)


async def test_the_plots_of_money_have_no_numbers_and_those_of_hours_keep_theirs(start: Start) -> None:
    label = re.compile(r"(?<![\d,.])([\d,.]+|•+) ┤")
    async with start(config=Config(mask=True)) as running:
        await running.main.perform("insights")
        await running.settle()
        seen: dict[str, set[str]] = {}
        for key in "1234":
            await running.press(key)
            unit = next((each for each in ("USD", "hours", "%") if f"  {each}" in running.text()), "")
            seen.setdefault(unit, set()).update(label.findall(running.text()))
        assert {char for shown in seen["USD"] for char in shown} == {"•"}
        assert seen["hours"] | seen["%"]
        assert "•" not in "".join(seen["hours"] | seen["%"])


async def test_it_goes_on_and_off_at_once_and_hours_stay(start: Start) -> None:
    async with start() as running:
        assert "$65/h" in running.text()
        taste.mask(running.main)
        await running.settle()
        assert "$" not in running.text()
        assert "•••/h" in running.text()
        assert "30:15 own" in running.text()
        assert "15.2 % running" in running.text()
        assert running.app.session.masked
        taste.mask(running.main)
        await running.settle()
        assert "$65/h" in running.text()


@pytest.mark.parametrize("page", ["insights", "stream_page"])
async def test_a_page_hides_them_by_the_same_key(start: Start, page: str) -> None:
    async with start() as running:
        await running.main.perform(page)
        await running.settle()
        assert MARKED.search(running.text())
        await running.press("z")
        assert not MARKED.search(running.text())
        await running.press("z", "escape")
        assert MARKED.search(running.text())


async def test_toasts_hide_them_too(start: Start) -> None:
    async with start(config=Config(mask=True)) as running:
        running.app.notify("another program made it $1,234.56 net", markup=False)
        await running.settle()
        assert "another program made it" in running.text()
        assert "1,234" not in running.text()


async def test_what_is_typed_is_shown_and_what_was_filled_in_is_not(start: Start) -> None:
    async with start(config=Config(mask=True)) as running:
        await running.press("m")
        await running.write("6800")
        assert "6800" in running.text()
        assert "$6,800" not in running.text()
        await running.press("escape", "escape")
        await running.main.perform("baseline")
        await running.settle()
        assert "60.00" not in running.text()
        await running.press("end", "backspace", "backspace")
        await running.write("50")
        assert "60.50" in running.text()


async def test_names_and_notes_of_the_user_are_hidden_where_they_hold_amounts(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    funnel = Funnel(Keeper.open(path, state=tmp_path / "other"))
    stream = Stream(doc_id=1, id="s", name="Retainer $4,500", time_sold=True, order=1)
    funnel.do(edit("stream", [(None, stream)]))
    funnel.close()
    async with start(path, config=Config()._replace(mask=True)) as running:
        assert "Retainer •••" in running.text()
        assert "4,500" not in running.text()
