from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from leverage_tui.domain.metrics import as_json, figures
from tests.cli.conftest import Lev

EXAMPLE = Path(__file__).parent.parent / "data" / "example"


def test_metrics_are_the_figures_of_the_book_as_of_today(bare: Lev) -> None:
    bare.file.parent.mkdir(parents=True)
    bare.file.write_bytes((EXAMPLE / "three_streams.json").read_bytes())
    before = bare.bytes()
    found = bare.json("metrics", "--json", "--today", "2025-06-29")
    assert found == json.loads(json.dumps(as_json(figures(bare.book, date(2025, 6, 29)))))
    assert found["book"]["gauge"]["raw"] == pytest.approx(8.97787869043)
    assert bare.bytes() == before


def test_the_warnings_of_metrics_stand_beside_the_data(lev: Lev) -> None:
    lev("log", "care", "people", "2", "--who", "Ana")
    ran = lev.run("metrics", "--json")
    assert "pay unknown" in ran.err
    json.loads(ran.out)


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        ([], "the figures come as JSON: lev metrics --json"),
        (["--json", "all"], "unrecognized arguments: all"),
    ],
)
def test_what_makes_no_sense_of_metrics_is_refused(lev: Lev, argv: list[str], sentence: str) -> None:
    assert sentence in lev.refused("metrics", *argv)


def test_a_sound_book_has_nothing_to_check(bare: Lev) -> None:
    path = bare.folder / "demo.json"
    bare("demo", "--data", str(path))
    bare("set", "baseline_rate", "60")
    assert bare("check") == "0 streams, 4 entries in all, nothing to say about them\n"
    assert "Not understood" not in bare("check", "--data", str(path))


def test_what_is_not_understood_is_listed_with_exit_code_3(lev: Lev) -> None:
    text = lev.file.read_text()
    text = text.replace('{\n"changes"', '{\n"addons":{"1":{"x":1}},\n"changes"', 1)
    text = text.replace('"id":"care"', '"flavour":"sweet","id":"care"')
    text = text.replace('"status":"building"', '"status":"asleep"')
    lev.file.write_text(text)
    before = lev.bytes()
    ran = lev.run("check")
    assert ran.code == 3
    assert "status " in ran.out
    assert "  table addons, 1 entry\n" in ran.out
    assert "  key flavour in streams, 1 entry\n" in ran.out
    assert "key status" not in ran.out
    assert lev.bytes() == before
    found = json.loads(lev.run("check", "--json").out)
    assert len(found["problems"]) == 1
    assert found["unknown"] == ["table addons, 1 entry", "key flavour in streams, 1 entry"]


def test_what_is_only_unknown_is_kept_and_no_fault(lev: Lev) -> None:
    lev.file.write_text(lev.file.read_text().replace('"id":"care"', '"flavour":"sweet","id":"care"'))
    assert "key flavour in streams" in lev("check")


def test_check_repeats_what_the_figures_and_the_file_warn_of(lev: Lev) -> None:
    lev("log", "care", "people", "2", "--who", "Ana")
    lev.file.chmod(0o644)
    text = lev("check")
    assert "pay unknown" in text
    assert "chmod 600" in text


def test_a_name_of_any_length_leaves_lines_that_can_be_read(lev: Lev) -> None:
    lev("log", "care", "people", "2", "--who", "Ana")
    lev.file.write_text(lev.file.read_text().replace("WordPress care plan", "Z" * 100_000))
    ran = lev.run("check")
    assert "The figures warn:" in ran.out
    assert max(map(len, ran.out.splitlines())) < 1000
    assert len(lev.run("check", "--json").out) < 10_000


def test_where_names_every_place(lev: Lev) -> None:
    places = lev.json("where", "--json")
    assert places == {
        "book": str(lev.file),
        "config": str(lev.folder / "config" / "leverage-tui" / "config.toml"),
        "state": str(lev.state),
    }
    lines = lev("where").splitlines()
    assert [line.endswith("(not there yet)") for line in lines] == [False, True, False]
    assert "unrecognized arguments: is" in lev.refused("where", "is")


def test_where_answers_although_the_file_cannot_be_read(bare: Lev) -> None:
    bare.file.parent.mkdir(parents=True)
    bare.file.write_text("no book")
    assert str(bare.file) in bare("where")
