"""What is remembered of imports: which stream a project was mapped to, which work a tag, which column of a CSV was
what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from leverage_tui.domain.model import Work
from leverage_tui.interchange.mapping import Target

_MAPPINGS = "import_mappings"
_TAGS = "import_tags"
_COLUMNS = "import_columns"
_MOST = 500
"""Of headers, of tags and of projects, the latest are kept."""


class Remembers(Protocol):
    """Where values are kept by name, each of them JSON."""

    def get(self, name: str) -> Any:
        """The value called `name`, None when nothing is remembered under it."""

    def put(self, name: str, value: Any) -> None:
        """Remember `value`."""


def past_mapping(remembered: Remembers, format: str) -> dict[str, Target]:
    """Projects of `format` and what they were mapped to, explicitly, in earlier imports."""
    return dict(_targets(_section(remembered, _MAPPINGS).get(format)))


def hints(remembered: Remembers, format: str) -> dict[str, str]:
    """Projects of other formats and the streams that they were mapped to."""
    return {
        project: stream
        for name, found in _section(remembered, _MAPPINGS).items()
        if name != format
        for project, (stream, _) in _targets(found)
    }


def known_tags(remembered: Remembers) -> dict[str, Work | None]:
    """Tags and the work that they were said to mean; None for none."""
    return {
        tag: None if work is None else Work(work)
        for tag, work in _section(remembered, _TAGS).items()
        if work is None or work in list(Work)
    }


def known_columns(remembered: Remembers) -> dict[str, dict[str, str]]:
    """What was told of the columns of a CSV, by the key of its header."""
    found = _section(remembered, _COLUMNS)
    return {
        key: columns
        for key, columns in found.items()
        if isinstance(columns, dict) and all(isinstance(column, str) for column in columns.values())
    }


def remember_mapping(remembered: Remembers, formats: Iterable[str], mapping: Mapping[str, Target]) -> None:
    """Keep what projects were mapped to, for the next import of the same formats."""
    if mapping:
        said = {project: [stream, work.value if work else None] for project, (stream, work) in mapping.items()}
        found = _section(remembered, _MAPPINGS)
        for format in formats:
            before = found.get(format)
            found[format] = _latest({**(before if isinstance(before, dict) else {}), **said})
        remembered.put(_MAPPINGS, found)


def remember_tags(remembered: Remembers, tags: Mapping[str, Work | None]) -> None:
    """Keep what work tags mean."""
    if tags:
        said = {tag: work.value if work else None for tag, work in tags.items()}
        remembered.put(_TAGS, _latest({**_section(remembered, _TAGS), **said}))


def remember_columns(remembered: Remembers, headers: Iterable[str], columns: Mapping[str, str]) -> None:
    """Keep what was told of the columns of these headers."""
    new = {header: dict(columns) for header in headers if header}
    if new and columns:
        remembered.put(_COLUMNS, _latest({**_section(remembered, _COLUMNS), **new}))


def _section(remembered: Remembers, name: str) -> dict[str, Any]:
    found = remembered.get(name)
    return dict(found) if isinstance(found, dict) else {}


def _latest(found: dict[str, Any]) -> dict[str, Any]:
    return dict(list(found.items())[-_MOST:])


def _targets(found: Any) -> Iterable[tuple[str, Target]]:
    """The targets of one format; what is no target is left out."""
    for project, target in found.items() if isinstance(found, dict) else ():
        if isinstance(target, list) and len(target) == 2 and isinstance(target[0], str):
            work = target[1]
            if work is None or work in list(Work):
                yield project, (target[0], None if work is None else Work(work))
