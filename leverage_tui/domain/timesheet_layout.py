"""How a person has arranged the rows of the timesheet: which are hidden, in which order they stand, which streams are
folded into one line. A value; no figure depends on it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple, TypeVar

from leverage_tui.domain.timesheet import Row

Key = Row | int | str
"""What a line is known by when lines come and go: its row, the number of its standing entry, or the id of the stream
whose own line it is."""

T = TypeVar("T")


class Layout(NamedTuple):
    """`hidden` lines are not shown, `folded` streams (by id) show their own line alone, `order` is the order of lines
    within a stream as far as somebody chose one. With `peek` what is hidden is shown, and marked."""

    hidden: frozenset[Key] = frozenset()
    folded: frozenset[str] = frozenset()
    order: tuple[Key, ...] = ()
    peek: bool = False

    def hiding(self, key: Key, hide: bool) -> Layout:
        """With that line hidden, or shown again."""
        return self._replace(hidden=self.hidden | {key} if hide else self.hidden - {key})

    def folding(self, stream: str, fold: bool) -> Layout:
        """With that stream folded, or unfolded."""
        return self._replace(folded=self.folded | {stream} if fold else self.folded - {stream})

    def peeking(self, peek: bool) -> Layout:
        """With what is hidden shown, or hidden again."""
        return self._replace(peek=peek)

    def showing(self, rows: Collection[Row]) -> Layout:
        """With `rows` in sight, whatever was hidden or folded."""
        return self._replace(
            hidden=self.hidden.difference(rows), folded=self.folded.difference(row.stream for row in rows)
        )

    def moving(self, keys: Sequence[Key], key: Key, by: int) -> Layout:
        """With `key` moved `by` places among `keys`, which stand in the order that is shown, as far as there is
        room."""
        others = [each for each in keys if each != key]
        place = max(0, min(len(others), keys.index(key) + by))
        moved = (*others[:place], key, *others[place:])
        return self._replace(order=(*(each for each in self.order if each not in moved), *moved))

    def ordered(self, found: Iterable[T], key_of: Callable[[T], Key | None]) -> list[T]:
        """`found` in the chosen order; what nobody placed comes after, as it was."""
        places = {key: place for place, key in enumerate(self.order)}
        return sorted(found, key=lambda each: places.get(key_of(each), len(places)))  # type: ignore[arg-type]


PLAIN = Layout()
"""Nothing hidden, nothing folded, every line where it is by itself."""
