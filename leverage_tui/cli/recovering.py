"""``lev check`` on a file that cannot be read, is gone, or went back in time: what comes back, and bringing it back."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import UTC, datetime

from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.domain.review.facts import Section, as_text
from leverage_tui.store.errors import FileUnreadable
from leverage_tui.store.merging import copies_beside
from leverage_tui.store.offer_words import BY_MONTH, about_missing, about_offer, as_json, by_month, entries
from leverage_tui.store.recovery import Offer, newest_backup, offer_for, repair
from leverage_tui.store.went_back import expect_none, missing, put_entries_back, use_older

WRONG = 3


def damaged(context: Context, given: Namespace, error: FileUnreadable) -> int:
    """Say what can be brought back of a file that cannot be read; with --repair bring it back."""
    try:
        offer = offer_for(context.path, context.state)
    except FileUnreadable as unread:
        raise _out_of_the_way(context, unread) from None
    if offer is None:
        raise FileUnreadable(error.path, error.why)
    if given.use_older:
        return _start_anew(context, offer)
    if given.json and not given.repair:
        context.output.json(as_json(offer))
        return WRONG
    if offer.is_empty:
        nothing = FileUnreadable(offer.path, offer.why)
        backup = offer.unread or "there is no backup"
        nothing.args = (f"{nothing} Nothing of it can be saved, and {backup}.",)
        raise nothing
    context.output.say(f"lev: {FileUnreadable(offer.path, offer.why)}")
    _show(context, [about_offer(offer), *by_month(offer, context.config.hours)])
    if not given.repair:
        context.output.line("")
        kept = ", and keeps the damaged file" if offer.digest else ""
        context.output.line(f"lev check --repair writes this book{kept}.")
        return WRONG
    kept = " The damaged file is kept." if offer.digest else ""
    if not _agreed(context, given, f"Write these {entries(offer.documents)}?{kept} [y/N] "):
        return WRONG
    done = repair(offer, context.state, datetime.now(UTC))
    context.output.line(f"{done.path} holds {entries(done.documents)} again")
    if done.aside is not None:
        context.output.line(f"the damaged file is kept: {done.aside}")
    return 0


def _out_of_the_way(context: Context, unread: FileUnreadable) -> FileUnreadable:
    """That not even the bytes can be read, and what brings the book back all the same."""
    backup, _, why = newest_backup(unread.path, context.state)
    if backup is not None:
        unread.args = (
            f"{unread} Put that right, or move it away: lev check --repair then writes what the newest backup holds, "
            f"{entries(backup.documents)}.",
        )
    elif why:
        unread.args = (f"{unread} {why[0].upper()}{why[1:]}, either.",)
    return unread


def older(context: Context, given: Namespace) -> int:
    """Say what a file lacks that this machine saved in it; with --repair put it back, or take the file as it is."""
    keeper = context.keeper
    if given.use_older:
        if not _agreed(context, given, "Use the older file as it is? What it lacks stays in the backups. [y/N] "):
            return WRONG
        use_older(keeper)
        context.output.line(f"{keeper.path} is used as it is")
        return 0
    found = missing(keeper.path, keeper.state)
    if given.json and not given.repair:
        context.output.json({
            "readable": True, "went_back": keeper.went_back, "missing": found.entries,
            "backups_unread": found.unread or None,
        })  # fmt: skip
        return WRONG
    _show(context, [about_missing(found)])
    if not given.repair:
        put = f"lev check --repair puts {entries(found.entries)} back; " if found.entries else ""
        context.output.line("")
        context.output.line(f"{put}lev check --repair --use-older takes the file as it is.")
        if any(not keeper.lacks(copy.tables) for copy in copies_beside(keeper)[0]):
            context.output.line("A conflict copy beside the book holds it: lev merge --all brings it back.")
        return WRONG
    if not found.entries:
        where = found.unread or "Neither a backup nor the undo log holds what is missing"
        context.output.line(f"{where[0].upper()}{where[1:]}: --use-older takes the file as it is.")
        return WRONG
    if not _agreed(context, given, f"Put {entries(found.entries)} back? [y/N] "):
        return WRONG
    put_entries_back(keeper, found)
    context.output.line(f"{entries(found.entries)} put back into {keeper.path}")
    return 0


def _start_anew(context: Context, offer: Offer) -> int:
    if offer.digest:
        raise AskedWrong(
            "the file cannot be read, so it cannot be used as it is: lev check --repair, or move it away"
        )
    expect_none(context.path, context.state)
    context.output.line(f"{offer.path} is no longer expected: the next entry begins a new book; the backups stay")
    return 0


def _show(context: Context, sections: Sequence[Section]) -> None:
    lines = as_text(sections[:1])
    lost = [line for fact in sections[0].facts if fact.key == "lines_lost" for line in fact.how]
    lines += [f"    {line}" for line in lost]
    if len(sections) > 1:
        lines += ["", BY_MONTH, *as_text(sections[1:])]
    context.output.lines("\n".join(lines))


def _agreed(context: Context, given: Namespace, question: str) -> bool:
    """Whether the user wants it: --yes, or what they answer."""
    if given.yes:
        return True
    if not (sys.stdin is not None and sys.stdin.isatty()):
        raise AskedWrong("this writes the book: say so with lev check --repair --yes, after lev check")
    context.output.ask(question)
    if sys.stdin.readline().strip().casefold() in ("y", "yes"):
        return True
    context.output.line("nothing was written")
    return False
