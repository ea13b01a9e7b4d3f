"""What the very first frame holds: nobody waits for figures in front of an empty dashboard."""

from __future__ import annotations

from typing import Any

import pytest
from textual._compositor import LayoutUpdate

from leverage_tui.tui.app import LeverageApp
from leverage_tui.tui.screens.main import MainScreen
from tests.tui.conftest import Start


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 15)])
async def test_the_first_frame_holds_everything(
    start: Start, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    frames: list[str] = []
    display, show, shown = LeverageApp._display, MainScreen.show, list[None]()

    def seen(app: LeverageApp, screen: Any, frame: Any) -> None:
        if isinstance(frame, LayoutUpdate) and not frames:
            frames.append("\n".join("".join(strip.text for strip in line) for line in frame.strips))
        else:
            display(app, screen, frame)

    def counted(screen: MainScreen, *view: Any) -> None:
        shown.append(None)
        show(screen, *view)

    monkeypatch.setattr(LeverageApp, "_display", seen)
    monkeypatch.setattr(MainScreen, "show", counted)
    async with start(size=size) as running:
        rows = running.text().splitlines()
        assert len(shown) == 1
    for words in ("deliver", "quit", rows[0].strip()):
        assert words in frames[0]
