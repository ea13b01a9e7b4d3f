"""Random keys, clicks and sizes against a dashboard over a book of hostile names.

``python -m tests.tui.random_keys 20000 [SEED]`` plays as many and says the seed; the same seed presses the same keys.
"""

from __future__ import annotations

import asyncio
import os
import random
import string
import sys
import tempfile
from collections import deque
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from leverage_tui.domain.calendar import fixed_clock
from leverage_tui.store.config import Config
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.keeper import Keeper
from leverage_tui.tui.actions import ACTIONS
from leverage_tui.tui.app import LeverageApp
from leverage_tui.tui.key_names import PLAIN, named, typed
from leverage_tui.tui.screens.main import MainScreen
from tests.tui.conftest import TODAY
from tests.tui.test_hostile import NAMES, hostile_book

SIZES = ((120, 36), (80, 24), (60, 15), (200, 60), (79, 40), (119, 16), (30, 8), (1, 1))
LETTERS = tuple(named(letter) for letter in string.ascii_letters + string.digits + "é日ß" if letter != "q")
MOVES = ("up", "down", "left", "right", "tab", "shift+tab", "enter", "escape", "home", "end", "pageup", "pagedown")
CONTROLS = tuple(f"ctrl+{letter}" for letter in "abcdefghijklmnoprstuvwxyz")
QUITS = ("q", "ctrl+q")
SETTLE_EVERY = 50
BY_NAME = tuple(action.id for action in ACTIONS if action.id not in ("quit", "demo"))


def next_key(dice: random.Random) -> str:
    """Mostly what is bound and what moves; the way out is rare."""
    kind = dice.random()
    if kind < 0.002:
        return dice.choice(QUITS)
    groups = (LETTERS, MOVES, PLAIN, CONTROLS)
    return dice.choice(dice.choices(groups, weights=(5, 5, 2, 1))[0])


class Player:
    """Plays a number of keys against the book at `path`, in as many lives of the program as it takes."""

    def __init__(self, path: Path, seed: int) -> None:
        self.path, self.seed = path, seed
        self.dice = random.Random(seed)
        self.pressed = 0
        self.lives = 0
        self.last: deque[str] = deque(maxlen=2 * SETTLE_EVERY)

    async def play(self, count: int) -> None:
        """Press keys until `count` of them were."""
        try:
            while self.pressed < count:
                await self._live(count)
        except Exception as error:
            last = " ".join(self.last)
            raise AssertionError(f"seed {self.seed}, {self.pressed} keys; the last: {last}") from error

    async def _live(self, count: int) -> None:
        """One life: until it was asked to leave, or all keys are pressed. What it leaves is on disk and readable."""
        self.lives += 1
        self.last.append("(start)")
        funnel = Funnel(Keeper.open(self.path, state=self.path.parent / "state"))
        # What is typed there at random is no name for a file.
        funnel.save_copy = lambda path: None  # type: ignore[method-assign]
        app = LeverageApp(funnel, fixed_clock(TODAY), Config())
        async with app.run_test(size=self.dice.choice(SIZES[:3]), notifications=True, tooltips=True) as pilot:
            while self.pressed < count and app.is_running and not app._exit:
                await self._act(app, pilot)
                if self.pressed % SETTLE_EVERY == 0:
                    await asyncio.wait_for(pilot.pause(), 60)
            if not app._exit:
                await asyncio.wait_for(pilot.pause(), 60)
        funnel.flush(20)
        assert funnel.failure is None
        streams = len(funnel.book.streams)
        funnel.close()
        again = Keeper.open(self.path, state=self.path.parent / "state")
        assert len(again.book.streams) == streams
        assert not again.read_only

    async def _act(self, app: LeverageApp, pilot: Pilot[str]) -> None:
        self.pressed += 1
        kind = self.dice.random()
        if kind < 0.01:
            size = self.dice.choice(SIZES)
            self.last.append(f"{size[0]}x{size[1]}")
            await pilot.resize_terminal(*size)
        elif kind < 0.04:
            place = self.dice.randrange(app.size.width), self.dice.randrange(app.size.height)
            self.last.append(f"click{place}")
            for click in (events.MouseMove, events.MouseDown, events.MouseUp):
                app.post_message(click(None, *place, 0, 0, 1, False, False, False, *place))
        elif kind < 0.07 and isinstance(app.screen, MainScreen):
            action = self.dice.choice(BY_NAME)
            self.last.append(f"({action})")
            await app.screen.perform(action)
        else:
            key = next_key(self.dice)
            self.last.append(key)
            app.post_message(events.Key(key, typed(key)))
        for _ in range(self.dice.randrange(20)):
            await asyncio.sleep(0)


async def play(folder: Path, count: int, seed: int) -> Player:
    """Press `count` keys over a book of hostile names in `folder`."""
    path = folder / "book.json"
    hostile_book(path, NAMES)
    player = Player(path, seed)
    await player.play(count)
    return player


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(10**6)
    print(f"{count} keys, seed {seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        player = asyncio.run(play(Path(folder), count, seed))
    print(f"{player.pressed} keys in {player.lives} lives: nothing died")


if __name__ == "__main__":
    main()
