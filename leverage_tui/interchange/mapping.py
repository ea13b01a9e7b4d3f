"""Which stream and kind of work a project of another program means."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from leverage_tui.domain.book import Book
from leverage_tui.domain.model import Stream, Work
from leverage_tui.domain.text import clean
from leverage_tui.domain.timesheet import usual_work
from leverage_tui.interchange.rows import ImportRefused

Target = tuple[str, Work | None]
"""A stream (its id, or an unmistakable part of its name) and the kind of work, None for the usual one."""

_SHOWN = 8


class UnmappedProjects(ImportRefused):
    """`projects` of the file belong to no stream yet."""

    def __init__(self, projects: Iterable[str], book: Book) -> None:
        self.projects = tuple(projects)
        named = ", ".join(shown(project) for project in self.projects[:_SHOWN])
        rest = len(self.projects) - _SHOWN
        more = f" and {rest} more" if rest > 0 else ""
        word = "project" if len(self.projects) == 1 else "projects"
        super().__init__(
            f"no stream is known for the {word} {named}{more}: name one with --map 'PROJECT=STREAM[:WORK]', or "
            f"all with --into STREAM; {_streams_there(book)}"
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


class Targets:
    """Says for each project which stream and work its entries go to; every project is looked up once.

    What a mapping names goes where it says; else everything goes into `into`; else a project called exactly like
    one stream (its id or name, whatever the case) goes there.
    """

    def __init__(self, book: Book, into: str | None, mapping: Mapping[str, Target], work: Work | None) -> None:
        self._book = book
        self._work = work
        self._named = {
            _key(project): self._place(_find_stream(book, stream), wanted)
            for project, (stream, wanted) in mapping.items()
        }
        self._into = self._place(_find_stream(book, into), None) if into is not None else None
        self._found: dict[str, tuple[str, Work] | None] = {}

    def of(self, project: str) -> tuple[str, Work] | None:
        """The stream's id and the work, or None when the project belongs to no stream yet."""
        if project not in self._found:
            self._found[project] = self._named.get(_key(project)) or self._into or self._by_name(project)
        return self._found[project]

    def unused(self, mapping: Iterable[str], projects: Iterable[str]) -> tuple[str, ...]:
        """The mapped projects that are none of `projects`."""
        there = {_key(project) for project in projects}
        return tuple(project for project in mapping if _key(project) not in there)

    def _place(self, stream: Stream, work: Work | None) -> tuple[str, Work]:
        return stream.id, work or self._work or usual_work(self._book, stream)

    def _by_name(self, project: str) -> tuple[str, Work] | None:
        key = _key(project)
        found = [stream for stream in self._book.streams.values() if key in (_key(stream.id), _key(stream.name))]
        return self._place(found[0], None) if len(found) == 1 else None


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


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
