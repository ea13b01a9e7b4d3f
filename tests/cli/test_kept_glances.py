"""What is kept of the last look changes no figure and no file, whatever way entries take; counts, not clocks, say what
it spares."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leverage_tui.cli.main import main
from leverage_tui.store import codec, disk
from leverage_tui.store.keeper import Keeper
from tests.cli.conftest import Lev, environment

TODAY = "2026-03-12"
MOST_MODULES = {"status": 170, "log": 215}
"""As many modules as a whole process may hold at its end, those of Python's own start included."""


class Place:
    """One demo book and what this machine keeps of it."""

    def __init__(self, folder: Path, book: Path) -> None:
        self.file = folder / "book.json"
        self.state = folder / "state" / "leverage-tui"
        self.environ = {**environment(folder), "LEVERAGE_TUI_TODAY": TODAY}
        shutil.copy(book, self.file)

    def run(self, *argv: str) -> tuple[int, str, str]:
        out, err = StringIO(), StringIO()
        code = main(["--data", str(self.file), *argv], out, err, self.environ)
        return code, out.getvalue(), err.getvalue()

    def forget(self) -> None:
        for kept in self.state.glob("books/*.glance"):
            kept.unlink()

    @property
    def kept(self) -> Path:
        return next(self.state.glob("books/*.glance"))

    def said(self) -> list[str]:
        """The lines of the file without what differs between any two runs: numbers and stamps."""
        lines = self.file.read_bytes().decode().splitlines()
        return sorted(re.sub(r'^"\d+":|"(at|when|doc)":"[^"]*",?|,$', "", line) for line in lines)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    environ = {**environment(folder), "LEVERAGE_TUI_TODAY": TODAY}
    assert main(["demo", "--data", str(folder / "demo.json")], StringIO(), StringIO(), environ) == 0
    return folder / "demo.json"


@pytest.fixture
def place(tmp_path: Path, demo: Path) -> Place:
    """Looked at once by a program that has written it itself."""
    found = Place(tmp_path, demo)
    assert found.run("log", "care", "1m", "admin")[0] == 0
    return found


def counted(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> list[Any]:
    calls: list[Any] = []
    real: Callable[..., Any] = getattr(owner, name)

    def counting(*args: Any, **more: Any) -> Any:
        calls.append(args)
        return real(*args, **more)

    monkeypatch.setattr(owner, name, counting)
    return calls


def books(hashed: list[Any]) -> list[bytes]:
    """Those of the hashed bytes that are a book's."""
    return [data for (data,) in hashed if data.startswith(b"{\n")]


STREAMS = st.sampled_from(["consulting", "care", "course"])
DAYS = st.integers(-420, 9).map(
    lambda back: f"{back}d" if back < 0 else "today" if back == 0 else f"2026-03-{12 + back}"
)
OWN = st.tuples(
    st.just("log"), STREAMS, st.integers(1, 500).map("{}m".format),
    st.sampled_from(["deliver", "build", "sell", "support", "manage", "admin", "automation"]),
    DAYS.map("--on={}".format),
)  # fmt: skip
USUAL = st.tuples(st.just("log"), STREAMS, st.sampled_from(["15m", "1:30", "25h"]))
PEOPLE = st.tuples(
    st.just("log"), STREAMS, st.just("people"), st.just("2h"), st.sampled_from(["--who=Ana", "--who=Bo"]),
    DAYS.map("--on={}".format),
)  # fmt: skip
PAID = PEOPLE.map(lambda words: (*words, "--cost=45"))
MONEY = st.tuples(
    st.just("money"), STREAMS, st.integers(1, 9000).map(str),
    st.sampled_from(["--period=this-month", "--period=2025-12", "--period=2026-01-20..2026-03-12"]),
)  # fmt: skip
OTHER = st.sampled_from([
    ("set", "baseline_rate", "77"), ("set", "window_weeks", "4"), ("close", "--week=2026-W09"), ("undo",), ("redo",),
    ("status",), ("stream", "add", "More"), ("stream", "end", "care", "--on=2026-03-01"),
])  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(OWN, OWN, USUAL, PEOPLE, PAID, MONEY, OTHER), min_size=1, max_size=6))
def test_any_edits_leave_the_same_figures_and_the_same_file_with_what_is_kept_and_without(
    demo: Path, commands: list[tuple[str, ...]]
) -> None:
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        quick, slow = Place(Path(one), demo), Place(Path(other), demo)
        for command in [("log", "care", "1m", "admin"), *commands]:
            slow.forget()
            assert quick.run(*command) == slow.run(*command)
            assert quick.said() == slow.said()
            slow.forget()
            assert quick.run("status", "--json") == slow.run("status", "--json")


