"""The frame of every full-screen page: a title, facts, the arithmetic of the one under the cursor, plots, the keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from leverage_tui.domain.metrics import Memory
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.review.facts import Fact, Plot, Section
from leverage_tui.domain.text import harmless
from leverage_tui.tui.actions import action_of, key_of
from leverage_tui.tui.key_names import read_key, typed
from leverage_tui.tui.pages.facts_view import FactsView
from leverage_tui.tui.pages.layout import value_of, wrapped
from leverage_tui.tui.pages.plot import PlotWidget
from leverage_tui.tui.panes.lines import OneLine
from leverage_tui.tui.screens.once import AnswersOnce
from leverage_tui.tui.sizes import is_tiny, too_small
from leverage_tui.tui.text import right, shortened
from leverage_tui.tui.view import ShowsView, View

MOST_KEYS = 7
MOST_KEYS_NARROW = 5
Part = tuple[str, str]


class HowPanel(Widget):
    """The arithmetic of one fact in the lines there are; what does not fit is a key away, and it says so."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._fact: Fact | None = None

    def show(self, fact: Fact | None) -> None:
        """Show the arithmetic of this fact."""
        if fact != self._fact:
            self._fact = fact
            self.refresh()

    def render(self) -> Content:
        """Name and value, then as many of the sentences as there is room for."""
        width, height = self.size
        if self._fact is None or width < 4 or not height:
            return Content("")
        fact, room = self._fact, width - 2
        head: list[Part] = [(" ", ""), (harmless(fact.name), "bold"), ("  ", ""), (value_of(fact), _tone(fact))]
        how = _lines(fact.how, room)
        if height < 3:
            return _run_in(head, fact.how, width, height)
        if len(how) > height - 1:
            how = how[: height - 1]
            how[-1] = _goes_on(how[-1], room)
        lines = [Content.assemble(*head).truncate(width, ellipsis=True)]
        lines += [Content.assemble(" ", (line, "$muted")) for line in how]
        return Content("\n").join(lines)


class PageKeys(OneLine):
    """The page's keys; a click on one is the key."""

    keys: tuple[tuple[str, str], ...] = ()

    async def _on_click(self, event: events.Click) -> None:
        x = 1
        for key, word in self.keys:
            end = x + cell_len(key) + 1 + cell_len(word)
            name = read_key(key.split()[0])
            if x <= event.x < end and name is not None:
                self.app.post_message(events.Key(name, typed(name)))
            x = end + 3


def _lines(sentences: Sequence[str], width: int) -> list[str]:
    return [line for sentence in sentences for line in wrapped(sentence, width)]


def _goes_on(line: str, room: int) -> str:
    """The line with the words that there is more, in at most `room` cells."""
    return f"{shortened(line, max(1, room - 7)).removesuffix('…').rstrip()}… Enter"


def _run_in(head: Sequence[Part], how: Sequence[str], width: int, height: int) -> Content:
    """Head and sentences as one text, for one line or two."""
    taken = sum(cell_len(text) for text, _ in head) + 2
    first, *more = wrapped(" · ".join(how), max(12, width - taken - 1)) or [""]
    rest = wrapped(" ".join(more), width - 2)
    if len(rest) > height - 1:
        if height > 1:
            rest = [*rest[: height - 2], _goes_on(rest[height - 2], width - 2)]
        else:
            first = _goes_on(first, width - taken - 1)
    lines = [Content.assemble(*head, "  ", (first, "$muted")).truncate(width, ellipsis=True)]
    lines += [Content.assemble(" ", (line, "$muted")) for line in rest[: height - 1]]
    return Content("\n").join(lines)


def _tone(fact: Fact) -> str:
    return {"plain": "bold", "good": "bold $success", "bad": "bold $error", "unsure": "italic $muted"}[fact.tone]


