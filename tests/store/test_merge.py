"""What merging does, case by case."""

from __future__ import annotations

from typing import Any

import pytest

from leverage_tui.domain.identity import natural_id
from leverage_tui.domain.model import Hours
from leverage_tui.store.codec import read_book
from leverage_tui.store.layout import Tables
from leverage_tui.store.merge import merged
from leverage_tui.store.merge_report import Loss, reported
from leverage_tui.store.merge_words import both_versions, in_short
from leverage_tui.store.registers import grave, grave_number
from leverage_tui.store.stamp import OLDEST, after

CARE = natural_id("streams", "care")
HOUR = 2026030200000000007


def at(day: int, device: str = "a1b2") -> str:
    """The stamp of noon on a day of March 2026."""
    return f"{1772366400000 + (day - 1) * 86_400_000:012x}-0000-{device}"


def stream(stamp: str, **more: Any) -> dict[str, Any]:
    return {"id": "care", "name": "Care plan", "status": "live", "at": stamp, **more}


def hours(minutes: int, stamp: str, **more: Any) -> dict[str, Any]:
    raw = {"stream": "care", "date": "2026-03-03", "work": "deliver", "minutes": minutes, **more}
    return {**raw, "at": stamp} if stamp else raw


def book(*, graves: dict[tuple[str, int], str] | None = None, **tables: dict[int, dict[str, Any]]) -> Tables:
    found: Tables = {name: dict(rows) for name, rows in tables.items()}
    if graves:
        found["deleted"] = {grave_number(key): grave(key, stamp) for key, stamp in graves.items()}
    return found


def losses(ours: Tables, theirs: Tables, base: Tables | None = None) -> tuple[Loss, ...]:
    return reported(ours, theirs, merged(ours, theirs, base), base).losses


def test_of_each_document_the_one_that_was_changed_last_stands() -> None:
    ours = book(streams={CARE: stream(at(1))}, hours={1: hours(60, at(2)), 2: hours(10, at(5))})
    theirs = book(
        streams={CARE: stream(at(4), name="Care")}, hours={1: hours(90, at(3, "c3d4")), 3: hours(5, at(1))}
    )
    result = merged(ours, theirs)
    assert result["hours"] == {1: theirs["hours"][1], 2: ours["hours"][2], 3: theirs["hours"][3]}
    assert result["streams"] == theirs["streams"]
    report = reported(ours, theirs, result)
    assert report.taken == (("hours", 1), ("hours", 3), ("streams", CARE))
    assert (report.kept, report.deleted, report.brought_back) == ((), (), ())
    assert in_short(report) == "3 taken"


def test_later_edit_beats_older_deletion_and_later_deletion_beats_edit() -> None:
    edited = book(hours={1: hours(60, at(3, "c3d4")), 2: hours(60, at(3, "c3d4"))})
    deleted = book(graves={("hours", 1): at(2), ("hours", 2): at(4)})
    result = merged(edited, deleted)
    assert result["hours"] == {1: edited["hours"][1]}
    here = reported(edited, deleted, result)
    assert (here.kept, here.deleted, here.brought_back) == ((("hours", 1),), (("hours", 2),), (("hours", 1),))
    there = reported(deleted, edited, result)
    assert (there.taken, there.brought_back) == ((("hours", 1),), (("hours", 1),))


def test_a_deletion_of_the_same_moment_stands() -> None:
    assert "hours" not in merged(book(hours={1: hours(60, at(3))}), book(graves={("hours", 1): at(3)}))


@pytest.mark.parametrize("table", ["hours", "money", "standing"])
def test_what_belongs_to_a_stream_that_was_deleted_elsewhere_brings_it_back_as_ended(table: str) -> None:
    ours: Tables = {**book(streams={CARE: stream(at(1), note="n")}), table: {HOUR: hours(60, at(5), name="x")}}
    theirs = book(graves={("streams", CARE): at(3, "c3d4")})
    result = merged(ours, theirs)
    assert result == merged(theirs, ours)
    assert result["streams"] == {CARE: {**ours["streams"][CARE], "status": "ended", "at": after(at(3, "c3d4"))}}
    assert ("streams", CARE) in reported(theirs, ours, result).brought_back
    assert merged(result, ours) == merged(result, theirs) == result


