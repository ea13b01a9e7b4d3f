"""Where text leaves for the terminal: data on one stream, the rest on the other, nothing that a terminal obeys."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TextIO

from leverage_tui.domain.text import harmless, width


class Output:
    """The two streams of a command. Control and direction-changing characters never pass."""

    def __init__(self, out: TextIO, err: TextIO) -> None:
        self._out = out
        self._err = err
        self._said: list[str] = []

    def line(self, text: str) -> None:
        """What was asked for in one line, to standard output."""
        self._put(harmless(text) + "\n")

    def lines(self, text: str) -> None:
        """What was asked for in several lines, to standard output. User text in them has no line breaks left."""
        for line in text.split("\n"):
            self.line(line)

    def tabbed(self, text: str) -> None:
        """What was asked for in lines of fields with tabs between them, to standard output."""
        for line in text.removesuffix("\n").split("\n"):
            self._put("\t".join(harmless(field) for field in line.split("\t")) + "\n")

    def pieces(self, texts: Iterable[str]) -> None:
        """What was asked for, harmless already, to standard output as it is."""
        for text in texts:
            self._put(text)

    def json(self, value: Any) -> None:
        """`value` as JSON to standard output; pure ASCII, so that what it quotes is exact and still harmless."""
        self.lines(json.dumps(value, indent=2, allow_nan=False))

    def say(self, text: str) -> None:
        """One line beside the data, to standard error; lost without a word where nobody can read it. What was said
        already, be it with more after it, is not said again."""
        if any(said.startswith(text) for said in self._said):
            return
        self._said.append(text)
        with suppress(OSError, ValueError):
            self._err.write(harmless(text) + "\n")

    def ask(self, text: str) -> None:
        """A question to standard error; the answer is typed after it."""
        with suppress(OSError, ValueError):
            self._err.write(harmless(text))
            self._err.flush()

    def flush(self) -> None:
        """Have everything leave. Raises BrokenPipeError when nobody reads it."""
        with _read_by_somebody():
            self._out.flush()
        with suppress(OSError, ValueError):
            self._err.flush()

    def _put(self, text: str) -> None:
        with _read_by_somebody():
            self._out.write(text)

    @property
    def is_terminal(self) -> bool:
        """Whether a person looks at the data."""
        return self._out.isatty()


@contextmanager
def _read_by_somebody() -> Iterator[None]:
    """A terminal that was closed is a pipe that nobody reads any more."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.EIO:
            raise BrokenPipeError(*error.args) from error
        raise


def left(text: str, columns: int) -> str:
    """`text` with blanks after it up to `columns`; never cut."""
    return text + " " * (columns - width(text))


def right(text: str, columns: int) -> str:
    """`text` with blanks before it up to `columns`; never cut."""
    return " " * (columns - width(text)) + text


def table(rows: Sequence[tuple[str, ...]], *, numbers: frozenset[int] = frozenset()) -> str:
    """`rows` in aligned columns, two blanks apart; the columns in `numbers` stand at their right."""
    if not rows:
        return ""
    rows = [tuple(harmless(cell) for cell in row) for row in rows]
    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            right(cell, widths[column]) if column in numbers else left(cell, widths[column])
            for column, cell in enumerate(row)
        ).rstrip()
        for row in rows
    )
