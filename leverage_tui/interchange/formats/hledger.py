"""hledger and ledger: journals, and the CSV that hledger makes of them. Postings of income are money.

Income is what stands below the accounts income or revenue, in any case and number, and below accounts that the journal
declares to be of the type R. Its sign is turned: what is negative there was earned, what is positive was paid back. The
account is what a stream is chosen by. The day is the transaction's first; prices (``@``) do not change an amount, which
keeps its own currency and may have its own decimal mark. Virtual postings, expenses and fees are left out, and so are
periodic and automated transactions: they are rules, nothing that was booked.

An amount that is left out is what balances the transaction, in each commodity, at cost. What moves income on to equity,
as at the end of a year, was not paid back: it is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from leverage_tui.domain.model import NOTHING
from leverage_tui.domain.quantities.currency import currencies_named, is_currency
from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.interchange.amounts import decimal_mark, minor_units, read_number
from leverage_tui.interchange.cells import cell_at
from leverage_tui.interchange.day_order import read_day
from leverage_tui.interchange.formats.hledger_journal import (
    RESOLVED,
    Amount,
    Journal,
    Posting,
    Transaction,
    read_journal,
    read_written,
    sniffed,
)
from leverage_tui.interchange.movements import counted
from leverage_tui.interchange.reading import Table, is_json, read_table
from leverage_tui.interchange.rows import Doubtful, Format, ImportedMoney, ImportRefused, Reading, Skipped
from leverage_tui.interchange.source import DecimalMark, Head, Source

EXPORT = f"choose the journal, or {RESOLVED}"
_INCOME = re.compile(r"(?:income|revenue)s?(?::|$)", re.IGNORECASE)
_REVENUE = ("r", "revenue")
_EQUITY = re.compile(r"equity(?::|$)", re.IGNORECASE)
_CLOSED = re.compile(r"(?:equity|(?:income|revenue|expense)s?)(?::|$)", re.IGNORECASE)
_CLOSES = "it moves income to equity, as at the end of a year: nothing was paid back"
_FILES = (".journal", ".hledger", ".ledger")
_COLUMNS = ("txnidx", "date", "account", "amount")
_NAMED = 6


def claims(head: Head) -> bool:
    """Whether a transaction has two postings, one of them with a minus or a commodity; a file named as a journal
    needs one posting. The CSV is known by its number of transactions (txnidx)."""
    if head.header and head.has(*_COLUMNS):
        return True
    needed = 1 if head.name.casefold().endswith(_FILES) else 2
    return any(count >= needed and (signs or needed == 1) for count, signs in sniffed(head.text))


def read(source: Source) -> Reading:
    """The postings of income. Raises ImportRefused where there are none, and where amounts could mean two things."""
    if is_json(source.text):
        raise ImportRefused(f"the file is JSON, no journal: {EXPORT}")
    table = _table(source.text)
    if table is not None:
        return _reading(source, *_of_table(table, source))
    journal = read_journal(source.text)
    if not journal.transactions:
        raise ImportRefused(f"the file is no journal, it has no transaction: {EXPORT}")
    reading = _reading(source, *_of_journal(journal, source))
    if not journal.rules:
        return reading
    one, more = "periodic or automated transaction is", "periodic or automated transactions are"
    left_out = f"{counted(journal.rules, one, more)} left out: only what was booked counts"
    return replace(reading, warnings=(*reading.warnings, left_out))


FORMAT = Format("hledger", "hledger or ledger", EXPORT, claims, read)


@dataclass(frozen=True, slots=True)
class _Income:
    """An amount on an account of income, still with its sign in the journal; None where it is not known, and why."""

    line: int
    day: date
    account: str
    description: str
    number: Decimal | None
    commodity: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Marks:
    """The decimal mark of a file, and of commodities that are written in another way."""

    usual: DecimalMark
    own: Mapping[str, DecimalMark]

    def number(self, amount: Amount, line: int) -> Decimal:
        """The number of an amount, signed. Raises ImportRefused with the line."""
        return read_number(amount.number, self.own.get(amount.commodity, self.usual), line)


_Found = tuple[list[_Income | Skipped], list[str]]
"""What there is of income, and what all accounts are called."""


def _reading(source: Source, found: list[_Income | Skipped], accounts: list[str]) -> Reading:
    if not any(isinstance(each, _Income) for each in found):
        names = list(dict.fromkeys(clean(name.partition(":")[0], 40) for name in accounts))
        raise ImportRefused(
            f"no posting is below income or revenue (the accounts are {', '.join(names[:_NAMED]) or 'none'}): declare "
            "yours with a line such as account Sales  ; type:R, or rename them with hledger's --alias"
        )
    money: list[ImportedMoney] = []
    skipped: list[Skipped] = []
    for each in found:
        row = each if isinstance(each, Skipped) else _row(each, source.currency)
        if isinstance(row, Skipped):
            skipped.append(row)
        else:
            money.append(row)
    bare = any(isinstance(each, _Income) and each.number is not None and not each.commodity for each in found)
    warning = f"amounts without a commodity are taken for {source.currency} (--currency says another)"
    return Reading((), tuple(skipped), (warning,) if bare and source.currency else (), tuple(money))


def _row(income: _Income, usual: str) -> ImportedMoney | Skipped:
    currency = _currency(income.commodity, usual)
    if income.number is None or currency is None:
        return Skipped(income.line, income.why or f"{clean(income.commodity, 40)} is no currency such as EUR")
    try:
        minor = minor_units(income.number, currency, "its amount", to_nearest=True)
    except ImportRefused as error:
        return Skipped(income.line, str(error))
    if not minor:
        return Skipped(income.line, "it is of zero")
    return ImportedMoney(
        line=income.line, source=income.account, description=income.description, day=income.day, currency=currency,
        gross=-minor if minor < 0 else None, refunds=minor if minor > 0 else None,
    )  # fmt: skip


def _currency(commodity: str, usual: str) -> str | None:
    """The code of a commodity; a sign that several currencies share is the usual one of them. None for a share or an
    hour."""
    if not commodity or is_currency(commodity):
        return commodity or usual
    codes = currencies_named(commodity)
    return usual if usual in codes else next(iter(codes), None) if not commodity.isalpha() else None


def _is_income(types: dict[str, str]) -> Callable[[str], bool]:
    """Whether an account is one of income: by the type of the nearest account above it that has one, else by name."""
    known: dict[str, bool] = {}

    def asked(account: str) -> bool:
        if account not in known:
            parts = account.split(":")
            above = (":".join(parts[:count]) for count in range(len(parts), 0, -1))
            declared = next((types[name] for name in above if name in types), None) if types else None
            known[account] = declared in _REVENUE if declared else _INCOME.match(account) is not None
        return known[account]

    return asked


def _of_journal(journal: Journal, source: Source) -> _Found:
    postings = [posting for each in journal.transactions for posting in each.postings]
    marks = _marks((*journal.styles, *_amounts(postings)), source.decimal or journal.mark)
    is_income = _is_income(journal.types)
    found: list[_Income | Skipped] = list(journal.skipped)
    found += [
        Skipped(line, "it is a virtual posting, in brackets") for line, name in journal.virtual if is_income(name)
    ]
    for each in journal.transactions:
        unknown = sum(posting.amount is None or not posting.is_clear for posting in each.postings)
        closing = _is_closing([posting.account for posting in each.postings], is_income)
        for posting in each.postings:
            if is_income(posting.account):
                found += _open(_posted(each, posting, marks, unknown), closing=closing)
    return sorted(found, key=lambda each: each.line), [posting.account for posting in postings]


def _is_closing(accounts: Iterable[str], is_income: Callable[[str], bool]) -> bool:
    """Whether a transaction has, beside income and expenses, equity alone."""
    names = list(accounts)
    return any(map(_EQUITY.match, names)) and all(is_income(name) or _CLOSED.match(name) for name in names)


def _open(found: Iterable[_Income], *, closing: bool) -> Iterator[_Income | Skipped]:
    """What is not moved on to equity: in a transaction that closes accounts nothing is paid back."""
    for each in found:
        yield Skipped(each.line, _CLOSES) if closing and (each.number or 0) > 0 else each


def _amounts(postings: Iterable[Posting]) -> Iterator[Amount]:
    for posting in postings:
        yield from (amount for amount in (posting.amount, posting.price) if amount)


def _marks(amounts: Iterable[Amount], given: DecimalMark | None) -> _Marks:
    """How numbers are written: one way in the file, or one for each commodity. Raises ImportRefused where that is not
    known."""
    distinct = dict.fromkeys(amounts)
    try:
        return _Marks(decimal_mark((each.number for each in distinct), given=given), NOTHING)
    except Doubtful:
        raise
    except ImportRefused:
        numbers: dict[str, list[str]] = defaultdict(list)
        for each in distinct:
            numbers[each.commodity].append(each.number)
        return _Marks(".", {commodity: decimal_mark(written) for commodity, written in numbers.items()})


def _posted(transaction: Transaction, posting: Posting, marks: _Marks, unknown: int) -> Iterator[_Income]:
    """The amount of a posting, or those that balance its transaction where it has none. `unknown` is how many amounts
    of the transaction are left out or not clear."""

    def income(number: Decimal | None, commodity: str = "", why: str = "") -> _Income:
        return _Income(
            posting.line, transaction.day, posting.account, transaction.description, number, commodity, why
        )

    try:
        if posting.amount:
            yield income(marks.number(posting.amount, posting.line), posting.amount.commodity)
            return
        if not posting.is_clear:
            yield income(None, why="its amount cannot be read here: it is a balance, an expression or no amount")
            return
        if unknown > 1:
            yield income(None, why="its amount is left out, and so is, or is not clear, that of another posting")
            return
        sums = _balance(transaction.postings, marks)
    except ImportRefused as error:
        yield income(None, why=str(error).removeprefix(f"line {posting.line}: "))
        return
    for commodity, number in (sums or {"": Decimal()}).items():
        yield income(-number, commodity)


def _balance(postings: Iterable[Posting], marks: _Marks) -> dict[str, Decimal]:
    """The sums of postings by commodity, at cost; those that are zero are left out. Raises ImportRefused."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for each in postings:
        if each.amount:
            number = marks.number(each.amount, each.line)
            if each.price is None:
                sums[each.amount.commodity] += number
                continue
            price = marks.number(each.price, each.line)
            sums[each.price.commodity] += price.copy_sign(number) if each.is_total else price * number
    return {commodity: number for commodity, number in sums.items() if number}


