"""The words of the import that its screens share."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, cast

from leverage_tui.interchange.opening import How
from leverage_tui.interchange.source import DayOrder, DecimalMark

FLAGS = {
    "split_midnight": ("--split-midnight", "Cut entries at midnight"),
    "skip_matching": ("--skip-matching", "Leave out what an import of another format brought"),
    "again": ("--again", "Bring back what was imported once and deleted here"),
}
"""Fields of `Options`: how the command line calls them, and what they do."""
_SAID = (
    (" Say --dates dmy (day first) or --dates mdy (month first)", ""),
    (" Say --decimal . or --decimal ,", ""),
    (": say --decimal . or --decimal ,", ""),
    (": lev import --help names the formats; any CSV can be read with --columns", ": choose what to read it as"),
    (" that lev import --help names", ""),
    (" (--currency says another)", ""),
    (" (--split-midnight cuts them there)", " unless they are cut there"),
    (" (--all-day 8h counts 8 hours for each of its days)", " unless it is said how long such a day is"),
    (" (--all-day 8h counts 8 hours for each of their days)", " unless it is said how long such a day is"),
    (" (--again brings them back)", " unless they are brought back"),
    (": --skip-matching leaves them out", ""),
    (": --skip-matching leaves it out", ""),
    ("say it with --columns ", "say it under Columns, such as "),
    ("its columns can be told with --columns ", "its columns can be told under Columns, such as "),
    ("--columns: ", ""),
    ("--columns", "columns"),
    ("--currency ", "currency="),
)


def for_screen(sentence: str) -> str:
    """A sentence of the import without the command line's options: on a screen they are fields and ticks."""
    for before, after in _SAID:
        sentence = sentence.replace(before, after)
    return sentence


def answered(how: How, what: Literal["dates", "decimal"], answer: str) -> How:
    """What is said of a file, with an answer more."""
    if what == "dates":
        return replace(how, dates=cast(DayOrder, answer))
    return replace(how, decimal=cast(DecimalMark, answer))


def counted(number: int, one: str, more: str = "") -> str:
    """``1 row``, ``1,200 rows``."""
    return f"1 {one}" if number == 1 else f"{number:,} {more or one + 's'}"
