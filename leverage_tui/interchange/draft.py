"""An import while it is being decided: the answers so far, and what they come to, as one edit.

New streams, the entries and the weeks that are closed are one step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Change, Edit, apply
from leverage_tui.domain.edits.streams import add_stream
from leverage_tui.domain.metrics import Memory, figures
from leverage_tui.domain.model import Work
from leverage_tui.interchange.combined import Closable, closable, closing, combined
from leverage_tui.interchange.found import Found, FoundProject, FoundTag, Place
from leverage_tui.interchange.mapping import Target, Wishes, project_key
from leverage_tui.interchange.opening import Opened
from leverage_tui.interchange.plan import ImportPlan, Options, plan_import
from leverage_tui.interchange.rows import ImportedHours, Reading


@dataclass(frozen=True, slots=True)
class Draft:
    """What is decided so far. `places` are the user's own, by the key of the project, `tags` the works that tags mean;
    `options` as in `plan_import`; `all_hours`: they were all the hours until the last day."""

    book: Book
    today: date
    opened: Opened
    found: Found
    options: Options = field(default_factory=Options)
    places: Mapping[str, Place] = field(default_factory=dict)
    tags: Mapping[str, Work | None] = field(default_factory=dict)
    all_hours: bool = False

    def place_of(self, project: FoundProject) -> Place | None:
        """Where a project goes; None while nobody knows."""
        return self.places.get(project.key, project.place)

    def work_of(self, tag: FoundTag) -> Work | None:
        """The work that a tag means; None for none."""
        return self.tags.get(tag.name, tag.work)

    def putting(self, project: FoundProject, place: Place) -> Draft:
        """The draft with a project going elsewhere."""
        return replace(self, places={**self.places, project.key: place})

    def meaning(self, tag: FoundTag, work: Work | None) -> Draft:
        """The draft with a tag that means `work`."""
        return replace(self, tags={**self.tags, tag.name: work})

    def answered_as(self, other: Draft) -> Draft:
        """The draft with all answers of another one: of the same file, read another way."""
        return replace(self, options=other.options, places=other.places, tags=other.tags, all_hours=other.all_hours)

    @property
    def undecided(self) -> tuple[FoundProject, ...]:
        """The projects of which nobody knows where they go."""
        return tuple(each for each in self.found.projects if self.place_of(each) is None)

    @property
    def guessed(self) -> tuple[FoundProject, ...]:
        """The projects that go where a guess says."""
        return tuple(each for each in self.found.projects if each.guessed and each.key not in self.places)

    @property
    def new_streams(self) -> tuple[str, ...]:
        """The names of the streams that are made, each once."""
        names = [place.new for each in self.found.projects if (place := self.place_of(each)) and place.new]
        return tuple({name.casefold(): name for name in reversed(names)}.values())[::-1]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a draft comes to. `book` has the new streams, `edit` everything; `mapping` is worth remembering. `left_out`
    are the rows of projects that go nowhere, `gauge` the leveraged share after it (None: not known)."""

    plan: ImportPlan
    book: Book
    edit: Edit
    weeks: Closable | None
    mapping: Mapping[str, Target]
    left_out: int
    gauge: float | None


def work_out(draft: Draft) -> Outcome:
    """What the import will do as it stands; what is undecided goes nowhere. Raises EditRefused for a new stream whose
    name cannot be."""
    book, streams = _with_streams(draft)
    mapping = _mapping(draft, streams)
    reading = _tagged(_only(draft.opened.reading, mapping), draft)
    options = replace(draft.options, today=draft.today)
    plan = plan_import(book, reading, format=draft.opened.format, wishes=Wishes(mapping=mapping), options=options)
    whole = combined([draft.opened.name], [plan])
    weeks = closable(book, whole, draft.today)
    if draft.all_hours and weeks is not None:
        whole = closing(book, whole, weeks)
    made = tuple(Change(None, book.streams[word]) for word in streams.values())
    added = "".join(f"; {book.streams[word].name} added" for word in streams.values())
    edit = whole.edit._replace(sentence=f"{whole.edit.sentence}{added}", changes=(*made, *whole.edit.changes))
    everything = len(draft.opened.reading.rows) + len(draft.opened.reading.money)
    after = figures(apply(draft.book, edit), draft.today, Memory()).book.gauge.raw
    left_out = everything - len(reading.rows) - len(reading.money)
    return Outcome(plan, book, edit, weeks, _worth_remembering(draft, mapping), left_out, after)


def _with_streams(draft: Draft) -> tuple[Book, dict[str, str]]:
    """The book with the new streams, and their ids by name. One whose amounts are all in one currency has that."""
    book, made = draft.book, dict[str, str]()
    for name in draft.new_streams:
        currencies = {
            currency
            for each in draft.found.projects
            if (place := draft.place_of(each)) and place.new.casefold() == name.casefold()
            for currency in each.gross
        } - {""}
        fields = {"currency": currencies.pop()} if len(currencies) == 1 else {}
        added = add_stream(book, name, **fields)
        book = apply(book, added)
        made[name.casefold()] = next(iter(book.streams.keys() - draft.book.streams.keys() - set(made.values())))
    return book, made


def _mapping(draft: Draft, made: Mapping[str, str]) -> dict[str, Target]:
    """The target of every project that goes somewhere, by its name."""
    mapping: dict[str, Target] = {}
    for each in draft.found.projects:
        place = draft.place_of(each)
        if place is not None and not place.is_left_out:
            mapping[each.name] = (made[place.new.casefold()] if place.new else place.stream, place.work)
    return mapping


def _worth_remembering(draft: Draft, mapping: Mapping[str, Target]) -> dict[str, Target]:
    """What the user said, and what a guess said that is accepted; what the names say is known without."""
    told = {each.name for each in draft.found.projects if each.guessed or each.key in draft.places}
    return {name: target for name, target in mapping.items() if name in told}


def _only(reading: Reading, mapping: Mapping[str, Target]) -> Reading:
    """The reading without the rows of projects that go nowhere."""
    going = {project_key(name) for name in mapping}
    names = {row.project for row in reading.rows} | {line.source for line in reading.money}
    kept = {name for name in names if project_key(name) in going}
    if kept == names:
        return reading
    rows = tuple(row for row in reading.rows if row.project in kept)
    return replace(reading, rows=rows, money=tuple(line for line in reading.money if line.source in kept))


def _tagged(reading: Reading, draft: Draft) -> Reading:
    """The reading with the work that tags mean where the file itself says none. The first tag that means one counts."""
    works = {tag.name: work for tag in draft.found.tags if (work := draft.work_of(tag)) is not None}

    def meant(row: ImportedHours) -> ImportedHours:
        work = next((works[tag] for tag in row.tags if tag in works), None)
        return row if work is None or row.work is not None or row.kept else replace(row, work=work)

    return replace(reading, rows=tuple(map(meant, reading.rows))) if works else reading
