"""The review of a period as Markdown, as ``lev report --markdown`` prints it."""

from __future__ import annotations

from collections.abc import Iterator

from leverage_tui.domain.review.markdown import as_markdown
from leverage_tui.domain.review.report import report
from leverage_tui.domain.text import harmless
from leverage_tui.interchange.writers.wanted import ExportRefused, Wanted, Writer


def write(wanted: Wanted) -> Iterator[str]:
    """The lines of the review. Raises ExportRefused without a period, and for one that has not come."""
    period = wanted.period
    if period is None:
        raise ExportRefused("a review is of a week, a month, a year or the days between two: say which")
    if period.first > wanted.today:
        raise ExportRefused(f"{period.first} has not come: a review is of days up to today, {wanted.today}")
    for line in as_markdown(report(wanted.book, period, wanted.today)):
        yield f"{harmless(line)}\n"


WRITER = Writer("md", "the review of a period, as lev report --markdown (default: the last whole week)", write,
                is_review=True)  # fmt: skip
