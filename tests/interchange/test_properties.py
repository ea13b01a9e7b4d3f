from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.check import checked
from leverage_tui.domain.edits.core import apply
from leverage_tui.domain.model import Hours, Work
from leverage_tui.domain.text import is_clean
from leverage_tui.interchange.plan import ImportPlan, Options, plan_import
from leverage_tui.interchange.registry import read_import
from tests.interchange.files import book, detailed, entry, hours, line, minutes, plan

PROJECTS = ("care", "consulting")
DAYS = tuple(f"2026-03-{day:02d}" for day in range(1, 6))
ROWS = st.lists(
    st.tuples(
        st.sampled_from(PROJECTS), st.sampled_from(DAYS), st.integers(0, 23), st.integers(1, 3 * 3600),
        st.sampled_from(["", "call"]),
    ),
    max_size=30,
)  # fmt: skip
Row = tuple[str, str, int, int, str]


def clock(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def export(rows: list[Row]) -> bytes:
    """A file of these rows, and one of a day far off so that it is never empty."""
    return detailed(
        entry("care", "2020-01-01"),
        *(
            entry(project, day, f"{hour:02d}:00:00", clock(length), text)
            for project, day, hour, length, text in rows
        ),
    )


def imported(*files: bytes) -> list[Hours]:
    where = book()
    for data in files:
        where = apply(where, plan(where, data).edit)
    return hours(where)


def cut(where: Book, data: bytes, *, split: bool) -> ImportPlan:
    name, reading = read_import(data)
    return plan_import(where, reading, format=name, options=Options(split_midnight=split))


def within_a_day(rows: list[Row]) -> list[Row]:
    """The rows as far as they fit into the 24 hours of their days."""
    used: dict[str, int] = defaultdict(int)
    kept = []
    for row in rows:
        # A minute less for each stream: what is rounded up shall have room, too.
        if used[row[1]] + row[3] <= 86_280:
            used[row[1]] += row[3]
            kept.append(row)
    return kept


@given(ROWS)
def test_a_day_of_a_stream_has_the_rounded_total_of_its_seconds(rows: list[Row]) -> None:
    rows = within_a_day(rows)
    documents = imported(export(rows))
    assert len(documents) == len(rows) + 1
    for day in DAYS:
        for project in PROJECTS:
            seconds = sum(row[3] for row in rows if row[:2] == (project, day))
            found = [each for each in documents if (each.stream, each.date.isoformat()) == (project, day)]
            assert minutes(found) == (seconds + 30) // 60


@given(ROWS, st.sampled_from([Work.SUPPORT, Work.PEOPLE]))
def test_cells_of_a_stream_are_right_to_the_minute_and_add_up(rows: list[Row], other: Work) -> None:
    """Both projects go to one stream, as two kinds of work."""
    rows = within_a_day(rows)
    name, reading = read_import(export(rows))
    mapping = {"care": ("care", Work.DELIVER), "consulting": ("care", other)}
    documents = hours(apply(book(), plan_import(book(), reading, format=name, mapping=mapping).edit))
    for day in DAYS:
        found = [each for each in documents if each.date.isoformat() == day]
        seconds = {project: sum(row[3] for row in rows if row[:2] == (project, day)) for project in PROJECTS}
        assert minutes(found) == (sum(seconds.values()) + 30) // 60
        for project, work in (("care", Work.DELIVER), ("consulting", other)):
            assert abs(minutes([each for each in found if each.work is work]) - seconds[project] / 60) < 1
        own = [each for each in found if each.work is Work.DELIVER]
        assert other is not Work.PEOPLE or minutes(own) == (seconds["care"] + 30) // 60


@given(ROWS)
def test_cut_at_midnight_or_not_a_file_is_known_again(rows: list[Row]) -> None:
    late = [(project, day, 23, length, text) for project, day, _, length, text in within_a_day(rows)]
    for first in (False, True):
        once = apply(book(), cut(book(), export(late), split=first).edit)
        assert cut(once, export(late), split=not first).edit.is_nothing
    both = (apply(book(), cut(book(), export(late), split=split).edit) for split in (False, True))
    whole, parts = (sum(each.minutes for each in hours(where)) for where in both)
    assert abs(whole - parts) <= 2 * len(DAYS)


@given(ROWS)
def test_no_day_exceeds_24_hours_and_every_row_is_accounted_for(rows: list[Row]) -> None:
    long = [(project, DAYS[0], hour, length * 7, text) for project, _, hour, length, text in rows]
    planned = plan(book(), export(long))
    totals: dict[object, int] = defaultdict(int)
    for document in hours(apply(book(), planned.edit)):
        totals[document.date] += document.minutes
    assert max(totals.values()) <= 1440
    assert planned.rows == planned.new + planned.duplicates + len(planned.skipped) == len(rows) + 1


@given(ROWS)
def test_importing_twice_is_importing_once(rows: list[Row]) -> None:
    long = [(project, day, hour, length * 4, text) for project, day, hour, length, text in rows]
    once = imported(export(long))
    assert imported(export(long), export(long)) == once
    assert imported(export(long), export(long[::-1])) == once


@given(ROWS, st.integers(0, 5), st.integers(0, 5))
def test_two_overlapping_halves_are_the_whole(rows: list[Row], one: int, other: int) -> None:
    early, late = sorted((one, other))
    rows = within_a_day(rows)
    first = [row for row in rows if row[1] in DAYS[:late]]
    second = [row for row in rows if row[1] in DAYS[early:]]
    assert imported(export(first), export(second)) == imported(export(rows))


@given(ROWS, st.lists(st.integers(0, 30), max_size=4))
def test_exports_that_grow_end_at_the_same_totals(rows: list[Row], cuts: list[int]) -> None:
    rows = within_a_day(rows)
    grown = imported(*(export(rows[:cut]) for cut in sorted(cuts)), export(rows))
    whole = imported(export(rows))
    assert [document.doc_id for document in grown] == [document.doc_id for document in whole]
    for day in DAYS:
        on_day = [[found for found in each if found.date.isoformat() == day] for each in (grown, whole)]
        assert minutes(on_day[0]) == minutes(on_day[1])


@given(st.lists(st.text(max_size=40), min_size=11, max_size=11))
def test_any_text_in_any_field_is_imported_clean_and_known_again(texts: list[str]) -> None:
    cells = [*texts[:7], "2026-03-02", *texts[7:10], "01:00:00", texts[10], ""]
    data = detailed(line(cells).replace("\0", ""))
    planned = plan(book(), data, into="care")
    (document,) = hours(checked(book(), planned.edit))
    assert is_clean(document.note)
    assert plan(apply(book(), planned.edit), data, into="care").duplicates == 1


def test_a_long_file_is_imported_whole() -> None:
    count = 100_000
    rows = [
        entry(
            "care",
            f"{2000 + n // 10_000}-{1 + n // 900 % 12:02d}-{1 + n // 30 % 28:02d}",
            f"{n % 24:02d}:00:00",
            "00:01:00",
        )
        for n in range(count)
    ]
    planned = plan(book(), detailed(*rows))
    assert (planned.rows, planned.new, planned.minutes) == (count, count, count)
