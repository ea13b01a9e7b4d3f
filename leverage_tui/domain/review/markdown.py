"""Sections as Markdown. Names and notes are user text: nothing in them is ever read as markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from leverage_tui.domain.review.facts import Section

_MARKS = re.compile(r"[\\`*_\[\]<>|#~&]|\$(?![0-9])")
"""What begins markup within a line. A dollar before a digit is an amount, never the end of a formula."""
_BLOCK = re.compile(r"[-+]|[0-9]+[.)]")
"""What begins a list."""
_INDENT = "&emsp;"


def as_markdown(sections: Sequence[Section]) -> list[str]:
    """`sections` as lines of Markdown: a heading each, facts as a table."""
    lines: list[str] = []
    for section in sections:
        lines += [*([""] if lines else []), *_section(section, "#" if not lines else "##")]
    return lines


def escaped(text: str) -> str:
    """`text` so that Markdown shows it as it is, within a line."""
    return _MARKS.sub(lambda found: f"\\{found[0]}", " ".join(text.split()))


def _paragraph(text: str) -> str:
    """As `escaped`, for text that begins a line."""
    shown = escaped(text)
    block = _BLOCK.match(shown)
    return f"{shown[: block.end() - 1]}\\{shown[block.end() - 1 :]}" if block else shown


def _section(section: Section, marks: str) -> Iterator[str]:
    yield f"{marks} {escaped(section.title)}"
    if section.sentence:
        yield ""
        yield _paragraph(section.sentence)
    if section.facts:
        yield ""
        yield "| | |"
        yield "| --- | --- |"
        for fact in section.facts:
            indent = _INDENT * ((len(fact.name) - len(fact.name.lstrip())) // 2)
            yield f"| {indent}{escaped(fact.name)} | {escaped(fact.shown)} |"
