"""The timer from the shell: start, switch, stop, forgotten, over midnight, other zones."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from leverage_tui.domain.model import Hours
from tests.cli.conftest import Lev

START = datetime(2036, 11, 18, 9, 0, tzinfo=UTC)
"""Later than the stamps of the book, which was made by the real clock; its day is shown as the fixed today."""


@pytest.fixture(autouse=True)
def _zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def timed(lev: Lev) -> list[tuple[str, str, str, int]]:
    """What today's facts of yours say, beyond what the book began with."""
    return sorted(
        (entry.stream, str(entry.work), entry.date.isoformat(), entry.minutes)
        for entry in lev.book.all(Hours)
        if entry.at
    )


def at(moment: datetime, **later: float) -> time_machine.travel:
    return time_machine.travel(moment + timedelta(**later), tick=False)


def test_start_and_stop_log_what_passed(lev: Lev) -> None:
    with at(START):
        assert (
            lev("start", "care", "support", "--note", "ticket 12")
            == "WordPress care plan, support: timer started\n"
        )
    with at(START, minutes=42, seconds=29):
        assert lev("status", "--format", "{timer}") == "WordPress care plan support 0:42\n"
        assert lev.json("status", "--json")["timer"] == {
            "stream": "care", "work": "support", "started": "2036-11-18T09:00:00Z",
        }  # fmt: skip
        assert "⏱ WordPress care plan support 0:42" in lev("status")
        assert lev("stop") == "WordPress care plan, support: 0:42 timed: 0:42 on Wed 18 Nov\n"
    assert timed(lev) == [("care", "support", "2026-11-18", 42)]
    assert lev.book.timer is None
    assert next(entry.note for entry in lev.book.all(Hours) if entry.at) == "ticket 12"
    assert lev.refused("stop") == "no timer runs"


def test_a_running_timer_counts_in_no_figure(lev: Lev) -> None:
    with at(START):
        before = lev("metrics", "--json")
        lev("start", "care", "support")
    with at(START, hours=3):
        assert lev("metrics", "--json") == before


def test_starting_elsewhere_switches_and_one_undo_takes_both_back(lev: Lev) -> None:
    with at(START):
        lev("start", "care", "support")
    with at(START, hours=1):
        said = lev("start", "consulting")
        assert "WordPress care plan, support: 1:00 timed" in said
        assert "timer started" in said
    timer = lev.book.timer
    assert timer is not None
    assert timer.stream == "consulting"
    assert timed(lev) == [("care", "support", "2026-11-18", 60)]
    lev("undo")
    back = lev.book.timer
    assert back is not None
    assert (back.stream, back.started) == ("care", "2036-11-18T09:00:00Z")
    assert timed(lev) == []


def test_cancel_logs_nothing_and_continue_goes_on_where_work_was(lev: Lev) -> None:
    with at(START):
        lev("start", "care", "support")
        assert "discarded" in lev("cancel")
        assert timed(lev) == []
        lev("log", "consulting", "1h", "sell")
        lev("continue")
    timer = lev.book.timer
    assert timer is not None
    assert (timer.stream, str(timer.work)) == ("consulting", "sell")
    with at(START, seconds=20):
        assert "nothing logged" in lev("stop")
    assert len(timed(lev)) == 1


def test_what_is_not_yours_and_what_runs_already_is_refused(lev: Lev) -> None:
    assert "people is not yours" in lev.refused("start", "care", "people")
    assert "the nearest is support" in lev.refused("start", "care", "suport")
    with at(START):
        lev("start", "care", "support")
        assert "already" in lev.refused("start", "care", "support")
    assert lev.refused("start", "nothing-like-it")


def test_over_midnight_it_counts_where_it_began_or_is_split(lev: Lev) -> None:
    late = datetime(2036, 11, 18, 22, 30, tzinfo=UTC)
    with at(late):
        lev("start", "care", "support", "--today", "2026-11-18")
    with at(late, hours=3):
        ran = lev.run("stop", "--today", "2026-11-19")
        assert ran.code == 0
        assert "lev stop --split" in ran.err
        assert timed(lev) == [("care", "support", "2026-11-18", 180)]
        lev("undo")
        lev("stop", "--split", "--today", "2026-11-19")
    assert timed(lev) == [("care", "support", "2026-11-18", 90), ("care", "support", "2026-11-19", 90)]


def test_a_forgotten_timer_is_asked_about(lev: Lev) -> None:
    with at(START):
        lev("start", "care", "support")
    with at(START, hours=1):
        lev("log", "consulting", "1h", "sell")
    with at(START, hours=13):
        assert lev.refused("stop").startswith("it has run for 13:00, more than 10 hours: forgotten?")
        assert "forgotten?" in lev.refused("start", "consulting")
        assert "longer than it has run" in lev.refused("stop", "--after", "14h")
        assert lev.refused("stop", "--after", "soon").startswith("--after: ")
        lev("stop", "--until-last-change")
    assert ("care", "support", "2026-11-18", 60) in timed(lev)
    lev("undo")
    with at(START, hours=13):
        lev("stop", "--after", "2h")
    assert ("care", "support", "2026-11-18", 120) in timed(lev)
    lev("undo")
    with at(START, hours=13):
        lev("stop", "--keep")
    assert ("care", "support", "2026-11-18", 780) in timed(lev)


@pytest.mark.parametrize(("first", "then"), [("Europe/Berlin", "Asia/Tokyo"), ("America/New_York", "UTC")])
def test_neither_a_clock_change_nor_another_zone_makes_it_wrong(
    lev: Lev, monkeypatch: pytest.MonkeyPatch, first: str, then: str
) -> None:
    # The night in which clocks in Europe go from 3:00 back to 2:00, and a week before they do in New York.
    night = datetime(2036, 10, 25, 22, 30, tzinfo=UTC)
    for zone, moment in ((first, night), (then, night + timedelta(hours=5))):
        monkeypatch.setitem(os.environ, "TZ", zone)
        time.tzset()
        with time_machine.travel(moment, tick=False):
            lev(*(["start", "care", "support"] if moment == night else ["stop", "--split"]))
    assert sum(minutes for *_, minutes in timed(lev)) == 300


def test_a_clock_that_went_back_logs_nothing(lev: Lev) -> None:
    with at(START):
        lev("start", "care", "support")
    with at(START, hours=-2):
        assert "nothing logged" in lev("stop")
    assert timed(lev) == []
