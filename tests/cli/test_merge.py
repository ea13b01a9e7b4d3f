"""``lev merge``: two machines, conflict copies, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from leverage_tui.store.conflicts import Conflicts
from tests.cli.conftest import Lev

COPY = "book.sync-conflict-20261117-101500-ABCDEFG.json"


@pytest.fixture
def laptop(lev: Lev, tmp_path: Path) -> Lev:
    """Another machine with a copy of the same book and a state folder of its own."""
    other = Lev(tmp_path / "laptop")
    other.file.parent.mkdir(parents=True)
    other.file.write_bytes(lev.file.read_bytes())
    return other


def own_minutes(lev: Lev) -> int:
    return sum(entry.minutes for entry in lev.hours)


def exchange(lev: Lev, laptop: Lev, tmp_path: Path) -> None:
    """Both merge what the other had before."""
    before = tmp_path / "before.json"
    before.write_bytes(lev.bytes() or b"")
    lev("merge", str(laptop.file))
    laptop("merge", str(before))


def test_both_directions_end_byte_identical(lev: Lev, laptop: Lev, tmp_path: Path) -> None:
    lev("log", "care", "1h30", "support")
    laptop("log", "care", "2h", "support")
    laptop("money", "care", "100", "--period", "2026-10")
    lev("stream", "edit", "course", "--name", "Course")
    laptop("set", "window_weeks", "20")
    exchange(lev, laptop, tmp_path)
    assert lev.bytes() == laptop.bytes()
    assert own_minutes(lev) == 210
    assert (lev.book.settings.window_weeks, lev.book.streams["course"].name) == (20, "Course")
    assert lev.run("merge", str(laptop.file)).out == "book.json merged: nothing new\n"


def test_a_stream_that_was_deleted_here_comes_back_as_ended_with_hours_from_there(
    lev: Lev, laptop: Lev, tmp_path: Path
) -> None:
    lev("stream", "delete", "care", "--yes")
    laptop("log", "care", "45m", "support")
    said = lev("merge", str(laptop.file))
    assert said == "book.json merged: 2 taken, 1 brought back\n"
    assert lev.book.streams["care"].status == "ended"
    exchange(lev, laptop, tmp_path)
    assert lev.bytes() == laptop.bytes()


def test_what_gave_way_is_listed_on_both_sides(lev: Lev, laptop: Lev, tmp_path: Path) -> None:
    assert lev("merge", "--conflicts") == "no merge had to choose between two versions so far\n"
    lev("stream", "edit", "care", "--name", "Here")
    laptop("stream", "edit", "care", "--name", "There")
    exchange(lev, laptop, tmp_path)
    mine, other = lev("merge", "--conflicts"), laptop("merge", "--conflicts")
    assert "book.json: the stream Here: name Here here (" in mine
    assert " UTC), name There there (" in mine
    assert mine.endswith("; what was there stands\n")
    assert "before.json: the stream There: name There here (" in other
    assert other.endswith("; what was here stands\n")
    (found,) = lev.json("merge", "--conflicts", "--json")
    assert (found["here"]["name"], found["there"]["name"], found["stands"]) == ("Here", "There", "there")


def test_amounts_that_gave_way_are_said_in_their_currency(lev: Lev, laptop: Lev, tmp_path: Path) -> None:
    lev("set", "baseline_rate", "70")
    laptop("set", "baseline_rate", "80.50")
    exchange(lev, laptop, tmp_path)
    (said,) = (line for line in lev("merge", "--conflicts").splitlines() if "baseline_rate" in line)
    assert "the setting baseline_rate: $70 here (" in said
    assert " UTC), $80.50 there (" in said
    laptop("set", "baseline_rate", "none")
    lev("set", "baseline_rate", "75")
    exchange(lev, laptop, tmp_path)
    assert " UTC), none there (" in lev("merge", "--conflicts").splitlines()[-1]


def test_a_list_of_what_gave_way_that_cannot_be_read_is_not_said_to_be_empty(lev: Lev) -> None:
    kept = Conflicts(lev.state, lev.file).path
    kept.parent.mkdir(exist_ok=True)
    kept.mkdir()
    said = lev.refused("merge", "--conflicts", code=3)
    assert said == f"{kept} cannot be read: it is a folder. The file was left as it is."


def test_undo_takes_a_merge_back(lev: Lev, laptop: Lev) -> None:
    laptop("log", "care", "2h", "support")
    lev("merge", str(laptop.file))
    assert own_minutes(lev) == 120
    assert lev("undo") == "undone: book.json merged\n"
    assert own_minutes(lev) == 0
    assert "done again" in lev("redo")
    assert own_minutes(lev) == 120


def test_a_dry_run_changes_nothing_and_json_names_every_entry(lev: Lev, laptop: Lev) -> None:
    laptop("log", "care", "2h", "support")
    before = lev.bytes()
    assert lev("merge", str(laptop.file), "--dry-run") == "book.json would be merged: 1 taken\n"
    (would,) = lev.json("merge", "--dry-run", "--json", str(laptop.file))
    assert lev.bytes() == before
    (taken,) = would["taken"]
    assert (taken["table"], taken["doc"]) == ("hours", str(laptop.hours[0].doc_id))
    assert (would["kept"], would["conflicts"], would["moved_to"]) == ([], [], None)
    lev("merge", str(laptop.file))
    assert lev.bytes() == laptop.bytes()


def test_conflict_copies_beside_the_book_are_offered_and_merged(lev: Lev, laptop: Lev) -> None:
    assert "no conflict copy lies beside the book" in lev("merge")
    assert lev.json("merge", "--json") == []
    laptop("log", "care", "2h", "support")
    copy = lev.file.with_name(COPY)
    copy.write_bytes(laptop.bytes() or b"")
    before = lev.bytes()
    said = lev("merge")
    assert f"{COPY} would be merged: 1 taken" in said
    assert "lev merge --all" in said
    assert lev.json("merge", "--json")[0]["file"] == str(copy)
    assert lev.bytes() == before
    assert copy.exists()
    said = lev("merge", "--all")
    assert f"{COPY} merged: 1 taken" in said
    assert not copy.exists()
    assert lev.bytes() == laptop.bytes()
    assert "no conflict copy" in lev("merge", "--all")


def test_one_damaged_copy_does_not_stand_in_the_way_of_the_others(lev: Lev, laptop: Lev) -> None:
    laptop("log", "care", "2h", "support")
    lev.file.with_name(COPY).write_bytes(laptop.bytes() or b"")
    damaged = lev.file.with_name("book (conflicted copy 2026-11-18).json")
    damaged.write_text("{")
    ran = lev.run("merge", "--all")
    assert ran.code == 3
    assert f"{COPY} merged: 1 taken" in ran.out
    assert ran.err.count("\n") == 1
    assert "no valid JSON" in ran.err
    assert damaged.exists()
    ran = lev.run("merge")
    assert (ran.code, ran.out) == (3, "")


def test_what_cannot_be_merged_is_refused_in_one_sentence(lev: Lev, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    assert lev.refused("merge", str(other)) == f"there is no file {other}"
    assert lev.refused("merge", str(lev.file)) == f"{lev.file} is the book itself: name the other copy of it"
    assert "one thing at a time" in lev.refused("merge", str(other), "--all")
    for text, why in (("{", "no valid JSON"), ('{"_default":{}}', "it is no book"), ("", "it is empty")):
        other.write_text(text)
        assert why in lev.refused("merge", str(other), code=3)
    assert "it is a folder" in lev.refused("merge", str(tmp_path), code=3)


def newer(lev: Lev) -> None:
    """The book as a newer version of this program would leave it."""
    found = json.loads(lev.file.read_text())
    next(row for row in found["settings"].values() if row["key"] == "schema")["value"] = 2
    lev.file.write_text(json.dumps(found))


def test_a_newer_copy_is_refused_and_a_newer_book_is_only_shown(lev: Lev, laptop: Lev) -> None:
    laptop("log", "care", "2h", "support")
    newer(laptop)
    assert "a newer version of this program wrote it (format 2)" in lev.refused("merge", str(laptop.file), code=3)
    for words in (
        ("log", "care", "1h", "support"),
        ("set", "window_weeks", "20"),
        ("stream", "end", "care"),
        ("undo",),
        ("merge", str(lev.file)),
    ):
        assert "format 2" in laptop.refused(*words, code=3)
    before = laptop.bytes()
    assert "WordPress care plan" in laptop("week")
    assert laptop.json("metrics", "--json")
    assert any("format 2" in notice for notice in laptop.json("check", "--json")["notices"])
    assert laptop.bytes() == before


def test_a_book_marked_read_only_is_not_merged_into(lev: Lev, laptop: Lev) -> None:
    laptop("log", "care", "2h", "support")
    lev.file.chmod(0o444)
    assert "it is marked read-only" in lev.refused("merge", str(laptop.file), code=3)


def test_hostile_text_from_the_other_machine_reaches_no_terminal(lev: Lev, laptop: Lev) -> None:
    lev("stream", "edit", "care", "--name", "Here")
    laptop("stream", "edit", "care", "--name", "Evil")
    laptop.file.write_text(laptop.file.read_text().replace('"name":"Evil"', '"name":"\\u001b[2J\\u202eEvil"'))
    said = lev("merge", str(laptop.file))
    assert "Evil" in said
    assert "\x1b" not in said
    assert "\u202e" not in said
