from __future__ import annotations

import stat

import pytest

from tests.cli.conftest import Lev


def test_the_demo_book_goes_to_a_new_file_of_this_user_alone(bare: Lev) -> None:
    path = bare.folder / "demo.json"
    said = bare("demo", "--data", str(path))
    assert said.startswith(f"{path}: ")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not bare.file.exists()
    assert [row["id"] for row in bare.json("stream", "list", "--json", "--data", str(path))] == [
        "consulting", "care", "course",
    ]  # fmt: skip
    assert bare.run("check", "--data", str(path)).code == 0


def test_more_years_are_more_entries(bare: Lev) -> None:
    counts = []
    for years in ("1", "3"):
        path = bare.folder / f"{years}.json"
        bare("--data", str(path), "demo", "--years", years)
        counts.append(len(path.read_bytes().splitlines()))
    assert counts[0] < counts[1]


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        ([], "which file? lev demo --data FILE writes a new one"),
        (["--data", "FOLDER/x.json", "--years", "0"], "--years: '0' is no whole number from 1 to 40"),
        (["--data", "FOLDER/x.json", "--years", "ten"], "--years: 'ten' is no whole number"),
        (["--data", "FOLDER/x.json", "--today", "1975-01-01", "--years", "9"], "9 years before 1975 is too early"),
    ],
)
def test_what_makes_no_sense_is_refused_and_writes_nothing(bare: Lev, argv: list[str], sentence: str) -> None:
    argv = [word.replace("FOLDER", str(bare.folder)) for word in argv]
    assert sentence in bare.refused("demo", *argv)
    assert not (bare.folder / "x.json").exists()


@pytest.mark.parametrize("kind", ["book", "empty", "folder", "dangling"])
def test_what_is_there_is_never_touched(lev: Lev, kind: str) -> None:
    path = lev.folder / "there"
    if kind == "folder":
        path.mkdir()
    elif kind == "dangling":
        path.symlink_to(lev.folder / "nowhere")
    else:
        path.write_bytes((lev.bytes() or b"") if kind == "book" else b"")
    before = path.read_bytes() if path.is_file() else None
    assert f"{path} is there already" in lev.refused("demo", "--data", str(path))
    assert (path.read_bytes() if path.is_file() else None) == before
    assert not (lev.folder / "nowhere").exists()


def test_a_folder_that_is_not_there_is_said(bare: Lev) -> None:
    assert "its folder is not there" in bare.refused("demo", "--data", str(bare.folder / "no" / "x.json"), code=3)
