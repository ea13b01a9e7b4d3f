"""Hours and money from another program's file: which file, where its projects go, one step, a backup first."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from leverage_tui.domain.calendar import system_clock
from leverage_tui.domain.edits.core import EditRefused
from leverage_tui.domain.model import Deleted
from leverage_tui.interchange import memory
from leverage_tui.interchange.draft import Draft
from leverage_tui.interchange.found import find
from leverage_tui.interchange.opening import Known, Opened
from leverage_tui.interchange.plan import Options
from leverage_tui.interchange.source import last_moment
from leverage_tui.store.errors import StoreError
from leverage_tui.store.history import undone_documents
from leverage_tui.tui import heavy
from leverage_tui.tui.flows import flow

if TYPE_CHECKING:
    from leverage_tui.tui.screens.import_map import Ready
    from leverage_tui.tui.screens.main import MainScreen


@flow
async def import_file(screen: MainScreen) -> None:
    """A file, and what becomes of it; back from its projects is the choice of a file again, its path still there.
    Several that are dropped at once come one after another, each as a step of its own."""
    from leverage_tui.tui.screens.import_path import ImportPath

    path, reads = "", False
    waiting: tuple[str, ...] = ()
    while True:
        known, today = _known(screen), screen.session.view.today
        asked = ImportPath(known, _folders(), today, path, reads=reads, waiting=len(waiting))
        opened = await screen.app.push_screen_wait(asked)
        if isinstance(opened, tuple):
            (path, *rest), reads = opened, True
            waiting = tuple(rest)
            continue
        if opened is not None and not await _decided(screen, opened, known, len(waiting)):
            path, reads = str(opened.path), False
        elif waiting:
            (path, *rest), reads = waiting, True
            waiting = tuple(rest)
        else:
            return


async def _decided(screen: MainScreen, opened: Opened, known: Known, waiting: int) -> bool:
    """Whether a file was imported, rather than left for the choice of another."""
    from leverage_tui.tui.screens.import_map import ImportMap

    session = screen.session
    now = session.view.figures.book.gauge.raw
    decided = ImportMap(opened, known, lambda found: _draft(screen, found), now, session.view.hours, waiting)
    ready = await screen.app.push_screen_wait(decided)
    if ready is None:
        return False
    await _accept(screen, ready)
    return True


def _known(screen: MainScreen) -> Known:
    session = screen.session
    columns = memory.known_columns(session.funnel.remembered)
    now = last_moment(session.view.today, system_clock(session.config.day_starts)(), None)
    return Known(session.view.book.settings.base_currency, None, columns, now)


def _folders() -> tuple[Path, ...]:
    """Where files that were just exported are likely to be."""
    import platformdirs

    folders = [platformdirs.user_downloads_path()]
    with suppress(OSError):
        folders.append(Path.cwd())
    return tuple(dict.fromkeys(folders))


def _draft(screen: MainScreen, opened: Opened) -> Draft:
    """What was read, with what is known of its projects and tags. Called in a thread."""
    session = screen.session
    remembered, book = session.funnel.remembered, session.view.book
    past, hints = memory.past_mapping(remembered, opened.format), memory.hints(remembered, opened.format)
    found = find(book, opened.reading, past, hints, memory.known_tags(remembered))
    undone: frozenset[tuple[str, int]] = frozenset()
    if any(True for _ in book.all(Deleted)):
        # The log of a large step takes its time, and the lock with it.
        session.is_busy = True
        try:
            undone = undone_documents(session.funnel.steps())
        finally:
            session.is_busy = False
    return Draft(book, session.view.today, opened, found, Options(undone=undone))


async def _accept(screen: MainScreen, ready: Ready) -> None:
    """Do it, remember the answers; a large one in a thread, behind words that say so."""
    count = len(ready.edit.changes)
    if count < heavy.LARGE:
        if not screen.do(ready.edit):
            return
    else:
        title, words = f"Importing {count:,} entries", "It is one step: u takes it back."
        try:
            view = await heavy.behind(screen, title, words, partial(screen.session.do, ready.edit))
        except (EditRefused, StoreError) as refused:
            screen.say(str(refused), "bad")
            return
        screen.say(ready.edit.sentence)
        screen.show(view)
    remembered = screen.session.funnel.remembered
    memory.remember_mapping(remembered, [ready.opened.format], ready.mapping)
    memory.remember_tags(remembered, ready.tags)
    memory.remember_columns(remembered, [ready.opened.reading.header], ready.opened.columns)
