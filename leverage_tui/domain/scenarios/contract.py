"""Scenarios as the JSON that `metrics --json --scenarios` prints."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from leverage_tui.domain.scenarios.results import NewStream, WhatIf


def as_json(found: WhatIf | NewStream) -> dict[str, Any]:
    """`found` as an object of JSON: None where there is none; without a baseline rate only what is known."""
    if isinstance(found, NewStream):
        return {name: value for name, value in asdict(found).items() if name != "life_weeks"}
    result: dict[str, Any] = {"kind": found.kind, "label": found.label}
    if found.outcome is None or found.change is None:
        return {**result, "state": found.state}
    return {**result, **asdict(found.outcome), **asdict(found.change)}
