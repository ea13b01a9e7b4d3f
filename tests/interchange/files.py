"""Books and small Toggl files for the tests."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.edits.check import checked
from leverage_tui.domain.identity import natural_id
from leverage_tui.domain.model import Hours, Stream
from leverage_tui.interchange.plan import ImportPlan, plan_import
from leverage_tui.interchange.registry import read_import

HEADER = (
    "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,"
    "Amount (USD)"
)

CONSULTING = Stream(
    doc_id=natural_id("streams", "consulting"), id="consulting", name="WordPress consulting", time_sold=True
)
CARE = Stream(doc_id=natural_id("streams", "care"), id="care", name="Care plan", order=1)


def book(*documents: Hours) -> Book:
    """Two streams, and the documents."""
    return book_of([CONSULTING, CARE, *documents])


def detailed(*rows: str) -> bytes:
    """A detailed export with these rows."""
    return "\n".join((HEADER, *rows, "")).encode()


def entry(
    project: str = "Care plan", day: str = "2026-03-02", start: str = "09:00:00", duration: str = "01:00:00",
    description: str = "", tags: str = "",
) -> str:  # fmt: skip
    """A row of a detailed export."""
    return line(
        ["Me", "me@example.com", "", project, "", description, "No", day, start, day, start, duration, tags, ""]
    )


def line(cells: Iterable[str]) -> str:
    """Cells as one CSV record."""
    out = io.StringIO()
    csv.writer(out).writerow(list(cells))
    return out.getvalue().removesuffix("\r\n")


def plan(where: Book, data: bytes, into: str | None = None, *, again: bool = False) -> ImportPlan:
    """The import of `data`."""
    name, reading = read_import(data)
    return plan_import(where, reading, format=name, into=into, again=again)


def after(where: Book, *files: bytes) -> Book:
    """The book after importing the files one after another."""
    for data in files:
        where = checked(where, plan(where, data).edit)
    return where


def hours(where: Book) -> list[Hours]:
    """The hours of the book in order of their numbers."""
    return sorted(where.all(Hours), key=lambda found: found.doc_id)


def minutes(documents: Sequence[Hours]) -> int:
    """Minutes of all documents."""
    return sum(found.minutes for found in documents)
