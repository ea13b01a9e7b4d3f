"""The page of one stream: what it is, how leveraged, and why; every number with its arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType

from leverage_tui.domain.metrics import Memory
from leverage_tui.domain.review.facts import Plot, Section
from leverage_tui.domain.review.stream import stream_plots, stream_review
from leverage_tui.tui.pages.page import Page
from leverage_tui.tui.view import View

WEEKS = 26


class StreamPage(Page):
    """Everything known of a stream. Returns what is to be done on it next, ("money", its id), or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left_square_bracket,left,h", "turn_to(-1)", "stream before", show=False),
        Binding("right_square_bracket,right,l", "turn_to(1)", "stream after", show=False),
        Binding("m", "ask('money')", "money", show=False),
        Binding("e", "ask('edit')", "edit", show=False),
    ]

    def __init__(self, session_view: View, memory: Memory, stream: str) -> None:
        super().__init__(session_view, memory)
        self.stream = stream
        """The id of the stream that is shown."""
        self._gone = False

    def title_words(self) -> str:
        """The stream's name, and which of how many it is."""
        streams = self.view.book.streams
        place = list(streams).index(self.stream) + 1
        return f"{streams[self.stream].name} · {place} of {len(streams)}"

    def sections(self) -> tuple[Section, ...]:
        """What is known of the stream."""
        return stream_review(self.view.book, self.view.figures, self.stream, self.view.today, self.memory)

    def plots(self) -> tuple[Plot, ...]:
        """Its weeks."""
        return stream_plots(self.view.book, self.stream, self.view.today, WEEKS, self.memory)

    def page_keys(self) -> Sequence[tuple[str, str]]:
        """Money, edit, the streams before and after."""
        return [("[ ]", "stream"), ("m", "money"), ("e", "edit")]

    def show(self, view: View) -> None:
        """The stream read anew; a stream that is gone takes its page with it."""
        self._gone = self.stream not in view.book.streams
        if not self._gone:
            super().show(view)
        else:
            self._leave_if_gone()

    @on(events.ScreenResume)
    def _leave_if_gone(self) -> None:
        """At once, or when what lies over the page is closed."""
        if self._gone and self.is_active:
            self.dismiss(None)

    def action_turn_to(self, by: int) -> None:
        """The stream `by` places further, round the end."""
        streams = list(self.view.book.streams)
        self.stream = streams[(streams.index(self.stream) + by) % len(streams)]
        self.show(self.view)

    def action_ask(self, action: str) -> None:
        """Leave, and do that on the stream."""
        self.dismiss((action, self.stream))
