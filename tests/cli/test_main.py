from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pytest

from leverage_tui import __version__
from leverage_tui.cli import registry
from leverage_tui.cli.main import main
from tests.cli.conftest import Lev, environment


def other_file(lev: Lev) -> Path:
    path = lev.folder / "other.json"
    lev("demo", "--data", str(path))
    return path


def test_the_version_and_the_help_need_no_file(bare: Lev) -> None:
    assert bare("--version") == f"leverage-tui {__version__}\n"
    assert bare("--help") == bare("-h") == bare("help")
    listed = bare("--help")
    assert all(f"lev {name}" in listed for name, _ in registry.summaries())
    assert not bare.file.exists()


@pytest.mark.parametrize("name", [name for name, _ in registry.summaries()])
def test_every_command_explains_itself_without_reading_the_file(bare: Lev, name: str) -> None:
    bare.file.parent.mkdir(parents=True)
    bare.file.write_text("no book")
    text = bare(*name.split(), "--help")
    assert text.startswith(f"usage: lev {name}")
    assert "--data FILE" in text
    assert "--today DATE" in text
    assert text == bare("help", *name.split()) == bare(*name.split(), "no", "sense", "-h")


def test_a_group_lists_its_commands(bare: Lev) -> None:
    assert [line.split()[2] for line in bare("stream", "--help").splitlines()[:7]] == [
        "add", "list", "show", "edit", "pause", "end", "delete",
    ]  # fmt: skip


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("joined", [True, False])
def test_the_file_counts_on_both_sides_of_the_command(lev: Lev, before: bool, joined: bool) -> None:
    path = other_file(lev)
    option = [f"--data={path}"] if joined else ["--data", str(path)]
    mine, theirs = lev.bytes(), path.read_bytes()
    argv = ["log", "care", "1", "support"]
    lev(*([*option, *argv] if before else [*argv, *option]))
    assert lev.bytes() == mine
    assert path.read_bytes() != theirs


@pytest.mark.parametrize("place", [0, 1, 2, 3, 4, 6])
def test_the_file_counts_between_any_words_but_an_option_and_its_value(lev: Lev, place: int) -> None:
    path = other_file(lev)
    argv = ["log", "care", "1", "support", "--note", "x"]
    mine = lev.bytes()
    lev(*argv[:place], "--data", str(path), *argv[place:])
    assert lev.bytes() == mine


def test_the_file_given_wins_over_the_variable_and_that_over_the_usual_place(lev: Lev) -> None:
    path = other_file(lev)
    environ = {**lev.environ, "LEVERAGE_TUI_DATA": str(path)}
    assert "Diary" in lev.run("stream", "list", environ=environ).out
    where = lev.run("where", "--json", environ=environ).out
    assert str(path) in where
    assert str(lev.file) in lev.run("where", "--data", str(lev.file), environ=environ).out


