"""What an action asks before it becomes an edit: each flow opens a dialog, takes its value, and hands the edit to
the screen's one way in. Dialogs are imported when they open."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from leverage_tui.domain import words
from leverage_tui.domain.calendar import WEEK, monday
from leverage_tui.domain.edits.core import EditRefused
from leverage_tui.domain.edits.hours import set_note
from leverage_tui.domain.edits.settings import restate_baseline, set_setting
from leverage_tui.domain.edits.streams import delete_stream as delete_edit
from leverage_tui.domain.edits.streams import end_stream as end_edit
from leverage_tui.domain.edits.streams import pause_stream as pause_edit
from leverage_tui.domain.quantities.currency import exponent
from leverage_tui.domain.quantities.money import parse_money, plain_money
from leverage_tui.domain.timesheet import entries_in
from leverage_tui.domain.waiting import Waiting, weeks_to_close
from leverage_tui.store.errors import StoreError
from leverage_tui.tui.timesheet import facts

if TYPE_CHECKING:
    from leverage_tui.tui.screens.main import MainScreen

Flow = Callable[["MainScreen"], Awaitable[None]]


def flow(run: Flow) -> Callable[[MainScreen], None]:
    """A flow runs as a worker of the screen, so that it can wait for its dialogs; one at a time."""

    @wraps(run)
    def start(screen: MainScreen) -> None:
        screen.timesheet.leave()
        screen.run_worker(run(screen), group="flow", exclusive=True)

    return start


@flow
async def add_stream(screen: MainScreen) -> None:
    """A new stream from the form."""
    from leverage_tui.tui.screens.stream_form import StreamForm

    view = screen.session.view
    edit = await screen.app.push_screen_wait(
        StreamForm(view.book, view.today, None, screen.session.config.decimal or None)
    )
    if edit is not None:
        screen.do(edit)


def edit_stream(screen: MainScreen) -> None:
    """The form of the stream at hand."""
    edit_stream_of(screen, screen.stream_at_hand())


def edit_stream_of(screen: MainScreen, stream: str | None) -> None:
    """The form of a stream that is there."""
    found = screen.session.view.book.streams.get(stream or "")
    if found is None:
        screen.say("no stream yet: a adds one", "plain")
        return

    async def run(screen: MainScreen) -> None:
        from leverage_tui.tui.screens.stream_form import StreamForm

        view = screen.session.view
        edit = await screen.app.push_screen_wait(
            StreamForm(view.book, view.today, found, screen.session.config.decimal or None)
        )
        if edit is not None:
            screen.do(edit)

    flow(run)(screen)


def pause_stream(screen: MainScreen) -> None:
    """Pause, or go on; undo takes it back."""
    stream = screen.stream_at_hand()
    if stream is None:
        screen.say("no stream yet: a adds one", "plain")
        return
    try:
        screen.do(pause_edit(screen.session.view.book, stream))
    except EditRefused as refused:
        screen.say(str(refused), "bad")


def end_stream(screen: MainScreen) -> None:
    """End today; undo takes it back."""
    stream = screen.stream_at_hand()
    if stream is None:
        screen.say("no stream yet: a adds one", "plain")
        return
    try:
        screen.do(end_edit(screen.session.view.book, stream, screen.session.view.today))
    except EditRefused as refused:
        screen.say(str(refused), "bad")


@flow
async def delete_stream(screen: MainScreen) -> None:
    """Deleting a stream with history asks once; undo takes it back."""
    from leverage_tui.tui.screens.prompt import Confirm

    stream, book = screen.stream_at_hand(), screen.session.view.book
    if stream is None:
        return
    edit = delete_edit(book, stream)
    question = f"Delete {book.streams[stream].name}?"
    detail = f"{len(edit.changes) - 1} entries of hours, money and weeks go with it. Undo brings all of it back."
    if book.ledger(stream).is_empty or await screen.app.push_screen_wait(Confirm(question, detail, "delete")):
        screen.do(edit)


def money(screen: MainScreen) -> None:
    """Money of the stream at hand."""
    stream = screen.stream_at_hand()
    if stream is None:
        screen.say("money belongs to a stream: a adds one", "plain")
        return
    money_of(screen, stream)


def money_of(screen: MainScreen, stream: str) -> None:
    """Money: one line, the rest folded."""

    async def run(screen: MainScreen) -> None:
        from leverage_tui.tui.screens.money_form import MoneyForm

        view = screen.session.view
        form = MoneyForm(view.book, view.today, stream, screen.session.config.decimal or None)
        edit = await screen.app.push_screen_wait(form)
        if edit is not None:
            screen.do(edit)

    flow(run)(screen)


@flow
async def new_row(screen: MainScreen) -> None:
    """A kind of work that is not shown yet."""
    from leverage_tui.tui.screens.new_row import NewRow

    stream, view = screen.stream_at_hand(), screen.session.view
    if stream is None:
        screen.say("a row belongs to a stream: a adds one", "plain")
        return
    row = await screen.app.push_screen_wait(NewRow(view.book, stream))
    if row is not None:
        screen.show(screen.session.ask_for(row))
        screen.show_pane("timesheet")
        screen.timesheet.go_to(screen.timesheet.day or view.today, row)


@flow
async def close_week(screen: MainScreen) -> None:
    """Was that the whole week? Last week while something is open there, else the shown one."""
    from leverage_tui.tui.screens.close_week import CloseWeek, streams_in

    view = screen.session.view
    last = monday(view.today) - WEEK
    week = last if view.today in view.days and weeks_to_close(view.book, view.today) else view.iso_week
    if not streams_in(view.book, week, view.style):
        screen.say("no stream is alive in that week", "plain")
        return
    edit = await screen.app.push_screen_wait(CloseWeek(view.book, week, view.today, view.style))
    if edit is not None:
        screen.do(edit)


@flow
async def note(screen: MainScreen) -> None:
    """The note of the cell under the cursor."""
    from leverage_tui.tui.screens.prompt import Prompt, says_note

    line, day = screen.timesheet.line, screen.timesheet.day
    if line is None or line.row is None or day is None:
        screen.say("a note belongs to a cell with hours", "plain")
        return
    entries = entries_in(screen.session.view.book, line.row, day)
    if not entries:
        screen.say("an empty cell has no note: type the hours first", "plain")
        return
    old = next((entry.note for entry in entries if entry.note), "")
    where = facts.place(line, day)
    text = await screen.app.push_screen_wait(Prompt("Note", "note", old, says_note, detail=where))
    if text is None:
        return
    try:
        screen.do(set_note(screen.session.view.book, line.row, day, text))
    except EditRefused as refused:
        screen.say(f"{refused} · typed: {text}", "bad")


@flow
async def waiting(screen: MainScreen) -> None:
    """What waits, each line with what answers it."""
    from leverage_tui.tui.screens.listing import Choices

    if not screen.waits:
        screen.say("nothing waits", "plain")
        return
    waits, today = screen.waits, screen.session.view.today
    choices = [(str(place), Content(_since(item, today))) for place, item in enumerate(waits)]
    chosen = await screen.app.push_screen_wait(Choices("What waits", choices, "Enter answers it · Esc leaves it"))
    if chosen is None:
        return
    item = waits[int(chosen)]
    if item.stream is not None:
        screen.call_later(money_of, screen, item.stream)
    else:
        screen.call_later(screen.perform, item.action)


def _since(item: Waiting, today: date) -> str:
    """The sentence, and for how long it has been so."""
    if item.since is None:
        return item.sentence
    import pendulum

    then, now = (pendulum.date(day.year, day.month, day.day) for day in (item.since, today))
    return f"{item.sentence} ({then.diff_for_humans(now, absolute=True)})"


@flow
async def baseline(screen: MainScreen) -> None:
    """The baseline rate: the measured one is offered; a change restates history and is recorded."""
    from leverage_tui.tui.screens.prompt import Prompt, says_rate

    view, decimal = screen.session.view, screen.session.config.decimal or None
    currency, measured = view.figures.base_currency, view.figures.book.measured_time_sold_rate
    offered = view.book.settings.baseline_rate
    if offered is None and measured is not None:
        offered = int(measured * 10 ** exponent(currency))
    text = await screen.app.push_screen_wait(
        Prompt(
            "Your hour",
            f"an hour, {currency}",
            plain_money(offered, currency) if offered else "",
            says_rate(currency, decimal),
            detail=_measured(measured, currency),
        )
    )
    if text is None:
        return
    minor = parse_money(text, currency, decimal).minor if text else None
    after = screen.session.preview(set_setting(view.book, "baseline_rate", minor))
    old, new = view.figures.book.gauge.raw, after.book.gauge.raw
    screen.do(restate_baseline(view.book, minor, datetime.now(UTC), old, new))


def _measured(measured: float | None, currency: str) -> str:
    question = "What would you charge for an hour?"
    if measured is None:
        return f"{question} Every figure compares your hours with it. A new rate restates history, and is recorded."
    earned = words.money(measured, currency, cents=True)
    return f"{question} Your sold hours earned {earned} so far. A new rate restates history, and is recorded."


@flow
async def goal(screen: MainScreen) -> None:
    """The goal of the gauge."""
    from leverage_tui.tui.screens.prompt import Prompt, says_goal

    book = screen.session.view.book
    old = "" if book.settings.gauge_goal is None else str(book.settings.gauge_goal)
    text = await screen.app.push_screen_wait(
        Prompt("Goal", "leveraged share", old, says_goal, detail="What you aim for, 0 to 99. Empty is no goal.")
    )
    if text is not None:
        digits = text.removesuffix("%").strip()
        screen.do(set_setting(book, "gauge_goal", int(digits) if digits else None))


@flow
async def arithmetic(screen: MainScreen) -> None:
    """The gauge opened to its arithmetic."""
    from leverage_tui.domain.arithmetic import gauge_arithmetic
    from leverage_tui.tui.screens.listing import Words

    await screen.app.push_screen_wait(
        Words("How the gauge is computed", gauge_arithmetic(screen.session.view.figures))
    )


@flow
async def help(screen: MainScreen) -> None:
    """Keys, words, and how the gauge is computed."""
    from leverage_tui.tui.screens.help import HelpScreen

    await screen.app.push_screen_wait(HelpScreen())


@flow
async def save_copy(screen: MainScreen) -> None:
    """Everything, unsaved edits included, to another file."""
    from leverage_tui.tui.screens.prompt import Prompt

    text = await screen.app.push_screen_wait(
        Prompt("Save a copy", "new file", "", detail="Everything, what is not saved yet included.")
    )
    if not text:
        return
    try:
        await asyncio.to_thread(lambda: screen.session.funnel.save_copy(Path(text).expanduser()))
    except StoreError as error:
        screen.say(str(error), "bad")
    else:
        screen.say(f"a copy is in {text}")


@flow
async def first_run(screen: MainScreen) -> None:
    """The guided start of an empty book."""
    from leverage_tui.tui.screens.first_run import FirstRun

    view = screen.session.view
    done = await screen.app.push_screen_wait(
        FirstRun(view.book, view.today, view.book.settings.base_currency, screen.session.config.decimal or None)
    )
    if done is None:
        return
    if done.demo:
        screen.app.exit("demo")
    elif done.edit is not None:
        screen.do(done.edit)


@flow
async def quit(screen: MainScreen) -> None:
    """Leave when everything is on disk; if it cannot be written, say so and ask."""
    from leverage_tui.tui.screens.prompt import Confirm

    # The cell that was just left becomes an edit first: its message is before this one in the queue.
    handled = asyncio.Event()
    screen.call_next(handled.set)
    await handled.wait()
    drafts = screen.timesheet.drafts.values()
    if drafts:
        detail = f"{', '.join(drafts)}: not entered, because it could not be read. It is forgotten when you leave."
        if not await screen.app.push_screen_wait(Confirm("Leave a cell unentered?", detail, "leave")):
            return
    funnel = screen.session.funnel
    try:
        await asyncio.to_thread(funnel.flush, 10.0)
    except StoreError as error:
        detail = f"{error} Leave all the same, and lose {funnel.unsaved} changes?"
        if not await screen.app.push_screen_wait(Confirm("Not saved", detail, "leave")):
            screen.show_header()
            return
    screen.app.exit()


FLOWS: Mapping[str, Callable[[MainScreen], None]] = {
    "add_stream": add_stream, "edit_stream": edit_stream, "pause_stream": pause_stream, "end_stream": end_stream,
    "delete_stream": delete_stream, "money": money, "new_row": new_row, "close_week": close_week, "note": note,
    "waiting": waiting, "baseline": baseline, "goal": goal, "arithmetic": arithmetic, "help": help,
    "save_copy": save_copy, "quit": quit,
}  # fmt: skip
"""The actions that ask, by their ids."""
