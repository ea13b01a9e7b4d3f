"""Paths as terminals paste them when a file is dropped, and as people type them; files that may be meant."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.interchange.dropped import LONGEST, dropped_path, dropped_paths, is_file, readings
from leverage_tui.interchange.finding import completed, likely_files

NAMES = st.text(st.characters(codec="utf-8", exclude_characters="/\0", exclude_categories=("Cc", "Zl", "Zp", "Cs")),
                min_size=1, max_size=30).map(str.strip).filter(lambda name: name not in ("", ".", ".."))  # fmt: skip


def nowhere(path: str) -> bool:
    return False


@pytest.mark.parametrize(
    ("pasted", "meant"),
    [
        ("/home/me/a.csv", "/home/me/a.csv"),
        ("  /home/me/a.csv \n", "/home/me/a.csv"),
        ("'/home/me/my file.csv'", "/home/me/my file.csv"),
        ('"/home/me/my file.csv"', "/home/me/my file.csv"),
        ("/home/me/my\\ file\\ \\(1\\).csv", "/home/me/my file (1).csv"),
        ("'/home/me/it'\\''s.csv'", "/home/me/it's.csv"),
        ("file:///home/me/my%20file.csv", "/home/me/my file.csv"),
        ("file:///home/me/my%20file.csv\r\n", "/home/me/my file.csv"),
        ("file://localhost/home/me/a.csv", "/home/me/a.csv"),
        ("FILE:///home/me/%C3%A4.csv", "/home/me/ä.csv"),
        ("file:///home/me/a#1.csv", "/home/me/a#1.csv"),
        ("file:/home/me/a.csv", "/home/me/a.csv"),
        ("file:///one.csv\nfile:///two.csv", "/one.csv"),
        ("/home/me/my file.csv", "/home/me/my file.csv"),
        ("it's.csv", "it's.csv"),
        ("my report.csv", "my report.csv"),
        ("", ""),
        (" \n ", ""),
        ("x" * (LONGEST + 1), ""),
    ],
)
def test_what_a_paste_means(pasted: str, meant: str) -> None:
    assert dropped_path(pasted, nowhere) == meant


@pytest.mark.parametrize(
    "pasted", ["/one.csv /two.csv", "'/one.csv' '/two.csv'", "file:///one.csv file:///two.csv"]
)
def test_of_several_files_in_a_line_the_first_is_meant(pasted: str) -> None:
    assert dropped_path(pasted, {"/one.csv", "/two.csv"}.__contains__) == "/one.csv"


def test_the_home_is_written_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/somebody")
    assert dropped_path("~/a\\ b.csv", nowhere) == "/home/somebody/a b.csv"
    assert dropped_path("~nobody-of-that-name/a.csv", nowhere) == "~nobody-of-that-name/a.csv"


@pytest.mark.parametrize(
    "name", ["my file.csv", "a%20b.csv", "'quoted'.csv", "back\\ slash.csv", "~tilde.csv", "ä ß.csv"]
)
def test_a_name_that_is_really_there_is_found_as_it_stands(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("x")
    assert dropped_path(str(path)) == str(path)
    assert dropped_path(shlex.quote(str(path))) == str(path)
    assert dropped_path(f"file://{quote(str(path))}") == str(path)


@given(NAMES)
def test_whatever_the_name_every_way_of_writing_it_means_it(name: str) -> None:
    path = f"/somewhere/{name}"
    there = {path}.__contains__
    escaped = "".join(char if char.isalnum() or char in "/._-" else f"\\{char}" for char in path)
    for pasted in (path, shlex.quote(path), escaped, f"file://{quote(path)}"):
        assert dropped_path(pasted, there) == path


@given(st.text(max_size=300))
def test_no_paste_is_too_odd(pasted: str) -> None:
    assert all(isinstance(path, str) for path in readings(pasted))
    is_file(dropped_path(pasted))


def written(path: Path, at: int) -> Path:
    path.write_text("x")
    os.utime(path, (at, at))
    return path


def test_the_latest_files_of_known_kinds_come_first_each_once(tmp_path: Path) -> None:
    old = written(tmp_path / "old.csv", 1_000)
    new = written(tmp_path / "NEW.JSON", 3_000)
    middle = written(tmp_path / "middle.ics", 2_000)
    written(tmp_path / "photo.png", 9_000)
    written(tmp_path / ".hidden.csv", 9_000)
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "empty.csv").touch()
    (tmp_path / "dangling.csv").symlink_to(tmp_path / "nowhere")
    found = likely_files([tmp_path, tmp_path, tmp_path / "none"], 8)
    assert [each.path for each in found] == [new, middle, old]
    assert [each.size for each in found] == [1, 1, 1]
    assert [each.path for each in likely_files([tmp_path], 1)] == [new]


def test_a_path_is_completed_as_far_as_it_is_certain(tmp_path: Path) -> None:
    for name in ("toggl-2025.csv", "toggl-2024.csv", "Stripe.csv", ".secret"):
        (tmp_path / name).touch()
    (tmp_path / "exports").mkdir()
    base = f"{tmp_path}/"
    found = completed(f"{base}to")
    assert found.text == f"{base}toggl-202"
    assert found.names == ("toggl-2024.csv", "toggl-2025.csv")
    assert completed(f"{base}toggl-2025").text == f"{base}toggl-2025.csv"
    assert completed(f"{base}ex").text == f"{base}exports/"
    assert completed(f"{base}st").text == f"{base}Stripe.csv"
    assert completed(f"{base}none").text == f"{base}none"
    assert completed(f"{base}none").names == ()
    assert ".secret" not in completed(base).names
    assert completed(f"{base}.s").text == f"{base}.secret"
    assert completed(str(tmp_path)).text == f"{tmp_path}/"
    assert completed("\0").names == ()


def test_a_path_is_completed_under_the_home_as_it_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "report.csv").touch()
    assert completed("~/rep").text == "~/report.csv"


@pytest.mark.parametrize(
    ("pasted", "meant"),
    [
        ("/one.csv", ("/one.csv",)),
        ("/one.csv /two.csv", ("/one.csv", "/two.csv")),
        ("'/one.csv' '/my file.csv'", ("/one.csv", "/my file.csv")),
        ("/one.csv /my\\ file.csv", ("/one.csv", "/my file.csv")),
        ("/my file.csv", ("/my file.csv",)),
        ("file:///one.csv file:///my%20file.csv", ("/one.csv", "/my file.csv")),
        ("file:///one.csv\r\nfile:///two.csv\r\n", ("/one.csv", "/two.csv")),
        ("/one.csv\n/one.csv\n", ("/one.csv",)),
        ("/one.csv /none.csv", ("/one.csv",)),
        ("some words of a text", ()),
        ("", ()),
    ],
)
def test_several_files_are_each_found_that_is_there(pasted: str, meant: tuple[str, ...]) -> None:
    assert dropped_paths(pasted, {"/one.csv", "/two.csv", "/my file.csv"}.__contains__) == meant


@given(st.lists(NAMES, min_size=1, max_size=4, unique=True))
def test_any_names_are_found_as_a_shell_writes_them(names: list[str]) -> None:
    paths = [f"/folder/{name}" for name in names]
    assert dropped_paths(shlex.join(paths), paths.__contains__) == tuple(paths)
