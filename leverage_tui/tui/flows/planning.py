"""What would change, and would a new stream be leverage: the boards of what is kept, and the forms."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import TYPE_CHECKING

from leverage_tui.domain.edits.core import Change, Edit, EditRefused, apply
from leverage_tui.domain.edits.scenarios import forget_scenario
from leverage_tui.domain.planning.kept import Kept, comparison, plans
from leverage_tui.domain.planning.reality import make_real
from leverage_tui.domain.quantities.dates import parse_date
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.scenarios.plans import PASSES
from leverage_tui.tui.actions import key_of
from leverage_tui.tui.flows import flow

if TYPE_CHECKING:
    from leverage_tui.tui.screens.main import MainScreen
    from leverage_tui.tui.screens.prompt import Read
    from leverage_tui.tui.screens.what_if_board import Board

Fill = Callable[["MainScreen", Kept | None], Awaitable[str]]
"""Fills in a new one, or one that is kept; what was done, as a sentence."""


@flow
async def what_if(screen: MainScreen) -> None:
    """The board of what is kept, if anything is; else straight to the kinds and the form."""
    from leverage_tui.tui.screens.what_if_board import WhatIfBoard

    def board(at: int | None, said: str) -> WhatIfBoard | None:
        view = screen.session.view
        compared = comparison(view.book, view.today, screen.session.memory)
        return WhatIfBoard(compared, at, said) if compared else None

    await _plan_on(screen, board, _work_out)


@flow
async def plan(screen: MainScreen) -> None:
    """The board of the plans that are kept, if any is; else straight to the test."""
    from leverage_tui.tui.screens.plan_board import PlanBoard

    def board(at: int | None, said: str) -> PlanBoard | None:
        view = screen.session.view
        judged = plans(view.book, view.today, screen.session.memory)
        return PlanBoard(judged, at, said) if judged else None

    await _plan_on(screen, board, _test)


async def _plan_on(screen: MainScreen, board: Callable[[int | None, str], Board | None], form: Fill) -> None:
    """The board again and again until it is left; without one the form, once. What is real leaves the board too."""
    at, said, shown = None, "", board(None, "")
    if shown is None:
        await form(screen, None)
        return
    while shown is not None:
        wanted = await screen.app.push_screen_wait(shown)
        if wanted is None:
            return
        at = wanted.kept.doc_id if wanted.kept else at
        if wanted.kept is None or wanted.act == "open":
            said = await form(screen, wanted.kept)
        elif wanted.act == "forget":
            said = _forget(screen, wanted.kept)
        elif await _make_real(screen, wanted.kept):
            return
        shown = board(at, said)


def _do(screen: MainScreen, edit: Edit) -> str:
    """Do it; what it did, as a sentence, empty where it was refused."""
    return f"{edit.sentence}." if screen.do(edit) and not edit.is_nothing else ""


async def _work_out(screen: MainScreen, kept: Kept | None) -> str:
    from leverage_tui.tui.screens.what_if_board import WhatIfKinds
    from leverage_tui.tui.screens.what_if_form import WhatIfForm
    from leverage_tui.tui.screens.what_if_reading import KINDS

    session = screen.session
    view, decimal = session.view, session.config.decimal or None
    kind = kept.kind if kept is not None else await screen.app.push_screen_wait(WhatIfKinds())
    if kind is None:
        return ""
    if kind not in KINDS:
        return f"{kind} is no kind of what-if that can be changed here."
    if KINDS[kind].stream and not view.book.streams:
        screen.say(f"that is about a stream: {key_of('add_stream')} adds one", "plain")
        return "That is about a stream: there is none yet."
    stream = screen.stream_at_hand() or ""
    form = WhatIfForm(view.book, view.figures, view.today, kind, stream, session.memory, kept, decimal)
    edit = await screen.app.push_screen_wait(form)
    return "" if edit is None else _do(screen, edit)


async def _test(screen: MainScreen, kept: Kept | None) -> str:
    from leverage_tui.tui.screens.plan_form import PlanForm

    session = screen.session
    view, decimal = session.view, session.config.decimal or None
    form = PlanForm(view.book, view.figures, view.today, session.memory, kept, decimal)
    tested = await screen.app.push_screen_wait(form)
    if tested is None:
        return ""
    is_real = kept is not None and kept.body.get("stream") in view.book.streams
    if tested.verdict != PASSES or is_real or not await _wants_stream(screen):
        return _do(screen, tested.edit)
    try:
        book = screen.session.view.book
        return _do(screen, together(tested.edit, make_real(apply(book, tested.edit), tested.body, view.today)))
    except EditRefused as refused:
        said = f"{_do(screen, tested.edit)} No stream: {refused}."
        screen.say(said, "bad")
        return said


async def _wants_stream(screen: MainScreen) -> bool:
    from leverage_tui.tui.screens.prompt import Confirm

    detail = "With the status idea, so that it counts nothing yet. The plan is kept either way."
    return await screen.app.push_screen_wait(Confirm("It passes. Add it as a stream too?", detail, "add it"))


def together(first: Edit, then: Edit) -> Edit:
    """Both as one step, said as the second: `then` was made for the book after `first`."""
    found: dict[tuple[str, int], Change] = {}
    for change in (*first.changes, *then.changes):
        known = found.get(change.key)
        found[change.key] = Change(known.before if known else change.before, change.after)
    return Edit(then.sentence, tuple(found.values()))


def _forget(screen: MainScreen, kept: Kept) -> str:
    try:
        return f"{_do(screen, forget_scenario(screen.session.view.book, kept.doc_id))} Undo brings it back."
    except EditRefused as refused:
        return f"{refused}."


async def _make_real(screen: MainScreen, kept: Kept) -> bool:
    """Ask from which day on, where that matters; whether the board is done with."""
    view, memory = screen.session.view, screen.session.memory
    begins = view.today if kept.is_plan else await _begins(screen, kept)
    if begins is None:
        return False
    try:
        screen.do(make_real(screen.session.view.book, kept.body, begins, view.today, memory))
    except EditRefused as refused:
        screen.say(str(refused), "bad")
    return True


async def _begins(screen: MainScreen, kept: Kept) -> date | None:
    from leverage_tui.tui.screens.prompt import Prompt

    today = screen.session.view.today
    prompt = Prompt(
        kept.label, "From which day", today.isoformat(), says_real(screen, kept),
        detail="What was only worked out goes on from then. Undo takes it back.",
    )  # fmt: skip
    text = await screen.app.push_screen_wait(prompt)
    return None if text is None else parse_date(text, today)


def says_real(screen: MainScreen, kept: Kept) -> Read:
    """How the day from which `kept` is real is read, and what it would do."""
    from leverage_tui.tui.screens.reading import Said

    view, memory = screen.session.view, screen.session.memory

    def says(text: str) -> Said:
        if not text.strip():
            return Said("a day, such as today", "missing")
        try:
            begins = parse_date(text, view.today)
            return Said(make_real(view.book, kept.body, begins, view.today, memory).sentence, "read")
        except (Unreadable, EditRefused) as error:
            return Said(str(error), "wrong")

    return says
