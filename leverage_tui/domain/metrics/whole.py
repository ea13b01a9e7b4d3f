"""The whole weeks of one stream, as rows that are put together where they are looked at.

What was logged is summed once and kept by week. What stands adds the same to many days, so that ten years of it
add up without their weeks; a week's share is worked out when the week is first asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from leverage_tui.domain.metrics.accrual import StandingDays
from leverage_tui.domain.metrics.exchange import Missing
from leverage_tui.domain.metrics.hours_sums import NO_HOURS, HoursSum
from leverage_tui.domain.metrics.rows import BUILD, ZERO, Row, Span, minus, plus, total, week_of


class Standings:
    """What all standing entries of a stream add together, remembered by week."""

    __slots__ = ("_weeks", "days")

    def __init__(self, days: tuple[StandingDays, ...] = ()) -> None:
        self.days = days
        """Each entry by itself."""
        self._weeks: dict[tuple[date, frozenset[int]], Row] = {}

    def row(self, days: Span, replaced: frozenset[int]) -> Row:
        """What they add on `days`, which lie in one ISO week; `replaced` are the numbers of those of which typed
        hours of that week stand for the minutes and the cost."""
        return total(each.row(days, each.entry.doc_id in replaced) for each in self.days)

    def week(self, week: date, replaced: frozenset[int]) -> Row:
        """As `row`, on all days of the week that begins on Monday `week`."""
        if not self.days:
            return ZERO
        key = (week, replaced)
        found = self._weeks.get(key)
        if found is None:
            last = week_of(week).last
            alive = (each for each in self.days if each.life.first <= last and each.life.last >= week)
            found = total(each.week(week, each.entry.doc_id in replaced) for each in alive)
            self._weeks[key] = found
        return found

    def before(self, day: date) -> Row:
        """What they add before `day` when nothing is replaced."""
        return total(each.before(day) for each in self.days)


@dataclass(frozen=True, slots=True, eq=False)
class WholeWeeks:
    """What each week of a stream holds, by Monday, as if it were over."""

    logged: Mapping[date, Row] = field(default_factory=dict)
    """What hours and money add; weeks without either are left out."""
    sums: Mapping[date, HoursSum] = field(default_factory=dict)
    """What the hours of each week add up to."""
    everything: Row = ZERO
    """All of `logged` together."""
    build: tuple[tuple[date, Row], ...] = ()
    """The hours of the weeks that hold build hours, oldest first."""
    missing: tuple[Missing, ...] = ()
    """What pay of hours found no rate."""
    standing: Standings = field(default_factory=Standings)

    def with_weeks(self, weeks: Mapping[date, tuple[HoursSum, Row]]) -> WholeWeeks:
        """With these sums of hours and rows of money in place of what the same weeks held."""
        logged = {
            week: hours.row if money is ZERO else plus(hours.row, money) for week, (hours, money) in weeks.items()
        }
        gone = total(self.logged[week] for week in weeks if week in self.logged)
        known = {week: found for week, found in self.sums.items() if week not in weeks}
        sums = known | {week: hours for week, (hours, _) in weeks.items() if hours is not NO_HOURS}
        return WholeWeeks(
            logged={**self.logged, **logged},
            sums=sums,
            everything=plus(minus(self.everything, gone), total(logged.values())),
            build=tuple((week, sums[week].row) for week in sorted(sums) if sums[week].row[BUILD]),
            missing=tuple(missing for found in sums.values() for missing in found.missing),
            standing=self.standing,
        )

    def row(self, week: date) -> Row:
        """The row of the week that begins on Monday `week`."""
        logged = self.logged.get(week, ZERO)
        standing = self.standing.week(week, self.sums.get(week, NO_HOURS).replaced)
        return logged if standing is ZERO else plus(logged, standing)

    def before(self, open_from: date) -> Row:
        """All weeks before the one that begins on Monday `open_from`, together."""
        later = total(row for week, row in self.logged.items() if week >= open_from)
        logged = minus(self.everything, later)
        return total((logged, self.standing.before(open_from), *self._replaced_before(open_from)))

    def _replaced_before(self, open_from: date) -> Iterator[Row]:
        """What is not added where typed hours stand for standing ones."""
        for week, sums in self.sums.items():
            if sums.replaced and week < open_from:
                yield minus(self.standing.week(week, sums.replaced), self.standing.week(week, frozenset()))
