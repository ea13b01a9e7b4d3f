"""What an ordinary user may not do, on the command line: one sentence, the exit code, and the files as they were.

Run by root, each command drops to an ordinary user first.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from leverage_tui.store.lock import lock_path
from tests.faults import verify
from tests.faults.child import KEPT, Child, Voice, children
from tests.faults.place import Place
from tests.faults.seen import Seen, wrong

_NOBODY = 65534
_NOT_SAVED, _SAVED = 3, 0


class _Case(NamedTuple):
    """What is not allowed, how it is made so, and what `lev log` ends with and says then."""

    what: str
    change: Callable[[Place], None]
    code: int = _NOT_SAVED
    why: str = "no permission"


_CASES = (
    _Case("a folder that may not be written", lambda place: place.folder.chmod(0o500)),
    _Case("a book marked read-only", lambda place: place.book.chmod(0o400), why="read-only"),
    _Case("a book that may not be read", lambda place: place.book.chmod(0o200)),
    _Case("a lock file that may not be opened", lambda place: lock_path(place.book).chmod(0)),
    _Case("a state folder that may not be written", lambda place: _freeze(place.state), _SAVED),
)


def _freeze(folder: Path) -> None:
    for found in (*folder.rglob("*"), folder):
        found.chmod(0o500 if found.is_dir() else 0o400)


def refuse_ordinary_users(folder: Path, count: int) -> Seen:
    """Have an ordinary user log where that is not allowed, in every way `count` times."""
    seen = Seen()
    for _ in range(count):
        for case in _CASES:
            # Not in the trial's own folder: an ordinary user could not reach it.
            reachable = Path(tempfile.mkdtemp(prefix="leverage-faults-"))
            try:
                seen += _log_where(Place(reachable / "book"), case)
            finally:
                for found in reachable.rglob("*"):
                    if found.is_dir() and not found.is_symlink():
                        found.chmod(0o700)
                shutil.rmtree(reachable)
    return seen


def _log_where(place: Place, case: _Case) -> Seen:
    what = case.what
    if os.geteuid() == 0:
        os.chown(place.folder.parent, _NOBODY, _NOBODY)
    _as_user(lambda voice: place.begin(entries=5))
    case.change(place)
    before = place.book.stat(), place.book.read_bytes() if os.access(place.book, os.R_OK) else b""
    child = _as_user(partial(_log, place))
    seen = Seen(1, child.said(KEPT))
    said = child.heard[-1].replace("\\n", "\n") if child.heard else ""
    if child.status != case.code:
        seen += wrong(f"{what}: ended with {child.status}: {said!r}")
    if case.code == _NOT_SAVED:
        seen += verify.said_well(said, what)
        if case.why not in said:
            seen += wrong(f"{what}: said {said!r}")
        if place.book.stat().st_ino != before[0].st_ino or (before[1] and place.book.read_bytes() != before[1]):
            seen += Seen(broken=1, wrong=(f"{what}: the book was changed",))
    elif verify.notes(place.book)["new"] != 1:
        seen += Seen(lost=1, wrong=(f"{what}: said to be saved, and is not",))
    return seen


def _log(place: Place, voice: Voice) -> None:
    ran = place.lev("log", "saas", "1m", "--note", "new")
    voice.say(KEPT if ran.code == 0 else ran.err)
    raise SystemExit(ran.code)


def _as_user(work: Callable[[Voice], None]) -> Child:
    def dropped(voice: Voice) -> None:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(_NOBODY)
            os.setuid(_NOBODY)
        work(voice)

    with children(dropped) as (child,):
        child.end()
    return child
