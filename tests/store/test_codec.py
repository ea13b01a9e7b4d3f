from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.domain.book import Problem
from leverage_tui.domain.limits import faults
from leverage_tui.domain.model import (
    AMOUNTS,
    Amounts,
    Asset,
    BuildBlock,
    Closed,
    Deleted,
    Document,
    Hours,
    Money,
    Opening,
    Per,
    Rate,
    Restatement,
    Scenario,
    Setting,
    Source,
    Standing,
    Status,
    Stream,
    Timer,
    Work,
)
from leverage_tui.store.codec import read_book, read_document, write_document

DAYS = st.dates(date(1970, 1, 1), date(2199, 12, 31))
NAMES = st.text(st.characters(exclude_categories=("C", "Z", "M")), min_size=1, max_size=12)
WHOLE = st.integers(0, 10**13)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | NAMES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=5,
)
COMMON: dict[str, st.SearchStrategy[Any]] = {
    "doc_id": st.integers(1, 2**63 - 1),
    "at": st.sampled_from(["", "018f3a2b4c5d-0003-a1b2"]),
    "extra": st.dictionaries(NAMES.map("x_{}".format), PLAIN, max_size=2),
}
AMOUNT_SETS = st.builds(Amounts, **{name: st.none() | WHOLE for name in AMOUNTS})


def built(kind: type[Document], **own: st.SearchStrategy[Any]) -> st.SearchStrategy[Document]:
    return st.builds(kind, **{**COMMON, **own})


MONEY = st.tuples(DAYS, st.integers(0, 3000)).flatmap(
    lambda pair: built(
        Money, stream=NAMES, date=st.just(pair[0]), currency=NAMES, amounts=AMOUNT_SETS, note=NAMES,
        until=st.just(min(date(2199, 12, 31), date.fromordinal(pair[0].toordinal() + pair[1]))),
        units=st.none() | WHOLE, source=st.none() | NAMES,
    )
)  # fmt: skip
DOCUMENTS = st.one_of(
    built(Setting, key=NAMES, value=PLAIN),
    built(
        Stream, id=NAMES, name=NAMES, time_sold=st.booleans(), currency=NAMES, status=st.sampled_from(Status),
        started=st.none() | DAYS, ended=st.none() | DAYS, build_asset=st.sampled_from(Asset), order=WHOLE,
        color=st.none() | NAMES, note=NAMES, target_minutes_per_week=st.none() | WHOLE,
        opening=st.builds(
            Opening, net=WHOLE, run_minutes=WHOLE,
            build=st.lists(st.builds(BuildBlock, DAYS, WHOLE, st.sampled_from(Asset)), max_size=2).map(tuple),
        ),
    ),
    built(
        Hours, stream=NAMES, date=DAYS, work=st.sampled_from(Work), minutes=st.integers(-5, 3000), note=NAMES,
        asset=st.none() | st.sampled_from(Asset), who=st.none() | NAMES, cost=st.none() | WHOLE,
        currency=st.none() | NAMES, standing=st.none() | NAMES, source=st.none() | NAMES,
    ),
    MONEY,
    built(
        Standing, stream=NAMES, name=NAMES, begins=DAYS, per=st.sampled_from(Per), currency=NAMES,
        source=st.none() | st.sampled_from(Source), ends=st.none() | DAYS, minutes=st.none() | WHOLE,
        cost=st.none() | WHOLE, amounts=AMOUNT_SETS, capital=st.none() | WHOLE, note=NAMES,
    ),
    built(Closed, stream=NAMES, week=DAYS),
    built(Rate, currency=NAMES, date=DAYS, rate=st.sampled_from(["1.08", "0.0001", "150"])),
    built(Timer, stream=NAMES, work=st.sampled_from(Work), started=NAMES, note=NAMES),
    built(Scenario, extra=st.just({}), body=st.dictionaries(NAMES, PLAIN, max_size=3)),
    built(
        Restatement, when=NAMES, what=NAMES, old=PLAIN, new=PLAIN,
        gauge_old=st.none() | st.floats(0, 100), gauge_new=st.none() | st.floats(0, 100),
    ),
    built(Deleted, of_table=NAMES, doc=st.integers(1, 2**63 - 1)),
)  # fmt: skip


@given(DOCUMENTS)
def test_what_is_written_is_read_back(document: Document) -> None:
    problems: list[Problem] = []
    read = read_document(document.table, document.doc_id, write_document(document), problems)
    assert read == document
    assert [problem.why for problem in problems] == [why for _, why in faults(document)]


HOURS: dict[str, Any] = {"stream": "saas", "date": "2026-11-02", "work": "deliver", "minutes": 60}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"date": "20261102"}, "date is no date such as 2026-01-31"),
        ({"date": "2026-W45-1"}, "date is no date such as 2026-01-31"),
        ({"date": "2026-11-02T10:00"}, "date is no date such as 2026-01-31"),
        ({"date": "1969-12-31"}, "date is outside 1970 to 2199"),
        ({"date": 20261102}, "date is no text"),
        ({"minutes": 60.0}, "minutes is no whole number"),
        ({"minutes": True}, "minutes is no whole number"),
        ({"minutes": 10**400}, "minutes is no whole number"),
        ({"minutes": None}, "has no minutes"),
        ({"stream": None}, "has no stream"),
        ({"work": ["deliver"]}, "work is none of deliver, build, sell"),
    ],
)
def test_a_document_without_what_it_needs_is_left_out_and_named(change: dict[str, Any], why: str) -> None:
    problems: list[Problem] = []
    assert read_document("hours", 7, {**HOURS, **change}, problems) is None
    assert len(problems) == 1
    assert problems[0].why.startswith(why)


def test_an_unreadable_optional_field_takes_its_default_and_stays_in_the_file() -> None:
    problems: list[Problem] = []
    raw = {**HOURS, "note": 5, "asset": "castle", "mood": "good"}
    read = read_document("hours", 7, raw, problems)
    assert isinstance(read, Hours)
    assert (read.note, read.asset) == ("", None)
    whys = [problem.why for problem in problems]
    assert whys == ["note is no text", "asset is none of product, process, automation"]
    assert write_document(read) == raw


def test_a_huge_number_for_a_float_is_a_problem_and_no_crash() -> None:
    problems: list[Problem] = []
    raw = {"when": "x", "what": "y", "old": 1, "new": 2, "gauge_old": 10**400, "gauge_new": 1}
    assert read_document("changes", 7, raw, problems) is None
    assert problems[0].why == "gauge_old is too large"


def test_money_without_until_and_currency_is_one_day_in_the_currency_of_its_stream() -> None:
    book = read_book(
        {
            "settings": {1: {"key": "base_currency", "value": "EUR"}},
            "streams": {1: {"id": "a", "name": "A", "currency": "GBP"}},
            "money": {
                1: {"stream": "a", "date": "2026-11-02", "gross": 5},
                2: {"stream": "b", "date": "2026-11-02", "gross": 5},
            },
        }
    )
    assert [(found.currency, found.until) for found in book.all(Money)] == [
        ("GBP", date(2026, 11, 2)),
        ("EUR", date(2026, 11, 2)),
    ]
