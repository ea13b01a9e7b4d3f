from __future__ import annotations

from datetime import date, timedelta

import pytest

from leverage_tui.domain.calendar import weeks_between
from leverage_tui.domain.model import Amounts, Work
from tests.cli.conftest import Lev
from tests.pty.terminal import Terminal


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
        (["--support", "1h"], "--support belongs to a stream: lev close STREAM --support ..."),
        (["care", "--sell", "1h", "--all-before", "today"], "--sell is for one week: leave out --all-before"),
        (["care", "--support", "90"], "--support: 90 hours? write 90m for minutes"),
        (["care", "--manage", ""], "--manage: nothing typed"),
        (["care", "--refunds", "20 EUR"], "--refunds: that is EUR, this stream is counted in USD"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(lev: Lev, argv: list[str], sentence: str) -> None:
    assert sentence in lev.refused("close", *argv)


def test_scripts_give_the_answers_as_options(lev: Lev) -> None:
    hours = ("--support", "1h", "--sell", "0:30", "--manage", "15m")
    said = lev("close", "care", *hours, "--refunds", "20", "--money", "400")
    assert said == (
        "2026-W46 closed: 1 stream, 0:30 sell, 1:00 support, 0:15 manage, $20 refunds, $400 came in"
        " (WordPress care plan)\n"
    )
    assert closed(lev, "care") == [date(2026, 11, 9)]
    assert closed(lev, "consulting") == []
    assert {(entry.work, entry.minutes, entry.date) for entry in lev.hours} == {
        (Work.SELL, 30, date(2026, 11, 15)), (Work.SUPPORT, 60, date(2026, 11, 15)),
        (Work.MANAGE, 15, date(2026, 11, 15)),
    }  # fmt: skip
    (entry,) = lev.money
    assert (entry.date, entry.until) == (date(2026, 11, 9), date(2026, 11, 15))
    assert entry.amounts == Amounts(gross=40000, refunds=2000)


def test_what_is_answered_after_the_close_is_added_and_the_week_stays_closed(lev: Lev) -> None:
    lev("close", "care")
    ran = lev.run("close", "care", "--support", "30m", "--money", "5")
    assert ran.out == "2026-W46: 0:30 support, $5 came in\n"
    assert ran.err == "2026-W46 of WordPress care plan stays closed\n"
    assert "$5 for week 46, 9-15 Nov 2026 was there already" in lev.said("close", "care", "--money", "6")
    assert [entry.amounts.gross for entry in lev.money] == [500, 600]
    before = lev.bytes()
    assert lev("close", "care", "--support", "0") == "nothing of WordPress care plan is open in 2026-W46\n"
    assert lev.bytes() == before


def test_logging_into_a_closed_week_says_that_it_stays_closed(lev: Lev) -> None:
    lev("close")
    assert lev.said("log", "care", "1h", "--on", "2026-11-12") == "2026-W46 of WordPress care plan stays closed\n"
    assert lev.said("log", "care", "1h") == ""
    assert "2026-W46 of WordPress care plan stays closed" in lev.said("money", "care", "9", "--period", "2026-W46")


def asked(lev: Lev, *argv: str) -> Terminal:
    """`lev close` at a terminal, on the book of `lev`."""
    return Terminal(lev.file, "close", *argv, "--today", "2026-11-18", size=(110, 40))


def answer(terminal: Terminal, question: str, text: str = "") -> None:
    """Wait for the question, and type."""
    terminal.shows(question)
    terminal.send(f"{text}\n")


def usual_tuesdays(lev: Lev) -> None:
    for back in range(1, 5):
        lev("log", "care", "30m", "manage", "--on", str(date(2026, 11, 10) - timedelta(7 * back)))


def test_at_a_terminal_it_asks_gaps_first_and_saves_at_the_end(lev: Lev) -> None:
    usual_tuesdays(lev)
    lev("stream", "pause", "consulting")
    lev("stream", "end", "course", "--on", "2026-10-31")
    with asked(lev) as terminal:
        answer(terminal, "WordPress care plan: nothing on Tue 10, usually 0:30. manage?", "45m")
        answer(terminal, "support?", "90")
        answer(terminal, "90 hours? write 90m for minutes", "?")
        answer(terminal, "hours with customers: mails, calls, repairs; empty is nothing", "1:30")
        answer(terminal, "refunds?", "40")
        answer(terminal, "managing?")
        answer(terminal, "selling?")
        answer(terminal, "money in?")
        terminal.shows("the whole week? (Y/n)")
        assert closed(lev, "care") == [], "nothing is saved before the last answer"
        terminal.send("\n")
        assert terminal.ends() == 0
        assert "2026-W46 closed: 1 stream, 1 at rest, 1:30 support, 0:45 manage, $40 refunds" in terminal.text
    assert closed(lev, "care") == closed(lev, "consulting") == [date(2026, 11, 9)]
    assert {(entry.work, entry.date) for entry in lev.hours if entry.date > date(2026, 11, 4)} == {
        (Work.MANAGE, date(2026, 11, 10)), (Work.SUPPORT, date(2026, 11, 15)),
    }  # fmt: skip
    assert [entry.amounts for entry in lev.money] == [Amounts(refunds=4000)]


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_ctrl_c_and_ctrl_d_leave_everything_as_it_was(lev: Lev, key: str) -> None:
    before = lev.bytes()
    with asked(lev, "care") as terminal:
        answer(terminal, "support?", "1:30")
        terminal.shows("refunds?")
        terminal.send(key)
        assert terminal.ends() == 130
        assert "interrupted" in terminal.text
        assert "Traceback" not in terminal.text
    assert lev.bytes() == before


def test_no_leaves_the_week_open_and_keeps_what_was_typed(lev: Lev) -> None:
    with asked(lev, "care") as terminal:
        for question in ("support?", "refunds?", "managing?", "selling?"):
            answer(terminal, question, "1" if question == "selling?" else "")
        answer(terminal, "money in?")
        answer(terminal, "the whole week? (Y/n)", "perhaps")
        answer(terminal, "yes or no?", "n")
        assert terminal.ends() == 0
    assert closed(lev, "care") == []
    assert [(entry.work, entry.minutes) for entry in lev.hours] == [(Work.SELL, 60)]


def test_yes_asks_nothing_at_a_terminal_either(lev: Lev) -> None:
    with asked(lev, "care", "--yes") as terminal:
        assert terminal.ends() == 0
        assert "2026-W46 closed: WordPress care plan" in terminal.text
    assert closed(lev, "care") == [date(2026, 11, 9)]
