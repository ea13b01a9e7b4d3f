"""Hours as typed: every form of the grammar, what is refused and why, and that nothing else is read."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.hours import explain_hours, format_hours, parse_hours

MINUTES = st.integers(0, 1440)
GRAMMAR_CHARS = st.text("0123456789 :.,-+=hmapin–−", max_size=24)
ANY_TEXT = st.one_of(st.text(max_size=40), GRAMMAR_CHARS, st.text(max_size=260))


READ = {
    0: ["0", "0m", "0.001", "0:00"],
    2: ["0.025"],
    5: ["0:05"],
    6: ["0.1", "0.1h", "0,1"],
    30: [".5", ",5", ":30", "30m"],
    60: ["0.995", "1.008", "1h", "12pm-1pm", "12am-1am", "11am-12"],
    61: ["1.009"],
    65: ["1h5"],
    90: ["1.5", "1,5", "1:30", "01:30", "90m", "90min", "90 m", "1h30", "1h30m", "1h30min", "1h 30m", "1h 30"],
    120: ["2", "2 h", "=2h", "02:00", "9am-11", "9-11am", "9AM-11AM", "9 am - 11 am", "11-1pm", "23:00-1:00"],
    150: ["9am-11:30am", "9:30-12pm"],
    180: ["23-1, 1-2"],
    210: ["3.5h"],
    240: ["4h", "20-0", "10pm-2", "10pm-2am", "22-2am", "9-12, 12-13"],
    300: ["13-15, 9-12"],
    330: ["9:00-12, 13-15:30", "9-12,  13-15:30", "=9-12, 13-15:30"],
    360: ["18-24"],
    420: ["007"],
    440: ["7.33"],
    450: ["7,5", "7:30"],
    480: ["9am-5pm", "9-5pm", "22-6"],
    720: ["9pm-9", "13-1"],
    750: ["12.5", "12-0:30"],
    900: ["9am-12am"],
    960: ["17-9am"],
    1200: ["9am-5am"],
    1440: ["24", "24:00", "23.999", "1440m", "0-24"],
}
READ_AS_90 = ["=1:30", "= 90m", "1H30M", " 1:30 ", "1 h 30", "1h\u00a030", "1h\u202f30"]
RANGES_OF_90 = ["9-10:30", "9:00-10:30", "09:00 - 10:30", "9–10:30", "9−10:30", "=9-10:30"]

REFUSED = {
    "90": "90 hours? write 90m for minutes",
    "25": "25 hours? write 25m for minutes",
    "1441": "1441 is more than the 24 hours of a day",
    "90h": "90h is more than the 24 hours of a day",
    "24:01": "24:01 is more than the 24 hours of a day",
    "1500m": "1500m is more than the 24 hours of a day",
    "1:75": "1:75? the minutes after an hour go to 59",
    "1h75": "1h75? the minutes after an hour go to 59",
    "1:5": "1:5 needs two digits after the colon: write 1:05 or 1:50",
    "1:7": "1:7 needs two digits after the colon: write 1:07",
    "9:5-10": "9:5 needs two digits after the colon: write 9:05 or 9:50",
    "1.5m": "1.5m? minutes are whole: 1.5 alone means hours",
    "9-5": "9-5 could be 9:00-17:00 (8:00) or 9:00-5:00 next day (20:00)",
    "8:30-5:15": "8:30-5:15 could be 8:30-17:15 (8:45) or 8:30-5:15 next day (20:45)",
    "12-1": "12-1 could be 12:00-13:00 (1:00) or 12:00-1:00 next day (13:00)",
    "1-3pm": "1-3pm could be 13:00-15:00 (2:00) or 1:00-15:00 (14:00)",
    "9am-5": "9am-5 could be 9:00-17:00 (8:00) or 9:00-5:00 next day (20:00)",
    "9-0:30": "9-0:30 ends before it starts: with am and pm it may cross midnight",
    "9-9": "9-9 ends when it starts",
    "9am-9:00": "9am-9:00 ends when it starts",
    "9-12, 11-13": "9:00-12:00 and 11:00-13:00 overlap",
    "13-15, 9-14": "9:00-14:00 and 13:00-15:00 overlap",
    "23-1, 0:30-2": "23:00-1:00 next day and 0:30-2:00 overlap",
    "9-12,13-15:30": "a comma between ranges needs a blank after it: 9-12, 13-15:30",
    "9.30-10.30": "9.30-10.30? times of day take a colon: 9:30-10:30",
    "9-25": "25 is not a time of day",
    "9-24:30": "24:30 is not a time of day",
    "24-1": "24:00 ends a day: a range starts from 0:00 to 23:59",
    "9:60-10": "9:60? minutes go to 59",
    "13pm-15": "13pm? pm goes with the hours 1 to 12",
    "0am-3": "0am? am goes with the hours 1 to 12",
    "9am": "9am is not hours: write 1.5, 1:30, 90m or 9-10:30",
    "9-10, ": "9-10, is not a range of times: write 9-10:30 or 9-12, 13-15:30",
    "=": "= needs the new time after it, such as =1:30",
    "1 30": "1 30 is not hours: write 1.5, 1:30, 90m or 9-10:30",
    "abc\u202e": "abc? is not hours: write 1.5, 1:30, 90m or 9-10:30",
    "٣": "only the digits 0 to 9 can be read",
    "1" * 201: "that is too long to read: 200 characters at most",
    "+15m": "+15m changes what a cell holds: here write the whole time",
    "-0.5": "-0.5 changes what a cell holds: here write the whole time",
}

CHANGED = {
    0: ["-1:30", "-90m"],
    15: ["=15m"],
    60: ["-0.5"],
    75: ["−15m", "–15m"],
    90: ["+0", "9-10:30"],
    105: ["+15m", "+ 15m"],
    120: ["2"],
    180: ["+1:30", "+1.5"],
    1440: ["+22:30"],
}

CHANGE_REFUSED = {
    "-1:31": "1:30 - 1:31 is less than nothing",
    "+23": "1:30 + 23:00 is more than the 24 hours of a day",
    "+90": "90 hours? write +90m for minutes",
    "-30": "30 hours? write -30m for minutes",
    "+9-10": "+9-10? + and - take a length of time, such as +15m or -0.5",
    "+": "+? + and - take a length of time, such as +15m or -0.5",
}


@pytest.mark.parametrize(("minutes", "texts"), [*READ.items(), (90, READ_AS_90), (90, RANGES_OF_90)])
def test_reads(minutes: int, texts: list[str]) -> None:
    assert {text: parse_hours(text) for text in texts} == dict.fromkeys(texts, minutes)


@pytest.mark.parametrize(("text", "sentence"), REFUSED.items())
def test_refuses_with_the_reason(text: str, sentence: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        parse_hours(text)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "text", ["1.", "1:", "1:30:00", "1e1", "nan", "inf", "½", "1.2.3", "h", "m", ":", ".", "1h m"]
)
@pytest.mark.parametrize("sign", ["", "=", "+"])
def test_refuses_what_is_no_time(text: str, sign: str) -> None:
    with pytest.raises(Unreadable):
        parse_hours(sign + text, 60)


@pytest.mark.parametrize(("minutes", "texts"), CHANGED.items())
def test_reads_a_change_of_a_cell(minutes: int, texts: list[str]) -> None:
    assert {text: parse_hours(text, 90) for text in texts} == dict.fromkeys(texts, minutes)


@pytest.mark.parametrize(("text", "sentence"), CHANGE_REFUSED.items())
def test_refuses_a_change(text: str, sentence: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        parse_hours(text, 90)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize("text", ["", " ", "\t", "\u00a0"])
def test_nothing_typed_leaves_as_it_is(text: str) -> None:
    assert parse_hours(text) is None
    assert parse_hours(text, 90) is None
    assert explain_hours(text) == ""


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("1.5", "1:30"),
        ("9-10:30", "9:00-10:30 = 1:30"),
        ("9:00-12, 13-15:30", "9:00-12:00 + 13:00-15:30 = 5:30"),
        ("10pm-2am", "22:00-2:00 next day = 4:00"),
        ("18-24", "18:00-24:00 = 6:00"),
        ("+15m", "1:30 + 0:15 = 1:45"),
        ("-0.5", "1:30 - 0:30 = 1:00"),
    ],
)
def test_explains(text: str, how: str) -> None:
    assert explain_hours(text, 90) == how


@pytest.mark.parametrize(
    ("minutes", "hm", "decimal"),
    [
        (0, "0:00", "0.00"),
        (1, "0:01", "0.02"),
        (90, "1:30", "1.50"),
        (440, "7:20", "7.33"),
        (-50, "-0:50", "-0.83"),
        (7425, "123:45", "123.75"),
        (10**20, "1666666666666666666:40", "1666666666666666666.67"),
    ],
)
def test_formats(minutes: int, hm: str, decimal: str) -> None:
    assert format_hours(minutes) == hm
    assert format_hours(minutes, "decimal") == decimal


def test_every_formatted_time_of_a_day_reads_back() -> None:
    for minutes in range(1441):
        assert parse_hours(format_hours(minutes)) == minutes
        assert parse_hours(format_hours(minutes, "decimal")) == minutes
        assert parse_hours(format_hours(minutes, "decimal").replace(".", ",")) == minutes


@given(st.integers(-(10**9), 10**9))
def test_decimal_hours_round_half_up(minutes: int) -> None:
    exact = (abs(Decimal(minutes)) / 60).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert format_hours(minutes, "decimal") == f"{'-' if minutes < 0 else ''}{exact}"


@given(st.integers(0, 30), st.text("0123456789", min_size=1, max_size=12), st.sampled_from(".,"))
def test_decimals_come_to_whole_minutes(whole: int, part: str, separator: str) -> None:
    exact = int((Decimal(f"{whole}.{part}") * 60).quantize(Decimal(1), ROUND_HALF_UP))
    text = f"{whole or ''}{separator}{part}"
    if exact <= 1440:
        assert parse_hours(text) == exact
    else:
        with pytest.raises(Unreadable):
            parse_hours(text)


@given(st.integers(0, 23), st.integers(0, 59))
def test_all_ways_to_write_hours_and_minutes_agree(hours: int, minutes: int) -> None:
    total = hours * 60 + minutes
    ways = [f"{hours}:{minutes:02}", f"{hours:02}:{minutes:02}", f"{hours}h{minutes}", f"{hours}h{minutes:02}m"]
    ways += [f"{hours}h {minutes}min", f"{hours} h {minutes}", f"{total}m", f"{total} min", f"={total}M"]
    assert {parse_hours(way) for way in ways} == {total}


def _clock(minute: int, way: str) -> str:
    """A time of day in the 24-hour way, short or with two digits, or in the am/pm way."""
    hour, rest = divmod(minute, 60)
    if way == "half" and hour < 24:
        return f"{(hour - 1) % 12 + 1}{f':{rest:02}' if rest else ''}{'am' if hour < 12 else 'pm'}"
    if way == "short":
        return f"{hour}" if rest == 0 else f"{hour}:{rest:02}"
    return f"{hour:02}:{rest:02}"


@given(
    st.lists(st.integers(0, 1440), min_size=2, max_size=8, unique=True),
    st.sampled_from(["short", "long", "half"]),
    st.sampled_from(["-", " - ", "–"]),
    st.randoms(use_true_random=False),
)
def test_a_list_of_ranges_counts_its_minutes(cuts: list[int], way: str, dash: str, random: Random) -> None:
    cuts = sorted(cuts)[: len(cuts) // 2 * 2]
    pairs = list(zip(cuts[::2], cuts[1::2], strict=True))
    random.shuffle(pairs)
    text = ", ".join(f"{_clock(start, way)}{dash}{_clock(end, way)}" for start, end in pairs)
    if len(text) <= 200:
        assert parse_hours(text) == len({minute for start, end in pairs for minute in range(start, end)})


@given(st.integers(0, 1439), st.integers(0, 1439))
def test_a_range_in_24_hours_crosses_midnight_only_from_the_afternoon(start: int, end: int) -> None:
    text = f"{_clock(start, 'long')}-{_clock(end, 'long')}"
    if start < end:
        assert parse_hours(text) == end - start
    elif start > end and start >= 13 * 60:
        assert parse_hours(text) == (1440 - start) + end
    elif start == end or start < 12 * 60 or end >= 60:
        with pytest.raises(Unreadable):
            parse_hours(text)
    else:
        assert parse_hours(text) == (1440 - start) + end


@given(st.integers(0, 1439), st.integers(0, 1439))
def test_with_am_and_pm_at_both_ends_any_range_is_plain(start: int, end: int) -> None:
    text = f"{_clock(start, 'half')}-{_clock(end, 'half')}"
    if start == end:
        with pytest.raises(Unreadable):
            parse_hours(text)
    else:
        assert parse_hours(text) == (end - start) % 1440


@given(st.integers(0, 1439), st.integers(1, 12), st.integers(0, 59), st.booleans())
def test_am_or_pm_at_one_end_is_read_only_where_both_dials_agree(
    marked: int, hour: int, minute: int, marked_first: bool
) -> None:
    ends = [_clock(marked, "half"), f"{hour}:{minute:02}"]
    text = "-".join(ends if marked_first else ends[::-1])
    lengths = {}
    for other in (hour * 60 + minute, (hour * 60 + minute + 720) % 1440):
        lengths[other] = (other - marked if marked_first else marked - other) % 1440
    by_24_hours = lengths[hour * 60 + minute]
    if 0 < by_24_hours <= 720:
        assert parse_hours(text) == by_24_hours == min(length for length in lengths.values() if length)
    else:
        with pytest.raises(Unreadable):
            parse_hours(text)


@given(MINUTES, MINUTES, st.sampled_from("+-"))
def test_a_change_is_relative_to_the_cell(current: int, change: int, sign: str) -> None:
    total = current + change if sign == "+" else current - change
    for text in (f"{sign}{format_hours(change)}", f"{sign}{change}m", f"{sign}{format_hours(change, 'decimal')}"):
        if 0 <= total <= 1440:
            assert parse_hours(text, current) == total
        else:
            with pytest.raises(Unreadable):
                parse_hours(text, current)


def _outcome(text: str, current: int | None) -> int | str | None:
    """What is read, or the sentence that refuses it."""
    try:
        return parse_hours(text, current)
    except Unreadable as refusal:
        return str(refusal)


@given(st.one_of(ANY_TEXT, st.sampled_from([*REFUSED, *CHANGE_REFUSED])), st.one_of(st.none(), MINUTES))
def test_any_text_is_read_or_refused_in_one_short_line(text: str, current: int | None) -> None:
    outcome = _outcome(text, current)
    if isinstance(outcome, str):
        assert 0 < len(outcome) <= 110
        assert outcome.isprintable()
        with pytest.raises(Unreadable) as explained:
            explain_hours(text, current)
        assert str(explained.value) == outcome
    elif outcome is None:
        assert (text.strip(), explain_hours(text, current)) == ("", "")
    else:
        assert 0 <= outcome <= 1440
        assert explain_hours(text, current).rpartition("= ")[2] == format_hours(outcome)


def _minutes_shown(shown: str) -> int:
    hours, minutes = shown.split(":")
    return int(hours) * 60 + int(minutes)


@given(st.sampled_from([text for texts in READ.values() for text in texts] + RANGES_OF_90))
def test_the_ranges_explained_add_up_to_what_is_read(text: str) -> None:
    *ranges, total = explain_hours(text).split(" = ")
    assert _minutes_shown(total) == parse_hours(text)
    for part in ranges:
        spans = [span.removesuffix(" next day").split("-") for span in part.split(" + ")]
        lengths = [(_minutes_shown(end) - _minutes_shown(start)) % 1440 or 1440 for start, end in spans]
        assert sum(lengths) == parse_hours(text)
