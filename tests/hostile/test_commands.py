"""Every command over a book, a config, arguments and imports made to do harm: its output is lines of harmless text."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from leverage_tui.cli import registry
from leverage_tui.domain.text import is_clean
from tests.cli.conftest import Lev, Ran
from tests.hostile.payloads import PAYLOADS, poison
from tests.tui.conftest import DATA

COMMANDS = [name for name, _ in registry.summaries()]
HARMFUL = "".join(PAYLOADS[:17]).replace("\0", "")
"""No argument holds a NUL: the system would end it there."""
CONFIG = """
theme = {text}
hours = {text}
{text} = {text}
[keys]
money = {text}
{text} = "f7"
undo = ["u", {text}]
"""
CSV = "Project,Description,Start date,Start time,End date,End time,Duration,Email,{text}\n"
ROW = '"{text}","{text}",2026-11-02,09:00:00,2026-11-02,10:00:00,01:00:00,"{text}","{text}"\n'


@pytest.fixture
def lev(bare: Lev) -> Lev:
    """A book whose names are payloads, and a config that is no better."""
    bare.file.parent.mkdir(parents=True)
    poison(DATA / "three_streams.json", bare.file)
    config = bare.folder / "config" / "leverage-tui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(CONFIG.replace("{text}", json.dumps(PAYLOADS[0] + PAYLOADS[2] + PAYLOADS[8])))
    return bare


def assert_harmless(ran: Ran, about: object) -> None:
    assert ran.code in (0, 2, 3), (about, ran)
    for line in (ran.out + ran.err).split("\n"):
        assert all(is_clean(field) for field in line.split("\t")), (about, line)
    assert "Traceback" not in ran.err, about


def lines_of(name: str) -> Iterator[list[str]]:
    """What is typed of a command: by itself, its examples, and those with a payload in place of each word."""
    words = name.split()
    yield words
    for example in registry.load(name).examples:
        # A book of one year is as good for words as one of ten.
        typed = ["1" if word == "10" and name == "demo" else word for word in shlex.split(example)[1:]]
        if typed[: len(words)] != words:
            continue
        yield typed
        for place in range(len(words), len(typed)):
            for text in (f"{HARMFUL}[/foo]", "\x1b]0;t\x07"):
                yield [*typed[:place], text, *typed[place + 1 :]]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_its_examples(lev: Lev, name: str) -> None:
    examples = [shlex.split(example)[1:] for example in registry.load(name).examples]
    for words in lines_of(name):
        assert_harmless(lev.run(*words), words)
        if "--json" in registry.load(name).usage and "--json" not in words and words in examples:
            ran = lev.run(*words, "--json")
            assert_harmless(ran, words)
            assert ran.out.isascii()
        if name == "stream delete":
            return


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_with_nothing_but_harm_for_words(lev: Lev, name: str) -> None:
    for text in PAYLOADS:
        if "\0" not in text:
            assert_harmless(lev.run(*name.split(), text), (name, text))
    assert_harmless(lev.run(*name.split(), *[HARMFUL] * 3), name)


def test_every_line_that_names_a_file(bare: Lev, tmp_path: Path) -> None:
    for place, text in enumerate(PAYLOADS):
        name = text.replace("/", "-").replace("\0", "")
        file = tmp_path / f"{place}{name}.json"
        file.write_text("{no book")
        for words in (("where",), ("status",), ("check",), ("stream", "list"), ("stream", "add", "x")):
            ran = bare.run("--data", str(file), *words)
            assert_harmless(ran, (words, name))
        for words in (("import", str(file)), ("rates", "import", str(file)), ("demo", "--data", str(file))):
            assert_harmless(bare.run(*words), (words, name))
        assert file.read_text() == "{no book"


def test_cells_of_an_import(lev: Lev, tmp_path: Path) -> None:
    stream = next(iter(lev.book.streams))
    for text in PAYLOADS:
        safe = text.replace('"', '""').replace("\0", "")
        file = tmp_path / "hours.csv"
        file.write_text(CSV.replace("{text}", f'"{safe}"') + ROW.replace("{text}", safe) * 2, "utf-8", newline="")
        for words in (["import", str(file)], ["import", str(file), "--into", stream, "--json"]):
            assert_harmless(lev.run(*words), (words, text))
        file.write_text(f'date,currency,"{safe}"\n2026-01-02,"{safe}",1.08\n', "utf-8", newline="")
        assert_harmless(lev.run("rates", "import", str(file), "--json"), text)
        assert_harmless(lev.run("rates", "import", str(file)), text)
    assert all(is_clean(entry.note) for entry in lev.hours if entry.source)


def test_what_is_entered_is_kept_clean(lev: Lev) -> None:
    """The file may be read by other programs, which show it as it is."""
    for place, text in enumerate(PAYLOADS):
        if "\0" not in text and is_clean(text) is False:
            lev.run("stream", "add", f"new {text}", "--id", f"new{place}")
            lev.run("log", f"new{place}", "1h", "--note", text)
            lev.run("log", f"new{place}", "1h", "people", "--who", text)
    added = [stream for stream in lev.book.streams.values() if stream.id.startswith("new")]
    assert len(added) > 10
    assert all(is_clean(stream.name) and len(stream.name) <= 80 for stream in added)
    assert all(
        is_clean(entry.note) and is_clean(entry.who or "") for entry in lev.hours if entry.stream[:3] == "new"
    )
