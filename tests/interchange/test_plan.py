from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.edits.check import checked
from leverage_tui.domain.edits.core import apply, edit
from leverage_tui.domain.edits.hours import set_cell
from leverage_tui.domain.identity import cell_id
from leverage_tui.domain.model import Deleted, Hours, Work
from leverage_tui.domain.timesheet import Row
from leverage_tui.interchange.mapping import Wishes
from leverage_tui.interchange.plan import MonthTotal, UnmappedProjects, as_json, parse_mapping, plan_import
from leverage_tui.interchange.registry import read_import
from leverage_tui.interchange.rows import ImportRefused
from tests.interchange.files import CARE, CONSULTING, after, book, detailed, entry, hours, minutes, plan

MONDAY = date(2026, 3, 2)


def own(day: date, length: int, stream: str = "care", work: Work = Work.MANAGE) -> Hours:
    return Hours(doc_id=cell_id(stream, day, work), stream=stream, date=day, work=work, minutes=length)


def test_an_import_is_one_edit_of_documents_with_a_source_and_a_note() -> None:
    data = detailed(entry(description="Menu\tfixed", tags="design, site work", duration="01:30:00"))
    planned = plan(book(), data)
    (document,) = hours(apply(book(), planned.edit))
    assert (document.stream, document.date, document.work) == ("care", MONDAY, Work.DELIVER)
    assert (document.minutes, document.note, document.source) == (90, "Menu fixed #design #site-work", "toggl")
    assert planned.edit.sentence == "toggl: 1 entry imported, 1:30"
    assert hours(apply(apply(book(), planned.edit), planned.edit.inverse())) == []


def test_two_equal_rows_of_one_file_are_two_entries() -> None:
    data = detailed(entry(), entry())
    assert [found.minutes for found in hours(after(book(), data))] == [60, 60]


def test_importing_a_file_again_adds_nothing() -> None:
    data = detailed(entry(), entry(), entry(duration="00:00:20"), entry(day="2026-03-04", duration="30:00:00"))
    once = after(book(), data)
    again = plan(once, data)
    assert again.edit.is_nothing
    assert (again.rows, again.new, again.duplicates, again.minutes) == (4, 0, 4, 0)


def test_an_entry_that_was_edited_after_the_import_is_not_imported_again() -> None:
    data = detailed(entry(duration="02:00:00"))
    once = after(book(), data)
    (document,) = hours(once)
    moved = replace(document, minutes=15, note="changed", stream="consulting", work=Work.SELL)
    edited = apply(once, edit("changed", [(document, moved)]))
    assert hours(after(edited, data)) == [moved]


def test_an_entry_that_was_deleted_after_the_import_is_not_brought_back() -> None:
    data = detailed(entry(), entry(day="2026-03-03"))
    first, second = hours(after(book(), data))
    grave = Deleted(doc_id=1, at="2026-03-05", of_table="hours", doc=first.doc_id)
    left = book_of([CONSULTING, CARE, first, second, grave])
    planned = plan(left, data)
    assert (planned.new, planned.duplicates) == (0, 2)
    said = "1 of the entries that are known already were deleted here: they stay deleted (--again brings them back)"
    assert said in planned.warnings
    again = plan(left, data, again=True)
    assert (again.new, again.duplicates) == (1, 1)
    assert sorted(found.doc_id for found in hours(apply(left, again.edit))) == sorted((first.doc_id, second.doc_id))


def test_overlapping_exports_give_what_the_whole_gives() -> None:
    rows = [entry(day=f"2026-03-{day:02d}", duration=f"00:{day:02d}:31") for day in range(1, 11) for _ in range(2)]
    whole = after(book(), detailed(*rows))
    assert hours(after(book(), detailed(*rows[:12]), detailed(*rows[8:]))) == hours(whole)


def test_a_day_that_is_imported_in_pieces_ends_at_its_rounded_total() -> None:
    rows = [entry(start=f"{hour:02d}:00:00", duration="00:10:20") for hour in range(8, 14)]
    files = [detailed(*rows[:count]) for count in range(1, 7)]
    assert minutes(hours(after(book(), *files))) == round(6 * 620 / 60) == 62


def test_seconds_are_carried_so_that_neither_cells_nor_the_day_drift() -> None:
    rows = [entry(start=f"{hour:02d}:00:00", duration="00:00:40") for hour in range(12)]
    rows += [entry("consulting", start=f"{hour:02d}:00:00", duration="00:00:20") for hour in range(12, 24)]
    documents = hours(after(book(), detailed(*rows)))
    assert minutes(documents) == 12
    assert minutes([found for found in documents if found.stream == "care"]) == 8
    assert len(documents) == 24


def test_an_entry_belongs_to_the_day_it_began() -> None:
    (document,) = hours(after(book(), detailed(entry(start="23:30:00", duration="02:00:00"))))
    assert (document.date, document.minutes) == (MONDAY, 120)


