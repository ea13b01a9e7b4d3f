"""A scenario whose fields are wrong is refused in one sentence that names the field and the nearest right thing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.book import book_of
from leverage_tui.domain.scenarios import Hire, ScenarioWrong, listing, new_stream, what_if
from leverage_tui.domain.text import is_clean
from tests.scenarios.makers import AS_OF, book, judged, worked

HIRE: dict[str, Any] = {"kind": "hire", "stream": "sold", "activity": "admin", "hours_per_week": 2, "rate": 20}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"kind": "hires"}, 'kind is "hires": write hire'),
        ({"kind": None}, "kind is missing: write one of hire, automate, price, productise"),
        ({"kind": 3}, "kind is 3: there is hire, automate, price, productise"),
        ({"stream": "solt"}, 'stream is "solt": write sold'),
        ({"stream": None}, "stream is missing: write one of little, sold, plan"),
        ({"stream": "xyz"}, 'stream is "xyz": there is little, sold, plan'),
        ({"activity": "Suport"}, 'activity is "Suport": write support'),
        ({"activity": "people"}, 'activity is "people": there is deliver, build, sell, support, manage, admin'),
        ({"rate": "15"}, 'rate is the text "15": write 15 without quotes'),
        ({"rate": "much"}, 'rate is "much": write a number, such as 3'),
        ({"rate": True}, "rate is true: write a number, such as 3"),
        ({"rate": [3]}, "rate is a list: write a number, such as 3"),
        ({"rate": float("nan")}, "rate is NaN: write a number up to 10,000,000,000,000"),
        ({"rate": 10**400}, "rate is a number of many digits: write a number up to 10,000,000,000,000"),
        ({"hours_per_week": -3}, "hours_per_week is -3: the lowest is 0"),
        ({"resell_share": 40}, "resell_share is 40: it goes from 0 to 1, so write 0.4 for 40 %"),
        ({"resell_share": 400}, "resell_share is 400: it goes from 0 to 1"),
        ({"label": 4}, 'label is 4: write a text in quotes, such as "a helper for the admin"'),
        ({"trainings_hours": 4}, "trainings_hours is no field: write training_hours"),
        ({"rate": "1\x1b[2J"}, 'rate is "1\\u001b[2J": write a number, such as 3'),
    ],
)
def test_what_is_wrong_is_said(given: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ScenarioWrong) as raised:
        what_if(book(), AS_OF, HIRE | given)
    assert str(raised.value) == sentence


def test_a_price_cannot_fall_by_more_than_all_of_it() -> None:
    with pytest.raises(ScenarioWrong, match="price_change is -10: the lowest is -1"):
        what_if(book(), AS_OF, {"kind": "price", "stream": "plan", "price_change": -10})


def test_without_a_baseline_rate_nothing_but_the_kind_is_looked_at() -> None:
    bare = book_of([])
    assert what_if(bare, AS_OF, {"kind": "price", "stream": "plan"}).state == "needs baseline rate"
    with pytest.raises(ScenarioWrong, match="kind is missing"):
        what_if(bare, AS_OF, {"stream": "plan"})


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        ({"one_to_many": "yes"}, 'one_to_many is "yes": write true or false'),
        ({"info_product": 0}, "info_product is 0: write true or false"),
        ({"one_to_mny": True}, "one_to_mny is no field: write one_to_many"),
        ({"run_hours_per_week": -1}, "run_hours_per_week is -1: the lowest is 0"),
        ({"largest_channel_share": 60}, "largest_channel_share is 60: it goes from 0 to 1, so write 0.6 for 60 %"),
        ({"name": ["a"]}, "name is a list: write a text"),
    ],
)
def test_what_is_wrong_with_a_plan_is_said(plan: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ScenarioWrong) as raised:
        new_stream(book(), AS_OF, plan)
    assert str(raised.value).startswith(sentence)


def test_fields_that_are_left_out_have_their_defaults() -> None:
    spelled = {"efficiency": 0.8, "overhead": 0.15, "training_hours": 0, "resell_share": 0}
    assert worked(HIRE) == worked(HIRE | spelled)
    assert worked(HIRE) == worked(HIRE | dict.fromkeys(spelled, None))
    assert worked(HIRE | {"remark": "not a field"}) == worked(HIRE)
    none = worked({"kind": "hire", "stream": "sold", "activity": "admin"})[0]
    assert isinstance(none, Hire)
    assert none.break_even_rate_at_baseline is None
    assert judged({}) == judged({"largest_channel_share": 1, "survives_two_weeks_off": False, "net_per_week": 0})


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        ([], "it holds a list: write an object with the lists what_if and new_stream"),
        ("what_if", 'it holds "what_if": write an object'),
        ({}, "it has neither of the lists what_if and new_stream"),
        ({"whatif": []}, "it has neither of the lists what_if and new_stream, the nearest key is what_if"),
        ({"what_if": {}}, "what_if is an object: write a list of objects"),
        ({"new_stream": [{}, 3]}, "new_stream 2 is 3: write an object with its fields"),
    ],
)
def test_a_file_that_is_no_such_thing_is_refused(found: Any, sentence: str) -> None:
    with pytest.raises(ScenarioWrong) as raised:
        listing(found)
    assert str(raised.value).startswith(sentence)


def test_one_list_is_enough() -> None:
    assert listing({"what_if": [{"kind": "price"}]}).new_stream == ()
    assert listing({"new_stream": [{}]}).what_if == ()


values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.just("sold")),
    lambda inner: st.lists(inner, max_size=2),
    max_leaves=3,
)
keys = st.sampled_from((*HIRE, "label", "overhead", "price", "build_hours", "price_change", "one_to_many", "x"))


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(keys, values, max_size=6), st.sampled_from(("hire", "automate", "price", "productise")))
def test_anything_is_worked_out_or_refused_in_one_line(scenario: dict[str, Any], kind: str) -> None:
    """Whatever a file holds: a value or ScenarioWrong, and no other error."""
    sound = {"kind": kind, "stream": "sold", "activity": "admin"}
    for attempt in (scenario | {"kind": kind}, scenario | sound):
        try:
            outcome = what_if(book(), AS_OF, attempt).kind
        except ScenarioWrong as error:
            outcome = str(error)
        assert is_clean(outcome)
