"""The text of a ledger or hledger journal taken apart: transactions and their postings, numbers left as written.

Known are dates with or without a year (``Y2009``), auxiliary dates, status, code, comments, comment blocks, virtual
postings, prices, balance assertions, the default commodity (``D``), plain aliases, ``apply account``, declared account
types and the decimal mark.
What follows other files (``include``) or needs patterns (``alias /.../``) is refused: hledger itself resolves it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.interchange.day_order import read_day
from leverage_tui.interchange.rows import ImportRefused, Skipped
from leverage_tui.interchange.source import DecimalMark

RESOLVED = "run hledger -f FILE print -O csv > journal.csv and import that"
_HEADER = re.compile(
    r"((?:[0-9]{4}[-/.])?[0-9]{1,2}[-/.][0-9]{1,2})(?:=[-/.0-9]+)?(?=[ \t;]|$)[ \t]*(?:[*!][ \t]*)?"
    r"(?:\([^)]*\)[ \t]*)?([^;]*)"
)
_GAP = re.compile(r"[ \t]{2,}|\t")
_COMMODITY = r'"[^"]+"|[^\s\d"+.,;:@=(){}\[\]<>*/^&|!?~#\'-]+'
_NUMBER = r"[0-9](?:[0-9.,'’ \u00a0\u202f]*[0-9])?[.,]?|[.,][0-9]+"
_LEFT = re.compile(rf"([-+]?) ?({_COMMODITY}) ?([-+]?) ?({_NUMBER})")
_RIGHT = re.compile(rf"([-+]?) ?({_NUMBER}) ?({_COMMODITY})?")
_PRICE = re.compile(r'("[^"]*"|[^"@={\[])*')
_YEAR = re.compile(r"(?:Y|year|apply year)[ \t]*([0-9]{4})")
_TYPE = re.compile(r"\btype:[ \t]*([A-Za-z]+)")
_IGNORED = frozenset((
    "P", "C", "N", "A", "b", "h", "i", "o", "O", "I", "assert", "bucket", "capture", "check", "define", "def", "eval",
    "expr", "payee", "tag", "python", "value",
))  # fmt: skip
_REFUSED = re.compile(r"^[!@]?(?:include|alias)\b.*$", re.MULTILINE)
_TIME = frozenset(("", "s", "m", "h", "d", "w", "mo", "y"))
_AMOUNT_LIMIT = 200
_MOST_NAMES = 200
"""Aliases and parents that are in force at once."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A signed number as written, and its commodity without quotes (empty where there is none)."""

    number: str
    commodity: str


@dataclass(frozen=True, slots=True)
class Posting:
    """A posting that is no virtual one. `amount` is None where it is left out or unclear; `price` is its cost, for
    each unit or, if `is_total`, for all."""

    line: int
    account: str
    amount: Amount | None
    is_clear: bool = True
    price: Amount | None = None
    is_total: bool = False


@dataclass(slots=True)
class Transaction:
    """One transaction; `description` is cleaned."""

    day: date
    description: str
    postings: list[Posting] = field(default_factory=list)


@dataclass(slots=True)
class Journal:
    """What a journal holds: transactions in the order of the text, lines that cannot be read, the types that accounts
    are declared to have, amounts in directives, and the decimal mark where it is declared. `virtual` are the lines
    and accounts of virtual postings, `rules` counts periodic and automated transactions."""

    transactions: list[Transaction] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    types: dict[str, str] = field(default_factory=dict)
    styles: list[Amount] = field(default_factory=list)
    virtual: list[tuple[int, str]] = field(default_factory=list)
    rules: int = 0
    mark: DecimalMark | None = None


def read_written(text: str) -> Amount | None:
    """``$-5``, ``-5.00 EUR`` or ``5 "gold"`` taken apart; None for anything else."""
    text = text.strip().replace("\t", " ")
    if len(text) > _AMOUNT_LIMIT:
        return None
    if found := _RIGHT.fullmatch(text):
        sign, number, commodity = found[1], found[2], found[3] or ""
    elif found := _LEFT.fullmatch(text):
        if found[1] and found[3]:
            return None
        sign, number, commodity = found[1] or found[3], found[4], found[2]
    else:
        return None
    return Amount(("-" if sign == "-" else "") + number, commodity.strip('"'))


def read_journal(text: str) -> Journal:
    """A journal taken apart. Raises ImportRefused for what only hledger can resolve, and for a day without a year."""
    return _Reader().read(text)


