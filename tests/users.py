"""Work done by an ordinary user, whom permissions bind: root drops to one in a forked child, nothing is skipped."""

from __future__ import annotations

import os
import pickle
import shutil
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from tests.faults.place import warmed_up

NOBODY = 65534
Found = TypeVar("Found")


def as_ordinary_user(work: Callable[[], Found]) -> Found:
    """What `work` gives, which has to be something that pickle knows. Raises AssertionError with the child's own words
    where it raised anything.

    Where the interpreter lies in root's home an ordinary user can import nothing of it any more: what commands import
    is imported before, what else `work` needs is for the caller to have imported.
    """
    warmed_up()
    hearing, speaking = os.pipe()
    number = os.fork()
    if number == 0:
        _live(work, speaking)
    os.close(speaking)
    with os.fdopen(hearing, "rb") as pipe:
        said = pipe.read()
    status = os.waitpid(number, 0)[1]
    assert said, f"it ended with {status}, and said nothing"
    is_done, found = pickle.loads(said)
    if not is_done:
        raise AssertionError(found)
    result: Found = found
    return result


def _live(work: Callable[[], object], speaking: int) -> None:
    """The child's life, of which nothing comes back but what is said."""
    try:
        drop()
        said = pickle.dumps((True, work()))
    except BaseException:
        said = pickle.dumps((False, traceback.format_exc()))
    with os.fdopen(speaking, "wb") as pipe:
        pipe.write(said)
    os._exit(0)


def drop() -> None:
    """From now on this process is an ordinary user's."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


@contextmanager
def users_folder() -> Iterator[Path]:
    """A folder that an ordinary user owns and can reach, as those of pytest are not for root's children."""
    made = Path(tempfile.mkdtemp())
    if os.geteuid() == 0:
        os.chown(made, NOBODY, NOBODY)
    try:
        yield made
    finally:
        for folder in (made, *made.rglob("*")):
            if folder.is_dir() and not folder.is_symlink():
                folder.chmod(0o700)
        shutil.rmtree(made)
