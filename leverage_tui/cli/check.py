"""``lev check``: what is unknown and how to make it known, what in the file is not understood, and what the figures
warn of; and of a file that is damaged or went back in time, what can be done about it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter

from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.domain.book import Book
from leverage_tui.domain.metrics import Memory, figures
from leverage_tui.domain.model import TABLES, Setting
from leverage_tui.domain.settings import KEYS
from leverage_tui.domain.text import clean
from leverage_tui.domain.unknowns import Unknown, unknowns
from leverage_tui.store.errors import FileUnreadable

WRONG = 3
_LONGEST = 300
"""Characters of a sentence: a file may hold names of any length."""


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--repair", action="store_true", help="bring back what can be, after asking")
    parser.add_argument("--yes", action="store_true", help="repair without being asked")
    parser.add_argument(
        "--use-older", action="store_true",
        help="with --repair: take the file that went back in time, or is gone, as it is",
    )  # fmt: skip


def _run(context: Context, given: Namespace) -> int:
    if (given.yes or given.use_older) and not given.repair:
        raise AskedWrong(f"{'--yes' if given.yes else '--use-older'} goes with --repair: lev check --repair")
    try:
        keeper = context.keeper
    except FileUnreadable as error:
        from leverage_tui.cli.recovering import damaged

        return damaged(context, given, error)
    if keeper.went_back:
        from leverage_tui.cli.recovering import older

        return older(context, given)
    if given.repair:
        context.output.line("the file can be read and holds what was saved: nothing to repair")
        return 0
    return _report(context, given)


def _report(context: Context, given: Namespace) -> int:
    book, keeper = context.book, context.keeper
    memory = Memory()
    shown = figures(book, context.today, memory)
    open_questions = unknowns(book, shown, context.today, memory)
    found = {
        "problems": [
            f"{problem.table} {problem.doc_id}: {clean(problem.why, _LONGEST)}" for problem in book.problems
        ],
        "unknown": [*_unknown_tables(context), *_unknown_keys(book)],
        "warnings": [clean(warning, _LONGEST) for warning in shown.warnings],
        "notices": [*keeper.notices, *context.config_read[1]],
    }
    if given.json:
        context.output.json({"unknowns": [_object(unknown) for unknown in open_questions], **found})
    else:
        if open_questions:
            context.output.lines("\n".join([_UNKNOWNS, *(_sentence(unknown) for unknown in open_questions)]))
        for title, sentences in zip(_TITLES, found.values(), strict=True):
            if sentences:
                context.output.lines("\n".join([title, *(f"  {sentence}" for sentence in sentences)]))
        if not open_questions and not any(found.values()):
            context.output.line(f"{_size(book)}, nothing to say about them")
    return WRONG if book.problems else 0


_UNKNOWNS = "Not known; what could move the gauge most comes first:"
_TITLES = (
    "Not understood or outside a limit; kept as it is:",
    "Not known to this version; kept as it is:",
    "The figures warn:",
    "The file and the config:",
)


def _sentence(unknown: Unknown) -> str:
    share = "" if unknown.weight is None else f" ({_percent(unknown.weight)} of what you keep)"
    return f"  {unknown.what}{share}; {unknown.how}"


def _percent(weight: float) -> str:
    return f"{weight:.0%}" if weight >= 0.01 or not weight else "under 1%"


def _object(unknown: Unknown) -> dict[str, object]:
    return {"what": unknown.what, "how": unknown.how, "weight": unknown.weight}


def _size(book: Book) -> str:
    count = sum(len(rows) for rows in book.tables.values())
    return f"{len(book.streams)} streams, {count} entries in all"


def _unknown_tables(context: Context) -> list[str]:
    """The tables of the file that are none of ours. The book leaves them in the file, so it is read again."""
    from leverage_tui.store import disk
    from leverage_tui.store.layout import parse

    there = disk.read(context.keeper.path)
    tables = parse(there.data, context.keeper.path) if there else {}
    return [f"table {clean(name)}, {_counted(len(rows))}" for name, rows in tables.items() if name not in TABLES]


def _unknown_keys(book: Book) -> list[str]:
    unread = {(problem.table, problem.doc_id, problem.why.partition(" ")[0]) for problem in book.problems}
    counts: Counter[tuple[str, str]] = Counter()
    for table, rows in book.tables.items():
        for number, document in rows.items():
            counts.update((table, key) for key in document.extra if (table, number, key) not in unread)
    keys = [f"key {clean(key)} in {table}, {_counted(count)}" for (table, key), count in sorted(counts.items())]
    settings = sorted({setting.key for setting in book.all(Setting)} - set(KEYS))
    return keys + [f"setting {clean(key)}" for key in settings]


def _counted(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


CHECK = Command(
    usage="check [--json] [--repair [--yes] [--use-older]]",
    about="What is unknown, with the command that makes it known, in the order in which it could move the gauge; "
    "what in the file is not understood (exit code 3 then); what the figures warn of. Shares are of the net income "
    "of the weeks that the gauge looks at, as far as they can be estimated. Nothing is changed. Of a file that cannot "
    "be read, or that lacks what this machine saved in it, it says what can be brought back, by stream and month (exit "
    "code 3); --repair does it, and keeps the damaged file.",
    configure=_configure,
    run=_run,
    examples=("lev check", "lev check --repair", "lev check --repair --use-older"),
)
