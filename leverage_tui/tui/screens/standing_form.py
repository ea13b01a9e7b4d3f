"""What goes on without being logged: a new standing entry, or another price or pay from a day on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import DAY
from leverage_tui.domain.edits.check import checked
from leverage_tui.domain.edits.core import Edit
from leverage_tui.domain.edits.standing import MOST_MINUTES, add_standing, change_from
from leverage_tui.domain.model import AMOUNTS, Amounts, Per, Standing
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.quantities.money import parse_money
from leverage_tui.domain.quantities.texts import read_name, read_note
from leverage_tui.domain.standing import amounts_in_words, is_over, life_in_words, short_day
from leverage_tui.domain.text import clean
from leverage_tui.tui.screens.fields import ChoiceField, Line, ListField, TextField
from leverage_tui.tui.screens.form import Form
from leverage_tui.tui.screens.picklist import Option
from leverage_tui.tui.screens.reading import (
    HOURS_A_WEEK,
    Decimal,
    Gather,
    Reading,
    Said,
    Typed,
    read_amount,
    read_currency,
    read_day_of,
    read_span_of,
    read_whole,
    show_amount,
    show_currency,
    show_day,
    show_hours,
    type_amount,
)
from leverage_tui.tui.screens.standing_kinds import (
    AMOUNT_FIELDS,
    KINDS,
    amount_of,
    fields_needed,
    kind_named,
)

_MOST_UNITS = 10**9
_LABELS = {
    "cost": "Pay", "gross": "What comes in", "platform_fees": "Platform keeps", "fixed_costs": "What it costs",
    "capital": "Invested", "refunds": "Refunds", "processing_fees": "Processing fees",
    "variable_costs": "Variable costs",
}  # fmt: skip
_FOLDED = ("refunds", "processing_fees", "variable_costs")
_HINTS = {
    "cost": "empty: pay unknown", "gross": "what customers pay", "platform_fees": "what the platform keeps",
    "fixed_costs": "a tool's bill", "capital": "a stock, not per period", "refunds": "given back to customers",
    "processing_fees": "cards, transfers", "variable_costs": "grows with what is sold",
}  # fmt: skip
_EVERY = [Option(per.value, per.value) for per in Per]
_WEEKS = {Per.WEEK: 1, Per.MONTH: 5, Per.YEAR: 53}


class StandingForm(Form[Edit | None]):
    """A standing entry; returns the edit that adds it, or that changes `standing` from a day on, None when left.

    The book has a stream.
    """

    def __init__(
        self, book: Book, today: date, stream: str, standing: Standing | None = None, decimal: Decimal = None
    ) -> None:
        super().__init__()
        self._book, self._today, self._standing, self._decimal = book, today, standing, decimal
        self._stream = stream if stream in book.streams else next(iter(book.streams))
        self._usual = standing.currency if standing else book.streams[self._stream].currency
        self._currency_touched = False
        self.first = "kind" if standing is None else "begins"

    def heading(self) -> str:
        """What is added or changed, and in which stream."""
        name = self._book.streams[self._stream].name
        return f"What goes on · {name}" if self._standing is None else f"{self._standing.name} · {name}"

    def words(self) -> str:
        """When changing, what there is now."""
        if self._standing is None:
            return ""
        words = f"{amounts_in_words(self._standing)}, {life_in_words(self._book, self._standing, self._today)}"
        return f"Now {words}. The past stays as it was."

    def folded(self) -> str:
        """What stands under the fold."""
        return "last day, currency, note, what else is taken off"

    def lines(self) -> Iterable[Line]:
        """The kind, its name and its amounts of one period; when it ends and the like under the fold."""
        shown = self._standing
        kinds = [Option(value, value, kind.about) for value, kind in KINDS.items()]
        per = shown.per if shown else KINDS[kind_named(shown)].per
        begins = TextField("begins", self._first_day().isoformat(), width=14)
        if shown is None:
            yield Line("Kind", ListField("kind", kinds, kind_named(shown)))
        else:
            yield Line("From", begins)
        yield Line("Name", TextField("name", shown.name if shown else "", width=32))
        yield Line("For each", ChoiceField("per", _EVERY, per.value))
        minutes = "" if shown is None or shown.minutes is None else format_hours(shown.minutes)
        yield Line("Hours", TextField("minutes", minutes, width=14))
        for field in _LABELS:
            if field not in _FOLDED:
                yield self._amount_line(field)
        if shown is None:
            yield Line("From", begins)
        for field in _FOLDED:
            yield self._amount_line(field)
        units = "" if shown is None or shown.units is None else str(shown.units)
        yield Line("Units sold", TextField("units", units, width=14), folded=True)
        ends = shown.ends.isoformat() if shown and shown.ends else ""
        yield Line("Last day", TextField("ends", ends, width=14), folded=True)
        yield Line("Currency", TextField("currency", self._usual, width=8), folded=True)
        yield Line("Note", TextField("note", shown.note if shown else "", width=32), folded=True)

    def _amount_line(self, field: str) -> Line:
        shown = self._standing
        typed = type_amount(amount_of(shown, field), shown.currency) if shown else ""
        return Line(_LABELS[field], TextField(field, typed, width=14), folded=field in _FOLDED)

    def _first_day(self) -> date:
        """The day that a change is likely from: today, while the entry goes on."""
        shown = self._standing
        if shown is None or shown.begins > self._today:
            return shown.begins if shown else self._today
        return shown.begins if shown.ends and shown.ends < self._today else self._today

    def _kind(self, typed: Typed) -> str:
        return typed.get("kind", kind_named(self._standing))

    def unneeded(self, typed: Mapping[str, str]) -> frozenset[str]:
        """What makes no sense for the chosen kind."""
        every = {*AMOUNT_FIELDS, "minutes", "units"}
        return frozenset(every - fields_needed(self._kind(typed), self._standing))

    def changed(self, key: str) -> None:
        """Another kind is counted for another period, where nobody chose one."""
        if key == "currency":
            self._currency_touched = not self.untouched("currency")
        if key == "kind" and self.untouched("per"):
            self.put("per", KINDS[self.field("kind").value].per.value)

    def read(self, typed: Mapping[str, str]) -> Reading[Edit | None]:
        """The fields, and the edit they make."""
        hidden = self.unneeded(typed)
        gather = Gather({key: "" if key in hidden else text for key, text in typed.items()})
        begins = self._read_first_day(gather)
        fields = self._read_fields(gather)
        shown = _shown(self._stream, begins or self._today, fields)
        summary = "" if any(said.stops for said in gather.said.values()) else self._summary(shown)

        def make() -> Edit:
            assert begins is not None
            said = {key: value for key, value in fields.items() if key != "name"}
            if self._standing is None:
                made = add_standing(self._book, self._stream, str(fields["name"]), begins=begins, **said)
            else:
                made = change_from(self._book, self._standing, begins, name=fields["name"], **said)
            checked(self._book, made)
            return made

        return Reading(gather.said, make, summary, self._namesake(shown))

    def _read_fields(self, gather: Gather) -> dict[str, Any]:
        kind, per = KINDS[self._kind(gather.typed)], Per(gather.typed["per"])
        source = kind.source if self._standing is None else self._standing.source
        name = gather.take("name", read_name, lambda name: "", needed=kind.called)
        minutes = gather.take("minutes", read_span_of(MOST_MINUTES), show_hours, hint="hours that are not yours")
        if minutes and minutes > HOURS_A_WEEK * _WEEKS[per]:
            gather.add("minutes", f"more than one {per.value} has")
        currency = self._read_currency(gather)
        read, show = read_amount(currency, self._decimal), show_amount(currency)
        found = {field: gather.take(field, read, show, hint=_HINTS[field]) for field in AMOUNT_FIELDS}
        gather.said["per"] = Said("counts evenly, day by day")
        units = gather.take("units", read_whole(_MOST_UNITS, "units"), lambda count: f"{count:,} sold")
        silent = all(value is None for value in (minutes, units, *found.values()))
        if silent and not gather.said[kind.main].stops:
            gather.said[kind.main] = Said(kind.asks, "missing")
        return {
            "name": name, "source": source, "per": per, "minutes": minutes, "cost": found["cost"],
            "capital": found["capital"], "amounts": Amounts(**{field: found[field] for field in AMOUNTS}),
            "units": units, "currency": currency, "ends": self._read_last_day(gather),
            "note": gather.take("note", read_note, lambda note: "") or "",
        }  # fmt: skip

    def _read_first_day(self, gather: Gather) -> date | None:
        before = self._standing
        day = gather.take("begins", read_day_of(self._today), show_day, needed="from which day on?")
        if day is None or before is None:
            return day
        if day < before.begins:
            gather.stop("begins", f"it begins on {show_day(before.begins)}: a change counts from then on")
        elif day == before.begins:
            gather.add("begins", "its first day: a correction of all of it")
        elif before.ends and before.ends < day:
            gather.stop("begins", f"it ended on {show_day(before.ends)}: add what goes on after that")
        else:
            gather.add("begins", f"until {short_day(day - DAY, self._today)} as it was")
        return day

    def _read_last_day(self, gather: Gather) -> date | None:
        return gather.take("ends", read_day_of(self._today), show_day, hint="empty: it goes on")

    def _read_currency(self, gather: Gather) -> str:
        """The currency in its field if the user chose it there, else the one that an amount names."""
        chosen = gather.take("currency", read_currency, show_currency, hint=f"empty: {self._usual}") or self._usual
        currency = chosen if self._currency_touched else _named(gather.typed, chosen, self._decimal)
        if currency != chosen:
            gather.said["currency"] = Said(f"{currency}, as typed with the amount", "read")
        return currency

    def _summary(self, shown: Standing) -> str:
        base = self._book.settings.base_currency
        rate = shown.currency == base or shown.currency in self._book.rates
        tail = "" if rate else f" Counts once a rate from {shown.currency} to {base} is known."
        return f"{shown.name}: {amounts_in_words(shown)} {_life(shown, self._today)}.{tail}"

    def _namesake(self, shown: Standing) -> str:
        """What should be known before the same is added twice."""
        for entry in self._book.ledger(self._stream).standing if self._standing is None else ():
            same = clean(entry.name).casefold() == shown.name.casefold() and shown.name
            if same and not is_over(self._book, entry, shown.begins):
                life = life_in_words(self._book, entry, self._today)
                return f"{clean(entry.name)} goes on already: {amounts_in_words(entry)}, {life}. Both would count."
        return ""


def _named(typed: Typed, currency: str, decimal: Decimal) -> str:
    """The currency that the first amount which names one names, else `currency`."""
    for field in AMOUNT_FIELDS:
        try:
            found = parse_money(typed[field], currency, decimal).currency
        except Unreadable:
            continue
        if found is not None:
            return found
    return currency


def _shown(stream: str, begins: date, fields: dict[str, Any]) -> Standing:
    """The entry as read so far, to be put into words."""
    return Standing(doc_id=1, stream=stream, begins=begins, **{**fields, "name": fields["name"] or ""})


def _life(entry: Standing, today: date) -> str:
    last = f" to {short_day(entry.ends, today)}" if entry.ends else ""
    return f"from {short_day(entry.begins, today)}{last}"
