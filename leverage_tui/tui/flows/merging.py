"""Conflict copies of the book that a sync tool left: merged after asking, and said what gave way."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from leverage_tui.store.errors import StoreError
from leverage_tui.tui.flows import flow

if TYPE_CHECKING:
    from leverage_tui.tui.screens.main import MainScreen


@flow
async def merge_copies(screen: MainScreen) -> None:
    """The conflict copies beside the book made one with it."""
    from leverage_tui.store.merge_words import both_versions, in_short
    from leverage_tui.tui.screens.listing import Words
    from leverage_tui.tui.screens.prompt import Confirm

    funnel = screen.session.funnel
    found = funnel.copies
    if not found:
        screen.say("no conflict copy lies beside the book", "plain")
        return
    names = ", ".join(copy.path.name for copy in found)
    detail = (
        f"{names}. Of every entry what was changed last stands; what gives way is kept, and undo takes the merge back. "
        "A copy that is merged is moved out of the folder."
    )
    question = "Merge the conflict copy?" if len(found) == 1 else f"Merge {len(found)} conflict copies?"
    if not await screen.app.push_screen_wait(Confirm(question, detail, "Merge")):
        return
    try:
        done, refused = await asyncio.to_thread(funnel.merge_copies, datetime.now(UTC))
    except StoreError as error:
        screen.say(str(error), "bad")
        return
    for sentence in (*refused, *(warning for merged in done for warning in merged.warnings)):
        screen.app.notify(sentence, title="Merging", severity="warning", timeout=12, markup=False)
    if done:
        screen.say(f"merged: {'; '.join(in_short(merged.report) for merged in done)}")
    lost = [conflict for merged in done for conflict in merged.conflicts]
    if lost:
        lines = [("", both_versions(funnel.book, conflict.loss)) for conflict in lost]
        await screen.app.push_screen_wait(Words("Two versions; lev merge --conflicts lists them again", lines))
