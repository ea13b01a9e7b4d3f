"""The gauge's values, and the states in which it may not be believed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

NEEDS_BASELINE = "needs baseline rate"
NO_NET_INCOME = "no net income"
BELOW_BASELINE = "below baseline"
NO_OWN_HOURS = "no own hours logged"
OK = "ok"

SOURCES = ("people", "process", "product", "automation", "capital", "platform", "unattributed", "drag")


class GaugeReading(NamedTuple):
    """A leveraged share on one basis. `raw` in percent, None without net income; `value` is never below 0."""

    state: str
    raw: float | None
    value: float | None


class StreamGauge(NamedTuple):
    """A stream's part of the gauge: `share` and `contribution` in points of the book's net, `credited` in money,
    `gauge` in percent of its own net, None unless that is above 0, `sources` in points, without empty ones."""

    share: float
    contribution: float
    credited: float
    gauge: float | None
    sources: Mapping[str, float]


class Gauge(NamedTuple):
    """The leveraged share with build hours charged. `sources` and `own` are points that add up to 100 together."""

    state: str
    raw: float | None
    value: float | None
    display: float | None
    streams: Mapping[str, StreamGauge]
    sources: Mapping[str, float]
    own: Mapping[str, float]
    total_net: float
    credited: float | None = None
    own_hours: float | None = None
    multiple: float | None = None
    marginal_point_per_own_hour: float | None = None
    marginal_point_per_leveraged_unit: float | None = None
