"""What each stream brings to the gauge, and the rate that own hours are valued at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from leverage_tui.domain.metrics import rows
from leverage_tui.domain.metrics.gauge import Part
from leverage_tui.domain.metrics.rows import OWN_COLUMNS, SCALE, Row
from leverage_tui.domain.metrics.sums import WindowSums
from leverage_tui.domain.metrics.window import Window
from leverage_tui.domain.model import RUN_WORK, Stream
from leverage_tui.domain.settings import Settings

WEEKS_A_YEAR = 52


class Baseline(NamedTuple):
    """The baseline rate in `SCALE`-ths of a minor unit per hour, None while there is none."""

    rate: int | None
    provisional: bool


def baseline(settings: Settings, sums: Sequence[WindowSums]) -> Baseline:
    """The baseline rate that was set, or for now what an hour in time-sold streams brought in the window."""
    if settings.baseline_rate is not None:
        return Baseline(settings.baseline_rate * SCALE, False)
    sold = [found for found in sums if found.stream.time_sold]
    net, run = sum(found.net for found in sold), sum(rows.run(found.row) for found in sold)
    if run <= 0 or net <= 0:
        return Baseline(None, False)
    return Baseline(net * 60 * SCALE // run, True)


def part_of(sums: WindowSums, product: int, rate: int | None, window: Window, settings: Settings) -> Part:
    """What a stream brings to the gauge; `product`: all its product build minutes ever."""
    row = sums.row
    return plain_part(
        sums.stream,
        row,
        sums.charged,
        product=product / (60 * SCALE) * window.weeks / settings.build_life_weeks,
        capital=sums.capital / rate * settings.required_return * window.weeks / WEEKS_A_YEAR if rate else 0.0,
    )


def plain_part(stream: Stream, row: Row, build: int, product: float = 0.0, capital: float = 0.0) -> Part:
    """As `part_of`, of a row, the build minutes to charge, and the hour-equivalents of products and of capital."""
    kept = row[rows.GROSS] - row[rows.REFUNDS]
    return Part(
        stream=stream.id,
        time_sold=stream.time_sold,
        net=rows.net(row),
        own={work: row[OWN_COLUMNS[work]] for work in RUN_WORK},
        build=build,
        people=row[rows.PEOPLE],
        automation=row[rows.AUTOMATION],
        process=row[rows.PROCESS],
        product=product,
        capital=capital,
        platform=min(1.0, max(0.0, row[rows.PLATFORM] / kept)) if kept else 0.0,
    )
