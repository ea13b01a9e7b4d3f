"""An offer to repair, or what a file lacks, as the same facts on the command line and on a screen."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from leverage_tui.domain.review import recovered
from leverage_tui.domain.review.facts import Fact, Section
from leverage_tui.store.backups import Backup
from leverage_tui.store.recovery import Offer
from leverage_tui.store.went_back import Missing

MOST_LINES = 5
BY_MONTH = "Hours and money: in the file + brought back = in all"
"""How the values of `by_month` are read."""


def about_offer(offer: Offer) -> Section:
    """How much of the file is left, how much the backup and the undo log add, what is in doubt."""
    saved = offer.salvaged
    left = sum(offer.was_in_file(table, number) for table, rows in offer.tables.items() for number in rows)
    again = len(offer.from_log)
    added = offer.documents - left - again
    where = tuple(f"line {lost.line:,}: {lost.why}" for lost in saved.lost[:MOST_LINES])
    more = saved.lost_lines - len(where)
    facts = [
        Fact("in_file", "still in the file", entries(left), ("read line by line, each one whole or not at all",)),
        Fact("lines_lost", "lines lost", f"{saved.lost_lines:,}",
             (*where, *([f"and {more:,} more"] if more > 0 else []))),
        _from_backup(added, offer.backup, offer.unread,
                     f"the newest backup that can be read: {offer.backup.name}" if offer.backup else "there is none"),
    ]  # fmt: skip
    if again:
        how = ("done on this machine since, and in neither of them",)
        facts.append(Fact("from_log", "from the undo log", entries(again), how))
    if offer.doubtful:
        how = ("in these entries two pages of the disk meet: each may be put together from halves of two",)
        facts.append(Fact("doubtful", "of those in doubt", entries(len(offer.doubtful)), how, "unsure"))
    if offer.differing:
        how = ("the file and the backup differ in them although nothing was stamped since: the file's are taken",)
        facts.append(Fact("differing", "unlike the backup", entries(len(offer.differing)), how, "unsure"))
    both = " + ".join(f"{count:,}" for count in (left, added, *([again] if again else [])))
    facts.append(Fact("in_all", "in all", entries(offer.documents), (f"{both} = {offer.documents:,}",)))
    return Section("What comes back", tuple(facts))


def about_missing(found: Missing) -> Section:
    """What comes back to a file that went back in time."""
    steps = len(found.steps.changes)
    facts = (
        _from_backup(len(found.from_backup), found.backup, found.unread,
                     "what the newest backup holds later than the file"),
        Fact("from_steps", "from the undo log", entries(steps), ("what was done after it on this machine",)),
    )  # fmt: skip
    return Section("What is missing", facts)


def by_month(offer: Offer, style: recovered.Style = "hm") -> tuple[Section, ...]:
    """Hours and money by stream and month, read as `BY_MONTH` says."""
    return recovered.sections(offer.book, offer.was_in_file, style)


def as_json(offer: Offer) -> dict[str, Any]:
    """The offer for a program."""
    return {
        "readable": False,
        "why": offer.why,
        "lost_lines": offer.salvaged.lost_lines,
        "lost": [{"line": lost.line, "why": lost.why} for lost in offer.salvaged.lost],
        "in_file": len(offer.from_file),
        "from_backup": offer.documents - len(offer.from_file) - len(offer.from_log),
        "from_undo_log": len(offer.from_log),
        "in_all": offer.documents,
        "backup": offer.backup.name if offer.backup else None,
        "backups_unread": offer.unread or None,
        "doubtful": len(offer.doubtful),
        "differing": len(offer.differing),
        "months": recovered.as_json(offer.book, offer.was_in_file),
    }


def entries(count: int) -> str:
    """So many entries."""
    return "1 entry" if count == 1 else f"{count:,} entries"


def _from_backup(count: int, backup: Backup | None, unread: str, how: str) -> Fact:
    if unread:
        return Fact("from_backup", "from the backup", unread, ("there may be some in it",), "unsure")
    added = f"{entries(count)}, as of {_moment(backup.when)}" if backup else "there is no backup"
    return Fact("from_backup", "from the backup", added, (how,))


def _moment(when: datetime) -> str:
    return f"{when.astimezone(UTC).astimezone():%Y-%m-%d %H:%M}"
