from __future__ import annotations

from datetime import date

import pytest

from leverage_tui.domain.calendar import weeks_between
from tests.cli.conftest import Lev


def closed(lev: Lev, stream: str) -> list[date]:
    return sorted(lev.book.ledger(stream).closed)


def test_last_week_is_closed_for_all_streams_that_live(lev: Lev) -> None:
    lev("stream", "end", "course", "--on", "2026-10-31")
    assert lev("close") == "2026-W46 closed: WordPress consulting, WordPress care plan\n"
    assert closed(lev, "care") == closed(lev, "consulting") == [date(2026, 11, 9)]
    assert closed(lev, "course") == []
    before = lev.bytes()
    assert lev("close") == "nothing is open in 2026-W46\n"
    assert lev.bytes() == before


@pytest.mark.parametrize("typed", ["2026-W45", "2026-11-04", "2w-ago"])
def test_one_stream_and_one_week(lev: Lev, typed: str) -> None:
    assert lev("close", "care", "--week", typed) == "2026-W45 closed: WordPress care plan\n"
    assert closed(lev, "care") == [date(2026, 11, 2)]
    assert closed(lev, "consulting") == []


def test_a_week_is_the_iso_week_whatever_day_the_shown_week_begins_on(lev: Lev) -> None:
    config = lev.folder / "config" / "leverage-tui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('first_day = "sunday"\n')
    lev("close", "care", "--week", "last-week")
    assert closed(lev, "care") == [date(2026, 11, 9)]


def test_all_weeks_before_a_day_since_each_stream_began(lev: Lev) -> None:
    lev("close", "--all-before", "2026-06-17")
    assert closed(lev, "care") == list(weeks_between(date(2026, 1, 5), date(2026, 6, 8)))
    assert closed(lev, "course") == [date(2026, 6, 1), date(2026, 6, 8)]


def test_the_running_week_may_be_closed_and_is_named(lev: Lev) -> None:
    assert lev.said("close", "--week", "this-week") == "2026-W47 still runs: what comes in counts all the same\n"
    assert lev.said("close", "--week", "this-week", "--today", "2026-11-22") == ""


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["--week", ""], "--week: no period typed"),
        (["--all-before", ""], "--all-before: no date typed"),
        (["", "--week", "last-week"], "there is no stream ''"),
        (["--week", "2026-10"], "--week: 2026-10 is more than a week"),
        (["--week", "2026-W60"], "--week: 2026-W60? 2026 has the weeks"),
        (["--week", "2026-W48"], "2026-W48 has not begun"),
        (["--all-before", "2026-12-24"], "--all-before: Thu 24 Dec 2026 lies after this week"),
        (["--week", "last-week", "--all-before", "today"], "--week or --all-before, not both"),
        (["nobody"], "there is no stream 'nobody'"),
        (["care", "course"], "unrecognized arguments: course"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(lev: Lev, argv: list[str], sentence: str) -> None:
    assert sentence in lev.refused("close", *argv)
