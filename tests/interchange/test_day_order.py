from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.interchange.day_order import day_order, read_day, split_day
from leverage_tui.interchange.rows import ImportRefused
from leverage_tui.interchange.source import DayOrder

DAYS = st.dates(date(1970, 1, 1), date(2199, 12, 31))
WRITTEN = {
    "dmy": "{0.day:02d}/{0.month:02d}/{0.year}",
    "mdy": "{0.month}/{0.day}/{0.year}",
    "iso": "{0.year}-{0.month}-{0.day}",
}  # fmt: skip


def written(day: date, order: str) -> str:
    return WRITTEN[order].format(day)


@given(DAYS, st.sampled_from(["dmy", "mdy"]))
def test_a_day_is_read_as_it_was_written(day: date, order: DayOrder) -> None:
    assert read_day(written(day, order), order, 1) == day
    for text in (day.isoformat(), f"{day:%Y%m%d}", f"{day:%Y/%m/%d}", written(day, "iso")):
        assert read_day(f" {text} ", order, 1) == day


@given(st.lists(DAYS, min_size=1, max_size=8), st.sampled_from(["dmy", "mdy"]))
def test_the_order_that_is_found_is_never_a_wrong_one(days: list[date], order: DayOrder) -> None:
    texts = [written(day, order) for day in days]
    try:
        found = day_order(texts)
    except ImportRefused:
        assert all(day.day <= 12 for day in days)
        return
    assert [read_day(text, found, 1) for text in texts] == days


@given(st.lists(DAYS, min_size=1, max_size=8), st.sampled_from(["dmy", "mdy"]))
def test_spans_and_the_name_never_lead_to_a_wrong_order(days: list[date], order: DayOrder) -> None:
    ends = [day + timedelta(1) for day in days]
    pairs = [(written(first, order), written(last, order)) for first, last in zip(days, ends, strict=True)]
    name = f"report_{min(days)}-{max(days)}.csv"
    try:
        found = day_order((first for first, _ in pairs), pairs=iter(pairs), name=name)
    except ImportRefused:
        return
    assert [read_day(first, found, 1) for first, _ in pairs] == days


def test_pairs_are_looked_at_in_both_orders_also_where_they_come_one_by_one() -> None:
    pairs = [("01/02/2026", "01/03/2026"), ("05/03/2026", "04/04/2026")]

    def one_by_one() -> Iterator[tuple[str, str]]:
        yield from pairs

    assert day_order((first for first, _ in pairs), pairs=one_by_one()) == "dmy"
    assert day_order((first[3:5] + "/" + first[:2] + first[5:] for first, _ in pairs), pairs=one_by_one()) == "dmy"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["01/02/2026", "13/02/2026"], "dmy"),
        (["01/02/2026", "02/13/2026"], "mdy"),
        (["01.02.2026"], "dmy"),
        (["01.02.26", "02.02.26"], "dmy"),
        (["2026-01-31", "20260131"], "dmy"),
        (["05/05/2026", "06-06-2026"], "dmy"),
        (["99/99/2026", "Total", "", "02/13/2026"], "mdy"),
        (["13/2026/02"], "dmy"),
        ([], "dmy"),
    ],
)
def test_the_whole_file_says_the_order(texts: list[str], expected: str) -> None:
    assert day_order(texts) == expected


def test_what_could_be_two_days_is_asked_with_both_and_answered_by_the_user() -> None:
    with pytest.raises(ImportRefused, match=r"is 01/02/2026 Sun 1 Feb 2026 or Fri 2 Jan 2026\? Say --dates dmy"):
        day_order(["05/05/2026", "01/02/2026"])
    assert day_order(["01/02/2026"], given="mdy") == "mdy"
    assert day_order(["01/02/2026"], name="from 2026-01-01 to 2026-01-31.csv") == "mdy"


def test_days_of_both_orders_are_refused() -> None:
    with pytest.raises(ImportRefused, match="no order fits all of them"):
        day_order(["13/02/2026", "02/13/2026"])


@pytest.mark.parametrize(
    "text",
    [
        "05 Jan 2026", "5-Jan-2026", "05-JAN-26", "5. January 2026", "5/Jan/2026", "Jan 5, 2026", "January 5 2026",
        "Jan. 5, 2026",
    ],
)  # fmt: skip
@pytest.mark.parametrize("order", ["dmy", "mdy"])
def test_the_name_of_the_month_leaves_no_doubt(text: str, order: DayOrder) -> None:
    assert read_day(text, order, 1) == date(2026, 1, 5)
    assert day_order([text, "02/13/2026"]) == "mdy"
    assert split_day(f"{text} 09:30") == (text, "09:30")


@pytest.mark.parametrize("text", ["2026.01.05.", "05.01.2026."])
def test_a_point_may_end_a_day_with_points(text: str) -> None:
    assert read_day(text, "dmy", 1) == date(2026, 1, 5)


def test_a_day_and_its_time_are_parted_and_other_text_is_not() -> None:
    assert split_day("2026-01-31T09:00:00Z") == ("2026-01-31", "09:00:00Z")
    assert split_day(" 31/01/2026 9:00 AM ") == ("31/01/2026", "9:00 AM")
    assert split_day("Closing balance 5") == ("Closing balance 5", "")
    assert split_day("") == ("", "")


def test_a_named_month_says_nothing_of_the_other_days() -> None:
    with pytest.raises(ImportRefused, match=r"is 01/02/2026 .* Say --dates dmy"):
        day_order(["5. Jan 2026", "Jan. 13, 2026", "01/02/2026"])


@pytest.mark.parametrize("text", ["05 May 10:20", "31 Feb 2026", "5 Foo 2026", "Jan 2026", "5 Jan 202", "5 Jan"])
def test_a_named_month_alone_is_no_day(text: str) -> None:
    with pytest.raises(ImportRefused, match=r"line 7: .* is no date"):
        read_day(split_day(text)[0], "dmy", 7)


@pytest.mark.parametrize(
    "text",
    ["", "31/02/2026", "2026-02-30", "1/2/26-", "01-02-26", "01/02-2026", "２０２６-03-02", "soon", "0/1/2026"],
)
def test_what_is_no_day_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(ImportRefused, match=r"line 7: .* is no date"):
        read_day(text, "dmy", 7)


@given(st.lists(st.text(alphabet="0123456789/.-x ", max_size=12), max_size=6))
def test_any_text_is_ordered_or_refused(texts: list[str]) -> None:
    try:
        order = day_order(texts, name="".join(texts))
    except ImportRefused:
        return
    assert order in ("dmy", "mdy")
