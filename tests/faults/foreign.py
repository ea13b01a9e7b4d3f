"""A program that ignores the lock and puts copies over the file: older ones, and ones with entries of its own."""

from __future__ import annotations

import ctypes
import json
import os
import signal
from contextlib import suppress
from functools import partial
from itertools import count as endless
from pathlib import Path
from random import Random

from leverage_tui.domain.edits.core import EditRefused
from leverage_tui.store.errors import StoreError
from leverage_tui.store.funnel import Funnel
from tests.faults import verify
from tests.faults.child import BEGUN, KEPT, Voice, children
from tests.faults.place import TODAY, Place, logged
from tests.faults.seen import CannotTry, Seen, wrong

_HERE, _EXCHANGE = -100, 2
_OLDER = "older than what this machine saved"
_LATEST_SECONDS = 0.06


def put_copies_over(folder: Path, count: int) -> Seen:
    """A dashboard saves `count` entries while another program puts copies over its file, as a sync tool does that
    keeps what it replaces. Nothing that was said to be saved is missing from the file and those together."""
    place, replaced = Place(folder / "book"), folder / "replaced"
    place.begin(entries=20)
    replaced.mkdir()
    if not _exchange(*_two_files(replaced)):
        raise CannotTry("this system cannot exchange two files in one step")
    what = "copies put over the file"
    with children(partial(_save, place, count), partial(_sync, place, replaced)) as (dashboard, tool):
        status = dashboard.end()
        tool.signal(signal.SIGUSR1)
        tool.end()
    seen = Seen(tool.said("replaced"), dashboard.said(KEPT))
    seen += verify.whole(place, what)
    if status:
        seen += wrong(f"{what}: the dashboard ended with {status}")
    there = set(verify.notes(place.book))
    for copy in replaced.iterdir():
        if verify.tables(copy) is None:
            seen += wrong(f"{what}: what it replaced was not whole")
        there |= set(verify.notes(copy))
    kept = {line.removeprefix("saved ") for line in dashboard.heard if line.startswith("saved ")}
    missing = sorted(kept - there)
    if missing:
        seen += Seen(
            lost=len(missing), wrong=(f"{what}: {len(missing)} of {len(kept)} are missing: {missing[:3]}",)
        )
    return seen


def _two_files(folder: Path) -> tuple[Path, Path]:
    names = folder / "one", folder / "other"
    for name in names:
        name.write_text("{}")
    return names


def _save(place: Place, times: int, voice: Voice) -> None:
    funnel = Funnel(place.keeper())
    for number in range(times):
        voice.say(BEGUN)
        try:
            funnel.do(logged(funnel.book, f"mine {number}"))
            funnel.flush()
        except StoreError as error:
            voice.say(f"refused {error}")
        except EditRefused as error:
            voice.say("asked")
            if _OLDER not in str(error):
                raise AssertionError("an edit was refused for another reason") from error
            with suppress(StoreError):
                funnel.answer(funnel.missing())
        else:
            voice.say(KEPT)
            voice.say(f"saved mine {number}")
    with suppress(StoreError):
        funnel.close()


def _sync(place: Place, replaced: Path, voice: Voice) -> None:
    """Put copies over the file until it is told to stop."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
    chance, older = Random(5), place.book.read_bytes()
    for number in endless():
        copy = replaced / f"copy{number}.json"
        now = place.book.read_bytes()
        copy.write_bytes(older if chance.random() < 0.15 else with_entry(now, number, f"theirs {number}"))
        if chance.random() < 0.3:
            older = now
        if not _exchange(copy, place.book):
            raise AssertionError("no exchange")
        voice.say("replaced")
        if signal.sigtimedwait([signal.SIGUSR1], chance.random() * _LATEST_SECONDS):
            return


def with_entry(data: bytes, number: int, note: str) -> bytes:
    """The file as another program would write it after it logged something."""
    tables = json.loads(data)
    entry = {"date": TODAY.isoformat(), "minutes": 1, "note": note, "stream": "saas", "work": "deliver"}
    tables.setdefault("hours", {})[str(2026_1118_0000_0000_000 + number)] = entry
    return json.dumps(tables, indent=1).encode()


def _exchange(one: Path, other: Path) -> bool:
    """Have two files change places, with nothing between; whether the system knows how."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        return False
    return int(call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)) == 0
