"""Several programs on one book at once: the command line, the open dashboard, and ones that hold the lock and stop."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from leverage_tui.domain.calendar import fixed_clock
from leverage_tui.domain.model import Hours, Work
from leverage_tui.domain.timesheet import Row
from leverage_tui.store import lock
from leverage_tui.store.errors import FileLocked
from leverage_tui.store.funnel import Funnel
from tests.faults import verify
from tests.faults.child import BEGUN, KEPT, READY, Child, Voice, children
from tests.faults.place import TODAY, Place, logged
from tests.faults.seen import Seen, counted, wrong

_DESK = Row("desk", Work.DELIVER)
_HOLDING = "holding"
_WRITERS = 3


def log_together(folder: Path, count: int) -> Seen:
    """Three `lev log` and the open dashboard, `count` entries each; the dashboard shows them all in the end."""
    place = _begun(folder)
    logging = [partial(_log, place, count) for _ in range(_WRITERS)]
    with children(partial(_type, place, min(count, 25)), *logging) as (dashboard, *others):
        seen = _heard("lev log beside the dashboard", place, others, "new")
        dashboard.until(READY)
        dashboard.go()
        dashboard.end()
        seen += _heard("the dashboard beside lev log", place, [dashboard], "")
    there = sum(verify.notes(place.book).values())
    refused = [line for child in others for line in child.heard if line.startswith("refused")]
    if refused:
        seen += wrong(f"of {len(others) * count} lev log {len(refused)} were refused, as {refused[0]!r}")
    if f"shows {there}" not in dashboard.heard:
        seen += wrong(f"of {there} entries the dashboard {dashboard.heard[-1:]}")
    return seen + verify.whole(place, "all together") + verify.clean(place.folder, "all together")


def _begun(folder: Path) -> Place:
    place = Place(folder / "book")
    place.begin()
    place.lev("stream", "add", "Desk", "--id", "desk")
    return place


def _heard(what: str, place: Place, found: list[Child], note: str) -> Seen:
    """Hear the children out; whether all went well and all that they were told is there."""
    statuses = [child.end() for child in found]
    kept, begun = (sum(child.said(word) for child in found) for word in (KEPT, BEGUN))
    seen = counted(kept, verify.notes(place.book)[note], begun, what)
    return seen if not any(statuses) else seen + wrong(f"{what}: ended with {statuses}")


def _log(place: Place, times: int, voice: Voice) -> None:
    """`lev log` so many times. One that is refused is begun again."""
    for number in range(times):
        voice.say(BEGUN)
        ran = place.lev("log", "saas", "1m", "--note", "new", "--on", str(TODAY - timedelta(days=number)))
        voice.say(KEPT if ran.code == 0 else f"refused {ran.err}")


def _type(place: Place, times: int, voice: Voice) -> None:
    """The dashboard with somebody at the keys: a minute in the cell of one day after another."""
    asyncio.run(_typed(place, times, voice))


async def _typed(place: Place, times: int, voice: Voice) -> None:
    from leverage_tui.tui.app import LeverageApp
    from leverage_tui.tui.screens.main import MainScreen

    funnel = Funnel(place.keeper())
    app = LeverageApp(funnel, fixed_clock(TODAY))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        screen = app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        for number in range(times):
            day = TODAY - timedelta(days=number)
            if day.weekday() == 6:
                await pilot.press("pageup")
            screen.timesheet.go_to(day, _DESK)
            voice.say(BEGUN)
            await pilot.press("1", "m", "enter")
            await pilot.pause()
            await asyncio.to_thread(funnel.flush)
            voice.say(KEPT)
        await asyncio.to_thread(voice.await_go)
        shown = len(list(funnel.book.all(Hours)))
        wanted = len(list(place.keeper().book.all(Hours)))
        for _ in range(100):
            if shown == wanted:
                break
            funnel.poll()
            await pilot.pause(0.02)
            shown = len(list(funnel.book.all(Hours)))
        voice.say(f"shows {shown}")
    funnel.close()


def stop_holders(folder: Path, count: int) -> Seen:
    """A program that holds the lock is stopped: others say so and go on. It goes on: nothing is lost."""
    seen = Seen()
    for number in range(count):
        place = _begun(folder / str(number))
        with children(partial(_save_and, place, signal.SIGSTOP)) as (holder,):
            holder.until(_HOLDING)
            with children(partial(_wait, place)) as (dashboard,):
                what = "a stopped program holds the lock"
                dashboard.until(READY)
                ran = _impatient(place, "log", "saas", "1m", "--note", "new")
                seen += verify.said_well(ran.heard[-1].replace("\\n", "\n"), what)
                if ran.status != 3 or "another program is holding it" not in ran.heard[-1]:
                    seen += wrong(f"{what}: {ran.status} {ran.heard}")
                if dashboard.heard != ["refused", READY] or verify.notes(place.book)["new"]:
                    seen += wrong(f"{what}: the dashboard {dashboard.heard}")
                holder.signal(signal.SIGCONT)
                holder.end()
                dashboard.go()
                dashboard.end()
        kept = holder.said(KEPT) + dashboard.said(KEPT)
        seen += counted(kept, verify.notes(place.book)["new"], 2, what)
        if kept != 2:
            seen += wrong(f"{what}: afterwards {holder.heard} {dashboard.heard}")
        seen += verify.whole(place, what) + verify.clean(place.folder, what)
    return seen


def kill_holders(folder: Path, count: int) -> Seen:
    """A program is killed with the lock in hand: others go on at once."""
    seen = Seen()
    for number in range(count):
        place = _begun(folder / str(number))
        with children(partial(_save_and, place, signal.SIGKILL)) as (holder,):
            holder.end()
        what = "killed with the lock in hand"
        ran = _impatient(place, "log", "saas", "1m", "--note", "new")
        if holder.status != -signal.SIGKILL or ran.status:
            seen += wrong(f"{what}: {holder.status} {ran.heard}")
        seen += counted(1, verify.notes(place.book)["new"], 1, what)
        seen += verify.whole(place, what) + verify.clean(place.folder, what)
    return seen


def _save_and(place: Place, number: signal.Signals, voice: Voice) -> None:
    """A save that is hit by a signal after all is written and before it takes the old file's place."""
    replacing = os.replace

    def replaced(*given: Any) -> None:
        os.replace = replacing
        voice.say(_HOLDING)
        os.kill(os.getpid(), number)
        replacing(*given)

    keeper = place.keeper()
    os.replace = replaced  # type: ignore[assignment]
    keeper.commit([logged(keeper.book, "new")])
    voice.say(KEPT)


