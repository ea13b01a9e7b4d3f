"""Money as a journal of hledger and ledger: a balanced transaction for each document, in its currency, exact.

What came in is income, what was paid back lessens it, fees and costs are expenses, and the rest is what you received.
A transaction is dated on the first day of its service period. What people were paid for logged hours is one too: an
expense that lessens what you received.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from leverage_tui.domain.model import AMOUNTS, Hours, Money
from leverage_tui.interchange.spreadsheet import amount
from leverage_tui.interchange.writers.hours_csv import number
from leverage_tui.interchange.writers.ledger_text import account, commodity, words
from leverage_tui.interchange.writers.wanted import Wanted, Writer

_PLACES = {
    "gross": "income:{}:sales",
    "refunds": "income:{}:refunds",
    **{name: f"expenses:{{}}:{name.replace('_', ' ')}" for name in AMOUNTS[2:]},
}
_PAY, _RECEIVED = "expenses:{}:pay of people", "assets:received:{}"


class _Transaction(NamedTuple):
    day: date
    doc_id: int
    title: str
    comment: str
    currency: str
    postings: list[tuple[str, int]]
    """Accounts and minor units, all but the one that balances them."""
    stream: str


def write(wanted: Wanted) -> Iterator[str]:
    """The transactions by day; where nothing was paid there is none."""
    yield "; what was entered, in the currency it was paid in; dated on the first day that it was for\n"
    paid = (_pay(wanted, entry) for entry in wanted.hours() if entry.cost)
    for found in sorted((*(_earned(wanted, entry) for entry in wanted.money()), *paid)):
        if found.postings:
            yield _text(found)


def notes(wanted: Wanted) -> Iterator[str]:
    """What a journal leaves out."""
    standing = sum(wanted.takes(ledger) for ledger, found in wanted.book.ledgers.items() for _ in found.standing)
    if standing:
        yield (
            f"what goes on without being logged ({standing}) is left out: it accrues by the day, and lev export "
            "csv weeks has it"
        )


def _earned(wanted: Wanted, entry: Money) -> _Transaction:
    postings = []
    for name in AMOUNTS:
        minor = getattr(entry.amounts, name)
        if minor:
            place = _PLACES[name].format(account(entry.stream))
            postings.append((place, -minor if name == "gross" else minor))
    days = "" if entry.until == entry.date else f"for {entry.date} to {entry.until}"
    title = _title(wanted, entry.stream, entry.note)
    return _Transaction(entry.date, entry.doc_id, title, days, entry.currency, postings, entry.stream)


def _pay(wanted: Wanted, entry: Hours) -> _Transaction:
    title = _title(wanted, entry.stream, " ".join(filter(None, (f"pay of {entry.who or 'people'}", entry.note))))
    posting = (_PAY.format(account(entry.stream)), entry.cost or 0)
    return _Transaction(entry.date, entry.doc_id, title, "", wanted.cost_currency(entry), [posting], entry.stream)


def _title(wanted: Wanted, stream: str, note: str) -> str:
    """``Name | note``, as hledger parts a payee from a note."""
    parts = (words(text).replace("|", "/") for text in (wanted.name_of(stream), note))
    return " | ".join(filter(None, parts))


def _text(found: _Transaction) -> str:
    """The transaction. The number in parentheses is that of the document; a title behind it may begin anyhow."""
    received = -sum(minor for _, minor in found.postings)
    postings = list(found.postings)
    if received:
        postings.append((_RECEIVED.format(account(found.stream)), received))
    comment = f"  ; {found.comment}" if found.comment else ""
    code = commodity(found.currency)
    lines = [f"{found.day} * ({number(found.doc_id, raw=False)}) {found.title}{comment}"]
    lines += [f"    {place}  {code} {amount(minor, found.currency)}" for place, minor in postings]
    return "\n".join(("", *lines, ""))


WRITER = Writer("journal", "money as balanced transactions for hledger and ledger", write, notes=notes)
