"""The gauge: of every 100 that is kept, how much own hours at the baseline rate do not explain.

Everything up to the ratios is exact. Money and minutes here are in `SCALE`-ths, the baseline rate in `SCALE`-ths of
a minor unit per hour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import floor
from typing import NamedTuple

from leverage_tui.domain.metrics.readings import (
    BELOW_BASELINE,
    NEEDS_BASELINE,
    NO_NET_INCOME,
    NO_OWN_HOURS,
    OK,
    SOURCES,
    Gauge,
    GaugeReading,
    StreamGauge,
)
from leverage_tui.domain.metrics.rows import SCALE
from leverage_tui.domain.model import Work

_NOTHING = SCALE // 10**9
"""A billionth of a minor unit or minute: what is nearer to 0 is nothing but a remainder of division."""
_HIGHEST = 99.9


class Part(NamedTuple):
    """What one stream brings to the gauge. `own` holds run minutes by activity; `product` and `capital` are the
    hour-equivalents of finished products and of capital, in hours; `platform` is the platform's part of revenue."""

    stream: str
    time_sold: bool
    net: int
    own: Mapping[Work, int]
    build: int
    people: int = 0
    automation: int = 0
    process: int = 0
    product: float = 0.0
    capital: float = 0.0
    platform: float = 0.0

    @property
    def run(self) -> int:
        """R: own minutes that are not build."""
        return sum(self.own.values())

    @property
    def effective(self) -> int:
        """H: run minutes and the build minutes charged."""
        return self.run + self.build

    @property
    def others(self) -> int:
        """E: minutes that were not your own."""
        return self.people + self.automation + self.process


def is_nothing(value: int) -> bool:
    """Whether an exact sum is 0 but for remainders of division."""
    return -_NOTHING <= value <= _NOTHING


def labour(minutes: int, rate: int) -> int:
    """What `minutes` of your own are worth at `rate`."""
    return minutes * rate // (60 * SCALE)


def credited(part: Part, rate: int) -> int:
    """c: the surplus over your own labour; where hours are sold, at most the share of hours that were not yours."""
    surplus = part.net - labour(part.effective, rate)
    if not part.time_sold:
        return surplus
    hours = part.effective + part.others
    return min(surplus, part.net * part.others // hours if hours else 0)


def reading(parts: Iterable[Part], rate: int | None) -> GaugeReading:
    """The leveraged share of all `parts` at `rate`."""
    parts = list(parts)
    if rate is None:
        return GaugeReading(NEEDS_BASELINE, None, None)
    net = sum(part.net for part in parts)
    if net <= _NOTHING:
        return GaugeReading(NO_NET_INCOME, None, 0.0)
    raw = 100 * sum(credited(part, rate) for part in parts) / net
    if abs(raw) <= 1e-9:
        raw = 0.0
    if raw < 0:
        return GaugeReading(BELOW_BASELINE, raw, 0.0)
    state = OK if any(part.effective for part in parts) else NO_OWN_HOURS
    return GaugeReading(state, raw, raw)


def running(parts: Iterable[Part]) -> list[Part]:
    """The same without build."""
    return [part._replace(build=0) for part in parts]


def gauge(parts: Sequence[Part], rate: int | None, money: Callable[[int], float]) -> Gauge:
    """The gauge with all its parts; `money` turns exact sums into major units."""
    read = reading(parts, rate)
    net = sum(part.net for part in parts)
    if rate is None:
        return Gauge(
            state=read.state, raw=None, value=None, display=None, streams={}, sources={}, own={},
            total_net=money(net),
        )  # fmt: skip
    credits = [credited(part, rate) for part in parts]
    credit = sum(credits)
    if read.raw is None or read.value is None:
        return Gauge(
            state=read.state, raw=None, value=0.0, display=0.0, streams={}, sources={}, own={},
            total_net=money(net), credited=money(credit),
        )  # fmt: skip
    pairs = zip(parts, credits, strict=True)
    streams = {part.stream: _of_stream(part, amount, net, money) for part, amount in pairs}
    own_minutes = sum(part.effective for part in parts)
    hour = money(rate)
    rest = net - credit
    return Gauge(
        state=read.state,
        raw=read.raw,
        value=read.value,
        display=floor(min(read.value, _HIGHEST) * 10) / 10,
        streams=streams,
        sources={name: sum(found.sources.get(name, 0.0) for found in streams.values()) for name in SOURCES},
        own=_own_side(parts, credit, rate, net),
        total_net=money(net),
        credited=money(credit),
        own_hours=own_minutes / (60 * SCALE),
        multiple=None if is_nothing(rest) else net / rest,
        marginal_point_per_own_hour=-100 * hour / money(net),
        marginal_point_per_leveraged_unit=100 * (rest / net) / money(net),
    )


def _of_stream(part: Part, credit: int, net: int, money: Callable[[int], float]) -> StreamGauge:
    points = 100 * credit / net
    return StreamGauge(
        share=100 * part.net / net,
        contribution=points,
        credited=money(credit),
        gauge=None if part.net <= _NOTHING else 100 * credit / part.net,
        sources={} if is_nothing(credit) else _sources(part, points),
    )


def _sources(part: Part, points: float) -> dict[str, float]:
    """Which leverage made a stream's `points`; what is below 0 is drag."""
    if points < 0:
        return {"drag": points}
    hours = {
        "people": part.people / (60 * SCALE),
        "process": part.process / (60 * SCALE),
        "product": part.product,
        "automation": part.automation / (60 * SCALE),
        "capital": part.capital,
    }
    platform, everything = points * part.platform, sum(hours.values())
    rest = points - platform
    split = {name: rest * found / everything for name, found in hours.items()} if everything else {}
    split["platform"] = platform
    if not everything:
        split["unattributed"] = rest
    return {name: found for name, found in split.items() if found}


def _own_side(parts: Sequence[Part], credit: int, rate: int, net: int) -> dict[str, float]:
    """Own hours by activity at the baseline rate and what a better price adds, in points."""
    minutes: dict[Work, int] = {}
    for part in parts:
        for work, worked in part.own.items():
            minutes[work] = minutes.get(work, 0) + worked
    minutes[Work.BUILD] = sum(part.build for part in parts)
    premium = net - credit - sum(labour(part.effective, rate) for part in parts)
    points = {work.value: 100 * labour(worked, rate) / net for work, worked in minutes.items()}
    return points | {"premium": 100 * premium / net}
