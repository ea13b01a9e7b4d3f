"""``lev check``: what in the file is not understood, and what the figures warn of."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter

from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.domain.book import Book
from leverage_tui.domain.metrics import figures
from leverage_tui.domain.model import TABLES, Setting
from leverage_tui.domain.settings import KEYS
from leverage_tui.domain.text import clean

WRONG = 3


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON")


def _run(context: Context, given: Namespace) -> int:
    book, keeper = context.book, context.keeper
    found = {
        "problems": [f"{problem.table} {problem.doc_id}: {clean(problem.why, 300)}" for problem in book.problems],
        "unknown": [*_unknown_tables(context), *_unknown_keys(book)],
        "warnings": list(figures(book, context.today).warnings),
        "notices": [*keeper.notices, *context.config_read[1]],
    }
    if given.json:
        context.output.json(found)
    else:
        for title, sentences in zip(_TITLES, found.values(), strict=True):
            if sentences:
                context.output.lines("\n".join([title, *(f"  {sentence}" for sentence in sentences)]))
        if not any(found.values()):
            context.output.line(f"{_size(book)}, nothing to say about them")
    return WRONG if book.problems else 0


_TITLES = (
    "Not understood or outside a limit; kept as it is:",
    "Not known to this version; kept as it is:",
    "The figures warn:",
    "The file and the config:",
)


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
    about="What in the file is not understood (exit code 3 then) or not known, and what the figures warn of. "
    "Nothing is changed.",
    configure=_configure,
    run=_run,
)
