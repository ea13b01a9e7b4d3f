"""``lev plan test``, ``list``, ``forget`` and ``start``: is a new stream leverage at all?"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from typing import Any

from leverage_tui.cli import reading
from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.cli.output import table
from leverage_tui.cli.scenario_fields import OPTIONS, configure_numbers, find_kept, numbers_of, option_of
from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Edit, apply, edit
from leverage_tui.domain.edits.scenarios import forget_scenario, keep_scenario
from leverage_tui.domain.metrics import Memory, figures
from leverage_tui.domain.model import Scenario, Stream
from leverage_tui.domain.planning.advice import advice
from leverage_tui.domain.planning.facts import plan_facts
from leverage_tui.domain.planning.kept import Judged, Kept, kept, plans
from leverage_tui.domain.planning.reality import make_real
from leverage_tui.domain.review.facts import as_text
from leverage_tui.domain.scenarios import ScenarioWrong, as_json, new_stream
from leverage_tui.domain.scenarios.plans import FLAGS, NUMBERS
from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.domain.words import DASH

_KEEP = "lev plan test NAME ... --keep"
_ABOUT = {
    "one_to_many": "made once, sold to many",
    "info_product": "an information product",
    "delivered_by_others": "delivered by other people's labour",
    "build_hours_estimated": "the hours to build it are estimated",
    "sales_funnel_planned": "how it is sold is planned",
    "support_and_refunds_planned": "support and refunds are planned",
    "management_planned": "who manages it is planned",
    "automation_planned": "what runs by itself is planned",
    "survives_two_weeks_off": "it survives two weeks without you",
}
_COLUMNS = {
    "verdict": "verdict", "points": "score", "true rate": "projected_true_rate",
    "breaks even": "projected_break_even_weeks", "over your hours": "worth_it",
}  # fmt: skip


def _configure_test(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", nargs="+", help="its name, up to 80 characters")
    for flag in FLAGS:
        parser.add_argument(option_of(flag), action="store_true", help=_ABOUT[flag])
    configure_numbers(parser, NUMBERS)
    parser.add_argument("--keep", action="store_true", help="keep the plan, to be compared with what happens")
    parser.add_argument("--idea", action="store_true", help="keep it, and start it as a stream that is an idea")
    parser.add_argument("--how", action="store_true", help="with the arithmetic of every number under it")
    parser.add_argument("--json", action="store_true", help="as JSON, the keys as in lev metrics")


def _test(context: Context, given: Namespace) -> int:
    body: dict[str, Any] = {"name": clean(reading.one_line(given.name), NOTE_LIMIT)}
    body |= {flag: getattr(given, flag) for flag in FLAGS} | numbers_of(context, given, NUMBERS)
    book, memory = context.book, Memory()
    keeping = keep_scenario(book, body) if given.keep or given.idea else None
    if keeping is not None and given.idea:
        keeping = _idea(book, keeping, context.today)
    try:
        result = new_stream(book, context.today, body, memory)
    except ScenarioWrong as wrong:
        raise AskedWrong(f"{option_of(wrong.field)}: {wrong}" if wrong.field else str(wrong)) from wrong
    section = plan_facts(figures(book, context.today, memory), result, body)
    sentence = advice(book, context.today, body, memory)
    if keeping is not None:
        context.save(keeping)
    if given.json:
        context.output.json({**as_json(result), "advice": sentence})
    else:
        context.output.lines("\n".join([*as_text([section], how=given.how), "", sentence]))
    if keeping is not None:
        started = f"{keeping.sentence}: lev plan start makes it a stream"
        context.output.say(_started(keeping) if given.idea else started)
    return 0


def _idea(book: Book, keeping: Edit, today: date) -> Edit:
    """The plan that `keeping` keeps, kept and started in one edit."""
    plan = keeping.changes[0].after
    assert isinstance(plan, Scenario)
    started = make_real(apply(book, keeping), plan.body, today)
    return edit(started.sentence, [(None, change.after) for change in started.changes])


def _configure_list(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON: what was typed, and how it does")


def _list(context: Context, given: Namespace) -> int:
    found = plans(context.book, context.today)
    if given.json:
        context.output.json([_listed(one) for one in found])
        return 0
    if not found:
        context.output.say(f"no plan is kept yet: keep one with {_KEEP}")
        return 0
    context.output.lines(table([("", *_COLUMNS), *((one.kept.label, *_row(one)) for one in found)]))
    for one in found:
        if one.why_not:
            context.output.say(f"{one.kept.label}: {one.why_not}")
    return 0


def _row(one: Judged) -> tuple[str, ...]:
    facts = {} if one.section is None else {fact.key: fact.shown for fact in one.section.facts}
    return tuple(facts.get(key, DASH) for key in _COLUMNS.values())


def _listed(one: Judged) -> dict[str, Any]:
    found = None if one.result is None else as_json(one.result)
    return {"id": one.kept.doc_id, "scenario": dict(one.kept.body), "result": found, "why_not": one.why_not}


def _configure_one(parser: ArgumentParser) -> None:
    parser.add_argument(
        "name", metavar="NAME", nargs="+", help="its name, an unmistakable part of it, or its number"
    )


def _forget(context: Context, given: Namespace) -> int:
    edit = forget_scenario(context.book, _find(context, given).doc_id)
    context.save(edit)
    context.output.line(edit.sentence)
    return 0


def _start(context: Context, given: Namespace) -> int:
    edit = make_real(context.book, _find(context, given).body, context.today)
    context.save(edit)
    context.output.line(_started(edit))
    return 0


def _started(edit: Edit) -> str:
    stream = next(change.after for change in edit.changes if isinstance(change.after, Stream))
    sold = ", sold by the hour" if stream.time_sold else ""
    return f"{edit.sentence} as an idea{sold}: its id is {stream.id}"


def _find(context: Context, given: Namespace) -> Kept:
    found = (one for one in kept(context.book) if one.is_plan)
    return find_kept(found, reading.one_line(given.name), "plan", _KEEP)


TEST = Command(
    usage="plan test NAME "
    + " ".join(f"[{option_of(flag)}]" for flag in FLAGS)
    + " "
    + " ".join(f"[{option_of(key)} {OPTIONS[key][1]}]" for key in NUMBERS)
    + " [--keep] [--idea] [--how] [--json]",
    about="Put a new stream to the test: is it one-to-many, an information product, or delivered by others; is all "
    "planned that is usually ignored; does it earn back its building within its life? And what would change the "
    "verdict. Hours, and money in the currency of the book, as you would say them.",
    configure=_configure_test,
    run=_test,
    examples=(
        "lev plan test 'Second course' --one-to-many --info-product --build-hours 120 --net-per-week 171.51 "
        "--run-hours-per-week 2 --largest-channel-share 60% --keep",
    ),
)
LIST = Command(
    usage="plan list [--json]",
    about="The plans that are kept, and how each does in the test today.",
    configure=_configure_list,
    run=_list,
)
FORGET = Command(
    usage="plan forget NAME",
    about="Take a kept plan out. The stream that it became stays, but is no longer compared with it.",
    configure=_configure_one,
    run=_forget,
)
START = Command(
    usage="plan start NAME",
    about="Make a kept plan a stream that is an idea. What was planned stays beside what happens.",
    configure=_configure_one,
    run=_start,
    examples=("lev plan start 'Second course'",),
)