def test_an_entry_of_over_a_day_is_split_at_midnight_and_loses_nothing() -> None:
    planned = plan(book(), detailed(entry(start="22:00:00", duration="30:00:00")))
    documents = hours(checked(book(), planned.edit))
    assert [(found.date.day, found.minutes) for found in documents] == [(2, 120), (3, 1440), (4, 240)]
    assert (planned.new, planned.minutes) == (1, 1800)
    assert "1 entry of over 24 hours, split at midnight: line 2 (30:00)" in planned.warnings


def test_a_forgotten_timer_pushes_no_real_work_out() -> None:
    planned = plan(book(), detailed(entry(duration="402:00:00"), entry(day="2026-03-05", duration="08:00:00")))
    assert [(found.line, found.why) for found in planned.skipped] == [
        (2, "Thu 5 Mar 2026 has 8:00 of your own hours without it: a day has 24")
    ]
    assert planned.minutes == 480


def test_an_entry_of_over_a_month_is_skipped() -> None:
    (skipped,) = plan(book(), detailed(entry(duration="999999:00:00"))).skipped
    assert skipped.why.startswith("it lasts 999999 hours, over 31 days")


def test_what_does_not_fit_into_a_day_is_listed_and_the_rest_goes_on() -> None:
    where = book(own(MONDAY, 1380))
    rows = [entry(start="09:00:00", duration="00:40:00"), entry(start="10:00:00", duration="00:30:00")]
    planned = plan(where, detailed(*rows, entry(day="2026-03-03")))
    assert [(found.line, found.why) for found in planned.skipped] == [
        (3, "Mon 2 Mar 2026 has 23:40 of your own hours without it: a day has 24")
    ]
    assert planned.minutes == 100
    assert plan(checked(where, planned.edit), detailed(*rows)).new == 0


def test_own_hours_of_a_day_reach_24_and_no_more() -> None:
    where = after(book(own(MONDAY, 1438)), detailed(*[entry(duration="00:00:29")] * 9))
    assert minutes(hours(where)) == 1440


def test_hours_of_others_are_not_bounded_by_your_day() -> None:
    where = book(own(MONDAY, 1440))
    name, reading = read_import(detailed(entry("Ana", duration="08:00:00")))
    planned = plan_import(where, reading, format=name, mapping={"Ana": ("care", Work.PEOPLE)})
    assert (planned.minutes, planned.skipped) == (480, ())
    checked(where, planned.edit)


@pytest.mark.parametrize("day", ["1969-12-31", "2200-01-01", "9999-12-31", "0001-01-01"])
def test_days_outside_the_book_are_skipped(day: str) -> None:
    planned = plan(book(), detailed(entry(day=day), entry()))
    assert [(found.line, found.why) for found in planned.skipped] == [(2, f"{day} is outside 1970 to 2199")]
    assert planned.new == 1


def test_a_split_entry_that_would_leave_the_book_is_skipped_whole() -> None:
    planned = plan(book(), detailed(entry(day="2199-12-31", start="23:00:00", duration="25:00:00")))
    assert (planned.new, len(planned.skipped)) == (0, 1)


def test_entries_of_the_future_are_imported_with_a_warning() -> None:
    name, reading = read_import(detailed(entry(), entry(day="2026-03-04")))
    planned = plan_import(book(), reading, format=name, today=date(2026, 3, 3))
    assert planned.new == 2
    assert planned.warnings == ("1 entry after today, counted from their day on: line 3 (1:00)",)


def test_long_and_overlapping_entries_are_warned_about() -> None:
    data = detailed(entry(duration="16:00:01"), entry(start="10:00:00", duration="00:30:00"))
    assert plan(book(), data).warnings == (
        "1 entry of over 16 hours, a forgotten timer? line 2 (16:00)",
        "1 entry overlaps an earlier one in time: each counts in full",
    )


@pytest.mark.parametrize("project", ["care", "CARE", "Care  Plan", "wordpress consulting"])
def test_a_project_called_like_one_stream_goes_there(project: str) -> None:
    (document,) = hours(after(book(), detailed(entry(project))))
    assert document.stream == ("consulting" if "consulting" in project else "care")


def test_projects_without_a_stream_are_refused_by_name_with_the_streams() -> None:
    with pytest.raises(UnmappedProjects) as refused:
        plan(book(), detailed(entry("Site"), entry(""), entry("care"), entry("Site")))
    assert refused.value.projects == ("Site", "")
    assert str(refused.value) == (
        'no stream is known for the projects "Site", "" (no project): name one with --map '
        "'PROJECT=STREAM[:WORK]', or all with --into STREAM, or leave one out with --skip PROJECT; the streams are "
        "consulting, care"
    )


def test_known_entries_need_no_stream() -> None:
    data = detailed(entry("Site"))
    once = apply(book(), plan(book(), data, into="care").edit)
    assert plan(once, data).duplicates == 1


def test_a_mapping_comes_before_into_and_into_before_the_name() -> None:
    name, reading = read_import(detailed(entry("Site"), entry("care"), entry("")))
    mapping = dict([parse_mapping("site=Care:Support"), parse_mapping("=consult:admin")])
    planned = plan_import(book(), reading, format=name, into="consulting", mapping=mapping)
    found = {(document.stream, document.work) for document in hours(apply(book(), planned.edit))}
    assert found == {("care", Work.SUPPORT), ("consulting", Work.DELIVER), ("consulting", Work.ADMIN)}


