"""``lev report``: the review of a week, a month or a year, as text or Markdown."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.cli.periods import add_options, asked_period, week_of
from leverage_tui.domain.review.facts import as_text
from leverage_tui.domain.review.markdown import as_markdown
from leverage_tui.domain.review.report import report


def _configure(parser: ArgumentParser) -> None:
    add_options(parser, " (default)")
    parser.add_argument("--markdown", action="store_true", help="as Markdown")


def _run(context: Context, given: Namespace) -> int:
    period = asked_period(context, given, "a review") or week_of(context)
    if period.first > context.today:
        raise AskedWrong(f"{period.first} has not come: a review is of days up to today, {context.today}")
    sections = report(context.book, period, context.today)
    context.output.lines("\n".join(as_markdown(sections) if given.markdown else as_text(sections)))
    return 0


REPORT = Command(
    usage="report [--week W | --month M | --year Y] [--markdown]",
    about="The review of a week, a month or a year against the one before: your hours by stream and kind of work, "
    "hours that were not yours, money kept (≈ expected, not entered), the gauge at both ends and why it moved, what "
    "moved from hours to assets, what was closed, what is not known. What is not over is compared with as many days.",
    configure=_configure,
    run=_run,
    examples=("lev report", "lev report --month last-month", "lev report --year 2026 --markdown > review.md"),
)
