"""Documents in words, for the sentences about what somebody else changed."""

from __future__ import annotations

from datetime import UTC, datetime

from leverage_tui.domain.book import Book
from leverage_tui.domain.model import Closed, Document, Hours, Money, Rate, Setting, Standing, Stream, Timer
from leverage_tui.domain.quantities.dates import Period, format_day, format_period
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.quantities.money import format_money
from leverage_tui.domain.quantities.names import day_and_month
from leverage_tui.store.stamp import OLDEST, parts

_AMOUNTS = ("baseline_rate", "living_expenses_per_month")
"""Settings that are amounts, in minor units of the book's currency."""


def named(book: Book, document: Document) -> str:
    """Which document it is."""
    match document:
        case Hours():
            work = " ".join(filter(None, (document.work.value, document.who)))
            return f"{_stream(book, document.stream)}, {work}, {format_day(document.date)}"
        case Money():
            period = format_period(Period(document.date, document.until))
            return f"{_stream(book, document.stream)}, money for {period}"
        case Standing():
            return f"{_stream(book, document.stream)}, standing entry {document.name}"
        case Closed():
            return f"{_stream(book, document.stream)}, week of {format_day(document.week)}"
        case Stream():
            return f"the stream {document.name}"
        case Setting():
            return f"the setting {document.key}"
        case Rate():
            return f"the rate of {document.currency} on {format_day(document.date)}"
        case Timer():
            return "the timer"
        case _:
            return f"an entry in {document.table}"


def said(book: Book, document: Document | None) -> str:
    """What the document says, as far as one word or two can: "deleted", "2:30", "€ 1,200.00 net". Amounts without a
    currency of their own are in that of `book`."""
    match document:
        case None:
            return "deleted"
        case Hours():
            return format_hours(document.minutes) + (" with a note" if document.note else "")
        case Money():
            return f"{format_money(document.amounts.net, document.currency)} net"
        case Setting():
            return _value(book, document)
        case Rate():
            return document.rate
        case Closed():
            return "closed"
        case _:
            return "changed"


def overruled(book: Book, theirs: Document | None, ours: Document | None) -> str:
    """That our change of a document stands over one that came in meanwhile."""
    document = ours or theirs
    assert document is not None
    return (
        f"{named(book, document)}: another program made it {said(book, theirs)} meanwhile, "
        f"what you did ({said(book, ours)}) is later and stands"
    )


def left_alone(book: Book, now: Document | None, expected: Document | None) -> str:
    """That undo or redo did not touch a document that is not what it left."""
    document = now or expected
    assert document is not None
    return f"{named(book, document)}: it is {said(book, now)} by now and was left alone"


def dated_ahead(file: str, at: str) -> str:
    """That the latest stamp in a file is of a day that is yet to come."""
    when = moment(at)
    day = f"{day_and_month(when)} {when.year}" if when else "a day"
    return (
        f"{file} holds changes dated {day}, which is yet to come: they count, and what is changed from now on is "
        "later still. Check the clocks of your machines."
    )


def moment(at: str) -> datetime | None:
    """When a stamp was given, by the clock of the machine that gave it, in UTC; None where it does not say."""
    found = parts(at)
    if found is None or at == OLDEST:
        return None
    try:
        return datetime.fromtimestamp(found.milliseconds / 1000, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def _value(book: Book, setting: Setting) -> str:
    if setting.value is None:
        return "none"
    if setting.key in _AMOUNTS and type(setting.value) is int:
        return format_money(setting.value, book.settings.base_currency)
    return str(setting.value)


def _stream(book: Book, stream: str) -> str:
    found = book.streams.get(stream)
    return found.name if found else stream
