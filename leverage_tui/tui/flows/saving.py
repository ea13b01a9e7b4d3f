"""What is asked when something could not be saved: again, elsewhere, or not at all. The edits stay meanwhile."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leverage_tui.store.errors import StoreError, in_words
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.paths import short

if TYPE_CHECKING:
    from textual.app import App

    from leverage_tui.tui.ending import EndingApp
    from leverage_tui.tui.screens.reading import Said

PATIENCE_SECONDS = 10.0


def changes(count: int) -> str:
    """So many changes."""
    return "1 change" if count == 1 else f"{count} changes"


async def may_leave(app: EndingApp[Any], funnel: Funnel) -> bool:
    """Whether the program may end: everything is on disk, or the user was asked. What failed is tried again first."""
    while True:
        funnel.retry()
        try:
            await asyncio.to_thread(funnel.flush, PATIENCE_SECONDS)
        except StoreError as error:
            answer = await _ask(app, funnel, error)
            if answer == "copy":
                app.copied_to = await copied(app, funnel) or app.copied_to
                if app.copied_to is not None:
                    return True
            elif answer == "lose":
                app.gives_up = True
                return True
            elif answer is None:
                return False
        else:
            return True


async def _ask(app: App[Any], funnel: Funnel, error: StoreError) -> str | None:
    """What is to become of what is not saved; None is to stay."""
    from leverage_tui.tui.screens.picklist import Option
    from leverage_tui.tui.screens.prompt import Choice

    # What stands in a toast stands in the question: it must not cover it.
    app.clear_notifications()
    lost = changes(funnel.unsaved)
    options = (
        Option("retry", "Try again to save"),
        Option("copy", "Save a copy elsewhere", "with everything"),
        Option("lose", f"Quit and lose {lost}"),
    )
    detail = f"{error} {lost[0].upper() + lost[1:]} {'is' if funnel.unsaved == 1 else 'are'} here and nowhere else."
    return await app.push_screen_wait(Choice("Not saved", detail, options, leave="stay"))


async def copied(app: App[Any], funnel: Funnel) -> Path | None:
    """A copy of everything in a file that the user names, and that was not there; None when they leave."""
    from leverage_tui.tui.screens.prompt import Prompt

    typed, detail = "", "Everything, what is not saved yet included. A file that is there already is never touched."
    while True:
        text = await app.push_screen_wait(Prompt("Save a copy", "new file", typed, says_new_file, detail=detail))
        if not text:
            return None
        try:
            return await asyncio.to_thread(_copy, funnel, text)
        except StoreError as error:
            typed, detail = text, str(error)


def _copy(funnel: Funnel, typed: str) -> Path:
    path = Path(typed).expanduser().absolute()
    funnel.save_copy(path)
    return path


def says_new_file(text: str) -> Said:
    """How the name of a file that is yet to be is read."""
    from leverage_tui.tui.screens.reading import Said

    if not text.strip():
        return Said("such as ~/leverage-copy.json", "missing")
    try:
        path = Path(text.strip()).expanduser().absolute()
        if path.is_dir():
            return Said("this is a folder: add a name for the file", "wrong")
        if path.exists() or path.is_symlink():
            return Said("there is a file of that name already: take another name", "wrong")
        if not path.parent.is_dir():
            return Said(f"there is no folder {short(path.parent)}", "wrong")
    except OSError as error:
        return Said(in_words(error), "wrong")
    except (RuntimeError, ValueError):
        return Said("there is no such home: write the whole path", "wrong")
    return Said(short(path), "read")
