"""The command palette: every action of the registry, found by its name or its help."""

from __future__ import annotations

from contextlib import suppress

from textual import work
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.css.query import NoMatches
from textual.widgets import Input

from leverage_tui.domain.text import NAME_LIMIT
from leverage_tui.tui.actions import ACTIONS, Action
from leverage_tui.tui.screens.main import MainScreen


class Palette(CommandPalette):
    """Textual's palette; a page up or down before its list is laid out does nothing, and a pasted novel neither."""

    def on_mount(self) -> None:
        """No action is looked for by more than a name's length."""
        self.query_one(Input).max_length = NAME_LIMIT

    def _action_command_list(self, action: str) -> None:
        # Until its lines are known the list cannot say which one is a page away.
        with suppress(KeyError):
            super()._action_command_list(action)

    @work(exclusive=True, group=CommandPalette._GATHER_COMMANDS_GROUP)
    async def _gather_commands(self, search_value: str) -> None:
        # It is left as soon as a key says so, and its list is gone then: what was typed last finds nothing any more.
        with suppress(NoMatches):
            await CommandPalette._gather_commands.__wrapped__(self, search_value)  # type: ignore[attr-defined]


class ActionProvider(Provider):
    """Offers the actions; running one is the same as pressing its key on the dashboard."""

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for action in self._offered():
            yield DiscoveryHit(
                self._title(action), lambda chosen=action: self._run(chosen), action.label, action.help
            )

    async def search(self, query: str) -> Hits:
        """What the query fits."""
        matcher = self.matcher(query)
        for action in self._offered():
            score = max(matcher.match(action.label), matcher.match(action.help) * 0.8)
            if score > 0:
                yield Hit(
                    score, self._title(action), lambda chosen=action: self._run(chosen), action.label, action.help
                )

    def _offered(self) -> list[Action]:
        return [action for action in ACTIONS if action.palette]

    def _title(self, action: Action) -> Content:
        keys = f"  {action.shown_keys}" if action.keys else ""
        return Content.assemble(action.label.capitalize(), (keys, "dim"))

    def _run(self, action: Action) -> None:
        main = self.app.screen_stack[0]
        assert isinstance(main, MainScreen)
        if action.where == "timesheet":
            main.show_pane("timesheet")
        main.call_after_refresh(main.perform, action.id)
