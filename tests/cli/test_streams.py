from __future__ import annotations

from datetime import date

import pytest

from leverage_tui.domain.model import Asset, Status
from tests.cli.conftest import Lev


def test_a_stream_is_added_with_its_fields(bare: Lev) -> None:
    answer = bare(
        "stream", "add", "Job", "at", "Acme", "--time-sold", "--currency", "eur", "--started", "2026-02-01",
        "--status", "paused", "--build-asset", "process", "--target", "37:30", "--note", "half time",
    )  # fmt: skip
    assert answer == "Job at Acme added: its id is job\n"
    stream = bare.book.streams["job"]
    assert (stream.name, stream.time_sold, stream.currency) == ("Job at Acme", True, "EUR")
    assert (stream.started, stream.status, stream.build_asset) == (date(2026, 2, 1), Status.PAUSED, Asset.PROCESS)
    assert (stream.target_minutes_per_week, stream.note) == (2250, "half time")


def test_names_are_cleaned_of_what_a_terminal_obeys(bare: Lev) -> None:
    answer = bare("stream", "add", "Sho\x1b[31mp\u202e one\ttwo")
    assert answer == "Sho[31mp one two added: its id is sho\n"
    assert [stream.name for stream in bare.book.streams.values()] == ["Sho[31mp one two"]


def test_the_list_is_aligned_and_as_json_complete(lev: Lev) -> None:
    lev("stream", "add", "日本語", "--id", "nihongo", "--currency", "JPY")
    lines = lev("stream", "list").splitlines()
    assert [line.split()[0] for line in lines] == ["id", "consulting", "care", "course", "nihongo"]
    assert lines[1] == "consulting  WordPress consulting  live      your hours  USD       2026-01-05"
    assert lines[4] == "nihongo     日本語                live                  JPY"
    found = lev.json("stream", "list", "--json")
    assert [row["id"] for row in found] == ["consulting", "care", "course", "nihongo"]
    assert found[3] == {
        "id": "nihongo", "name": "日本語", "time_sold": False, "currency": "JPY", "status": "live", "started": None,
        "ended": None, "build_asset": "product", "target_minutes_per_week": None, "order": 3, "note": "",
        "opening": {"net": 0, "run_minutes": 0, "build": []},
    }  # fmt: skip


def test_an_empty_list_says_how_to_begin_beside_the_data(bare: Lev) -> None:
    ran = bare.run("stream", "list")
    assert (ran.code, ran.out) == (0, "")
    assert "lev stream add NAME" in ran.err
    assert bare.json("stream", "list", "--json") == []


def test_a_stream_is_changed_and_none_clears(lev: Lev) -> None:
    lev("stream", "edit", "care", "--name", "Care", "--time-sold", "--target", "3", "--status", "idea")
    care = lev.book.streams["care"]
    assert (care.name, care.time_sold, care.target_minutes_per_week, care.status) == (
        "Care",
        True,
        180,
        Status.IDEA,
    )
    lev("stream", "edit", "care", "--no-time-sold", "--target", "none", "--started", "none")
    care = lev.book.streams["care"]
    assert (care.time_sold, care.target_minutes_per_week, care.started) == (False, None, None)


def test_an_edit_that_changes_nothing_writes_nothing(lev: Lev) -> None:
    before = lev.bytes()
    assert lev("stream", "edit", "care", "--status", "live") == "WordPress care plan is that already\n"
    assert lev.bytes() == before


def test_pause_and_go_on(lev: Lev) -> None:
    for sentence, status in (("paused", Status.PAUSED), ("goes on", Status.LIVE)):
        assert lev("stream", "pause", "care") == f"WordPress care plan {sentence}\n"
        assert lev.book.streams["care"].status is status


def test_end_today_or_on_a_day_and_go_on_after_all(lev: Lev) -> None:
    assert lev("stream", "end", "care") == "WordPress care plan ended on Wed 18 Nov 2026\n"
    lev("stream", "end", "course", "--on", "2026-10-31")
    assert lev.book.streams["course"].ended == date(2026, 10, 31)
    lev("stream", "edit", "course", "--status", "live", "--ended", "none")
    assert lev.book.streams["course"].ended is None


def test_deleting_says_what_would_go_and_wants_a_yes(lev: Lev) -> None:
    lev("log", "care", "1")
    lev("money", "care", "10")
    assert "WordPress care plan and its 2 entries would be gone: say so with --yes" in lev.refused(
        "stream", "delete", "care"
    )
    assert lev("stream", "delete", "care", "--yes") == "WordPress care plan and 2 entries deleted\n"
    assert "care" not in lev.book.streams
    assert not lev.hours
    assert not lev.money


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        ([], "lev stream needs one of add, list, show, edit, pause, end, delete"),
        (["ad", "x"], "there is no command lev stream ad: the nearest is lev stream add"),
        (["add"], "lev stream add needs NAME"),
        (["add", " "], "a stream needs a name"),
        (["add", "x", "--id", "A b"], "the id 'A b' is no short word"),
        (["add", "x", "--id", "care"], "the id care is taken by WordPress care plan"),
        (["add", "x", "--status", "lives"], "there is no status lives: the nearest is live"),
        (["add", "x", "--currency", "dollars"], "--currency: 'dollars' is no code"),
        (["add", "x", "--started", "31-02"], "--started: "),
        (["add", "x", "--target", "170"], "--target: a week has 168 hours"),
        (["add", "x", "--target", "a lot"], "--target: 'a lot' are no hours"),
        (["add", "x", "--status", "ended"], "a stream that has ended has a last day"),
        (["add", "x", "--time_sold"], "lev stream add has no option --time_sold: the nearest is --time-sold"),
        (["add", "x", "--started", "2026-05-01", "--ended", "2026-04-01"], "the stream ends (2026-04-01) before"),
        (["edit", "care"], "nothing to change is said"),
        (["edit", "care", "--name", ""], "name is empty"),
        (["edit", "care", "--status", "ended"], "a stream that has ended has a last day"),
        (["edit", "none", "--name", "x"], "there is no stream 'none'"),
        (["end", "care", "--on", "2025-12-31"], "the stream ends (2025-12-31) before it starts (2026-01-05)"),
        (["delete", "Care", "--yes"], "delete wants the id written out: lev stream delete care --yes"),
        (["delete", "course", "--sure"], "lev stream delete has no option --sure"),
        (["pause"], "lev stream pause needs ID"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(lev: Lev, argv: list[str], sentence: str) -> None:
    assert sentence in lev.refused("stream", *argv)
