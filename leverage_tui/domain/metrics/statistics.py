"""Rank statistics: Mann-Kendall, Theil-Sen with Sen's interval, Spearman. No assumption about the data's shape.

Agree with SciPy's `kendalltau(method="exact")`, `theilslopes` and `spearmanr`, with which the tests compare them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, combinations
from math import erfc, exp, factorial, lgamma, log, log1p, sqrt
from statistics import NormalDist, median
from typing import Final, NamedTuple

_EXACT_UP_TO: Final = 40
_TOLERANCE: Final = 1e-15
_TINY: Final = 1e-300


class Slope(NamedTuple):
    """A median of slopes, with an interval."""

    slope: float
    low: float
    high: float


class MannKendall(NamedTuple):
    """Pairs that rise less pairs that fall, and how likely that is of chance (two-sided)."""

    score: int
    p_value: float


class Spearman(NamedTuple):
    """Rank correlation, and how likely it is of chance (two-sided)."""

    rho: float
    p_value: float


def mann_kendall(values: Sequence[float]) -> MannKendall:
    """Is there a trend? Exact without ties and up to 40 values, else normal with tie and continuity correction."""
    count = len(values)
    score = sum((later > earlier) - (later < earlier) for earlier, later in combinations(values, 2))
    ties = [tied for tied in Counter(values).values() if tied > 1]
    if not score:
        return MannKendall(0, 1.0)
    if not ties and count <= _EXACT_UP_TO:
        pairs = count * (count - 1) // 2
        fewer = (pairs - abs(score)) // 2
        return MannKendall(score, min(1.0, 2 * _permutations(count)[fewer] / factorial(count)))
    variance = (_spread(count) - sum(map(_spread, ties))) / 18
    return MannKendall(score, erfc((abs(score) - 1) / sqrt(variance) / sqrt(2)))


def _spread(count: int) -> int:
    return count * (count - 1) * (2 * count + 5)


@lru_cache(maxsize=_EXACT_UP_TO + 1)
def _permutations(count: int) -> tuple[int, ...]:
    """How many permutations of `count` things have at most 0, 1, 2 ... inversions."""
    exactly = [1]
    for size in range(2, count + 1):
        cumulated = list(accumulate(exactly))
        most = len(exactly) + size - 2
        exactly = [
            cumulated[min(number, len(cumulated) - 1)] - (cumulated[number - size] if number >= size else 0)
            for number in range(most + 1)
        ]
    return tuple(accumulate(exactly))


def theil_sen(x: Sequence[float], y: Sequence[float], confidence: float = 0.9) -> Slope | None:
    """The median slope over pairs with different x and Sen's interval; None when all x are the same. The interval
    is the slope itself where its variance is not positive."""
    points = list(zip(x, y, strict=True))
    slopes = sorted((y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in combinations(points, 2) if x1 != x2)
    if not slopes:
        return None
    slope = median(slopes)
    ties = [*Counter(x).values(), *Counter(y).values()]
    variance = (_spread(len(points)) - sum(map(_spread, ties))) / 18
    if variance <= 0:
        return Slope(slope, slope, slope)
    width = NormalDist().inv_cdf((1 + confidence) / 2) * sqrt(variance)
    high = min(round((len(slopes) + width) / 2), len(slopes) - 1)
    low = max(round((len(slopes) - width) / 2) - 1, 0)
    return Slope(slope, slopes[low], slopes[high])


def spearman(x: Sequence[float], y: Sequence[float]) -> Spearman | None:
    """Rank correlation with mean ranks for ties, its p from Student's t; None where one side does not vary."""
    one, other = _centred(_ranks(x)), _centred(_ranks(y))
    product = sum(a * b for a, b in zip(one, other, strict=True))
    squares = sum(a * a for a in one) * sum(b * b for b in other)
    freedom = len(one) - 2
    if not squares or freedom < 1:
        return None
    rho = product / sqrt(squares)
    unexplained = (squares - product * product) / squares
    return Spearman(rho, _incomplete_beta(freedom / 2, 0.5, unexplained))


def _ranks(values: Sequence[float]) -> list[int]:
    """Mean ranks, doubled, so that they are whole."""
    counts = Counter(values)
    place, ranks = 0, {}
    for value in sorted(counts):
        ranks[value] = 2 * place + counts[value] + 1
        place += counts[value]
    return [ranks[value] for value in values]


def _centred(ranks: Iterable[int]) -> list[int]:
    """Distances of doubled ranks from their mean, which is whole too."""
    found = list(ranks)
    return [rank - (len(found) + 1) for rank in found]


def _incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (Lentz's method)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - _incomplete_beta(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    fraction, numerator, denominator = 1.0, 1.0, 0.0
    for step in range(1000):
        half = step // 2
        if step == 0:
            term = 1.0
        elif step % 2 == 0:
            term = half * (b - half) * x / ((a + 2 * half - 1) * (a + 2 * half))
        else:
            term = -(a + half) * (a + b + half) * x / ((a + 2 * half) * (a + 2 * half + 1))
        denominator = 1 / ((1 + term * denominator) or _TINY)
        numerator = (1 + term / numerator) or _TINY
        fraction *= numerator * denominator
        if abs(1 - numerator * denominator) < _TOLERANCE:
            break
    return front * (fraction - 1)
