"""The window as it is, and restated with a change in it. Exact up to the ratios: money in major units of the base
currency, time in hours, both per week of the window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from leverage_tui.domain.book import Book
from leverage_tui.domain.metrics.gauge import Part, is_nothing, reading
from leverage_tui.domain.metrics.memory import Memory
from leverage_tui.domain.metrics.parts import baseline, part_of
from leverage_tui.domain.metrics.rows import OWN_COLUMNS, SCALE, Row
from leverage_tui.domain.metrics.window import window_of
from leverage_tui.domain.model import Work
from leverage_tui.domain.quantities.currency import exponent
from leverage_tui.domain.scenarios.results import Change

_HOUR = 60 * SCALE
_NOTHING = Fraction(1, 10**12)
"""What is nearer to 0 is a remainder of division."""


@dataclass(frozen=True, slots=True)
class Shift:
    """What changes in a stream, per week. `own` are own hours by activity, `charged` build hours beside them."""

    net: Fraction = Fraction(0)
    own: Mapping[Work, Fraction] = field(default_factory=dict)
    charged: Fraction = Fraction(0)
    people: Fraction = Fraction(0)
    automation: Fraction = Fraction(0)


Shifts = Iterable[tuple[str | None, Shift]]
"""By stream id; None is a new stream that is not time-sold."""


@dataclass(frozen=True, slots=True)
class Present:
    """A book's window. `rate` is the baseline rate in `SCALE`-ths of a minor unit, None while there is none."""

    parts: Mapping[str, Part]
    rows: Mapping[str, Row]
    weeks: Fraction
    rate: int | None
    life_weeks: int
    """T: the weeks over which build hours are charged."""
    major: int
    """`SCALE`-ths of a minor unit in a major unit."""

    @property
    def hour(self) -> Fraction:
        """w: the baseline rate in major units; 0 while there is none."""
        return Fraction(self.rate or 0, self.major)

    @property
    def sold_rate(self) -> Fraction | None:
        """r: what an hour of paid work has brought in all time-sold streams, None when none was sold."""
        sold = [part for part in self.parts.values() if part.time_sold]
        delivered = sum(part.own[Work.DELIVER] for part in sold)
        return Fraction(sum(part.net for part in sold) * _HOUR, delivered * self.major) if delivered else None

    @property
    def selling_stream(self) -> str | None:
        """The time-sold stream with most deliver hours."""
        sold = {name: part.own[Work.DELIVER] for name, part in self.parts.items() if part.time_sold}
        return max(sold, key=sold.__getitem__, default=None)

    def money(self, exact: int) -> Fraction:
        """Major units per week of an exact sum."""
        return Fraction(exact, self.major) / self.weeks

    def hours(self, exact: int) -> Fraction:
        """Hours per week of exact minutes."""
        return Fraction(exact, _HOUR) / self.weeks

    def own_hours(self, stream: str, work: Work) -> Fraction:
        """Own hours of an activity per week, build as worked."""
        return self.hours(self.rows[stream][OWN_COLUMNS[work]])

    def restated(self, shifts: Shifts) -> Change:
        """The window with `shifts` in it."""
        listed = list(shifts)
        after: dict[str | None, Part] = {}
        after.update(self.parts.items())
        for name, shift in listed:
            part = after.get(name) or Part(stream="", time_sold=False, net=0, own={}, build=0)
            after[name] = self._shifted(part, shift)
        before, later = (reading(parts, self.rate).raw for parts in (self.parts.values(), after.values()))
        run = sum(part.run for part in after.values())
        net = sum(part.net for part in after.values())
        return Change(
            net_per_week_change=float(sum(shift.net for _, shift in listed)),
            own_hours_per_week_change=float(sum(sum(shift.own.values()) for _, shift in listed)),
            gauge_before=before,
            gauge_after=later,
            gauge_change=None if before is None or later is None else later - before,
            effective_hourly_rate_after=None if is_nothing(run) else net * _HOUR / (run * self.major),
        )

    def _shifted(self, part: Part, shift: Shift) -> Part:
        def minutes(hours: Fraction) -> int:
            return int(hours * self.weeks * _HOUR)

        moved = {work: minutes(hours) for work, hours in shift.own.items()}
        return part._replace(
            net=part.net + int(shift.net * self.weeks * self.major),
            own={
                work: part.own.get(work, 0) + moved.get(work, 0)
                for work in part.own.keys() | moved.keys()
                if work is not Work.BUILD
            },
            build=max(0, part.build + moved.get(Work.BUILD, 0)) + minutes(shift.charged),
            people=part.people + minutes(shift.people),
            automation=part.automation + minutes(shift.automation),
        )


def present(book: Book, as_of: date, memory: Memory) -> Present:
    """The window of `book` that ends on `as_of`."""
    settings = book.settings
    pasts = memory.pasts(book, as_of)
    window = window_of(as_of, settings.window_weeks, (past.first_day for past in pasts))
    sums = [memory.window_sums(past, window, settings.build_life_weeks) for past in pasts]
    rate = baseline(settings, sums).rate
    parts = [part_of(found, 0, rate, window, settings) for found in sums]
    return Present(
        parts={part.stream: part for part in parts},
        rows={found.stream.id: found.row for found in sums},
        weeks=Fraction(window.days, 7),
        rate=rate,
        life_weeks=settings.build_life_weeks,
        major=SCALE * 10 ** exponent(settings.base_currency),
    )


def ratio(above: Fraction | None, below: Fraction | None) -> Fraction | None:
    """`above` / `below`, None where one is unknown or `below` is not above 0: what never comes back has no date."""
    return None if above is None or below is None or below <= _NOTHING else above / below


def over(above: Fraction | None, below: Fraction | None) -> float | None:
    """As `ratio`, as a float."""
    found = ratio(above, below)
    return None if found is None else float(found)
