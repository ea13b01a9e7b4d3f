"""The one change that would change the verdict on a plan for a new stream.

Every change is tried with the test itself, so that what is advised does what is said. The smallest comes first: to
plan what was left out of the plan, then numbers by how far they are off, two weeks off, another channel, and only
then another structure. Where no change alone is enough they are added up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from leverage_tui.domain.book import Book
from leverage_tui.domain.metrics.memory import Memory
from leverage_tui.domain.planning import shown
from leverage_tui.domain.planning.plan_facts import NAMES
from leverage_tui.domain.quantities.currency import exponent
from leverage_tui.domain.scenarios.plans import FAILS, GATE, HONEST, PASSES, SURVIVES, judge, planned
from leverage_tui.domain.scenarios.present import Present, present
from leverage_tui.domain.scenarios.results import NewStream
from leverage_tui.domain.settings import MONEY_LIMIT

CHANNEL, NET, BUILD, RUN = "largest_channel_share", "net_per_week", "build_hours", "run_hours_per_week"
_HALF = 0.5
_WOULD: Mapping[str, str] = {
    "one_to_many": "it were made once and sold to many",
    "info_product": "it were an information product",
    "delivered_by_others": "others delivered it",
    SURVIVES: "it survived two weeks off",
    CHANNEL: "no channel brought over half of it",
}
_WOULD_NOT: Mapping[str, str] = {
    "one_to_many": "it were not made once and sold to many",
    "info_product": "it were no information product",
    "delivered_by_others": "others did not deliver it",
    SURVIVES: "it did not survive two weeks off",
    CHANNEL: "one channel brought all of it",
}
_CARRIES: Mapping[str, str] = {
    "one_to_many": "it is made once and sold to many",
    "info_product": "it is an information product",
    "delivered_by_others": "others deliver it",
}
_PLANNING, _ANOTHER_WAY, _ANOTHER_STRUCTURE = 0.02, 0.5, 1.0
"""How large a change is that is no number; a number's is its relative change."""
_GATES = ("delivered_by_others", "one_to_many", "info_product")
"""From the nearest to a service to the furthest."""
_TENTH = Fraction(1, 10)
Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """A change of a plan: its words after "if", the fields it sets, and how large it is (0 is none)."""

    words: str
    fields: Mapping[str, Any]
    size: float


@dataclass(frozen=True, slots=True)
class Advice:
    """What to say of a plan, and the changed `plan` of which that is true; None where nothing would change it."""

    sentence: str
    plan: Body | None


def advice(book: Book, today: date, plan: Body, memory: Memory | None = None) -> str:
    """The sentence that says what would change the verdict on `plan`; of one that passes, what carries and what
    would break it. Raises ScenarioWrong."""
    return advised(book, today, plan, memory).sentence


def advised(book: Book, today: date, plan: Body, memory: Memory | None = None) -> Advice:
    """As `advice`, with the plan as it would be. Raises ScenarioWrong."""
    tester = _Tester(present(book, today, memory or Memory()), book.settings.base_currency)
    result = tester.result(plan)
    if result.verdict == PASSES:
        return tester.what_breaks(plan, result)
    if tester.now.rate is None:
        hint = "Say first what an hour of yours is worth: without a baseline rate nothing breaks even."
        return Advice(hint, None)
    steps = tester.to_pass(plan)
    if not steps:
        return Advice("Nothing that can be typed here would make it pass.", None)
    changed = _with(plan, steps)
    gate = "the gate, and the test" if result.verdict == FAILS else "the test"
    return Advice(f"If {_conditions(steps)}, it would pass {gate}.", changed)


