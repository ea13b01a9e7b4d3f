"""The questions of the weekly close, line by line at a terminal. Nothing is saved before the last one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from leverage_tui.cli.choosing import stream_name
from leverage_tui.cli.context import Context
from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import DAY, iso_label
from leverage_tui.domain.closing import (
    ASKED,
    Closing,
    Place,
    Question,
    covered,
    gap_place,
    gap_words,
    gaps,
    logged,
    own_words,
    places,
    span_of,
)
from leverage_tui.domain.quantities.dates import Period, format_period
from leverage_tui.domain.quantities.errors import Unreadable

T = TypeVar("T")
_YES = ("", "y", "yes")
_NO = ("n", "no", "o", "not yet")
_WHOLE = "yes closes it: what is not logged then counts as zero; no leaves it open, and what you typed is kept"
_TOP = "yes adds it beside what is there, and both count; no leaves it out"
_GAP = "the hours you worked that day, such as 1h30 or 90m; empty is nothing"


def ask_all(context: Context, book: Book, week: date, streams: Sequence[str]) -> Closing:
    """Ask about each of the open `streams`, the gaps of the week first. Only those that are live or being built are
    asked about; the others are closed along with them. Raises KeyboardInterrupt where the answers end."""
    asked = [stream for stream in streams if book.streams[stream].status in ASKED]
    span = span_of(week, context.today)
    context.output.say(
        f"{iso_label(week)}, {format_period(Period(week, week + 6 * DAY))}: was that the whole week?"
    )
    context.output.say("Empty is nothing, ? explains, ctrl-c leaves everything as it was.")
    answers = [*_gaps(context, book, week, asked)]
    closed = []
    for stream in asked:
        there = logged(book, stream, span)
        words = own_words(there, context.config.hours) or "nothing of yours"
        context.output.say(f"{stream_name(book, stream)}, so far: {words}")
        for place in places(book, stream, span):
            assert place.question is not None
            shown = there.shown(place.question, place.currency, context.config.hours)
            amount = _ask_amount(context, book, place, f"  {place.question}?{f' ({shown})' if shown else ''} ")
            answers += [(place, amount)] if amount else []
        if _ask_yes(context, "  the whole week? (Y/n) ", _WHOLE):
            closed.append(stream)
    resting = tuple(stream for stream in streams if stream not in asked) if closed or not asked else ()
    return Closing(week, closed=tuple(closed), resting=resting, answers=tuple(answers))


def _gaps(context: Context, book: Book, week: date, asked: Sequence[str]) -> list[tuple[Place, int]]:
    answers = []
    for gap in gaps(book, week, context.today):
        if gap.row.stream in asked:
            words = f"{stream_name(book, gap.row.stream)}: {gap_words(gap, context.config.hours)}. {gap.row.work}? "
            minutes = _ask_amount(context, book, gap_place(book, gap), words)
            answers += [(gap_place(book, gap), minutes)] if minutes else []
    return answers


def _ask_amount(context: Context, book: Book, place: Place, prompt: str) -> int:
    """Minutes or minor units; 0 for none. Money on top of money that is there is asked about once more."""
    help_words = _GAP if place.question is None else f"{place.question.about}; empty is nothing"
    amount = _ask(context, prompt, help_words, lambda text: place.read(text, context.decimal)) or 0
    there = covered(book, place.stream, place.span) if place.question is Question.MONEY and amount else ""
    if there and not _ask_yes(context, f"  {there} is there already. On top of it? (Y/n) ", _TOP):
        return 0
    return amount


def _ask_yes(context: Context, prompt: str, explanation: str) -> bool:
    def read(text: str) -> bool:
        word = text.strip().lower()
        if word not in _YES + _NO:
            raise Unreadable("yes or no?")
        return word in _YES

    return _ask(context, prompt, explanation, read)


def _ask(context: Context, prompt: str, explanation: str, read: Callable[[str], T]) -> T:
    """Ask until the answer can be read. Raises KeyboardInterrupt at the end of the input."""
    while True:
        context.output.ask(prompt)
        text = sys.stdin.readline()
        if not text:
            context.output.say("")
            raise KeyboardInterrupt
        if text.strip() == "?":
            context.output.say(f"  {explanation}")
            continue
        try:
            return read(text)
        except Unreadable as error:
            context.output.say(f"  {error}")
