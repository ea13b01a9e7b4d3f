from __future__ import annotations

import json
from pathlib import Path

import pytest

from leverage_tui.domain.edits.settings import set_setting
from leverage_tui.domain.edits.streams import change_stream, delete_stream
from leverage_tui.domain.model import Hours, Money
from leverage_tui.store import disk
from leverage_tui.store.errors import CannotSave, FileUnreadable, WentBack
from leverage_tui.store.keeper import Keeper

from .makers import logged, put, shown, started, tables, total, typed


def test_both_keep_everything_and_each_is_told(path: Path) -> None:
    one = started(path)
    two = Keeper.open(path)
    assert not one.commit([logged(one.book, 5)]).foreign
    saved = two.commit([logged(two.book, 7)])
    assert saved.foreign
    assert total(saved.book) == 12
    seen = one.refresh()
    assert seen is not None
    assert seen.foreign
    assert total(seen.book) == 12
    assert one.refresh() is None


def test_what_others_left_alone_stays_the_same_value(path: Path) -> None:
    one = started(path)
    one.commit([logged(one.book, 5, on=0), logged(one.book, 6, on=14)])
    kept = {entry.doc_id: entry for entry in one.book.all(Hours)}
    two = Keeper.open(path)
    two.commit([logged(two.book, 7, on=14)])
    ledger = one.book.ledger("saas")
    seen = one.refresh()
    assert seen is not None
    assert all(seen.book.get("hours", number) is entry for number, entry in kept.items())
    monday = min(ledger.hours)
    assert seen.book.ledger("saas").hours[monday] is ledger.hours[monday]
    assert seen.book.streams is one.book.streams


def test_the_same_bytes_or_the_same_meaning_are_no_change(path: Path) -> None:
    keeper = started(path)
    book = keeper.book
    path.write_bytes(path.read_bytes())
    assert keeper.refresh() is None
    path.write_text(json.dumps(tables(path), indent=2))
    assert keeper.refresh() is None
    assert keeper.book is book
    assert not keeper.commit([logged(book)]).foreign


def test_ours_is_later_and_stands_and_theirs_is_named(path: Path) -> None:
    one = started(path)
    one.commit([typed(one.book, 60)])
    two = Keeper.open(path)
    mine, theirs = typed(one.book, 120), typed(two.book, 90)
    two.commit([theirs])
    saved = one.commit([mine])
    assert shown(saved.book) == shown(Keeper.open(path).book) == 120
    assert saved.notes == (
        "Saas, deliver, Mon 2 Nov: another program made it 1:30 meanwhile, what you did (2:00) is later and stands",
    )
    two.refresh()
    gone = typed(two.book, 0)
    mine = typed(one.book, 30)
    two.commit([gone])
    assert "made it deleted meanwhile" in one.commit([mine]).notes[0]


def test_what_others_made_impossible_is_refused_and_the_rest_goes_on(path: Path) -> None:
    one = started(path)
    two = Keeper.open(path)
    mine, other = logged(one.book, 5), set_setting(one.book, "window_weeks", 20)
    two.commit([delete_stream(two.book, "saas")])
    saved = one.commit([mine, other])
    assert saved.foreign
    assert saved.refused == ((mine, "there is no stream saas"),)
    assert Keeper.open(path).book.settings.window_weeks == 20
    assert total(saved.book) == 0


def test_money_follows_the_currency_of_its_stream(path: Path) -> None:
    keeper = started(path)
    data = tables(path)
    data["money"] = {"5": {"stream": "saas", "date": "2026-11-02", "gross": 100}}
    path.write_text(json.dumps(data))
    keeper.refresh()
    assert [entry.currency for entry in keeper.book.all(Money)] == ["USD"]
    keeper.commit([change_stream(keeper.book, "saas", currency="EUR")])
    assert [entry.currency for entry in keeper.book.all(Money)] == ["EUR"]
    assert [entry.currency for entry in Keeper.open(path).book.all(Money)] == ["EUR"]