class _Tester:
    """Tries changes of a plan on one window."""

    def __init__(self, now: Present, currency: str) -> None:
        self.now, self._currency = now, currency

    def result(self, plan: Body) -> NewStream:
        """How `plan` does."""
        return judge(self.now, planned(plan))

    def passes(self, plan: Body) -> bool:
        """Whether it is a "go"."""
        return self.result(plan).verdict == PASSES

    def to_pass(self, plan: Body) -> tuple[Step, ...]:
        """The steps that make `plan` pass, as few as there need be; none when nothing does."""
        toggles = list(_toggles(plan))
        single = [step for step in toggles if self.passes(_with(plan, (step,)))]
        single += self._numbers(plan, worse=False)
        if single:
            return (min(single, key=lambda step: step.size),)
        taken: list[Step] = []
        everything = _with(plan, toggles)
        if not self.passes(everything):
            taken = sorted(self._numbers(everything, worse=False), key=lambda step: step.size)[:1]
        for step in toggles:
            if self.passes(_with(plan, taken)):
                break
            taken.append(step)
        if not self.passes(_with(plan, taken)):
            return ()
        for step in taken[::-1]:
            fewer = [kept for kept in taken if kept is not step]
            if self.passes(_with(plan, fewer)):
                taken = fewer
        return tuple(taken)

    def what_breaks(self, plan: Body, result: NewStream) -> Advice:
        """What carries a plan that passes, and the smallest change with which it would not."""
        steps = [step for step in _untoggles(plan) if not self.passes(_with(plan, (step,)))]
        steps += self._numbers(plan, worse=True)
        step = min(steps, key=lambda found: found.size, default=None)
        carried = _listed([words for name, words in _CARRIES.items() if plan.get(name)])
        weeks = shown.weeks(result.projected_break_even_weeks or 0)
        passes = f"It passes with {shown.points(result.score)} points: {carried}, and it breaks even after {weeks}"
        if step is None:
            return Advice(f"{passes}.", None)
        return Advice(f"{passes}; if {step.words}, it would not.", _with(plan, (step,)))

    def _numbers(self, plan: Body, *, worse: bool) -> list[Step]:
        """For each number the least change that alone turns the verdict, where there is one."""
        found = (self._net(plan, worse=worse), *(self._hours(plan, name, worse=worse) for name in (BUILD, RUN)))
        return [step for step in found if step is not None]

    def _net(self, plan: Body, *, worse: bool) -> Step | None:
        unit, before = Fraction(1, 10 ** exponent(self._currency)), _number(plan, NET)
        sign = -1 if worse else 1

        def field(count: int) -> dict[str, Any]:
            return {NET: plain(before + sign * count * unit)}

        most = int((MONEY_LIMIT - abs(before)) / unit)
        count = self._least(plan, field, most, worse=worse)
        if count is None:
            return None
        by = shown.exact_money(count * unit, self._currency)
        return Step(
            f"it brought {by} a week {'less' if worse else 'more'}", field(count), _relative(count * unit, before)
        )

    def _hours(self, plan: Body, name: str, *, worse: bool) -> Step | None:
        """Hours in tenths, as they are typed."""
        before = _number(plan, name)
        first = int(before / _TENTH) if worse else -int(-before // _TENTH)

        def field(count: int) -> dict[str, Any]:
            return {name: plain((first + count if worse else first - count) * _TENTH)}

        most = int((MONEY_LIMIT - before) / _TENTH) - 1 if worse else first
        count = self._least(plan, field, most, worse=worse)
        if count is None:
            return None
        after = Fraction(str(field(count)[name]))
        words = f"{shown.number(after)} instead of {shown.number(before)} hours"
        said = f"building took {words}" if name == BUILD else f"it ran on {words} a week"
        return Step(said, field(count), _relative(after - before, before))

    def _least(self, plan: Body, field: Any, most: int, *, worse: bool) -> int | None:
        """The least count from 1 to `most` whose `field` turns the verdict, found by doubling and halving."""

        def turned(count: int) -> bool:
            return self.passes({**plan, **field(count)}) is not worse

        high = 1
        while high < most and not turned(high):
            high = min(most, high * 2)
        if most < 1 or not turned(high):
            return None
        low = high // 2 if high > 1 else 0
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if turned(middle) else (middle, high)
        return high


def plain(value: Fraction) -> int | float:
    """A number as it is typed, read back as just this value."""
    if value.denominator == 1:
        return int(value)
    return float(Decimal(value.numerator) / Decimal(value.denominator))


def _toggles(plan: Body) -> Iterator[Step]:
    """What is not so yet and could be, the first of the gate first, further ones last."""
    gates = [name for name in _GATES if not plan.get(name)]
    fails = len(gates) == len(GATE)
    order = [*gates[:1], *HONEST, SURVIVES, CHANNEL, *gates[1:]] if fails else [*HONEST, SURVIVES, CHANNEL, *gates]
    for name in order:
        if name == CHANNEL:
            if _number(plan, CHANNEL, 1) > _HALF:
                yield Step(_WOULD[name], {name: _HALF}, _ANOTHER_WAY)
        elif not plan.get(name):
            size = _PLANNING if name in HONEST else _ANOTHER_STRUCTURE if name in GATE else _ANOTHER_WAY
            words = _WOULD.get(name) or f"its {NAMES[name]} were planned"
            yield Step(words, {name: True}, size)


def _untoggles(plan: Body) -> Iterator[Step]:
    """What is so and might not stay so."""
    for name, words in _WOULD_NOT.items():
        if name == CHANNEL:
            if _number(plan, CHANNEL, 1) <= _HALF:
                yield Step(words, {name: 1}, _ANOTHER_WAY)
        elif plan.get(name):
            yield Step(words, {name: False}, _ANOTHER_STRUCTURE if name in GATE else _ANOTHER_WAY)


def _number(plan: Body, name: str, default: int = 0) -> Fraction:
    found = plan.get(name)
    return Fraction(default) if found is None else Fraction(str(found))


def _relative(change: Fraction, before: Fraction) -> float:
    return float(abs(change) / max(abs(before), Fraction(1)))


def _with(plan: Body, steps: Any) -> dict[str, Any]:
    changed = dict(plan)
    for step in steps:
        changed |= step.fields
    return changed


def _conditions(steps: tuple[Step, ...]) -> str:
    """The steps after "if"; what is to be planned together."""
    names = [next(iter(step.fields)) for step in steps]
    honest = [NAMES[name] for name in names if name in HONEST]
    said = [step.words for name, step in zip(names, steps, strict=True) if name not in HONEST]
    return _listed([*said, *([f"its {_listed(honest)} were planned"] if honest else [])])


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
