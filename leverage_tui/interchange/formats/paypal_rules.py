"""Which of PayPal's movements are income. Words decide only where nothing else does.

A movement that is completed is, by the first of these that fits:

* nothing, where its Balance Impact is Memo: it does not change the balance;
* by its event code, where the file has one: a move between accounts, currencies or holds (T02 to T07, T13, T15 to
  T18, T20 to T22, and of T11 what takes back a hold or a transfer), a fee (T01, and T1108 and T1109, which give one
  back), a refund or chargeback (T11, T12);
* a move or a fee by the words of its type;
* a move, where it and another of the same reference and time have opposite signs and different currencies: PayPal
  converted; or the same currency and amount: what was held was released, or what was reversed came back; and so is
  a refund or chargeback with what refers to it and brings the whole of it back;
* a sale, where it is the reversal of a chargeback that the file does not have: money that comes back;
* above zero and with a reference to another movement of the file: a part of that one, such as the line of a cart or
  the card behind a purchase, or a refund to oneself;
* above zero without a name and an address: nobody paid it; below zero without: a move;
* above zero: a sale;
* below zero and with a reference to a sale of the file, or, where the file does not have the sale, called a refund: a
  refund;
* else a payment of one's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache

from leverage_tui.interchange.formats.paypal_words import FEES, MOVES, REFUNDS

_CODED_MOVES = frozenset(("02", "03", "04", "05", "06", "07", "13", "15", "16", "17", "18", "20", "21", "22"))
_CODED_REFUNDS = frozenset(("11", "12"))
_TAKEN_BACK = frozenset(("1101", "1102", "1104", "1105", "1110", "1111"))
"""Reversals of transfers and holds, and the holds of disputes."""
_FEES_BACK = frozenset(("1108", "1109"))
_WON = ("chargeback reversal", "reversal of chargeback")
_CODED_WON = "1202"


class Kind(Enum):
    """What a movement is. The values of those that are no income are words for the reason."""

    SALE = "sale"
    REFUND = "refund"
    FEE = "fee"
    MEMO = "without effect on the balance"
    MOVE = "between accounts, currencies and holds"
    OFFSET = "part of another row"
    OWN = "your own payments and refunds to you"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Movement:
    """A completed movement. `moment` is its day and time as written; `named` is whether it says who paid or was
    paid; `type` and `impact` are folded; `code` is an event code such as T0006; amounts are in minor units, `fee`
    is what it cost (below 0: given back), None where the file does not say."""

    line: int
    id: str
    reference: str
    day: date
    moment: str
    named: bool
    type: str
    code: str
    impact: str
    currency: str
    gross: int
    fee: int | None


def kinds(movements: Sequence[Movement], unfinished: Collection[str] = ()) -> Mapping[int, Kind]:
    """What each movement is, by its line. `unfinished` are the ids of movements that are not completed: what was
    given back of one of them counts as little as it does."""
    found = {each.line: kind for each in movements if (kind := _alone(each))}
    found |= {
        each.line: Kind.OFFSET for each in movements if each.reference in unfinished and each.line not in found
    }
    rest = [each for each in movements if each.line not in found]
    found |= dict.fromkeys(_pairs(rest), Kind.MOVE)
    rest = [each for each in rest if each.line not in found]
    by_id = {each.id: each for each in rest if each.id}
    return found | {each.line: _among(each, by_id) for each in rest}


def _group(each: Movement) -> str:
    """The group of an event code, 00 for payments in T0006; "" without one."""
    return each.code[-4:-2] if len(each.code) >= 5 and each.code[-4:].isdigit() else ""


def _alone(each: Movement) -> Kind | None:
    """What a movement is whatever the others are; None where they matter."""
    group = _group(each)
    if each.impact == "memo":
        return Kind.MEMO
    if group:
        code = each.code[-4:]
        if group in _CODED_MOVES or code in _TAKEN_BACK:
            return Kind.MOVE
        return Kind.FEE if group == "01" or code in _FEES_BACK else None
    if _has(each.type, MOVES):
        return Kind.MOVE
    return Kind.FEE if not each.named and _has(each.type, FEES) else None


def _pairs(movements: Iterable[Movement]) -> set[int]:
    """The lines of conversions, and of what was taken and given again."""
    lines: set[int] = set()
    by_id: dict[str, Movement] = {}
    referring: defaultdict[str, list[Movement]] = defaultdict(list)
    for each in movements:
        if each.id:
            by_id[each.id] = each
        if each.reference:
            referring[each.reference].append(each)
    for reference, group in referring.items():
        lines |= _conversions(group)
        if target := by_id.get(reference):
            lines |= _undone([each for each in group if each.moment != target.moment])
    for reference, group in referring.items():
        target = by_id.get(reference)
        if target and target.line not in lines and _is_refund(target, by_id):
            back = [each for each in group if each.line not in lines and each.gross > 0]
            lines |= _undone([target, *back])
    return lines


def _is_refund(each: Movement, by_id: Mapping[str, Movement]) -> bool:
    """Whether a movement gives back what a customer paid."""
    of = by_id.get(each.reference)
    called = _group(each) in _CODED_REFUNDS or _has(each.type, REFUNDS)
    return each.gross < 0 and (of.gross > 0 if of else called)


def _conversions(group: Sequence[Movement]) -> set[int]:
    """Lines of the same moment in two currencies, one below and one above zero."""
    moments: defaultdict[str, list[Movement]] = defaultdict(list)
    for each in group:
        moments[each.moment].append(each)
    found: set[int] = set()
    for together in moments.values():
        signs = {(each.currency, each.gross > 0) for each in together}
        if len(together) == 2 and len({currency for currency, _ in signs}) == 2 == len({up for _, up in signs}):
            found.update(each.line for each in together)
    return found


def _undone(group: Sequence[Movement]) -> set[int]:
    """Lines that take an amount and those that give it again, one for one."""
    waiting: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    found: set[int] = set()
    for each in group:
        key = (each.currency, -each.gross)
        if waiting[key]:
            found |= {each.line, waiting[key].pop()}
        else:
            waiting[each.currency, each.gross].append(each.line)
    return found


def _among(each: Movement, by_id: Mapping[str, Movement]) -> Kind:
    """What a movement is, given those to which it can refer."""
    target = by_id.get(each.reference) if each.reference != each.id else None
    refund = _group(each) in _CODED_REFUNDS or _has(each.type, REFUNDS)
    named = each.named or _group(each) == "00"
    if each.gross > 0:
        if each.code.endswith(_CODED_WON) or _has(each.type, _WON):
            return Kind.SALE
        if target:
            return Kind.OFFSET
        if not named:
            return Kind.NOBODY
        return Kind.OWN if refund else Kind.SALE
    if target:
        return Kind.REFUND if target.gross > 0 and (named or refund) else Kind.OWN
    return Kind.REFUND if refund else Kind.OWN if named else Kind.MOVE


@lru_cache(1024)
def _has(type: str, words: tuple[str, ...]) -> bool:
    return any(word in type for word in words)
