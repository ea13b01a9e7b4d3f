"""``lev export``: the book in other forms, on standard output or in a file."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from leverage_tui.cli import reading
from leverage_tui.cli.choosing import find_stream
from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong, unknown
from leverage_tui.cli.periods import add_options, asked_period, week_of
from leverage_tui.domain.calendar import EARLIEST, LATEST
from leverage_tui.domain.quantities.dates import Period
from leverage_tui.interchange import writing
from leverage_tui.interchange.writers.wanted import ExportRefused, Wanted, Writer

_SPREADSHEETS = ("csv", "toggl")


def _configure(parser: ArgumentParser) -> None:
    forms = "; ".join(f"{each.name}: {each.about}" for each in writing.WRITERS)
    parser.add_argument("words", metavar="FORMAT [KIND]", nargs="*", help=forms)
    parser.add_argument(
        "--out", metavar="FILE", help="write to a file, whole or not at all (default: standard output)"
    )
    parser.add_argument("--force", action="store_true", help="replace a file that is there")
    parser.add_argument("--from", metavar="DATE", dest="begins", help="from this day on (default: all days)")
    parser.add_argument("--to", metavar="DATE", dest="ends", help="up to this day")
    add_options(parser)
    parser.add_argument("--stream", metavar="STREAM", help="of one stream alone")
    parser.add_argument(
        "--raw", action="store_true",
        help="texts as they are: without the ' before what a spreadsheet would compute, such as =1+1",
    )  # fmt: skip
    parser.add_argument("--email", metavar="ADDRESS", help="for toggl: the one of your account there")


def _run(context: Context, given: Namespace) -> int:
    writer = _writer(given.words)
    _refuse_what_does_nothing(given, writer)
    wanted = Wanted(
        context.book, context.today, _period(context, given, writer),
        find_stream(context.book, given.stream).id if given.stream is not None else None, given.raw,
        given.email or "",
    )  # fmt: skip
    place = _place(context, given.out, force=given.force) if given.out is not None else None
    try:
        if place is None:
            context.output.pieces(writer.write(wanted))
        else:
            _write(context, *place, "".join(writer.write(wanted)))
    except ExportRefused as error:
        raise AskedWrong(str(error)) from error
    for note in writer.notes(wanted):
        context.output.say(note)
    return 0


def _writer(words: list[str]) -> Writer:
    formats = writing.formats()
    if not words:
        raise AskedWrong(f"which form? lev export {', '.join(formats)}")
    format, *rest = (word.lower() for word in words)
    if format not in formats:
        raise unknown("form", words[0], formats)
    kinds = writing.kinds(format)
    if len(rest) > 1 or (rest and not kinds):
        takes = f"one of {', '.join(kinds)}" if kinds else "no further word"
        raise AskedWrong(f"lev export {format} takes {takes}")
    found = writing.writer(format, *rest)
    if found is None:
        raise unknown(f"kind of {format}", rest[0], kinds)
    return found


def _refuse_what_does_nothing(given: Namespace, writer: Writer) -> None:
    """An option that would change nothing is a misunderstanding."""
    days = [
        name
        for name in ("begins", "ends", "week", "month", "year")
        if getattr(given, name) is not None
    ]  # fmt: skip
    if writer.is_whole and days:
        raise AskedWrong(f"{writer.name} is of the whole book as of today: --today DATE shows another day")
    if (writer.is_whole or writer.is_review) and given.stream is not None:
        raise AskedWrong(f"{writer.name} is of all streams: leave out --stream")
    if given.raw and writer.format not in _SPREADSHEETS:
        raise AskedWrong(f"--raw is for {' and '.join(_SPREADSHEETS)}: {writer.name} has texts as they are")
    if given.email is not None and writer.format != "toggl":
        raise AskedWrong(f"--email is for toggl: {writer.name} does not need it")
    if given.force and given.out is None:
        raise AskedWrong("--force replaces a file: name it with --out FILE")


def _period(context: Context, given: Namespace, writer: Writer) -> Period | None:
    """The days asked for; None is all of them, but for a review, which is of the last whole week then."""
    found = asked_period(context, given, "an export")
    begins = reading.day(context, given.begins, "--from") if given.begins is not None else None
    ends = reading.day(context, given.ends, "--to") if given.ends is not None else None
    if begins is None and ends is None:
        return found or (week_of(context) if writer.is_review else None)
    if found is not None:
        raise AskedWrong("--from and --to, or one of --week, --month and --year")
    if writer.is_review and begins is None:
        raise AskedWrong("a review needs its first day too: --from DATE")
    period = Period(begins or EARLIEST, ends or (context.today if writer.is_review else LATEST))
    if period.last < period.first:
        raise AskedWrong(f"--to {period.last} is before --from {period.first}")
    return period


def _place(context: Context, typed: str, *, force: bool) -> tuple[Path, bool]:
    """Where the export goes, and whether something there is replaced. Raises AskedWrong for a place that is taken,
    unless it may be replaced, and for the book itself in any case."""
    from leverage_tui.store.handing_out import is_taken

    try:
        path = Path(typed).expanduser().absolute()
    except RuntimeError as error:
        raise AskedWrong(f"--out: there is no such home: {typed}") from error
    if not typed.strip() or path.is_dir():
        raise AskedWrong(f"--out: {path} is a folder: add a name for the file")
    if path.resolve() == context.path.resolve() or (path.exists() and _is_same(path, context.path)):
        raise AskedWrong(f"--out: {path} is the book itself")
    taken = is_taken(path)
    if taken and not force and not _may_replace(context, path):
        raise AskedWrong(f"{path} is there already: --force replaces it")
    return path, taken


def _is_same(path: Path, book: Path) -> bool:
    return book.exists() and path.samefile(book)


def _may_replace(context: Context, path: Path) -> bool:
    """Whether somebody at a terminal says so."""
    if sys.stdin is None or not sys.stdin.isatty():
        return False
    context.output.ask(f"{path} is there already: replace it? [y/N] ")
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def _write(context: Context, path: Path, over: bool, text: str) -> None:
    from leverage_tui.store.handing_out import hand_out
    from leverage_tui.store.paths import short

    hand_out(path, text.encode(), over=over)
    context.output.line(f"written to {short(path)}")


EXPORT = Command(
    usage="export FORMAT [KIND] [--out FILE] [--force] [--from DATE] [--to DATE | --week W | --month M | --year Y] "
    "[--stream STREAM] [--raw] [--email ADDRESS]",
    about="The book in a form for other programs. csv hours and csv money hold every field: lev import brings them "
    "back as they were, under their numbers. Texts in a CSV never become formulas of a spreadsheet. Money belongs to "
    "the day its period begins, a week to the day it begins. Clock times are not known: where a form needs them the "
    "hours of a day follow one another from 09:00 on, on a long day from 00:00 on.",
    configure=_configure,
    run=_run,
    examples=(
        "lev export csv > hours.csv",
        "lev export csv money --year 2026 --out money-2026.csv",
        "lev export csv weeks --from 2026-07-01 --to 2026-09-30 --stream care",
        "lev export timeclock --out hours.timeclock && hledger -f hours.timeclock balance",
        "lev export md --month last-month --out review.md",
        "lev export toggl --email me@example.com --month 2026-10 > toggl.csv",
    ),
)
