"""The review of a week, a month or a year: exact sums of any days, facts that can be checked by hand, Markdown."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.calendar import DAY, days_of, monday
from leverage_tui.domain.metrics import Memory, figures
from leverage_tui.domain.metrics.rows import Row, Span, total, week_of
from leverage_tui.domain.model import (
    Amounts,
    Asset,
    Closed,
    Document,
    Hours,
    Money,
    Restatement,
    Setting,
    Stream,
    Work,
)
from leverage_tui.domain.quantities.dates import Period, parse_period
from leverage_tui.domain.review.facts import Fact, Section, as_text, facts_in
from leverage_tui.domain.review.markdown import as_markdown
from leverage_tui.domain.review.report import report
from leverage_tui.domain.review.reviewed import days_of_review, whole
from leverage_tui.domain.review.spans import expected_of_days, row_of_days
from leverage_tui.domain.text import clean
from tests.metrics.books import AS_OF, books
from tests.metrics.examples import example_book

SUNDAY = date(2025, 6, 29)


def reviewed(book: Book, typed: str, today: date = SUNDAY) -> dict[str, dict[str, Fact]]:
    """The facts of a review by section and name; of two with one name the first."""
    sections = report(book, parse_period(typed, today), today)
    return {
        section.title: {fact.name.strip(): fact for fact in reversed(section.facts)} for section in sections
    }  # fmt: skip


def section(book: Book, typed: str, title: str, today: date = SUNDAY) -> Section:
    found = report(book, parse_period(typed, today), today)
    return next(each for each in found if each.title == title)


# The days


@given(books(), st.integers(-30, 0), st.integers(0, 40))
@settings(max_examples=120, deadline=None)
def test_the_days_of_a_week_add_up_to_its_row_whatever_is_recorded(book: Book, back: int, until: int) -> None:
    memory, week = Memory(), monday(AS_OF) + timedelta(weeks=back)
    exchange = memory.exchange(book)
    for past in memory.pasts(book, AS_OF):
        by_day = [row_of_days(past, Span(day, day), exchange) for day in days_of(week)]
        assert total(by_day) == past.row(week)
        expected = past.expectation.weeks.get(week)
        days = total(expected_of_days(past, Span(day, day)) for day in days_of(week))
        assert days == (expected or total([]))
        first, last = week - 10 * DAY, week + until * DAY
        middle = week_of(week).first + 2 * DAY
        parts: list[Row] = [
            row_of_days(past, Span(first, min(middle, last)), exchange),
            row_of_days(past, Span(middle + DAY, last), exchange),
        ]
        assert total(parts) == row_of_days(past, Span(first, last), exchange)


@pytest.mark.parametrize(
    ("typed", "today", "now", "before"),
    [
        ("2025-W25", "2025-06-29", "2025-06-16..2025-06-22", "2025-06-09..2025-06-15"),
        ("2025-05", "2025-06-29", "2025-05-01..2025-05-31", "2025-04-01..2025-04-30"),
        ("2025-01", "2025-06-29", "2025-01-01..2025-01-31", "2024-12-01..2024-12-31"),
        ("2024", "2025-06-29", "2024-01-01..2024-12-31", "2023-01-01..2023-12-31"),
        ("2025-Q1", "2025-06-29", "2025-01-01..2025-03-31", "2024-10-01..2024-12-31"),
        ("2025-W26", "2025-06-25", "2025-06-23..2025-06-25", "2025-06-16..2025-06-18"),
        ("2025-03", "2025-03-30", "2025-03-01..2025-03-30", "2025-02-01..2025-02-28"),
        ("2025", "2025-06-29", "2025-01-01..2025-06-29", "2024-01-01..2024-06-28"),
    ],
)
def test_days_are_compared_with_as_many_before(typed: str, today: str, now: str, before: str) -> None:
    day = date.fromisoformat(today)
    found = days_of_review(parse_period(typed, day), day)
    assert f"{found.now.first}..{found.now.last}" == now
    assert f"{found.before.first}..{found.before.last}" == before


@given(st.dictionaries(st.text(max_size=3), st.integers(-(10**6), 10**6), max_size=6), st.integers(1, 1000))
def test_whole_units_add_up_to_their_total_rounded_down(values: dict[str, int], unit: int) -> None:
    found = whole(values, unit)
    assert sum(found.values()) == sum(values.values()) // unit
    assert all(0 <= found[name] - value // unit <= 1 for name, value in values.items())


# The worked case

WEEK_25 = """\
Week 25, 16-22 Jun 2025
  against week 24, 9-15 Jun 2025

