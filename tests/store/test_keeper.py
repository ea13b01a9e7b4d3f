from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from tinydb import TinyDB

from leverage_tui.domain.edits.core import Edit, edit
from leverage_tui.domain.edits.settings import set_setting
from leverage_tui.domain.edits.streams import delete_stream
from leverage_tui.domain.model import Deleted, Hours, Setting
from leverage_tui.store import layout
from leverage_tui.store.errors import CannotSave, FileUnreadable, NewerSchema
from leverage_tui.store.keeper import Keeper
from leverage_tui.store.stamp import OLDEST

from .makers import EMPTY, logged, names, put, saas, shown, started, tables, total, typed


def test_opening_and_doing_nothing_writes_nothing(path: Path, tmp_path: Path) -> None:
    keeper = Keeper.open(path)
    assert keeper.book.is_empty
    assert keeper.refresh() is None
    keeper.commit([])
    keeper.commit([Edit("nothing", ())])
    assert names(tmp_path) == set()


def test_a_new_file_is_private_and_says_what_it_is(path: Path) -> None:
    keeper = started(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert path.with_name("book.json.lock").stat().st_mode & 0o777 == 0o600
    assert names(path.parent) == {"book.json", "book.json.lock"}
    settings = {row["key"]: (row["value"], row["at"]) for row in tables(path)["settings"].values()}
    assert settings == {"schema": (1, OLDEST), "base_currency": ("USD", OLDEST)}
    assert keeper.notices == ()


def test_a_chosen_base_currency_is_not_joined_by_an_assumed_one(path: Path) -> None:
    Keeper.open(path).commit([set_setting(EMPTY, "base_currency", "EUR")])
    rows = [row for row in tables(path)["settings"].values() if row["key"] == "base_currency"]
    assert [row["value"] for row in rows] == ["EUR"]
    assert rows[0]["at"] > OLDEST


def test_what_is_committed_is_read_back_and_stock_tinydb_can_sum_it(path: Path) -> None:
    keeper = started(path)
    for minutes in (30, 45, 15):
        saved = keeper.commit([logged(keeper.book, minutes)])
        assert saved.book is keeper.book
        assert not saved.foreign
    again = Keeper.open(path)
    assert total(again.book) == 90
    assert again.book.streams == keeper.book.streams
    assert set(again.book.all(Hours)) == set(keeper.book.all(Hours))
    with TinyDB(path, access_mode="r") as database:
        assert sum(entry["minutes"] for entry in database.table("hours")) == 90
        assert [stream["name"] for stream in database.table("streams")] == ["Saas"]


def test_every_document_is_stamped_later_than_everything_before_though_the_clock_goes_back(path: Path) -> None:
    started(path)
    now = [10**12]
    for minutes in range(1, 6):
        keeper = Keeper.open(path, wall=lambda: now[0])
        keeper.commit([logged(keeper.book, minutes), logged(keeper.book, minutes)])
        now[0] -= 3_600_000
    stamps = [row["at"] for row in sorted(tables(path)["hours"].values(), key=lambda row: row["at"])]
    assert len(set(stamps)) == 10
    by_minutes = {row["at"]: row["minutes"] for row in tables(path)["hours"].values()}
    assert [by_minutes[at] for at in stamps] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert min(stamps) > tables(path)["streams"].popitem()[1]["at"]


def test_unknown_tables_keys_and_unreadable_documents_survive(path: Path) -> None:
    started(path)
    data = tables(path)
    data["_default"] = {"3": {"what": "ever"}}
    data["later"] = {}
    stream = next(iter(data["streams"].values()))
    stream["mascot"] = {"kind": "otter", "ages": [1, 2.5, None]}
    data["hours"] = {"17": {"minutes": "many"}}
    put(path, data)
    keeper = Keeper.open(path)
    assert next(problem.why for problem in keeper.book.problems) == "minutes is no whole number"
    keeper.commit([logged(keeper.book, 5)])
    after = tables(path)
    assert (after["_default"], after["later"]) == (data["_default"], {})
    assert next(iter(after["streams"].values())) == stream
    assert after["hours"]["17"] == {"minutes": "many"}
    assert Keeper.open(path).book.problems == keeper.book.problems


def test_a_file_written_by_hand_is_read_and_put_in_order_only_when_something_is_saved(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"streams": {"5": {"name": "Saas", "id": "saas"}},\n "hours": {}}')
    before = path.read_bytes()
    keeper = Keeper.open(path)
    keeper.commit([])
    assert path.read_bytes() == before
    keeper.commit([logged(keeper.book, 5)])
    assert layout.sheet_of(layout.parse(path.read_bytes(), path)).text() == path.read_bytes()
    assert list(tables(path)) == ["hours", "settings", "streams"]


def test_a_commit_encodes_what_it_changes_also_the_first_of_a_process(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = started(path)
    keeper.commit([logged(keeper.book) for _ in range(50)])
    encoded: list[int] = []
    original = layout.encode_document

    def counting(number: int, raw: layout.Raw) -> bytes:
        encoded.append(number)
        return original(number, raw)

    monkeypatch.setattr(layout, "encode_document", counting)
    fresh = Keeper.open(path)
    fresh.commit([logged(fresh.book)])
    assert len(encoded) == 1
    fresh.commit([logged(fresh.book), logged(fresh.book)])
    assert len(encoded) == 3
    elsewhere = Keeper.open(path, state=path.parent / "other machine")
    elsewhere.commit([logged(elsewhere.book)])
    assert len(encoded) == 3 + len(layout.split(path.read_bytes()).lines["hours"]) + 3


def test_equal_books_are_equal_files(path: Path, tmp_path: Path) -> None:
    keeper = started(path)
    bytes_before = path.read_bytes()
    entry = logged(keeper.book, 5)
    keeper.commit([entry])
    copy = tmp_path / "copy.json"
    keeper.copy_to(copy)
    assert copy.read_bytes() == path.read_bytes() != bytes_before
    assert copy.stat().st_mode & 0o777 == 0o600


def test_what_changes_nothing_is_not_written(path: Path) -> None:
    keeper = started(path)
    wanted = typed(keeper.book, 60)
    keeper.commit([wanted])
    before = path.stat()
    keeper.commit([wanted])
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_the_deleted_stay_deleted_and_come_back_by_the_inverse(path: Path) -> None:
    keeper = started(path)
    keeper.commit([logged(keeper.book, 5)])
    gone = delete_stream(keeper.book, "saas")
    keeper.commit([gone])
    assert {grave.of_table for grave in keeper.book.all(Deleted)} == {"streams", "hours"}
    assert Keeper.open(path).book.is_empty
    keeper.commit([gone.inverse()])
    again = Keeper.open(path).book
    assert total(again) == total(keeper.book) == 5
    assert list(again.streams) == ["saas"]


def test_a_deleted_document_that_an_old_copy_brings_back_does_not_count(path: Path) -> None:
    keeper = started(path)
    keeper.commit([logged(keeper.book, 5)])
    old = tables(path)["hours"]
    keeper.commit([edit("gone", [(entry, None) for entry in keeper.book.all(Hours)])])
    data = {**tables(path), "hours": old}
    put(path, data)
    assert keeper.refresh() is None
    assert total(keeper.book) == total(Keeper.open(path).book) == 0
    del data["deleted"]
    put(path, data)
    seen = keeper.refresh()
    assert seen is not None
    assert total(seen.book) == total(Keeper.open(path).book) == 5


def test_an_entry_that_cannot_be_read_is_not_written_over(path: Path) -> None:
    keeper = started(path)
    wanted = typed(keeper.book, 60)
    put(path, {**tables(path), "hours": {str(wanted.changes[0].document.doc_id): {"minutes": "sixty"}}})
    saved = keeper.commit([wanted, logged(keeper.book, 7)])
    assert [why for _, why in saved.refused] == [
        "the file holds an entry there that cannot be read: minutes is no whole number"
    ]
    assert {"minutes": "sixty"} in tables(path)["hours"].values()
    assert shown(saved.book) == 7


def test_the_file_of_a_newer_version_may_be_looked_at_only(path: Path) -> None:
    keeper = started(path)
    schema = next(found for found in keeper.book.all(Setting) if found.key == "schema")
    keeper.commit([edit("grown", [(schema, replace(schema, value=2))])])
    newer = Keeper.open(path)
    before = path.read_bytes()
    assert newer.read_only is not None
    assert "a newer version of this program wrote it (format 2)" in newer.read_only
    assert newer.notices == (newer.read_only,)
    with pytest.raises(NewerSchema):
        newer.commit([logged(newer.book)])
    assert path.read_bytes() == before


def test_a_link_stays_a_link_and_mode_and_owner_stay(path: Path, tmp_path: Path) -> None:
    started(path)
    path.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(path, 65534, 65534)
    before = path.stat()
    link = tmp_path / "link.json"
    link.symlink_to(path)
    keeper = Keeper.open(link)
    keeper.commit([logged(keeper.book, 5)])
    after = path.stat()
    assert link.is_symlink()
    assert keeper.path == path
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    assert total(Keeper.open(path).book) == 5
    assert any("can be read by other users" in notice for notice in keeper.notices)


def test_a_link_to_a_file_that_is_yet_to_be_makes_that_file(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(path)
    Keeper.open(link).commit([saas()])
    assert link.is_symlink()
    assert path.exists()


def test_a_second_name_is_told(path: Path, tmp_path: Path) -> None:
    started(path)
    os.link(path, tmp_path / "second.json")
    assert any("has a second name" in notice for notice in Keeper.open(path).notices)


def test_a_read_only_mark_is_respected(path: Path) -> None:
    keeper = started(path)
    before = path.read_bytes()
    path.chmod(0o444)
    with pytest.raises(CannotSave, match="it is marked read-only"):
        keeper.commit([logged(keeper.book)])
    assert path.read_bytes() == before
    assert keeper.read_only == f"{path} is open for reading only: it is marked read-only."
    path.chmod(0o600)
    assert keeper.read_only is None
    keeper.commit([logged(keeper.book)])


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"", "it is empty"), (b"\n \n", "it is empty"), (b"{", "is no valid JSON"), (b"[1]", "no set of tables")],
)
def test_a_file_that_is_no_book_is_never_overwritten(path: Path, data: bytes, why: str) -> None:
    keeper = started(path)
    book = keeper.book
    path.write_bytes(data)
    with pytest.raises(FileUnreadable, match=why):
        Keeper.open(path)
    for _ in range(2):
        with pytest.raises(FileUnreadable, match=why):
            keeper.refresh()
        with pytest.raises(FileUnreadable, match=why):
            keeper.commit([logged(keeper.book)])
    assert path.read_bytes() == data
    assert keeper.book is book


