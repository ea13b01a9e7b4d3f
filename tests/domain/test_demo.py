from __future__ import annotations

import json
from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest

from leverage_tui.domain.book import Problem, book_of
from leverage_tui.domain.calendar import monday
from leverage_tui.domain.demo import demo_documents
from leverage_tui.domain.limits import faults
from leverage_tui.domain.metrics import figures
from leverage_tui.domain.model import (
    OWN_WORK,
    RUN_WORK,
    Closed,
    Document,
    Hours,
    Money,
    Rate,
    Source,
    Standing,
    Status,
    Stream,
    Timer,
    Work,
)
from leverage_tui.store.codec import read_document, write_document

TODAY = date(2026, 6, 26)
DAYS = [TODAY, date(2026, 6, 29), date(2026, 3, 1), date(2025, 1, 1), date(2024, 2, 29)]
WEEK = timedelta(days=7)


def of(documents: tuple[Document, ...], stream: str, work: Work | None = None) -> list[Hours]:
    return [
        found
        for found in documents
        if isinstance(found, Hours) and found.stream == stream and work in (None, found.work)
    ]


@pytest.fixture(scope="module")
def year() -> tuple[Document, ...]:
    return demo_documents(TODAY)


@pytest.fixture(scope="module")
def decade() -> tuple[Document, ...]:
    return demo_documents(TODAY, 10)


@pytest.fixture(params=["year", "decade"])
def documents(request: pytest.FixtureRequest) -> tuple[Document, ...]:
    found: tuple[Document, ...] = request.getfixturevalue(request.param)
    return found


def test_the_same_day_gives_the_same_book() -> None:
    assert demo_documents(TODAY) == demo_documents(TODAY)
    assert demo_documents(TODAY, 3) == demo_documents(TODAY, 3)
    assert demo_documents(TODAY) != demo_documents(TODAY - WEEK)


def test_a_day_once_past_looks_the_same_on_the_next() -> None:
    before, after = (
        {each.doc_id: each for each in of(demo_documents(day), "consulting")} for day in (TODAY, TODAY + WEEK / 7)
    )
    shared = {number for number in before if number in after}
    assert set(before) == shared
    assert set(after) - shared == {number for number, each in after.items() if each.date == TODAY}


def test_every_document_is_within_the_limits(documents: tuple[Document, ...]) -> None:
    assert [fault for document in documents for fault in faults(document)] == []


def test_every_document_is_stamped_before_today_and_has_a_number_of_its_own(
    documents: tuple[Document, ...],
) -> None:
    for document in documents:
        stamp, counter, device = document.at.split("-")
        assert int(stamp, 16) < (TODAY - date(1970, 1, 1)).total_seconds() * 1000
        assert (counter, device) == ("0000", "0000")
    assert len({(document.table, document.doc_id) for document in documents}) == len(documents)
    assert all(0 < document.doc_id < 2**63 for document in documents)


def test_every_document_belongs_to_a_stream_that_is_there(documents: tuple[Document, ...]) -> None:
    streams = {found.id for found in documents if isinstance(found, Stream)}
    used = {found.stream for found in documents if isinstance(found, (Hours, Money, Standing, Closed))}
    assert used == streams


def test_no_day_has_more_own_hours_than_a_person_works(documents: tuple[Document, ...]) -> None:
    own: Counter[date] = Counter()
    for found in documents:
        if isinstance(found, Hours) and found.work in OWN_WORK:
            own[found.date] += found.minutes
    assert max(own.values()) <= 14 * 60


def test_the_book_goes_through_the_file_unchanged(documents: tuple[Document, ...]) -> None:
    problems: list[Problem] = []
    for document in documents:
        raw = json.loads(json.dumps(write_document(document)))
        assert read_document(document.table, document.doc_id, raw, problems) == document
    assert problems == []


def test_a_book_without_surprises(documents: tuple[Document, ...]) -> None:
    book = book_of(documents)
    assert len(book.streams) == sum(isinstance(found, Stream) for found in documents)
    assert book.settings.baseline_rate is not None
    assert book.settings.gauge_goal == 50
    assert not any(isinstance(found, Timer) for found in documents)


@pytest.mark.parametrize("today", DAYS)
def test_the_year_ends_today_with_an_empty_column_for_it(today: date) -> None:
    found = [each for each in demo_documents(today) if isinstance(each, Hours)]
    standing = [each for each in found if each.standing]
    days = sorted({each.date for each in found if not each.standing})
    assert today - WEEK < days[-1] < today
    assert days[0] - (monday(today) - 52 * WEEK) < WEEK / 2
    assert all(each.date <= today for each in standing)
    workdays = {today - timedelta(days=n) for n in range(1, today.weekday() + 1)}
    assert {day for day in workdays if day.weekday() < 5} - set(days) == set()


@pytest.mark.parametrize("today", DAYS)
def test_all_full_weeks_but_the_last_are_closed(today: date) -> None:
    closed = [each for each in demo_documents(today) if isinstance(each, Closed)]
    expected = {monday(today) - n * WEEK for n in range(2, 53)}
    for stream in ("consulting", "care", "course"):
        assert {each.week for each in closed if each.stream == stream} == expected


