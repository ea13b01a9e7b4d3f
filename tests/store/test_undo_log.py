"""Undo that outlives the program: across restarts, kills, other windows, broken logs."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path

import pytest

from leverage_tui.domain.edits.core import Change, Edit
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.history import Step, stacks
from leverage_tui.store.keeper import Keeper
from leverage_tui.store.undo_log import UndoLog, written

from .makers import saas, shown, started, typed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.json"


def opened(path: Path) -> Funnel:
    return Funnel(Keeper.open(path, state=path.parent / "state"))


def type_all(path: Path, last: int) -> None:
    funnel = opened(path)
    for minutes in range(1, last + 1):
        funnel.do(typed(funnel.book, minutes))
    funnel.close()


def log_of(path: Path) -> Path:
    (found,) = (path.parent / "state" / "books").glob("*.undo")
    return found


def test_two_hundred_and_more_steps_outlive_a_restart_both_ways(path: Path) -> None:
    started(path)
    type_all(path, 210)
    funnel = opened(path)
    for minutes in range(209, -1, -1):
        assert funnel.undo() is not None
        assert shown(funnel.book) == minutes
    assert funnel.undo() is None
    funnel.close()
    funnel = opened(path)
    for minutes in range(1, 211):
        assert funnel.redo() is not None
        assert shown(funnel.book) == minutes
    assert funnel.redo() is None
    funnel.close()


def test_what_another_window_did_is_taken_back_first_and_named(path: Path) -> None:
    started(path)
    one, other = opened(path), opened(path)
    one.do(typed(one.book, 60))
    one.flush()
    other.poll()
    other.flush()
    later = opened(path)
    later.do(typed(later.book, 30))
    later.close()
    one.poll()
    one.flush()
    fresh = opened(path)
    undone = fresh.undo()
    assert undone is not None
    assert undone.edit.sentence.endswith("1:00 → 0:30")
    assert shown(fresh.book) == 60
    fresh.close()
    one.close()


def test_the_log_is_for_this_user_alone(path: Path) -> None:
    started(path)
    type_all(path, 1)
    assert stat.S_IMODE(log_of(path).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "broken",
    [
        b"\x00" * 50,
        b"{}\n",
        b'["do",1,[]]\n',
        b'["do","x",[["hours",-1,null,{}]]]\n',
        b'["do","x",[["hours"',
        b"\xff\n",
    ],
)
def test_a_broken_line_costs_itself_alone(path: Path, broken: bytes) -> None:
    started(path)
    type_all(path, 2)
    with open(log_of(path), "ab") as file:
        file.write(broken)
    funnel = opened(path)
    funnel.do(typed(funnel.book, 7))
    funnel.close()
    funnel = opened(path)
    seen = []
    while funnel.undo() is not None:
        seen.append(shown(funnel.book))
    assert seen == [2, 1, 0]
    funnel.close()


def test_a_log_that_cannot_be_written_costs_undo_after_a_restart_and_no_edit(path: Path) -> None:
    started(path)
    funnel = opened(path)
    books = path.parent / "state" / "books"
    books.parent.mkdir(exist_ok=True)
    books.write_text("in the way")
    funnel.do(typed(funnel.book, 5))
    funnel.flush()
    assert funnel.undo() is not None
    assert shown(funnel.book) == 0
    funnel.redo()
    funnel.close()
    assert shown(opened(path).book) == 5
    assert opened(path).undo() is None


def test_the_log_is_shortened_and_what_can_be_undone_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leverage_tui.store.undo_log.LARGEST", 4000)
    log = UndoLog(tmp_path / "a.undo", 500)
    edits = [Edit(f"step {number}", saas().changes) for number in range(100)]
    for edit in edits:
        assert log.append([Step("do", edit)])
    assert log.path.stat().st_size <= 4000
    left = [edit.sentence for edit in stacks(UndoLog(log.path, 500).steps(), 500).done]
    assert left == [edit.sentence for edit in edits[-len(left) :]]
    assert len(left) > 3
    assert stacks(log.steps(), 500) == stacks(UndoLog(log.path, 500).steps(), 500)


def left(path: Path) -> tuple[list[str], list[str]]:
    """The sentences of what a log leaves to take back and to do again."""
    found = stacks(UndoLog(path, 500).steps(), 500)
    return [edit.sentence for edit in found.done], [edit.sentence for edit in found.undone]


def test_a_large_step_is_not_pushed_out_and_pushes_none_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leverage_tui.store.undo_log.LARGEST", 4000)
    log = UndoLog(tmp_path / "a.undo", 500)
    small, large = saas().changes, saas().changes * 40
    assert len(written([Step("do", Edit("large", large))])) > 4000
    log.append([Step("do", Edit("before", small)), Step("do", Edit("large", large))])
    assert left(log.path) == (["before", "large"], [])
    shortened: list[int] = []
    shorten = UndoLog._shorten

    def noted(log: UndoLog) -> None:
        shortened.append(log.path.stat().st_size)
        shorten(log)

    monkeypatch.setattr(UndoLog, "_shorten", noted)
    steps = 2000 // len(written([Step("do", Edit("step 0", small))]))
    for number in range(steps):
        log.append([Step("do", Edit(f"step {number}", small))])
    assert left(log.path)[0] == ["before", "large", *(f"step {number}" for number in range(steps))]
    # A log that is long is not shortened each time.
    assert len(shortened) <= 1


def test_what_can_be_done_again_stays_when_the_log_is_shortened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leverage_tui.store.undo_log.LARGEST", 4000)
    log = UndoLog(tmp_path / "a.undo", 500)
    changes = saas().changes * 40
    log.append([Step("do", Edit("first", saas().changes)), Step("do", Edit("large", changes))])
    for kind in ("undo", "redo", "undo"):
        log.append([Step(kind, Edit("large", changes))])
    assert left(log.path) == (["first"], ["large"])
    log.append([Step("redo", Edit("large", changes))])
    assert left(log.path) == (["first", "large"], [])
    assert [step.kind for step in log.steps()] == ["do", "do"]
    log.append([Step("undo", Edit("large", changes)), Step("undo", Edit("first", saas().changes))])
    assert left(log.path) == ([], ["large", "first"])


def test_the_latest_step_stays_however_large_and_older_ones_only_within_bounds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leverage_tui.store.undo_log.LARGEST", 1000)
    monkeypatch.setattr("leverage_tui.store.undo_log._MOST_KEPT", 2000)
    log = UndoLog(tmp_path / "a.undo", 500)
    for number in range(3):
        log.append([Step("do", Edit(f"large {number}", saas().changes * 40))])
    assert left(log.path) == (["large 2"], [])


def test_what_is_unread_is_known_without_reading(tmp_path: Path) -> None:
    log = UndoLog(tmp_path / "a.undo", 500)
    assert log.unread == 0
    log.append([Step("do", saas())])
    assert log.unread == log.path.stat().st_size
    log.steps()
    assert log.unread == 0


def test_a_step_back_looks_at_each_change_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started(path)
    type_all(path, 1)
    funnel = opened(path)
    assert (funnel.next_step("undo"), funnel.next_step("redo")) == (1, 0)
    monkeypatch.setattr(Change, "__eq__", lambda *_: pytest.fail("changes are compared with each other"))
    assert funnel.undo() is not None
    assert (funnel.next_step("redo"), shown(funnel.book)) == (1, 0)
    funnel.close()


def test_nobody_waits_for_the_lines_of_a_large_step(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started(path)
    funnel = opened(path)
    waited: list[bool] = []

    def watched(steps: Iterable[Step]) -> bytes:
        other = threading.Thread(target=funnel.poll)
        other.start()
        other.join(10)
        waited.append(other.is_alive())
        return written(steps)

    monkeypatch.setattr("leverage_tui.store.funnel.written", watched)
    funnel.do(typed(funnel.book, 5))
    funnel.flush()
    assert waited == [False]
    monkeypatch.undo()
    funnel.close()


def test_what_was_said_to_be_saved_can_be_undone_after_a_kill(path: Path) -> None:
    started(path)
    code = (
        "import sys, time; from pathlib import Path; from leverage_tui.store.funnel import Funnel, Saved;"
        "from leverage_tui.store.keeper import Keeper; from tests.store.makers import typed;"
        "path = Path(sys.argv[1]); funnel = Funnel(Keeper.open(path, state=path.parent / 'state'));"
        "funnel.listen(lambda event: print('saved', flush=True) if isinstance(event, Saved) else None);"
        "funnel.do(typed(funnel.book, 42)); time.sleep(600)"
    )
    root = Path(__file__).parent.parent.parent
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, cwd=root) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"saved\n"
        os.kill(running.pid, signal.SIGKILL)
    funnel = opened(path)
    assert shown(funnel.book) == 42
    assert funnel.undo() is not None
    assert shown(funnel.book) == 0
    funnel.close()