def test_a_stream_is_back_only_as_long_as_something_belongs_to_it() -> None:
    ours = book(streams={CARE: stream(at(1))}, hours={HOUR: hours(60, at(5))})
    theirs = book(graves={("streams", CARE): at(3)})
    third = book(graves={("hours", HOUR): at(6)})
    for result in (merged(merged(ours, theirs), third), merged(ours, merged(theirs, third))):
        assert result.keys() == {"deleted"}
        assert read_book(result).streams == {}
    # Whoever changed it since wants it.
    back = merged(ours, theirs)
    back["streams"][CARE] = stream(at(7), status="live")
    assert merged(back, third)["streams"] == back["streams"]


def test_a_stream_deleted_everywhere_stays_so_and_hours_known_to_both_go_with_it() -> None:
    ours = book(streams={CARE: stream(at(1))}, hours={HOUR: hours(60, at(2))})
    theirs = book(graves={("streams", CARE): at(3), ("hours", HOUR): at(3)})
    result = merged(ours, theirs)
    assert result.keys() == {"deleted"}
    assert read_book(result).is_empty


def test_of_two_documents_with_one_natural_key_the_loser_leaves_and_does_not_come_back() -> None:
    number = natural_id("rates", "EUR", "2026-03-02")
    rate = {"currency": "EUR", "date": "2026-03-02"}
    ours = book(rates={5: {**rate, "rate": "1.1", "at": at(1)}})
    theirs = book(rates={number: {**rate, "rate": "1.2", "at": at(2, "c3d4")}})
    result = merged(ours, theirs)
    assert result["rates"] == theirs["rates"]
    assert merged(result, ours) == result
    (loss,) = losses(ours, theirs)
    assert (loss.here, loss.there, loss.stands) == (ours["rates"][5], theirs["rates"][number], "there")
    same = book(rates={7: {**rate, "rate": "1.3", "at": at(2, "c3d4")}})
    assert list(merged(theirs, same)["rates"]) == [max(number, 7)]


def test_there_is_one_timer() -> None:
    timer = {"stream": "care", "work": "deliver", "started": "2026-03-03T10:00:00Z"}
    ours = book(timer={1: {**timer, "at": at(1)}, 2: {**timer, "at": at(2)}})
    theirs = book(timer={natural_id("timer", 1): {**timer, "at": at(3)}})
    assert merged(ours, theirs)["timer"] == theirs["timer"]


def test_the_same_cell_typed_on_both_machines_counts_once_and_both_versions_are_said() -> None:
    ours = book(streams={CARE: stream(at(1))}, hours={HOUR: hours(360, at(2))})
    theirs = book(streams={CARE: stream(at(1))}, hours={HOUR: hours(450, at(3, "c3d4"))})
    result = merged(ours, theirs)
    assert [entry.minutes for entry in read_book(result).all(Hours)] == [450]
    (loss,) = losses(ours, theirs)
    assert both_versions(read_book(result), loss) == (
        "Care plan, deliver, Tue 3 Mar: 6:00 here (2 Mar 2026 12:00 UTC), 7:30 there (3 Mar 2026 12:00 UTC); "
        "what was there stands"
    )
    (other,) = losses(theirs, ours)
    assert other.stands == "here"


def test_versions_that_the_other_side_knew_are_no_conflict() -> None:
    older = book(hours={HOUR: hours(360, at(2))})
    newer = book(hours={HOUR: hours(450, at(3)), 8: hours(1, at(2))})
    assert losses(older, newer) == losses(newer, older) == ()
    # One act stamps all that it changes alike.
    overwritten = book(hours={HOUR: hours(450, at(3, "c3d4")), 8: hours(1, at(2))})
    assert losses(older, overwritten) == ()
    # What a device wrote later than anything that was seen of it was not known.
    foreign = book(hours={HOUR: hours(450, at(3, "c3d4")), 8: hours(1, at(1))})
    assert len(losses(older, foreign)) == 1
    assumed = book(settings={3: {"key": "base_currency", "value": "USD", "at": OLDEST}})
    chosen = book(settings={3: {"key": "base_currency", "value": "EUR", "at": at(1)}})
    assert losses(assumed, chosen) == ()


