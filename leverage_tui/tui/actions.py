"""Every action of the dashboard, once: bindings, footer, help, palette and the README's table come from here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from textual.binding import Binding, BindingType

KEY_NAMES = {
    "question_mark": "?", "exclamation_mark": "!", "semicolon": ";", "left_square_bracket": "[",
    "right_square_bracket": "]", "pageup": "PgUp", "pagedown": "PgDn", "ctrl+z": "^z", "ctrl+y": "^y",
    "ctrl+r": "^r", "ctrl+p": "^p", "ctrl+q": "^q", "f1": "F1", "f2": "F2", "f6": "F6", "enter": "Enter",
    "tab": "Tab", "shift+tab": "Shift+Tab", "escape": "Esc", "delete": "Delete", "up": "↑", "down": "↓",
    "left": "←", "right": "→", "home": "Home", "end": "End", "shift+u": "U", "shift+c": "C", "plus": "+",
    "shift+e": "E", "shift+p": "P", "dollar_sign": "$", "space": "Space",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do.

    `id` is stable (keymaps name it); `keys` are Textual's names; `where` is the pane it acts in, or "everywhere";
    `footer` orders the footer (0: not there, the lowest first kept when room is short).
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    where: str = "everywhere"
    footer: int = 0
    palette: bool = True
    flow: str = ""
    """The module of `tui.flows` that asks before anything happens; empty where nothing is asked."""

    @property
    def call(self) -> str:
        """What Textual is to run: the screen's own method, or the flow that asks first."""
        return f"flow('{self.id}')" if self.flow else self.id

    @property
    def shown_keys(self) -> str:
        """The keys as a person reads them."""
        return " ".join(KEY_NAMES.get(key, key) for key in self.keys)


DAILY, VIEW, STREAMS, BOOK = "Every day", "Looking", "Streams and money", "The book"
PLANNING = "Deciding"
GRID, EDITING = "In the timesheet", "While typing in a cell"

GRID_ACTIONS: tuple[Action, ...] = (
    Action("move_left", ("left", "h"), "left", "A day back", GRID, "grid"),
    Action("move_down", ("down", "j"), "down", "A row down", GRID, "grid"),
    Action("move_up", ("up", "k"), "up", "A row up", GRID, "grid"),
    Action("move_right", ("right", "l"), "right", "A day on", GRID, "grid"),
    Action("first_day", ("home",), "first day", "To the first day", GRID, "grid"),
    Action("last_day", ("end",), "last day", "To the last day", GRID, "grid"),
    Action("type", ("0-9", ".", ",", ":", "+", "-", "="), "type", "An entry that replaces the cell", GRID, "grid"),
    Action("commit_down", ("enter",), "enter", "Take it, and go to the next row of your own", EDITING, "grid"),
    Action("commit_right", ("tab",), "and right", "Take it, and go a day on", EDITING, "grid"),
    Action("commit_left", ("shift+tab",), "and left", "Take it, and go a day back", EDITING, "grid"),
    Action("commit_move", ("left", "down", "up", "right"), "and move",
           "Take it and move, where typing began it; move in the text after Enter or F2", EDITING, "grid"),
    Action("abandon", ("escape",), "leave it", "Leave the cell as it was", EDITING, "grid"),
)  # fmt: skip
"""What the timesheet does with keys by itself. Backspace never clears a cell."""

