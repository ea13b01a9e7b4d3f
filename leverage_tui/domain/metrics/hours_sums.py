"""What the hours of one stream and week add up to.

Decided where METRICS.md leaves room: a standing week is replaced by the hours entries of its ISO week that name it,
whatever day of that week they are dated; a name that no standing entry of the stream has, or one that has not begun
by the end of the week (or the last day that counts), is ignored. Pay of people
hours without a currency is in the standing entry's when they replace one, else in the stream's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from leverage_tui.domain.metrics.exchange import Exchange, Missing
from leverage_tui.domain.metrics.rows import PAY, PRODUCT, SCALE, WIDTH, WORK_COLUMNS, ZERO, Row
from leverage_tui.domain.model import Asset, Hours, Standing, Stream, Work


class HoursSum(NamedTuple):
    """Sums of some hours entries. `unpaid`: people minutes without pay."""

    row: Row = ZERO
    replaced: frozenset[int] = frozenset()
    """Numbers of the standing entries whose week these hours replace."""
    unpaid: int = 0
    missing: tuple[Missing, ...] = ()
    named: frozenset[str] = frozenset()
    """The names that entries have for standing entries: on those the sums depend too."""
    asked: tuple[tuple[str, date], ...] = ()
    """Other currencies in which pay was, and the day of each: on their rates then the sums depend too."""


NO_HOURS = HoursSum()


def sum_hours(
    entries: Iterable[Hours], stream: Stream, standing: Mapping[str, Standing], exchange: Exchange, until: date
) -> HoursSum:
    """The sums of `entries`, all of one stream and ISO week; `standing` by document number as a string, those count
    that have begun `until` then."""
    minutes, product, paid = dict.fromkeys(Work, 0), 0, 0
    replaced: set[int] = set()
    unpaid = 0
    missing: list[Missing] = []
    named: set[str] = set()
    asked: list[tuple[str, date]] = []
    for entry in entries:
        work = entry.work
        minutes[work] += entry.minutes
        if work is Work.BUILD and (entry.asset or stream.build_asset) is Asset.PRODUCT:
            product += entry.minutes
        instead = None
        if entry.standing is not None:
            named.add(entry.standing)
            instead = standing.get(entry.standing)
        if instead is not None and instead.begins > until:
            instead = None
        if instead is not None:
            replaced.add(instead.doc_id)
        if work is not Work.PEOPLE:
            continue
        pay = _pay(entry, stream, instead)
        if pay is None:
            unpaid += entry.minutes
            continue
        if pay[0] and pay[1] != exchange.base:
            asked.append((pay[1], entry.date))
        factor = exchange.factor(pay[1], entry.date)
        if factor is not None:
            paid += int(pay[0] * factor[0] // factor[1])
        elif pay[0]:
            missing.append((pay[1], entry.date))
    row = [0] * WIDTH
    row[PAY], row[PRODUCT] = paid, product * SCALE
    for work, column in WORK_COLUMNS.items():
        row[column] = minutes[work] * SCALE
    return HoursSum(tuple(row), frozenset(replaced), unpaid, tuple(missing), frozenset(named), tuple(asked))


def _pay(entry: Hours, stream: Stream, instead: Standing | None) -> tuple[Fraction | int, str] | None:
    """Minor units and their currency, or None while the pay is unknown."""
    if entry.cost is not None:
        return entry.cost, entry.currency or (instead.currency if instead else stream.currency)
    if not entry.minutes:
        return 0, stream.currency
    if instead is None or instead.cost is None or not instead.minutes:
        return None
    return Fraction(instead.cost * entry.minutes, instead.minutes), instead.currency
