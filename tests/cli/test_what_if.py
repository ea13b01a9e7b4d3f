"""``lev what-if``: worked out, kept, compared, made real, forgotten."""

from __future__ import annotations

import json
from typing import Any

import pytest

from leverage_tui.domain.model import Amounts, Scenario, Source, Standing, Status
from tests.cli.conftest import Lev
from tests.metrics.examples import FOLDER, differences, expected_json

SCENARIOS: list[dict[str, Any]] = json.loads((FOLDER / "scenarios.json").read_text())["what_if"]
HIRE = ("what-if", "hire", "care", "--activity", "manage", "--hours-per-week", "3", "--rate", "15")


@pytest.fixture
def example(bare: Lev) -> Lev:
    """The worked example on its last day."""
    bare.file.parent.mkdir(parents=True)
    bare.file.write_bytes((FOLDER / "three_streams.json").read_bytes())
    bare.environ["LEVERAGE_TUI_TODAY"] = "2025-06-29"
    return bare


def typed(scenario: dict[str, Any]) -> list[str]:
    """A scenario of the example as a command line."""
    known = {"kind", "label", "stream"}
    options = [f"--{key.replace('_', '-')}={value}" for key, value in scenario.items() if key not in known]
    stream = [scenario["stream"]] if "stream" in scenario else []
    return ["what-if", scenario["kind"], *stream, *options, "--keep", scenario["label"]]


@pytest.mark.parametrize("number", range(len(SCENARIOS)))
def test_the_example_s_figures_are_printed_and_kept_as_they_were_typed(example: Lev, number: int) -> None:
    scenario, expected = SCENARIOS[number], expected_json("three_streams")["what_if"][number]
    found = example.json(*typed(scenario), "--json")
    extra = frozenset({"worth_per_week"} | {"worth_it"} - expected.keys())
    assert list(differences(expected, found, extra)) == []
    (document,) = example.book.all(Scenario)
    assert document.body == scenario
    (listed,) = example.json("what-if", "list", "--json")
    assert listed == {"id": document.doc_id, "scenario": scenario, "result": found, "why_not": ""}


def test_the_words_have_their_arithmetic_under_them(example: Lev) -> None:
    plain, how = (example(*HIRE, "--training-hours", "12", *more) for more in ((), ("--how",)))
    assert plain.splitlines()[:2] == ["A helper", "  Worth it, by $11.07 a week."]
    assert "-0:56 h a week" in plain
    assert "8.9 % → 9.4 % (+0.5)" in plain
    assert "$60 x 0.9346 h freed / 3:00 h = $18.6923." not in plain
    assert "$60 x 0.9346 h freed / 3:00 h = $18.6923." in how
    assert list(example.book.all(Scenario)) == []


def test_the_table_stands_in_order_of_kind_and_label(example: Lev) -> None:
    assert "keep one with lev what-if hire" in example.said("what-if", "list")
    for scenario in SCENARIOS:
        assert "lev what-if list compares" in example.said(*typed(scenario))
    head, *rows = example("what-if", "list").splitlines()
    assert head.split("  ")[-1] == "worth it"
    assert [row.split("  ")[0] for row in rows] == [
        "VA takes care-plan management: 3 h/wk at $15",
        "VA takes consulting admin: 3 h/wk at $15, freed time resold",
        "automate consulting admin: 8 runs/wk x 12 min",
        "care plan +10%, lose 5% of sites",
        "consulting +10%, same hours",
        "second course on own site",
    ]
    assert rows[-1].endswith("139.8 weeks  not worth it, by $17.72 a week")
    example("stream", "delete", "care", "--yes")
    ran = example.run("what-if", "list")
    assert ran.err.splitlines() == [
        "VA takes care-plan management: 3 h/wk at $15: its stream care is no longer there",
        "care plan +10%, lose 5% of sites: its stream care is no longer there",
    ]


def test_a_helper_an_automation_and_a_product_become_real(example: Lev) -> None:
    for number in (0, 2, 5):
        example(*typed(SCENARIOS[number]))
    assert example("what-if", "do", "va takes care", "--from", "2025-06-01").startswith(
        "VA takes care-plan management: 3 h/wk at $15: 3:00 a week at $45, $15 an hour from Sun 1 Jun 2025; gauge "
    )
    assert "after today" in example.said("what-if", "do", "automate", "--from", "2025-07-01")
    assert example("what-if", "do", "second").startswith("second course on own site added; gauge ")
    people, bot = sorted(example.book.all(Standing), key=lambda entry: entry.begins)
    assert (people.source, people.minutes, people.cost) == (Source.PEOPLE, 180, 4_500)
    assert (bot.source, bot.minutes, bot.amounts) == (Source.AUTOMATION, 96, Amounts(fixed_costs=500))
    assert example.book.streams["second"].status is Status.BUILDING
    assert example.refused("what-if", "do", "second") == "that is a stream already: second course on own site"


def test_a_price_becomes_real_where_it_goes_on_and_is_refused_where_money_is_entered(example: Lev) -> None:
    example(*typed(SCENARIOS[3]))
    refusal = example.refused("what-if", "do", "care plan")
    assert refusal == "what arrives in WordPress care plan is entered as money: enter the new price there"
    example("standing", "add", "care", "Subscriptions", "--per", "month", "--gross", "900", "--from", "2025-06-01")
    assert example("what-if", "do", "care plan", "--from", "2025-07-01").startswith(
        "Subscriptions: $940.50 a month from Tue 1 Jul 2025; gauge "
    )


