"""What is asked before a stream begins, changes or ends."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from leverage_tui.domain.edits.core import Edit, EditRefused
from leverage_tui.domain.edits.settings import restate_sold
from leverage_tui.domain.edits.streams import delete_stream as delete_edit
from leverage_tui.domain.edits.streams import end_stream as end_edit
from leverage_tui.domain.edits.streams import pause_stream as pause_edit
from leverage_tui.domain.model import Stream
from leverage_tui.domain.review.sold import sold_doubt
from leverage_tui.domain.review.stream_doubts import retire_warning
from leverage_tui.tui.actions import key_of
from leverage_tui.tui.flows import flow

if TYPE_CHECKING:
    from leverage_tui.tui.screens.main import MainScreen


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
        screen.say(f"no stream yet: {key_of('add_stream')} adds one", "plain")
        return

    async def run(screen: MainScreen) -> None:
        from leverage_tui.tui.screens.stream_form import StreamForm

        view = screen.session.view
        edit = await screen.app.push_screen_wait(
            StreamForm(view.book, view.today, found, screen.session.config.decimal or None)
        )
        if edit is not None:
            await _change(screen, edit, found.id)

    flow(run)(screen)


async def _change(screen: MainScreen, edit: Edit, stream: str) -> None:
    """The edit of a stream. That your hour is not what is sold any more is asked again where the hours say that it is,
    and recorded, because it restates history."""
    from leverage_tui.tui.screens.prompt import Confirm

    figures = screen.session.view.figures
    unticked = any(
        isinstance(change.before, Stream)
        and isinstance(change.after, Stream)
        and change.before.time_sold
        and not change.after.time_sold
        for change in edit.changes
    )
    doubt = sold_doubt(figures.streams[stream]) if unticked else None
    if doubt and not await screen.app.push_screen_wait(
        Confirm("Is your hour not what is sold here?", doubt, "it is not")
    ):
        return
    try:
        after = screen.session.preview(edit).book.gauge.raw
    except EditRefused as refused:
        screen.say(str(refused), "bad")
        return
    screen.do(restate_sold(edit, datetime.now(UTC), figures.book.gauge.raw, after))


def pause_stream(screen: MainScreen) -> None:
    """Pause, or go on; undo takes it back."""
    stream = screen.stream_at_hand()
    if stream is None:
        screen.say(f"no stream yet: {key_of('add_stream')} adds one", "plain")
        return
    try:
        screen.do(pause_edit(screen.session.view.book, stream))
    except EditRefused as refused:
        screen.say(str(refused), "bad")


def end_stream(screen: MainScreen) -> None:
    """End today; undo takes it back."""
    stream = screen.stream_at_hand()
    if stream is None:
        screen.say(f"no stream yet: {key_of('add_stream')} adds one", "plain")
        return
    view = screen.session.view
    warning = retire_warning(view.figures, stream)
    try:
        edit = end_edit(view.book, stream, view.today)
    except EditRefused as refused:
        screen.say(str(refused), "bad")
        return
    screen.do(edit._replace(sentence=f"{edit.sentence}: it {warning}") if warning else edit)


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
