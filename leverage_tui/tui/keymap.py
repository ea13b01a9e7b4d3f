"""The keys in effect: those of the registry, and what the config's table of keys makes of them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from string import ascii_lowercase
from types import MappingProxyType
from typing import NamedTuple

from leverage_tui.domain.text import clean
from leverage_tui.tui.actions import ACTIONS, BY_ID, EDITING, GRID_ACTIONS
from leverage_tui.tui.key_names import PLAIN, named, read_key, shown
from leverage_tui.tui.timesheet.keys import MOVING, STARTS_ENTRY, TEXT_KEYS

ALWAYS: Mapping[str, str] = {"quit": "ctrl+q", "help": "f1"}
"""What stays reachable whatever is bound, and by which key."""
CHANGEABLE = (*(action.id for action in GRID_ACTIONS if action.id in MOVING), *(action.id for action in ACTIONS))
"""The actions that can have other keys. What typing in a cell does is fixed."""
_STARTS = frozenset(named(character) for character in STARTS_ENTRY)
_EDITS = {key for action in GRID_ACTIONS if action.group == EDITING for key in action.keys} | {
    *TEXT_KEYS, "f2", "ctrl+x", "ctrl+z",
}  # fmt: skip
_SAME = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace", "ctrl+left_square_bracket": "escape"}
_SAID_AT_ONCE = 3


class Keymap(NamedTuple):
    """The keys of the actions that do not have their defaults, and a sentence for everything that does not fit."""

    keys: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    said: tuple[str, ...] = ()

    @property
    def said_short(self) -> tuple[str, ...]:
        """The first sentences, and how many more there are."""
        more = len(self.said) - _SAID_AT_ONCE
        return self.said if more < 1 else (*self.said[:_SAID_AT_ONCE], f"keys: {more} more, lev keys says them")


def keymap_of(given: Mapping[str, tuple[str, ...]]) -> Keymap:
    """What the config's table of keys comes to. Nothing in it is fatal: what does not fit is left aside and said.

    A key that two actions are given stays with the first; one that an action has by default goes to the action that
    the table gives it to. An empty list leaves an action without keys.
    """
    said: list[str] = []
    owners = {key: action for action, key in ALWAYS.items()}
    found: dict[str, tuple[str, ...]] = {}
    for action, keys in given.items():
        if action not in CHANGEABLE:
            said.append(_no_action(action))
            continue
        read = tuple(dict.fromkeys(_readable(action, keys, said)))
        kept = tuple(key for key in read if owners.setdefault(key, action) == action)
        said += [f"keys: {shown(key)} is given to {owners[key]} and to {action}: {owners[key]} keeps it"
                 for key in read if key not in kept]  # fmt: skip
        if action in ALWAYS and not keys:
            said.append(f"keys.{action}: {shown(ALWAYS[action])} stays, whatever is bound")
        if kept or not keys:
            always = (ALWAYS[action],) if action in ALWAYS and ALWAYS[action] not in kept else ()
            found[action] = (*kept, *always)
    for action in CHANGEABLE:
        if action not in found:
            found[action] = _left(action, owners, said)
    changed = {action: keys for action, keys in found.items() if keys != BY_ID[action].keys}
    return Keymap(changed, tuple(said))


def _left(action: str, owners: dict[str, str], said: list[str]) -> tuple[str, ...]:
    """What is left to an action of its default keys."""
    defaults = BY_ID[action].keys
    kept = tuple(key for key in defaults if owners.setdefault(key, action) == action)
    lost = [key for key in defaults if key not in kept]
    if lost:
        has = " ".join(map(shown, kept)) or "no key"
        said += [f"keys.{owners[key]}: {shown(key)} was the key of {action}, which has {has} now" for key in lost]
    return kept


def _readable(action: str, keys: Iterable[str], said: list[str]) -> Iterable[str]:
    """The keys that the action can have."""
    for text in keys:
        key = read_key(text)
        if key is None:
            said.append(f"keys.{action}: there is no key {clean(text)!r}{_near(text, _known())}")
        elif key in _STARTS:
            said.append(f"keys.{action}: {shown(key)} starts an entry in the timesheet")
        elif key in _SAME:
            said.append(f"keys.{action}: a terminal sends {shown(_SAME[key])} for {shown(key)}")
        elif key == "ctrl+c":
            said.append(f"keys.{action}: ^c copies")
        elif key in _EDITS and key not in BY_ID[action].keys:
            said.append(f"keys.{action}: {shown(key)} is needed while a cell is edited")
        else:
            yield key


def _known() -> list[str]:
    return [*PLAIN, "shift+tab", *(f"ctrl+{letter}" for letter in ascii_lowercase)]


def _no_action(action: str) -> str:
    if action in BY_ID:
        return f"keys.{action}: the keys of typing in a cell are fixed"
    return f"keys: there is no action {clean(action)}{_near(action, CHANGEABLE)}"


def _near(word: str, known: Iterable[str]) -> str:
    found = difflib.get_close_matches(word.lower(), list(known), n=1)
    return f", the nearest is {found[0]}" if found else "; lev keys lists what there is"
