"""``lev undo`` and ``lev redo``, across commands."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Lev


def hours(lev: Lev) -> int:
    return sum(
        entry.minutes for ledger in lev.book.ledgers.values() for week in ledger.hours.values() for entry in week
    )


def test_the_last_change_is_taken_back_and_done_again(lev: Lev) -> None:
    before, bare = hours(lev), lev.book.streams.keys()
    lev("log", "care", "1h30", "support")
    lev("stream", "add", "Book")
    assert lev("undo") == "undone: Book added\n"
    assert lev.book.streams.keys() == bare
    assert lev("undo").startswith("undone: ")
    assert hours(lev) == before
    assert "done again" in lev("redo")
    assert hours(lev) == before + 90
    assert lev("redo") == "done again: Book added\n"
    assert lev("redo") == "nothing to redo\n"


def test_several_at_once_and_no_more_than_there_are(lev: Lev) -> None:
    while lev("undo") != "nothing to undo\n":
        pass
    start = lev.book.streams.keys()
    for name in ("One", "Two", "Three"):
        lev("stream", "add", name)
    assert lev("undo", "--times", "2") == "undone: Three added\nundone: Two added\n"
    assert lev("undo", "--times", "9").count("undone") == 1
    assert lev.book.streams.keys() == start
    assert lev.refused("undo", "--times", "0") == "--times is a number from 1 on"


def test_what_was_changed_since_is_left_alone_and_said(lev: Lev) -> None:
    lev("stream", "edit", "care", "--name", "Care")
    text = lev.file.read_text().replace('"name":"Care"', '"name":"Kept"')
    lev.file.write_text(text)
    said = lev("undo")
    assert "was left alone" in said
    assert lev.book.streams["care"].name == "Kept"


def test_a_read_only_file_is_left_as_it_is(lev: Lev) -> None:
    lev("log", "care", "1h30", "support")
    lev.file.chmod(0o444)
    lev.refused("undo", code=3)


@pytest.mark.parametrize("command", ["undo", "redo"])
def test_a_log_that_cannot_be_read_is_not_said_to_be_empty(lev: Lev, command: str) -> None:
    (log,) = (lev.state / "books").glob("*.undo")
    log.unlink()
    assert lev(command) == f"nothing to {command}\n"
    log.mkdir()
    said = lev.refused(command, code=3)
    assert said == f"{log} cannot be read: it is a folder. The file was left as it is."