Your hours
  together                      31:15 · before 30:45 · +0:30
  WordPress consulting          29:00 · before 28:00 · +1:00
    deliver                     23:00 · before 22:00 · +1:00
    sell                         2:00 · before  2:00 · the same
    support                      1:00 · before  1:00 · the same
    admin                        3:00 · before  3:00 · the same
  WordPress care plan            2:15 · before  2:30 · -0:15
    sell                         0:15 · before  0:15 · the same
    support                      0:15 · before  0:15 · the same
    manage                       1:30 · before  1:45 · -0:15
    admin                        0:15 · before  0:15 · the same
  Diary-mapping course (Udemy)   0:00 · before  0:15 · -0:15
    support                      0:00 · before  0:15 · -0:15

Hours that were not yours
  people                        10:00 · before 10:00 · the same
    WordPress care plan         10:00 · before 10:00 · the same
  automation                     3:30 · before  3:30 · the same
    WordPress consulting         2:00 · before  2:00 · the same
    WordPress care plan          1:30 · before  1:30 · the same
  process                        2:00 · before  2:00 · the same
    WordPress consulting         1:30 · before  1:30 · the same
    WordPress care plan          0:30 · before  0:30 · the same

Money kept
  together                      $2,222 · before $2,137 · +$85
  WordPress consulting          $1,935 · before $1,850 · +$85
  WordPress care plan             $283 · before   $283 · the same
  Diary-mapping course (Udemy)      $4 · before     $4 · the same