def _impatient(place: Place, *argv: str) -> Child:
    """A command that waits for no lock."""

    def work(voice: Voice) -> None:
        lock.PATIENCE_SECONDS = 0
        ran = place.lev(*argv)
        voice.say(ran.err)
        raise SystemExit(ran.code)

    with children(work) as (child,):
        child.end()
    return child


def _wait(place: Place, voice: Voice) -> None:
    """A dashboard that wants to save while another program holds the lock, and tries again when it is told."""
    lock.PATIENCE_SECONDS = 0
    funnel = Funnel(place.keeper())
    funnel.do(logged(funnel.book, "new"))
    try:
        funnel.flush()
    except FileLocked:
        voice.say("refused")
    voice.await_go()
    funnel.retry()
    funnel.close()
    voice.say(KEPT)


def disturb_lock_files(folder: Path, count: int) -> Seen:
    """Three `lev log` of `count` entries each, while the lock file is deleted and replaced under them."""
    place = _begun(folder)
    what = "the lock file deleted and replaced"
    with children(partial(_disturb, place), *[partial(_log, place, count)] * _WRITERS) as (disturber, *others):
        seen = _heard(what, place, others, "new")
        disturber.kill()
    seen += Seen(disturber.said("disturbed"))
    for line in (line for child in others for line in child.heard if line.startswith("refused")):
        seen += verify.said_well(line.removeprefix("refused ").replace("\\n", "\n"), what)
    return seen + verify.whole(place, what)


def _disturb(place: Place, voice: Voice) -> None:
    file, chance = lock.lock_path(place.book), Random(3)
    other = file.with_name("another")
    while True:
        with suppress(FileNotFoundError):
            if chance.random() < 0.5:
                file.unlink()
            else:
                other.touch(mode=0o600)
                os.replace(other, file)
        voice.say("disturbed")
        signal.sigtimedwait([signal.SIGUSR1], chance.random() * 0.02)
