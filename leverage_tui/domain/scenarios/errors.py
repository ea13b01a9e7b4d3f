"""What is wrong with a scenario, in one sentence."""

from __future__ import annotations

from collections.abc import Iterable


class ScenarioWrong(Exception):
    """A scenario that cannot be worked out; the message names the field and the nearest right thing, `field` is its
    key (empty where it is about the whole)."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


def nearest(word: str, known: Iterable[str], cutoff: float = 0.5) -> str | None:
    """The one of `known` that `word` is most likely meant to be, or None. Capitals do not count."""
    import difflib

    folded = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=cutoff)
    return folded[found[0]] if found else None
