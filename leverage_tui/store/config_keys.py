"""The schema of the config file: every key once, with its meaning, its default, and what it may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
KEYMAP = "keys"
"""The table of keys; each action's id to a key or a list of keys."""
LATEST_START = 12
"""The hour before which it can still be yesterday."""
_SPELT: Mapping[str, str] = MappingProxyType({"none": "", "blank": " "})
"""Values that cannot be seen, and what a person calls them."""
_YES, _NO = ("true", "yes", "on", "1"), ("false", "no", "off", "0")

Value = str | bool | int


class ConfigKey(NamedTuple):
    """A key of the file. `choices` are the texts it may be, each with its words; empty where any text, a yes or no,
    or an hour is meant: the default tells which. `later` says that it counts from the next start on."""

    name: str
    meaning: str
    default: Value
    choices: Mapping[str, str] = MappingProxyType({})
    later: bool = False

    def why_not(self, value: Any) -> str | None:
        """Why `value` cannot be the key's, with the nearest right one; None when it can."""
        if isinstance(self.default, bool):
            return None if isinstance(value, bool) else f"{self.name} is true or false"
        if isinstance(self.default, int):
            fits = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LATEST_START
            return None if fits else f"{self.name} is an hour from 0 to {LATEST_START}"
        if not isinstance(value, str):
            return f"{self.name} is text in quotes"
        if self.choices and value not in self.choices:
            near = nearest(value, self.choices)
            wanted = ", ".join(repr(choice) for choice in self.choices)
            return f"{self.name} is one of {wanted}" + (f", {near}?" if near else "")
        return None if value or self.choices else f"{self.name} cannot be empty"

    def read(self, typed: str) -> Value:
        """The value that a person typed. Raises ValueError with the sentence why it is none."""
        text = typed.strip() if typed.strip() else typed
        value: Value = text
        if isinstance(self.default, bool):
            value = True if text.lower() in _YES else False if text.lower() in _NO else text
        elif isinstance(self.default, int):
            value = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else text
        elif text.lower() in self.choices:
            value = text.lower()
        elif self.choices and text.lower() in _SPELT:
            value = _SPELT[text.lower()]
        why = self.why_not(value)
        if why is not None:
            raise ValueError(why)
        return value

    def words(self, value: Value) -> str:
        """The value as `lev config` takes it, and a person reads it."""
        if isinstance(value, bool):
            return "true" if value else "false"
        return next((word for word, spelt in _SPELT.items() if spelt == value), str(value))


CONFIG_KEYS: Mapping[str, ConfigKey] = MappingProxyType({
    key.name: key
    for key in (
        ConfigKey("theme", "The colours of the dashboard.", "leverage-dark"),
        ConfigKey(
            "hours", "How hours are shown.", "hm", MappingProxyType({"hm": "1:30", "decimal": "1.50"}),
        ),
        ConfigKey(
            "decimal", "What a typed 1,234 means.", "",
            MappingProxyType({"": "it is asked", ".": "1.234 has decimals", ",": "1,234 has decimals"}),
        ),
        ConfigKey(
            "thousands", "What parts the thousands.", ",",
            MappingProxyType({",": "1,234.50", ".": "1.234,50", "'": "1'234.50", " ": "1 234.50", "": "1234.50"}),
        ),
        ConfigKey(
            "currency_style", "How a currency is written.", "symbol",
            MappingProxyType({"symbol": "$1,234", "code": "USD 1,234"}),
        ),
        ConfigKey(
            "first_day", "The first day of a shown week.", "monday",
            MappingProxyType({day: day.capitalize() for day in WEEKDAYS}),
        ),
        ConfigKey("day_starts", "The hour a day starts.", 0, later=True),
        ConfigKey("mask", "Amounts begin hidden.", False),
        ConfigKey("mouse", "Whether the mouse works.", True, later=True),
    )
})  # fmt: skip
"""Every key but the table of keys, in the order in which they are shown."""

KNOWN = (*CONFIG_KEYS, KEYMAP)


def nearest(word: str, known: Iterable[str] = KNOWN) -> str | None:
    """The one of `known` that `word` is most likely meant to be, or None."""
    import difflib

    found = difflib.get_close_matches(word.lower(), list(known), n=1)
    return found[0] if found else None


def unknown_key(key: str) -> str:
    """The sentence for a key that there is not, with the nearest one or else all there are."""
    near = nearest(key.replace("-", "_"))
    return f"there is no {key}" + (f", the nearest is {near}" if near else f" (known: {', '.join(KNOWN)})")


def read_keymap(found: Any) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """The table of keys as far as it can be understood, and a sentence for each entry that cannot."""
    if not isinstance(found, Mapping):
        return {}, (f"{KEYMAP} is a table: [{KEYMAP}]",)
    read: dict[str, tuple[str, ...]] = {}
    said = []
    for action, keys in found.items():
        listed = [keys] if isinstance(keys, str) else keys
        if isinstance(listed, list) and all(isinstance(key, str) for key in listed):
            read[action] = tuple(listed)
        else:
            said.append(f"{KEYMAP}.{action} is a key in quotes or a list of them")
    return read, tuple(said)
