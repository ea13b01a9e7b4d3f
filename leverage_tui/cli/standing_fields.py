"""The fields of a standing entry as options of ``lev standing add`` and ``lev standing change``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from leverage_tui.cli import reading, texts
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.domain.model import AMOUNTS, Amounts, Per, Source, Standing
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.money import Amount, parse_money

_MOST_UNITS = 10**9
_OPTIONS = {
    "cost": "--cost", "gross": "--gross", "refunds": "--refunds", "platform_fees": "--platform-fees",
    "processing_fees": "--processing-fees", "variable_costs": "--variable", "fixed_costs": "--fixed",
    "capital": "--capital",
}  # fmt: skip


def configure_fields(parser: ArgumentParser) -> None:
    """The options that both commands have, after ``--per``."""
    parser.add_argument("--source", metavar="S", help="people, process, automation, capital or platform")
    parser.add_argument("--hours", metavar="H", help="hours of the period that are not yours: 10, 7.5, 7:30, 90m")
    parser.add_argument("--cost", metavar="A", help="what the people are paid for the period")
    parser.add_argument("--gross", metavar="A", help="what customers pay for the period, net of VAT")
    parser.add_argument("--refunds", metavar="A", help="what goes back to customers")
    parser.add_argument("--platform-fees", metavar="A", help="what a platform keeps")
    parser.add_argument("--processing-fees", metavar="A", help="what the payments cost")
    parser.add_argument("--variable", metavar="A", help="other costs that grow with sales", dest="variable_costs")
    parser.add_argument("--fixed", metavar="A", help="costs that stay the same: a tool's bill", dest="fixed_costs")
    parser.add_argument("--units", metavar="N", help="how many are sold")
    parser.add_argument("--capital", metavar="A", help="what is invested: a stock, not per period")
    parser.add_argument("--currency", metavar="CUR", help="a code such as EUR; else the stream's")
    parser.add_argument("--until", metavar="DATE", help="its last day; else it goes on")
    parser.add_argument("--note", metavar="T", help="a note on the entry")


def fields_of(context: Context, given: Namespace, currency: str, before: Standing | None = None) -> dict[str, Any]:
    """The fields that were said, read; amounts in `currency` unless another is said. ``none`` clears a field.

    Raises AskedWrong, also for a currency that would give amounts of `before` that are kept another meaning.
    """
    found: dict[str, Any] = {}
    if given.per is not None:
        found["per"] = reading.choice(Per, given.per, "period")
    if given.source is not None:
        found["source"] = None if reading.is_none(given.source) else reading.choice(Source, given.source, "source")
    if given.hours is not None:
        found["minutes"] = None if reading.is_none(given.hours) else reading.span(given.hours, "--hours")
    if given.units is not None:
        none = reading.is_none(given.units)
        found["units"] = None if none else reading.whole(given.units, "--units", 0, _MOST_UNITS)
    if given.until is not None:
        found["ends"] = None if reading.is_none(given.until) else reading.day(context, given.until, "--until")
    if given.note is not None:
        found["note"] = "" if reading.is_none(given.note) else texts.note(given.note)
    return found | _amounts(context, given, currency, before)


def _amounts(context: Context, given: Namespace, usual: str, before: Standing | None) -> dict[str, Any]:
    typed = {name: getattr(given, name) for name in _OPTIONS if getattr(given, name) is not None}
    currency = _currency(context, typed, given.currency, usual)
    minor = {
        name: None if reading.is_none(text) else _read(context, name, text, currency).minor
        for name, text in typed.items()
    }
    if before is not None and currency != before.currency:
        kept = {"cost": before.cost, "capital": before.capital}
        kept |= {name: getattr(before.amounts, name) for name in AMOUNTS}
        for name, value in kept.items():
            if value is not None and name not in typed:
                raise AskedWrong(f"{_OPTIONS[name]} is kept in {before.currency}: write it in {currency} too")
    found: dict[str, Any] = {name: minor[name] for name in ("cost", "capital") if name in minor}
    amounts = {name: minor[name] for name in AMOUNTS if name in minor}
    if amounts:
        found["amounts"] = (before.amounts if before else Amounts())._replace(**amounts)
    if currency != usual:
        found["currency"] = currency
    return found


def _currency(context: Context, typed: dict[str, str], given: str | None, usual: str) -> str:
    """The one currency of all amounts: the one that is said, else the usual one."""
    chosen = usual if given is None else reading.currency(given, "--currency")
    said = set() if given is None else {chosen}
    for name, text in typed.items():
        named = None if reading.is_none(text) else _read(context, name, text, chosen).currency
        said |= {named} if named else set()
    if len(said) > 1:
        raise AskedWrong(f"{' and '.join(sorted(said))} in one entry: write one entry for each currency")
    return said.pop() if said else usual


def _read(context: Context, name: str, text: str, currency: str) -> Amount:
    try:
        return parse_money(text, currency, context.decimal)
    except Unreadable as error:
        raise AskedWrong(f"{_OPTIONS[name]}: {error}") from error
