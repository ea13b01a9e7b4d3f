"""Which standing entry is meant by a number, a name or a part of one."""

from __future__ import annotations

from datetime import date

from leverage_tui.cli.choosing import stream_name
from leverage_tui.cli.errors import AskedWrong, nearest
from leverage_tui.domain.book import Book
from leverage_tui.domain.model import Standing
from leverage_tui.domain.standing import goes_on, life_in_words
from leverage_tui.domain.text import clean

_SHOWN = 8


def find_standing(book: Book, typed: str, today: date, day: date | None = None) -> Standing:
    """The entry of that number, else of that name, else the only one with that in its name; capitals do not count.

    Of several the one that goes on on `day`, if that is one. Raises AskedWrong naming the candidates, or the
    nearest one.
    """
    entries = sorted(book.all(Standing), key=lambda entry: (entry.begins, entry.doc_id))
    if not entries:
        raise AskedWrong("nothing goes on yet: add it with lev standing add STREAM NAME --per month")
    wanted = _fold(typed)
    if wanted:
        for found in (
            [entry for entry in entries if str(entry.doc_id) == wanted],
            [entry for entry in entries if _fold(entry.name) == wanted],
            [entry for entry in entries if wanted in _fold(entry.name)],
        ):
            on_day = [entry for entry in found if day is not None and goes_on(book, entry, day)]
            chosen = on_day if len(on_day) == 1 else found
            if len(chosen) == 1:
                return chosen[0]
            if chosen:
                named = " or ".join(_named(book, entry, today) for entry in (on_day or chosen)[:_SHOWN])
                raise AskedWrong(f"{clean(typed)} could be {named}: write its number")
    raise AskedWrong(f"there is no standing entry {clean(typed)!r}: {_hint(entries, wanted)}")


def _named(book: Book, entry: Standing, today: date) -> str:
    where = f"{clean(entry.name)}, {stream_name(book, entry.stream)}, {life_in_words(book, entry, today)}"
    return f"{entry.doc_id} ({where})"


def _hint(entries: list[Standing], wanted: str) -> str:
    names = {_fold(entry.name): clean(entry.name) for entry in entries}
    words = {word: name for folded, name in names.items() for word in folded.split() if len(word) > 2}
    near = nearest(wanted, words | names)
    if near:
        return f"the nearest is {(words | names)[near]}"
    rest = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"there is {', '.join(list(names.values())[:_SHOWN])}{rest}"


def _fold(text: str) -> str:
    return clean(text).casefold()
