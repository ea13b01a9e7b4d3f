"""What an edit and a cursor move repaint, and what is imported to start: counted, not timed."""

from __future__ import annotations

import subprocess
import sys

import pytest
from textual.content import Content
from textual.strip import Strip

from leverage_tui.tui.panes.gauge import GaugePane
from leverage_tui.tui.screens.main import MainScreen
from leverage_tui.tui.timesheet.widget import Timesheet
from tests.tui.conftest import Start


class Counter:
    """Counts the lines that the timesheet paints."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.lines: list[int] = []
        painted = Timesheet.render_line

        def counted(widget: Timesheet, y: int) -> Strip:
            self.lines.append(y)
            return painted(widget, y)

        monkeypatch.setattr(Timesheet, "render_line", counted)

    def take(self) -> int:
        """How many since the last call."""
        count = len(self.lines)
        self.lines.clear()
        return count


async def test_a_cursor_move_paints_at_most_three_lines(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    async with start() as running:
        count = Counter(monkeypatch)
        for key in ("left", "left", "down", "j", "h", "l", "k", "up"):
            await running.press(key)
            assert 0 < count.take() <= 3, key


async def test_a_committed_edit_paints_at_most_five_lines(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    async with start() as running:
        await running.press("2")
        count = Counter(monkeypatch)
        await running.press("enter")
        await running.saved()
        assert 0 < count.take() <= 5


async def test_typing_paints_one_line_a_key(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    async with start() as running:
        await running.press("1")
        count = Counter(monkeypatch)
        await running.press("5")
        assert count.take() == 1


async def test_the_new_gauge_is_painted_before_its_reason_is_looked_for(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start() as running:
        said: list[str] = []
        painted, explained = GaugePane.render, MainScreen._explain

        def paint(pane: GaugePane) -> Content:
            said.append("painted")
            return painted(pane)

        def explain(screen: MainScreen) -> None:
            said.append("explained")
            explained(screen)

        monkeypatch.setattr(GaugePane, "render", paint)
        monkeypatch.setattr(MainScreen, "_explain", explain)
        await running.press("2")
        said.clear()
        await running.press("enter")
        await running.settle()
        assert said[:2] == ["painted", "explained"]


def test_the_dashboard_imports_no_dialog_and_no_heavy_library_to_start() -> None:
    code = (
        "import sys, leverage_tui.tui.app\n"
        "heavy = ('plotext', 'markdown_it', 'pygments', 'pendulum')\n"
        "dialog = 'leverage_tui.tui.screens.'\n"
        "print([name for name in sys.modules if name.split('.')[0] in heavy"
        " or name.startswith(dialog) and name != dialog + 'main'])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_the_dashboard_defines_few_dataclasses_to_start() -> None:
    """One takes six times as long to define as a named tuple."""
    code = (
        "import sys, leverage_tui.cli.dashboard, leverage_tui.store.keeper, leverage_tui.tui.app\n"
        "ours = [module for name, module in sys.modules.items() if name.startswith('leverage_tui')]\n"
        "kinds = {kind for module in ours for kind in vars(module).values() if isinstance(kind, type)}\n"
        "print(sum('__dataclass_params__' in vars(kind) for kind in kinds))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert 12 < int(found.stdout) <= 50