def test_problems_come_and_go_with_what_they_are_about(path: Path) -> None:
    keeper = started(path)
    good = path.read_text()
    data = tables(path)
    next(iter(data["streams"].values()))["color"] = 7
    path.write_text(json.dumps(data))
    keeper.refresh()
    assert [problem.why for problem in keeper.book.problems] == ["color is no text"]
    path.write_text(good)
    keeper.refresh()
    assert keeper.book.problems == ()


def test_a_program_that_ignores_the_lock_is_noticed_before_its_version_is_replaced(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, original = started(path), disk._write_beside
    intruded: list[bool] = []

    def intruding(target: Path, temporary: Path, data: bytes) -> disk.Stamp:
        stamp = original(target, temporary, data)
        if not intruded:
            intruded.append(True)
            raw = tables(path)
            raw["hours"] = {"9": {"stream": "saas", "date": "2026-11-02", "work": "sell", "minutes": 40}}
            path.write_text(json.dumps(raw))
        return stamp

    monkeypatch.setattr(disk, "_write_beside", intruding)
    saved = one.commit([logged(one.book, 2)])
    assert saved.foreign
    assert total(saved.book) == total(Keeper.open(path).book) == 42


def test_a_program_that_never_stops_writing_is_given_up_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = started(path)

    def moved(*_: object, **__: object) -> disk.Stamp:
        raise disk.Moved

    monkeypatch.setattr(disk, "replace", moved)
    with pytest.raises(CannotSave, match="another program keeps changing it"):
        one.commit([logged(one.book)])


def test_a_damaged_version_is_read_once_however_often_it_is_looked_at(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = started(path)
    path.write_text("{")
    original, reads = disk.read, [0]

    def counting(file: Path) -> disk.Found | None:
        reads[0] += 1
        return original(file)

    monkeypatch.setattr(disk, "read", counting)
    for _ in range(3):
        with pytest.raises(FileUnreadable, match="line 1, column 2 is no valid JSON"):
            keeper.refresh()
    assert reads == [1]


def went(path: Path) -> tuple[Keeper, bytes]:
    """A keeper that is open on a file which an older copy has taken the place of, and that copy."""
    keeper = started(path)
    keeper.commit([logged(keeper.book, 5)])
    old = path.read_bytes()
    keeper.commit([logged(keeper.book, 7)])
    path.write_bytes(old)
    return keeper, old


def test_an_older_copy_that_comes_while_the_book_is_open_is_not_written_to(path: Path) -> None:
    keeper, old = went(path)
    with pytest.raises(WentBack, match="older"):
        keeper.commit([logged(keeper.book, 1)])
    assert path.read_bytes() == old
    assert "older" in (keeper.read_only or "")


def test_it_is_seen_when_the_file_is_looked_at_and_forgotten_when_what_was_saved_is_there_again(path: Path) -> None:
    keeper = started(path)
    old = path.read_bytes()
    keeper.commit([logged(keeper.book, 7)])
    new = path.read_bytes()
    path.write_bytes(old)
    assert keeper.refresh() is not None
    assert keeper.went_back
    path.write_bytes(new)
    assert keeper.refresh() is not None
    assert keeper.read_only is None
    keeper.commit([logged(keeper.book, 1)])
    assert total(Keeper.open(path).book) == 8


def test_what_another_machine_makes_of_the_file_while_it_is_open_is_not_older(path: Path, tmp_path: Path) -> None:
    keeper = started(path)
    keeper.commit([typed(keeper.book, 30)])
    other = Keeper.open(path, state=tmp_path / "other")
    for minutes in (45, 0, 20):
        other.commit([typed(other.book, minutes)])
        keeper.refresh()
        assert keeper.read_only is None
    raw = tables(path)
    put(path, raw)
    keeper.commit([logged(keeper.book, 1)])
    assert total(Keeper.open(path).book) == 21
