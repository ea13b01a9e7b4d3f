from __future__ import annotations

from pathlib import Path

import pytest
from tinydb import Query, TinyDB, where

from leverage_tui.store.errors import CannotSave, FileUnreadable
from leverage_tui.store.keeper import Keeper
from leverage_tui.store.storage import BookStorage

from .makers import logged, names, started, tables, total


def test_tinydb_works_on_it_as_on_its_own(path: Path) -> None:
    with TinyDB(path, storage=BookStorage) as database:
        assert not path.exists()
        assert database.all() == []
        table = database.table("hours")
        first = table.insert({"stream": "a", "minutes": 5})
        table.insert_multiple({"stream": "b", "minutes": number} for number in range(3))
        table.update({"note": "Zoë"}, doc_ids=[first])
        table.remove(where("minutes") == 0)
        table.upsert({"stream": "c", "minutes": 9}, Query().stream == "c")
        assert sorted(entry["minutes"] for entry in table) == [1, 2, 5, 9]
    with TinyDB(path, storage=BookStorage) as database:
        assert database.table("hours").get(doc_id=first) == {"stream": "a", "minutes": 5, "note": "Zoë"}
        assert database.tables() == {"hours"}
        database.drop_tables()
        assert database.tables() == set()
    assert path.read_bytes() == b"{\n}\n"
    assert path.stat().st_mode & 0o777 == 0o600
    assert names(path.parent) == {"book.json", "book.json.lock"}


def test_it_and_a_keeper_lose_nothing_of_each_other(path: Path) -> None:
    keeper = started(path)
    with TinyDB(path, storage=BookStorage) as database:
        table = database.table("hours")
        for minutes in range(1, 6):
            keeper.commit([logged(keeper.book, minutes)])
            table.insert({"stream": "saas", "date": "2026-11-05", "work": "sell", "minutes": minutes})
    keeper.refresh()
    assert total(keeper.book) == total(Keeper.open(path).book) == 30


def test_a_write_made_from_an_old_reading_keeps_what_came_in_since(path: Path) -> None:
    started(path)
    one, two = BookStorage(path), BookStorage(path)
    mine, theirs = one.read(), two.read()
    assert mine is not None
    assert theirs is not None
    two.write({**theirs, "more": {"1": {"theirs": 1}}})
    one.write({**mine, "other": {"1": {"mine": 1}}})
    assert (tables(path)["more"], tables(path)["other"]) == ({"1": {"theirs": 1}}, {"1": {"mine": 1}})


def test_one_document_changed_by_both_is_refused(path: Path) -> None:
    one, two = BookStorage(path), BookStorage(path)
    two.write({"t": {"1": {"n": 2}}})
    before = path.read_bytes()
    with pytest.raises(CannotSave, match="another program changed 1 in t meanwhile"):
        one.write({"t": {"1": {"n": 1}}})
    assert path.read_bytes() == before


def test_what_json_cannot_hold_leaves_the_file_as_it_is(path: Path) -> None:
    started(path)
    before = path.read_bytes()
    storage = BookStorage(path)
    for value in (float("nan"), {1}, b"bytes"):
        with pytest.raises((TypeError, ValueError)):
            storage.write({"t": {"1": {"n": value}}})
    assert path.read_bytes() == before


def test_writing_what_is_there_writes_nothing(path: Path) -> None:
    started(path)
    before = path.stat()
    storage = BookStorage(path)
    data = storage.read()
    assert data is not None
    storage.write(data)
    assert path.stat().st_mtime_ns == before.st_mtime_ns


def test_an_empty_file_is_no_new_database(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with pytest.raises(FileUnreadable, match="it is empty"):
        BookStorage(path).read()
    assert path.read_bytes() == b""