def test_of_a_project_that_is_several_tags_one_may_be_mapped() -> None:
    data = detailed(entry(project="client a, meeting"), entry(project="meeting, travel", start="12:00:00"))
    name, reading = read_import(data)
    wishes = Wishes(into="consulting", mapping={"Client A": ("care", Work.SUPPORT)})
    planned = plan_import(book(), reading, format=name, wishes=wishes)
    placed = {(found.stream, found.work) for found in hours(apply(book(), planned.edit))}
    assert placed == {("care", Work.SUPPORT), ("consulting", Work.DELIVER)}
    assert not any("no new or known entry" in warning for warning in planned.warnings)
    both = Wishes(into="consulting", mapping={"client a": ("care", None), "meeting": ("consulting", None)})
    first = plan_import(book(), reading, format=name, wishes=both)
    assert {found.stream for found in hours(apply(book(), first.edit))} == {"consulting"}


def test_without_a_work_the_usual_one_of_the_stream_is_meant() -> None:
    where = book(
        *(own(date(2026, 2, day), 30, work=Work.MANAGE) for day in (3, 4)),
        own(date(2026, 2, 3), 60, work=Work.SUPPORT),
    )
    documents = hours(after(where, detailed(entry("care"), entry("consulting"))))
    works = {found.stream: found.work for found in documents if found.source}
    assert works == {"care": Work.MANAGE, "consulting": Work.DELIVER}
    name, reading = read_import(detailed(entry("care")))
    planned = plan_import(where, reading, format=name, default_work=Work.SELL)
    assert [change.document.work for change in planned.edit.changes if isinstance(change.document, Hours)] == [
        "sell"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Site=care", ("Site", ("care", None))),
        ("a=b=care: SELL", ("a=b", ("care", Work.SELL))),
        ("=care", ("", ("care", None))),
    ],
)
def test_a_mapping_is_read(text: str, expected: object) -> None:
    assert parse_mapping(text) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Site", "a mapping is written PROJECT=STREAM"),
        ("Site=", "a mapping is written PROJECT=STREAM"),
        ("Site=care:suport", "did you mean support"),
        ("Site=care:", "is no kind of work: it is one of deliver"),
    ],
)
def test_a_mapping_that_cannot_be_read_is_refused(text: str, said: str) -> None:
    with pytest.raises(ImportRefused, match=said):
        parse_mapping(text)


def test_a_stream_that_is_not_there_or_not_single_is_refused() -> None:
    for wanted in ("nobody", "c", ""):
        with pytest.raises(
            ImportRefused, match=r"no single stream is meant by .* the streams are consulting, care"
        ):
            plan(book(), detailed(entry()), into=wanted)
    with pytest.raises(ImportRefused, match="there is no stream yet"):
        plan(book_of([]), detailed(entry()))


def test_a_mapped_project_that_no_entry_has_is_said() -> None:
    name, reading = read_import(detailed(entry("care")))
    planned = plan_import(book(), reading, format=name, mapping={"Sight": ("care", None)})
    assert planned.warnings == ('no new or known entry has the mapped project "Sight"',)


def test_the_plan_says_its_figures() -> None:
    data = detailed(
        entry(), entry(day="2026-04-01", duration="00:30:00"), entry("consulting"), entry(duration="00:00:00")
    )
    planned = plan(book(), data)
    assert planned.months == (
        MonthTotal("care", "2026-03", 60),
        MonthTotal("care", "2026-04", 30),
        MonthTotal("consulting", "2026-03", 60),
    )
    assert as_json(planned) == {
        "format": "toggl", "rows": 4, "new": 3, "duplicates": 0,
        "skipped": [{"line": 5, "why": "it is of zero length"}], "minutes": 150, "money": {},
        "warnings": ["1 entry overlaps an earlier one in time: each counts in full"],
    }  # fmt: skip


def test_hostile_notes_pass_the_limits() -> None:
    where: Book = after(book(), detailed(entry(description="\x1b[31m" + "x" * 5000, tags=",".join("abc" * 900))))
    assert len(hours(where)[0].note) == 2000


def test_a_cell_with_an_entry_of_seconds_can_be_typed_over() -> None:
    rows = [entry(duration="02:00:00"), entry(start="12:00:00", duration="00:00:10")]
    where = after(book(), detailed(*rows))
    typed = set_cell(where, Row("care", Work.DELIVER), MONDAY, 30)
    assert minutes(hours(apply(where, typed))) == 30


def test_one_entry_that_crosses_midnight_is_spoken_of_as_one() -> None:
    late = entry(start="23:30:00", duration="01:00:00")
    (said,) = [warning for warning in plan(book(), detailed(late)).warnings if "midnight" in warning]
    assert said.startswith("1 entry crosses midnight, counted on the day it began (--split-midnight cuts it there)")
