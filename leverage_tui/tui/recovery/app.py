"""The dashboard over what could be saved of a damaged file, for reading only, with the offer to repair on top.

It ends with "repaired" once the book stands in its place again, and with nothing when the user leaves.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from leverage_tui.domain.calendar import Clock
from leverage_tui.domain.review.facts import Section
from leverage_tui.store.config import Config
from leverage_tui.store.errors import GONE, StoreError
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.offer_words import BY_MONTH, about_offer, by_month, entries
from leverage_tui.store.paths import short
from leverage_tui.store.recovery import Offer, Repaired
from leverage_tui.tui.app import LeverageApp
from leverage_tui.tui.recovery.dialog import Answer, Recovery
from leverage_tui.tui.screens.picklist import Option

REPAIRED = "repaired"


class RecoveryApp(LeverageApp, inherit_bindings=True):
    """Shows an offer, and below it the book that it would write. The funnel is that book's, which is read-only."""

    CSS_PATH = "../leverage.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f5", "ask", "repair", show=False, priority=True)]

    def __init__(
        self,
        offer: Offer,
        repair: Callable[[], Repaired],
        funnel: Funnel,
        clock: Clock,
        config: Config | None = None,
        said: Sequence[str] = (),
        config_file: Path | None = None,
    ) -> None:
        """`said` is about the funnel's file, which is not the one this is about: it is not shown."""
        super().__init__(funnel, clock, config, (), config_file)
        self._offer, self._repair = offer, repair
        self.done: Repaired | None = None
        """What the repair did, once it was done."""

    def on_mount(self) -> None:
        """The offer is made at once."""
        self.action_ask()

    def action_ask(self) -> None:
        """Make the offer, unless it stands there already."""
        if not isinstance(self.screen, Recovery):
            self.push_screen(self._dialog(), self._answered)

    def _dialog(self) -> Recovery:
        offer = self._offer
        name, place = offer.path.name, short(offer.path)
        if offer.why == GONE:
            title, why = f"{name} is gone", f"This machine saved a book as {place}, which is not there any more."
        else:
            title, why = f"{name} cannot be read", f"{place}: {offer.why}. The file was left as it is."
        quit = Option("quit", "Quit", "write nothing; lev --data FILE opens another")
        kept = "" if offer.why == GONE else ", keep the damaged file"
        options = [
            Option("look", "Look", "for reading only; F5 asks again"),
            Option("repair", "Repair", f"write {entries(offer.documents)}{kept}"),
            quit,
        ]
        by_streams = by_month(offer, self.session.config.hours)
        return Recovery(title, why, [about_offer(offer), Section(BY_MONTH, ()), *by_streams], options)

    def _answered(self, answer: Answer | None) -> None:
        if answer == "quit":
            self.exit()
        elif answer == "repair":
            self.run_worker(self._do())
        else:
            self.notify("What could be saved, for reading only. F5 repairs, q quits.", timeout=10, markup=False)

    async def _do(self) -> None:
        try:
            self.done = await asyncio.to_thread(self._repair)
        except StoreError as error:
            self.notify(str(error), title="Not repaired", severity="error", timeout=12, markup=False)
            self.action_ask()
            return
        self.exit(REPAIRED)
