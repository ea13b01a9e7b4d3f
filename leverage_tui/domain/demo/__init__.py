"""Books to look at: a believable year of three income streams, and a longer history of eight.

The same day always gives the same documents, on every machine. Nothing in them is a real person's.
"""

from __future__ import annotations

from datetime import date

from leverage_tui.domain.demo.long import long_history
from leverage_tui.domain.demo.year import one_year
from leverage_tui.domain.model import Document

__all__ = ["demo_documents"]


def demo_documents(today: date, years: int = 1) -> tuple[Document, ...]:
    """The documents of the demo book as of `today`, whose own column is left empty for the user.

    One year: consulting, a care plan with an assistant, and a course. More: the same with five further streams,
    two currencies and, for ten years, about 20,000 documents. Raises ValueError for fewer than one year, and for
    more than lie between 1970 and `today`.
    """
    if years < 1:
        raise ValueError("the demo book covers at least one year")
    if today.year - years < 1972:
        raise ValueError(f"{years} years before {today.year} is too early for the demo book")
    return one_year(today) if years == 1 else long_history(today, years)
