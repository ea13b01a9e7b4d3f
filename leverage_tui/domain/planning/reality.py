"""A kept or typed scenario made real: what it says becomes what goes on, or a stream. One edit, one undo.

Decided: amounts are in the currency of the book, as scenarios are; whole minutes and minor units, halves up, saved
time rounded down. What a helper's training or an automation's building takes is logged when it is done. A plan that
passes no gate becomes a time-sold stream: that is what its verdict says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Edit, EditRefused, apply, edit
from leverage_tui.domain.edits.scenarios import kept_like, label_for, validated
from leverage_tui.domain.edits.standing import add_standing, change_from
from leverage_tui.domain.edits.streams import add_stream
from leverage_tui.domain.metrics.memory import Memory
from leverage_tui.domain.model import AMOUNTS, Amounts, Per, Scenario, Source, Standing, Status, Stream
from leverage_tui.domain.planning import shown
from leverage_tui.domain.planning.kept import NEW_STREAM, kind_of
from leverage_tui.domain.quantities.currency import exponent
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.scenarios.plans import GATE, Plan, planned
from leverage_tui.domain.scenarios.present import present
from leverage_tui.domain.scenarios.whatif import Asked, asked
from leverage_tui.domain.standing import goes_on
from leverage_tui.domain.text import clean

_PRICED = ("gross", "refunds", "platform_fees", "processing_fees")
"""What follows the price; variable costs follow the volume alone, fixed ones neither."""


def make_real(
    book: Book, body: Mapping[str, Any], begins: date, today: date | None = None, memory: Memory | None = None
) -> Edit:
    """What the scenario `body` says, from `begins` on: hire and automate are standing entries, price is the standing
    prices of its stream anew, productise and a plan are a stream. A kept one says then which stream it became.

    `today` ends the window whose own hours cap an automation; `begins` unless given. Raises EditRefused, with the
    field named, for what could not be worked out or would be nothing.
    """
    validated(book, body)
    if kind_of(body) == NEW_STREAM:
        return _idea(book, body, planned(body), label_for(body))
    given = asked(book.streams, body)
    if given.kind == "price":
        return _price(book, given, begins)
    label = label_for(body)
    if given.kind == "hire":
        return _hire(book, given, label, begins)
    if given.kind == "automate":
        return _automate(book, given, label, begins, today or begins, memory or Memory())
    return _product(book, body, given, label, begins)


def _hire(book: Book, given: Asked, label: str, begins: date) -> Edit:
    assert given.stream is not None
    hours, pay = given.numbers["hours_per_week"], given.numbers["rate"]
    minutes = _half_up(hours * 60)
    if not minutes:
        raise EditRefused("nothing would go on: say how many hours a week", "hours_per_week")
    return add_standing(
        book, given.stream, label, begins=begins, per=Per.WEEK, source=Source.PEOPLE, minutes=minutes,
        cost=_minor(book, hours * pay), currency=book.settings.base_currency,
    )  # fmt: skip


def _automate(book: Book, given: Asked, label: str, begins: date, today: date, memory: Memory) -> Edit:
    assert given.stream is not None
    assert given.work is not None
    claimed = given.numbers["runs_per_week"] * given.numbers["minutes_saved"]
    if not claimed:
        raise EditRefused("nothing would be saved: say how often it runs and what each run saves", "runs_per_week")
    there = present(book, today, memory).own_hours(given.stream, given.work) * 60
    minutes = floor(min(claimed, there))
    if not minutes:
        name = clean(book.streams[given.stream].name)
        raise EditRefused(
            f"nothing can be saved: you log no {given.work.value} in {name} in these weeks", "activity"
        )
    cost = _minor(book, given.numbers["cost_per_week"])
    amounts = Amounts(fixed_costs=cost) if cost else Amounts()
    return add_standing(
        book, given.stream, label, begins=begins, per=Per.WEEK, source=Source.AUTOMATION, minutes=minutes,
        amounts=amounts, currency=book.settings.base_currency,
    )  # fmt: skip


def _price(book: Book, given: Asked, begins: date) -> Edit:
    assert given.stream is not None
    name, dearer = clean(book.streams[given.stream].name), given.numbers["price_change"]
    volume = given.numbers["volume_change"]
    if not dearer and not volume:
        raise EditRefused("neither the price nor the volume changes", "price_change")
    priced = [
        entry
        for entry in book.ledger(given.stream).standing
        if entry.amounts.gross and goes_on(book, entry, begins)
    ]
    if not priced:
        raise EditRefused(f"what arrives in {name} is entered as money: enter the new price there", "stream")
    after, edits = book, []
    for entry in priced:
        changed = change_from(after, entry, begins, **_repriced(entry, dearer, volume))
        after = apply(after, changed)
        edits.append(changed)
    changes = tuple(change for each in edits for change in each.changes)
    if not changes:
        raise EditRefused(f"the amounts of {name} are too small for that to change any", "price_change")
    day = format_day(begins, year=True)
    sentence = edits[0].sentence if len(edits) == 1 else f"{name}: {len(edits)} prices changed from {day}"
    return Edit(sentence, changes)


def _repriced(entry: Standing, dearer: Fraction, volume: Fraction) -> dict[str, Any]:
    """The fields of `entry` at the new price and volume; a helper's hours and pay in it follow the volume."""
    sold, earned = 1 + volume, (1 + dearer) * (1 + volume)
    factors = dict.fromkeys(_PRICED, earned) | {"variable_costs": sold, "fixed_costs": Fraction(1)}
    amounts = Amounts(**{name: _times(getattr(entry.amounts, name), factors[name]) for name in AMOUNTS})
    found: dict[str, Any] = {"amounts": amounts, "units": _times(entry.units, sold)}
    if entry.source is Source.PEOPLE:
        found |= {"minutes": _times(entry.minutes, sold), "cost": _times(entry.cost, sold)}
    return found


