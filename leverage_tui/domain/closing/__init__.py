"""The weekly close: which weeks are open, what they seem to lack, what was answered, and the one edit of it."""

from leverage_tui.domain.closing.answers import (
    Logged,
    Place,
    Question,
    covered,
    logged,
    own_words,
    places,
    span_of,
)
from leverage_tui.domain.closing.coverage import coverage_after, coverage_fact
from leverage_tui.domain.closing.edit import Closing, closing_edit, said
from leverage_tui.domain.closing.gaps import Gap, gap_place, gap_words, gaps
from leverage_tui.domain.closing.weeks import (
    ASKED,
    ClosedWeek,
    Open,
    alive_in,
    asked_in,
    closed_in,
    closed_weeks_touched,
    older_open,
    open_weeks,
    resting_in,
    said_closed,
    said_open,
    unclosed_weeks,
)

__all__ = [
    "ASKED",
    "ClosedWeek",
    "Closing",
    "Gap",
    "Logged",
    "Open",
    "Place",
    "Question",
    "alive_in",
    "asked_in",
    "closed_in",
    "closed_weeks_touched",
    "closing_edit",
    "coverage_after",
    "coverage_fact",
    "covered",
    "gap_place",
    "gap_words",
    "gaps",
    "logged",
    "older_open",
    "open_weeks",
    "own_words",
    "places",
    "resting_in",
    "said",
    "said_closed",
    "said_open",
    "span_of",
    "unclosed_weeks",
]
