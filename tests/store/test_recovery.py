from __future__ import annotations

import json
import shutil
import stat
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from leverage_tui.domain.model import Hours
from leverage_tui.domain.review.recovered import months
from leverage_tui.store import disk, quarantine
from leverage_tui.store.backups import Backups
from leverage_tui.store.codec import read_book
from leverage_tui.store.errors import CannotSave, FileLocked, FileUnreadable, WentBack
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.keeper import Keeper
from leverage_tui.store.layout import Raw, Tables, parse, sheet_of
from leverage_tui.store.lock import lock_path
from leverage_tui.store.recovery import Offer, offer_for, repair
from leverage_tui.store.went_back import accept, expect_none, missing, put_entries_back, use_older
from tests.store.damage import DOCUMENTS, GOOD, LAYOUTS, OURS, flat, with_zeroed_page
from tests.store.makers import logged, saas, shown, started, total, typed

NOW = datetime(2026, 11, 18, 9, 30, tzinfo=UTC)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path / "data" / "book.json"


def offered(book: Path, state: Path) -> Offer:
    found = offer_for(book, state)
    assert found is not None
    return found


def hours(minutes: int, at: str = "") -> Raw:
    raw: dict[str, object] = {"stream": "care", "date": "2026-11-02", "work": "sell", "minutes": minutes}
    return {**raw, "at": at} if at else raw


def damaged(tables: Tables) -> bytes:
    """The tables' text with one line more that nobody can read."""
    return sheet_of(tables).text().replace(b"{\n", b"{\n\0\n", 1)


def backed_up(book: Path, state: Path, tables: Tables) -> None:
    assert Backups(state, book).create(sheet_of(tables).text(), "test", datetime.now(UTC))


def test_a_file_that_can_be_read_and_one_that_never_was_need_nothing(book: Path, state: Path) -> None:
    assert offer_for(book, state) is None
    book.write_bytes(OURS)
    assert offer_for(book, state) is None


def test_everything_comes_back_from_the_lines_and_the_backup(book: Path, state: Path) -> None:
    backed_up(book, state, GOOD)
    book.write_bytes(with_zeroed_page(OURS, 10))
    offer = offered(book, state)
    assert flat(offer.tables) == DOCUMENTS
    lost = len(DOCUMENTS) - len(offer.from_file)
    assert 30 < lost < 100
    assert offer.salvaged.lost_lines == 1
    assert offer.doubtful == offer.differing == ()
    assert book.read_bytes() == with_zeroed_page(OURS, 10)


def test_counts_by_stream_and_month_add_up(book: Path, state: Path) -> None:
    backed_up(book, state, GOOD)
    book.write_bytes(with_zeroed_page(OURS, 10))
    offer = offered(book, state)
    found = months(offer.book, offer.was_in_file)
    minutes = {
        table_number: raw["minutes"] for table_number, raw in DOCUMENTS.items() if table_number[0] == "hours"
    }
    from_file = sum(count for key, count in minutes.items() if key in offer.from_file)
    assert sum(month.in_file.minutes for month in found) == from_file < sum(minutes.values())
    assert sum(month.in_all.minutes for month in found) == sum(minutes.values())
    assert sum(month.in_all.entries for month in found) == sum(key[0] in ("hours", "money") for key in DOCUMENTS)
    june = next(month for month in found if (month.stream, month.month) == ("consulting", "2025-06"))
    gross = [
        raw for (table, _), raw in DOCUMENTS.items()
        if table == "money" and raw["stream"] == "consulting" and raw["date"][:7] == "2025-06"
    ]  # fmt: skip
    assert june.in_all.money["USD"] == sum(raw["gross"] - raw.get("fixed_costs", 0) for raw in gross)
    assert [month.month for month in found if month.stream == "care"][:2] == ["2025-06", "2025-05"]


@pytest.mark.parametrize(
    ("in_file", "in_backup", "minutes", "is_from_file", "differs"),
    [
        ("b", "a", 1, True, False),
        ("a", "b", 2, False, False),
        ("a", "a", 1, True, True),
        ("", "a", 2, False, False),
    ],
)
def test_the_later_version_counts_and_the_file_at_the_same_stamp(
    book: Path, state: Path, in_file: str, in_backup: str, minutes: int, is_from_file: bool, differs: bool
) -> None:
    backed_up(book, state, {"hours": {1: hours(2, in_backup)}})
    book.write_bytes(damaged({"hours": {1: hours(1, in_file)}}))
    offer = offered(book, state)
    assert offer.tables["hours"][1]["minutes"] == minutes
    assert offer.was_in_file("hours", 1) is is_from_file
    assert (offer.differing == (("hours", 1),)) is differs


