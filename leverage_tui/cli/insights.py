"""``lev insights``: what the figures say of the book as a whole, and how it went, week by week."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence

from leverage_tui.cli import reading
from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.output import table
from leverage_tui.domain.metrics import Memory, figures
from leverage_tui.domain.metrics.history import MOST_WEEKS
from leverage_tui.domain.review.facts import Line, Plot, Section, as_text
from leverage_tui.domain.review.insights import insights_review
from leverage_tui.domain.review.series import insight_plots
from leverage_tui.domain.review.wording import decimal
from leverage_tui.domain.words import DASH, sparkline

ALL = "all"
_DEFAULT = "26"
_COLUMNS = 52


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--weeks", metavar="N", default=_DEFAULT, help=f"weeks to draw, 1 to {MOST_WEEKS}, or all (26)"
    )
    parser.add_argument("--how", action="store_true", help="the arithmetic of every number under it")
    parser.add_argument("--json", action="store_true", help="as JSON, the arithmetic and the plots' values with it")


def _run(context: Context, given: Namespace) -> int:
    weeks = None
    if given.weeks.strip().lower() != ALL:
        weeks = reading.whole(given.weeks, "--weeks", 1, MOST_WEEKS)
    book, today, memory = context.book, context.today, Memory()
    found = figures(book, today, memory)
    sections = insights_review(book, found, today, memory)
    plots = insight_plots(book, today, weeks, memory)
    if given.json:
        context.output.json({
            "as_of": today.isoformat(),
            "sections": [_section(section) for section in sections],
            "plots": [_plot(plot) for plot in plots],
        })  # fmt: skip
    else:
        context.output.lines("\n".join(as_text(sections, how=given.how)))
        for plot in plots:
            context.output.lines("\n".join(["", *_drawn(plot)]))
    for warning in found.warnings:
        context.output.say(warning)
    return 0


def _section(section: Section) -> dict[str, object]:
    return section._asdict() | {
        "facts": [fact._asdict() for fact in section.facts],
        "bar": section.bar and section.bar._asdict(),
    }


def _plot(plot: Plot) -> dict[str, object]:
    return plot._asdict() | {
        "days": [day.isoformat() for day in plot.days],
        "lines": [line._asdict() for line in plot.lines],
    }


def _drawn(plot: Plot) -> Iterator[str]:
    """The title with what is drawn and from when on, and each line as bars with its last value."""
    level = "" if plot.level is None else f", {plot.level_name} {decimal(plot.level)}"
    since = f", from {plot.days[0]}" if plot.days else ""
    yield f"{plot.title}: {plot.unit}{since}{level}"
    drawn = [line for line in plot.lines if any(value is not None for value in line.values)]
    if not drawn:
        yield "  nothing is known yet"
        return
    yield from table([(f"  {line.name}", _bars(line), _last(line)) for line in drawn]).split("\n")


def _last(line: Line) -> str:
    value = line.values[-1]
    return DASH if value is None else decimal(value)


def _bars(line: Line) -> str:
    """A bar for each value, from 0 to the line's largest; ``·`` is not known, ``_`` is below 0. Of more than a
    line's width as many together as must be, at their mean."""
    each = -(-len(line.values) // _COLUMNS)
    groups = [line.values[first : first + each] for first in range(0, len(line.values), each)]
    return sparkline([_mean(group) for group in groups])


def _mean(group: Sequence[float | None]) -> float | None:
    known = [value for value in group if value is not None]
    return sum(known) / len(known) if known else None


INSIGHTS = Command(
    usage="insights [--weeks N|all] [--how] [--json]",
    about="What the figures say of the book as a whole: the gauge on every basis, the ceiling of the time you can "
    "sell, why your rate changed, what it all depends on, what would come in if you stopped, and the one change "
    "within reach that would move the gauge most. Then the gauge, hours, net and rate by week; · is a week of which "
    "nothing is known, _ one below 0.",
    configure=_configure,
    run=_run,
    examples=("lev insights", "lev insights --how", "lev insights --weeks all --json | jq .sections[].title"),
)
