"""The money that was entered for a stream, and what to do with an entry."""

from __future__ import annotations

from collections.abc import Iterable

from leverage_tui.domain.book import Book
from leverage_tui.domain.model import AMOUNTS, Money
from leverage_tui.domain.quantities.dates import Period, format_period
from leverage_tui.domain.quantities.money import format_money
from leverage_tui.domain.text import clean
from leverage_tui.tui.screens.entry_list import EntryList
from leverage_tui.tui.screens.money_reading import LABELS
from leverage_tui.tui.screens.picklist import Option


class MoneyList(EntryList[Money]):
    """The money of a stream, the latest first."""

    def __init__(self, book: Book, stream: str, at: int = 0) -> None:
        """`at` is where the cursor stands at first."""
        found = book.ledger(stream).money
        super().__init__(sorted(found, key=lambda entry: (entry.until, entry.doc_id), reverse=True), at)
        self._name = book.streams[stream].name

    def heading(self) -> str:
        """How many there are, and of which stream."""
        count = len(self.entries)
        return f"Money · {self._name} · {count} {'entry' if count == 1 else 'entries'}"

    def nothing(self) -> str:
        """No money."""
        return "Nothing is entered here yet."

    def options(self) -> Iterable[Option]:
        """The period, what is left, and the note."""
        nets = [format_money(entry.amounts.net, entry.currency) for entry in self.entries.values()]
        widest = max(map(len, nets), default=0)
        for (number, entry), net in zip(self.entries.items(), nets, strict=True):
            period = format_period(Period(entry.date, entry.until))
            yield Option(number, period, f"{net.rjust(widest)} net{_note(entry)}")

    def about(self, entry: Money) -> str:
        """All of an entry."""
        return in_words(entry)

    def about_adding(self) -> str:
        """An entry beside the others."""
        return "One more entry, beside what is there."


def in_words(entry: Money) -> str:
    """All of an entry: ``What arrived $18.40 · Platform fees $9.20 · 2 sold · imported from stripe``."""
    amounts = [
        f"{LABELS[name]} {format_money(value, entry.currency)}"
        for name in AMOUNTS
        if (value := getattr(entry.amounts, name)) is not None
    ]
    sold = [] if entry.units is None else [f"{entry.units:,} sold"]
    source = [f"imported from {clean(entry.source)}"] if entry.source else []
    return " · ".join([*amounts, *sold, *source, *([entry.note] if entry.note else [])])


def _note(entry: Money) -> str:
    said = [words for words in (entry.note, "imported" if entry.source else "") if words]
    return f" · {' · '.join(said)}" if said else ""
