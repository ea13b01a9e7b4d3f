"""What was asked makes no sense: one sentence, with the nearest right thing where there is one."""

from __future__ import annotations

from collections.abc import Iterable


class AskedWrong(Exception):
    """What was asked makes no sense (exit code 2); the message is the whole sentence for the user."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one of `known` that `word` is most likely meant to be, or None."""
    import difflib

    found = difflib.get_close_matches(word, list(known), n=1)
    return found[0] if found else None


def unknown(what: str, word: str, known: Iterable[str]) -> AskedWrong:
    """That there is no `what` called `word`, with the nearest one or else all there are."""
    from leverage_tui.domain.text import clean

    names = list(known)
    near = nearest(word.casefold(), names)
    hint = f"the nearest is {near}" if near else f"there is {', '.join(names)}"
    return AskedWrong(f"there is no {what} {clean(word)}: {hint}")