ACTIONS: tuple[Action, ...] = (
    Action("edit_cell", ("enter", "f2"), "edit cell", "Edit the cell with what it shows", GRID,
           "timesheet", palette=False),
    Action("clear_cell", ("x", "delete"), "clear cell", "Empty the cell", GRID, "timesheet"),
    Action("note", ("n",), "note", "Write a note on the cell", GRID, "timesheet", flow="timesheet"),
    Action("money", ("m",), "money", "Enter money: what arrived, for which time", STREAMS, footer=3, flow="money"),
    Action("timer", ("space",), "timer", "Start the timer in the row at hand, or stop it", DAILY, flow="timing"),
    Action("timer_cancel", (), "discard timer", "Discard the running timer: nothing is logged", DAILY, flow="timing"),
    Action("new_row", ("r",), "new row", "Add a kind of work to a stream's rows", DAILY, flow="timesheet"),
    Action("standing", ("s",), "what goes on", "What goes on without being logged: helpers, tools, subscriptions",
           STREAMS, flow="standing"),
    Action("pay", ("dollar_sign",), "pay of people", "Say what an hour of somebody cost, where their pay is unknown",
           STREAMS, "timesheet", flow="pay"),
    Action("add_stream", ("a",), "new stream", "Add an income stream", STREAMS, footer=5, flow="streams"),
    Action("edit_stream", ("e",), "edit stream", "Change the stream under the cursor", STREAMS, flow="streams"),
    Action("pause_stream", (), "pause or go on", "Pause the stream under the cursor, or let it go on", STREAMS,
           flow="streams"),
    Action("end_stream", (), "end stream", "End the stream under the cursor today", STREAMS, flow="streams"),
    Action("delete_stream", (), "delete stream", "Delete the stream under the cursor and all its entries", STREAMS,
           flow="streams"),
    Action("close_week", ("C",), "close week", "Say that a week is whole: these streams, that week, yes", DAILY,
           footer=4, flow="timesheet"),
    Action("waiting", ("exclamation_mark",), "what waits", "List what waits: weeks to close, income not entered",
           DAILY, flow="waiting"),
    Action("undo", ("u", "ctrl+z"), "undo", "Take the last change back", DAILY, footer=2),
    Action("redo", ("U", "ctrl+y", "ctrl+r"), "redo", "Do again what was taken back", DAILY),
    Action("stream_page", (), "stream page", "Everything about the stream under the cursor (Enter on its name)",
           PLANNING, flow="pages"),
    Action("insights", ("i",), "insights", "The gauge and the whole book: ceiling, concentration, plots, why it moved",
           PLANNING, flow="insights"),
    Action("what_if", ("w",), "what if", "Work out a helper, an automation, another price, a product, and keep it",
           PLANNING, flow="planning"),
    Action("plan", ("p",), "plan a stream", "Put a new stream to the test before it takes your hours", PLANNING,
           flow="planning"),
    Action("baseline", (), "your hourly rate", "Set the baseline rate: what your hour earns when simply sold",
           BOOK, flow="book"),
    Action("goal", (), "goal", "Set the gauge's goal", BOOK, flow="book"),
    Action("settings", (), "settings", "Your hour, goal, capacity, working weeks, living expenses, required return",
           BOOK, flow="settings"),
    Action("previous_week", ("pageup", "left_square_bracket"), "week before", "Show the week before", VIEW),
    Action("next_week", ("pagedown", "right_square_bracket"), "week after", "Show the week after", VIEW),
    Action("today", ("t",), "today", "Show this week, cursor on today", VIEW),
    Action("next_pane", ("tab", "f6"), "next pane", "Go to the next pane (Tab while no cell is edited)", VIEW),
    Action("previous_pane", ("shift+tab",), "pane before", "Go to the pane before", VIEW),
    Action("arithmetic", (), "arithmetic", "Open the gauge to its arithmetic", VIEW, flow="book"),
    Action("hours_style", ("d",), "h:mm or decimal", "Show hours as 1:30 or as 1.50", VIEW),
    Action("others", ("o",), "not your hours", "Unfold or fold what is not your own work", VIEW),
    Action("draft", (), "not entered", "Go to a cell whose text could not be read", DAILY),
    Action("theme", (), "dark or light", "Change between the dark and the light theme", VIEW),
    Action("demo", (), "demo book", "How to look at the demo book", BOOK),
    Action("retry_save", (), "save again", "Try again to save after a failure", BOOK),
    Action("save_copy", (), "save a copy", "Write everything to another file", BOOK, flow="book"),
    Action("palette", ("semicolon", "ctrl+p"), "all actions", "Find any action by its name", BOOK, palette=False),
    Action("help", ("question_mark", "f1"), "help", "Keys, words and how the gauge is computed", BOOK, footer=1,
           flow="book"),
    Action("quit", ("q", "ctrl+q"), "quit", "Leave; everything is saved already", BOOK, footer=1, flow="book"),
)  # fmt: skip

BY_ID = {action.id: action for action in (*GRID_ACTIONS, *ACTIONS)}


def bindings() -> list[BindingType]:
    """Textual's bindings of every action that has keys and acts on the screen."""
    return [
        Binding(
            ",".join(action.keys),
            action.call,
            action.label,
            show=False,
            id=action.id,
            tooltip=action.help,
            priority=False,
        )
        for action in ACTIONS
        if action.keys
    ]


def footer_actions(most: int) -> Iterator[Action]:
    """The footer's actions, at most `most`, in the order they are shown; help and quit are always among them."""
    wanted = sorted((action for action in ACTIONS if action.footer), key=lambda action: action.footer)[:most]
    order = {"money": 0, "close_week": 1, "add_stream": 2, "undo": 3, "help": 4, "quit": 5}
    yield from sorted(wanted, key=lambda action: order[action.id])


def groups() -> dict[str, list[Action]]:
    """The actions by group, for the help and the README."""
    everything = (*GRID_ACTIONS, *ACTIONS)
    return {
        name: [action for action in everything if action.group == name]
        for name in (GRID, EDITING, DAILY, VIEW, STREAMS, PLANNING, BOOK)
    }


def key_table() -> str:
    """The actions that have keys as a Markdown table, for the README."""
    lines = ["| keys | |", "| --- | --- |"]
    for name, actions in groups().items():
        lines.append(f"| **{name}** | |")
        for action in actions:
            if action.keys:
                keys = " ".join(f"`{KEY_NAMES.get(key, key)}`" for key in action.keys)
                lines.append(f"| {keys} | {action.help} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(key_table())
