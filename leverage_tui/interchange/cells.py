"""What stands in one cell of a table: its text, and the tags in it."""

from __future__ import annotations

from collections.abc import Sequence

from leverage_tui.domain.text import clean


def cell_at(cells: Sequence[str], column: int | None) -> str:
    """The text of a cell, without blanks around it; empty where the column is not there or the record is short."""
    return cells[column].strip() if column is not None and column < len(cells) else ""


def tidy_tag(text: str) -> str:
    """A tag as it stands in a note behind "#": clean, without blanks; empty for "-", which means no tag."""
    tag = clean(text).lstrip("#").replace(" ", "-")
    return "" if tag == "-" else tag


def split_tags(text: str) -> tuple[str, ...]:
    """The tags of a cell that has commas between them."""
    return tuple(tag for part in text.split(",") if (tag := tidy_tag(part)))