def test_what_was_deleted_since_the_backup_stays_deleted(book: Path, state: Path) -> None:
    backed_up(book, state, {"hours": {1: hours(1, "a"), 2: hours(2, "c")}})
    graves: dict[int, Raw] = {number: {"table": "hours", "doc": str(number), "at": "b"} for number in (1, 2)}
    book.write_bytes(damaged({"deleted": graves}))
    assert set(offered(book, state).tables["hours"]) == {2}


def test_what_may_be_two_halves_gives_way_to_the_backup_and_is_named_without_one(book: Path, state: Path) -> None:
    number = 2026110300000000001
    text = damaged({"hours": {number: hours(1, "a"), 5: hours(5)}})
    book.write_bytes(text)
    offer = offered(book, state)
    assert offer.doubtful == (("hours", number),)
    backed_up(book, state, {"hours": {number: hours(3, "a")}})
    offer = offered(book, state)
    assert offer.doubtful == ()
    assert offer.tables["hours"][number]["minutes"] == 3


def test_a_damaged_backup_is_passed_over_for_the_one_before_it(book: Path, state: Path) -> None:
    backed_up(book, state, {"hours": {1: hours(1)}})
    backed_up(book, state, {"hours": {1: hours(1), 2: hours(2)}})
    Backups(state, book).list()[0].path.write_bytes(b"\x1f\x8b rubbish")
    book.write_bytes(b"")
    offer = offered(book, state)
    assert (offer.why, set(offer.tables["hours"])) == ("it is empty", {1})


@pytest.mark.parametrize("layout", LAYOUTS)
def test_repair_keeps_the_damaged_file_and_writes_the_book(book: Path, state: Path, layout: str) -> None:
    broken = LAYOUTS[layout][:-9]
    backed_up(book, state, GOOD)
    book.write_bytes(broken)
    book.chmod(0o600)
    done = repair(offered(book, state), state, NOW)
    assert parse(book.read_bytes(), book) == GOOD
    assert done.documents == len(DOCUMENTS)
    assert done.aside is not None
    assert done.aside.read_bytes() == broken
    assert stat.S_IMODE(done.aside.stat().st_mode) == stat.S_IMODE(book.stat().st_mode) == 0o600
    assert offer_for(book, state) is None
    assert Keeper.open(book, state=state).read_only is None


def test_repair_writes_nothing_over_a_file_that_changed_meanwhile(book: Path, state: Path) -> None:
    backed_up(book, state, GOOD)
    book.write_bytes(b"rubbish")
    offer = offered(book, state)
    book.write_bytes(b"other rubbish")
    with pytest.raises(CannotSave, match="changed since"):
        repair(offer, state, NOW)
    assert book.read_bytes() == b"other rubbish"


def test_repair_of_nothing_leaves_the_file(book: Path, state: Path) -> None:
    book.write_bytes(b"rubbish")
    with pytest.raises(CannotSave, match="nothing to bring back"):
        repair(offered(book, state), state, NOW)
    assert book.read_bytes() == b"rubbish"
    assert not (state / "quarantine").exists()


def test_a_file_that_was_saved_and_is_gone_is_no_new_book(path: Path, state: Path) -> None:
    keeper = Keeper.open(path, state=state)
    keeper.commit([saas()])
    keeper.new_backup("test")
    path.unlink()
    with pytest.raises(FileUnreadable, match="it is gone"):
        Keeper.open(path, state=state)
    offer = offered(path, state)
    assert repair(offer, state, NOW).aside is None
    assert set(Keeper.open(path, state=state).book.streams) == {"saas"}
    path.unlink()
    expect_none(path, state)
    assert Keeper.open(path, state=state).book.is_empty


def older_file(path: Path, state: Path) -> tuple[bytes, bytes]:
    """A file put back to what it was two entries ago; the older and the newest bytes."""
    keeper = Keeper.open(path, state=state)
    for edit in (saas(),):
        keeper.commit([edit])
    keeper.new_backup("test")
    old = path.read_bytes()
    funnel = Funnel(Keeper.open(path, state=state))
    funnel.do(logged(funnel.book, 5))
    funnel.do(typed(funnel.book, 30, on=1))
    funnel.close()
    new = path.read_bytes()
    path.write_bytes(old)
    return old, new


def test_a_file_that_went_back_is_said_and_not_written_to(path: Path, state: Path) -> None:
    old, _ = older_file(path, state)
    keeper = Keeper.open(path, state=state)
    assert "is older than what this machine saved" in (keeper.read_only or "")
    assert path.read_bytes() == old
    other = Keeper.open(path, state=state / "other machine")
    assert other.read_only is None


