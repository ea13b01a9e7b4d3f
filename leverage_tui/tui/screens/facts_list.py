"""The facts that one cell sums, and the form for one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from leverage_tui.domain.edits.core import Edit
from leverage_tui.domain.edits.facts import facts_in, origin, written
from leverage_tui.domain.model import Hours, Work
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.hours import explain_hours, parse_hours
from leverage_tui.domain.quantities.money import format_money
from leverage_tui.domain.quantities.texts import read_note
from leverage_tui.domain.timesheet import Row, total
from leverage_tui.tui.screens.entry_list import EntryList
from leverage_tui.tui.screens.fields import Line, TextField
from leverage_tui.tui.screens.form import Form
from leverage_tui.tui.screens.picklist import Option
from leverage_tui.tui.screens.reading import Gather, Reading
from leverage_tui.tui.view import View


class FactsList(EntryList[Hours]):
    """The facts of a cell."""

    def __init__(self, view: View, row: Row, day: date, place: str, at: int = 0) -> None:
        """`place` names the cell; `at` is where the cursor stands at first."""
        super().__init__(facts_in(view.book, row, day), at)
        self._view, self._place = view, place
        self._currency = view.book.streams[row.stream].currency

    def heading(self) -> str:
        """What its facts add up to, and the cell."""
        if not self.entries:
            return self._place
        count = f"{len(self.entries)} {'fact' if len(self.entries) == 1 else 'facts'}"
        return f"{self._view.hours(total(self.entries.values()))} in {count} · {self._place}"

    def nothing(self) -> str:
        """No fact."""
        return "Nothing is logged here yet."

    def options(self) -> Iterable[Option]:
        """Hours, where they are from, and the note."""
        for number, fact in self.entries.items():
            about = _joined(origin(fact), _when(fact), fact.note)
            yield Option(number, self._view.hours(fact.minutes).rjust(6), about)

    def about(self, entry: Hours) -> str:
        """All of a fact."""
        hours = self._view.hours(entry.minutes)
        return _joined(hours, origin(entry), _when(entry), _whose(entry, self._currency), entry.note)

    def about_adding(self) -> str:
        """A fact beside the others."""
        return "One more fact, beside what is there."


class FactForm(Form[Edit]):
    """Hours and note of one fact. `make` is given the minutes and the note and makes the edit."""

    def __init__(self, title: str, place: str, make: Callable[[int, str], Edit], fact: Hours | None = None) -> None:
        super().__init__()
        self._title, self._place, self._make, self._fact = title, place, make, fact

    def heading(self) -> str:
        """The title given."""
        return self._title

    def words(self) -> str:
        """Which cell, and where the fact is from."""
        return self._place if self._fact is None else _joined(self._place, origin(self._fact), _when(self._fact))

    def lines(self) -> Iterable[Line]:
        """The hours and the note."""
        minutes = "" if self._fact is None else explain_hours(f"{self._fact.minutes}m")
        yield Line("Hours", TextField("minutes", minutes, width=14))
        yield Line("Note", TextField("note", "" if self._fact is None else self._fact.note))

    def read(self, typed: Mapping[str, str]) -> Reading[Edit]:
        """The hours as typed into a cell, `+15m` too where there are some, and the note."""
        gather = Gather(typed)
        current = None if self._fact is None else self._fact.minutes
        minutes = gather.take(
            "minutes", lambda text: _minutes(text, current), lambda _: explain_hours(typed["minutes"], current),
            needed="hours, such as 1:30",
        )  # fmt: skip
        note = gather.take("note", read_note, lambda found: f"{len(found)} characters", hint="empty: no note")
        return Reading(gather.said, lambda: self._make(minutes or 0, note or ""))


def _minutes(text: str, current: int | None) -> int:
    minutes = parse_hours(text, current)
    if not minutes:
        raise Unreadable(
            "0 hours are no fact" if current is None else "0 hours are no fact: x in the list deletes it"
        )
    return minutes


def _joined(*words: str) -> str:
    return " · ".join(filter(None, words))


def _when(fact: Hours) -> str:
    """When it was last written, by this machine's clock; empty where that is not known, or not on disk yet."""
    instant = written(fact)
    if instant is None:
        return ""
    local = instant.astimezone()
    return f"{format_day(local.date(), year=local.year != fact.date.year)} {local:%H:%M}"


def _whose(fact: Hours, currency: str) -> str:
    """Who worked and for what, or what was built; pay without a currency is in the stream's."""
    if fact.work is Work.PEOPLE:
        paid = "pay unknown" if fact.cost is None else f"paid {format_money(fact.cost, fact.currency or currency)}"
        return _joined(fact.who or "", paid)
    return f"builds {fact.asset.value}" if fact.asset else ""
