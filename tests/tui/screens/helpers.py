"""An app that does nothing but show one dialog and keep what it returns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from textual.app import App
from textual.content import Content
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.identity import cell_id, natural_id
from leverage_tui.domain.model import Amounts, Closed, Document, Hours, Money, Per, Setting, Source, Standing, Stream
from leverage_tui.domain.model import Work
from leverage_tui.tui.themes import THEMES, fallback_tokens

TODAY = date(2025, 6, 27)
MONDAY = date(2025, 6, 23)
NOT_YET = object()
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
        return fallback_tokens({}, True)

    def on_mount(self) -> None:
        """The dialog stands over an empty screen."""
        self.push_screen(self._make(), self._keep)

    def _keep(self, result: Any) -> None:
        self.result = result


def text_of(screen: Screen[Any]) -> str:
    """All words on the screen, widget by widget."""
    found = []
    for widget in screen.walk_children(Widget):
        if not widget.display or not widget.region:
            continue
        shown = widget.render() if isinstance(widget, Static) or not widget.children else None
        if isinstance(shown, Content):
            found.append(shown.plain)
        elif hasattr(widget, "value"):
            found.append(str(widget.value))
    return "\n".join(found)


def drawn(app: App[Any]) -> str:
    """The characters that the terminal shows, line by line."""
    width, height = app.size
    lines = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in lines[:height]) if width else ""


async def type_text(pilot: Pilot[Any], text: str) -> None:
    """Type `text` key by key."""
    names = {" ": "space", ".": "full_stop", ",": "comma", ":": "colon", "-": "minus", "/": "slash", "+": "plus"}
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
        Money(doc_id=77, stream="course", date=date(2025, 5, 1), until=date(2025, 5, 31), currency="USD", amounts=may),
        Standing(
            doc_id=88, stream="care", name="Care subscriptions", begins=date(2025, 1, 1), per=Per.MONTH,
            currency="USD", source=Source.PROCESS, amounts=Amounts(gross=90000),
        ),  # fmt: skip
    ]
    return book_of([*documents, *more])