"""


def test_the_week_of_the_worked_case_as_text() -> None:
    lines = as_text(report(example_book("three_streams"), parse_period("2025-W25", SUNDAY), SUNDAY))
    assert "\n".join(lines).startswith(WEEK_25)


def test_over_the_window_the_review_says_what_the_figures_say() -> None:
    book = example_book("three_streams")
    found, shown = figures(book, SUNDAY), reviewed(book, "2025-03-31..2025-06-29")
    assert shown["Money kept"]["together"].shown.startswith("$25,526 · ")
    assert found.book.net == pytest.approx(25526.76)
    assert found.book.gauge.credited == pytest.approx(2291.76)
    leveraged = shown["From hours to assets"]["leveraged income"]
    assert leveraged.shown.startswith("$2,291 · ")
    assert leveraged.how == (
        "WordPress consulting: $21,840 kept - 335:00 h x $60 = $1,740",
        "WordPress care plan: $3,635.72 kept - 30:45 h x $60 = $1,790.72",
        "Diary-mapping course (Udemy): $51.04 kept - 21:30 h x $60 = -$1,238.96",
    )
    gauge = shown["The gauge"]["on Sun 29 Jun 2025"]
    assert gauge.shown == "8.9 %, 15.2 % running  sold time"


def test_the_causes_add_up_to_what_the_gauge_is_seen_to_move() -> None:
    found = section(example_book("three_streams"), "2025-05", "The gauge")
    began, ended, *causes = found.facts
    assert (began.name, ended.name) == ("on Wed 30 Apr 2025", "on Sat 31 May 2025")
    seen = [round(float(fact.shown.split(" %")[0]) * 10) for fact in (began, ended)]
    points = [round(float(cause.shown.split()[0]) * 10) for cause in causes]
    assert sum(points) == seen[1] - seen[0] == 6
    assert found.sentence == "It rose by 0.6 points."


# Small books

MONDAY = date(2026, 3, 2)
TODAY = date(2026, 3, 12)


def small(*more: Document, rate: int | None = 5000) -> Book:
    streams = (
        Stream(doc_id=1, id="sold", name="Sold", time_sold=True, started=MONDAY - timedelta(70)),
        Stream(doc_id=2, id="plan", name="Plan", started=MONDAY - timedelta(70)),
    )
    return book_of([*streams, Setting(doc_id=3, key="baseline_rate", value=rate), *more])


def worked(number: int, stream: str, day: date, work: Work, minutes: int, asset: Asset | None = None) -> Hours:
    return Hours(doc_id=number, stream=stream, date=day, work=work, minutes=minutes, asset=asset)


def earned(number: int, stream: str, first: date, last: date, gross: int) -> Money:
    return Money(doc_id=number, stream=stream, date=first, until=last, currency="USD", amounts=Amounts(gross=gross))


def test_what_moved_from_hours_to_assets_stands_there_with_numbers() -> None:
    book = small(
        worked(10, "plan", MONDAY - 6 * DAY, Work.SUPPORT, 150),
        worked(11, "plan", MONDAY + DAY, Work.SUPPORT, 60),
        worked(12, "plan", MONDAY + DAY, Work.AUTOMATION, 90),
        worked(13, "sold", MONDAY + DAY, Work.DELIVER, 30),
        worked(14, "plan", MONDAY + DAY, Work.BUILD, 240, Asset.AUTOMATION),
        worked(15, "sold", MONDAY + 2 * DAY, Work.BUILD, 45, Asset.PROCESS),
        worked(16, "plan", MONDAY + 2 * DAY, Work.BUILD, 15),
        earned(17, "plan", MONDAY, MONDAY + 6 * DAY, 30_000),
    )
    found = section(book, "2026-W10", "From hours to assets", TODAY)
    assert found.sentence == "1:00 own hours less to run it all; 1:30 not yours (+1:30); 5:00 built"
    shown = {fact.name: fact.shown for fact in found.facts}
    assert shown == {
        "own hours fell": "Plan -1:30",
        "own hours rose": "Sold +0:30",
        "taken over by automation": "1:30 · before 0:00 · +1:30",
        "built into a product": "Plan 0:15",
        "built into a process": "Sold 0:45",
        "built into an automation": "Plan 4:00",
        # 300 - 50 x (1 h + 4.25 h x 1/104) for the plan, -50 x (0.5 h + 0.75 h / 104) for the sold hours
        "leveraged income": "$222 · before $0 · +$222",
    }


def test_what_sold_hours_may_count_is_said() -> None:
    book = small(
        worked(10, "sold", MONDAY, Work.DELIVER, 180),
        worked(11, "sold", MONDAY, Work.PEOPLE, 60),
        earned(12, "sold", MONDAY, MONDAY + 6 * DAY, 40_000),
    )
    fact = reviewed(book, "2026-W10", TODAY)["From hours to assets"]["leveraged income"]
    assert fact.shown.startswith("$100 · ")
    assert fact.how == (
        "Sold: $400 kept - 3:00 h x $50 = $250, counts $100: your hours are what is sold, and 1:00 h were not yours",
    )


def test_income_that_is_expected_is_marked_and_what_is_not_entered_is_no_zero() -> None:
    until = MONDAY - DAY
    book = small(
        earned(10, "plan", until - timedelta(55), until, 56_000),
        earned(11, "sold", MONDAY - timedelta(20), MONDAY - DAY, 20_000),
    )
    found = section(book, "2026-W10", "Money kept", TODAY)
    together, *others = found.facts
    plan, sold = sorted(others, key=lambda fact: fact.name)
    assert found.sentence.startswith("≈ holds income that is expected")
    assert (plan.name, plan.shown, plan.tone) == ("Plan", "≈ $70 · before  $70 · the same", "unsure")
    assert plan.how[-1] == "≈ $70 of it is expected at its recent pace, not entered"
    assert (sold.name, sold.shown, sold.tone) == ("Sold", "    – · before  $70", "unsure")
    assert sold.how == ("no money is entered for these days, nor expected",)
    assert together.shown == "≈ $70 · before $140 · -$70"


def test_without_a_rate_the_gauge_and_leveraged_income_say_so() -> None:
    book = small(earned(10, "plan", MONDAY, MONDAY + 6 * DAY, 56_000), rate=None)
    found = reviewed(book, "2026-W10", TODAY)
    assert found["The gauge"]["on Sun 8 Mar 2026"].shown == "–  needs baseline rate"
    assert found["From hours to assets"]["leveraged income"].shown == "needs baseline rate"
    assert any(
        "no baseline rate" in fact.shown for fact in section(book, "2026-W10", "What is not known", TODAY).facts
    )


def test_each_end_is_read_with_the_rate_that_was_in_force_then() -> None:
    restated = Restatement(
        doc_id=20,
        when="2026-03-04T10:00:00Z",
        what="baseline_rate",
        old=3000,
        new=5000,
        gauge_old=40.0,
        gauge_new=0.0,
    )
    more = (
        worked(10, "plan", MONDAY - 6 * DAY, Work.SUPPORT, 120),
        earned(11, "plan", MONDAY - 7 * DAY, MONDAY - DAY, 10_000),
        restated,
    )
    week = section(small(*more), "2026-W10", "The gauge", TODAY)
    # 100 - 2 x 30 before, and 100 - 2 x 50 after, with an expected day's pace nowhere: the plan is too young for it
    assert week.facts[0].shown.startswith("40.0 %, ")
    assert week.facts[1].shown.startswith("0.0 %, ")
    assert [(fact.name.strip(), fact.shown.split("  ")[0]) for fact in week.facts[2:]] == [("settings", "-40.0")]
    before = section(small(*more), "2026-W09", "From hours to assets", TODAY)
    assert before.facts[-1].how == ("Plan: $100 kept - 2:00 h x $30 = $40",)


def test_weeks_belong_to_the_month_of_their_thursday_and_only_whole_ones_count() -> None:
    book = small(
        Closed(doc_id=10, stream="plan", week=date(2026, 2, 23)),
        Closed(doc_id=11, stream="plan", week=date(2026, 3, 2)),
        worked(12, "plan", date(2026, 3, 11), Work.SUPPORT, 60),
    )
    march = reviewed(book, "2026-03", TODAY)["Weeks closed"]
    assert march["Plan"].shown == "1 of 1"
    assert march["Sold"].shown == "0 of 1  open: 2026-W10"
    assert reviewed(book, "2026-02", TODAY)["Weeks closed"]["Plan"].shown == (
        "1 of 4  open: 2026-W06, 2026-W07, 2026-W08"
    )


def test_an_empty_book_and_days_without_anything_say_so() -> None:
    found = report(book_of(()), parse_period("2026-W10", TODAY), TODAY)
    assert as_text(found) == ["Week 10, 2-8 Mar 2026", "  there is no stream: lev stream add NAME begins"]
    sentences = {each.title: each.sentence for each in report(small(), parse_period("2026-W10", TODAY), TODAY)}
    assert sentences["Your hours"] == "no own hour is logged"
    assert sentences["Money kept"] == "no money is entered for these days"
    assert "Hours that were not yours" not in sentences


@given(books(), st.integers(-200, 0), st.integers(0, 60))
@settings(max_examples=60, deadline=None)
def test_every_book_can_be_reviewed(book: Book, back: int, length: int) -> None:
    first = AS_OF + timedelta(back)
    sections = report(book, Period(first, first + timedelta(length)), AS_OF)
    for fact in facts_in(sections):
        assert fact.name.strip()
        assert fact.shown.strip()
        assert not re.search(r"\bnan\b|\binf\b|None", fact.shown)


# Markdown

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def read(lines: list[str]) -> list[str]:
    """What a reader sees of Markdown: the text of every heading, paragraph and cell; markup shows up as none."""
    found = []
    for token in READER.parse("\n".join(lines)):
        assert token.type not in ("html_block", "fence", "code_block", "bullet_list_open", "hr", "blockquote_open")
        if token.type == "inline":
            kinds = {child.type for child in token.children or ()}
            assert kinds <= {"text", "text_special"}, token.content
            found.append("".join(child.content for child in token.children or ()))
    return found


words = st.text(st.sampled_from("ab1 .)|*#<>`_[]()!~&$\\-+=:/{};"), max_size=24) | st.text(max_size=20)


@given(words, words, words, words)
@settings(max_examples=200)
def test_in_markdown_every_text_is_read_as_it_was_written(title: str, sentence: str, name: str, shown: str) -> None:
    title, sentence, name, shown = (clean(f"{text}x") for text in (title, sentence, name, shown))
    lines = as_markdown((Section(title, (Fact("key", name, shown, ()),), sentence),))
    assert read(lines) == [title, sentence, "", "", name, shown]


def test_markdown_has_a_heading_for_each_section_and_a_row_for_each_fact() -> None:
    fact = Fact("net", "  A|B *bold* `x` <b>#1</b>", "$1 · +$2", ())
    assert as_markdown((Section("One", (), "- of two"), Section("Two", (fact,)))) == [
        "# One",
        "",
        "\\- of two",
        "",
        "## Two",
        "",
        "| | |",
        "| --- | --- |",
        "| &emsp;A\\|B \\*bold\\* \\`x\\` \\<b\\>\\#1\\</b\\> | $1 · +$2 |",
    ]
