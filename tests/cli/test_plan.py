"""``lev plan``: a new stream put to the test, kept, started, forgotten."""

from __future__ import annotations

import json
from typing import Any

import pytest

from leverage_tui.domain.model import Scenario, Status
from tests.cli.conftest import Lev
from tests.metrics.examples import FOLDER, differences, expected_json

PLANS: list[dict[str, Any]] = json.loads((FOLDER / "scenarios.json").read_text())["new_stream"]
COURSE = ("plan", "test", "Second course", "--one-to-many", "--net-per-week", "171.51", "--build-hours", "120")


def typed(plan: dict[str, Any]) -> list[str]:
    """A plan of the example as a command line."""
    options = []
    for key, value in plan.items():
        option = f"--{key.replace('_', '-')}"
        if isinstance(value, bool):
            options += [option] if value else []
        elif key != "name":
            options.append(f"{option}={value}")
    return ["plan", "test", *plan["name"].split(), *options]


@pytest.fixture
def example(bare: Lev) -> Lev:
    """The worked example on its last day."""
    bare.file.parent.mkdir(parents=True)
    bare.file.write_bytes((FOLDER / "three_streams.json").read_bytes())
    bare.environ["LEVERAGE_TUI_TODAY"] = "2025-06-29"
    return bare


@pytest.mark.parametrize("number", range(len(PLANS)))
def test_the_example_s_figures_are_printed_and_kept_as_they_were_typed(example: Lev, number: int) -> None:
    expected = expected_json("three_streams")["new_stream"][number]
    found = example.json(*typed(PLANS[number]), "--keep", "--json")
    assert list(differences(expected, found, frozenset({"advice"}))) == []
    (document,) = example.book.all(Scenario)
    assert document.body == PLANS[number]
    (listed,) = example.json("plan", "list", "--json")
    assert list(differences(expected, listed["result"], frozenset())) == []
    assert (listed["id"], listed["scenario"], listed["why_not"]) == (document.doc_id, PLANS[number], "")


def test_the_verdict_comes_with_its_points_and_what_would_change_it(example: Lev) -> None:
    lines = example(*typed(PLANS[1]), "--how").splitlines()
    assert lines[:2] == ["second course on own site", "  Rework the plan."]
    assert lines[-1] == "If it brought $17.73 a week more, it would pass the test."
    assert "    36 structure + 30 honest plan + 15.8762 economics = 81.8762." in lines
    assert list(example.book.all(Scenario)) == []


def test_plans_are_listed_and_what_cannot_be_worked_out_is_said(example: Lev) -> None:
    assert "keep one with lev plan test NAME" in example.said("plan", "list")
    for plan in PLANS:
        example(*typed(plan), "--keep")
    head, *rows = example("plan", "list").splitlines()
    assert head.split("  ")[-1] == "over your hours"
    assert rows[0].startswith("another consulting retainer  fails the test: it is your time, sold again")
    assert rows[1].split("  ")[-1] == "-$17.73 a week"


def test_a_kept_plan_becomes_an_idea_and_is_that_once(lev: Lev) -> None:
    assert "Second course kept: lev plan start makes it a stream" in lev.said(*COURSE, "--keep")
    assert lev("plan", "start", "second") == "Second course added as an idea: its id is second\n"
    assert lev.book.streams["second"].status is Status.IDEA
    (document,) = lev.book.all(Scenario)
    assert document.body["stream"] == "second"
    assert lev.refused("plan", "start", "second") == "that is a stream already: Second course"
    assert lev("plan", "forget", "Second", "course") == "Second course forgotten\n"
    assert "second" in lev.book.streams


def test_an_idea_is_kept_and_started_at_once_or_not_at_all(lev: Lev) -> None:
    assert lev.said("plan", "test", "Retainer", "--idea") == (
        "Retainer added as an idea, sold by the hour: its id is retainer\n"
    )
    (document,) = lev.book.all(Scenario)
    assert document.body["stream"] == "retainer"
    assert lev.book.streams["retainer"].time_sold
    refusal = lev.refused("plan", "test", "WordPress care plan", "--idea")
    assert refusal == "there is a stream WordPress care plan already: give this one another name"


def test_a_loss_is_a_net_below_nothing(lev: Lev) -> None:
    lev("plan", "test", "Loss", "--net-per-week=-12.50", "--keep")
    (document,) = lev.book.all(Scenario)
    assert document.body["net_per_week"] == -12.5


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        ([], "lev plan needs one of test, list, forget, start"),
        (["test"], "lev plan test needs NAME"),
        (["test", " ", "--keep"], "it needs a name"),
        (["test", "x" * 81, "--keep"], "name has 81 characters, the most is 80"),
        (["test", "THERE", "--keep"], "a plan There is kept already: give this one another name"),
        (["test", "x", "--one-to-mny"], "lev plan test has no option --one-to-mny: the nearest is --one-to-many"),
        (["test", "x", "--largest-channel-share", "60"], "--largest-channel-share: 60 is over the whole: write 60%"),
        (["test", "x", "--build-hours=-3"], "--build-hours: -3 is not hours"),
        (["test", "x", "--net-per-week", "1,234"], "--net-per-week: 1,234 could be"),
        (["start", "Tehre"], "no plan 'Tehre' is kept: the nearest is There"),
        (["strat", "x"], "there is no command lev plan strat: the nearest is lev plan start"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_one_line(lev: Lev, argv: list[str], sentence: str) -> None:
    lev("plan", "test", "There", "--keep")
    assert sentence in lev.refused("plan", *argv)


def test_before_anything_is_kept_it_says_how_to_begin(lev: Lev) -> None:
    assert "no plan is kept yet: keep one with lev plan test NAME ... --keep" in lev.refused("plan", "start", "x")
    assert lev.json("plan", "list", "--json") == []


def test_without_a_baseline_rate_the_advice_asks_for_it(bare: Lev) -> None:
    said = bare("plan", "test", "x", "--one-to-many", "--net-per-week", "100")
    assert said.endswith("Say first what an hour of yours is worth: without a baseline rate nothing breaks even.\n")
