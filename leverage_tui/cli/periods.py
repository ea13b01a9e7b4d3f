"""The days that ``--week``, ``--month`` and ``--year`` ask for."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date, timedelta

from leverage_tui.cli import reading
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.domain.calendar import week_start
from leverage_tui.domain.quantities.dates import Period
from leverage_tui.domain.text import clean

_OPTIONS = ("week", "month", "year")


def add_options(parser: ArgumentParser, week: str = "") -> None:
    """The three options; `week` is put behind what may be said of a week."""
    parser.add_argument("--week", metavar="W", help=f"2026-W46, last-week{week}, this-week or a day of it")
    parser.add_argument("--month", metavar="M", help="2026-10, oct, last-month, this-month or a day of it")
    parser.add_argument("--year", metavar="Y", help="2026 or a day of it")


def asked_period(context: Context, given: Namespace, what: str) -> Period | None:
    """The days asked for, None where none are; `what` is of one such period. Raises AskedWrong."""
    asked = [(name, getattr(given, name)) for name in _OPTIONS if getattr(given, name) is not None]
    if len(asked) > 1:
        raise AskedWrong(f"--{asked[0][0]} and --{asked[1][0]}: {what} is of one of them")
    if not asked:
        return None
    name, typed = asked[0]
    return week_of(context, typed) if name == "week" else _calendar(context, name, typed)


def week_of(context: Context, typed: str = "last-week") -> Period:
    """The week typed, as weeks begin in the config. Raises AskedWrong."""
    first_weekday = context.config.first_weekday
    begins = week_start(reading.week(context, typed, first_weekday), first_weekday)
    return Period(begins, begins + timedelta(6))


def _calendar(context: Context, name: str, typed: str) -> Period:
    """The calendar month or year that holds all of the period typed."""
    found = reading.period(context, typed, f"--{name}", context.config.first_weekday)
    first, last = found.first, found.last
    if name == "month" and (first.year, first.month) == (last.year, last.month):
        after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        return Period(first.replace(day=1), after - timedelta(1))
    if name == "year" and first.year == last.year:
        return Period(date(first.year, 1, 1), date(first.year, 12, 31))
    example = "2026-10, last-month" if name == "month" else "2026"
    raise AskedWrong(f"--{name}: {clean(typed)} is more than a {name}: write {example} or a date")