def test_the_same_said_twice_is_no_conflict_and_what_goes_without_saying_is_no_difference() -> None:
    ours, theirs = book(hours={HOUR: hours(360, at(2))}), book(hours={HOUR: hours(360, at(3, "c3d4"))})
    assert losses(ours, theirs) == ()
    named = book(
        streams={
            CARE: stream(at(3, "c3d4"), name="Care", note="", build_asset="product", target_minutes_per_week=None)
        }
    )
    (loss,) = losses(book(streams={CARE: stream(at(2))}), named)
    said = both_versions(read_book(named), loss)
    assert "the stream Care plan: name Care plan here (2 Mar 2026 12:00 UTC), name Care there (" in said


def test_a_deletion_that_gave_way_is_said_too() -> None:
    ours = book(graves={("hours", HOUR): at(2)})
    theirs = book(hours={HOUR: hours(450, at(3, "c3d4"))})
    (loss,) = losses(ours, theirs)
    assert "deleted here (2 Mar 2026 12:00 UTC), 7:30 there" in both_versions(read_book(theirs), loss)


def test_the_same_stamp_with_other_content_is_decided_alike_on_both_sides_and_said() -> None:
    ours, theirs = book(hours={HOUR: hours(360, at(2))}), book(hours={HOUR: hours(450, at(2))})
    assert merged(ours, theirs) == merged(theirs, ours)
    assert len(losses(ours, theirs)) == len(losses(theirs, ours)) == 1


def test_with_a_base_the_edit_that_was_not_stamped_wins_and_wins_everywhere() -> None:
    base = book(hours={HOUR: hours(450, at(2))})
    edited = book(hours={HOUR: hours(360, at(2))})
    for result in (merged(edited, base, base), merged(base, edited, base)):
        assert result["hours"][HOUR]["minutes"] == 360
        assert merged(result, base) == merged(base, result) == result
    taken_out = book(hours={8: hours(1, at(1))})
    result = merged(taken_out, base, base)
    assert result["hours"].keys() == {8}
    assert merged(result, base) == result


def test_with_a_base_fields_are_put_together_and_of_the_same_field_the_later_stands() -> None:
    base = book(hours={HOUR: hours(60, at(1), note="a", tag=1)})
    ours = book(hours={HOUR: hours(90, at(2), note="a", tag=2)})
    theirs = book(hours={HOUR: hours(60, at(3), note="b", tag=3)})
    result = merged(ours, theirs, base)
    assert result["hours"][HOUR] == hours(90, after(at(3)), note="b", tag=3)
    (loss,) = losses(ours, theirs, base)
    assert loss.stands == "both"
    assert "put together of both" in both_versions(read_book(result), loss)
    dropped = book(hours={HOUR: {key: value for key, value in hours(60, at(4), tag=1).items() if key != "note"}})
    assert merged(ours, dropped, base)["hours"][HOUR] == hours(90, after(at(4)), tag=2)
    # What came in on one side alone is no conflict.
    assert losses(ours, base, base) == ()


def test_an_edit_beats_taking_out_without_a_record() -> None:
    base = book(hours={HOUR: hours(60, at(1))})
    edited = book(hours={HOUR: hours(90, at(2))})
    assert merged({}, edited, base) == merged(edited, {}, base) == edited


def test_tables_and_keys_that_nobody_knows_merge_too() -> None:
    ours: Tables = {
        "notes": {1: {"text": "a", "at": at(1)}},
        "theirs": {},
        "hours": {1: hours(5, at(1), mood={"x": [1]})},
    }
    theirs: Tables = {
        "notes": {1: {"text": "b", "at": at(2)}, -3: {"deep": {"er": None}}},
        "deleted": {4: {"table": 5}},
    }
    result = merged(ours, theirs)
    assert result == {**ours, "notes": theirs["notes"], "deleted": theirs["deleted"]}


def test_a_record_that_a_record_was_deleted_deletes_nothing() -> None:
    inner = grave_number(("hours", 1))
    tables = book(hours={1: hours(5, at(1))}, graves={("hours", 1): at(2), ("deleted", inner): at(3)})
    result = merged(tables, {})
    assert inner in result["deleted"]
    assert "hours" not in result
    assert len(read_book(tables).tables["deleted"]) == 2
    assert read_book(tables).tables["hours"] == {}


def test_a_document_without_a_stamp_is_older_than_every_other() -> None:
    stamped, plain = book(hours={1: hours(5, at(1))}), book(hours={1: hours(7, "")})
    assert merged(stamped, plain) == merged(plain, stamped) == stamped