def test_a_file_that_is_gone_is_not_made_anew_and_works_again_when_it_is_back(path: Path) -> None:
    keeper = started(path)
    data = path.read_bytes()
    path.unlink()
    for act in (keeper.refresh, lambda: keeper.commit([logged(keeper.book)])):
        with pytest.raises(FileUnreadable, match="it is gone"):
            act()
    assert not path.exists()
    path.write_bytes(data)
    assert keeper.refresh() is None
    keeper.commit([logged(keeper.book, 5)])
    assert total(Keeper.open(path).book) == 5


def test_folders_pipes_and_huge_files_are_refused_before_they_are_read(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with (tmp_path / "huge").open("wb") as huge:
        huge.truncate(64 * 1024 * 1024 + 1)
    (tmp_path / "loop").symlink_to("loop")
    for name, why in (("folder", "a folder"), ("pipe", "no regular file"), ("huge", "64 MB"), ("loop", "a link")):
        with pytest.raises(FileUnreadable, match=why):
            Keeper.open(tmp_path / name)


def test_a_copy_holds_what_is_not_saved_and_never_overwrites(path: Path, tmp_path: Path) -> None:
    keeper = started(path)
    copy = tmp_path / "copy.json"
    keeper.copy_to(copy, [logged(keeper.book, 5), logged(keeper.book, 6)])
    assert total(Keeper.open(copy).book) == 11
    assert total(Keeper.open(path).book) == 0
    with pytest.raises(CannotSave, match="there is a file of that name already"):
        keeper.copy_to(copy)
    with pytest.raises(CannotSave, match="its folder is not there"):
        keeper.copy_to(tmp_path / "no" / "folder.json")
    Keeper.open(tmp_path / "new.json").copy_to(tmp_path / "made.json", [saas()])
    settings = tables(tmp_path / "made.json")["settings"].values()
    assert {row["key"] for row in settings} == {"schema", "base_currency"}