class Page(AnswersOnce, ShowsView, Screen[Any]):
    """Facts in sections with their arithmetic at hand. Subclasses say what the facts and plots are; a page changes
    nothing, what it returns says what is to be done next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "leave", show=False),
        Binding("q", "leave", "leave", show=False),
        Binding("v", "turn", "plots", show=False),
    ]
    AUTO_FOCUS = "#facts"
    ESCAPE_TO_MINIMIZE = False
    DEFAULT_CSS = """
    Page {
        background: $background;
        #page-title { height: 1; width: 1fr; background: $panel; }
        #page-keys { height: 1; width: 1fr; background: $surface; }
        #page-body { height: 1fr; width: 1fr; padding: 1 0 0 0; }
        #facts { width: 1fr; height: 1fr; }
        #plots {
            width: 1fr; height: 1fr; display: none; padding: 0 1;
            scrollbar-size-vertical: 1;
        }
        #plots PlotWidget { height: 1fr; min-height: 9; margin-bottom: 1; }
        #how { height: 5; width: 1fr; border-top: solid $rule; }
    }
    Page.-plots #plots { display: block; }
    Page.-plots #facts { display: none; }
    Page.-plots #how { display: none; }
    Page.-wide.-plots #how { display: block; }
    Page.-wide.-plots #facts { display: block; width: 64; }
    Page.-wide.-plots #plots { border-left: solid $rule; }
    Page.-normal #how { height: 4; }
    Page.-short {
        #how { height: 2; border-top: none; background: $surface; }
        #page-body { padding: 0; }
        #plots PlotWidget { height: 100%; margin-bottom: 0; }
    }
    Page.-tiny > * { display: none; }
    Page.-tiny > #small { display: block; }
    """

    def __init__(self, session_view: View, memory: Memory) -> None:
        super().__init__()
        self.view = session_view
        self.memory = memory
        self._turned = False
        """Whether the user asked for the other of what is shown by itself: plots beside facts, facts alone."""

    # What subclasses say

    def title_words(self) -> str:
        """What the page is about. It may hold user text: it is shown literally."""
        raise NotImplementedError

    def sections(self) -> tuple[Section, ...]:
        """The facts."""
        raise NotImplementedError

    def plots(self) -> tuple[Plot, ...]:
        """The plots, and an empty tuple where there are none."""
        raise NotImplementedError

    def page_keys(self) -> Sequence[tuple[str, str]]:
        """The keys of this page alone, as a person reads them, the most wanted first."""
        raise NotImplementedError

    # The frame

    def compose(self) -> ComposeResult:
        """Title, facts and plots, arithmetic, keys."""
        yield OneLine(id="page-title")
        with Horizontal(id="page-body"):
            yield FactsView(id="facts")
            yield VerticalScroll(id="plots")
        yield HowPanel(id="how")
        yield PageKeys(id="page-keys")
        yield Static("", id="small", markup=False)

    def on_mount(self) -> None:
        """Everything of the view that the page was opened with."""
        self.show(self.view)

    def show(self, view: View) -> None:
        """Everything read anew from `view`; the cursor stays on its fact."""
        self.view = view
        if not self.query(FactsView):
            # A change that comes between asking for the page and its being there: `on_mount` shows it.
            return
        self.facts.show(self.sections())
        plots = self.plots()
        there = list(self.query(PlotWidget))
        for widget, plot in zip(there, plots, strict=False):
            widget.show(plot)
        for widget in there[len(plots) :]:
            widget.remove()
        if plots[len(there) :]:
            self.query_one("#plots").mount(*(PlotWidget(plot) for plot in plots[len(there) :]))
        self.query_one(HowPanel).show(self.facts.fact)
        self.show_frame()

    def show_frame(self) -> None:
        """Title, keys and what is visible, for the size there is."""
        width = self.app.size.width
        title = f" {harmless(self.title_words())}"
        day = format_day(self.view.today, year=True)
        when = f"as of {day} " if width >= 80 else f"{day} "
        room = max(0, width - cell_len(when) - 2)
        title = shortened(title, room)
        self.query_one("#page-title", OneLine).put(
            [(title, "bold"), (right(when, width - cell_len(title)), "$muted")]
        )
        self.set_class(self.shows_plots, "-plots")
        self.query_one("#page-keys", OneLine).put(self._keys())

    @property
    def facts(self) -> FactsView:
        """The facts."""
        return self.query_one(FactsView)

    @property
    def shows_plots(self) -> bool:
        """Whether plots are seen: beside the facts where there is room for both, instead of them elsewhere."""
        return bool(self.query(PlotWidget)) and self._wide != self._turned

    @property
    def _wide(self) -> bool:
        return self.app.size.width >= 120

    def _keys(self) -> list[Part]:
        most = MOST_KEYS if self.app.size.width >= 80 else MOST_KEYS_NARROW
        turn = [
            ("v", "facts only" if self.shows_plots and self._wide else "facts" if self.shows_plots else "plots")
        ]
        ends = [*(turn if self.query(PlotWidget) else []), (key_of("help"), "help"), ("Esc", "leave")]
        opens = [] if self.shows_plots and not self._wide else [("Enter", "arithmetic")]
        keys = [*self.page_keys(), *opens][: most - len(ends)] + ends
        self.query_one("#page-keys", PageKeys).keys = tuple(keys)
        parts: list[Part] = [(" ", "")]
        for key, word in keys:
            parts += [(key, "bold $accent"), (f" {word}   ", "$muted")]
        return parts

    def on_resize(self) -> None:
        """Another size, another frame; a terminal that is too small says so."""
        self.set_class(is_tiny(*self.app.size), "-tiny")
        self.query_one("#small", Static).update(too_small("This page", *self.app.size, "Esc leaves it"))
        self.show_frame()

    @on(FactsView.FactLooked)
    def _looked(self, message: FactsView.FactLooked) -> None:
        self.query_one(HowPanel).show(message.fact)

    @on(FactsView.FactOpened)
    def _opened(self, message: FactsView.FactOpened) -> None:
        """The whole arithmetic, large."""
        from leverage_tui.tui.screens.listing import Words

        fact = message.fact
        heads = [harmless(f"{fact.name}  {value_of(fact)}"), *[""] * (len(fact.how) - 1)]
        lines = [(head, harmless(line)) for head, line in zip(heads, fact.how or ("",), strict=True)]
        self.app.push_screen(Words("How it is computed", lines))

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Help, and hiding amounts, have the keys that they have on the dashboard."""
        action = action_of(event.key)
        if action is not None and action.id in ("help", "mask"):
            event.stop()
            self.call_later(self.run_action, "help" if action.id == "help" else "app.turn_mask")

    def action_turn(self) -> None:
        """Plots or facts; where both have room, both or facts alone."""
        if not self.query(PlotWidget):
            return
        self._turned = not self._turned
        self.show_frame()
        seen = self.shows_plots and not self._wide
        self.query_one("#plots" if seen else "#facts").focus()

    def action_back(self) -> None:
        """From plots that cover the facts to the facts, else out."""
        if self.shows_plots and not self._wide:
            self.action_turn()
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Leave without asking for anything."""
        self.dismiss(None)

    def action_help(self) -> None:
        """The help over the page."""
        from leverage_tui.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen())
