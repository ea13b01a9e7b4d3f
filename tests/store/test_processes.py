"""Several processes on one file, and processes that are killed."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from leverage_tui.domain.model import Hours
from leverage_tui.store import lock
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.keeper import Keeper

from .makers import logged, names, started, total, typed

KILLS = 20


def child(work: Callable[[int], None]) -> tuple[int, int]:
    """A process that does `work` with the writing end of a pipe: its id, and the reading end."""
    reading, writing = os.pipe()
    number = os.fork()
    if number == 0:
        status = 1
        try:
            os.close(reading)
            work(writing)
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    return number, reading


def everything(reading: int) -> bytes:
    parts = []
    while part := os.read(reading, 4096):
        parts.append(part)
    os.close(reading)
    return b"".join(parts)


def test_two_processes_with_many_edits_each_lose_nothing(path: Path) -> None:
    started(path)

    def work(writing: int) -> None:
        keeper = Keeper.open(path)
        for _ in range(40):
            keeper.commit([logged(keeper.book, 1, on=random.randrange(5))])
            os.write(writing, b"A")

    children = [child(work) for _ in range(2)]
    acknowledged = sum(len(everything(reading)) for _, reading in children)
    assert [os.waitpid(number, 0)[1] for number, _ in children] == [0, 0]
    assert acknowledged == 80
    entries = list(Keeper.open(path).book.all(Hours))
    assert total(Keeper.open(path).book) == len(entries) == 80
    assert len({entry.at for entry in entries}) == 80


def test_killed_at_any_moment_it_leaves_a_whole_file_with_all_that_was_acknowledged(path: Path) -> None:
    keeper = started(path)
    keeper.commit([logged(keeper.book, 1, on=number % 30) for number in range(300)])
    chance, acknowledged, before = random.Random(7), 0, total(keeper.book)

    def work(writing: int) -> None:
        keeper = Keeper.open(path)
        while True:
            keeper.commit([logged(keeper.book, 1, on=chance.randrange(30))])
            os.write(writing, b"A")

    for _ in range(KILLS):
        number, reading = child(work)
        for _ in range(chance.randrange(1, 6)):
            acknowledged += len(os.read(reading, 1))
        os.kill(number, signal.SIGKILL)
        acknowledged += len(everything(reading))
        os.waitpid(number, 0)
        now = total(Keeper.open(path).book) - before
        assert acknowledged <= now <= acknowledged + 1
        acknowledged = now
    keeper.commit([typed(keeper.book, 7, on=40)])
    assert names(path.parent) == {"book.json", "book.json.lock"}


def test_a_process_killed_with_the_lock_in_hand_hinders_nobody(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keeper = started(path)

    def work(writing: int) -> None:
        with lock.locked(path):
            os.write(writing, b"L")
            signal.pause()

    number, reading = child(work)
    assert os.read(reading, 1) == b"L"
    os.kill(number, signal.SIGKILL)
    os.waitpid(number, 0)
    os.close(reading)
    monkeypatch.setattr(lock, "PATIENCE_SECONDS", 0)
    keeper.commit([logged(keeper.book, 5)])
    assert total(Keeper.open(path).book) == 5


def test_two_funnels_in_two_processes_end_with_the_same_book(path: Path) -> None:
    started(path)

    def work(writing: int) -> None:
        funnel = Funnel(Keeper.open(path))
        for _ in range(30):
            funnel.do(logged(funnel.book, 1))
        funnel.close()
        os.write(writing, b"D")

    children = [child(work) for _ in range(2)]
    assert [everything(reading) for _, reading in children] == [b"D", b"D"]
    assert [os.waitpid(number, 0)[1] for number, _ in children] == [0, 0]
    assert total(Keeper.open(path).book) == 60
