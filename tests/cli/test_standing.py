from __future__ import annotations

import re
from datetime import date

import pytest

from leverage_tui.domain.edits.hours import set_standing_week
from leverage_tui.domain.model import Amounts, Per, Source, Standing
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.keeper import Keeper
from tests.cli.conftest import Lev

ANA = ("standing", "add", "care", "Ana", "--source", "people", "--per", "week", "--hours", "10", "--cost", "120")
SINCE = ("--from", "2026-10-05")


def entries(lev: Lev) -> list[Standing]:
    """The standing entries, the earliest first."""
    return sorted(lev.book.all(Standing), key=lambda entry: (entry.begins, entry.doc_id))


def type_over(lev: Lev, entry: Standing, week: date, minutes: int) -> None:
    """What typing into the week's cell does."""
    funnel = Funnel(Keeper.open(lev.file, state=lev.state))
    funnel.do(set_standing_week(funnel.book, entry, week, minutes))
    funnel.close()


def test_a_helper_goes_on_from_a_day_with_the_gauge_in_the_answer(lev: Lev) -> None:
    assert lev(*ANA, *SINCE, "--until", "2026-12-31", "--note", "tickets").startswith(
        "Ana: 10:00 a week at $120, $12 an hour from Mon 5 Oct 2026; gauge "
    )
    (entry,) = entries(lev)
    assert (entry.stream, entry.name, entry.source, entry.per) == ("care", "Ana", Source.PEOPLE, Per.WEEK)
    assert (entry.minutes, entry.cost, entry.currency, entry.note) == (600, 12_000, "USD", "tickets")
    assert (entry.begins, entry.ends) == (date(2026, 10, 5), date(2026, 12, 31))


def test_every_amount_has_its_own_option_and_the_name_may_be_several_words(lev: Lev) -> None:
    lev(
        "standing", "add", "course", "Small", "subscriptions", "--per", "month", "--gross", "900", "--refunds", "1",
        "--platform-fees", "2", "--processing-fees", "3", "--variable", "4", "--fixed", "5", "--units", "30",
        "--capital", "2000", "--source", "platform",
    )  # fmt: skip
    (entry,) = entries(lev)
    assert (entry.name, entry.begins, entry.source) == ("Small subscriptions", date(2026, 11, 18), Source.PLATFORM)
    assert entry.amounts == Amounts(90_000, 100, 200, 300, 400, 500)
    assert (entry.units, entry.capital, entry.minutes, entry.cost) == (30, 200_000, None, None)


@pytest.mark.parametrize(
    ("typed", "minutes"), [("40", 2400), ("7.5", 450), ("7:30", 450), ("90m", 90), ("1h30", 90), ("168", 10_080)]
)
def test_hours_of_a_period_are_read_as_everywhere(lev: Lev, typed: str, minutes: int) -> None:
    lev("standing", "add", "care", "Form", "--source", "automation", "--per", "week", "--hours", typed)
    assert entries(lev)[0].minutes == minutes


def test_what_should_be_known_is_said_beside_the_data(lev: Lev) -> None:
    assert "pay unknown: say it with --cost" in lev.said(*ANA[:-2])
    assert lev.said(*ANA) == "Ana was there already (10:00 a week, pay unknown, since 18 Nov): both count\n"
    team = ("standing", "add", "care", "Team", "--source", "people", "--per", "week", "--hours", "200")
    assert "more hours than one week has: is that right?" in lev.said(*team, "--cost", "1")
    tool = ("standing", "add", "care", "Tool", "--per", "month", "--fixed", "39 EUR", "--from", "2026-12-01")
    said = lev.said(*tool)
    assert "no exchange rate for EUR yet" in said
    assert "after today: it counts from that day on" in said
    assert entries(lev)[-1].currency == "EUR"


def test_a_change_from_a_day_leaves_the_past_and_one_on_the_first_day_corrects(lev: Lev) -> None:
    lev(*ANA, *SINCE)
    assert lev("standing", "change", "an", "--from", "2026-11-01", "--cost", "150", "--note", "none").startswith(
        "Ana: 10:00 a week at $150, $15 an hour from Sun 1 Nov 2026; gauge "
    )
    old, new = entries(lev)
    assert (old.ends, old.cost, new.begins, new.cost) == (date(2026, 10, 31), 12_000, date(2026, 11, 1), 15_000)
    lev("standing", "change", "ana", "--from", "2026-11-01", "--cost", "160", "--name", "Ana B")
    assert [(entry.name, entry.cost) for entry in entries(lev)] == [("Ana", 12_000), ("Ana B", 16_000)]
    lev("standing", "change", str(old.doc_id), "--from", "2026-10-05", "--hours", "8")
    assert [entry.minutes for entry in entries(lev)] == [480, 600]
    before = lev.bytes()
    assert lev("standing", "change", "Ana B", "--from", "today", "--cost", "160") == "Ana B is that already\n"
    assert lev.bytes() == before


