from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from leverage_tui.cli.main import main
from leverage_tui.domain.calendar import Clock
from leverage_tui.domain.edits.settings import set_setting
from leverage_tui.store.config import Config
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.keeper import Keeper
from tests.cli.conftest import Lev, Ran


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Shown(NamedTuple):
    """With what the dashboard was shown."""

    day: date
    config: Config
    mouse: bool
    streams: list[str]
    path: Path


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Shown]:
    """Stands for the screen, which is tested elsewhere; every dashboard that was shown."""
    return screen(monkeypatch, lambda funnel: None)


def screen(monkeypatch: pytest.MonkeyPatch, act: Callable[[Funnel], Any]) -> list[Shown]:
    seen: list[Shown] = []

    class App:
        return_code: int | None = 0
        fault: Exception | None = None
        gives_up = False
        copied_to: Path | None = None

        def __init__(
            self, funnel: Funnel, clock: Clock, config: Config, said: Sequence[str], config_file: Path
        ) -> None:
            self.said = said
            self.funnel, self.clock, self.config = funnel, clock, config

        def run(self, *, mouse: bool) -> str | None:
            path = self.funnel._keeper.path
            seen.append(Shown(self.clock(), self.config, mouse, list(self.funnel.book.streams), path))
            wanted: str | None = act(self.funnel)
            return wanted

    # What is made from the real application is loaded before another stands in its place.
    import_module("leverage_tui.tui.recovery.app")
    module = ModuleType("leverage_tui.tui.app")
    module.LeverageApp = App  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "leverage_tui.tui.app", module)
    monkeypatch.setattr(sys, "stdin", Terminal())
    return seen


def run(lev: Lev, *argv: str) -> Ran:
    out, err = Terminal(), io.StringIO()
    return Ran(main(argv, out, err, lev.environ), out.getvalue(), err.getvalue())


def test_without_a_command_the_dashboard_is_shown(lev: Lev, shown: list[Shown]) -> None:
    before = lev.bytes()
    assert run(lev) == Ran(0, "", "")
    assert shown == [Shown(date(2026, 11, 18), Config(), True, ["consulting", "care", "course"], lev.file)]
    assert lev.bytes() == before


def test_what_is_asked_on_the_screen_is_not_said_beside_it_and_what_is_not_is_said(
    lev: Lev, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen(monkeypatch, lambda funnel: None)
    said: list[str] = []
    app: Any = sys.modules["leverage_tui.tui.app"]
    first = app.LeverageApp.__init__

    def begun(self: Any, *given: Any) -> None:
        first(self, *given)
        said.extend(self.said)

    monkeypatch.setattr(app.LeverageApp, "__init__", begun)
    old = lev.file.read_bytes()
    lev("log", "care", "1", "support")
    lev.file.write_bytes(old)
    lev.file.chmod(0o640)
    (kept,) = (found for found in (lev.state / "backups").iterdir() if found.is_dir())
    shutil.rmtree(kept)
    kept.write_text("a file where a folder should be")
    assert run(lev).code == 0
    readable, backups = said
    assert "can be read by other users" in readable
    assert backups.startswith(f"The backups in {kept} cannot be read: ")


def test_a_book_whose_bytes_cannot_be_read_names_what_to_do(lev: Lev, shown: list[Shown]) -> None:
    lev.file.unlink()
    lev.file.mkdir()
    said = "cannot be read: it is a folder. The file was left as it is. lev check says what can be saved of it.\n"
    assert run(lev) == Ran(3, "", f"lev: {lev.file} {said}")
    assert shown == []


def test_its_options(lev: Lev, shown: list[Shown]) -> None:
    path = lev.folder / "new.json"
    assert run(lev, "--data", str(path), "--today", "2025-01-02", "--no-mouse").code == 0
    assert shown == [Shown(date(2025, 1, 2), Config(), False, [], path)]
    assert not path.exists()


def test_the_demo_is_forgotten_and_says_so(lev: Lev, shown: list[Shown]) -> None:
    before = lev.bytes()
    assert run(lev, "--demo") == Ran(0, "", "The demo book is forgotten; yours was not touched.\n")
    (seen,) = shown
    assert seen.streams == ["consulting", "care", "course"]
    assert seen.path != lev.file
    assert not seen.path.parent.exists()
    assert lev.bytes() == before


def test_what_was_entered_is_saved_when_it_ends(lev: Lev, monkeypatch: pytest.MonkeyPatch) -> None:
    screen(monkeypatch, lambda funnel: funnel.do(set_setting(funnel.book, "gauge_goal", 50)))
    assert run(lev).code == 0
    assert lev.book.settings.gauge_goal == 50


def test_what_could_not_be_saved_is_said_with_exit_code_3(lev: Lev, monkeypatch: pytest.MonkeyPatch) -> None:
    def act(funnel: Funnel) -> None:
        wanted = set_setting(funnel.book, "gauge_goal", 50)
        lev.file.write_text("damaged")
        funnel.do(wanted)

    screen(monkeypatch, act)
    ran = run(lev)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith(f"lev: {lev.file} cannot be read")
    said, copy = ran.err.rstrip("\n").split(" 1 change is not in it; a copy with everything is ")
    assert said.endswith("left as it is.")
    assert Keeper.open(Path(copy), state=lev.folder / "other").book.settings.gauge_goal == 50
    assert Path(copy).stat().st_mode & 0o777 == 0o600
    assert lev.bytes() == b"damaged"


def test_no_copy_is_made_for_a_user_who_gave_the_changes_up(lev: Lev, monkeypatch: pytest.MonkeyPatch) -> None:
    def act(funnel: Funnel) -> None:
        wanted = set_setting(funnel.book, "gauge_goal", 50)
        lev.file.write_text("damaged")
        funnel.do(wanted)

    screen(monkeypatch, act)
    monkeypatch.setattr(sys.modules["leverage_tui.tui.app"].LeverageApp, "gives_up", True)
    ran = run(lev)
    assert ran.code == 3
    assert ran.err.endswith("1 change is lost.\n")
    assert not (lev.state / "unsaved").exists()


def test_a_file_of_which_nothing_can_be_saved_is_said_before_any_screen(lev: Lev, shown: list[Shown]) -> None:
    shutil.rmtree(lev.folder / "state")
    lev.file.write_text("no book")
    ran = run(lev)
    assert (ran.code, ran.out) == (3, "")
    assert f"{lev.file} cannot be read" in ran.err
    assert ran.err.count("\n") == 1
    assert shown == []


def test_a_config_that_does_not_fit_is_said(lev: Lev, shown: list[Shown]) -> None:
    config = lev.folder / "config" / "leverage-tui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('them = "nord"\nfirst_day = "sunday"\n')
    ran = run(lev)
    assert ran.err == "config.toml: there is no them, the nearest is theme\n"
    assert shown[0].config.first_weekday == 6


def test_a_pipe_is_no_terminal(lev: Lev, shown: list[Shown]) -> None:
    assert "needs a terminal" in lev.refused()
    assert "needs a terminal" in lev.refused("--demo")
    assert shown == []


def test_the_demo_book_asked_for_on_the_first_screen_is_shown_next(
    lev: Lev, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["demo", None])
    seen = screen(monkeypatch, lambda funnel: next(answers))
    ran = run(lev)
    assert ran.code == 0
    assert "forgotten" in ran.err
    assert [shown.path == lev.file for shown in seen] == [True, False]
