"""Projects of a file that are not imported because the user says so."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TypeVar

from leverage_tui.interchange.mapping import project_key, shown
from leverage_tui.interchange.rows import ImportedHours, ImportedMoney, Reading, Skipped

R = TypeVar("R", ImportedHours, ImportedMoney)


def names_in(reading: Reading) -> tuple[str, ...]:
    """The projects and sources of money of a file, each once, in its order."""
    rows = (row.project for row in reading.rows)
    return tuple(dict.fromkeys((*rows, *(line.source for line in reading.money))))


def is_meant(name: str, wanted: Collection[str]) -> bool:
    """Whether a project is one of the `wanted`, however it is written; of one that is several tags, ``client a,
    meeting``, also whether one of them is."""
    keys = {project_key(each) for each in wanted}
    key = project_key(name)
    return key in keys or (", " in key and not keys.isdisjoint(key.split(", ")))


def leave_out(reading: Reading, wanted: Collection[str]) -> Reading:
    """The reading with the rows of the `wanted` projects among those that are skipped."""
    gone = {name for name in names_in(reading) if is_meant(name, wanted)}
    if not gone:
        return reading
    rows, no_rows = _parted(((row, row.project) for row in reading.rows), gone)
    money, no_money = _parted(((line, line.source) for line in reading.money), gone)
    return replace(reading, rows=rows, money=money, skipped=(*reading.skipped, *no_rows, *no_money))


def _parted(rows: Iterable[tuple[R, str]], gone: Collection[str]) -> tuple[tuple[R, ...], list[Skipped]]:
    kept: list[R] = []
    skipped: list[Skipped] = []
    for row, name in rows:
        if name in gone:
            skipped.append(Skipped(row.line, f"{shown(name)} is left out"))
        else:
            kept.append(row)
    return tuple(kept), skipped
