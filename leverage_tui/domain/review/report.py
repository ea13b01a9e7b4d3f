"""The review of a week, a month or a year: what it held against the time before, and what of it is not known."""

from __future__ import annotations

from datetime import date

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import DAY
from leverage_tui.domain.metrics.book_figures import figures
from leverage_tui.domain.metrics.memory import Memory
from leverage_tui.domain.quantities.dates import Period
from leverage_tui.domain.review.facts import Fact, Section
from leverage_tui.domain.review.report_assets import assets
from leverage_tui.domain.review.report_closed import closed
from leverage_tui.domain.review.report_gauge import gauge, parts_at
from leverage_tui.domain.review.report_sums import money, not_own_hours, own_hours
from leverage_tui.domain.review.reviewed import days_of_review, streams_on
from leverage_tui.domain.review.standpoint import baseline_on, rate_of, standpoint
from leverage_tui.domain.text import clean
from leverage_tui.domain.unknowns import unknowns

_LONGEST = 300


def report(book: Book, period: Period, today: date, memory: Memory | None = None) -> tuple[Section, ...]:
    """The review of `period` as known `today`, up to which it counts; it must not begin later. With a `memory` old
    weeks are not summed again."""
    memory = memory or Memory()
    days = days_of_review(period, today)
    if not book.streams:
        return (Section(days.title, (), "there is no stream: lev stream add NAME begins"),)
    streams = streams_on(book, days, today, memory)
    eve, last = days.now.first - DAY, days.now.last
    began = standpoint(book, eve, memory, baseline_on(book, eve))
    ended = standpoint(book, last, memory, baseline_on(book, last) if last < today else ...)
    rate = rate_of(ended.settings, parts_at(ended))
    sections = (
        Section(days.title, (), f"against {days.against}"),
        own_hours(streams),
        not_own_hours(streams),
        money(streams, book.settings.base_currency),
        gauge(began, ended),
        assets(streams, book, days, rate),
        closed(streams, days),
        _unknown(book, last, memory),
    )
    return tuple(section for section in sections if section.facts or section.sentence)


def _unknown(book: Book, day: date, memory: Memory) -> Section:
    """What the figures of the last of the days do not know."""
    open_questions = unknowns(book, figures(book, day, memory), day, memory)
    facts = tuple(
        Fact("unknown", _weight(found.weight), clean(found.what, _LONGEST), (found.how,), "unsure")
        for found in open_questions
    )
    sentence = (
        "what could move the gauge most comes first, in shares of what you keep; lev check says how to answer"
    )
    return Section("What is not known", facts, sentence if facts else "")


def _weight(share: float | None) -> str:
    if share is None:
        return "no estimate"
    return f"{share:.0%}" if share >= 0.01 or not share else "under 1%"