def test_none_clears_and_one_amount_leaves_the_others(lev: Lev) -> None:
    lev("standing", "add", "care", "Subs", "--per", "month", "--gross", "90", "--fixed", "5", "--units", "3")
    change = (
        "standing",
        "change",
        "Subs",
        "--from",
        "today",
        "--fixed",
        "none",
        "--units",
        "none",
        "--per",
        "year",
    )
    lev(*change, "--until", "2027-12-31")
    (entry,) = entries(lev)
    assert (entry.amounts, entry.units, entry.per) == (Amounts(gross=9_000), None, Per.YEAR)
    assert entry.ends == date(2027, 12, 31)
    lev("standing", "change", "Subs", "--from", "today", "--until", "none", "--source", "process")
    assert (entries(lev)[0].ends, entries(lev)[0].source) == (None, Source.PROCESS)


def test_another_currency_wants_every_amount_in_it(lev: Lev) -> None:
    lev("standing", "add", "care", "Subs", "--per", "month", "--gross", "90", "--fixed", "5")
    change = ("standing", "change", "Subs", "--from", "today", "--gross", "80 EUR")
    assert lev.refused(*change) == "--fixed is kept in USD: write it in EUR too"
    lev(*change, "--fixed", "4")
    assert (entries(lev)[0].amounts, entries(lev)[0].currency) == (Amounts(gross=8_000, fixed_costs=400), "EUR")


def test_an_end_today_or_on_a_day_and_what_goes_on_anew_is_said(lev: Lev) -> None:
    lev(*ANA, *SINCE)
    lev("standing", "change", "Ana", "--from", "2026-12-01", "--cost", "150")
    ran = lev.run("standing", "end", "Ana")
    assert ran.out.startswith("Ana ends on Wed 18 Nov 2026; gauge ")
    new = entries(lev)[1]
    assert ran.err == f"Ana goes on anew from Tue 1 Dec 2026: lev standing delete {new.doc_id}\n"
    lev("standing", "end", str(new.doc_id), "--on", "2026-12-24")
    assert [entry.ends for entry in entries(lev)] == [date(2026, 11, 18), date(2026, 12, 24)]
    before = lev.bytes()
    assert lev("standing", "end", str(new.doc_id), "--on", "2026-12-24") == "Ana ends on Thu 24 Dec 2026 already\n"
    assert lev.bytes() == before


def test_deleting_says_what_would_go_and_wants_a_yes(lev: Lev) -> None:
    lev(*ANA, *SINCE)
    (entry,) = entries(lev)
    type_over(lev, entry, date(2026, 11, 2), 60)
    refusal = lev.refused("standing", "delete", "Ana")
    assert refusal.startswith("Ana and 1 week typed over would be gone, past and all: say so with --yes")
    assert f"lev standing end {entry.doc_id}" in refusal
    assert lev("standing", "delete", "Ana", "--yes").startswith("Ana and 1 week typed over deleted; gauge ")
    assert not entries(lev)
    assert not lev.hours


def test_the_list_is_aligned_complete_as_json_and_hides_what_is_over(lev: Lev) -> None:
    lev(*ANA, *SINCE)
    lev("standing", "add", "consulting", "Tool", "--per", "month", "--fixed", "39", "--from", "2026-01-05")
    lev("standing", "end", "Tool", "--on", "2026-10-31")
    ran = lev.run("standing", "list")
    ana, tool = entries(lev)[1], entries(lev)[0]
    head, row = ran.out.splitlines()
    assert head.split() == ["number", "stream", "kind", "name", "what", "when"]
    what = "10:00 a week at $120, $12 an hour"
    assert row == f"{ana.doc_id}  WordPress care plan  people  Ana   {what}  since 5 Oct"
    assert [head.index(word) for word in ("stream", "name", "when")] == [
        row.index(word) for word in ("WordPress", "Ana", "since")
    ]
    assert ran.err == "1 more is over: --all lists them too\n"
    everything = lev("standing", "list", "--all").splitlines()
    assert re.split(" {2,}", everything[1]) == [
        str(tool.doc_id), "WordPress consulting", "bill", "Tool", "$39 a month", "5 Jan - 31 Oct",
    ]  # fmt: skip
    assert len(lev("standing", "list", "consulting", "--all").splitlines()) == 2
    (found,) = lev.json("standing", "list", "--json")
    assert found == {
        "id": ana.doc_id, "stream": "care", "name": "Ana", "source": "people", "from": "2026-10-05", "ends": None,
        "last_day": None, "per": "week", "currency": "USD", "minutes": 600, "cost": 12_000, "gross": None,
        "refunds": None, "platform_fees": None, "processing_fees": None, "variable_costs": None,
        "fixed_costs": None, "units": None, "capital": None, "note": "",
    }  # fmt: skip


