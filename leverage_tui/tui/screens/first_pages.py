"""The pages of the guided start. Each hands on everything typed, whichever way it is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from leverage_tui.domain.quantities.dates import format_period
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.quantities.texts import read_name
from leverage_tui.tui.screens.fields import ChoiceField, Line, TextField
from leverage_tui.tui.screens.first_book import MOST_A_WEEK, MOST_STREAMS, month_before, named_streams, spread
from leverage_tui.tui.screens.form import Form
from leverage_tui.tui.screens.frame import Key
from leverage_tui.tui.screens.prompt import says_rate
from leverage_tui.tui.screens.reading import (
    Decimal,
    Gather,
    Reading,
    Typed,
    read_amount,
    read_currency,
    read_span_of,
    show_amount,
    show_currency,
    show_hours,
)
from leverage_tui.tui.screens.stream_form import YES_NO


@dataclass(frozen=True, slots=True)
class Turned:
    """A page was left: all that is typed so far, and whether it goes on or back."""

    typed: Typed
    forward: bool


class Page(Form[Turned]):
    """One page. Esc goes back, and loses nothing."""

    ACCEPT = "go on"
    DEFAULT_CSS = "Page { background: $background; }"

    def __init__(self, typed: Typed, today: date, decimal: Decimal) -> None:
        super().__init__()
        self._before, self._today, self._decimal = dict(typed), today, decimal

    def keys(self) -> Sequence[Key]:
        """The keys."""
        return [("Enter", "next"), ("F10", self.ACCEPT), ("Tab ↑↓", "fields"), ("Esc", "back")]

    def action_leave(self) -> None:
        """One step back."""
        self.dismiss(Turned({**self._before, **self.typed()}, False))

    def reading(self, gather: Gather, typed: Typed, summary: str = "") -> Reading[Turned]:
        """What is read, and that the page then goes on."""
        return Reading(gather.said, lambda: Turned({**self._before, **typed}, True), summary)

    def kept(self, key: str, otherwise: str = "") -> str:
        """What was typed for `key` before."""
        return self._before.get(key, otherwise)


class StreamsPage(Page):
    """The streams: names, and whether your hour is what is sold."""

    def heading(self) -> str:
        """The first of four."""
        return "1 of 4 · Your income streams"

    def words(self) -> str:
        """What is asked."""
        return (
            "Name what brings you money. Is your own hour what is sold? Then Space says yes. "
            "An empty name goes on."
        )  # fmt: skip

    def lines(self) -> Iterable[Line]:
        """A line for each stream; the next one comes when this one has a name."""
        for n in range(MOST_STREAMS):
            yield Line(
                f"Stream {n + 1}",
                TextField(f"name{n}", self.kept(f"name{n}"), width=22),
                ChoiceField(f"sold{n}", YES_NO, self.kept(f"sold{n}", "no")),
                between="sold?",
            )

    def unneeded(self, typed: Mapping[str, str]) -> frozenset[str]:
        """One empty line after the last name."""
        last = max(named_streams(typed), default=-1)
        return frozenset(f"name{n}" for n in range(last + 2, MOST_STREAMS))

    def read(self, typed: Mapping[str, str]) -> Reading[Turned]:
        """Names that differ."""
        gather, seen = Gather(typed), set[str]()
        for n in range(MOST_STREAMS):
            needed = "name at least one, or go back" if n == 0 and not named_streams(typed) else ""
            name = gather.take(f"name{n}", read_name, lambda name: "", needed=needed)
            if name and name.casefold() in seen:
                gather.stop(f"name{n}", "that name is there already: give this one another")
            seen.add((name or "").casefold())
        return self.reading(gather, typed)

    def action_forward(self) -> None:
        """Enter on an empty name goes on."""
        empty = isinstance(self.focused, TextField) and not self.focused.value.strip()
        if empty and named_streams(self.typed()):
            self.action_accept()
        else:
            super().action_forward()


class MoneyPage(Page):
    """What arrived last month."""

    def heading(self) -> str:
        """The second of four."""
        return f"2 of 4 · Last month, {format_period(month_before(self._today))}"

    def words(self) -> str:
        """What is asked."""
        return (
            "What arrived from each, after refunds and fees, roughly. Leave empty what you do not know: "
            "unknown is not zero."
        )

    def lines(self) -> Iterable[Line]:
        """A line for each stream, and the currency."""
        for n in named_streams(self._before):
            yield Line(self.kept(f"name{n}"), TextField(f"money{n}", self.kept(f"money{n}"), width=14))
        yield Line("Currency", TextField("currency", self.kept("currency"), width=8))

    def read(self, typed: Mapping[str, str]) -> Reading[Turned]:
        """Amounts in that currency."""
        gather = Gather(typed)
        currency = gather.take("currency", read_currency, show_currency, needed="which currency do you count in?")
        total = 0
        for n in named_streams(self._before):
            read, show = read_amount(currency or "USD", self._decimal), show_amount(currency or "USD")
            total += gather.take(f"money{n}", read, show, hint="empty: unknown") or 0
        together = f"Together {show_amount(currency)(total)}." if currency and total else ""
        return self.reading(gather, typed, together)


class HoursPage(Page):
    """A usual week's hours."""

    def heading(self) -> str:
        """The third of four."""
        return "3 of 4 · A usual week"

    def words(self) -> str:
        """What is asked, and what becomes of it."""
        return (
            "Your own hours in each, roughly, such as 12 or 2:30. They stand in last week, Monday to Friday, "
            "noted as an estimate. Empty is unknown."
        )  # fmt: skip

    def lines(self) -> Iterable[Line]:
        """A line for each stream."""
        for n in named_streams(self._before):
            yield Line(self.kept(f"name{n}"), TextField(f"hours{n}", self.kept(f"hours{n}"), width=14))

    def read(self, typed: Mapping[str, str]) -> Reading[Turned]:
        """Hours that fit into five days."""
        gather, longest_day, total = Gather(typed), 0, 0
        for n in named_streams(self._before):
            week = gather.take(f"hours{n}", read_span_of(MOST_A_WEEK), show_hours, hint="empty: unknown") or 0
            longest_day, total = longest_day + max(spread(week)), total + week
            if longest_day > MOST_A_WEEK // 5 and not gather.said[f"hours{n}"].stops:
                gather.stop(f"hours{n}", "together that is more than five days of 24 hours")
        return self.reading(gather, typed, f"Together {format_hours(total)} h a week." if total else "")


class RatePage(Page):
    """What would you charge for an hour?"""

    ACCEPT = "begin"

    def heading(self) -> str:
        """The last of four."""
        return "4 of 4 · What would you charge for an hour?"

    def words(self) -> str:
        """What it is for."""
        return (
            "This baseline rate is what an hour of yours earns when it is simply sold. What you keep beyond it is "
            "leverage. You can change it at any time."
        )  # fmt: skip

    def lines(self) -> Iterable[Line]:
        """The one field."""
        yield Line("An hour", TextField("rate", self.kept("rate"), width=14))

    def read(self, typed: Mapping[str, str]) -> Reading[Turned]:
        """A rate, or none."""
        gather = Gather(typed)
        gather.said["rate"] = says_rate(self.kept("currency", "USD"), self._decimal)(typed["rate"])
        begins = "Enter begins: the gauge then shows a first estimate. One undo takes all of it back."
        return self.reading(gather, typed, begins)


PAGES: tuple[type[Page], ...] = (StreamsPage, MoneyPage, HoursPage, RatePage)
