"""Every command by name, and where it lives; none is imported before it is asked for."""

from __future__ import annotations

from importlib import import_module

from leverage_tui.cli.command import Command
from leverage_tui.cli.errors import AskedWrong, nearest

_PLACES: dict[str, tuple[str, str, str]] = {
    "check-in": ("check_in", "CHECK_IN", "the daily check-in alone, for a popup"),
    "log": ("log", "LOG", "hours worked: lev log care 1h30 support"),
    "start": ("timing", "START", "start a timer"),
    "stop": ("timing", "STOP", "stop the timer and log what it measured"),
    "cancel": ("timing", "CANCEL", "discard the timer"),
    "continue": ("timing", "CONTINUE", "start a timer where you worked last"),
    "money": ("money", "MONEY", "what arrived and what it cost, for a period"),
    "week": ("week", "WEEK", "the week as a table"),
    "status": ("status", "STATUS", "one line for a prompt or tmux"),
    "close": ("close", "CLOSE", 'say "that was the whole week"'),
    "set": ("settings", "SET", "the settings that change figures"),
    "stream add": ("streams", "ADD", "a new income stream"),
    "stream list": ("stream_list", "LIST", "the streams"),
    "stream show": ("stream_show", "SHOW", "everything there is to say about one stream"),
    "stream edit": ("streams", "EDIT", "change a stream"),
    "stream pause": ("stream_life", "PAUSE", "pause a stream, or have it go on"),
    "stream end": ("stream_life", "END", "end a stream on a day"),
    "stream delete": ("stream_life", "DELETE", "delete a stream and all that is recorded of it"),
    "standing add": ("standing", "ADD", "what goes on without being logged: a helper, a subscription, a tool"),
    "standing list": ("standing_list", "LIST", "what goes on, and since when"),
    "standing change": ("standing", "CHANGE", "a new price or pay from a day on"),
    "standing end": ("standing_life", "END", "end what goes on"),
    "standing delete": ("standing_life", "DELETE", "delete a standing entry, past and all"),
    "rates add": ("rates", "ADD", "what another currency is worth, from a day on"),
    "rates list": ("rates", "LIST", "the exchange rates"),
    "rates delete": ("rates", "DELETE", "take a rate out"),
    "rates import": ("rates_import", "IMPORT", "exchange rates from a CSV"),
    "rates missing": ("rates", "MISSING", "currencies without a rate, and what is left out"),
    "pay": ("pay", "PAY", "what an hour of somebody cost, where it is unknown"),
    "report": ("report", "REPORT", "the review of a week, a month or a year"),
    "insights": ("insights", "INSIGHTS", "what the figures say of the whole, and how it went"),
    "why": ("why", "WHY", "why the gauge moved, by cause"),
    "what-if hire": ("what_if", "HIRE", "what if somebody took an activity over"),
    "what-if automate": ("what_if", "AUTOMATE", "what if an automation saved hours"),
    "what-if price": ("what_if", "PRICE", "what if the price changed"),
    "what-if productise": ("what_if", "PRODUCTISE", "what if you made a product once and sold it often"),
    "what-if list": ("what_if", "LIST", "the kept what-ifs side by side"),
    "what-if forget": ("what_if", "FORGET", "take a kept what-if out"),
    "what-if do": ("what_if", "DO", "make a kept what-if real"),
    "plan test": ("plan", "TEST", "put a new stream to the test"),
    "plan list": ("plan", "LIST", "the kept plans and how they do"),
    "plan forget": ("plan", "FORGET", "take a kept plan out"),
    "plan start": ("plan", "START", "make a kept plan a stream"),
    "metrics": ("metrics", "METRICS", "every figure, as JSON"),
    "import": ("importing", "IMPORT", "hours from another program's file"),
    "export": ("export", "EXPORT", "the book as CSV, JSON, Markdown, timeclock, journal, calendar or Toggl form"),
    "merge": ("merge", "MERGE", "make another machine's copy of the book one with it"),
    "undo": ("undo", "UNDO", "take the last change back"),
    "redo": ("undo", "REDO", "do again what was taken back"),
    "check": ("check", "CHECK", "what is unknown and how to make it known, what is not understood"),
    "backup list": ("backup", "LIST", "the backups of the book"),
    "backup create": ("backup", "CREATE", "take a backup now"),
    "backup diff": ("backup", "DIFF", "what became of the book since a backup"),
    "backup restore": ("backup_restore", "RESTORE", "make the book what it was"),
    "config": ("config", "CONFIG", "colours and how numbers are shown"),
    "keys": ("keys", "KEYS", "the dashboard's keys, and those of the config"),
    "completion": ("completion", "COMPLETION", "what a shell needs to complete commands"),
    "where": ("where", "WHERE", "where the book, the config and the state are"),
    "demo": ("demo", "DEMO", "write a demo book to a new file"),
}
GROUPS = frozenset(name.partition(" ")[0] for name in _PLACES if " " in name)


def names() -> tuple[str, ...]:
    """The first words of all commands, in the order of the help."""
    return tuple(dict.fromkeys(name.partition(" ")[0] for name in _PLACES))


def command_named(words: list[str]) -> tuple[str, list[str]]:
    """The name of the command that `words` begin with, and the words after it. Raises AskedWrong."""
    first = words[0]
    if first in GROUPS:
        actions = [name.partition(" ")[2] for name in _PLACES if name.startswith(f"{first} ")]
        if len(words) < 2 or words[1].startswith("-"):
            raise AskedWrong(f"lev {first} needs one of {', '.join(actions)}")
        if words[1] not in actions:
            raise _unknown(f"lev {first}", words[1], actions)
        return f"{first} {words[1]}", words[2:]
    if first not in _PLACES:
        raise _unknown("lev", first, names())
    return first, words[1:]


def load(name: str) -> Command:
    """The command of that name."""
    module, attribute, _ = _PLACES[name]
    found: Command = getattr(import_module(f"leverage_tui.cli.{module}"), attribute)
    return found


def summaries(group: str = "") -> list[tuple[str, str]]:
    """Each command with what it does in a few words; with `group` only those of it."""
    return [(name, summary) for name, (_, _, summary) in _PLACES.items() if name.startswith(group)]


def _unknown(prefix: str, word: str, known: list[str] | tuple[str, ...]) -> AskedWrong:
    from leverage_tui.domain.text import clean

    near = nearest(word, known)
    hint = f"the nearest is {prefix} {near}" if near else f"there is {', '.join(known)}"
    return AskedWrong(f"there is no command {prefix} {clean(word)}: {hint}")
