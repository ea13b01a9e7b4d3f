"""Measures and prints: what, ours, the reference beside it, their ratio, the budget, and whether it is kept."""

from __future__ import annotations

import asyncio
import csv
import io
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory, gettempdir
from typing import Any, NamedTuple

from textual.app import App
from textual.widgets import DataTable, Static
from tinydb import TinyDB

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import edit
from leverage_tui.domain.edits.hours import set_cell
from leverage_tui.domain.metrics import Memory, figures, gauge_history
from leverage_tui.domain.model import Work
from leverage_tui.domain.timesheet import Row
from leverage_tui.interchange.mapping import Wishes
from leverage_tui.interchange.plan import Options, plan_import
from leverage_tui.interchange.registry import read_import
from leverage_tui.store.codec import write_document
from leverage_tui.store.keeper import Keeper
from leverage_tui.tui.app import LeverageApp
from leverage_tui.tui.screens.main import MainScreen
from tests.benchmarks.book import EDITS, TODAY, Step, hours_of_today, write_book
from tests.benchmarks.files import export, streams
from tests.benchmarks.loop import slowest_tick
from tests.benchmarks.screens import SIZE, EmptyApp, Frames, dashboard
from tests.benchmarks.terminal import shown_after

RUNS, REPEATS = 7, 30
COMPILED = str(Path(gettempdir()) / "leverage-tui-benchmarks")
"""Where Python keeps the compiled modules of the measured programs."""


class Line(NamedTuple):
    """One measurement in milliseconds or MB. `budget` bounds the ratio to the reference, or without one `ours`."""

    what: str
    ours: float
    reference: float | None = None
    budget: float | None = None
    unit: str = "ms"
    above: bool = False
    """Whether the budget bounds the difference to the reference instead."""

    def cells(self) -> tuple[str, ...]:
        ratio = self.ours / self.reference if self.reference else None
        judged = self.ours if ratio is None else self.ours - (self.reference or 0) if self.above else ratio
        relative = ratio is not None and not self.above
        verdict = "" if self.budget is None else "within" if judged <= self.budget else "OVER"
        return (
            self.what,
            f"{self.ours:.1f} {self.unit}",
            "" if self.reference is None else f"{self.reference:.1f} {self.unit}",
            "" if ratio is None else f"{ratio:.2f} x",
            "" if self.budget is None else f"{self.budget:g} x" if relative else f"{self.budget:g} {self.unit}",
            verdict,
        )


def environment(**more: str) -> dict[str, str]:
    """Of the measured programs. Their modules are compiled beforehand, as those of installed programs are."""
    return os.environ | {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": COMPILED} | more


def python(*arguments: str, **more: str) -> tuple[str, float]:
    """What a Python program printed, and how many milliseconds it took."""
    began = time.time()
    done = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=True, env=environment(**more)
    )
    return done.stdout, (time.time() - began) * 1000


def starts(path: Path) -> Iterator[Line]:
    """From the command to the figures on a real terminal, and to the first frame of an empty app there."""
    state = path.parent / "terminal-state"
    environ = environment(
        XDG_STATE_HOME=str(state), XDG_CONFIG_HOME=str(state), TERM="xterm-256color", COLORTERM="truecolor"
    )
    lev = (sys.executable, "-m", "leverage_tui", "--data", str(path), "--today", TODAY.isoformat())
    drawn, loaded, empty = list[float](), list[float](), list[float]()
    for _ in range(RUNS + 1):
        for kept in _drawn(state):
            kept.unlink()
        loaded.append(shown_after(lev, environ, b"Own hours", b"q"))
        while not _drawn(state):
            time.sleep(0.1)
        drawn.append(shown_after(lev, environ, b"Own hours", b"q"))
        empty.append(shown_after((sys.executable, "-m", "tests.benchmarks.screens"), environ, b"footer", b"\x11"))
    reference = median(empty[1:])
    yield Line("start to figures, drawn when left", median(drawn[1:]), reference, 1.25)
    yield Line("start to figures, nothing kept", median(loaded[1:]), reference, 1.6)


def _drawn(state: Path) -> list[Path]:
    return list(state.rglob("*.frames"))


def memory(path: Path) -> Line:
    """The most that a start takes."""
    ours, empty = (
        median(int(python("-m", "tests.benchmarks.screens", what)[0]) / 1024 for _ in range(3))
        for what in (str(path), "-")
    )
    return Line("memory, at most", ours, empty, 60, "MB", above=True)


