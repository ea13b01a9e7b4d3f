"""The fields of a scenario as they are typed: hours, money in major units, shares from 0 to 1.

A field that is left out, or null, has its default. Numbers are read as the decimals that were written, so that a
break-even that is hit exactly is one. A key that means nothing is passed over, unless it is nearly one that is
left out: that is a slip of the pen, and its number would be lost without a word.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite
from typing import Any

from leverage_tui.domain.model import OWN_WORK, Work
from leverage_tui.domain.scenarios.errors import ScenarioWrong, nearest
from leverage_tui.domain.settings import MONEY_LIMIT
from leverage_tui.domain.text import NAME_LIMIT, clean

_SHOWN = 40
_SLIP = 0.85
"""How alike a key must be to one that is left out to be taken for a slip."""


@dataclass(frozen=True, slots=True)
class Number:
    """What a number may be; `default` is for one that is left out."""

    default: Fraction = Fraction(0)
    low: int | None = 0
    high: int | None = None


COUNT = Number()
SHARE = Number(high=1)
CHANGE = Number(low=-1)
ANY = Number(low=None)


def numbers(scenario: Mapping[str, Any], known: Mapping[str, Number], others: Iterable[str]) -> dict[str, Fraction]:
    """The numbers of `scenario` by name; `others` are the fields besides. Raises ScenarioWrong."""
    _refuse_slips(scenario, (*known, *others))
    return {name: _number(name, scenario.get(name), spec) for name, spec in known.items()}


def flags(scenario: Mapping[str, Any], names: Iterable[str]) -> dict[str, bool]:
    """The fields that are true or false, by name. Raises ScenarioWrong."""
    found: dict[str, bool] = {}
    for name in names:
        value = scenario.get(name)
        if value is not None and not isinstance(value, bool):
            raise ScenarioWrong(f"{name} is {shown(value)}: write true or false", name)
        found[name] = bool(value)
    return found


def text(scenario: Mapping[str, Any], name: str) -> str | None:
    """A free text, None when it is left out. Raises ScenarioWrong."""
    found = scenario.get(name)
    if found is not None and not isinstance(found, str):
        sentence = f'{name} is {shown(found)}: write a text in quotes, such as "a helper for the admin"'
        raise ScenarioWrong(sentence, name)
    return found


def one_of(scenario: Mapping[str, Any], name: str, known: Iterable[str]) -> str:
    """A field that must be one of `known`. Raises ScenarioWrong."""
    found, choices = scenario.get(name), list(known)
    if isinstance(found, str) and found in choices:
        return found
    every = ", ".join(clean(choice) for choice in choices) or "none yet"
    if found is None:
        raise ScenarioWrong(f"{name} is missing: write one of {every}", name)
    near = nearest(found, choices) if isinstance(found, str) else None
    hint = f"write {clean(near)}" if near else f"there is {every}"
    raise ScenarioWrong(f"{name} is {shown(found)}: {hint}", name)


def activity(scenario: Mapping[str, Any]) -> Work:
    """The own work that a scenario takes over. Raises ScenarioWrong."""
    return Work(one_of(scenario, "activity", [work.value for work in OWN_WORK]))


def shown(value: Any) -> str:
    """A value as it stands in the file, short and harmless."""
    if isinstance(value, (Mapping, list)):
        return "a list" if isinstance(value, list) else "an object"
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > 10**_SHOWN:
        return "a number of many digits"
    return clean(json.dumps(value, ensure_ascii=False), _SHOWN)


def _number(name: str, value: Any, spec: Number) -> Fraction:
    if value is None:
        return spec.default
    if isinstance(value, str) and _is_number(value):
        raise ScenarioWrong(f"{name} is the text {shown(value)}: write {clean(value)} without quotes", name)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ScenarioWrong(f"{name} is {shown(value)}: write a number, such as {_sample(spec)}", name)
    if (isinstance(value, float) and not isfinite(value)) or abs(value) > MONEY_LIMIT:
        raise ScenarioWrong(f"{name} is {shown(value)}: write a number up to {MONEY_LIMIT:,}", name)
    if spec.low is not None and value < spec.low:
        raise ScenarioWrong(f"{name} is {shown(value)}: the lowest is {spec.low}", name)
    if spec.high is not None and value > spec.high:
        hint = f", so write {value / 100:g} for {value:g} %" if value <= 100 else ""
        raise ScenarioWrong(f"{name} is {shown(value)}: it goes from {spec.low} to {spec.high}{hint}", name)
    return Fraction(str(value))


def _sample(spec: Number) -> str:
    return "3" if spec.high is None and spec.low != -1 else "0.1"


def _is_number(value: str) -> bool:
    try:
        return len(value) <= NAME_LIMIT and isfinite(float(value))
    except ValueError:
        return False


def _refuse_slips(scenario: Mapping[str, Any], known: Iterable[str]) -> None:
    names = list(known)
    left_out = [name for name in names if name not in scenario]
    for key in scenario:
        if key not in names:
            near = nearest(key[:NAME_LIMIT], left_out, _SLIP)
            if near:
                raise ScenarioWrong(f"{clean(key)} is no field: write {near}", key)
