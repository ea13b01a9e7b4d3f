"""Keys by their names: Textual's, those that a person may write in the config, and how they are shown."""

from __future__ import annotations

import string
import unicodedata

_RENAMED = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus",
    "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip
_ALSO = {
    "return": "enter", "del": "delete", "ins": "insert", "page_up": "pageup", "pgdown": "pagedown",
    "page_down": "pagedown", "control": "ctrl", "option": "alt", "dot": "full_stop", "period": "full_stop",
}  # fmt: skip
_SHOWN = {
    "pageup": "PgUp", "pagedown": "PgDn", "enter": "Enter", "tab": "Tab", "escape": "Esc", "delete": "Delete",
    "backspace": "Backspace", "insert": "Insert", "home": "Home", "end": "End", "space": "Space",
    "up": "↑", "down": "↓", "left": "←", "right": "→",
}  # fmt: skip
_ALSO |= {name.lower(): key for key, name in _SHOWN.items()}
_MODIFIERS = ("ctrl", "alt", "shift")


def named(character: str) -> str:
    """Textual's name of the key that types `character`."""
    if character.isalnum():
        return character
    if character == " ":
        return "space"
    name = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return _RENAMED.get(name, name)


_CHARACTERS = {named(character): character for character in string.punctuation}
_FUNCTION = tuple(f"f{number}" for number in range(1, 25))
PLAIN = (*_SHOWN, *_FUNCTION, *_CHARACTERS)
"""Every key with a name of its own, but for letters and digits."""


def shown(key: str) -> str:
    """A key as a person reads it: ``^z`` for ``ctrl+z``, ``?`` for ``question_mark``."""
    modifier, _, last = key.rpartition("+")
    if modifier:
        return f"^{shown(last)}" if modifier == "ctrl" else f"{modifier.title()}+{shown(last)}"
    if key in _FUNCTION:
        return key.upper()
    return _SHOWN.get(key) or _CHARACTERS.get(key, key)


def typed(key: str) -> str | None:
    """The character that a key types; None where it types none."""
    if len(key) == 1:
        return key
    return " " if key == "space" else _CHARACTERS.get(key)


def read_key(text: str) -> str | None:
    """Textual's name of the key that a person means: ``?``, ``U``, ``shift+u``, ``^z``, ``PgUp``; None for no key."""
    text = text.strip() or text[:1]
    if len(text) == 1:
        return _plain(text) if text.isprintable() else None
    text = f"ctrl+{text[1:]}" if text.startswith("^") else text
    head, _, last = text.removesuffix("+").rpartition("+") if text.endswith("++") else text.rpartition("+")
    key = _plain("+" if text.endswith("++") else last)
    modifiers = [_ALSO.get(each, each) for each in head.lower().split("+") if each]
    if key is None or set(modifiers) - set(_MODIFIERS) or len(set(modifiers)) < len(modifiers):
        return None
    is_letter = len(key) == 1 and key.isalpha()
    if modifiers == ["shift"] and typed(key) not in (None, " "):
        # A terminal sends the character that shift makes, and only of letters is it known which that is.
        return key.upper() if is_letter else None
    if is_letter and "alt" in modifiers and key.isupper() and "shift" not in modifiers:
        modifiers.append("shift")
    return "+".join([*sorted(modifiers), key.lower() if modifiers and is_letter else key])


def _plain(text: str) -> str | None:
    """The name of a key without modifiers."""
    if len(text) == 1 and text not in _ALSO:
        return named(text)
    text = _ALSO.get(text.lower(), text.lower())
    return text if text in PLAIN else None