def _product(book: Book, body: Mapping[str, Any], given: Asked, label: str, begins: date) -> Edit:
    numbers, currency = given.numbers, book.settings.base_currency
    units, support = numbers["units_per_week"], numbers["support_minutes_per_unit"]
    kept = (
        numbers["price"] * (1 - numbers["refund_rate"]) * (1 - numbers["platform_fee"] - numbers["processing_fee"])
    )
    run = units * support / 60 + numbers["sell_hours_per_week"]
    sold = f"{shown.number(units)} a week at {shown.exact_money(numbers['price'], currency)}"
    note = _note(numbers["build_hours"], units * kept - numbers["cost_per_week"], run, currency, f"{sold}, ")
    return _stream(book, body, label, status=Status.BUILDING, started=begins, note=note)


def _idea(book: Book, body: Mapping[str, Any], plan: Plan, label: str) -> Edit:
    build, net, run = (plan.numbers[name] for name in ("build_hours", "net_per_week", "run_hours_per_week"))
    note = _note(build, net, run, book.settings.base_currency)
    gate = any(plan.said[name] for name in GATE)
    return _stream(book, body, label, status=Status.IDEA, time_sold=not gate, note=note)


def _stream(book: Book, body: Mapping[str, Any], label: str, **fields: Any) -> Edit:
    """A new stream, and the kept scenario of that label as it was begun, with the stream's id."""
    before = kept_like(book, body)
    link = body.get("stream") if before is None else before.body.get("stream")
    there = book.streams.get(link) if isinstance(link, str) else None
    if there is not None:
        raise EditRefused(f"that is a stream already: {clean(there.name)}", "stream")
    added = add_stream(book, label, **fields)
    if before is None:
        return added
    stream, document = added.changes[0].after, book.get(Scenario.table, before.doc_id)
    assert isinstance(stream, Stream)
    assert isinstance(document, Scenario)
    began = replace(document, body={**document.body, **body, "stream": stream.id})
    return edit(added.sentence, [(None, stream), (document, began)])


def _note(build: Fraction, net: Fraction, run: Fraction, currency: str, sold: str = "") -> str:
    kept = f"net {shown.money(net, currency)} and {shown.hours(run)} of yours a week"
    return f"Planned: {shown.hours(build)} of building, {sold}{kept}."


def _minor(book: Book, major: Fraction) -> int:
    return _half_up(major * 10 ** exponent(book.settings.base_currency))


def _times(amount: int | None, factor: Fraction) -> int | None:
    return None if amount is None else _half_up(amount * factor)


def _half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))
