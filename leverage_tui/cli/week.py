"""``lev week``: the week as an aligned table, the same lines as the dashboard's timesheet."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date

from leverage_tui.cli import reading
from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.output import table
from leverage_tui.domain.calendar import days_of, iso_label, week_start
from leverage_tui.domain.quantities.dates import Period, format_day, format_period
from leverage_tui.domain.text import clean
from leverage_tui.domain.timesheet_lines import Kind, Line, Totals, own_totals, timesheet_lines


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--week", metavar="W", help="2026-W46, last-week, this-week (default) or a day of it")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as JSON, in minutes")
    form.add_argument(
        "--tsv", action="store_true", help="fields with tabs between them, as the dashboard copies it"
    )


def _run(context: Context, given: Namespace) -> int:
    first = context.config.first_weekday
    day = reading.week(context, given.week, first) if given.week is not None else context.today
    days = days_of(week_start(day, first))
    if given.tsv:
        from leverage_tui.domain.sheet_text import sheet_rows, week_text

        context.output.tabbed(week_text(context.book, days, sheet_rows(context.book, days), context.config.hours))
        return 0
    lines, totals = timesheet_lines(context.book, days), own_totals(context.book, days)
    if given.json:
        context.output.json(_object(days, lines, totals))
    else:
        context.output.line(f"{format_period(Period(days[0], days[-1]))}, own hours {context.hours(totals.week)}")
        context.output.lines(table(_rows(context, days, lines, totals), numbers=frozenset(range(1, 10))))
    return 0


def _rows(
    context: Context, days: tuple[date, ...], lines: tuple[Line, ...], totals: Totals
) -> list[tuple[str, ...]]:
    def hours(minutes: int) -> str:
        return context.hours(minutes) if minutes else ""

    rows = [("", *(format_day(day)[:6].rstrip() for day in days), "week", "last")]
    for line in lines:
        cells = (hours(cell.minutes) for cell in line.cells)
        about = "≈" if line.kind is Kind.STANDING and not line.replaced and line.total else ""
        rows.append((_label(line), *cells, about + hours(line.total), hours(line.last)))
    own = (hours(minutes) for minutes in totals.days)
    rows.append(("own hours", *own, context.hours(totals.week), context.hours(totals.last)))
    return rows


def _label(line: Line) -> str:
    if line.kind is Kind.STREAM:
        return clean(line.stream.name)
    if line.alone:
        return f"{clean(line.stream.name)}, {clean(line.label)}"
    standing = ", standing" if line.kind is Kind.STANDING else ""
    label = f"{clean(line.label)}{standing}"
    return f"  {label}" if line.own else f"  ({label})"


def _object(days: tuple[date, ...], lines: tuple[Line, ...], totals: Totals) -> dict[str, object]:
    return {
        "first": days[0].isoformat(),
        "last": days[-1].isoformat(),
        "iso_week": iso_label(days[3]),
        "rows": [_row_object(days, line) for line in lines if line.kind is not Kind.STREAM],
        "own_minutes": {day.isoformat(): minutes for day, minutes in zip(days, totals.days, strict=True)},
        "own_minutes_week": totals.week,
        "own_minutes_last_week": totals.last,
    }


def _row_object(days: tuple[date, ...], line: Line) -> dict[str, object]:
    row, standing = line.row, line.standing
    source = standing.source if standing else None
    return {
        "stream": line.stream.id,
        "name": line.stream.name,
        "work": row.work.value if row else source.value if source else None,
        "who": row.who if row else None,
        "asset": row.asset.value if row and row.asset else None,
        "standing": standing.name if standing else None,
        "own": line.own,
        "minutes": {
            day.isoformat(): cell.minutes for day, cell in zip(days, line.cells, strict=True) if cell.minutes
        },
        "minutes_week": line.total,
        "minutes_last_week": line.last,
    }


WEEK = Command(
    usage="week [--week W] [--json | --tsv]",
    about="The week by stream and kind of work. What is not your own work stands in parentheses; ≈ marks the hours "
    "of a standing entry, which nobody logged.",
    configure=_configure,
    run=_run,
    examples=(
        "lev week",
        "lev week --week last-week",
        "lev week --week 2026-W46 --json",
        "lev week --tsv > week.tsv",
    ),
)