def test_a_second_look_decodes_nothing_and_hashes_once(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    first = place.run("status", "--json")
    opened, hashed = counted(monkeypatch, Keeper, "open"), counted(monkeypatch, disk, "digest")
    decoded = counted(monkeypatch, codec, "read_document")
    assert place.run("status", "--json") == first
    assert (len(opened), len(decoded), len(books(hashed))) == (0, 0, 1)


def test_an_entry_decodes_what_it_needs_and_leaves_the_next_look_ready(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = sum(map(len, json.loads(place.file.read_bytes()).values()))
    opened, decoded = counted(monkeypatch, Keeper, "open"), counted(monkeypatch, codec, "read_document")
    hashed = counted(monkeypatch, disk, "digest")
    assert place.run("log", "course", "20m", "support")[0] == 0
    assert not opened
    assert len(decoded) < whole / 3
    assert len(books(hashed)) == 2, "what was read and what was written"
    decoded.clear()
    assert place.run("status")[0] == 0
    assert not decoded
    assert place.run("undo")[1].startswith("undone: ")


def test_what_another_program_wrote_is_read_whole(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.run("status")
    place.file.write_text(json.dumps(json.loads(place.file.read_bytes()), indent=1))
    opened = counted(monkeypatch, Keeper, "open")
    assert place.run("log", "care", "5m", "admin")[0] == 0
    assert len(opened) == 1


def test_a_file_that_changes_under_an_entry_loses_nothing(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    from leverage_tui.store.desk import Desk

    real = Desk.save

    def late(desk: Desk, edit: Any) -> Any:
        monkeypatch.setattr(Desk, "save", real)
        assert place.run("log", "care", "7m", "admin")[0] == 0
        return real(desk, edit)

    monkeypatch.setattr(Desk, "save", late)
    code, out, _ = place.run("log", "care", "8m", "admin")
    assert code == 0
    assert "0:08 logged, 0:16 in all" in out


WRONG: tuple[Any, ...] = (
    None,
    7,
    "x",
    [],
    {},
    [None],
    [1, 2],
    {"a": None},
    {"care": [1]},
    True,
    float("nan"),
    10**400,
)


def _spoilt(kept: Path) -> Iterator[bytes]:
    """What could lie there instead: no look at all, a look torn or changed, a look with another shape."""
    whole = kept.read_bytes()
    yield from (b"", b"{", b"[]", b"\xff", b"[" * 100_000, whole[:-9], whole.replace(b"2026", b"2025"))
    found = json.loads(json.loads(whole)["kept"])
    for part in (found, found["glance"], found["sums"]):
        for name, right in list(part.items()):
            for wrong in WRONG:
                part[name] = wrong
                text = json.dumps(found)
                yield json.dumps({"seal": "0" * 64, "kept": text}).encode()
                if name not in ("streams", "firsts", "strays", "latest", "timer", "sums"):
                    yield json.dumps({"seal": disk.digest(text.encode()), "kept": text}).encode()
            part[name] = right
    yield from (
        json.dumps({"seal": disk.digest(text), "kept": text.decode()}).encode() for text in (b"[]", b"{", b"7")
    )


def test_whatever_lies_where_a_look_is_kept_changes_no_figure(place: Place) -> None:
    true, kept = place.run("status", "--json"), place.kept
    for spoilt in list(_spoilt(kept))[::3]:
        kept.write_bytes(spoilt)
        assert place.run("status", "--json") == true, spoilt


def test_whatever_lies_where_sums_are_kept_an_entry_is_logged_as_ever(place: Place, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Place(tmp_path / "other", place.file)
    before, kept = place.file.read_bytes(), place.kept
    wanted = other.run("log", "care", "5m", "admin")
    for spoilt in list(_spoilt(kept))[::5]:
        place.file.write_bytes(before)
        # The file is put back for the test's own sake: what was saved in it meanwhile is not missed.
        shutil.rmtree(place.state / "written", ignore_errors=True)
        kept.write_bytes(spoilt)
        assert place.run("log", "care", "5m", "admin") == wanted, spoilt


@pytest.mark.parametrize("argv", [["status"], ["log", "care", "1m", "support"]])
def test_a_process_holds_no_more_modules_than_it_needs(place: Place, argv: list[str]) -> None:
    code = "import sys\nfrom leverage_tui.cli.main import main\nmain(sys.argv[1:])\nprint(len(sys.modules))"
    place.run("status")
    done = subprocess.run(
        [sys.executable, "-S", "-c", code, "--data", str(place.file), *argv],
        env=place.environ | {"PYTHONPATH": ":".join(sys.path)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert int(done.stdout.splitlines()[-1]) <= MOST_MODULES[argv[0]]


def test_another_day_is_another_look(lev: Lev) -> None:
    lev("log", "care", "1", "manage", "--on", "2026-11-17")
    assert lev("status", "--format", "{today}") == "0:00\n"
    assert lev("--today", "2026-11-17", "status", "--format", "{today}") == "1:00\n"
    assert lev("status", "--format", "{today}") == "0:00\n"
