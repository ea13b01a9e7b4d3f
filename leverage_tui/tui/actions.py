"""Every action of the dashboard, once: bindings, footer, help, palette and the README's table come from here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from leverage_tui.tui.key_names import shown


class Action(NamedTuple):
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
        """The keys in effect as a person reads them."""
        return " ".join(shown(key) for key in keys_of(self.id))


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
    Action("hide_row", ("H",), "hide row", "Hide the row, or show it again where it is hidden and shown", GRID,
           "timesheet", flow="rows"),
    Action("show_hidden", (), "hidden rows", "Show what is hidden, marked; then hide it again", GRID, flow="rows"),
    Action("row_up", ("K", "shift+up"), "row up", "Move the row up; on a stream's name the stream", GRID, "timesheet",
           flow="rows"),
    Action("row_down", ("J", "shift+down"), "row down", "Move the row down; on a stream's name the stream", GRID,
           "timesheet", flow="rows"),
    Action("fold_stream", ("v",), "fold stream", "Fold a stream into one line, or unfold it (← → on its name)", GRID,
           "timesheet", flow="rows"),
    Action("filter_rows", ("slash",), "filter", "Show only rows whose stream or work is called so", VIEW, flow="rows"),
    Action("go_to_date", ("g",), "go to a day", "Show the week of a day: mon, 11-20, -2w, 2026-W46", VIEW, flow="rows"),
    Action("fill_right", ("greater_than_sign", "ctrl+right"), "fill right",
           "The cell's hours into the next day; once more types over", GRID, "timesheet", flow="copying"),
    Action("facts", ("f",), "facts", "The facts that the cell sums: change, delete, add", GRID, "timesheet",
           flow="facts"),
    Action("copy_cell", ("D",), "copy cell", "Copy the cell to the clipboard and a file", GRID, "timesheet",
           flow="copying"),
    Action("copy_row", (), "copy row", "Copy the row's seven days", GRID, "timesheet", flow="copying"),
    Action("copy_week", ("V",), "copy week",
           "Copy the shown week with its names, for a spreadsheet or another week", GRID, flow="copying"),
    Action("paste_copied", (), "paste what was copied",
           "Paste what was copied here last, where the terminal gives nothing back", GRID, "timesheet",
           flow="copying"),
    Action("note", ("n",), "note", "Write a note on the cell", GRID, "timesheet", flow="timesheet"),
    Action("money", ("m",), "money", "Enter money: what arrived, for which time", STREAMS, footer=3, flow="money"),
    Action("check_in", ("c",), "check-in",
           "The daily check-in: one stream after the other, Enter takes what is usual", DAILY, footer=2,
           flow="check_in"),
    Action("money_list", ("M",), "money entered", "List what was entered for the stream: change it, delete it", DAILY,
           flow="money"),
    Action("timer", ("space",), "timer", "Start the timer in the row at hand, or stop it", DAILY, flow="timing"),
    Action("timer_cancel", (), "discard timer", "Discard the running timer: nothing is logged", DAILY, flow="timing"),
    Action("new_row", ("r",), "new row", "Add a kind of work to a stream's rows", DAILY, flow="timesheet"),
    Action("standing", ("s",), "what goes on", "What goes on without being logged: helpers, tools, subscriptions",
           STREAMS, flow="standing"),
    Action("pay", ("dollar_sign",), "pay of people", "Say what an hour of somebody cost, where their pay is unknown",
           STREAMS, "timesheet", flow="pay"),
    Action("add_stream", ("a",), "new stream", "Add an income stream", STREAMS, flow="streams"),
    Action("edit_stream", ("e",), "edit stream", "Change the stream under the cursor", STREAMS, flow="streams"),
    Action("pause_stream", (), "pause or go on", "Pause the stream under the cursor, or let it go on", STREAMS,
           flow="streams"),
    Action("end_stream", (), "end stream", "End the stream under the cursor today", STREAMS, flow="streams"),
    Action("delete_stream", (), "delete stream", "Delete the stream under the cursor and all its entries", STREAMS,
           flow="streams"),
    Action("copy_rows", ("y",), "last week's rows", "Show last week's rows here, still empty", DAILY, flow="copying"),
    Action("copy_hours", ("Y",), "last week's hours", "Copy last week's hours into the empty cells", DAILY,
           flow="copying"),
    Action("close_week", ("C",), "close week",
           "Close a week: gaps, then support? refunds? managing? selling? money in?", DAILY, footer=4,
           flow="timesheet"),
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
    Action("jump", ("G",), "jump", "Letters over every place; a letter goes there", VIEW, flow="keys"),
    Action("maximise", ("F",), "one pane", "The pane with the focus fills the screen; again or Esc shows all", VIEW,
           flow="keys"),
    Action("arithmetic", (), "arithmetic", "Open the gauge to its arithmetic", VIEW, flow="book"),
    Action("hours_style", ("d",), "h:mm or decimal", "Show hours as 1:30 or as 1.50", VIEW),
    Action("others", ("o",), "not your hours", "Unfold or fold what is not your own work", VIEW),
    Action("draft", (), "not entered", "Go to a cell whose text could not be read", DAILY),
    Action("taste", (), "look and numbers", "Theme, hours, amounts, first day of the week: what changes no figure",
           VIEW, flow="taste"),
    Action("theme", (), "theme", "Choose a theme, each shown at once", VIEW, flow="taste"),
    Action("mask", ("z",), "hide amounts", "Hide every amount of money, or show them again", VIEW, flow="taste"),
    Action("screenshot", ("f12",), "picture", "Save what is shown as a picture (SVG); hidden amounts stay hidden", VIEW,
           flow="screenshot"),
    Action("import_file", (), "import", "Import hours or money from another program's file: Toggl, Stripe, any CSV",
           BOOK, flow="importing"),
    Action("demo", (), "demo book", "How to look at the demo book", BOOK),
    Action("retry_save", (), "save again", "Try again to save after a failure", BOOK),
    Action("back_up", (), "back up", "Make a backup now, whatever the time", BOOK, flow="backups"),
    Action("merge_copies", (), "merge conflict copies", "Merge the copies that a sync tool left beside the book", BOOK,
           flow="merging"),
    Action("put_back", (), "put the book back", "Write the book anew where its file is gone, empty or damaged", BOOK,
           flow="recovery"),
    Action("went_back", (), "file went back", "Say what becomes of a file that is older than what was saved", BOOK,
           flow="recovery"),
    Action("save_copy", (), "save a copy", "Write everything to another file", BOOK, flow="book"),
    Action("key_probe", (), "what a key is", "Show what the terminal sends for each key", BOOK, flow="keys"),
    Action("palette", ("semicolon", "ctrl+p"), "all actions", "Find any action by its name", BOOK, palette=False),
    Action("help", ("question_mark", "f1"), "help", "Keys, words and how the gauge is computed", BOOK, footer=1,
           flow="book"),
    Action("quit", ("q", "ctrl+q"), "quit", "Leave; everything is saved already", BOOK, footer=1, flow="book"),
)  # fmt: skip

BY_ID = {action.id: action for action in (*GRID_ACTIONS, *ACTIONS)}


_in_effect: dict[str, tuple[str, ...]] = {}
_acts: dict[str, Action] = {}


def use_keys(keys: Mapping[str, tuple[str, ...]]) -> None:
    """From now on `keys` are in effect, by action, and the defaults of all others. No key may stand there twice."""
    _in_effect.clear()
    _in_effect.update(keys)
    _acts.clear()
    _acts.update((key, action) for action in ACTIONS for key in keys_of(action.id))


def keys_of(action: str) -> tuple[str, ...]:
    """The keys in effect of the action with that id, by Textual's names; none where it is called by name alone."""
    return _in_effect.get(action, BY_ID[action].keys)


def key_of(action: str) -> str:
    """The first key of an action as a person reads it; its name in quotes, for the palette, where it has no key."""
    keys = keys_of(action)
    return shown(keys[0]) if keys else f"“{BY_ID[action].label}”"


def action_of(key: str) -> Action | None:
    """What the key does on the dashboard, but for what the pane with the focus does with it by itself."""
    modifier, _, letter = key.rpartition("+")
    return _acts.get(letter.upper() if modifier == "shift" and len(letter) == 1 else key)


use_keys({})


def footer_actions(most: int) -> Iterator[Action]:
    """The footer's actions, at most `most`, in the order they are shown; help and quit are always among them."""
    shown_there = (action for action in ACTIONS if action.footer and keys_of(action.id))
    wanted = sorted(shown_there, key=lambda action: action.footer)[:most]
    order = {"check_in": 0, "money": 1, "close_week": 2, "undo": 3, "help": 4, "quit": 5}
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
                keys = " ".join(f"`{shown(key)}`" for key in action.keys)
                lines.append(f"| {keys} | {action.help} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(key_table())
