"""Which stream and kind of work a project of another program means."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from leverage_tui.domain.book import Book
from leverage_tui.domain.model import NOTHING, Stream, Work
from leverage_tui.domain.text import clean
from leverage_tui.domain.timesheet import usual_work
from leverage_tui.interchange.rows import ImportRefused

Target = tuple[str, Work | None]
"""A stream (its id, or an unmistakable part of its name) and the kind of work, None for the usual one."""

_SHOWN = 8


class UnmappedProjects(ImportRefused):
    """`projects` of the file belong to no stream yet. `near` are streams that some of them may mean."""

    def __init__(self, projects: Iterable[str], book: Book, near: Mapping[str, str] = NOTHING) -> None:
        self.projects = tuple(projects)
        self.near = {project: near[project] for project in self.projects if project in near}
        named = ", ".join(
            shown(project) + (f" ({clean(near[project])}?)" if project in near else "")
            for project in self.projects[:_SHOWN]
        )
        rest = len(self.projects) - _SHOWN
        more = f" and {rest} more" if rest > 0 else ""
        word = "project" if len(self.projects) == 1 else "projects"
        super().__init__(
            f"no stream is known for the {word} {named}{more}: name one with --map 'PROJECT=STREAM[:WORK]', or "
            f"all with --into STREAM, or leave one out with --skip PROJECT; {_streams_there(book)}"
        )


def parse_mapping(text: str) -> tuple[str, Target]:
    """The project, stream and work of ``PROJECT=STREAM[:WORK]``. The project may be empty, and may hold "=".

    Raises ImportRefused when it cannot be read so, or the work is none.
    """
    project, separator, target = text.rpartition("=")
    stream, colon, work = (part.strip() for part in target.partition(":"))
    if not separator or not stream:
        raise ImportRefused(f"{shown(text)}? a mapping is written PROJECT=STREAM or PROJECT=STREAM:WORK")
    if not colon:
        return project.strip(), (stream, None)
    try:
        return project.strip(), (stream, Work(work.lower()))
    except ValueError:
        near = difflib.get_close_matches(work.lower(), list(Work), n=1, cutoff=0.3)
        hint = f"did you mean {near[0]}?" if near else f"it is one of {', '.join(Work)}"
        raise ImportRefused(f"{shown(work)} is no kind of work: {hint}") from None


def shown(project: str) -> str:
    """A project's name in a sentence."""
    return f'"{clean(project, 60)}"' if project.strip() else '"" (no project)'


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user said of where things go. `mapping` (project to stream and work) comes first, then `into` for all
    others, then `past`: what was mapped in an earlier import of the same format. `work` is meant where the mapping
    names none and the file says none. `hints` (project to a stream's id) are worth a suggestion and no more."""

    into: str | None = None
    mapping: Mapping[str, Target] = field(default_factory=dict)
    past: Mapping[str, Target] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    work: Work | None = None


class Targets:
    """Says for each project which stream and work its entries go to; every project is looked up once.

    What `Wishes` say, of a project that is several tags (``client a, meeting``) of one of them too; else a project
    called exactly like one stream (its id or name, whatever the case) goes there.
    """

    def __init__(self, book: Book, wishes: Wishes) -> None:
        """Raises ImportRefused for a stream that is not there, unless it was mapped in an earlier import."""
        self._book, self._wishes = book, wishes
        self._named = {_key(name): (_find_stream(book, to), work) for name, (to, work) in wishes.mapping.items()}
        self._past = {
            _key(name): (book.streams[to], work) for name, (to, work) in wishes.past.items() if to in book.streams
        }
        self._into = (_find_stream(book, wishes.into), None) if wishes.into is not None else None
        self._found: dict[str, tuple[Stream, Work | None] | None] = {}
        self._usual: dict[str, Work] = {}

    def of(self, project: str, said: Work | None = None) -> tuple[str, Work] | None:
        """The stream's id and the work, or None when the project belongs to no stream yet. `said` is the work that
        the file says, which a mapping overrules."""
        found = self._place(project)
        if found is None:
            return None
        stream, work = found
        return stream.id, work or said or self._wishes.work or self._usual_work(stream)

    def stream_of(self, project: str) -> str | None:
        """The stream's id, or None when the project belongs to no stream yet."""
        found = self._place(project)
        return found[0].id if found else None

    def near(self, projects: Iterable[str]) -> dict[str, str]:
        """A stream that each project may mean, where one is near."""
        return {project: stream for project in projects if (stream := self._near(project))}

    def unused(self, projects: Iterable[str]) -> tuple[str, ...]:
        """The mapped projects that are none of `projects`."""
        keys = [_key(project) for project in projects]
        there = {*keys, *(part for key in keys for part in key.split(", "))}
        return tuple(project for project in self._wishes.mapping if _key(project) not in there)

    def _place(self, project: str) -> tuple[Stream, Work | None] | None:
        if project not in self._found:
            key = _key(project)
            said = self._named.get(key) or self._by_part(key) or self._into or self._past.get(key)
            self._found[project] = said or self._by_name(project, key)
        return self._found[project]

    def _by_part(self, key: str) -> tuple[Stream, Work | None] | None:
        """What is mapped of a project that is several tags, ``client a, meeting``: where one of them is, that one."""
        parts = key.split(", ") if ", " in key else ()
        found = {id(target): target for part in parts if (target := self._named.get(part))}
        return next(iter(found.values())) if len(found) == 1 else None

    def _usual_work(self, stream: Stream) -> Work:
        if stream.id not in self._usual:
            self._usual[stream.id] = usual_work(self._book, stream)
        return self._usual[stream.id]

    def _by_name(self, project: str, key: str) -> tuple[Stream, Work | None] | None:
        if project in self._book.streams:
            return self._book.streams[project], None
        found = [stream for stream in self._book.streams.values() if key in (_key(stream.id), _key(stream.name))]
        return (found[0], None) if len(found) == 1 else None

    def _near(self, project: str) -> str | None:
        hint = self._wishes.hints.get(project)
        if hint in self._book.streams:
            return hint
        names = {
            _key(name): stream.id for stream in self._book.streams.values() for name in (stream.id, stream.name)
        }
        close = difflib.get_close_matches(_key(project), list(names), n=1)
        if close:
            return names[close[0]]
        words = set(_key(project).split())
        sharing = {id for name, id in names.items() if words & {word for word in name.split() if len(word) > 3}}
        return sharing.pop() if len(sharing) == 1 else None


def project_key(name: str) -> str:
    """What tells a project from others: its name, however its letters and blanks are written."""
    return " ".join(name.split()).casefold()


_key = project_key


def _find_stream(book: Book, wanted: str) -> Stream:
    """The stream with that id, else with that name, else the only one with that in its name."""
    key = _key(wanted)
    streams = book.streams.values()
    for matches in (
        [stream for stream in streams if _key(stream.id) == key],
        [stream for stream in streams if _key(stream.name) == key],
        [stream for stream in streams if key and key in _key(stream.name)],
    ):
        if len(matches) == 1:
            return matches[0]
    raise ImportRefused(f"no single stream is meant by {shown(wanted)}: {_streams_there(book)}")


def _streams_there(book: Book) -> str:
    if not book.streams:
        return "there is no stream yet: add one with lev stream add NAME"
    return "the streams are " + ", ".join(book.streams)
