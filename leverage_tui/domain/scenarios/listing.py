"""A file of scenarios, already decoded: an object with the lists `what_if` and `new_stream`, or one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from leverage_tui.domain.scenarios.errors import ScenarioWrong, nearest
from leverage_tui.domain.scenarios.fields import shown

_LISTS = ("what_if", "new_stream")


@dataclass(frozen=True, slots=True)
class Listing:
    """The scenarios of a file, in its order."""

    what_if: tuple[Mapping[str, Any], ...]
    new_stream: tuple[Mapping[str, Any], ...]


def listing(found: Any) -> Listing:
    """The scenarios in `found`. Raises ScenarioWrong when it is no such thing."""
    if not isinstance(found, Mapping):
        raise ScenarioWrong(f"it holds {shown(found)}: write an object with the lists what_if and new_stream")
    if not any(name in found for name in _LISTS):
        key = next((near for name in found if (near := nearest(name, _LISTS, 0.6))), None)
        hint = f", the nearest key is {key}" if key else ""
        raise ScenarioWrong(f"it has neither of the lists what_if and new_stream{hint}")
    return Listing(*(tuple(_objects(name, found.get(name, []))) for name in _LISTS))


def _objects(name: str, found: Any) -> list[Mapping[str, Any]]:
    if not isinstance(found, list):
        raise ScenarioWrong(f"{name} is {shown(found)}: write a list of objects")
    for number, one in enumerate(found, 1):
        if not isinstance(one, Mapping):
            raise ScenarioWrong(f"{name} {number} is {shown(one)}: write an object with its fields")
    return found
