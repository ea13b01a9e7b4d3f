"""The pay of people: asked once for an hour, for all hours of a person whose pay is unknown, else for one cell."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.check import checked
from leverage_tui.domain.edits.core import Edit, EditRefused
from leverage_tui.domain.edits.pay import cost_of, pay_unknown, set_pay
from leverage_tui.domain.model import Source, Work
from leverage_tui.domain.quantities.money import format_money, parse_money
from leverage_tui.domain.timesheet import Row, entries_in, total
from leverage_tui.domain.timesheet_lines import Line
from leverage_tui.domain.unpaid import unpaid_entries
from leverage_tui.tui.actions import key_of
from leverage_tui.tui.flows import flow
from leverage_tui.tui.timesheet import facts

if TYPE_CHECKING:
    from leverage_tui.tui.screens.main import MainScreen
    from leverage_tui.tui.screens.prompt import Read
    from leverage_tui.tui.screens.reading import Decimal
    from leverage_tui.tui.view import View


@dataclass(frozen=True, slots=True)
class Unpaid:
    """The hours whose pay is asked: `day` is that of the one cell, None for all of the person with unknown pay."""

    row: Row
    day: date | None
    minutes: int

    def paid(self, book: Book, per_hour: int) -> Edit:
        """The edit that pays them `per_hour` minor units an hour. Raises EditRefused."""
        if self.day is None:
            return pay_unknown(book, self.row.stream, self.row.who, per_hour)
        minutes = total(entries_in(book, self.row, self.day))
        return set_pay(book, self.row, self.day, cost_of(minutes, per_hour))


@flow
async def pay(screen: MainScreen) -> None:
    """What an hour of the person under the cursor cost."""
    from leverage_tui.tui.screens.prompt import Prompt

    line, day, view = screen.timesheet.line, screen.timesheet.day, screen.session.view
    person = _person(line)
    if line is None or day is None or person is None:
        others, row = key_of("others"), key_of("new_row")
        screen.say(f"pay belongs to hours of people: {others} shows them, {row} adds a row for them", "plain")
        return
    asked = _unpaid(view.book, line, person, day)
    if asked is None:
        screen.say(_nothing_to_pay(line), "plain")
        return
    currency, decimal = line.stream.currency, screen.session.config.decimal or None
    name = person.who or "people without a name"
    prompt = Prompt(
        f"Pay of {name}", "For one hour", "", says_pay(view, asked, currency, decimal),
        detail=_detail(view, asked, line, name),
    )  # fmt: skip
    text = await screen.app.push_screen_wait(prompt)
    if text is None:
        return
    try:
        edit = asked.paid(screen.session.view.book, parse_money(text, currency, decimal).minor)
    except EditRefused as refused:
        screen.say(f"{refused} · typed: {text}", "bad")
        return
    if edit.is_nothing:
        screen.say(f"that is what it cost already: {edit.sentence}", "plain")
        return
    screen.do(edit)


def _person(line: Line | None) -> Row | None:
    """The row of the person whose hours the line holds; None where they are nobody's."""
    if line is None:
        return None
    if line.standing is not None:
        people = line.standing.source is Source.PEOPLE
        return Row(line.stream.id, Work.PEOPLE, who=line.standing.name) if people else None
    return line.row if line.row is not None and line.row.work is Work.PEOPLE else None


def _unpaid(book: Book, line: Line, person: Row, day: date) -> Unpaid | None:
    unknown = [entry for entry in unpaid_entries(book, person.stream) if entry.who == person.who]
    if unknown:
        return Unpaid(person, None, total(unknown))
    minutes = 0 if line.standing is not None else total(entries_in(book, person, day))
    return Unpaid(person, day, minutes) if minutes else None


def _nothing_to_pay(line: Line) -> str:
    if line.standing is not None:
        return f"the pay of {line.standing.name} is part of what goes on: s changes it"
    return "an empty cell has no pay: type the hours first"


def _detail(view: View, asked: Unpaid, line: Line, name: str) -> str:
    if asked.day is None:
        hours = view.hours(asked.minutes)
        return f"{line.stream.name}: {hours} of {name} have unknown pay. All of it is paid with one answer."
    costs: Counter[str] = Counter()
    for entry in entries_in(view.book, asked.row, asked.day):
        costs[entry.currency or line.stream.currency] += entry.cost or 0
    now = " and ".join(format_money(cost, currency) for currency, cost in sorted(costs.items()))
    return f"{facts.place(line, asked.day)}: {view.hours(asked.minutes)} for {now} now. Only this cell changes."


def says_pay(view: View, asked: Unpaid, currency: str, decimal: Decimal) -> Read:
    """How an hourly pay is read: ``3:00 at $12 an hour = $36``."""
    from leverage_tui.tui.screens.reading import Gather, Said, read_amount

    base = view.book.settings.base_currency
    known = currency == base or currency in view.book.rates

    def says(text: str) -> Said:
        gather = Gather({"text": text})
        per_hour = gather.take("text", read_amount(currency, decimal), needed="what one hour cost, such as 12.50")
        if per_hour is None:
            return gather.said["text"]
        try:
            checked(view.book, asked.paid(view.book, per_hour))
        except EditRefused as refused:
            return Said(str(refused), "wrong")
        cost, an_hour = (format_money(each, currency) for each in (cost_of(asked.minutes, per_hour), per_hour))
        counts = "" if known else f", counts once a rate to {base} is known"
        return Said(f"{view.hours(asked.minutes)} at {an_hour} an hour = {cost}{counts}", "read")

    return says