@pytest.mark.parametrize(
    "argv", [["--today", "2026-07-01", "log", "care", "1"], ["log", "care", "1", "--today=2026-07-01"]]
)
def test_the_day_given_wins_over_the_variable(lev: Lev, argv: list[str]) -> None:
    assert "Wed 1 Jul" in lev(*argv)


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["lgo", "care", "1"], "there is no command lev lgo: the nearest is lev log"),
        (
            ["xyzzy"],
            "there is no command lev xyzzy: there is check-in, log, start, stop, cancel, continue, money",
        ),
        (["--datta", "x", "status"], "there is no option --datta: the nearest is --data"),
        (
            ["--json", "status"],
            "there is no option --json: lev --help lists them; those of a command stand after it",
        ),
        (["status", "--jsn"], "lev status has no option --jsn: the nearest is --json"),
        (["status", "--dta", "x"], "lev status has no option --dta: the nearest is --data"),
        (["status", "-x"], "lev status has no option -x: "),
        (["status", "now"], "unrecognized arguments: now"),
        (["status", "--json=1"], "ignored explicit argument '1'"),
        (["--data"], "--data needs a file"),
        (["status", "--data", ""], "--data needs a file"),
        (["status", "--today="], "--today needs a date"),
        (["--data", "a", "status", "--data", "b"], "--data is given twice: a and b"),
        (["--today", "someday", "status"], "--today: someday is not a date"),
        (["--demo", "status"], "--demo is for the dashboard alone"),
        (["status", "--no-mouse"], "--no-mouse is for the dashboard alone"),
        (["--demo", "--data", "x.json"], "--demo shows a book of its own"),
        (["help", "nothing"], "there is no command lev nothing"),
        ([], "the dashboard needs a terminal: lev status prints one line"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(lev: Lev, argv: list[str], sentence: str) -> None:
    assert sentence in lev.refused(*argv)


def test_a_wrong_variable_is_named(lev: Lev) -> None:
    ran = lev.run("status", environ={**lev.environ, "LEVERAGE_TUI_TODAY": "31-02"})
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("lev: LEVERAGE_TUI_TODAY: ")


@pytest.mark.parametrize(
    "argv", [["status"], ["log", "care", "1"], ["week"], ["metrics", "--json"], ["check"], ["close"]]
)
@pytest.mark.parametrize("content", ["", "{not json", '{"hours": 3}', "\x00\x01"])
def test_a_file_that_cannot_be_read_is_said_and_left_alone(bare: Lev, argv: list[str], content: str) -> None:
    bare.file.parent.mkdir(parents=True)
    bare.file.write_text(content)
    assert f"{bare.file} cannot be read" in bare.refused(*argv, code=3)


@pytest.mark.parametrize(
    "argv",
    [
        ["log", "care", "1"],
        ["money", "care", "5"],
        ["set", "gauge_goal", "50"],
        ["stream", "pause", "care"],
        ["close"],
    ],
)
def test_a_file_that_cannot_be_saved_is_said_and_left_alone(lev: Lev, argv: list[str]) -> None:
    lev.file.chmod(0o400)
    assert "it is marked read-only" in lev.refused(*argv, code=3)
    assert lev("status")


def test_a_file_of_a_newer_version_is_shown_and_not_changed(lev: Lev) -> None:
    text = lev.file.read_text().replace('"key":"schema","value":1', '"key":"schema","value":99')
    lev.file.write_text(text)
    assert "a newer version of this program wrote it" in lev.refused("log", "care", "1", code=3)
    assert lev("stream", "list")


class Closed(io.StringIO):
    """A stream that nobody reads any more."""

    def write(self, text: str) -> int:
        raise BrokenPipeError


def test_nobody_reading_is_no_failure_and_what_was_asked_is_done(lev: Lev) -> None:
    err = io.StringIO()
    assert main(["log", "care", "1"], Closed(), err, lev.environ) == 0
    assert err.getvalue() == ""
    assert len(lev.hours) == 1
    out = io.StringIO()
    assert main(["log", "care", "1", "--on", "tomorrow"], out, Closed(), lev.environ) == 0
    assert "1:00 logged" in out.getvalue()


def test_ctrl_c_ends_quietly(lev: Lev, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(registry, "load", interrupted)
    ran = lev.run("status")
    assert (ran.code, ran.out, ran.err) == (130, "", "interrupted\n")


def test_a_fault_of_its_own_shows_no_traceback_and_nothing_of_the_book(
    lev: Lev, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(words: Sequence[str]) -> None:
        raise RuntimeError("$1,234 of Acme")

    monkeypatch.setattr(registry, "command_named", faulty)
    ran = lev.run("status")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("lev: this program has a fault: RuntimeError in main.py:")
    assert ran.err.count("\n") == 1
    (report,) = (lev.state / "faults").iterdir()
    text = ran.err + report.read_text()
    assert "Acme" not in text
    assert "1,234" not in text
    assert "tests.cli.test_main:" in text
    assert text.count(": lev status\n") == 1


@pytest.mark.parametrize("stem", ["\x1b]0;title\x07", "\u202egnp", "a\nb", "\x9b31m"])
def test_no_argument_reaches_the_terminal_with_what_it_obeys(lev: Lev, stem: str) -> None:
    for argv in ([stem], ["log", stem, "1"], ["log", "care", stem], ["log", "care", "1", "--on", stem],
                 ["status", f"--{stem}"], ["status", "--format", f"{{{stem}}}"], ["import", stem],
                 ["import", "x", "--map", stem], ["set", stem, "1"], ["stream", "edit", "care", "--status", stem],
                 ["where", "--data", stem], ["status", "--today", stem], ["week", "--week", stem], ["close", stem],
                 ["status", stem]):  # fmt: skip
        ran = lev.run(*argv)
        text = ran.out + ran.err
        assert not [char for char in text if char != "\n" and (ord(char) < 32 or ord(char) in (0x7F, 0x9B, 0x202E))]
        assert text.count("\n") == (3 if argv[0] == "where" else 1)


def test_dirty_text_in_the_file_is_harmless_on_the_way_out(lev: Lev) -> None:
    dirty = lev.file.read_text().replace('"WordPress care plan"', r'"Ca\u001b]0;x\u0007re\u202e plan"')
    lev.file.write_text(dirty)
    for argv in (["stream", "list"], ["week"], ["log", "care", "1"], ["status"], ["check"],
                 ["stream", "list", "--json"], ["metrics", "--json"], ["week", "--json"], ["status", "--json"],
                 ["log", "wordpress", "x"]):  # fmt: skip
        ran = lev.run(*argv)
        assert not {"\x1b", "\x07", "\u202e"} & set(ran.out + ran.err)
    assert lev.json("stream", "list", "--json")[1]["name"] == "Ca\x1b]0;x\x07re\u202e plan"


def test_without_a_config_or_with_a_broken_one_everything_goes_on(lev: Lev) -> None:
    config = lev.folder / "config" / "leverage-tui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("hours = [")
    assert lev("log", "care", "1")
    assert "config.toml cannot be read" in lev("check")


def test_an_environment_with_nothing_in_it_is_fine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in environment(tmp_path):
        monkeypatch.delenv(name, raising=False)
    out = io.StringIO()
    assert main(["where"], out, io.StringIO(), {}) == 0
    assert str(tmp_path) in out.getvalue()