def test_an_empty_list_says_how_to_begin_beside_the_data(lev: Lev) -> None:
    ran = lev.run("standing", "list")
    assert (ran.code, ran.out) == (0, "")
    assert "lev standing add STREAM NAME" in ran.err
    assert lev.json("standing", "list", "--json") == []


def test_names_are_cleaned_of_what_a_terminal_obeys(lev: Lev) -> None:
    lev("standing", "add", "care", "A\x1b[31mna\u202e", "--per", "month", "--fixed", "1")
    assert entries(lev)[0].name == "A[31mna"
    assert "A[31mna" in lev("standing", "list")


def test_of_several_of_one_name_the_number_decides(lev: Lev) -> None:
    lev(*ANA, *SINCE)
    lev(ANA[0], ANA[1], "course", *ANA[3:], *SINCE)
    refusal = lev.refused("standing", "end", "ana")
    for entry in entries(lev):
        assert str(entry.doc_id) in refusal
    assert "WordPress care plan, since 5 Oct" in refusal
    assert refusal.endswith("write its number")


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        ([], "lev standing needs one of add, list, change, end, delete"),
        (["ad", "x"], "there is no command lev standing ad: the nearest is lev standing add"),
        (["add", "care", "x"], "lev standing add needs --per"),
        (["add", "care", "--per", "month"], "lev standing add needs NAME"),
        (["add", "care", " ", "--per", "month", "--gross", "1"], "a standing entry needs a name"),
        (["add", "care", "x" * 81, "--per", "month", "--gross", "1"], "name has 81 characters, the most is 80"),
        (["add", "nobody", "x", "--per", "month", "--gross", "1"], "there is no stream 'nobody'"),
        (["add", "care", "x", "--per", "month"], "nothing goes on yet: say hours, pay, an amount or capital"),
        (["add", "care", "x", "--per", "months", "--gross", "1"], "there is no period months: the nearest is"),
        (["add", "care", "x", "--per", "week", "--hours", "5"], "hours go on with people, a process or an automat"),
        (["add", "care", "x", "--per", "week", "--cost", "5"], "pay is for people"),
        (["add", "care", "x", "--per", "week", "--source", "poeple"], "there is no source poeple: the nearest is"),
        (["add", "care", "x", "--per", "week", "--hours", "many"], "--hours: many is not hours"),
        (["add", "care", "x", "--per", "week", "--hours", "1:5"], "--hours: 1:5 needs two digits"),
        (["add", "care", "x", "--per", "week", "--hours", "100001"], "--hours: 100001 is over 100,000 hours"),
        (["add", "care", "x", "--per", "week", "--gross", "1,234"], "--gross: 1,234 could be"),
        (["add", "care", "x", "--per", "week", "--fixed", "-5"], "--fixed: amounts are never negative"),
        (["add", "care", "x", "--per", "week", "--gross", "5 EUR", "--fixed", "2 GBP"], "EUR and GBP in one entry"),
        (["add", "care", "x", "--per", "week", "--gross", "5", "--units", "1.5"], "--units: '1.5' is no whole"),
        (["add", "care", "x", "--per", "week", "--gross", "5", "--currency", "euro"], "--currency: 'euro' is"),
        (["add", "care", "x", "--per", "week", "--gross", "5", "--from", "1/2"], "--from: "),
        (["add", "care", "x", "--per", "week", "--gross", "5", "--until", "2026-11-17"], "before it begins"),
        (["add", "care", "x", "--per", "week", "--grost", "5"], "lev standing add has no option --grost: the near"),
        (["change", "Ana"], "lev standing change needs --from"),
        (["change", "Ana", "--from", "today"], "nothing to change is said"),
        (["change", "Anna", "--from", "today", "--cost", "1"], "there is no standing entry 'Anna': the nearest"),
        (["change", "Ana", "--from", "2026-10-04", "--cost", "1"], "Ana begins on Mon 5 Oct 2026"),
        (["change", "Ana", "--from", "today", "--name", ""], "a standing entry needs a name"),
        (["change", "Ana", "--from", "today", "--source", "process"], "pay is for people"),
        (["end", "Ana", "--on", "2026-10-04"], "Ana begins on Mon 5 Oct 2026: it cannot end before"),
        (["end", "Bob"], "there is no standing entry 'Bob': there is Ana"),
        (["end"], "lev standing end needs ID"),
        (["list", "nobody"], "there is no stream 'nobody'"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_one_line(lev: Lev, argv: list[str], sentence: str) -> None:
    lev(*ANA, *SINCE)
    assert sentence in lev.refused("standing", *argv)


def test_before_anything_goes_on_a_change_says_how_to_begin(lev: Lev) -> None:
    assert "nothing goes on yet" in lev.refused("standing", "change", "Ana", "--from", "today", "--cost", "1")
