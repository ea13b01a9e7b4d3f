"""The first answers, read: streams, last month's money, a usual week, a rate; all of it one edit."""

from __future__ import annotations

from datetime import date

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import DAY, WEEK, days_of, monday
from leverage_tui.domain.edits.check import checked
from leverage_tui.domain.edits.core import Edit, edit
from leverage_tui.domain.edits.hours import set_cell, set_note
from leverage_tui.domain.edits.money import add_money
from leverage_tui.domain.edits.settings import set_setting
from leverage_tui.domain.edits.streams import add_stream
from leverage_tui.domain.model import Amounts, Stream
from leverage_tui.domain.quantities.dates import Period
from leverage_tui.domain.quantities.texts import read_name
from leverage_tui.domain.timesheet import usual_row
from leverage_tui.domain.waiting import ESTIMATE
from leverage_tui.tui.screens.reading import Decimal, Typed, read_amount, read_currency, read_span_of

MOST_STREAMS = 12
WORKDAYS = 5
MOST_A_WEEK = WORKDAYS * 24 * 60
A_USUAL_WEEK = f"{ESTIMATE}: a usual week"


def named_streams(typed: Typed) -> tuple[int, ...]:
    """The numbers of the streams that have a name."""
    return tuple(n for n in range(MOST_STREAMS) if typed.get(f"name{n}", "").strip())


def month_before(today: date) -> Period:
    """The calendar month before today's."""
    last = today.replace(day=1) - DAY
    return Period(last.replace(day=1), last)


def spread(minutes: int) -> tuple[int, ...]:
    """A week's minutes over five days, as evenly as whole minutes allow."""
    each, left = divmod(minutes, WORKDAYS)
    return tuple(each + (day < left) for day in range(WORKDAYS))


class _Working:
    """A book that edits are tried on one after another, to become one edit of the book it began with."""

    def __init__(self, book: Book) -> None:
        self.before = self.book = book
        self.keys: dict[tuple[str, int], None] = {}

    def do(self, made: Edit) -> Edit:
        self.book = checked(self.book, made)
        self.keys |= {change.key: None for change in made.changes}
        return made

    def whole(self, sentence: str) -> Edit:
        return edit(sentence, [(self.before.get(*key), self.book.get(*key)) for key in self.keys])


def first_edit(book: Book, today: date, typed: Typed, decimal: Decimal = None) -> Edit:
    """One edit of everything that was answered; what was left empty stays unknown.

    The usual week becomes hours on Monday to Friday of last week, noted as an estimate. Raises Unreadable and
    EditRefused only for answers that the pages would not have let through.
    """
    working = _Working(book)
    currency = read_currency(typed.get("currency") or book.settings.base_currency)
    if currency != book.settings.base_currency:
        working.do(set_setting(working.book, "base_currency", currency))
    if typed.get("rate", "").strip():
        rate = read_amount(currency, decimal)(typed["rate"])
        working.do(set_setting(working.book, "baseline_rate", rate))
    numbers = named_streams(typed)
    for number in numbers:
        sold = typed.get(f"sold{number}") == "yes"
        name = read_name(typed[f"name{number}"])
        made = working.do(add_stream(working.book, name, time_sold=sold, currency=currency))
        stream = next(change.after.id for change in made.changes if isinstance(change.after, Stream))
        money, week = typed.get(f"money{number}", ""), typed.get(f"hours{number}", "")
        if money.strip():
            gross = Amounts(gross=read_amount(currency, decimal)(money))
            working.do(add_money(working.book, stream, month_before(today), gross, note=f"{ESTIMATE}: last month"))
        if week.strip():
            _enter_week(working, stream, monday(today) - WEEK, read_span_of(MOST_A_WEEK)(week))
    count = f"{len(numbers)} stream{'s' * (len(numbers) != 1)}"
    return working.whole(f"begun with {count}: a first estimate, from rough answers")


def _enter_week(working: _Working, stream: str, week: date, minutes: int) -> None:
    row = usual_row(working.book, working.book.streams[stream])
    for day, part in zip(days_of(week, WORKDAYS), spread(minutes), strict=True):
        if part:
            working.do(set_cell(working.book, row, day, part))
            working.do(set_note(working.book, row, day, A_USUAL_WEEK))
