"""The dashboard's actions that ask nothing: what each key does at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from textual.screen import Screen
from textual.widget import Widget

from leverage_tui.domain.edits.core import EditRefused
from leverage_tui.store.errors import StoreError
from leverage_tui.tui.painting import after_paint
from leverage_tui.tui.panes.lines import Tone
from leverage_tui.tui.session import Session
from leverage_tui.tui.timesheet.widget import Timesheet
from leverage_tui.tui.view import View

if TYPE_CHECKING:
    from leverage_tui.store.funnel import Undone
    from leverage_tui.tui.screens.main import MainScreen

_NAMED = 3
"""Documents that were left alone by a step and that are named."""


class DashboardActions(Screen[None]):
    """One method an action; the dashboard itself shows and says."""

    session: Session
    turned: bool
    """Whether the user turned the folding of what is not their own work round."""
    _said: bool

    @property
    def timesheet(self) -> Timesheet:
        """The timesheet pane."""
        raise NotImplementedError

    def show(self, view: View | None = None) -> None:
        """Hand a view to every pane."""
        raise NotImplementedError

    def show_header(self) -> None:
        """The week and whether everything is on disk."""
        raise NotImplementedError

    def say(self, words: str, tone: Tone = "said") -> None:
        """Tell what just happened."""
        raise NotImplementedError

    def _explain(self) -> None:
        raise NotImplementedError

    def action_clear_cell(self) -> None:
        self.timesheet.clear()

    def action_others(self) -> None:
        self.turned = not self.turned
        self.show()

    def action_draft(self) -> None:
        for key, day in self.timesheet.drafts:
            self.show(self.session.show_week(day))
            self.show_pane("timesheet")
            self.timesheet.go_to(day, key)
            return

    def action_demo(self) -> None:
        self.say("lev demo --data FILE writes a demo book; lev --demo opens one that is forgotten afterwards")

    def action_palette(self) -> None:
        self.app.action_command_palette()

    def action_undo(self) -> None:
        self._step("undo")

    def action_redo(self) -> None:
        self._step("redo")

    def _step(self, kind: Literal["undo", "redo"]) -> None:
        from leverage_tui.tui.flows import stepping

        if stepping.is_large(self.session, kind):
            (stepping.undo_much if kind == "undo" else stepping.redo_much)(cast("MainScreen", self))
            return
        try:
            done, view = self.session.undo() if kind == "undo" else self.session.redo()
        except (EditRefused, StoreError) as refused:
            self.say(str(refused), "bad")
            return
        self.stepped(kind, done, view)
        if done is not None:
            after_paint(self, self._explain)

    def stepped(self, kind: Literal["undo", "redo"], done: Undone | None, view: View) -> None:
        """Tell of a step back or forth, and show what is now; None where there was none."""
        if done is None:
            self.say(f"nothing to {kind}", "plain")
            return
        skipped = "; ".join(done.skipped[:_NAMED])
        more = len(done.skipped) - _NAMED
        skipped += f"; and {more:,} more" if more > 0 else ""
        words = "undone" if kind == "undo" else "done again"
        self.say(f"{words}: {done.edit.sentence}{' · ' + skipped if skipped else ''}")
        self.show(view)

    def action_previous_week(self) -> None:
        self._turn(-1)

    def action_next_week(self) -> None:
        self._turn(1)

    def _turn(self, by: int) -> None:
        self._said = False
        self.show(self.session.turn_week(by))

    def action_today(self) -> None:
        self._said = False
        self.show(self.session.show_week(self.session.view.today))
        self.timesheet.go_to(self.session.view.today)

    def action_hours_style(self) -> None:
        self.show(self.session.change_style())

    def action_next_pane(self) -> None:
        self._go_pane(1)

    def action_previous_pane(self) -> None:
        self._go_pane(-1)

    def _go_pane(self, by: int) -> None:
        one = self.has_class("-narrow") or self.has_class("-full")
        names = [
            name for name in ("streams", "timesheet", "gauge")
            if one or self.query_one(f"#{name}").display
        ]  # fmt: skip
        here = self.focused.id if isinstance(self.focused, Widget) else None
        place = names.index(here) if here in names else 0
        self.show_pane(names[(place + by) % len(names)])

    def show_pane(self, wanted: str) -> None:
        """The pane in sight (where there is room for one) and with the focus."""
        for name in ("streams", "timesheet", "gauge"):
            self.set_class(name == wanted, f"-pane-{name}")
        self.query_one(f"#{wanted}").focus()

    def action_retry_save(self) -> None:
        self.session.funnel.retry()
        self.show_header()