class _Reader:
    def __init__(self) -> None:
        self._journal = Journal()
        self._current: Transaction | None = None
        self._year = ""
        self._aliases: list[tuple[str, str]] = []
        self._parents: list[str] = []
        self._named: dict[str, str] = {}
        self._block = ""
        self._usual = ""

    def read(self, text: str) -> Journal:
        for number, raw in enumerate(text.split("\n"), 1):
            line = raw.rstrip()
            if self._block:
                self._block = "" if line.split() == ["end", self._block] else self._block
            elif not line:
                self._current = None
            elif line[0] in " \t":
                self._indented(line.strip(), number)
            elif line[0] not in ";#*%|":
                self._current = None
                self._begin(line, number)
        return self._journal

    def _begin(self, line: str, number: int) -> None:
        if not (line[0].isascii() and line[0].isdigit()):
            self._directive(line, number)
            return
        found = _HEADER.match(line)
        if not found:
            self._journal.skipped.append(Skipped(number, "its date cannot be read"))
            return
        day = found[1]
        if not re.match(r"[0-9]{4}", day):
            if not self._year:
                raise ImportRefused(f"line {number}: the day {day} has no year: put a line such as Y2026 above it")
            day = f"{self._year}{day[len(day.rstrip('0123456789')) - 1]}{day}"
        try:
            self._current = Transaction(read_day(day, "dmy", number), clean(found[2], NOTE_LIMIT))
        except ImportRefused:
            self._journal.skipped.append(Skipped(number, f"there is no day {day}"))
            return
        self._journal.transactions.append(self._current)

    def _directive(self, line: str, number: int) -> None:
        words = line.lstrip("!@").split(None, 1)
        word, rest = (words[0], words[1] if len(words) > 1 else "") if words else ("", "")
        if year := _YEAR.match(line):
            self._year = year[1]
        elif word == "include":
            raise ImportRefused(f"line {number}: it takes in another file, which is not read here: {RESOLVED}")
        elif word in ("comment", "test"):
            self._block = word
        elif word in ("alias", "apply", "end"):
            self._naming(line, number)
        elif word == "account":
            name, _, comment = rest.partition(";")
            name = _GAP.split(name.strip())[0]
            if declared := _TYPE.search(comment):
                self._journal.types[name] = declared[1].casefold()
        elif word == "decimal-mark" and rest.strip() in (".", ","):
            self._journal.mark = "." if rest.strip() == "." else ","
        elif word in ("commodity", "D", "format"):
            written = read_written(rest.partition(";")[0])
            if word == "D" and written:
                self._usual = written.commodity
            self._journal.styles += [written] if written else []
        elif word[:1] in "=~":
            self._journal.rules += 1
        elif word not in _IGNORED and not re.match(r"[YPDN][0-9]", word):
            self._journal.skipped.append(Skipped(number, "it is no line of a journal"))

    def _naming(self, line: str, number: int) -> None:
        """Directives that change what accounts are called."""
        self._named.clear()
        text = line.partition(";")[0].strip()
        if text.startswith("alias"):
            old, equals, new = (part.strip() for part in text.removeprefix("alias").partition("="))
            if old.startswith("/"):
                raise ImportRefused(f"line {number}: an alias by a pattern is not known here: {RESOLVED}")
            if equals:
                self._aliases.append((old, new))
        elif text.startswith("apply account"):
            self._parents.append(text.removeprefix("apply account").strip())
        elif text in ("end", "end apply account", "end account") and self._parents:
            self._parents.pop()
        elif text == "end aliases":
            self._aliases.clear()
        if len(self._aliases) + len(self._parents) > _MOST_NAMES:
            raise ImportRefused(f"line {number}: there are over {_MOST_NAMES} aliases: {RESOLVED}")

    def _indented(self, text: str, number: int) -> None:
        if self._current is None:
            if text.startswith("format "):
                self._directive(text, number)
            return
        bare = text.partition(";")[0].strip().lstrip("*!").lstrip()
        if not bare:
            return
        account, *rest = _GAP.split(bare, 1)
        if bare[0] in "([":
            self._journal.virtual.append((number, self._name(account.strip("()[]"))))
            return
        posting = _posting(number, self._name(account), rest[0].strip() if rest else "")
        if posting.amount and not posting.amount.commodity:
            posting = replace(posting, amount=replace(posting.amount, commodity=self._usual))
        self._current.postings.append(posting)

    def _name(self, account: str) -> str:
        """What an account is called once parents and aliases are applied, the newest alias first."""
        if account not in self._named:
            name = ":".join((*self._parents, account))
            for old, new in reversed(self._aliases):
                if name == old or name.startswith(f"{old}:"):
                    name = new + name[len(old) :]
            self._named[account] = clean(name, NOTE_LIMIT)
        return self._named[account]


def _posting(number: int, account: str, text: str) -> Posting:
    """A posting; a balance that is assigned, the cost of a lot and an expression leave its amount unclear."""
    if not text:
        return Posting(number, account, None)
    found = _PRICE.match(text)
    plain = found[0].strip() if found else ""
    after = text[len(found[0]) :] if found else text
    amount = read_written(plain)
    if amount is None:
        return Posting(number, account, None, is_clear=False)
    if not after.startswith("@"):
        return Posting(number, account, amount, is_clear=not after.startswith("{"))
    is_total = after.startswith("@@")
    written = _PRICE.match(after.lstrip("@"))
    price = read_written(written[0]) if written else None
    return Posting(number, account, amount, price is not None, price, is_total)


def sniffed(text: str) -> Iterator[tuple[int, bool]]:
    """For each transaction of a text's beginning: how many postings it has, and whether one of their amounts has a
    minus or a commodity that is no unit of time."""
    for each in read_journal("Y2000\n" + _REFUSED.sub("", text)).transactions:
        amounts = [posting.amount for posting in each.postings if posting.amount]
        signs = any(found.number.startswith("-") or found.commodity not in _TIME for found in amounts)
        yield len(each.postings), signs
