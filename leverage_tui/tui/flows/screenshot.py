"""A picture of what is on the screen, whatever screen it is, in a file that the user names."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, cast

from leverage_tui.store.errors import StoreError
from leverage_tui.store.handing_out import hand_out, is_taken
from leverage_tui.store.paths import short
from leverage_tui.tui.actions import key_of
from leverage_tui.tui.flows.saving import says_new_file
from leverage_tui.tui.picture import picture_of

if TYPE_CHECKING:
    from leverage_tui.tui.app import LeverageApp
    from leverage_tui.tui.screens.main import MainScreen
    from leverage_tui.tui.screens.reading import Said

_GROUP = "screenshot"


def screenshot(screen: MainScreen) -> None:
    """As `take`, for the dashboard's actions."""
    take(cast("LeverageApp", screen.app))


def take(app: LeverageApp) -> None:
    """Draw what is shown, before the question covers it, then ask where it goes. It is no flow of the dashboard: one
    that waits for a dialog in the picture goes on waiting."""
    if any(worker.group == _GROUP and not worker.is_finished for worker in app.workers):
        return
    app.run_worker(_keep(app, picture_of(app)), group=_GROUP)


async def _keep(app: LeverageApp, drawn: str) -> None:
    from leverage_tui.tui.screens.prompt import Prompt

    typed = short(_free(Path.cwd(), f"leverage-{app.session.view.today}"))
    detail = (
        "Amounts are hidden in it."
        if app.session.masked
        else f"Amounts are shown in it: {key_of('mask')} hides them."
    )
    while True:
        text = await app.push_screen_wait(Prompt("Save a picture (SVG)", "new file", typed, _says, detail=detail))
        if not text:
            return
        path = _named(text)
        try:
            await asyncio.to_thread(hand_out, path, drawn.encode())
        except StoreError as error:
            typed, detail = text, str(error)
        else:
            app.notify(f"written to {short(path)}", title="Picture", markup=False)
            return


def _named(text: str) -> Path:
    return Path(text).expanduser().absolute()


def _free(folder: Path, stem: str) -> Path:
    """The first name of that kind that is not taken."""
    number, path = 1, folder / f"{stem}.svg"
    while is_taken(path):
        number += 1
        path = folder / f"{stem}-{number}.svg"
    return path


def _says(text: str) -> Said:
    """How the name of the picture is read."""
    from leverage_tui.tui.screens.reading import Said

    return says_new_file(text) if text.strip() else Said("such as ~/leverage.svg", "missing")
