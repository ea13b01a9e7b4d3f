"""Everything that is said of one stream: the worked case, marks and guards, plots, and random whole books."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.book import book_of
from leverage_tui.domain.metrics import Memory, figures
from leverage_tui.domain.model import (
    Amounts,
    Closed,
    Document,
    Hours,
    Money,
    Opening,
    Setting,
    Stream,
    Work,
)
from leverage_tui.domain.quantities.currency import exponent
from leverage_tui.domain.review.facts import as_text, facts_in
from leverage_tui.domain.review.stream import guards, retire_warning, stream_plots, stream_review
from leverage_tui.domain.words import DASH
from tests.domain.stream_facts import SUNDAY, by_key, check_numbers, check_parts, number, of, reviewed
from tests.metrics.books import AS_OF, documents, rich_documents
from tests.metrics.examples import example_book, expected_json
from tests.metrics.test_blocks import FIRST, RATE, weeks


@pytest.mark.parametrize("stream", ["consulting", "care", "course"])
def test_the_worked_case_is_said_as_the_example_has_it(stream: str) -> None:
    found, sections = reviewed(example_book("three_streams"), stream, SUNDAY)
    check_numbers(found.streams[stream], sections, "USD")
    check_parts(sections, 100)
    expected, facts = expected_json("three_streams")["streams"][stream], by_key(sections)
    gauge = expected_json("three_streams")["book"]["gauge"]["streams"][stream]
    assert number(facts["Kind and degree", "contribution"].shown) == pytest.approx(gauge["contribution"], abs=0.1)
    assert number(facts["Money", "net"].shown) == pytest.approx(expected["net"], abs=0.01)
    assert number(facts["Rate", "true_hourly_rate"].shown) == pytest.approx(expected["true_hourly_rate"], abs=0.01)
    assert facts["Building", "payback"].shown == expected["payback"]["state"]
    assert facts["Time", "time_trend"].shown.startswith(expected["time_trend"]["state"])
    assert facts["Income and hours", "decoupling"].shown == expected["decoupling"]["state"]
    assert "≈" not in "\n".join(as_text(sections))
    assert ("Not known", "unknown") not in facts


def test_the_sentences_about_the_consulting() -> None:
    _, sections = reviewed(example_book("three_streams"), "consulting", SUNDAY)
    assert [(section.title, section.sentence) for section in sections] == [
        (
            "Kind and degree",
            "Your hours here are what is sold; 7.9 of every 100 you keep are more than they would have earned at "
            "$60.",
        ),
        ("Rate", "An hour of running it brings $65.78; with all hours ever put in, $59.50."),
        ("Where the leverage comes from", "The split is a convention: it never moves the gauge."),
        (
            "Your hours",
            "21.7 % of your hours here are hidden work: selling 24:00, support 12:00, admin 36:00.",
        ),
        ("Money", "Of $22,100 that came in, $21,840 is kept."),
        ("Building", "$1,200 is still to be earned back: at $147.69 a week until 31 Aug 2025."),
        ("Time", ""),
        ("Income and hours", "1 % more of your hours goes with 1.29 % more income."),
        ("Away", "A week away keeps -$20, a worked one $1,878.33."),
    ]


def test_the_arithmetic_of_the_consulting_can_be_checked_by_hand() -> None:
    facts = by_key(reviewed(example_book("three_streams"), "consulting", SUNDAY)[1])
    assert facts["Kind and degree", "gauge"].how == (
        "$22,100 gross - $260 fixed costs = $21,840 kept",
        "$21,840 kept - 335:00 h x $60 = $1,740",
        "335:00 h = 332:00 h of running it + 3:00 h of the building, charged to these weeks",
        "your hours are what is sold: at most $21,840 x 42:00 h not yours / 377:00 h = $2,433.10",
        "$1,740 / $21,840 = 7.9 %",
    )
    assert facts["Building", "break_even_date"].shown == "31 Aug 2025 (17 Aug 2025 at best, 14 Sep 2025 at worst)"
    assert facts["Rate", "true_hourly_rate"].shown == "$59.50/h, 0.99 x your rate"


def test_the_care_plan_and_the_course_in_words() -> None:
    book = example_book("three_streams")
    care, course = (by_key(reviewed(book, stream, SUNDAY)[1]) for stream in ("care", "course"))
    assert care["Time", "time_trend"].shown == (
        "your time here is falling: -0.09 h a week (between -0.12 and -0.07, 26 weeks)"
    )
    assert care["Kind and degree", "kind"].shown == "tested: a week away keeps 100.7 % of a worked one"
    assert course["Kind and degree", "gauge"].shown == "-2,427.4 %, below baseline"
    assert course["Building", "weeks_to_break_even"].how == ("at -$3 a week this is not paying back",)
    assert course["Building", "break_even_date"].shown == f"{DASH} (in 17,169.5 weeks at best, never at worst)"
    assert course["Money", "platform_fees"].shown == "$86.91, 63 % of revenue"


def test_what_is_earned_back_is_what_came_in_beyond_running_it() -> None:
    _, sections = reviewed(example_book("three_streams"), "care", SUNDAY)
    (bar,) = [section.bar for section in sections if section.bar]
    # 12,520.44 - 188.25 h x 60 = 1,225.44 of 30 h x 60 = 1,800.
    assert bar.share == pytest.approx(1225.44 / 1800)
    assert bar.words.startswith("68 % earned back: $1,225.44 ")


def test_expected_income_is_marked() -> None:
    _, sections = reviewed(example_book("quirks"), "consulting", date(2026, 3, 12))
    facts = by_key(sections)
    for where in (("Kind and degree", "gauge"), ("Rate", "effective_hourly_rate"), ("Money", "net")):
        assert facts[where].shown.startswith("≈")
        assert facts[where].tone == "unsure"
        assert "is expected, not entered: income is entered to 1 Mar 2026" in facts[where].how[-1]
    assert facts["Money", "income_until"].shown == "1 Mar 2026"
    assert facts["Money", "expected_net"].shown == "≈$1,328.25"


def test_no_entry_is_not_zero() -> None:
    _, sections = reviewed(book_of([RATE, Stream(doc_id=1, id="s", name="S")]), "s", SUNDAY)
    facts = by_key(sections)
    assert facts["Money", "net"].shown == DASH
    assert facts["Money", "income_until"].how == ("no income is entered yet, which is not the same as none",)
    (hours,) = [section for section in sections if section.title == "Your hours"]
    assert hours.sentence == "No hours of yours are logged here in these weeks."


def test_building_for_long_without_income_is_said() -> None:
    built = [Hours(doc_id=900, stream="s", date=FIRST, work=Work.BUILD, minutes=90)]
    book = book_of([RATE, Stream(doc_id=1, id="s", name="S"), *built])
    for days, there in ((7 * 26, False), (7 * 26 + 1, True)):
        today = FIRST + timedelta(days)
        said = guards(book, figures(book, today), "s")
        assert said == (("1:30 h of building since the week of 6 Jan 2025 and no income yet",) if there else ())
        titles = [section.title for section in reviewed(book, "s", today)[1]]
        assert ("Honesty" in titles) is there


def test_sold_hours_that_are_not_called_sold_are_asked_about() -> None:
    hours, nets = [1.0, 2.0, 3.0, 4.0] * 3, [60.0, 120.0, 180.0, 240.0] * 3
    today = FIRST + timedelta(7 * 12 - 1)

    def said(sold: bool, work: Work) -> tuple[str, ...]:
        entries = [replace(each, work=work) if isinstance(each, Hours) else each for each in weeks(hours, nets)]
        book = book_of([RATE, Stream(doc_id=1, id="s", name="S", time_sold=sold), *entries])
        return guards(book, figures(book, today), "s")

    (found,) = said(False, Work.DELIVER)
    assert found.endswith("income follows them: is your hour what is sold?")
    assert said(True, Work.DELIVER) == ()
    assert said(False, Work.SELL) == ()


def test_a_stream_that_ended_in_debt_says_so_and_retiring_warns() -> None:
    built = Hours(doc_id=900, stream="s", date=FIRST, work=Work.BUILD, minutes=104 * 60)
    today = FIRST + timedelta(27)

    def found(ended: date | None, net: float) -> tuple[tuple[str, ...], str | None]:
        stream = Stream(doc_id=1, id="s", name="S", ended=ended)
        book = book_of([RATE, stream, *weeks([1] * 4, [net] * 4), built])
        shown = figures(book, today)
        return guards(book, shown, "s"), retire_warning(shown, "s")

    said, warned = found(FIRST + timedelta(20), 30)
    # 104 h + 4 h at 10, of which 120 came in.
    assert said == (
        "it ended on 26 Jan 2025 with $960 not earned back; what was left of its building is written off",
    )
    assert warned is None
    _, warned = found(None, 30)
    assert warned == "ends with 100:00 h of building not earned back: they are charged in full this week"
    _, warned = found(None, 3000)
    assert warned == "ends with 100:00 h of building not charged yet: they are charged in full this week"


def test_plots_of_the_worked_case() -> None:
    book = example_book("three_streams")
    found = figures(book, SUNDAY).streams["consulting"]
    hours, net = stream_plots(book, "consulting", SUNDAY, 13)
    assert (len(hours.days), hours.days[-1]) == (13, date(2025, 6, 23))
    assert sum(value or 0 for value in hours.lines[0].values) == pytest.approx(found.run_hours)
    assert sum(value or 0 for value in net.lines[0].values) == pytest.approx(found.net)
    assert set(net.lines[1].values) == {None}
    whole, _ = stream_plots(book, "consulting", SUNDAY, None)
    assert whole.days[0] <= date(2025, 1, 6)


def test_weeks_with_expected_income_stand_on_a_line_of_their_own() -> None:
    book, today = example_book("quirks"), date(2026, 3, 12)
    _, net = stream_plots(book, "consulting", today, 13)
    entered, expected = net.lines
    assert (entered.name, expected.name) == ("net", "expected")
    assert [value is None for value in expected.values[-3:]] == [True, False, False]
    assert all(one is None or other is None for one, other in zip(entered.values, expected.values, strict=True))
    known = sum(value or 0 for line in net.lines for value in line.values)
    assert known == pytest.approx(figures(book, today).streams["consulting"].net)


def test_a_week_of_which_nothing_is_known_has_no_value() -> None:
    entries = [
        Hours(doc_id=1, stream="s", date=FIRST, work=Work.SELL, minutes=60),
        Closed(doc_id=2, stream="s", week=FIRST + timedelta(7)),
        Money(
            doc_id=3, stream="s", date=FIRST, until=FIRST, currency="USD", amounts=Amounts(gross=500)
        ),
    ]  # fmt: skip
    book = book_of([Stream(doc_id=1, id="s", name="S", target_minutes_per_week=90), *entries])
    hours, net = stream_plots(book, "s", FIRST + timedelta(20), None)
    assert hours.lines[0].values == (1.0, 0.0, None)
    assert (hours.level, hours.level_name) == (1.5, "aim")
    assert net.lines[0].values == (5.0, 0.0, None)
    before, _ = stream_plots(book, "s", FIRST + timedelta(20), 5)
    assert before.lines[0].values == (None, None, 1.0, 0.0, None)


bases = st.sampled_from(("USD", "USD", "USD", "JPY"))


@settings(max_examples=150, deadline=None)
@given(st.one_of(documents(), rich_documents()), bases)
def test_of_any_book_all_that_is_shown_is_what_the_figures_say(found: list[Document], base: str) -> None:
    book = book_of([*found, Setting(doc_id=902, key="base_currency", value=base)])
    memory = Memory()
    shown = figures(book, AS_OF, memory)
    for stream in book.streams:
        sections = stream_review(book, shown, stream, AS_OF, memory)
        check_numbers(shown.streams[stream], sections, base)
        check_parts(sections, 10 ** exponent(base))
        text = "\n".join(as_text(sections, how=True))
        assert "passive" not in text.lower()
        assert "nan" not in text.split()
        for fact in facts_in(sections):
            assert fact.how
            assert all(fact.how), fact
        net = by_key(sections)["Money", "net"]
        assert bool(shown.streams[stream].expected_net) <= net.shown.startswith("≈")
        for plot in stream_plots(book, stream, AS_OF, None, memory):
            assert {len(line.values) for line in plot.lines} == {len(plot.days)}


def test_what_was_before_tracking_counts_in_the_true_rate() -> None:
    stream = Stream(doc_id=1, id="s", name="S", opening=Opening(net=1000_00, run_minutes=600))
    fact = of([1] * 4, [80] * 4, stream)["Rate", "true_hourly_rate"]
    assert fact.shown == "$94.28/h, 9.42 x your rate"
    assert fact.how[0] == "$1,320 kept since it began / (14:00 h run + 0:00 h of building) = $94.28/h"


def test_hours_that_are_no_whole_minutes_can_be_checked_by_hand_too() -> None:
    _, sections = reviewed(example_book("new_stream_week2"), "new", date(2025, 4, 13))
    how = by_key(sections)["Kind and degree", "gauge"].how
    # 4 h of selling, and of two weeks with 10 h of building each (10 x 2 + 10 x 1) / 104 weeks = 0.2885 h.
    assert how[1] == "$60 kept - 4.2885 h x $60 = -$197.31"
