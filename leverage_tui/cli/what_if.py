"""``lev what-if hire``, ``automate``, ``price``, ``productise``, ``list``, ``forget`` and ``do``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Any

from leverage_tui.cli import gauge, reading
from leverage_tui.cli.choosing import find_stream
from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.cli.output import table
from leverage_tui.cli.scenario_fields import OPTIONS, configure_numbers, find_kept, numbers_of, option_of
from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.scenarios import forget_scenario, keep_scenario
from leverage_tui.domain.metrics import Figures, Memory, figures
from leverage_tui.domain.model import OWN_WORK, Work
from leverage_tui.domain.planning.facts import what_if_facts
from leverage_tui.domain.planning.kept import COLUMNS, Compared, Kept, comparison, kept
from leverage_tui.domain.planning.reality import make_real
from leverage_tui.domain.planning.worth import worth
from leverage_tui.domain.review.facts import as_text
from leverage_tui.domain.scenarios import ScenarioWrong, WhatIf, as_json, what_if
from leverage_tui.domain.scenarios.whatif import FIELDS, OWN_STREAM, TAKES_OVER, asked
from leverage_tui.domain.text import NOTE_LIMIT, clean

_NEEDED = {
    "hire": ("hours_per_week", "rate"),
    "automate": ("runs_per_week", "minutes_saved"),
    "price": ("price_change",),
    "productise": ("price", "units_per_week"),
}
_KEEP = "lev what-if hire STREAM ... --keep LABEL"


def _configure(kind: str) -> Callable[[ArgumentParser], None]:
    def configure(parser: ArgumentParser) -> None:
        if kind != OWN_STREAM:
            parser.add_argument("stream", metavar="STREAM", help="its id, or an unmistakable part of its name")
        if kind in TAKES_OVER:
            works = ", ".join(OWN_WORK)
            parser.add_argument("--activity", metavar="WORK", required=True, help=f"what is taken over: {works}")
        configure_numbers(parser, FIELDS[kind], _NEEDED[kind])
        parser.add_argument("--keep", metavar="LABEL", help="keep it under that name, for the table and for later")
        parser.add_argument("--how", action="store_true", help="with the arithmetic of every number under it")
        parser.add_argument("--json", action="store_true", help="as JSON, the keys as in lev metrics")

    return configure


def _run(kind: str) -> Callable[[Context, Namespace], int]:
    def run(context: Context, given: Namespace) -> int:
        body = _body(context, given, kind)
        book, memory = context.book, Memory()
        keeping = None if given.keep is None else keep_scenario(book, body)
        try:
            result = what_if(book, context.today, body, memory)
            now = figures(book, context.today, memory)
            section = what_if_facts(book, now, result, body)
        except ScenarioWrong as wrong:
            raise AskedWrong(f"{option_of(wrong.field)}: {wrong}" if wrong.field else str(wrong)) from wrong
        if keeping is not None:
            context.save(keeping)
        if given.json:
            context.output.json(_object(book, now, result, body))
        else:
            context.output.lines("\n".join(as_text([section], how=given.how)))
        if keeping is not None:
            context.output.say(f"{keeping.sentence}: lev what-if list compares what is kept")
        return 0

    return run


def _body(context: Context, given: Namespace, kind: str) -> dict[str, Any]:
    """The scenario that was typed, as it is kept."""
    body: dict[str, Any] = {"kind": kind}
    if given.keep is not None:
        body["label"] = clean(given.keep, NOTE_LIMIT)
    if kind != OWN_STREAM:
        body["stream"] = find_stream(context.book, given.stream).id
    if kind in TAKES_OVER:
        work = reading.choice(Work, given.activity, "activity")
        if work not in OWN_WORK:
            raise AskedWrong(f"--activity: {work.value} is not yours to be taken over: write {', '.join(OWN_WORK)}")
        body["activity"] = work.value
    return body | numbers_of(context, given, FIELDS[kind])


def _object(book: Book, now: Figures, result: WhatIf, body: Any) -> dict[str, Any]:
    """What it comes to as JSON, with what it is worth a week."""
    found = as_json(result)
    if now.baseline_rate is not None:
        brought = worth(result, asked(book.streams, body), now.baseline_rate, book.settings.build_life_weeks)
        if brought is not None:
            found |= {"worth_it": brought.is_worth_it, "worth_per_week": brought.per_week}
    return found


def _configure_list(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON: what was typed, and what it comes to")


def _list(context: Context, given: Namespace) -> int:
    book, memory = context.book, Memory()
    found = comparison(book, context.today, memory)
    if given.json:
        now = figures(book, context.today, memory)
        context.output.json([_listed(book, now, one) for one in found])
        return 0
    if not found:
        context.output.say(f"no what-if is kept yet: keep one with {_KEEP}")
        return 0
    rows = [(one.kept.label, one.kept.kind, *(fact.shown for fact in one.row)) for one in found]
    context.output.lines(table([("", "kind", *COLUMNS), *rows]))
    for one in found:
        why = one.why_not or (one.result.state if one.result else "")
        if why:
            context.output.say(f"{one.kept.label}: {why}")
    return 0


def _listed(book: Book, now: Figures, one: Compared) -> dict[str, Any]:
    found = {} if one.result is None else _object(book, now, one.result, one.kept.body)
    return {"id": one.kept.doc_id, "scenario": dict(one.kept.body), "result": found or None, "why_not": one.why_not}


def _configure_one(parser: ArgumentParser) -> None:
    parser.add_argument(
        "label", metavar="LABEL", nargs="+", help="its label, an unmistakable part of it, or its number"
    )


def _forget(context: Context, given: Namespace) -> int:
    edit = forget_scenario(context.book, _find(context, given).doc_id)
    context.save(edit)
    context.output.line(edit.sentence)
    return 0


def _configure_do(parser: ArgumentParser) -> None:
    _configure_one(parser)
    parser.add_argument("--from", metavar="DATE", dest="begins", help="its first day (default: today)")


def _do(context: Context, given: Namespace) -> int:
    one = _find(context, given)
    begins = reading.day(context, given.begins, "--from") if given.begins is not None else context.today
    memory = Memory()
    edit = make_real(context.book, one.body, begins, context.today, memory)
    book = context.save(edit)
    context.output.line(f"{edit.sentence}; {gauge.sentence(figures(book, context.today, memory))}")
    if begins > context.today:
        context.output.say("that is after today: it counts from that day on")
    return 0


def _find(context: Context, given: Namespace) -> Kept:
    found = (one for one in kept(context.book) if not one.is_plan)
    return find_kept(found, reading.one_line(given.label), "what-if", _KEEP)


def _command(kind: str, about: str, *examples: str) -> Command:
    stream = "" if kind == OWN_STREAM else "STREAM "
    activity = "--activity WORK " if kind in TAKES_OVER else ""
    needed = _NEEDED[kind]
    said = " ".join(f"{option_of(key)} {OPTIONS[key][1]}" for key in needed)
    other = " ".join(f"[{option_of(key)} {OPTIONS[key][1]}]" for key in FIELDS[kind] if key not in needed)
    usage = f"what-if {kind} {stream}{activity}{said} {other} [--keep LABEL] [--how] [--json]"
    return Command(usage=usage, about=about, configure=_configure(kind), run=_run(kind), examples=examples)


_STEADY = "The window is restated as if it had always been so; amounts are in the currency of the book."
HIRE = _command(
    "hire",
    f"What if somebody took an activity over? What it frees, what it may cost at most, what it changes. {_STEADY}",
    "lev what-if hire care --activity manage --hours-per-week 3 --rate 15 --training-hours 12",
    "lev what-if hire consulting --activity admin --hours-per-week 3 --rate 15 --resell-share 100% --keep 'A helper'",
)
AUTOMATE = _command(
    "automate",
    "What if an automation saved minutes each time it runs? It saves no more than you spend. " + _STEADY,
    "lev what-if automate consulting --activity admin --runs-per-week 8 --minutes-saved 12 --build-hours 10",
)
PRICE = _command(
    "price",
    "What if the price changed, and what is sold with it? Fees follow the price, variable costs, helpers and your "
    f"own deliver and support hours what is sold. {_STEADY}",
    "lev what-if price care --price-change 10% --volume-change -5%",
)
PRODUCTISE = _command(
    "productise",
    f"What if you made a product once and sold it by the unit? It is a stream of its own. {_STEADY}",
    "lev what-if productise --price 99 --units-per-week 2 --build-hours 120 --refund-rate 5% "
    "--processing-fee 3.5% --support-minutes-per-unit 15 --sell-hours-per-week 1.5 --keep 'Second course'",
)
LIST = Command(
    usage="what-if list [--json]",
    about="The what-ifs that are kept, side by side, worked out for today: net and own hours a week, the gauge before "
    "and after, the rate after, when what is put in is back, and whether it is worth it, by how much.",
    configure=_configure_list,
    run=_list,
)
FORGET = Command(
    usage="what-if forget LABEL",
    about="Take a kept what-if out. What it was made real as stays.",
    configure=_configure_one,
    run=_forget,
    examples=("lev what-if forget 'Second course'",),
)
DO = Command(
    usage="what-if do LABEL [--from DATE]",
    about="Make a kept what-if real from a day on: a helper or an automation goes on as a standing entry, a price "
    "changes the standing prices of its stream, a product becomes a stream that is being built.",
    configure=_configure_do,
    run=_do,
    examples=("lev what-if do 'A helper' --from 2026-10-01",),
)