@pytest.mark.parametrize("today", DAYS)
def test_money_is_entered_to_the_end_of_last_month(today: date) -> None:
    last = today.replace(day=1) - timedelta(days=1)
    untils: dict[str, date] = {}
    for each in demo_documents(today):
        if isinstance(each, Money):
            untils[each.stream] = max(each.until, untils.get(each.stream, each.until))
    assert untils == {"consulting": last, "care": last, "course": last}


@pytest.mark.parametrize("today", DAYS)
def test_the_gauge_is_modest_and_visibly_higher_running(today: date) -> None:
    shown = figures(book_of(demo_documents(today)), today).book
    value, running = shown.gauge.raw, shown.gauge_running.raw
    assert value is not None
    assert running is not None
    assert 8 < value < 20
    assert running - value > 4


def test_the_three_streams_are_what_they_say(year: tuple[Document, ...]) -> None:
    streams = {each.id: each for each in year if isinstance(each, Stream)}
    in_order = sorted(streams.values(), key=lambda each: each.order)
    assert [(each.name, each.time_sold) for each in in_order] == [
        ("WordPress consulting", True),
        ("WordPress care plan", False),
        ("Diary-mapping course", False),
    ]
    weekly = sum(each.minutes for each in of(year, "consulting", Work.DELIVER)) / 60 / 49
    assert 18 < weekly < 22
    sold = [each for each in year if isinstance(each, Money) and each.stream == "course"]
    latest = max(sold, key=lambda each: each.date).amounts
    assert latest.gross is not None
    assert latest.gross < 2000
    assert latest.platform_fees == round(latest.gross * 0.63)
    helpers = [each for each in year if isinstance(each, Standing) and each.source is Source.PEOPLE]
    assert {each.name for each in helpers} == {"Ana"}
    assert max(helpers, key=lambda each: each.begins).minutes == 600


def test_own_time_in_the_care_plan_falls(year: tuple[Document, ...]) -> None:
    run = [each for each in of(year, "care") if each.work in RUN_WORK]
    halfway = TODAY - 26 * WEEK
    early = sum(each.minutes for each in run if each.date < halfway)
    assert sum(each.minutes for each in run if each.date >= halfway) < 0.8 * early


def test_the_course_was_built_before_and_at_the_start(year: tuple[Document, ...]) -> None:
    build = of(year, "course", Work.BUILD)
    assert max(each.date for each in build) < TODAY - 40 * WEEK
    course = next(each for each in year if isinstance(each, Stream) and each.id == "course")
    assert sum(block.minutes for block in course.opening.build) > sum(each.minutes for each in build) > 0


def test_vacations_are_free_and_weekends_nearly(year: tuple[Document, ...]) -> None:
    own = [each for each in year if isinstance(each, Hours) and each.work in OWN_WORK]
    by_week: dict[date, int] = defaultdict(int)
    for each in own:
        by_week[monday(each.date)] += each.minutes
    free = [week for n in range(1, 53) if not by_week[week := monday(TODAY) - n * WEEK]]
    assert len(free) == 2
    weekend = sum(each.minutes for each in own if each.date.weekday() > 4)
    assert 0 < weekend < 0.05 * sum(by_week.values())
    assert {each.minutes % 15 for each in own} == {0}
    assert any(each.minutes == 15 for each in own)


def test_the_decade_has_the_size_it_says(decade: tuple[Document, ...]) -> None:
    count = Counter(each.table for each in decade)
    assert 15_500 < count["hours"] < 16_500
    assert 1_900 < count["money"] < 2_100
    assert 1_900 < count["closed"] < 2_100
    streams = [each for each in decade if isinstance(each, Stream)]
    assert len(streams) == 8
    assert sum(each.time_sold for each in streams) == 2
    assert sum(each.status is Status.ENDED and each.ended is not None for each in streams) == 2
    assert {each.currency for each in streams} == {"USD", "EUR"}
    standing = [each for each in decade if isinstance(each, Standing)]
    assert len({each.stream for each in standing if each.source is Source.PEOPLE}) == 2
    assert len({each.stream for each in standing if each.capital}) == 1


def test_the_decade_has_a_rate_before_its_first_amount(decade: tuple[Document, ...]) -> None:
    first = min(each.date for each in decade if isinstance(each, Money) and each.currency == "EUR")
    assert min(each.date for each in decade if isinstance(each, Rate)) <= first
    assert not [warning for warning in figures(book_of(decade), TODAY).warnings if "rate" in warning]


def test_the_decade_ends_today(decade: tuple[Document, ...]) -> None:
    days = [each.date for each in decade if isinstance(each, Hours)]
    assert max(days) == TODAY - timedelta(days=1)
    assert TODAY - min(days) > timedelta(days=3640)


@pytest.mark.parametrize(("today", "years"), [(TODAY, 0), (TODAY, 60), (date(1972, 1, 1), 1)])
def test_a_time_that_cannot_be_is_refused(today: date, years: int) -> None:
    with pytest.raises(ValueError, match="demo book"):
        demo_documents(today, years)
