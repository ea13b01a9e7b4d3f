"""``lev check-in``: what it needs, and what it prints afterwards. The screen is tested elsewhere."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from leverage_tui.cli.check_in import CHECK_IN
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.cli.output import Output
from leverage_tui.domain.calendar import Clock
from leverage_tui.domain.edits.hours import set_cell
from leverage_tui.domain.model import Work
from leverage_tui.domain.timesheet import Row
from leverage_tui.store.config import Config
from leverage_tui.store.errors import StoreError
from leverage_tui.store.funnel import Funnel
from tests.cli.conftest import Lev, Ran
from tests.cli.test_dashboard import Terminal

DELIVER = Row("consulting", Work.DELIVER)
TODAY = date(2026, 11, 18)


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Funnel], Any]], list[bool]]:
    """Puts something in the place of the screen; each time it was shown, whether with the mouse."""

    def put(act: Callable[[Funnel], Any]) -> list[bool]:
        seen: list[bool] = []

        class App:
            return_code: int | None = 0
            fault: Exception | None = None
            gives_up = False
            copied_to: Path | None = None

            def __init__(
                self, funnel: Funnel, clock: Clock, config: Config, said: Sequence[str], config_file: Path
            ) -> None:
                self.funnel = funnel

            def run(self, *, mouse: bool) -> None:
                seen.append(mouse)
                act(self.funnel)

        module = ModuleType("leverage_tui.tui.check_in.app")
        module.CheckInApp = App  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "leverage_tui.tui.check_in.app", module)
        monkeypatch.setattr(sys, "stdin", Terminal())
        return seen

    return put


def run(lev: Lev, out: io.StringIO | None = None) -> Ran:
    shown, err = out or Terminal(), io.StringIO()
    output = Output(shown, err)
    from argparse import Namespace

    code = CHECK_IN.run(Context(output, lev.environ, None, None), Namespace())
    return Ran(code, shown.getvalue(), err.getvalue())


def test_afterwards_it_prints_todays_hours_and_the_gauge(lev: Lev, screen: Any) -> None:
    seen = screen(lambda funnel: funnel.do(set_cell(funnel.book, DELIVER, TODAY, 90)))
    ran = run(lev)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("1:30 today · gauge – ")
    assert ran.out.count("\n") == 1
    assert seen == [False]
    assert [entry.minutes for entry in lev.hours] == [90]


def test_it_needs_a_terminal(lev: Lev, screen: Any) -> None:
    seen = screen(lambda funnel: None)
    with pytest.raises(AskedWrong, match="needs a terminal: lev log"):
        run(lev, io.StringIO())
    assert seen == []


def test_it_needs_a_live_stream(bare: Lev, screen: Any) -> None:
    seen = screen(lambda funnel: None)
    with pytest.raises(AskedWrong, match="lev stream add NAME"):
        run(bare)
    assert seen == []


def test_a_book_that_cannot_be_written_is_said_before_any_screen(lev: Lev, screen: Any) -> None:
    seen = screen(lambda funnel: None)
    lev.file.write_text(lev.file.read_text().replace('"key":"schema","value":1', '"key":"schema","value":99'))
    assert '"value":99' in lev.file.read_text()
    with pytest.raises(StoreError):
        run(lev)
    assert seen == []


def test_what_could_not_be_saved_is_said_and_no_figures_are_printed(lev: Lev, screen: Any) -> None:
    def act(funnel: Funnel) -> None:
        wanted = set_cell(funnel.book, DELIVER, TODAY, 90)
        lev.file.write_text("damaged")
        funnel.do(wanted)

    screen(act)
    ran = run(lev)
    assert (ran.code, ran.out) == (3, "")
    assert " 1 change is not in it; a copy with everything is " in ran.err
