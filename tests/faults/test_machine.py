"""The store under any order of saves, faults, deaths and other programs: the file is what was promised, always."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from leverage_tui.domain.edits.core import Edit, edit
from leverage_tui.domain.model import Hours
from leverage_tui.store.errors import NotConfirmed, StoreError
from leverage_tui.store.keeper import Keeper
from tests.faults import verify
from tests.faults.foreign import with_entry
from tests.faults.place import Place, logged, many

EXAMPLES = int(os.environ.get("FAULTS_EXAMPLES", "10"))
PHASES = (Phase.explicit, Phase.generate)
"""A failure is told as it was found: to make it smaller takes minutes, for the disk is real."""
KILL, SHORT, TORN = -1, -2, -3
FAULTS = st.tuples(
    st.sampled_from(["open", "write", "fsync", "replace", "fchmod", "fstat"]),
    st.integers(1, 4),
    st.sampled_from([errno.ENOSPC, errno.EIO, errno.EACCES, errno.EDQUOT, KILL, SHORT, TORN]),
)


class Killed(BaseException):
    """The program is dead from here on: nothing that it still wanted to tidy up is done."""


@contextmanager
def fault(name: str, nth: int, kind: int) -> Iterator[None]:
    """The `nth` call of `name` fails, or is the last thing that the program does."""
    originals = {
        found: getattr(os, found) for found in ("open", "write", "fsync", "replace", "fchmod", "fstat", "unlink")
    }
    calls, is_dead, opened = Counter[str](), False, set[int]()

    def patched(about: str) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            nonlocal is_dead
            calls[about] += 1
            if is_dead:
                raise Killed
            if about != name or calls[about] != nth:
                result = originals[about](*given, **named)
                if about == "open":
                    opened.add(result)
                return result
            if kind == KILL:
                is_dead = True
                raise Killed
            if about == "write" and kind in (SHORT, TORN):
                written: int = originals["write"](given[0], bytes(given[1])[: max(1, len(given[1]) // 3)])
                if kind == SHORT:
                    return written
            code = errno.EIO if kind in (SHORT, TORN) else kind
            raise OSError(code, os.strerror(code))

        return call

    def closed(descriptor: int) -> None:
        opened.discard(descriptor)
        closing(descriptor)

    closing = os.close
    try:
        with pytest.MonkeyPatch.context() as patch:
            for found in originals:
                patch.setattr(os, found, patched(found))
            patch.setattr(os, "close", closed)
            yield
    finally:
        # What is still open when a program dies is closed by the system, and its lock is free.
        for descriptor in opened if is_dead else ():
            closing(descriptor)


class Machine(RuleBasedStateMachine):
    """`there` are the notes that must be in the file. Every entry has one of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.place = Place(self.folder / "book")
        self.place.begin()
        self.keeper = self.place.keeper()
        self.there: set[str] = set()
        self.number = 0

    def fresh(self, count: int = 1) -> list[str]:
        self.number += count
        return [f"entry {number}" for number in range(self.number - count, self.number)]

    def save(self, made: Edit, after: set[str]) -> None:
        self.keeper.commit([made])
        self.there = after
        if made.changes:
            self.tidy()

    def tidy(self) -> None:
        assert verify.clean(self.place.folder, "a save").wrong == ()

    @rule()
    def log(self) -> None:
        (note,) = self.fresh()
        self.save(logged(self.keeper.book, note), self.there | {note})

    @rule(count=st.integers(2, 60))
    def log_many(self, count: int) -> None:
        notes = self.fresh(count)
        self.save(many("saas", notes), self.there | set(notes))

    @rule(share=st.floats(0, 1))
    def take_out(self, share: float) -> None:
        self.keeper.refresh()
        gone = sorted(self.there)[: round(len(self.there) * share)]
        entries = [entry for entry in self.keeper.book.all(Hours) if entry.note in gone]
        self.save(edit("taken out", [(entry, None) for entry in entries]), self.there - set(gone))

    @rule(faulty=FAULTS, count=st.integers(1, 40))
    def log_while_something_fails(self, faulty: tuple[str, int, int], count: int) -> None:
        notes = set(self.fresh(count))
        made, after = many("saas", sorted(notes)), self.there | notes
        try:
            with fault(*faulty):
                self.keeper.commit([made])
        except Killed:
            found = set(verify.notes(self.place.book))
            assert found in (self.there, after)
            self.there, self.keeper = found, self.place.keeper()
        except NotConfirmed:
            # The file is new already. Whoever is told this saves the same once more.
            assert set(verify.notes(self.place.book)) == after
            self.save(made, after)
        except StoreError:
            assert set(verify.notes(self.place.book)) == self.there
            self.save(made, after)
        else:
            self.there = after

    @rule()
    def start_again(self) -> None:
        self.keeper = self.place.keeper()

    @rule()
    def another_program_logs(self) -> None:
        (note,) = self.fresh()
        other = Keeper.open(self.place.book, state=self.folder / "other")
        other.commit([logged(other.book, note)])
        self.there.add(note)
        self.tidy()

    @rule()
    def a_program_that_knows_no_lock_puts_a_copy_over_it(self) -> None:
        (note,) = self.fresh()
        copy = self.place.folder / "copy"
        copy.write_bytes(with_entry(self.place.book.read_bytes(), self.number, note))
        os.replace(copy, self.place.book)
        self.there.add(note)

    @invariant()
    def the_file_is_whole_and_holds_what_was_promised(self) -> None:
        assert verify.notes(self.place.book) == Counter(self.there)
        assert verify.whole(self.place, "the file").wrong == ()

    def teardown(self) -> None:
        shutil.rmtree(self.folder)


TestMachine = Machine.TestCase
TestMachine.settings = settings(max_examples=EXAMPLES, stateful_step_count=25, deadline=None, phases=PHASES)
