"""Which two days the gauge is compared on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from leverage_tui.domain.quantities.dates import format_day, parse_date
from leverage_tui.domain.quantities.names import day_and_month
from leverage_tui.tui.screens.fields import Line, TextField
from leverage_tui.tui.screens.form import Form
from leverage_tui.tui.screens.frame import Key
from leverage_tui.tui.screens.reading import Gather, Reading

USUAL = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class TwoDays:
    """The gauge on `earlier` is compared with that on `later`."""

    earlier: date
    later: date


class WhyDays(Form[TwoDays]):
    """Two days as they are typed anywhere: 2026-11-20, 11-20, mon, 4w-ago. Returns them, None when left."""

    ACCEPT = "compare"

    def __init__(self, today: date, days: TwoDays | None = None) -> None:
        super().__init__()
        self._today = today
        self._initial = days or TwoDays(today - USUAL, today)

    def heading(self) -> str:
        """The question."""
        return "Why did the gauge move?"

    def keys(self) -> Sequence[Key]:
        """Enter and the way out."""
        return [("Enter", "next, then compare"), ("Tab ↑↓", "fields"), ("Esc", "leave")]

    def lines(self) -> Iterable[Line]:
        """The two days."""
        yield Line("From", TextField("earlier", self._initial.earlier.isoformat()))
        yield Line("To", TextField("later", self._initial.later.isoformat()))

    def read(self, typed: Mapping[str, str]) -> Reading[TwoDays]:
        """Both days, neither after today, the earlier one first."""
        gather = Gather(typed)
        found = {
            key: gather.take(
                key, lambda text: parse_date(text, self._today), lambda day: format_day(day, year=True),
                needed="a day, such as 2026-11-20, mon or 4w-ago",
            )
            for key in ("earlier", "later")
        }  # fmt: skip
        earlier, later = found["earlier"], found["later"]
        if later is not None and later > self._today:
            gather.stop("later", f"that day has not come: today is {day_and_month(self._today)}")
        if earlier is not None and later is not None and earlier >= later:
            gather.stop("earlier", f"it is to be before {format_day(later, year=True)}")

        def make() -> TwoDays:
            assert earlier is not None
            assert later is not None
            return TwoDays(earlier, later)

        return Reading(gather.said, make)
