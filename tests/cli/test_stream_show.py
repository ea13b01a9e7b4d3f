from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Lev

EXAMPLE = Path(__file__).parent.parent / "data" / "example" / "three_streams.json"
DAY = ("--today", "2025-06-29")


@pytest.fixture
def worked(bare: Lev) -> Lev:
    """The worked case."""
    bare.file.parent.mkdir(parents=True)
    bare.file.write_bytes(EXAMPLE.read_bytes())
    return bare


def test_a_stream_is_shown_section_by_section(worked: Lev) -> None:
    before = worked.bytes()
    lines = worked("stream", "show", "care", *DAY).splitlines()
    assert lines[:3] == ["WordPress care plan", "", "Kind and degree"]
    assert "  Leveraged share             49.2 %" in lines
    titles = [line for line in lines[2:] if line and not line.startswith(" ")]
    assert titles == [
        "Kind and degree", "Rate", "Where the leverage comes from", "Your hours", "People", "Money", "Building",
        "Time", "Income and hours", "Away",
    ]  # fmt: skip
    assert worked.bytes() == before


def test_how_puts_the_arithmetic_under_every_number(worked: Lev) -> None:
    plain = worked("stream", "show", "care", *DAY)
    how = worked("stream", "show", "care", "--how", *DAY)
    assert "$3,635.72 kept - 30:45 h x $60 = $1,790.72" not in plain
    assert "    $3,635.72 kept - 30:45 h x $60 = $1,790.72\n" in how


def test_as_json_the_sections_hold_their_facts(worked: Lev) -> None:
    sections = worked.json("stream", "show", "course", "--json", *DAY)
    assert [section["title"] for section in sections][:2] == ["Kind and degree", "Rate"]
    building = next(section for section in sections if section["title"] == "Building")
    assert building["sentence"] == "At -$3 a week this is not paying back."
    assert building["bar"]["share"] == pytest.approx(198.572666 / 9600)
    facts = {fact["key"]: fact for fact in building["facts"]}
    assert facts["weeks_to_break_even"] == {
        "key": "weeks_to_break_even", "name": "Weeks to break even", "shown": "–",
        "how": ["at -$3 a week this is not paying back"], "tone": "plain",
    }  # fmt: skip


def test_a_stream_that_is_not_there_is_refused_with_the_nearest(lev: Lev) -> None:
    assert "the nearest is care" in lev.refused("stream", "show", "caer")


def test_a_stream_without_anything_is_shown_too(lev: Lev) -> None:
    assert "No income is entered yet." in lev("stream", "show", "course")
