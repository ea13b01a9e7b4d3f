"""How far the reading of a long file has come, told to whoever watches it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")
EVERY = 500
"""Records between two words about it."""
_watcher: ContextVar[Callable[[int], None] | None] = ContextVar("watcher", default=None)


@contextmanager
def watched(tell: Callable[[int], None]) -> Iterator[None]:
    """While it lasts `tell` hears, in the thread that reads, how many records have been gone through."""
    token = _watcher.set(tell)
    try:
        yield
    finally:
        _watcher.reset(token)


def counted(records: Iterable[T]) -> Iterator[T]:
    """The same records, counted aloud where somebody watches."""
    tell = _watcher.get()
    if tell is None:
        yield from records
        return
    for number, record in enumerate(records, 1):
        if number % EVERY == 0:
            tell(number)
        yield record