def test_a_kept_one_is_forgotten_by_a_part_of_its_label(example: Lev) -> None:
    example(*HIRE, "--keep", "A helper")
    example(*HIRE, "--keep", "B helper")
    assert "could be" in example.refused("what-if", "forget", "helper")
    assert example("what-if", "forget", "a", "HELPER") == "A helper forgotten\n"
    assert [document.body["label"] for document in example.book.all(Scenario)] == ["B helper"]


@pytest.mark.parametrize(
    ("option", "typed", "key", "value"),
    [
        ("--hours-per-week", "1:30", "hours_per_week", 1.5),
        ("--hours-per-week", "90m", "hours_per_week", 1.5),
        ("--hours-per-week", "2,25", "hours_per_week", 2.25),
        ("--rate", "$15.50", "rate", 15.5),
        ("--rate", "1,500.00", "rate", 1500),
        ("--efficiency", "75%", "efficiency", 0.75),
        ("--efficiency", "0.75", "efficiency", 0.75),
        ("--overhead", "1", "overhead", 1),
    ],
)
def test_values_are_read_as_everywhere_and_kept_as_a_person_would_say_them(
    lev: Lev, option: str, typed: str, key: str, value: float
) -> None:
    lev(*HIRE, "--keep", "x", option, typed)
    (document,) = lev.book.all(Scenario)
    assert (document.body[key], type(document.body[key])) == (value, type(value))


@pytest.mark.parametrize(
    ("typed", "value"), [("10%", 0.1), ("+10%", 0.1), ("-5%", -0.05), ("0.1", 0.1), ("150%", 1.5)]
)
def test_a_change_has_a_sign(lev: Lev, typed: str, value: float) -> None:
    lev("what-if", "price", "care", "--price-change", "0%", "--volume-change", typed, "--keep", "x")
    (document,) = lev.book.all(Scenario)
    assert document.body["volume_change"] == value


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        ([], "lev what-if needs one of hire, automate, price, productise, list, forget, do"),
        (["hire", "care", "--rate", "1", "--hours-per-week", "1"], "lev what-if hire needs --activity"),
        (["hire", "car", *HIRE[3:], "--activity", "mange"], "there is no activity mange: the nearest is manage"),
        (["hire", "care", *HIRE[3:], "--activity", "people"], "--activity: people is not yours to be taken over"),
        (["hire", "nobody", *HIRE[3:]], "there is no stream 'nobody'"),
        (["hire", "care", *HIRE[3:], "--efficiency", "80"], "--efficiency: 80 is over the whole: write 80%"),
        (["hire", "care", *HIRE[3:], "--efficiency", "120%"], "--efficiency: 120% is over the whole: the most is 100%"),
        (["hire", "care", *HIRE[3:], "--rate", "15 EUR"], "--rate: plans are in USD, the currency of the book"),
        (["hire", "care", *HIRE[3:], "--rate", "-3"], "--rate: amounts are never negative"),
        (["hire", "care", *HIRE[3:], "--hours-per-week", "x"], "--hours-per-week: x is not hours"),
        (["hire", "care", *HIRE[3:], "--hours", "3"], "lev what-if hire has no option --hours"),
        (["hire", "care", *HIRE[3:], "--keep", " "], "it needs a label"),
        (["hire", "care", *HIRE[3:], "--keep", "x" * 81], "label has 81 characters, the most is 80"),
        (["hire", "care", *HIRE[3:], "--keep", "THERE"], "a what-if There is kept already"),
        (["price", "care", "--price-change", "10"], "--price-change: 10 could be 10% or 10 times"),
        (["price", "care", "--price-change", "-200%"], "--price-change: price_change is -2: the lowest is -1"),
        (["price", "care", "--price-change", "lots"], "--price-change: 'lots' is no change: write 10% or -5%"),
        (["automate", "care", "--activity", "admin", "--runs-per-week", "8x", "--minutes-saved", "1"],
         "--runs-per-week: '8x' is no number: write 8 or 2.5"),
        (["productise", "care", "--price", "1", "--units-per-week", "1"], "unrecognized arguments: care"),
        (["forget", "ther"], None),
        (["forget", "Tehre"], "no what-if 'Tehre' is kept: the nearest is There"),
        (["do", "There", "--from", "1/2"], "--from: "),
        (["hires"], "there is no command lev what-if hires: the nearest is lev what-if hire"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_one_line(lev: Lev, argv: list[str], sentence: str | None) -> None:
    lev(*HIRE, "--keep", "There")
    if sentence is None:
        lev("what-if", *argv)
    else:
        assert sentence in lev.refused("what-if", *argv)


def test_before_anything_is_kept_it_says_how_to_begin(lev: Lev) -> None:
    assert "no what-if is kept yet: keep one with lev what-if hire" in lev.refused("what-if", "do", "x")
    assert lev.json("what-if", "list", "--json") == []


def test_without_a_baseline_rate_the_state_is_said(bare: Lev) -> None:
    bare("stream", "add", "Care", "--id", "care")
    assert "needs baseline rate" in bare(*HIRE, "--keep", "x")
    assert bare.json(*HIRE, "--json") == {"kind": "hire", "label": None, "state": "needs baseline rate"}
    assert bare.said("what-if", "list") == "x: needs baseline rate\n"
