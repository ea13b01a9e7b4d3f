"""An import while it is being decided: what is suggested, and what the answers come to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.check import checked
from leverage_tui.domain.edits.core import EditRefused
from leverage_tui.domain.model import Closed, Hours, Money, Stream, Work
from leverage_tui.interchange.draft import Draft, work_out
from leverage_tui.interchange.found import LEFT_OUT, Found, FoundProject, Place, find
from leverage_tui.interchange.opening import How, Known, Opened, open_file
from leverage_tui.interchange.rows import Doubtful, ImportedHours, ImportedMoney, ImportRefused, Reading
from tests.interchange.files import book, detailed, entry

TODAY = date(2026, 6, 30)


def row(project: str, minutes: int, *tags: str, day: int = 2, work: Work | None = None) -> ImportedHours:
    return ImportedHours(1, project, "", f"{project} {day} {minutes}", tags, date(2026, 3, day), "09:00:00",
                         minutes * 60, work=work)  # fmt: skip


def money(source: str, gross: int, currency: str = "EUR") -> ImportedMoney:
    return ImportedMoney(1, source, "", date(2026, 3, 2), currency, gross=gross)


def draft(*rows: ImportedHours | ImportedMoney, where: Book | None = None) -> Draft:
    where = where or book()
    reading = Reading(
        rows=tuple(each for each in rows if isinstance(each, ImportedHours)),
        money=tuple(each for each in rows if isinstance(each, ImportedMoney)),
    )
    opened = Opened(Path("a.csv"), b"", How(), "toggl", reading)
    return Draft(where, TODAY, opened, find(where, reading))


def project(of: Draft, name: str) -> FoundProject:
    return next(each for each in of.found.projects if each.name == name)


def done(of: Draft) -> Book:
    return checked(of.book, work_out(of).edit)


def works(of: Draft) -> dict[str, Work]:
    return {entry.note.partition(" ")[0]: entry.work for entry in done(of).all(Hours)}


def test_what_needs_an_answer_comes_first_then_guesses_then_the_largest() -> None:
    found = find(book(), Reading((row("Care plan", 1), row("Care plan", 2), row("WordPress consulting", 1),
                                  row("Consulting calls", 1), row("Unheard", 1))))  # fmt: skip
    assert [(each.name, each.guessed, each.why) for each in found.projects] == [
        ("Unheard", False, ""),
        ("Consulting calls", True, "a guess by its name"),
        ("Care plan", False, "the stream is called so"),
        ("WordPress consulting", False, "the stream is called so"),
    ]
    assert [each.place for each in found.projects][:2] == [None, Place("consulting")]


def test_earlier_imports_say_where_projects_go_and_what_tags_mean() -> None:
    reading = Reading((row("Acme", 30, "call"), row("other acme", 30, "Support")))
    found = find(
        book(), reading, {"ACME": ("care", Work.MANAGE)}, {"other acme": "consulting"}, {"call": Work.SELL}
    )
    places = {each.name: (each.place, each.why) for each in found.projects}
    assert places == {
        "Acme": (Place("care", Work.MANAGE), "as in an earlier import"),
        "other acme": (Place("consulting"), "a guess as in an import of another format"),
    }
    assert {tag.name: tag.work for tag in found.tags} == {"call": Work.SELL, "Support": Work.SUPPORT}


def test_a_project_is_one_however_it_is_written() -> None:
    made = draft(row("Acme  site", 30), row("ACME SITE", 45))
    (only,) = made.found.projects
    assert (only.rows, only.seconds) == (2, 75 * 60)
    assert work_out(made.putting(only, Place("care"))).plan.minutes == 75


def test_what_is_undecided_or_left_out_goes_nowhere() -> None:
    made = draft(row("Care plan", 30), row("Unheard", 60), row("Other", 90))
    made = made.putting(project(made, "Other"), LEFT_OUT)
    outcome = work_out(made)
    assert [each.name for each in made.undecided] == ["Unheard"]
    assert (outcome.plan.new, outcome.plan.minutes, outcome.left_out) == (1, 30, 2)
    assert outcome.mapping == {}


def test_a_new_stream_is_made_once_in_the_same_step_with_the_currency_of_its_money() -> None:
    made = draft(money("Shop", 1200), money("shop too", 800), row("Work", 60))
    made = made.putting(project(made, "Shop"), Place(new="The shop"))
    made = made.putting(project(made, "shop too"), Place(new="the SHOP"))
    made = made.putting(project(made, "Work"), LEFT_OUT)
    outcome = work_out(made)
    after = checked(made.book, outcome.edit)
    (new,) = [stream for stream in after.streams.values() if stream.id not in made.book.streams]
    assert (new.name, new.currency) == ("The shop", "EUR")
    assert {entry.stream for entry in after.all(Money)} == {new.id}
    assert outcome.edit.sentence == "toggl: 2 lines of money imported; The shop added"
    assert outcome.edit.backup == "before the import"
    assert checked(after, outcome.edit.inverse()).streams == made.book.streams
    assert outcome.mapping == {"Shop": (new.id, None), "shop too": (new.id, None)}


def test_a_name_that_is_taken_is_refused() -> None:
    made = draft(row("Acme", 30))
    with pytest.raises(EditRefused, match="there is a stream care PLAN already"):
        work_out(made.putting(project(made, "Acme"), Place(new="care PLAN")))


def test_a_tag_says_the_work_where_neither_project_nor_file_does() -> None:
    made = draft(row("A", 30, "call"), row("B", 30, "call"), row("C", 30, "call", work=Work.BUILD), row("D", 30),
                 row("E", 30, "sell", "call"))  # fmt: skip
    for name in "ACDE":
        made = made.putting(project(made, name), Place("care"))
    made = made.putting(project(made, "B"), Place("care", Work.ADMIN))
    call = next(tag for tag in made.found.tags if tag.name == "call")
    made = made.meaning(call, Work.SUPPORT)
    assert works(made) == {"A": Work.SUPPORT, "B": Work.ADMIN, "C": Work.BUILD, "D": Work.DELIVER, "E": Work.SELL}


def test_the_weeks_are_closed_only_where_that_was_said_and_in_the_same_step() -> None:
    made = draft(row("Care plan", 30, day=2), row("Care plan", 30, day=12))
    outcome = work_out(made)
    assert outcome.weeks is not None
    assert not any(isinstance(each.after, Closed) for each in outcome.edit.changes)
    closed = [each.after for each in work_out(replace(made, all_hours=True)).edit.changes]
    weeks = [each.week for each in closed if isinstance(each, Closed)]
    assert weeks == [date(2026, 3, 2), date(2026, 3, 9)]


def test_a_file_is_read_again_another_way(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_bytes(detailed(entry(day="03/04/2026")))
    known = Known("USD")
    with pytest.raises(Doubtful) as asked:
        open_file(path, How(), known)
    assert asked.value.what == "dates"
    assert [answer[0] for answer in asked.value.answers] == ["dmy", "mdy"]
    assert asked.value.answers[0][2] == "03/04/2026 is Fri 3 Apr 2026"
    opened = open_file(path, How(dates="dmy"), known)
    assert opened.reading.rows[0].day == date(2026, 4, 3)
    assert opened.again(How(dates="mdy"), known).reading.rows[0].day == date(2026, 3, 4)
    with pytest.raises(ImportRefused):
        opened.again(How(format="watson"), known)


PROJECTS = st.sampled_from(["Care plan", "Acme", "acme ", "", "WordPress consulting", "Zeta"])
PLACES = st.sampled_from([None, LEFT_OUT, Place("care"), Place("consulting", Work.SELL), Place(new="New one")])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(PROJECTS, st.integers(1, 20)), max_size=12), st.lists(PLACES, min_size=6, max_size=6))
def test_every_row_is_imported_or_left_out(rows: list[tuple[str, int]], places: list[Place | None]) -> None:
    made = draft(*(row(name, minutes, day=1 + place) for place, (name, minutes) in enumerate(rows)))
    for each, place in zip(made.found.projects, places, strict=False):
        made = made if place is None else made.putting(each, place)
    outcome = work_out(made)
    assert outcome.plan.new + outcome.plan.duplicates + outcome.left_out == len(rows)
    going = {each.key for each in made.found.projects if (at := made.place_of(each)) and not at.is_left_out}
    keys = [" ".join(name.split()).casefold() for name, _ in rows]
    assert outcome.plan.minutes == sum(rows[at][1] for at, key in enumerate(keys) if key in going)
    after = checked(made.book, outcome.edit)
    assert len(list(after.all(Stream))) - len(made.book.streams) == len(made.new_streams)
    assert checked(after, outcome.edit.inverse()).streams == made.book.streams


def test_nothing_is_found_in_nothing() -> None:
    assert find(book(), Reading()) == Found(())