def test_what_is_missing_comes_back_from_the_log(path: Path, state: Path) -> None:
    _, new = older_file(path, state)
    found = missing(path, state)
    assert found.entries == 2
    keeper = Keeper.open(path, state=state)
    put_entries_back(keeper, found)
    assert total(keeper.book) == 35
    assert set(read_book(parse(new, path)).tables["hours"]) == set(keeper.book.tables["hours"])
    assert Keeper.open(path, state=state).read_only is None


def test_what_is_missing_comes_back_from_the_backup_with_its_stamps(path: Path, state: Path) -> None:
    old, new = older_file(path, state)
    path.write_bytes(new)
    Keeper.open(path, state=state).new_backup("later")
    path.write_bytes(old)
    found = missing(path, state)
    assert (len(found.from_backup), found.steps.changes) == (2, ())
    put_entries_back(Keeper.open(path, state=state), found)
    assert path.read_bytes() == new


def test_an_entry_that_another_machine_deleted_does_not_come_back(path: Path, state: Path) -> None:
    older_file(path, state)
    other = Keeper.open(path, state=state / "other")
    other.commit([logged(other.book, 7)])
    other.commit([typed(other.book, 0)])
    found = missing(path, state)
    put_entries_back(Keeper.open(path, state=state), found)
    assert shown(Keeper.open(path, state=state).book, on=1) == 30


def test_the_older_file_is_used_once_it_was_said(path: Path, state: Path) -> None:
    old, _ = older_file(path, state)
    keeper = Keeper.open(path, state=state)
    accept(keeper)
    assert path.read_bytes() == old
    again = Keeper.open(path, state=state)
    assert again.read_only is None
    again.commit([logged(again.book, 9)])
    assert Keeper.open(path, state=state).read_only is None


def test_what_another_machine_wrote_on_top_is_not_older(path: Path, state: Path) -> None:
    keeper = Keeper.open(path, state=state)
    keeper.commit([saas()])
    keeper.commit([typed(keeper.book, 30)])
    other = Keeper.open(path, state=state / "other")
    other.commit([typed(other.book, 45)])
    assert Keeper.open(path, state=state).read_only is None
    other.commit([typed(other.book, 0)])
    assert Keeper.open(path, state=state).read_only is None


@pytest.mark.parametrize("there", [None, b"", b"rubbish"])
def test_a_book_is_put_back_where_its_file_went_while_it_was_open(path: Path, there: bytes | None) -> None:
    keeper = started(path)
    keeper.commit([logged(keeper.book, 5)])
    good = path.read_bytes()
    path.unlink()
    if there is not None:
        path.write_bytes(there)
    with pytest.raises(FileUnreadable):
        keeper.commit([logged(keeper.book, 6)])
    aside = keeper.put_back()
    assert path.read_bytes() == good
    assert (aside.read_bytes() if aside else None) == there
    keeper.commit([logged(keeper.book, 6)])
    assert total(Keeper.open(path).book) == 11


def test_a_book_is_not_put_over_one_that_can_be_read(path: Path) -> None:
    keeper = started(path)
    with pytest.raises(CannotSave, match="can be read"):
        keeper.put_back()


def test_what_was_done_since_the_backup_comes_back_to_a_damaged_file(path: Path, state: Path) -> None:
    _, new = older_file(path, state)
    path.write_bytes(new)
    funnel = Funnel(Keeper.open(path, state=state))
    for edit in (typed(funnel.book, 0), logged(funnel.book, 11, on=3), typed(funnel.book, 45, on=1)):
        funnel.do(edit)
    funnel.close()
    wanted = read_book(parse(path.read_bytes(), path))
    path.write_bytes(b"")
    offer = offered(path, state)
    assert offer.from_log
    assert not offer.from_file
    repair(offer, state, NOW)
    again = Keeper.open(path, state=state)
    assert again.read_only is None
    assert {entry.doc_id: entry.minutes for entry in again.book.all(Hours)} == {
        entry.doc_id: entry.minutes for entry in wanted.all(Hours)
    }


def test_a_file_without_any_backup_comes_back_from_the_log(path: Path, state: Path) -> None:
    funnel = Funnel(Keeper.open(path, state=state))
    funnel.do(saas())
    funnel.do(logged(funnel.book, 5))
    funnel.close()
    shutil.rmtree(state / "backups")
    path.unlink()
    repair(offered(path, state), state, NOW)
    assert total(Keeper.open(path, state=state).book) == 5


