from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from leverage_tui.domain.quantities.dates import parse_period
from leverage_tui.domain.review.facts import as_text
from leverage_tui.domain.review.markdown import as_markdown
from leverage_tui.domain.review.report import report
from tests.cli.conftest import TODAY, Lev

EXAMPLE = Path(__file__).parent.parent / "data" / "example" / "three_streams.json"
DAY = ("--today", "2025-06-29")


@pytest.fixture
def worked(bare: Lev) -> Lev:
    """On the worked case."""
    bare.file.parent.mkdir(parents=True)
    shutil.copyfile(EXAMPLE, bare.file)
    return bare


def test_without_a_period_it_is_the_last_whole_week(worked: Lev) -> None:
    shown = worked("report", *DAY)
    assert shown.startswith("Week 25, 16-22 Jun 2025\n  against week 24, 9-15 Jun 2025\n\nYour hours\n")
    assert shown == worked("report", "--week", "2025-06-18", *DAY) == worked("report", "--week", "2025-W25", *DAY)


@pytest.mark.parametrize(
    ("argv", "head"),
    [
        (("--month", "2025-05"), "May 2025\n  against Apr 2025\n"),
        (("--month", "last-month"), "May 2025\n  against Apr 2025\n"),
        (("--month", "2025-02-03"), "Feb 2025\n  against Jan 2025\n"),
        (("--month", "this-month"), "Jun 2025, so far\n  against 1-29 May 2025\n"),
        (("--year", "2024"), "2024\n  against 2023\n"),
        (("--year", "2025"), "2025, so far\n  against 1 Jan - 28 Jun 2024\n"),
        (("--week", "this-week"), "Week 26, 23-29 Jun 2025\n  against week 25, 16-22 Jun 2025\n"),
    ],
)
def test_any_week_month_or_year_against_the_one_before(worked: Lev, argv: tuple[str, ...], head: str) -> None:
    assert worked("report", *argv, *DAY).startswith(head)


def test_text_and_markdown_are_the_same_facts(worked: Lev) -> None:
    today = date(2025, 6, 29)
    sections = report(worked.book, parse_period("2025-05", today), today)
    assert worked("report", "--month", "2025-05", *DAY).splitlines() == as_text(sections)
    shown = worked("report", "--month", "2025-05", "--markdown", *DAY)
    assert shown.splitlines() == as_markdown(sections)
    assert "| WordPress care plan | $1,258 · before $1,249 · +$9 |" in shown


def test_names_are_never_markup(lev: Lev) -> None:
    lev("stream", "edit", "care", "--name", "a|b *c* #d <e> `f`")
    lev("log", "care", "2", "support", "--on", "2026-11-11")
    shown = lev("report", "--markdown")
    assert r"| a\|b \*c\* \#d \<e\> \`f\` | 2:00 · before 0:00 · +2:00 |" in shown


def test_the_week_begins_where_the_config_says(worked: Lev) -> None:
    config = worked.folder / "config" / "leverage-tui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('first_day = "sunday"\n')
    assert worked("report", *DAY).startswith("22-28 Jun 2025\n  against 15-21 Jun 2025\n")


def test_an_empty_book_can_be_reviewed(bare: Lev) -> None:
    assert bare("report") == "Week 46, 9-15 Nov 2026\n  there is no stream: lev stream add NAME begins\n"
    assert not bare.file.exists()


def test_nothing_is_written(worked: Lev) -> None:
    before = worked.bytes()
    worked("report", "--year", "2025", *DAY)
    assert worked.bytes() == before


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["--week", "2026-W46", "--month", "2026-10"], "--week and --month: a review is of one of them"),
        (["--week", "2026"], "--week: 2026 is more than a week: write 2026-W46, last-week or a date"),
        (["--month", "2026"], "--month: 2026 is more than a month: write 2026-10, last-month or a date"),
        (["--month", "2026-W40"], "--month: 2026-W40 is more than a month"),
        (["--year", "2025-10..2026-02"], "--year: 2025-10..2026-02 is more than a year: write 2026 or a date"),
        (["--month", "13"], "--month: "),
        (["--month", ""], "--month: no period typed"),
        (["--week", "2026-W48"], f"2026-11-23 has not come: a review is of days up to today, {TODAY}"),
        (["--markdwn"], "lev report has no option --markdwn: the nearest is --markdown"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(lev: Lev, argv: list[str], sentence: str) -> None:
    assert sentence in lev.refused("report", *argv)