def _table(text: str) -> Table | None:
    """The table that hledger made, None for anything else."""
    try:
        table = read_table(text)
    except ImportRefused:
        return None
    return table if None not in [table.column(name) for name in _COLUMNS] else None


def _of_table(table: Table, source: Source) -> _Found:
    def cell(cells: list[str], name: str) -> str:
        return cell_at(cells, table.column(name))

    records = list(table.records())
    amounts = [_written(cell(cells, "amount"), cell(cells, "commodity")) for _, cells in records]
    marks = _marks((each for each in amounts if each), source.decimal)
    is_income = _is_income({})
    together: dict[str, list[str]] = defaultdict(list)
    for _, cells in records:
        together[cell(cells, "txnidx")].append(cell(cells, "account"))
    found: list[_Income | Skipped] = []
    for (line, cells), amount in zip(records, amounts, strict=True):
        if is_income(cell(cells, "account")):
            texts = [clean(cell(cells, name), NOTE_LIMIT) for name in ("account", "description")]
            income = _recorded(line, cell(cells, "date"), amount, texts, marks)
            closing = _is_closing(together[cell(cells, "txnidx")], is_income)
            found += [income] if isinstance(income, Skipped) else _open([income], closing=closing)
    return found, [cell(cells, "account") for _, cells in records]


def _written(text: str, commodity: str) -> Amount | None:
    """The amount in a cell; its commodity may stand in a cell of its own."""
    amount = read_written(text)
    return replace(amount, commodity=clean(commodity, NOTE_LIMIT) or amount.commodity) if amount else None


def _recorded(
    line: int, day: str, amount: Amount | None, texts: list[str], marks: _Marks
) -> _Income | Skipped:  # fmt: skip
    account, description = texts
    if amount is None:
        return Skipped(line, "its amount cannot be read")
    try:
        number = marks.number(amount, line)
        return _Income(line, read_day(day, "dmy", line), account, description, number, amount.commodity)
    except ImportRefused as error:
        return Skipped(line, str(error).removeprefix(f"line {line}: "))
