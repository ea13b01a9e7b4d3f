"""``lev why``: why the gauge moved from one day to another, by cause."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date

from leverage_tui.cli import reading
from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.cli.output import table
from leverage_tui.domain.calendar import WEEK, monday
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.review.causes import Moved, why_moved
from leverage_tui.domain.review.why import causes_of, gauge_words
from leverage_tui.domain.review.wording import tenths_of
from leverage_tui.domain.words import signed


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "earlier", nargs="?", metavar="FROM", help="a day, as yesterday or 2026-11-02 (last week's Monday)"
    )
    parser.add_argument("later", nargs="?", metavar="TO", help="a day up to today (today)")
    parser.add_argument("--json", action="store_true", help="as JSON, unrounded")


def _run(context: Context, given: Namespace) -> int:
    today = context.today
    later = today if given.later is None else reading.day(context, given.later, "TO")
    earlier = monday(today) - WEEK if given.earlier is None else reading.day(context, given.earlier, "FROM")
    if later > today:
        raise AskedWrong(f"TO: {later} is still to come: today is {today}")
    if earlier >= later:
        raise AskedWrong(f"FROM: {earlier} is not before {later}")
    moved = why_moved(context.book, earlier, later, today=today)
    if given.json:
        context.output.json(_object(moved, earlier, later))
    else:
        context.output.lines(_text(moved, earlier, later))
    return 0


def _text(moved: Moved, earlier: date, later: date) -> str:
    by = ""
    if moved.before is not None and moved.after is not None:
        by = f": {signed((tenths_of(moved.after) - tenths_of(moved.before)) / 10)} points"
    ends = f"{_end(moved.before, earlier)} -> {_end(moved.after, later)}"
    rows = [
        (f"  {fact.name}", fact.shown, cause.detail)
        for fact, cause in zip(causes_of(moved), moved.causes, strict=True)
    ]
    causes = table(rows, numbers=frozenset({1})) if rows else "  nothing that the gauge looks at has changed"
    return "\n".join([f"gauge {ends}{by}", causes, *([f"  {moved.state}"] if moved.state else [])])


def _end(raw: float | None, day: date) -> str:
    return f"{gauge_words(raw)} on {format_day(day, year=True)}"


def _object(moved: Moved, earlier: date, later: date) -> dict[str, object]:
    return {
        "from": earlier.isoformat(),
        "to": later.isoformat(),
        "before": moved.before,
        "after": moved.after,
        "state": moved.state,
        "causes": [{"name": cause.name, "points": cause.points, "detail": cause.detail} for cause in moved.causes],
    }


WHY = Command(
    usage="why [FROM] [TO] [--json]",
    about="Why the gauge moved between the ends of two days: hours, money, building (worn off or newly charged), "
    "weeks that left the window, settings. Each cause has its average over all orders in which the changes could be "
    "made; the points add up to the whole. A gauge below 0 is told as it is, though it is shown as 0.",
    configure=_configure,
    run=_run,
    examples=("lev why", "lev why 2026-10-01", "lev why 2026-10-01 2026-10-31 --json"),
)
