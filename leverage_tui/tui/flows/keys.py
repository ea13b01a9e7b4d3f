"""Keys themselves: what the terminal sends, letters to jump by, one pane over the whole screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from textual.geometry import Offset

from leverage_tui.domain.timesheet import Row
from leverage_tui.tui.flows import flow
from leverage_tui.tui.panes.lines import FooterLine
from leverage_tui.tui.panes.streams import StreamsPane
from leverage_tui.tui.screens.jump import Jump, Target, lettered

if TYPE_CHECKING:
    from leverage_tui.tui.screens.main import MainScreen

PANES = {"streams": ("s", "Streams"), "timesheet": ("t", "Timesheet"), "gauge": ("l", "Leverage")}


@flow
async def key_probe(screen: MainScreen) -> None:
    """What the terminal sends for a key."""
    from leverage_tui.tui.screens.key_probe import KeyProbe

    await screen.app.push_screen_wait(KeyProbe())


@flow
async def jump(screen: MainScreen) -> None:
    """Letters over everything that can be gone to."""
    chosen = await screen.app.push_screen_wait(Jump(lettered(targets(screen))))
    if chosen is not None:
        # What it does may be a flow of its own: it cannot begin before this one has ended.
        screen.call_later(chosen.go)


def targets(screen: MainScreen) -> Iterator[Target]:
    """Everything that can be gone to: panes, lines, the footer's actions, streams and rows in sight."""
    one = screen.has_class("-narrow") or screen.has_class("-full")
    for name, (letter, title) in PANES.items():
        pane = screen.query_one(f"#{name}")
        seen = pane.region.area > 0
        if seen or one:
            yield Target(title, pane.region.offset if seen else None, partial(screen.show_pane, name), letter)
    header, waits = screen.query_one("#header"), screen.query_one("#waits")
    yield Target("this week", header.region.offset, partial(screen.perform, "today"), "h")
    if screen.waits:
        yield Target("what waits", waits.region.offset, partial(screen.perform, "waiting"), "w")
    footer = screen.query_one(FooterLine)
    for x, _, action in footer.places():
        yield Target(action.label, footer.region.offset + Offset(x - 1, 0), partial(screen.perform, action.id))
    yield from _streams(screen)
    yield from _rows(screen)


def _streams(screen: MainScreen) -> Iterator[Target]:
    pane = screen.query_one(StreamsPane)
    if pane.region.area:
        for stream, line in pane.in_sight:
            yield Target(stream, pane.content_region.offset + Offset(0, line), partial(_to_stream, screen, stream))


def _to_stream(screen: MainScreen, stream: str) -> None:
    screen.show_pane("streams")
    screen.query_one(StreamsPane).look_at(stream)


def _rows(screen: MainScreen) -> Iterator[Target]:
    """Own rows in sight, today, or on the cursor's day in another week."""
    sheet, view = screen.timesheet, screen.session.view
    day = view.today if view.today in view.days else sheet.day
    if day is None or not sheet.region.area:
        return
    for line, place in sheet.in_sight(day):
        if line.own and line.row is not None:
            yield Target(line.label, place, partial(_to_row, screen, day, line.row))


def _to_row(screen: MainScreen, day: date, row: Row) -> None:
    screen.show_pane("timesheet")
    screen.timesheet.go_to(day, row)


def maximise(screen: MainScreen) -> None:
    """The pane with the focus fills the screen; again, or Esc, and all are there."""
    full = screen.has_class("-full")
    if not full:
        here = screen.focused.id if screen.focused is not None else None
        screen.show_pane(here if here in PANES else "timesheet")
        screen.say("one pane: Esc shows them all again", "plain")
    screen.set_class(not full, "-full")
    screen.call_after_refresh(_seen, screen)


def _seen(screen: MainScreen) -> None:
    """The focus is never in a pane that is gone."""
    if screen.focused is None or not screen.focused.region.area:
        screen.show_pane("timesheet")
