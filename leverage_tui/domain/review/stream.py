"""Everything there is to say about one stream: kind and degree, what an hour brings, whose hours and what money go
into it, whether its building is earned back, and what is not known."""

from __future__ import annotations

from datetime import date

from leverage_tui.domain.book import Book
from leverage_tui.domain.metrics import Figures, Memory
from leverage_tui.domain.review.facts import Section
from leverage_tui.domain.review.stream_building import building
from leverage_tui.domain.review.stream_degree import kind_and_degree, sources
from leverage_tui.domain.review.stream_doubts import guards, honesty, not_known, retire_warning
from leverage_tui.domain.review.stream_hours import people, your_hours
from leverage_tui.domain.review.stream_look import look_at
from leverage_tui.domain.review.stream_money import money
from leverage_tui.domain.review.stream_plots import stream_plots
from leverage_tui.domain.review.stream_rate import rates
from leverage_tui.domain.review.stream_time import away, income_and_hours, time

__all__ = ["guards", "retire_warning", "stream_plots", "stream_review"]


def stream_review(
    book: Book, figures: Figures, stream_id: str, today: date, memory: Memory | None = None
) -> tuple[Section, ...]:
    """All sections about a stream of `book`, whose `figures` are those of `today`; those that cannot apply are left
    out. With the `memory` that the figures were made with, nothing is summed again. Raises KeyError for an unknown
    stream."""
    memory = memory or Memory()
    look = look_at(book, figures, stream_id, memory)
    found = (
        kind_and_degree(look), rates(look), sources(look), your_hours(look), people(look), money(look),
        building(look), time(look), income_and_hours(look), away(look), not_known(look, today, memory), honesty(look),
    )  # fmt: skip
    return tuple(section for section in found if section is not None)
