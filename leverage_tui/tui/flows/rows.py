"""Which rows of the timesheet are in sight, in which order, and which week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leverage_tui.domain.edits.core import EditRefused
from leverage_tui.domain.edits.order import move_stream
from leverage_tui.domain.quantities.dates import format_day, parse_period
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.timesheet import Row
from leverage_tui.domain.timesheet_layout import Key, Layout
from leverage_tui.domain.timesheet_lines import Kind, Line
from leverage_tui.tui.actions import key_of
from leverage_tui.tui.flows import flow

if TYPE_CHECKING:
    from datetime import date

    from leverage_tui.tui.screens.main import MainScreen
    from leverage_tui.tui.screens.prompt import Read


def hide_row(screen: MainScreen) -> None:
    """The row under the cursor is not shown any more; one that is hidden and shown is not hidden any more."""
    screen.timesheet.leave()
    line, layout = screen.timesheet.line, screen.session.view.layout
    if line is None or line.key is None or not line.editable:
        screen.say("a row can be hidden; a stream's line folds by ← and unfolds by →", "plain")
        return
    name = f"{line.stream.name}, {line.label}"
    if line.hidden:
        _arrange(screen, layout.hiding(line.key, False), f"{name} is shown again")
        return
    if any(key == line.key for key, _ in screen.timesheet.drafts):
        screen.say(f"{name} is not hidden: a text that was not entered waits in it", "bad")
        return
    below, again = screen.timesheet.neighbour(), key_of("show_hidden")
    _arrange(screen, layout.hiding(line.key, True), f"{name} is hidden · {again} shows what is hidden")
    if below is not None:
        screen.timesheet.go_to(screen.timesheet.day or screen.session.view.today, below, committed=True)


def show_hidden(screen: MainScreen) -> None:
    """What is hidden is shown, and marked; then hidden again."""
    layout = screen.session.view.layout
    if not layout.hidden:
        screen.say("no row is hidden", "plain")
        return
    peek = not layout.peek
    said = f"what is hidden is shown, and marked · {key_of('hide_row')} on a row shows it for good"
    _arrange(screen, layout.peeking(peek), said if peek else "what is hidden is hidden again")


def row_up(screen: MainScreen) -> None:
    """The row under the cursor changes places with the one above it; a stream with the stream above it."""
    _move(screen, -1)


def row_down(screen: MainScreen) -> None:
    """As `row_up`, downwards."""
    _move(screen, 1)


def fold_stream(screen: MainScreen) -> None:
    """The stream at hand is one line with its sums, or unfolded again."""
    screen.timesheet.leave()
    stream = screen.stream_at_hand()
    if stream is not None:
        fold(screen, stream, stream not in screen.session.view.layout.folded)


def fold(screen: MainScreen, stream: str, into_line: bool) -> None:
    """A stream becomes one line, the cursor on it, or is unfolded."""
    view = screen.session.view
    days = [day for key, day in screen.timesheet.drafts if isinstance(key, Row) and key.stream == stream]
    if into_line and any(day in view.days for day in days):
        screen.say(
            f"{view.book.streams[stream].name} is not folded: a text that was not entered waits in it", "bad"
        )
        return
    _arrange(screen, view.layout.folding(stream, into_line))
    if into_line:
        screen.timesheet.go_to(screen.timesheet.day or view.today, stream)


def filter_rows(screen: MainScreen) -> None:
    """A line at the foot of the timesheet narrows its rows as it is typed."""
    screen.show_pane("timesheet")
    screen.timesheet.open_filter()


@flow
async def go_to_date(screen: MainScreen) -> None:
    """The week that holds a day, the cursor on it."""
    from leverage_tui.tui.screens.prompt import Prompt

    today, first = screen.session.view.today, screen.session.config.first_weekday
    detail = "A day or a period: mon, 11-20, 2026-11-20, -2w, 2026-W46, last-month"
    text = await screen.app.push_screen_wait(
        Prompt("Go to a day", "day", "", _says_day(today, first), detail=detail)
    )
    if text:
        day = parse_period(text, today, first_weekday=first).first
        screen.show(screen.session.show_week(day))
        screen.show_pane("timesheet")
        screen.timesheet.go_to(day)


def _says_day(today: date, first_weekday: int) -> Read:
    """How a day is read that one wants to see: of a period the first."""
    from leverage_tui.tui.screens.reading import Said

    def says(text: str) -> Said:
        if not text.strip():
            return Said("empty: stay here")
        try:
            day = parse_period(text, today, first_weekday=first_weekday).first
        except Unreadable as error:
            return Said(str(error), "wrong")
        return Said(f"{format_day(day, year=True)}, week {day.isocalendar().week}", "read")

    return says


def _move(screen: MainScreen, by: int) -> None:
    """The line under the cursor `by` places further, within its stream; a stream's only line moves the stream."""
    screen.timesheet.leave()
    line, lines = screen.timesheet.line, screen.timesheet.lines
    if line is None or line.key is None:
        return
    if line.kind is Kind.STREAM or line.alone:
        _move_stream(screen, line, by)
        return
    keys = _beside(line, lines)
    place = keys.index(line.key) + by
    if 0 <= place < len(keys):
        _arrange(screen, screen.session.view.layout.moving(keys, line.key, by))
        screen.timesheet.go_to(screen.timesheet.day or screen.session.view.today, line.key)
    else:
        end = "first" if by < 0 else "last"
        screen.say(f"{line.label} is the {end} of its kind in {line.stream.name}", "plain")


def _beside(line: Line, lines: tuple[Line, ...]) -> list[Key]:
    """The rows that `line` can change places with: your own among themselves, the others among themselves."""
    same = [each for each in lines if each.stream.id == line.stream.id and each.editable and each.own is line.own]
    return [each.key for each in same if each.key is not None]


def _move_stream(screen: MainScreen, line: Line, by: int) -> None:
    shown = list(dict.fromkeys(each.stream.id for each in screen.timesheet.lines))
    place = shown.index(line.stream.id) + by
    if not 0 <= place < len(shown):
        screen.say(f"{line.stream.name} is the {'first' if by < 0 else 'last'} stream", "plain")
        return
    try:
        screen.do(move_stream(screen.session.view.book, line.stream.id, shown[place]))
    except EditRefused as refused:
        screen.say(str(refused), "bad")


def _arrange(screen: MainScreen, layout: Layout, said: str = "") -> None:
    screen.show(screen.session.arrange(layout))
    if said:
        screen.say(said, "plain")
