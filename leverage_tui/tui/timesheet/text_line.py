"""One line of text with a cursor and a selection, as a value; where characters begin and how wide they are."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple, Self

from rich.cells import cell_len

LONGEST = 60
_JOINER = "\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAGS = range(0x1F1E6, 0x1F200)


@dataclass(frozen=True, slots=True)
class TextLine:
    """`cursor` and `anchor` are places in `text`; what lies between them is selected, nothing where `anchor` is
    None. Neither ever comes to stand within a character that is made of several."""

    text: str
    cursor: int
    anchor: int | None = field(default=None, kw_only=True)

    @property
    def selected(self) -> tuple[int, int]:
        """Where the selection begins and ends; twice the cursor where nothing is selected."""
        other = self.cursor if self.anchor is None else self.anchor
        return min(self.cursor, other), max(self.cursor, other)

    @property
    def selection(self) -> str:
        """The selected text."""
        first, last = self.selected
        return self.text[first:last]

    @property
    def room(self) -> int:
        """How many characters can be put in place of the selection."""
        return LONGEST - len(self.text) + len(self.selection)

    # Changing

    def insert(self, text: str) -> Self:
        """`text` in place of the selection, or at the cursor; what would make the line too long is left away."""
        first, last = self.selected
        text = text[: self.room]
        # What is put in may join with what stands before or after it: the cursor goes behind the whole of it.
        joined = self.text[:first] + text + self.text[last:]
        return self._with(joined, next(stop for stop in stops(joined) if stop >= first + len(text)))

    def backspace(self) -> Self:
        """Without the selection, or without the character before the cursor."""
        return self._without(self._stop(-1))

    def delete(self) -> Self:
        """Without the selection, or without the character at the cursor."""
        return self._without(self._stop(1))

    def delete_word(self) -> Self:
        """Without the selection, or without the word before the cursor."""
        return self._without(self._word(-1))

    def delete_before(self) -> Self:
        """Without the selection, or without everything before the cursor."""
        return self._without(0)

    def delete_after(self) -> Self:
        """Without the selection, or without everything from the cursor on."""
        return self._without(len(self.text))

    # Moving

    def moved(self, by: int, *, select: bool = False) -> Self:
        """The cursor `by` characters further, within the text; `select` what it passes. Where something is selected
        and is not to be more, the cursor goes to that end of it."""
        if self.selection and not select:
            return self.at(self.selected[0 if by < 0 else 1])
        return self.at(self._stop(by), select=select)

    def to_word(self, by: int, *, select: bool = False) -> Self:
        """The cursor at the beginning of the word before it, or behind the word after it."""
        return self.at(self._word(by), select=select)

    def at(self, place: int, *, select: bool = False) -> Self:
        """The cursor at `place`, or as near before it as a character begins."""
        place = max(stop for stop in stops(self.text) if stop <= max(0, place))
        anchor = (self.cursor if self.anchor is None else self.anchor) if select else None
        return replace(self, cursor=place, anchor=None if anchor == place else anchor)

    def all_selected(self) -> Self:
        """Everything selected, the cursor at the end."""
        return replace(self, cursor=len(self.text), anchor=0 if self.text else None)

    # Within

    def _with(self, text: str, cursor: int) -> Self:
        return replace(self, text=text, cursor=cursor, anchor=None)

    def _without(self, place: int) -> Self:
        """Without the selection, or without what lies between the cursor and `place`."""
        first, last = self.selected if self.selection else sorted((self.cursor, place))
        rest = self.text[:first] + self.text[last:]
        return self._with(rest, max(stop for stop in stops(rest) if stop <= first))

    def _stop(self, by: int) -> int:
        found = stops(self.text)
        return found[max(0, min(len(found) - 1, found.index(self.cursor) + by))]

    def _word(self, by: int) -> int:
        text, place = self.text, self.cursor
        for wanted in (False, True):
            if by < 0:
                while place and text[place - 1].isalnum() is wanted:
                    place -= 1
            else:
                while place < len(text) and text[place].isalnum() is wanted:
                    place += 1
        return max(stop for stop in stops(text) if stop <= place)


def stops(text: str) -> list[int]:
    """The places in `text` where a cursor can stand: before each character, and behind the last."""
    if text.isascii():
        return list(range(len(text) + 1))
    found = [place for place, (one, other) in enumerate(pairwise(text), 1) if not _joined(one, other)]
    flags = [place for place in found if _begins_odd_flag(text, place)]
    return [0, *(place for place in found if place not in flags), *([len(text)] if text else [])]


def characters(text: str) -> list[str]:
    """`text` in what a person sees as its characters."""
    return [text[first:last] for first, last in pairwise(stops(text))]


def width_of(character: str) -> int:
    """The terminal cells that a character takes: at least one."""
    return max(1, cell_len(character))


def _joined(one: str, other: str) -> bool:
    """Whether two code points in a row belong to one character."""
    return (
        one == _JOINER
        or other == _JOINER
        or unicodedata.category(other) in ("Mn", "Me", "Mc")
        or ord(other) in _SKIN_TONES
    )


def _begins_odd_flag(text: str, place: int) -> bool:
    """Whether the second half of a flag stands at `place`: two of its letters make one."""
    before = place
    while before and ord(text[before - 1]) in _FLAGS:
        before -= 1
    return ord(text[place]) in _FLAGS and (place - before) % 2 == 1


class Window(NamedTuple):
    """The part of a line that is in sight: runs of text with how each is to be looked at, and the x of the cursor."""

    runs: tuple[tuple[str, str], ...]
    caret_x: int


def window(line: TextLine, width: int, *, left: bool = False) -> Window:
    """What of `line` fits into `width` cells, the cursor always among it, and blanks at its left, or after it where
    it begins at the `left`; the runs are "editing", "selected" or "caret"."""
    first, last = line.selected
    places = stops(line.text)
    found = [
        (
            text if cell_len(text) else "·",
            "caret" if place == line.cursor else "selected" if first <= place < last else "editing",
        )
        for place, text in zip(places, [*characters(line.text), " "], strict=True)
    ]
    caret = places.index(line.cursor)
    begin, room = caret, width - width_of(found[caret][0])
    while begin and width_of(found[begin - 1][0]) <= room:
        begin -= 1
        room -= width_of(found[begin][0])
    end = caret + 1
    while end < len(found) and width_of(found[end][0]) <= room:
        room -= width_of(found[end][0])
        end += 1
    blank = (" " * max(0, room), "editing")
    runs: list[tuple[str, str]] = []
    for text, look in [*([] if left else [blank]), *found[begin:end], *([blank] if left else [])]:
        if runs and runs[-1][1] == look != "caret":
            runs[-1] = (runs[-1][0] + text, look)
        else:
            runs.append((text, look))
    shown = tuple(run for run in runs if run[0])
    return Window(shown, (0 if left else room) + sum(width_of(text) for text, _ in found[begin:caret]))


def place_at(line: TextLine, width: int, right: int) -> int:
    """The place in the text of the character that stands `right` cells right of the cursor, in a window of `width`
    cells; the nearest one where there is none."""
    places = stops(line.text)
    caret = places.index(line.cursor)
    wide = [width_of(text) for text in [*characters(line.text), " "]]
    place, step = caret, 1 if right > 0 else -1
    reached = 0
    while 0 <= place + step < len(places) and abs(reached) < width:
        reached += wide[place] if step > 0 else -wide[place - 1]
        if step > 0 and reached > right:
            break
        place += step
        if step < 0 and reached <= right:
            break
    return places[place] if right else line.cursor
