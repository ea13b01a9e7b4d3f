"""The projects of a file before anything is decided: how much there is of each, and where it would go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from leverage_tui.domain.book import Book
from leverage_tui.domain.model import Work
from leverage_tui.interchange.mapping import Targets, Wishes
from leverage_tui.interchange.plan_money import Sums
from leverage_tui.interchange.rows import ImportedMoney, Reading


@dataclass(frozen=True, slots=True)
class Project:
    """A project, or a source of money, of a file. `stream` and `work` are where it goes, None while it belongs to no
    stream; `near` is then a stream that it may mean. `sums` are minor units by currency."""

    name: str
    rows: int = 0
    seconds: int = 0
    sums: Mapping[str, Sums] = field(default_factory=dict)
    stream: str | None = None
    work: Work | None = None
    near: str | None = None


def survey(book: Book, reading: Reading, wishes: Wishes) -> tuple[Project, ...]:
    """The projects of what was read, those known from earlier imports included, in the order of the file. Raises
    ImportRefused for a stream in `wishes` that is not there."""
    targets = Targets(book, wishes)
    found: dict[str, Project] = {}
    for row in reading.rows:
        there = found.get(row.project, Project(row.project))
        found[row.project] = replace(there, rows=there.rows + 1, seconds=there.seconds + row.seconds)
    for line in reading.money:
        there = found.get(line.source, Project(line.source))
        sums = {**there.sums, line.currency: there.sums.get(line.currency, Sums()) + _sums(line)}
        found[line.source] = replace(there, rows=there.rows + 1, sums=sums)
    near = targets.near(name for name in found if targets.of(name) is None)
    return tuple(_placed(project, targets, near) for project in found.values())


def _placed(project: Project, targets: Targets, near: Mapping[str, str]) -> Project:
    place = targets.of(project.name)
    if place is None:
        return replace(project, near=near.get(project.name))
    return replace(project, stream=place[0], work=place[1])


def _sums(row: ImportedMoney) -> Sums:
    return Sums(row.gross or 0, row.refunds or 0, (row.platform_fees or 0) + (row.processing_fees or 0))
