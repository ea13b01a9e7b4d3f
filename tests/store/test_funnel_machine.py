"""The funnel under any order of edits, undos, faults and other programs: nothing done is ever lost."""

from __future__ import annotations

import contextlib
import errno
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from leverage_tui.domain.edits.core import EditRefused
from leverage_tui.domain.model import Hours
from leverage_tui.store.errors import StoreError
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.keeper import Keeper

from .makers import logged, saas, shown, typed
from .test_faults import failing

CELLS = st.integers(0, 3)
MINUTES = st.integers(0, 300)
FAULTS = st.tuples(
    st.sampled_from(["open", "write", "fsync", "replace", "fchmod"]),
    st.integers(1, 3),
    st.sampled_from([errno.ENOSPC, errno.EIO, errno.EACCES]),
)


class Machine(RuleBasedStateMachine):
    """Cells belong to this program; the other one logs facts on a day of its own, so that the model is exact."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "book.json"
        self.state = self.folder / "state"
        Keeper.open(self.path, state=self.state).commit([saas()])
        self.funnel = self.opened()
        self.cells = dict.fromkeys(range(4), 0)
        self.past: list[dict[int, int]] = []
        self.future: list[dict[int, int]] = []
        self.others = 0

    def opened(self) -> Funnel:
        return Funnel(Keeper.open(self.path, state=self.state))

    @rule(cell=CELLS, minutes=MINUTES)
    def type(self, cell: int, minutes: int) -> None:
        if self.cells[cell] != minutes:
            self.past.append(dict(self.cells))
            self.future.clear()
        self.funnel.do(typed(self.funnel.book, minutes, on=cell))
        self.cells[cell] = minutes

    @rule(cell=CELLS, minutes=st.integers(1441, 3000))
    def type_too_much(self, cell: int, minutes: int) -> None:
        with pytest.raises(EditRefused):
            self.funnel.do(typed(self.funnel.book, minutes, on=cell))

    @rule(cell=CELLS, minutes=MINUTES, fault=FAULTS)
    def type_while_the_disk_fails(self, cell: int, minutes: int, fault: tuple[str, int, int]) -> None:
        name, nth, code = fault
        with pytest.MonkeyPatch.context() as patch:
            failing(patch, name, code, lambda call: call >= nth)
            self.type(cell, minutes)
            self.settle()

    @rule()
    def undo(self) -> None:
        undone = self.funnel.undo()
        assert (undone is not None) == bool(self.past)
        if undone is not None:
            assert undone.skipped == ()
            self.future.append(dict(self.cells))
            self.cells = self.past.pop()

    @rule()
    def redo(self) -> None:
        assert (self.funnel.redo() is not None) == bool(self.future)
        if self.future:
            self.past.append(dict(self.cells))
            self.cells = self.future.pop()

    @rule(minutes=st.integers(1, 9))
    def another_program_logs(self, minutes: int) -> None:
        other = Keeper.open(self.path, state=self.folder / "other")
        other.commit([logged(other.book, minutes, on=20)])
        self.others += minutes

    @rule()
    def poll(self) -> None:
        self.funnel.poll()

    @rule()
    def retry(self) -> None:
        self.funnel.retry()

    @rule()
    def save_all_and_start_again(self) -> None:
        self.save_all()
        self.funnel = self.opened()

    @invariant()
    def the_cells_are_what_was_typed(self) -> None:
        assert {cell: shown(self.funnel.book, on=cell) for cell in self.cells} == self.cells

    @invariant()
    def the_file_is_whole_and_holds_what_others_did(self) -> None:
        book = Keeper.open(self.path, state=self.state).book
        assert book.problems == ()
        assert shown(book, on=20) == self.others

    def settle(self) -> None:
        with contextlib.suppress(StoreError):
            self.funnel.flush()
        assert (self.funnel.failure is None) == (self.funnel.unsaved == 0)

    def save_all(self) -> None:
        self.funnel.retry()
        self.funnel.close()
        assert self.funnel.unsaved == 0
        book = Keeper.open(self.path, state=self.state).book
        assert {cell: shown(book, on=cell) for cell in self.cells} == self.cells
        assert shown(book, on=20) == self.others
        assert {entry.minutes for entry in book.all(Hours)} <= set(range(1, 301))

    def teardown(self) -> None:
        self.save_all()
        shutil.rmtree(self.folder)


TestMachine = Machine.TestCase
TestMachine.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
