"""Draws the screenshots: ``python -m leverage_tui.tui.draw screenshots``.

The running program on the demo book of a fixed day, at every size and in both themes, as SVGs that stand alone:
no font is fetched, blanks are kept.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from leverage_tui.domain.calendar import fixed_clock
from leverage_tui.domain.demo import demo_documents
from leverage_tui.domain.edits.core import edit
from leverage_tui.store.config import Config
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.keeper import Keeper
from leverage_tui.tui.app import LeverageApp
from leverage_tui.tui.picture import self_contained

TODAY = date(2026, 6, 26)


@dataclass(frozen=True, slots=True)
class Picture:
    """One screenshot: its name, the size of the terminal, the theme, and the keys pressed before it."""

    name: str
    size: tuple[int, int]
    keys: Sequence[str] = ()
    theme: str = "leverage-dark"
    empty: bool = False


PICTURES = (
    Picture("dashboard-120x36", (120, 36)),
    Picture("typing-120x36", (120, 36), ("2", ".", "5")),
    Picture("light-120x36", (120, 36), theme="leverage-light"),
    Picture("dashboard-80x24", (80, 24)),
    Picture("dashboard-60x15", (60, 15)),
    Picture("money-80x24", (80, 24), ("m",)),
    Picture("close-week-80x24", (80, 24), ("C",)),
    Picture("arithmetic-120x36", (120, 36), ("tab", "enter")),
    Picture("check-in-120x36", (120, 36), ("c", "2")),
    Picture("check-in-60x15", (60, 15), ("c", "2")),
    Picture("contrast-120x36", (120, 36), theme="leverage-contrast"),
    Picture("stream-120x36", (120, 36), ("shift+tab", "down", "enter")),
    Picture("stream-80x24", (80, 24), ("semicolon", *"streampage", "enter")),
    Picture("insights-120x36", (120, 36), ("i",)),
    Picture("insights-80x24", (80, 24), ("i",)),
    Picture("close-week-120x36", (120, 36), ("C",)),
    Picture("what-if-120x36", (120, 36), ("w", "enter")),
    Picture("what-if-80x24", (80, 24), ("w", "enter")),
    Picture("plan-120x36", (120, 36), ("p",)),
    Picture("plan-80x24", (80, 24), ("p",)),
    Picture("help-120x36", (120, 36), ("question_mark",)),
    Picture("first-run-80x24", (80, 24), empty=True),
)


async def draw(picture: Picture, folder: Path) -> Path:
    """Draw one picture into `folder`."""
    with tempfile.TemporaryDirectory() as place:
        funnel = Funnel(Keeper.open(Path(place) / "book.json", state=Path(place) / "state"))
        if not picture.empty:
            funnel.do(edit("the demo book", [(None, document) for document in demo_documents(TODAY)]))
        app = LeverageApp(funnel, fixed_clock(TODAY), Config(theme=picture.theme))
        async with app.run_test(size=picture.size, notifications=True) as pilot:
            funnel.flush()
            await pilot.pause()
            for key in picture.keys:
                await pilot.press(key)
            await pilot.pause(0.3)
            target = folder / f"{picture.name}.svg"
            target.write_text(self_contained(app.export_screenshot(title="leverage-tui")), encoding="utf-8")
        funnel.close()
    return target


def main(arguments: Sequence[str]) -> int:
    """Draw every picture into the folder that is named."""
    folder = Path(arguments[0] if arguments else "screenshots")
    folder.mkdir(exist_ok=True)
    for picture in PICTURES:
        print(asyncio.run(draw(picture, folder)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
