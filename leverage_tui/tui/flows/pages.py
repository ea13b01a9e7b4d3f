"""The full-screen pages, and what they ask for when they close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leverage_tui.tui.actions import key_of
from leverage_tui.tui.flows import flow

if TYPE_CHECKING:
    from leverage_tui.tui.screens.main import MainScreen


def stream_page(screen: MainScreen) -> None:
    """The page of the stream at hand."""
    stream_page_of(screen, screen.stream_at_hand())


def stream_page_of(screen: MainScreen, stream: str | None) -> None:
    """The page of a stream; then the streams pane is on the stream that was looked at last, and what the page asked
    for begins."""
    if stream is None or stream not in screen.session.view.book.streams:
        screen.say(f"no stream yet: {key_of('add_stream')} adds one", "plain")
        return

    async def run(screen: MainScreen) -> None:
        from leverage_tui.tui.flows.money import money_of
        from leverage_tui.tui.flows.streams import edit_stream_of
        from leverage_tui.tui.pages.stream_page import StreamPage
        from leverage_tui.tui.panes.streams import StreamsPane

        page = StreamPage(screen.session.view, screen.session.memory, stream)
        wanted = await screen.app.push_screen_wait(page)
        screen.query_one(StreamsPane).look_at(page.stream)
        if wanted is not None:
            action, about = wanted
            begin = {"money": money_of, "edit": edit_stream_of}[action]
            screen.call_later(begin, screen, about)

    flow(run)(screen)