def commands(path: Path) -> Iterator[Line]:
    """Whole processes, with what was kept of the last look at the book and without."""
    lev = ("-m", "leverage_tui", "--data", str(path), "--today", TODAY.isoformat())
    state = path.parent / "state"

    def run(*words: str) -> float:
        return python(*lev, *words, XDG_STATE_HOME=str(state))[1]

    run("log", "care", "15m", "support")
    for words in (("status",), ("log", "care", "1m", "support")):
        ours, anew, reference = list[float](), list[float](), list[float]()
        for _ in range(RUNS):
            reference.append(python("-c", "import tinydb")[1])
            ours.append(run(*words))
            for kept in state.rglob("*.glance"):
                kept.unlink()
            anew.append(run(*words))
        yield Line(f"lev {words[0]}", median(ours), median(reference), 3)
        yield Line("  with nothing kept", median(anew), median(reference))


def commits(path: Path) -> Line:
    stock_path = path.with_name("stock.json")
    shutil.copy(path, stock_path)
    keeper, table = Keeper.open(path, state=path.parent / "state"), TinyDB(stock_path).table("hours")
    ours, stock = [], []
    for number in range(REPEATS // 2):
        document = hours_of_today(number)
        made = edit("hours", [(keeper.book.get("hours", document.doc_id), document)])
        ours.append(elapsed(lambda made=made: keeper.commit([made])))  # type: ignore[misc]
        raw = dict(write_document(document))
        stock.append(elapsed(lambda raw=raw: table.insert(raw)))  # type: ignore[misc]
    return Line("commit, durable on disk", median(ours), median(stock[1:]), 0.2)


def imports() -> Line:
    """100,000 rows of Toggl, from the bytes to the edit, beside the standard library's reader over the same text."""
    data = export(100_000)
    text = data.decode()

    def plan() -> object:
        name, found = read_import(data)
        return plan_import(streams(), found, format=name, wishes=Wishes(into="care"), options=Options(TODAY))

    reference = median(elapsed(lambda: list(csv.reader(io.StringIO(text)))) for _ in range(3))
    return Line("import of 100,000 rows", median(elapsed(plan) for _ in range(3)), reference, 40)


def elapsed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def recomputes(book: Book) -> Iterator[Line]:
    for what, step in EDITS.items():
        now, points = recompute(book, step)
        yield Line(f"recompute: {what}", now, budget=3 if step is EDITS["hours of today"] else 5)
        yield Line("  and the gauge of 26 weeks", points, budget=8)


def recompute(book: Book, step: Step) -> tuple[float, float]:
    """Of the figures and of the gauge's history after an edit, both known before it."""
    memory, found, points = Memory(), list[float](), list[float]()
    for number in range(REPEATS):
        found.append(elapsed(lambda book=book: figures(book, TODAY, memory)))  # type: ignore[misc]
        points.append(elapsed(lambda book=book: gauge_history(book, TODAY, memory)))  # type: ignore[misc]
        book = step(book, number)
    return median(found[1:]), median(points[1:])


async def edits(path: Path) -> Line:
    ours, empty = dashboard(path, path.parent / "state"), EmptyApp()
    assert isinstance(ours, LeverageApp)
    row = Row("care", Work.SUPPORT)

    def commit(number: int) -> None:
        main = ours.screen
        assert isinstance(main, MainScreen)
        if not main.do(set_cell(main.session.view.book, row, TODAY, 15 + number)):
            raise RuntimeError("the edit was refused")

    def update(number: int) -> None:
        table = empty.query_one(DataTable)
        table.update_cell_at((3, 3), str(number))  # type: ignore[arg-type]
        empty.query_one("#gauge", Static).update(str(number))

    line = Line("edit to repainted gauge", await repaints(ours, commit), await repaints(empty, update), 1)
    ours.session.funnel.close()
    return line


async def repaints(app: App[Any], act: Callable[[int], None]) -> float:
    """Median milliseconds that the screen's thread works from an act to the frame after it.

    What an act shows stands in that one; a later frame only says that it is saved."""
    found, frames = list[float](), Frames(app)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(0.8)
        for number in range(REPEATS):
            frames.costs.clear()
            began = time.thread_time()
            act(number)
            await pilot.pause(0.3)
            found.append((frames.costs[0] - began) * 1000)
    return median(found)


def table(lines: Sequence[Line]) -> Iterator[str]:
    rows = [("what", "ours", "reference", "ratio", "budget", ""), *(line.cells() for line in lines)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *rest in rows:
        numbers = (cell.rjust(width) for cell, width in zip(rest[:4], widths[1:5], strict=True))
        yield "  ".join((first.ljust(widths[0]), *numbers, rest[4])).rstrip()


def main() -> None:
    """Print the table."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ten.json"
        book = write_book(path)
        lines = [
            *starts(path),
            memory(path),
            asyncio.run(edits(path)),
            *commands(path),
            commits(path),
            Line("slowest tick, slow disk", slowest_tick(path), budget=16),
            imports(),
            *recomputes(book),
        ]
    print(f"Ten years, {sum(map(len, book.tables.values())):,} documents; medians")
    print("\n".join(table(lines)))
