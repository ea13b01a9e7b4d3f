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
from leverage_tui.domain.review import wording
from leverage_tui.domain.review.causes import Moved, shown_tenths, why_moved
from leverage_tui.domain.words import DASH


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
    tenths = shown_tenths(moved)
    ends = (_end(moved.before, earlier), _end(moved.after, later))
    rows = [
        (f"  {cause.name}", _signed(tenths[cause.name]) if tenths else DASH, cause.detail)
        for cause in moved.causes
    ]  # fmt: skip
    lines = [f"gauge {' -> '.join(ends)}{_change(moved)}"]
    if rows:
        lines.append(table(rows, numbers=frozenset({1})))
    else:
        lines.append("  nothing that the gauge looks at has changed")
    return "\n".join([*lines, *([f"  {moved.state}"] if moved.state else [])])


def _end(raw: float | None, day: date) -> str:
    shown = DASH if raw is None else f"{wording.in_tenths(wording.tenths_of(raw))} %"
    return f"{shown} on {format_day(day, year=True)}"


def _change(moved: Moved) -> str:
    if moved.before is None or moved.after is None:
        return ""
    return f": {_signed(wording.tenths_of(moved.after) - wording.tenths_of(moved.before))} points"


def _signed(tenths: int) -> str:
    return f"{'+' if tenths > 0 else ''}{wording.in_tenths(tenths)}"


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
