"""The last check-in as this machine remembers it, and why the gauge moved since."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from hashlib import blake2b
from typing import Any
from weakref import WeakKeyDictionary

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Edit
from leverage_tui.domain.review import since
from leverage_tui.domain.review.causes import Moved
from leverage_tui.domain.review.since import CheckedIn
from leverage_tui.store.history import Step
from leverage_tui.tui.session import Session

NAME = "check_in"
_SAID: WeakKeyDictionary[Session, tuple[Book, date, str]] = WeakKeyDictionary()
"""The words of `since_words` for the book and day they were made from: they cost more than a look."""


def last_check_in(session: Session) -> CheckedIn | None:
    """The last check-in that came to its end; None without one, or where its day lies after today."""
    found = _found(session)
    return found[0] if found else None


def since_last(session: Session) -> Moved | None:
    """Why the gauge moved since the last check-in; None without one. Its state says so where entries that were made
    late could not be told apart."""
    found = _found(session)
    if found is None:
        return None
    view, (last, count, mark) = session.view, found
    edits = _edits_since(session.funnel.steps(), count, mark)
    return since.moved_since(view.book, last, edits, view.today, session.memory)


def since_words(session: Session) -> str:
    """ "since Thu: +0.6 hours -0.3, money +0.9"; empty without a check-in or where nothing moved."""
    book, today = session.view.book, session.view.today
    known = _SAID.get(session)
    if known is not None and known[0] is book and known[1] == today:
        return known[2]
    last, moved = last_check_in(session), since_last(session)
    said = "" if last is None or moved is None else since.since_words(last, moved, today)
    _SAID[session] = (book, today, said)
    return said


def remember(session: Session) -> None:
    """The check-in is at its end: what comes from now on is "since"."""
    steps, view = session.funnel.steps(), session.view
    session.funnel.remembered.put(
        NAME,
        {
            "day": view.today.isoformat(),
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "raw": view.figures.book.gauge.raw,
            "steps": len(steps),
            "mark": _mark(steps[-1]) if steps else "",
        },
    )
    _SAID.pop(session, None)


def _found(session: Session) -> tuple[CheckedIn, int, str] | None:
    """The check-in, how many steps the log held at its end, and the mark of the last of them."""
    kept: Any = session.funnel.remembered.get(NAME)
    try:
        raw = None if kept["raw"] is None else float(kept["raw"])
        last = CheckedIn(date.fromisoformat(kept["day"]), raw)
        place = int(kept["steps"]), str(kept["mark"])
    except (TypeError, KeyError, ValueError, OverflowError):
        return None
    return (last, *place) if last.day <= session.view.today else None


def _edits_since(steps: Sequence[Step], count: int, mark: str) -> list[Edit] | None:
    """What was done after the first `count` steps; None where the log is not the one that was marked then."""
    if not 0 <= count <= len(steps) or (_mark(steps[count - 1]) if count else "") != mark:
        return None
    return [step.edit for step in steps[count:]]


def _mark(step: Step) -> str:
    """By what a step is known again: the log may have been shortened, or another program's step have come between."""
    about = [step.kind, step.edit.sentence, [list(change.key) for change in step.edit.changes]]
    return blake2b(json.dumps(about).encode(), digest_size=8).hexdigest()
