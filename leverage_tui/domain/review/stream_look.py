"""One stream as the sections about it see it: its figures, its past, and how its numbers are written."""

from __future__ import annotations

from dataclasses import dataclass

from leverage_tui.domain.book import Book
from leverage_tui.domain.metrics import Figures, Memory, StreamFigures
from leverage_tui.domain.metrics.past import StreamPast
from leverage_tui.domain.metrics.rows import Row, total
from leverage_tui.domain.model import Stream
from leverage_tui.domain.quantities.money import format_money
from leverage_tui.domain.review import wording

ABOUT = "≈"
NO_RATE = "needs baseline rate: say what you would charge for an hour, lev set baseline_rate RATE"
SPENT = (
    "refunds", "platform_fees", "processing_fees", "people_cost", "variable_costs", "fixed_costs",
)  # fmt: skip
"""What is taken from gross, by its name in METRICS.md, in the order in which it is taken."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of one stream, and its words. Amounts are in the base currency."""

    book: Book
    figures: Figures
    past: StreamPast
    found: StreamFigures

    @property
    def stream(self) -> Stream:
        """The stream."""
        return self.past.stream

    @property
    def currency(self) -> str:
        """The base currency."""
        return self.figures.base_currency

    @property
    def rate(self) -> float | None:
        """The baseline rate."""
        return self.figures.baseline_rate

    @property
    def expected(self) -> Row:
        """What of the window's amounts is expected, not entered, exact."""
        weeks, first = self.past.expectation.weeks, self.figures.window[0]
        return total(row for week, row in weeks.items() if week >= first)

    @property
    def about(self) -> str:
        """What stands before a figure that holds expected income of the window."""
        return ABOUT if any(self.expected) else ""

    @property
    def about_ever(self) -> str:
        """The same for a figure of all history."""
        return ABOUT if any(map(any, self.past.expectation.weeks.values())) else ""

    @property
    def about_book(self) -> str:
        """The same for a figure that other streams are part of."""
        return ABOUT if self.about or any(each.expected_net for each in self.figures.streams.values()) else ""

    def money(self, major: float | None) -> str:
        """An amount, rounded down."""
        return wording.amount(major, self.currency)

    def owed(self, major: float) -> str:
        """An amount, rounded up."""
        return wording.owed(major, self.currency)

    def per_hour(self, major: float | None) -> str:
        """A rate, rounded down."""
        return wording.per_hour(major, self.currency)

    @property
    def yours(self) -> str:
        """The baseline rate, a dash without one."""
        return self.money(self.rate)

    def minor(self) -> dict[str, int]:
        """Gross and all that is taken from it, in minor units that add up to what is shown of net; by the names
        of METRICS.md, all as they count: what is taken is negative."""
        found = self.found
        signed = {"gross": found.gross} | {name: -getattr(found, name) for name in SPENT}
        parts = {name: wording.in_minor(value, self.currency) for name, value in signed.items()}
        return wording.apportion(parts, wording.minor_units(found.net, self.currency))

    @property
    def revenue(self) -> str:
        """Gross less refunds, as shown."""
        minor = self.minor()
        return f"{self.shown(minor['gross'] + minor['refunds'])} of revenue"

    def net_arithmetic(self) -> str:
        """Net from its parts, all as shown: ``$22,100 gross - $260 fixed costs = $21,840``."""
        minor = self.minor()
        names = [name for name in SPENT if minor[name]]
        taken = "".join(f" - {self.shown(-minor[name])} {name.replace('_', ' ')}" for name in names)
        return f"{self.shown(minor['gross'])} gross{taken} = {self.shown(sum(minor.values()))} kept"

    def shown(self, minor: int) -> str:
        """Minor units as an amount."""
        return format_money(minor, self.currency)

    def expected_sentences(self) -> tuple[str, ...]:
        """That a part of the window's income is expected, and how much; nothing where none is."""
        until = self.past.expectation.income_until
        if not self.about or until is None:
            return ()
        part = wording.amount(self.found.expected_net, self.currency)
        return (
            f"{ABOUT}{part} of what is kept is expected, not entered: income is entered to {wording.day(until)}",
        )


def look_at(book: Book, figures: Figures, stream_id: str, memory: Memory | None = None) -> Look:
    """The stream with that id. Raises KeyError where there is none."""
    pasts = (memory or Memory()).pasts(book, figures.as_of)
    past = {past.stream.id: past for past in pasts}[stream_id]
    return Look(book, figures, past, figures.streams[stream_id])
