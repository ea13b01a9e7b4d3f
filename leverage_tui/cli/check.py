"""``lev check``: what is unknown and how to make it known, what in the file is not understood, and what the figures
warn of."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter

from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.domain.book import Book
from leverage_tui.domain.metrics import Memory, figures
from leverage_tui.domain.model import TABLES, Setting
from leverage_tui.domain.settings import KEYS
from leverage_tui.domain.text import clean
from leverage_tui.domain.unknowns import Unknown, unknowns

WRONG = 3


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON")


def _run(context: Context, given: Namespace) -> int:
    book, keeper = context.book, context.keeper
    memory = Memory()
    shown = figures(book, context.today, memory)
    open_questions = unknowns(book, shown, context.today, memory)
    found = {
        "problems": [f"{problem.table} {problem.doc_id}: {clean(problem.why, 300)}" for problem in book.problems],
        "unknown": [*_unknown_tables(context), *_unknown_keys(book)],
        "warnings": list(shown.warnings),
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
    usage="check [--json]",
    about="What is unknown, with the command that makes it known, in the order in which it could move the gauge; "
    "what in the file is not understood (exit code 3 then); what the figures warn of. Shares are of the net income "
    "of the weeks that the gauge looks at, as far as they can be estimated. Nothing is changed.",
    configure=_configure,
    run=_run,
)
