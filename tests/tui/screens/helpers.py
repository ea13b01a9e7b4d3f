"""An app that does nothing but show one dialog and keep what it returns."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

from textual.app import App
from textual.events import Paste
from textual.pilot import Pilot
from textual.screen import Screen

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.identity import cell_id, natural_id
from leverage_tui.domain.model import (
    Amounts,
    Closed,
    Document,
    Hours,
    Money,
    Per,
    Setting,
    Source,
    Standing,
    Stream,
    Work,
)
from leverage_tui.tui.themes import THEMES, fallback_tokens

TODAY = date(2025, 6, 27)
MONDAY = date(2025, 6, 23)
NOT_YET: Any = object()
HOSTILE = (
    "[/]",
    "[red]x",
    "[$primary]",
    "[Acme]",
    "[@click=app.quit]x[/]",
    "\\[b]",
    "👩‍👩‍👧 emoji",
    "right\u202eto left",
    "escape\x1b[31mred\x07",
    "日本語の名前",
)


class Stage(App[None]):
    """Shows the dialog that `make` makes; `result` is what it returned."""

    def __init__(self, make: Callable[[], Screen[Any]], theme: str = "leverage-dark") -> None:
        super().__init__()
        for own in THEMES:
            self.register_theme(own)
        self.theme = theme
        self._make = make
        self.result: Any = NOT_YET

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The tokens of the own themes, for any theme."""
        return fallback_tokens(self.current_theme)

    def on_mount(self) -> None:
        """The dialog stands over an empty screen."""
        self.push_screen(self._make(), self._keep)

    def _keep(self, result: Any) -> None:
        self.result = result


def drawn(app: App[Any]) -> str:
    """The characters that the terminal shows, line by line."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


def said(app: App[Any]) -> str:
    """The screen as one line of words, however they were wrapped."""
    return " ".join(drawn(app).replace("│", " ").split())


class Staged:
    """A dialog on its stage, and keys to press in it."""

    def __init__(self, app: Stage, pilot: Pilot[Any]) -> None:
        self.app, self.pilot = app, pilot

    async def press(self, *keys: str) -> None:
        """Press `keys`; what begins with an apostrophe is typed letter by letter."""
        for key in keys:
            if key.startswith("'"):
                await type_text(self.pilot, key[1:])
            else:
                await self.pilot.press(key)
        await self.pilot.pause()

    async def paste(self, text: str) -> None:
        """Paste `text` into what has the focus."""
        focused = self.app.screen.focused
        assert focused is not None
        focused.post_message(Paste(text))
        await self.pilot.pause()

    @property
    def focused(self) -> str:
        """The key of the field that has the focus."""
        return getattr(self.app.screen.focused, "key", "")

    @property
    def said(self) -> str:
        """All words on the screen in one line."""
        return said(self.app)

    @property
    def result(self) -> Any:
        """What the dialog returned, NOT_YET while it is open."""
        return self.app.result


@asynccontextmanager
async def staged(
    make: Callable[[], Screen[Any]], size: tuple[int, int] = (80, 24), theme: str = "leverage-dark"
) -> AsyncIterator[Staged]:
    """The dialog that `make` makes, shown; toasts and tooltips are on."""
    app = Stage(make, theme)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        yield Staged(app, pilot)


async def type_text(pilot: Pilot[Any], text: str) -> None:
    """Type `text` key by key."""
    names = {
        "_": "underscore",
        " ": "space",
        ".": "full_stop",
        ",": "comma",
        ":": "colon",
        "-": "minus",
        "/": "slash",
        "+": "plus",
    }
    for char in text:
        await pilot.press(names.get(char, char))
    await pilot.pause()


def stream(word: str, name: str, **fields: Any) -> Stream:
    """A stream that began long ago."""
    begun = {"started": date(2025, 1, 6), **fields}
    return Stream(doc_id=natural_id("streams", word), id=word, name=name, **begun)


def hours(word: str, day: date, work: Work, minutes: int, **fields: Any) -> Hours:
    """An hours entry."""
    who, asset = fields.get("who"), fields.get("asset")
    number = cell_id(word, day, work, who, asset)
    return Hours(doc_id=number, stream=word, date=day, work=work, minutes=minutes, **fields)


def money(word: str, first: date, last: date, amounts: Amounts, currency: str = "USD") -> Money:
    """A money entry."""
    return Money(doc_id=77, stream=word, date=first, until=last, currency=currency, amounts=amounts)


def three_streams(*more: Document, names: tuple[str, str, str] = ("Consulting", "Care plan", "Course")) -> Book:
    """A book with an hour sold, a service others deliver, and a course on a platform."""
    may = Amounts(gross=20000, refunds=2000, platform_fees=5400)
    documents: list[Document] = [
        Setting(doc_id=1, key="baseline_rate", value=6000),
        stream("consulting", names[0], time_sold=True, order=0),
        stream("care", names[1], order=1),
        stream("course", names[2], order=2),
        hours("consulting", MONDAY, Work.DELIVER, 480),
        hours("consulting", date(2025, 6, 24), Work.SELL, 90),
        hours("care", MONDAY, Work.MANAGE, 15),
        hours("care", MONDAY, Work.PEOPLE, 120, who="Ana", cost=3000, currency="USD"),
        Closed(doc_id=natural_id("closed", "course", "2025-06-23"), stream="course", week=MONDAY),
        money("course", date(2025, 5, 1), date(2025, 5, 31), may),
        Standing(
            doc_id=88,
            stream="care",
            name="Care subscriptions",
            begins=date(2025, 1, 1),
            per=Per.MONTH,
            currency="USD",
            source=Source.PROCESS,
            amounts=Amounts(gross=90000),
        ),
    ]
    return book_of([*documents, *more])
