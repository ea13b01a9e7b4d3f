"""Hours and money from another program's file: which file, where its projects go, one step, a backup first."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from leverage_tui.domain.edits.core import EditRefused
from leverage_tui.domain.model import Deleted
from leverage_tui.interchange import memory
from leverage_tui.interchange.draft import Draft
from leverage_tui.interchange.found import find
from leverage_tui.interchange.opening import Known, Opened
from leverage_tui.interchange.plan import Options
from leverage_tui.store.errors import StoreError
from leverage_tui.store.history import undone_documents
from leverage_tui.tui.flows import flow
from leverage_tui.tui.heavy import in_thread

if TYPE_CHECKING:
    from leverage_tui.tui.screens.import_map import Ready
    from leverage_tui.tui.screens.main import MainScreen

LARGE = 2_000
"""Changes from which on an edit is done in a thread."""


@flow
async def import_file(screen: MainScreen) -> None:
    """A file, and what becomes of it; back from its projects is the choice of a file again, its path still there."""
    from leverage_tui.tui.screens.import_map import ImportMap
    from leverage_tui.tui.screens.import_path import ImportPath

    session, path = screen.session, ""
    remembered = session.funnel.remembered
    book = session.view.book
    known = Known(book.settings.base_currency, None, memory.known_columns(remembered))
    while True:
        asked = ImportPath(known, _folders(), session.view.today, path=path)
        opened = await screen.app.push_screen_wait(asked)
        if opened is None:
            return
        path = str(opened.path)
        now = session.view.figures.book.gauge.raw
        decided = ImportMap(opened, known, lambda found: _draft(screen, found), now, session.view.hours)
        ready = await screen.app.push_screen_wait(decided)
        if ready is not None:
            await _accept(screen, ready)
            return


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
    undone = undone_documents(session.funnel.steps()) if any(True for _ in book.all(Deleted)) else frozenset()
    return Draft(book, session.view.today, opened, found, Options(undone=undone))


async def _accept(screen: MainScreen, ready: Ready) -> None:
    """Do it, remember the answers; a large one in a thread, behind words that say so."""
    from leverage_tui.tui.screens.import_path import Busy

    if len(ready.edit.changes) < LARGE:
        if not screen.do(ready.edit):
            return
    else:
        busy = Busy(f"Importing {len(ready.edit.changes):,} entries", "It is one step: u takes it back.")
        await screen.app.push_screen(busy)
        session, session.is_busy = screen.session, True
        try:
            view = await in_thread(partial(session.do, ready.edit))
        except (EditRefused, StoreError) as refused:
            screen.say(str(refused), "bad")
            return
        finally:
            session.is_busy = False
            busy.dismiss()
        screen.say(ready.edit.sentence)
        screen.show(view)
    remembered = screen.session.funnel.remembered
    memory.remember_mapping(remembered, [ready.opened.format], ready.mapping)
    memory.remember_tags(remembered, ready.tags)
    memory.remember_columns(remembered, [ready.opened.reading.header], ready.opened.columns)
