"""All that the gauge needs at one moment, so that two moments can be compared part by part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import EllipsisType

from leverage_tui.domain.book import Book
from leverage_tui.domain.metrics import rows
from leverage_tui.domain.metrics.gauge import Part, reading
from leverage_tui.domain.metrics.memory import Memory
from leverage_tui.domain.metrics.past import StreamPast
from leverage_tui.domain.metrics.readings import GaugeReading
from leverage_tui.domain.metrics.rows import OWN_COLUMNS, SCALE, Row
from leverage_tui.domain.metrics.window import Window, charged_build, window_of
from leverage_tui.domain.model import RUN_WORK, Restatement
from leverage_tui.domain.settings import Settings, why_not


@dataclass(frozen=True, slots=True, eq=False)
class StreamStand:
    """One stream: its `rows` by the Mondays of the window, and the build minutes `charged` to it, in `SCALE`-ths."""

    past: StreamPast
    rows: Mapping[date, Row]
    charged: int


@dataclass(frozen=True, slots=True, eq=False)
class Standpoint:
    """A book as the gauge sees it on one day. `settings` are those of that day: its baseline rate may be another
    than today's."""

    day: date
    window: Window
    settings: Settings
    streams: Mapping[str, StreamStand]

    def moved_to(self, window: Window, life_weeks: int) -> dict[str, StreamStand]:
        """The same streams over another window, their build charged over `life_weeks` weeks."""
        return {name: _stand(stand.past, window, life_weeks) for name, stand in self.streams.items()}

    def window_of_length(self, weeks: int) -> Window:
        """The window of `weeks` weeks that ends on the same day."""
        return window_of(self.day, weeks, (stand.past.first_day for stand in self.streams.values()))

    def reading(self) -> GaugeReading:
        """The gauge."""
        parts = [
            part_of(name, stand.past.stream.time_sold, rows.total(stand.rows.values()), stand.charged)
            for name, stand in self.streams.items()
        ]
        return reading(parts, rate_of(self.settings, parts))


def standpoint(
    book: Book, day: date, memory: Memory | None = None, baseline: int | EllipsisType | None = ...
) -> Standpoint:
    """`book` on `day`: nothing dated later counts. `baseline` is the rate to look with, in minor units an hour
    (None: none was set); left out, it is the one that the book has now. With a `memory` old weeks are not summed
    again."""
    settings = book.settings
    if not isinstance(baseline, EllipsisType):
        settings = settings._replace(baseline_rate=baseline)
    pasts = (memory or Memory()).fresh_pasts(book, day)
    window = window_of(day, settings.window_weeks, (past.first_day for past in pasts))
    stands = {past.stream.id: _stand(past, window, settings.build_life_weeks) for past in pasts}
    return Standpoint(day, window, settings, stands)


def baseline_on(book: Book, day: date) -> int | None:
    """The baseline rate in force at the end of `day`, in minor units an hour: what the first restatement after it
    replaced, else the book's own. Restatements are stamped in UTC, and so is the end of the day here."""
    later = [
        change
        for change in book.all(Restatement)
        if change.what == "baseline_rate"
        and change.when[:10] > day.isoformat()
        and why_not("baseline_rate", change.old) is None
    ]
    first = min(later, key=lambda change: (change.when, change.at, change.doc_id), default=None)
    return book.settings.baseline_rate if first is None else first.old or None


def _stand(past: StreamPast, window: Window, life_weeks: int) -> StreamStand:
    held = {week: past.row(week) for week in window.mondays}
    return StreamStand(past, held, charged_build(past, window, life_weeks))


def part_of(stream: str, time_sold: bool, row: Row, charged: int) -> Part:
    """What the gauge sees of a stream with the sums `row` and `charged` build minutes."""
    return Part(
        stream=stream,
        time_sold=time_sold,
        net=rows.net(row),
        own={work: row[OWN_COLUMNS[work]] for work in RUN_WORK},
        build=charged,
        people=row[rows.PEOPLE],
        automation=row[rows.AUTOMATION],
        process=row[rows.PROCESS],
    )


def rate_of(settings: Settings, parts: Iterable[Part]) -> int | None:
    """The baseline rate in `SCALE`-ths of a minor unit an hour: the one that was set, else what an hour of the
    time-sold `parts` brought, None while there is none."""
    if settings.baseline_rate is not None:
        return settings.baseline_rate * SCALE
    sold = [part for part in parts if part.time_sold]
    net, run = sum(part.net for part in sold), sum(part.run for part in sold)
    return net * 60 * SCALE // run if net > 0 and run > 0 else None
