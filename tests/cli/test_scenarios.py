"""``lev metrics --json --scenarios FILE``."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Lev
from tests.metrics.examples import FOLDER, differences, expected_json

PRICE = {"kind": "price", "stream": "care", "price_change": 0.1}


def write(lev: Lev, text: str | bytes) -> str:
    path = lev.folder / "scenarios.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


@pytest.mark.parametrize(
    ("name", "file", "scenarios"),
    [
        ("three_streams", "three_streams.json", "scenarios.json"),
        ("quirks", "more/quirks.json", "more/quirks.scenarios.json"),
    ],
)
def test_the_examples_are_printed_as_they_stand(bare: Lev, name: str, file: str, scenarios: str) -> None:
    expected = expected_json(name)
    bare.file.parent.mkdir(parents=True)
    bare.file.write_bytes((FOLDER / file).read_bytes())
    before = bare.bytes()
    asked = ("--today", expected["as_of"], "metrics", "--json", "--scenarios", str(FOLDER / scenarios))
    found = bare.json(*asked)
    assert list(differences(expected, found, frozenset())) == []
    assert list(found) == list(expected)
    assert [list(one) for one in found["what_if"]] == [list(one) for one in expected["what_if"]]
    assert bare.bytes() == before


def test_a_file_with_one_list_gives_an_empty_other_one(lev: Lev) -> None:
    found = lev.json("metrics", "--json", "--scenarios", write(lev, "\ufeff" + json.dumps({"what_if": [PRICE]})))
    assert found["new_stream"] == []
    assert found["what_if"][0]["label"] is None
    assert found["what_if"][0]["contribution_margin"] is None


def test_a_book_without_a_rate_says_so_for_each(bare: Lev) -> None:
    bare("stream", "add", "Care", "--id", "care")
    found = bare.json("metrics", "--json", "--scenarios", write(bare, json.dumps({"what_if": [PRICE]})))
    assert found["what_if"] == [{"kind": "price", "label": None, "state": "needs baseline rate"}]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (json.dumps({"what_if": [PRICE, PRICE | {"stream": "car"}]}), 'what_if 2: stream is "car": write care'),
        (json.dumps({"new_stream": [{"build_hours": -1}]}), "new_stream 1: build_hours is -1: the lowest is 0"),
        (json.dumps([PRICE]), "is no file of scenarios: it holds a list: write an object with the lists"),
        ('{"what_if": [', "is no file of scenarios: it is no JSON from line 1, column 14 on"),
        ("", "it is no JSON from line 1, column 1 on"),
        (b"\xff\xfe\xfa", "is no file of scenarios: it is no text in UTF-8"),
        ("[" * 200_000, "is no file of scenarios: its lists stand too deep in one another"),
        ('{"what_if": [' + "1" * 5000 + "]}", "is no file of scenarios: it holds a number of too many digits"),
        (" " * (1024 * 1024) + "{}", "is no file of scenarios: it is over 1 MB"),
        ('{"what_if": [{"kind": "price", "stream": "care", "price_change": 1e999}]}', "price_change is Infinity"),
    ],
)
def test_a_file_that_is_no_such_thing_is_refused(lev: Lev, text: str | bytes, sentence: str) -> None:
    assert sentence in lev.refused("metrics", "--json", "--scenarios", write(lev, text))


def test_a_file_that_cannot_be_read_is_exit_code_3(lev: Lev) -> None:
    missing = str(lev.folder / "nowhere.json")
    said = lev.refused("metrics", "--json", "--scenarios", missing, code=3)
    assert said == f"{missing} cannot be read: there is no such file"
    assert "it is a folder" in lev.refused("metrics", "--json", "--scenarios", str(lev.folder), code=3)
    assert "cannot be read" in lev.refused("metrics", "--json", "--scenarios", "a\0b", code=3)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_that_may_not_be_read_is_exit_code_3(lev: Lev) -> None:
    path = write(lev, "{}")
    Path(path).chmod(0)
    assert "no permission to read it" in lev.refused("metrics", "--json", "--scenarios", path, code=3)
