"""Money in one line: what arrived, for which time. The rest folds out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Edit
from leverage_tui.domain.edits.money import usual_period
from leverage_tui.domain.model import AMOUNTS, Money
from leverage_tui.domain.quantities.dates import Period
from leverage_tui.tui.screens.fields import ChoiceField, Line, TextField
from leverage_tui.tui.screens.form import Form
from leverage_tui.tui.screens.money_reading import LABELS, MoneyRead, read_money, remembered_share
from leverage_tui.tui.screens.period import type_period
from leverage_tui.tui.screens.picklist import Option
from leverage_tui.tui.screens.reading import Decimal, Reading, type_amount


class MoneyForm(Form[Edit | None]):
    """An entry of money for a stream, a new one or `entry` as it should be; returns the edit, None when left. The book
    has a stream."""

    first = "gross"

    def __init__(
        self, book: Book, today: date, stream: str, decimal: Decimal = None, entry: Money | None = None
    ) -> None:
        super().__init__()
        self._book, self._today, self._decimal, self._entry = book, today, decimal, entry
        self._stream = stream if stream in book.streams else next(iter(book.streams))
        self._currency_touched = entry is not None

    def heading(self) -> str:
        """What the dialog is for."""
        return "Money" if self._entry is None else "Change money"

    def folded(self) -> str:
        """What stands under the fold."""
        return "refunds, fees, costs, units sold, currency, note"

    def lines(self) -> Iterable[Line]:
        """Stream, gross and period; the platform's share where there was one; the rest under the fold."""
        streams = [Option(stream.id, stream.name) for stream in self._book.streams.values()]
        entry = self._entry
        typed = _typed(entry) if entry else {}
        period = Period(entry.date, entry.until) if entry else usual_period(self._book, self._stream, self._today)
        yield Line("Stream", ChoiceField("stream", streams, self._stream))
        yield Line(
            LABELS["gross"],
            TextField("gross", typed.get("gross", ""), width=14),
            TextField("period", type_period(period), width=17),
            between="for",
        )
        yield Line(LABELS["platform_fees"], TextField("platform_fees", typed.get("platform_fees", ""), width=14))
        for name in AMOUNTS:
            if name not in ("gross", "platform_fees"):
                yield Line(LABELS[name], TextField(name, typed.get(name, ""), width=14), folded=True)
        yield Line("Units sold", TextField("units", typed.get("units", ""), width=14), folded=True)
        currency = entry.currency if entry else self._book.streams[self._stream].currency
        yield Line("Currency", TextField("currency", currency, width=8), folded=True)
        yield Line("Note", TextField("note", entry.note if entry else "", width=32), folded=True)

    def unneeded(self, typed: Mapping[str, str]) -> frozenset[str]:
        """Platform fees are asked for where there were some, or when the rest is unfolded."""
        known = remembered_share(self._book, typed["stream"]) is not None or typed["platform_fees"].strip()
        return frozenset() if known or self.is_unfolded else frozenset({"platform_fees"})

    def read(self, typed: Mapping[str, str]) -> Reading[Edit | None]:
        """The fields, and the edit they make."""
        return self._read(typed).reading

    def _read(self, typed: Mapping[str, str]) -> MoneyRead:
        return read_money(
            self._book, self._today, typed, self._decimal,
            currency_touched=self._currency_touched, entry=self._entry,
        )  # fmt: skip

    def changed(self, key: str) -> None:
        """Another stream brings its own usual period and currency, where nobody typed another."""
        if key == "currency":
            self._currency_touched = not self.untouched("currency")
        if key == "stream":
            stream = self.field("stream").value
            if self.untouched("period"):
                self.put("period", type_period(usual_period(self._book, stream, self._today)))
            if not self._currency_touched:
                self.put("currency", self._book.streams[stream].currency)

    def reread(self) -> Reading[Edit | None]:
        """The proposed fees stand dimmed in their field until they are taken."""
        reading = super().reread()
        fees = self.field("platform_fees")
        if isinstance(fees, TextField):
            read = self._read(self.typed())
            fees.placeholder = "" if read.proposal is None else type_amount(read.proposal, read.currency)
        return reading

    def action_forward(self) -> None:
        """Enter on the empty fees takes what is proposed; anywhere else it goes on."""
        fees = self.field("platform_fees")
        read = self._read(self.typed())
        if self.focused is fees and read.proposal is not None and isinstance(fees, TextField):
            fees.value = type_amount(read.proposal, read.currency)
            fees.cursor_position = len(fees.value)
            return
        super().action_forward()


def _typed(entry: Money) -> dict[str, str]:
    """The amounts and the units of an entry as a person would type them."""
    found = {name: type_amount(getattr(entry.amounts, name), entry.currency) for name in AMOUNTS}
    return {**found, "units": "" if entry.units is None else str(entry.units)}
