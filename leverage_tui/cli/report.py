"""``lev report``: the review of a week, a month or a year, as text or Markdown."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date, timedelta

from leverage_tui.cli import reading
from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.domain.calendar import week_start
from leverage_tui.domain.quantities.dates import Period
from leverage_tui.domain.review.facts import as_text
from leverage_tui.domain.review.markdown import as_markdown
from leverage_tui.domain.review.report import report
from leverage_tui.domain.text import clean

_OPTIONS = ("week", "month", "year")


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--week", metavar="W", help="2026-W46, last-week (default), this-week or a day of it")
    parser.add_argument("--month", metavar="M", help="2026-10, oct, last-month, this-month or a day of it")
    parser.add_argument("--year", metavar="Y", help="2026 or a day of it")
    parser.add_argument("--markdown", action="store_true", help="as Markdown")


def _run(context: Context, given: Namespace) -> int:
    period = _period(context, given)
    if period.first > context.today:
        raise AskedWrong(f"{period.first} has not come: a review is of days up to today, {context.today}")
    sections = report(context.book, period, context.today)
    context.output.lines("\n".join(as_markdown(sections) if given.markdown else as_text(sections)))
    return 0


def _period(context: Context, given: Namespace) -> Period:
    """The days asked for; without any the last whole week."""
    asked = [(name, getattr(given, name)) for name in _OPTIONS if getattr(given, name) is not None]
    if len(asked) > 1:
        raise AskedWrong(f"--{asked[0][0]} and --{asked[1][0]}: a review is of one of them")
    first_weekday = context.config.first_weekday
    name, typed = asked[0] if asked else ("week", "last-week")
    if name == "week":
        begins = week_start(reading.week(context, typed, first_weekday), first_weekday)
        return Period(begins, begins + timedelta(6))
    return _calendar(context, name, typed)


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


REPORT = Command(
    usage="report [--week W | --month M | --year Y] [--markdown]",
    about="The review of a week, a month or a year against the one before: your hours by stream and kind of work, "
    "hours that were not yours, money kept (≈ expected, not entered), the gauge at both ends and why it moved, what "
    "moved from hours to assets, what was closed, what is not known. What is not over is compared with as many days.",
    configure=_configure,
    run=_run,
    examples=("lev report", "lev report --month last-month", "lev report --year 2026 --markdown > review.md"),
)
