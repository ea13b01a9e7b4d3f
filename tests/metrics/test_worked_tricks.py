"""Worked books that are dressed up: claims that nobody can check, and one stream told as two."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from leverage_tui.domain import words
from leverage_tui.domain.metrics import Figures, as_json
from leverage_tui.domain.model import Hours, Stream, Work
from tests.metrics.examples import differences
from tests.metrics.lives import FIRST, agency, job, live, supplements, worked

CLAIM = worked("agency", FIRST, 1, Work.AUTOMATION, 500 * 60)


def near(value: float) -> object:
    return pytest.approx(value, rel=1e-12, abs=1e-9)


def places(one: Figures, other: Figures) -> set[str]:
    """The keys at which two lives differ."""
    found = differences(as_json(one), as_json(other), frozenset())
    return {difference.replace(":", " ").split()[0] for difference in found}


def test_500_claimed_hours_move_nothing_but_the_split() -> None:
    # The agency at 33.3333, all of it people's: 1560 hours. With 500 claimed hours of automation, 2060:
    # people 33.3333 x 1560 / 2060 = 25.2427, automation 33.3333 x 500 / 2060 = 8.0906.
    # The hours themselves are shown, and (520 + 1560 + 500) / 520 = 4.9615 as time multiplier.
    before, after = live(agency(), 60_00), live([*agency(), *CLAIM], 60_00)
    gauge = after.book.gauge
    assert (gauge.raw, gauge.display, gauge.state) == (near(33.333333333333336), 33.3, "ok")
    assert after.book.gauge_running == before.book.gauge_running
    assert {name: points for name, points in gauge.sources.items() if points} == {
        "people": near(25.242718446601941),
        "automation": near(8.0906148867313916),
    }
    assert after.book.time_multiplier == near(4.961538461538462)
    assert (
        words.sentence(after)
        == words.sentence(before)
        == ("Of every $100 you keep, $33.33 is more than your hours would have earned at $60 an hour.")
    )
    assert places(before, after) == {
        "/book/automation_hours",
        "/book/time_multiplier",
        "/book/gauge/sources/automation",
        "/book/gauge/sources/people",
        "/book/gauge/streams/agency/sources/automation",
        "/book/gauge/streams/agency/sources/people",
        "/streams/agency/automation_hours",
        "/streams/agency/time_multiplier",
    }


@pytest.mark.parametrize(
    ("salary", "raw"),
    [
        # S = -6500: min(S, e N) stays S.
        (500_00, -100.0),
        # S = 0: nothing is left over that a machine could have made.
        (1000_00, 0.0),
        # At 60 an hour (N = 31,200): e N = 500 / 1020 x 31,200 = 15,294.12, S = 18,200: 49.0196 of 100.
        (2400_00, 49.01960784313726),
        # At 30 an hour (N = 15,600): e N = 7647.06, but S = 2600: 16.6667, and no claim makes it more.
        (1200_00, 16.666666666666668),
    ],
)
def test_where_hours_are_sold_a_claim_counts_up_to_what_is_left_over(salary: int, raw: float) -> None:
    claim = [replace(hours, stream="job") for hours in CLAIM]
    assert live([*job(salary), *claim], 25_00).book.gauge.raw == near(raw)


SPLIT_KEYS = frozenset({"hhi", "effective_streams", "largest_share", "streams"})


def test_two_halves_of_one_stream_move_nothing() -> None:
    # Every amount and every minute of the supplement business in halves: 50.0240 and 85 as before, each half is
    # 25.0120 of it at 50.0240 of its own. One stream of 100 % is now two of 50 %: HHI 0.25 + 0.25.
    whole = live(supplements(), 60_00)
    halves = live([*supplements("pills", 2), *supplements("powders", 2)], 60_00)
    assert list(differences(as_json(whole)["book"], as_json(halves)["book"], SPLIT_KEYS)) == []
    assert halves.book.gauge.raw == near(50.02403846153846)
    assert halves.book.gauge_running.raw == near(85)
    for half in halves.book.gauge.streams.values():
        assert (half.share, half.contribution, half.gauge) == (50, near(25.01201923076923), near(50.02403846153846))
    assert (whole.book.hhi, halves.book.hhi, halves.book.effective_streams) == (1, 0.5, 2)
    assert (
        words.sentence(halves)
        == words.sentence(whole)
        == ("Of every $100 you keep, $50.02 is more than your hours would have earned at $60 an hour.")
    )


def test_the_work_in_one_stream_and_the_money_in_another_moves_no_gauge() -> None:
    # c of the worked half: 0 - 60 x 173.25 = -10,395, of 20,800: -49.9760, drag. The other keeps all 20,800: 100.
    # 100 - 49.9760 = 50.0240.
    documents: list[Any] = [
        replace(document, stream="work") if isinstance(document, Hours) else document for document in supplements()
    ]
    work = Stream(doc_id=0, id="work", name="Work")
    found = live([*documents, work], 60_00)
    gauge = found.book.gauge
    assert gauge.raw == near(50.02403846153846)
    assert found.book.gauge_running.raw == near(85)
    assert gauge.streams["work"].contribution == near(-49.97596153846154)
    assert gauge.sources["drag"] == near(-49.97596153846154)
    assert gauge.streams["supplements"].contribution == near(100)
    assert gauge.own["build"] == near(34.97596153846154)
