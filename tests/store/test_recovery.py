from __future__ import annotations

import shutil
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from leverage_tui.domain.model import Hours
from leverage_tui.domain.review.recovered import months
from leverage_tui.store.backups import Backups
from leverage_tui.store.codec import read_book
from leverage_tui.store.errors import CannotSave, FileUnreadable
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.keeper import Keeper
from leverage_tui.store.layout import Raw, Tables, parse, sheet_of
from leverage_tui.store.recovery import Offer, offer_for, repair
from tests.store.damage import DOCUMENTS, GOOD, LAYOUTS, OURS, flat, with_zeroed_page
from tests.store.makers import logged, saas, started, total, typed

NOW = datetime(2026, 11, 18, 9, 30, tzinfo=UTC)


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
