"""The rank statistics against SciPy's."""

from __future__ import annotations

from collections import Counter
from math import erfc, sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from leverage_tui.domain.metrics.statistics import mann_kendall, spearman, theil_sen

coarse = st.integers(-6, 12).map(float)
fine = st.integers(-(10**9), 10**9).map(lambda value: value / 10**6)


def series(values: st.SearchStrategy[float]) -> st.SearchStrategy[list[tuple[float, float]]]:
    return st.lists(st.tuples(values, values), min_size=4, max_size=52)


points = st.one_of(series(coarse), series(fine))


@given(points)
def test_spearman(found: list[tuple[float, float]]) -> None:
    x, y = zip(*found, strict=True)
    rank = spearman(x, y)
    if len(set(x)) == 1 or len(set(y)) == 1:
        assert rank is None
        return
    assert rank is not None
    reference = stats.spearmanr(x, y)
    assert rank.rho == pytest.approx(reference[0], abs=1e-9)
    assert rank.p_value == pytest.approx(reference[1], abs=1e-9)


@given(points)
def test_theil_sen(found: list[tuple[float, float]]) -> None:
    x, y = zip(*found, strict=True)
    slope = theil_sen(x, y)
    if len(set(x)) == 1:
        assert slope is None
        return
    assert slope is not None
    assume(max(Counter(x).values()) < len(x) - 1 and max(Counter(y).values()) < len(y) - 1)
    reference = stats.theilslopes(y, x, 0.9)
    assert tuple(slope) == pytest.approx((reference[0], reference[2], reference[3]), rel=1e-9, abs=1e-9)


def test_theil_sen_of_flat_data_has_no_width() -> None:
    assert theil_sen(range(9), [3.0] * 9) == (0.0, 0.0, 0.0)


@given(st.lists(fine, min_size=2, max_size=40, unique=True))
def test_mann_kendall_without_ties_is_exact(y: list[float]) -> None:
    test = mann_kendall(y)
    reference = stats.kendalltau(range(len(y)), y, method="exact")
    assert test.p_value == pytest.approx(reference[1], abs=1e-9)
    assert test.score == round(reference[0] * len(y) * (len(y) - 1) / 2)


def test_mann_kendall_with_ties() -> None:
    # n = 5, ties of 2 and 2: variance (5*4*15 - 2*1*9 - 2*1*9) / 18 = 264 / 18; S = 8.
    test = mann_kendall([1, 1, 2, 2, 3])
    assert test.score == 8
    assert test.p_value == pytest.approx(erfc(7 / sqrt(264 / 18) / sqrt(2)), rel=1e-12)
    assert mann_kendall([2, 2, 2]) == (0, 1.0)
    assert mann_kendall([3, 2, 2]).score == -2


@given(st.lists(coarse, min_size=3, max_size=30))
def test_the_sign_of_a_trend_turns_with_the_values(y: list[float]) -> None:
    forth, back = mann_kendall(y), mann_kendall([-value for value in y])
    assert (forth.score, forth.p_value) == (-back.score, back.p_value)
