"""What a fault in the program leaves on the terminal: where it was, that everything is saved, where its report is."""

from __future__ import annotations

import asyncio
import io
import sys
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from leverage_tui.cli.main import main
from leverage_tui.domain.edits.streams import add_stream
from leverage_tui.store.keeper import Keeper
from leverage_tui.tui.app import LeverageApp
from leverage_tui.tui.check_in.app import CheckInApp
from leverage_tui.tui.ending import EndingApp
from tests.cli.conftest import environment
from tests.tui.conftest import Start

SECRETS = ("Acme Corp", "4711.99", "/home/grace")
Act = Callable[[LeverageApp], Awaitable[None]]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def broken() -> None:
    name, amount, where = SECRETS
    raise ValueError(f"{name} owes {amount}, see {where}")


async def in_a_handler(app: LeverageApp) -> None:
    app.screen_stack[0].call_later(broken)


async def in_a_worker(app: LeverageApp) -> None:
    app.screen.run_worker(asyncio.to_thread(broken))


async def in_a_timer(app: LeverageApp) -> None:
    app.set_timer(0.01, broken)


async def in_a_thread(app: LeverageApp) -> None:
    thread = threading.Thread(target=broken)
    thread.start()
    thread.join()
    app.exit()


async def while_drawing(app: LeverageApp) -> None:
    app.screen.render_line = lambda y: broken()  # type: ignore[assignment, return-value]
    app.screen.refresh()


async def as_rich_text(app: LeverageApp) -> None:
    app.panic("Acme Corp owes 4711.99")


ACTS: list[Act] = [in_a_handler, in_a_worker, in_a_timer, in_a_thread, while_drawing]


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, act: Act, *words: str) -> tuple[int, str, Path]:
    """The dashboard as the command line runs it, without a screen, until `act` has ended it."""

    async def pilot(pilot: Pilot[Any]) -> None:
        app = pilot.app
        assert isinstance(app, LeverageApp)
        await pilot.pause()
        app.session.do(add_stream(app.session.view.book, "Entered last"))
        await act(app)

    def headless(app: LeverageApp, *, mouse: bool) -> Any:
        return EndingApp.run(app, headless=True, size=(80, 24), auto_pilot=pilot)

    monkeypatch.setattr(LeverageApp, "run", headless)
    monkeypatch.setattr(sys, "stdin", Terminal())
    out, err = Terminal(), io.StringIO()
    code = main(words, out, err, environment(folder))
    return code, out.getvalue() + err.getvalue(), folder / "state" / "leverage-tui" / "faults"


@pytest.mark.parametrize("words", [(), ("check-in",)], ids=["dashboard", "check-in"])
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_a_fault_is_one_sentence_and_a_report_and_loses_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    act: Act,
    words: tuple[str, ...],
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert main(["stream", "add", "Care"], io.StringIO(), io.StringIO(), environment(tmp_path)) == 0
    code, said, folder = run(tmp_path, monkeypatch, act, *words)
    assert code == 1
    assert said.startswith("lev: this program has a fault: ValueError in test_faults.py:")
    assert said.count("\n") == 1
    assert "What was saved before is safe. A report that holds nothing of your book: ~/state/" in said
    (path,) = folder.iterdir()
    text = said + path.read_text() + "".join(capfd.readouterr())
    assert not [secret for secret in (*SECRETS, "Entered last", str(tmp_path)) if secret in text]
    assert "Traceback" not in text
    assert "tests.tui.test_faults:" in text
    streams = Keeper.open(tmp_path / "data" / "leverage-tui" / "book.json", state=tmp_path / "other").book.streams
    assert "Entered last" in [stream.name for stream in streams.values()]


def test_what_a_library_would_print_at_the_end_is_not_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    code, said, folder = run(tmp_path, monkeypatch, as_rich_text)
    assert (code, said) == (0, "")
    assert not folder.exists()
    assert "Acme" not in "".join(capfd.readouterr())


async def test_a_fault_prints_nothing_by_itself(start: Start, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="Acme"):
        await _break(start)
    assert "".join(capfd.readouterr()) == ""


async def _break(start: Start) -> None:
    async with start() as running:
        running.main.call_later(broken)
        await running.pilot.pause()


def test_the_check_in_is_the_same_application() -> None:
    assert issubclass(CheckInApp, EndingApp)
