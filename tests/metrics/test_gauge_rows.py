"""The nine properties of METRICS 4 on random rows, given to the gauge as they are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.domain.metrics.gauge import Part, credited, gauge, reading
from leverage_tui.domain.metrics.readings import Gauge
from leverage_tui.domain.metrics.rows import SCALE
from leverage_tui.domain.model import RUN_WORK, Work

minutes = st.integers(0, 20_000).map(lambda value: value * SCALE)
money = st.integers(-2_000_000, 5_000_000).map(lambda value: value * SCALE)
rates = st.integers(100, 30_000).map(lambda value: value * SCALE)
equivalents = st.floats(0, 500)


@st.composite
def part(draw: st.DrawFn, name: str = "s") -> Part:
    return Part(
        stream=name, time_sold=draw(st.booleans()), net=draw(money), own={work: draw(minutes) for work in RUN_WORK},
        build=draw(minutes), people=draw(minutes), automation=draw(minutes), process=draw(minutes),
        product=draw(equivalents), capital=draw(equivalents), platform=draw(st.floats(0, 1)),
    )  # fmt: skip


@st.composite
def parts(draw: st.DrawFn) -> list[Part]:
    found = [draw(part(str(number))) for number in range(draw(st.integers(1, 4)))]
    lacking = SCALE - sum(one.net for one in found)
    if lacking >= 0:
        found[0] = found[0]._replace(net=found[0].net + lacking + draw(st.integers(1, 5_000_000)) * SCALE)
    return found


def raw(found: Sequence[Part], rate: int) -> float:
    value = reading(found, rate).raw
    assert value is not None
    return value


def whole(found: Sequence[Part], rate: int) -> Gauge:
    return gauge(found, rate, lambda value: value / (100 * SCALE))


def close(value: float) -> float:
    return 1e-9 * max(1.0, abs(value))


@given(parts(), rates)
def test_1_no_own_hour_is_leveraged(found: list[Part], rate: int) -> None:
    result = whole(found, rate)
    own = sum(one.effective for one in found)
    assert result.raw is not None
    assert result.own_hours == own / (60 * SCALE)
    limit = 100 * (1 - rate / 100 / SCALE * result.own_hours / result.total_net)
    assert result.raw <= limit + close(limit)
    assert own == 0 or result.raw < 100


@given(parts(), rates, st.integers(0, 3), st.sampled_from((*RUN_WORK, Work.BUILD)))
def test_2_one_more_own_hour_never_raises(found: list[Part], rate: int, which: int, work: Work) -> None:
    which %= len(found)
    old = found[which]
    hour = 60 * SCALE
    if work is Work.BUILD:
        new = old._replace(build=old.build + hour)
    else:
        new = old._replace(own={**old.own, work: old.own[work] + hour})
    before, after = raw(found, rate), raw([*found[:which], new, *found[which + 1 :]], rate)
    assert after <= before + close(before)
    if not old.time_sold:
        slope = -100 * rate / sum(one.net for one in found)
        assert after - before == pytest.approx(slope, abs=2 * close(before) + close(slope))


@given(parts(), rates, st.integers(0, 3), st.integers(1, 10**6))
def test_3_more_net_never_lowers(found: list[Part], rate: int, which: int, more: int) -> None:
    which %= len(found)
    old = found[which] = found[which]._replace(time_sold=False)
    before = reading(found, rate)
    after = reading([*found[:which], old._replace(net=old.net + more * SCALE), *found[which + 1 :]], rate)
    assert before.raw is not None
    assert after.raw is not None
    if before.raw <= 100:
        assert after.raw >= before.raw - close(before.raw)


@given(part(), rates)
def test_4_a_better_price_is_not_leverage(one: Part, rate: int) -> None:
    one = one._replace(time_sold=True, net=abs(one.net) + 2 * SCALE)
    share = 100 * one.others / (one.effective + one.others) if one.effective + one.others else 0.0
    assert raw([one], rate) <= share + close(share)


@given(parts(), rates, rates)
def test_5_a_higher_baseline_never_raises(found: list[Part], one: int, other: int) -> None:
    low, high = sorted((one, other))
    before = raw(found, low)
    assert raw(found, high) <= before + close(before)


@given(part(), rates, st.sampled_from(("automation", "process", "people")), minutes)
def test_6_claimed_hours_move_only_the_split(one: Part, rate: int, kind: str, claimed: int) -> None:
    more = one._replace(**{kind: getattr(one, kind) + claimed})
    if one.time_sold:
        # The limit by hours is up to S only where there is net income for it to be a share of.
        assert credited(more, rate) <= replace_sold(one, rate)
    else:
        assert credited(more, rate) == credited(one, rate)


def replace_sold(one: Part, rate: int) -> int:
    """S: what the stream would be credited with were it not time-sold."""
    return credited(one._replace(time_sold=False), rate)


@given(parts(), rates)
def test_7_parts_add_up(found: list[Part], rate: int) -> None:
    result = whole(found, rate)
    assert result.raw is not None
    size = max(1.0, *(abs(one.contribution) for one in result.streams.values()), *map(abs, result.own.values()))
    assert sum(one.contribution for one in result.streams.values()) == pytest.approx(result.raw, abs=1e-9 * size)
    assert sum(result.sources.values()) + sum(result.own.values()) == pytest.approx(100, abs=1e-9 * size)
    for one in result.streams.values():
        assert sum(one.sources.values()) == pytest.approx(one.contribution, abs=1e-9 * size)


@given(parts(), rates, st.fractions(0, 1))
def test_8_splitting_moves_nothing(found: list[Part], rate: int, at: float) -> None:
    one = found[0]._replace(time_sold=False)
    first = one._replace(net=int(one.net * at), own={work: int(spent * at) for work, spent in one.own.items()})
    second = one._replace(
        stream="split", net=one.net - first.net, build=0,
        own={work: spent - first.own[work] for work, spent in one.own.items()},
    )  # fmt: skip
    before = raw([one, *found[1:]], rate)
    assert raw([first, second, *found[1:]], rate) == pytest.approx(before, abs=close(before))


@given(parts(), rates, st.integers(2, 1000))
def test_9_another_unit_of_money_moves_nothing(found: list[Part], rate: int, factor: int) -> None:
    before = raw(found, rate)
    after = raw([one._replace(net=one.net * factor) for one in found], rate * factor)
    assert after == pytest.approx(before, abs=close(before))
