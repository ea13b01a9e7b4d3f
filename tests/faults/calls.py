"""Every system call of a save, one at a time: a kill before it, or an error from it. The file is old or new."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from random import Random
from typing import TypeVar

from leverage_tui.domain.edits.core import edit
from leverage_tui.domain.model import Hours
from leverage_tui.store.errors import StoreError
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.keeper import Keeper
from tests.faults import verify
from tests.faults.child import KEPT, READY, Child, Voice
from tests.faults.place import BULK, TODAY, Place, export_text, logged, many
from tests.faults.seen import Seen, broken, wrong
from tests.faults.strace import Call, calls_of, failing, killed_before, need_strace, traced

ERRORS = ("ENOSPC", "EIO", "EROFS", "EACCES", "EDQUOT", "EINTR")
FAILING = ("openat", "write", "fsync", "rename", "flock", "fchmod", "mkdir", "unlink")
UNSURE = "the disk did not confirm it"
_OLD = "was not saved: "
_REFUSED = "refused "
_NOT_SAVED = 3
_EXPORT, _COPY, _NAME = "export0.csv", "copy.json", "name-of-backup"
"""What is brought in: a fault in reading it is none of saving."""
_MODULE = ".py"
"""Nor is one in reading the program itself."""
_BACKUPS = re.compile(r"/backups/\w+\", O_RDONLY")
"""Nor one in looking for the backup that is to be restored."""

T = TypeVar("T")


@dataclass(frozen=True)
class Operation:
    """One save: `act` says KEPT when it was told that all is saved, and what it was told otherwise."""

    name: str
    begin: Callable[[Place], None]
    act: Callable[[Place, Voice], None]


def _command(*argv: str) -> Callable[[Place, Voice], None]:
    def act(place: Place, voice: Voice) -> None:
        ran = place.lev(*(word.replace("PLACE", str(place.folder)) for word in argv))
        voice.say(KEPT if ran.code == 0 else f"{_REFUSED}{ran.err}")
        raise SystemExit(ran.code)

    return act


def _dashboard(place: Place, voice: Voice) -> None:
    try:
        funnel = Funnel(place.keeper())
    except StoreError as error:
        voice.say(f"{_REFUSED}lev: {error}\n")
        raise SystemExit(_NOT_SAVED) from error
    funnel.do(logged(funnel.book, "traced", TODAY))
    try:
        funnel.close()
    except StoreError as error:
        voice.say(f"{_REFUSED}lev: {error}\n")
        voice.await_go()
        funnel.retry()
        funnel.close()
    voice.say(KEPT)


def _begin(place: Place) -> None:
    place.begin(entries=20)


def _begin_bulk(place: Place) -> None:
    place.begin()
    place.lev("stream", "add", "Bulk", "--id", "bulk")
    place.keeper().commit([many("bulk", ["bulk"] * BULK)])


def _begin_file(place: Place) -> None:
    place.begin()
    (place.folder / _EXPORT).write_text(export_text("file0"), "utf-8")


def _begin_backup(place: Place) -> None:
    _begin(place)
    keeper = place.keeper()
    keeper.commit([many("saas", ["bulk"] * BULK)])
    backup = keeper.new_backup("for a trial")
    if backup is None:
        raise AssertionError("there is no backup")
    (place.folder / _NAME).write_text(backup.name, "utf-8")
    keeper.commit([edit("taken out", [(entry, None) for entry in keeper.book.all(Hours) if entry.note == "bulk"])])


def _restore(place: Place, voice: Voice) -> None:
    name = (place.folder / _NAME).read_text("utf-8")
    _command("backup", "restore", name, "--yes")(place, voice)


def _begin_copy(place: Place) -> None:
    _begin(place)
    copy = place.folder / _COPY
    copy.write_bytes(place.book.read_bytes())
    Keeper.open(copy, state=place.state.parent / "machine").commit([many("saas", ["bulk"] * BULK)])


OPERATIONS = (
    Operation("lev log", _begin, _command("log", "saas", "1m", "--note", "traced")),
    Operation("dashboard", _begin, _dashboard),
    Operation("first save", lambda place: None, _command("stream", "add", "Saas")),
    Operation("bulk delete", _begin_bulk, _command("stream", "delete", "bulk", "--yes")),
    Operation("restore", _begin_backup, _restore),
    Operation("merge", _begin_copy, _command("merge", f"PLACE/{_COPY}")),
    Operation("import", _begin_file, _command("import", "toggl", f"PLACE/{_EXPORT}", "--into", "saas")),
)


class Rehearsed:
    """An operation that went well once: what the file said before and after it, and the calls that it made.

    It is done in one place over and over, because what a machine keeps of a book goes with the book's path.
    """

    def __init__(self, operation: Operation, folder: Path) -> None:
        self._operation = operation
        self.name = operation.name
        self.place, self._kept = Place(folder / "book"), Place(folder / "kept")
        self.place.folder.mkdir(parents=True)
        operation.begin(self.place)
        self.place.copy_to(self._kept)
        self.old = verify.content(self.place.book)
        self.calls = calls_of(partial(operation.act, self.place), folder / "trace")
        self.new = verify.content(self.place.book)
        if self.old == self.new or not self.calls:
            raise AssertionError(f"{self.name} changes nothing")

    def under(self, options: tuple[str, ...]) -> Child:
        """Do it under strace with these options."""
        self._kept.copy_to(self.place)
        with traced(partial(self._operation.act, self.place), *options) as child:
            pass
        return child


def kill_before_each(rehearsed: Rehearsed, calls: Iterable[Call]) -> Seen:
    """Kill it before each of the calls."""
    seen = Seen()
    for call in calls:
        what = f"{rehearsed.name}, killed before {call.name} {call.nth} ({call.text[:60]})"
        place, child = rehearsed.place, rehearsed.under(killed_before(call))
        if child.status == 0:
            continue
        seen += Seen(1) + _old_or_new(rehearsed, child, what) + _next_save(place, what)
    return seen


def fail_each(rehearsed: Rehearsed, faults: Iterable[tuple[Call, str]]) -> Seen:
    """Have each of the calls fail with the error beside it."""
    seen = Seen()
    for call, error in faults:
        what = f"{rehearsed.name}, {error} from {call.name} {call.nth} ({call.text[:60]})"
        place, child = rehearsed.place, rehearsed.under(failing(call, error))
        seen += Seen(1) + _old_or_new(rehearsed, child, what) + _told(child, what)
        seen += verify.clean(place.folder, what) + _next_save(place, what)
    return seen


def _old_or_new(rehearsed: Rehearsed, child: Child, what: str) -> Seen:
    there, kept = verify.content(rehearsed.place.book), child.said(KEPT)
    seen = Seen(acknowledged=kept)
    if there not in (rehearsed.old, rehearsed.new):
        return seen + broken(f"{what}: the file is neither old nor new")
    if kept and there != rehearsed.new:
        return seen + Seen(lost=1, wrong=(f"{what}: said to be saved, and is not",))
    is_new = there == rehearsed.new
    for line in child.heard if not kept else []:
        if (_OLD in line and is_new) or (UNSURE in line and not is_new):
            return seen + wrong(f"{what}: {line!r} and the file is {'new' if is_new else 'old'}")
    return seen + verify.whole(rehearsed.place, what)


def _told(child: Child, what: str) -> Seen:
    """Whether it ended well, or with the exit code of what could not be saved and one sentence."""
    seen = Seen()
    for line in child.heard:
        if line.startswith(_REFUSED):
            seen += verify.said_well(line.removeprefix(_REFUSED).replace("\\n", "\n"), what)
    code = _NOT_SAVED if child.said(KEPT) == 0 else 0
    if child.status == code and (code == 0 or child.said(READY) < len(child.heard)):
        return seen
    return seen + wrong(f"{what}: ended with {child.status}: {child.heard[1:]}")


def _next_save(place: Place, what: str) -> Seen:
    """Whether the next save works and leaves nothing of the failed one."""
    there = place.book.exists()
    argv = ("log", "saas", "1m", "--note", "next") if there else ("stream", "add", "Saas")
    ran = place.lev(*argv)
    if ran.code:
        return wrong(f"{what}: the next save failed: {ran.err}")
    what += ", and the next save"
    return verify.whole(place, what) + verify.clean(place.folder, what)


def _sample(found: list[T], count: int, name: str) -> list[T]:
    """At most `count` of them, the same each time."""
    return found if len(found) <= count else Random(name).sample(found, count)


def kill_before_every_call(folder: Path, count: int) -> Seen:
    """Kill every operation before each of its system calls, at most `count` of each operation's."""
    need_strace()
    seen = Seen()
    for operation in OPERATIONS:
        rehearsed = Rehearsed(operation, folder / operation.name.replace(" ", "-"))
        seen += kill_before_each(rehearsed, _sample(rehearsed.calls, count, operation.name))
    return seen


def fail_every_call(folder: Path, count: int) -> Seen:
    """Have each system call of every operation fail with each error, at most `count` of each operation's."""
    need_strace()
    seen = Seen()
    for operation in OPERATIONS:
        rehearsed = Rehearsed(operation, folder / operation.name.replace(" ", "-"))
        calls = [
            call
            for call in rehearsed.calls
            if call.name.startswith(FAILING)
            and not any(name in call.text for name in (_EXPORT, _COPY, _NAME, _MODULE))
            and not _BACKUPS.search(call.text)
        ]
        seen += fail_each(rehearsed, _sample(list(product(calls, ERRORS)), count, operation.name))
    return seen
