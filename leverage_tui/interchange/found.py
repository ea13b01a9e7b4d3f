"""What a file holds before anything is decided: its projects and tags, how much there is of each, and what they may
mean by their names and by what was said of them in earlier imports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from leverage_tui.domain.book import Book
from leverage_tui.domain.model import NOTHING, OWN_WORK, Work
from leverage_tui.interchange.mapping import Target, Targets, Wishes, project_key
from leverage_tui.interchange.rows import ImportedHours, ImportedMoney, Reading

TAGS_SHOWN = 40
_WORKS = {work.value: work for work in OWN_WORK}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the entries of a project go: to the stream of that id, or to a `new` one of that name; nowhere, when both
    are empty. `work` None is the work that the file or a tag says, else the stream's usual one."""

    stream: str = ""
    work: Work | None = None
    new: str = ""

    @property
    def is_left_out(self) -> bool:
        """Whether the entries are not imported."""
        return not self.stream and not self.new


LEFT_OUT = Place()


@dataclass(frozen=True, slots=True)
class FoundProject:
    """A project, or a source of money. `seconds` of hours, `gross` in minor units by currency; `says_work`: the file
    says of some of its hours which work they were. `place` is where it goes unless the user says otherwise, None where
    nothing is known; `why` says what it is known by, and `guessed` that it is worth a look."""

    name: str
    rows: int = 0
    hours: int = 0
    seconds: int = 0
    gross: Mapping[str, int] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    says_work: bool = False
    place: Place | None = None
    why: str = ""
    guessed: bool = False

    @property
    def key(self) -> str:
        """What tells it from the others, however it is written."""
        return project_key(self.name)


@dataclass(frozen=True, slots=True)
class FoundTag:
    """A tag on hours, and the work that it is known to mean; None for none."""

    name: str
    rows: int
    work: Work | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The projects of a file, those that need an answer first, then the largest; and its tags, the most used first."""

    projects: tuple[FoundProject, ...]
    tags: tuple[FoundTag, ...] = ()


def find(
    book: Book, reading: Reading, past: Mapping[str, Target] = NOTHING, hints: Mapping[str, str] = NOTHING,
    tags: Mapping[str, Work | None] = NOTHING,
) -> Found:  # fmt: skip
    """The projects and tags of a reading. `past` and `hints` are as in `Wishes`, `tags` what was said of tags."""
    projects: dict[str, FoundProject] = {}
    keys: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for row in reading.rows:
        key = keys.setdefault(row.project, project_key(row.project))
        projects[key] = _with_hours(projects.get(key) or FoundProject(row.project), row)
        counts.update(row.tags)
    for line in reading.money:
        key = keys.setdefault(line.source, project_key(line.source))
        projects[key] = _with_money(projects.get(key) or FoundProject(line.source), line)
    found = _suggested(book, projects.values(), past, hints)
    order = sorted(found, key=lambda each: (each.place is not None, not each.guessed, -each.rows, each.key))
    named = [FoundTag(tag, rows, tags.get(tag, _WORKS.get(tag.casefold()))) for tag, rows in counts.most_common()]
    shown = [tag for tag in named if tag.work is not None] + [tag for tag in named if tag.work is None]
    return Found(tuple(order), tuple(shown[:TAGS_SHOWN]))


def _with_hours(project: FoundProject, row: ImportedHours) -> FoundProject:
    return replace(
        project, rows=project.rows + 1, hours=project.hours + 1, seconds=project.seconds + max(0, row.seconds),
        first=min(project.first or row.day, row.day), last=max(project.last or row.day, row.day),
        says_work=project.says_work or row.work is not None,
    )  # fmt: skip


def _with_money(project: FoundProject, line: ImportedMoney) -> FoundProject:
    gross = {**project.gross, line.currency: project.gross.get(line.currency, 0) + (line.gross or 0)}
    last = line.until or line.day
    return replace(
        project, rows=project.rows + 1, gross=gross, first=min(project.first or line.day, line.day),
        last=max(project.last or last, last),
    )  # fmt: skip


def _suggested(
    book: Book, projects: Iterable[FoundProject], past: Mapping[str, Target], hints: Mapping[str, str]
) -> list[FoundProject]:
    projects = list(projects)
    names, known = Targets(book, Wishes()), Targets(book, Wishes(past=past, hints=hints))
    said = {project_key(name): target for name, target in past.items() if target[0] in book.streams}
    near = known.near(each.name for each in projects if known.stream_of(each.name) is None)
    found = []
    for each in projects:
        stream = known.stream_of(each.name)
        if each.key in said:
            to, work = said[each.key]
            found.append(replace(each, place=Place(to, work), why="as in an earlier import"))
        elif stream is not None and names.stream_of(each.name) == stream:
            found.append(replace(each, place=Place(stream), why="the stream is called so"))
        elif each.name in near:
            by = "as in an import of another format" if hints.get(each.name) == near[each.name] else "by its name"
            found.append(replace(each, place=Place(near[each.name]), why=f"a guess {by}", guessed=True))
        else:
            found.append(each)
    return found