def test_entries_are_put_back_in_one_write(path: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, _ = older_file(path, state)
    Backups(state, path).create(sheet_of({}).text(), "test", datetime.now(UTC))
    path.write_bytes(old)
    written, original = [], disk.replace

    def counted(target: Path, *given: Any, **named: Any) -> disk.Stamp:
        written.append(target)
        return original(target, *given, **named)

    found, keeper = missing(path, state), Keeper.open(path, state=state)
    monkeypatch.setattr(disk, "replace", counted)
    put_entries_back(keeper, found)
    assert written.count(path) == 1
    assert total(keeper.book) == 35


def test_what_nobody_can_bring_back_is_not_asked_about_again(path: Path, state: Path) -> None:
    older_file(path, state)
    shutil.rmtree(state / "books")
    keeper = Keeper.open(path, state=state)
    put_entries_back(keeper, missing(path, state))
    assert keeper.read_only is None
    other = Keeper.open(path, state=state / "other")
    other.commit([logged(other.book, 3)])
    assert Keeper.open(path, state=state).read_only is None


def test_what_waits_is_saved_once_it_is_said_what_becomes_of_the_older_file(path: Path, state: Path) -> None:
    Keeper.open(path, state=state).commit([saas()])
    funnel = Funnel(Keeper.open(path, state=state))
    old = path.read_bytes()
    funnel.do(logged(funnel.book, 5))
    funnel.flush()
    path.write_bytes(old)
    funnel.do(logged(funnel.book, 7))
    with pytest.raises(WentBack):
        funnel.flush()
    funnel.answer(funnel.missing())
    funnel.close()
    assert total(Keeper.open(path, state=state).book) == 12


def unstamped(data: bytes, path: Path) -> bytes:
    """The same as a program would write it that keeps no stamps."""
    rows = parse(data, path)
    plain = {table: {number: {**raw} for number, raw in found.items()} for table, found in rows.items()}
    for found in plain.values():
        for raw in found.values():
            raw.pop("at", None)
    return json.dumps(plain).encode()


def test_a_program_that_keeps_no_stamps_makes_no_older_file_unless_it_is_one(path: Path, state: Path) -> None:
    _, new = older_file(path, state)
    path.write_bytes(unstamped(new, path))
    assert Keeper.open(path, state=state).read_only is None
    path.write_bytes(new)
    funnel = Funnel(Keeper.open(path, state=state))
    funnel.do(typed(funnel.book, 90, on=1))
    funnel.close()
    assert shown(Keeper.open(path, state=state).book, on=1) == 90
    path.write_bytes(unstamped(new, path))
    assert Keeper.open(path, state=state).went_back


def test_edits_go_on_while_an_answer_waits_for_the_disk(
    path: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older_file(path, state)
    funnel = Funnel(Keeper.open(path, state=state))
    found, begun, goes_on = funnel.missing(), threading.Event(), threading.Event()
    original = disk.replace

    def slow(*given: Any, **named: Any) -> disk.Stamp:
        begun.set()
        assert goes_on.wait(30)
        return original(*given, **named)

    monkeypatch.setattr(disk, "replace", slow)
    answering = threading.Thread(target=funnel.answer, args=(found,))
    answering.start()
    try:
        assert begun.wait(30)
        polling = threading.Thread(target=funnel.poll)
        doing = threading.Thread(target=funnel.do, args=(logged(funnel.book, 9, on=2),))
        polling.start()
        doing.start()
        for thread in (polling, doing):
            thread.join(30)
            assert not thread.is_alive()
    finally:
        goes_on.set()
        answering.join(30)
    funnel.close()
    assert total(Keeper.open(path, state=state).book) == 44


def test_nothing_is_put_back_once_the_lock_is_another(
    path: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older_file(path, state)
    path.write_bytes(b"rubbish")
    offer, original = offered(path, state), quarantine.put_aside

    def swapped(*given: Any) -> Path:
        other = path.with_name("other.lock")
        other.touch()
        other.replace(lock_path(path))
        return original(*given)

    monkeypatch.setattr("leverage_tui.store.put_back.put_aside", swapped)
    with pytest.raises(FileLocked):
        repair(offer, state, NOW)
    assert path.read_bytes() == b"rubbish"


def test_what_was_given_up_comes_back_by_undo_alone(path: Path, state: Path) -> None:
    older_file(path, state)
    use_older(Keeper.open(path, state=state))
    good = path.read_bytes()
    path.write_bytes(b"")
    repair(offered(path, state), state, NOW)
    assert path.read_bytes() == good
    funnel = Funnel(Keeper.open(path, state=state))
    funnel.undo()
    funnel.close()
    assert total(Keeper.open(path, state=state).book) == 35


def test_a_new_book_gets_nothing_that_was_done_to_the_one_before(path: Path, state: Path) -> None:
    older_file(path, state)
    shutil.rmtree(state / "backups")
    path.unlink()
    expect_none(path, state)
    funnel = Funnel(Keeper.open(path, state=state))
    funnel.do(saas())
    funnel.close()
    path.write_bytes(b"")
    repair(offered(path, state), state, NOW)
    assert total(Keeper.open(path, state=state).book) == 0
