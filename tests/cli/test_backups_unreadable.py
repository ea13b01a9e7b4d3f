"""Backups that may not be read are not taken for none: whichever command needs them says so, and edits are saved."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.cli.conftest import Lev, Ran
from tests.users import as_ordinary_user, users_folder

WHY = "the folder of the backups cannot be read (you have no permission to read it)"


@pytest.fixture
def locked_out() -> Iterator[Lev]:
    """A book with two entries and a backup before the second of them, whose folder may not be read then."""
    with users_folder() as folder:
        lev = Lev(folder)

        def work() -> None:
            lev("stream", "add", "Care", "--started", "2026-01-05")
            lev("log", "care", "1", "support")
            lev("backup", "create")
            lev("log", "care", "2", "support")

        as_ordinary_user(work)
        (kept,) = (found for found in (lev.state / "backups").iterdir() if found.is_dir())
        kept.chmod(0)
        yield lev


def sentence(lev: Lev) -> str:
    (kept,) = (found for found in (lev.state / "backups").iterdir() if found.is_dir())
    return (
        f"The backups in {kept} cannot be read: you have no permission to read it. "
        "While that is so, no backup can be made."
    )


@pytest.mark.parametrize(
    "argv",
    [
        ("backup", "list"), ("backup", "list", "--json"), ("backup", "create"), ("backup", "diff"),
        ("backup", "restore", "2026", "--yes"),
    ],
)  # fmt: skip
def test_what_needs_them_says_why_it_has_none(locked_out: Lev, argv: tuple[str, ...]) -> None:
    found = as_ordinary_user(lambda: locked_out.run(*argv))
    assert found == Ran(3, "", f"lev: {sentence(locked_out)}\n")


def test_check_says_it_beside_all_else(locked_out: Lev) -> None:
    found = as_ordinary_user(lambda: (locked_out("check"), locked_out("check", "--json")))
    assert f"The file and the config:\n  {sentence(locked_out)}\n" in found[0]
    assert json.loads(found[1])["notices"] == [sentence(locked_out)]


def test_an_edit_is_saved_and_said_to_be_unprotected(locked_out: Lev) -> None:
    found = as_ordinary_user(lambda: locked_out.run("stream", "add", "Course"))
    assert found.code == 0
    assert found.err == f"No backup could be made: {WHY}.\n"
    assert set(as_ordinary_user(lambda: list(locked_out.book.streams))) == {"care", "course"}


def test_of_a_damaged_book_the_rest_comes_back_and_the_backups_are_not_said_to_be_none(locked_out: Lev) -> None:
    data = locked_out.file.read_bytes()
    locked_out.file.write_bytes(data + b"\0\0\0\n")
    found, as_json = as_ordinary_user(lambda: (locked_out.run("check"), locked_out.run("check", "--json")))
    assert (found.code, as_json.code) == (3, 3)
    assert WHY in found.out
    assert "there is no backup" not in found.out + found.err
    assert json.loads(as_json.out)["backups_unread"] == WHY


def test_where_nothing_can_be_saved_it_is_no_backup_that_cannot_be_read(locked_out: Lev) -> None:
    locked_out.file.write_bytes(b"\0" * 100)
    for log in (locked_out.state / "books").glob("*.undo"):
        log.unlink()
    found = as_ordinary_user(lambda: locked_out.run("check"))
    assert found.code == 3
    assert found.err.endswith(f"Nothing of it can be saved, and {WHY}.\n")


def test_a_file_that_went_back_is_not_said_to_lack_what_may_lie_there(locked_out: Lev) -> None:
    older = json.loads(locked_out.file.read_text())
    older["hours"] = {}
    locked_out.file.write_text(json.dumps(older))
    for log in (locked_out.state / "books").glob("*.undo"):
        log.unlink()
    found, as_json, repaired = as_ordinary_user(
        lambda: (
            locked_out.run("check"),
            locked_out.run("check", "--json"),
            locked_out.run("check", "--repair", "--yes"),
        )
    )
    assert (found.code, repaired.code) == (3, 3)
    assert WHY in found.out
    assert json.loads(as_json.out)["backups_unread"] == WHY
    assert f"{WHY[0].upper()}{WHY[1:]}: --use-older takes the file as it is.\n" in repaired.out


def test_neither_the_book_nor_the_backups_can_be_read(locked_out: Lev) -> None:
    locked_out.file.unlink()
    locked_out.file.mkdir()
    found = as_ordinary_user(lambda: locked_out.run("check"))
    assert found.code == 3
    why = f"{WHY[0].upper()}{WHY[1:]}"
    assert found.err == (
        f"lev: {locked_out.file} cannot be read: it is a folder. The file was left as it is. {why}, either.\n"
    )
