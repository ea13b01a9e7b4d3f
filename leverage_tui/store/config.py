"""What is only taste: the TOML config file. A key that is not understood is reported and never fatal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "hours": ("hm", "decimal"),
    "decimal": ("", ".", ","),
    "first_day": WEEKDAYS,
}


@dataclass(frozen=True, slots=True)
class Config:
    """Taste. `decimal` decides what a lone separator in an amount means; empty asks. `day_starts` is the hour
    before which it is still yesterday."""

    theme: str = "leverage-dark"
    hours: Literal["hm", "decimal"] = "hm"
    decimal: Literal["", ".", ","] = ""
    first_day: str = "monday"
    day_starts: int = 0

    @property
    def first_weekday(self) -> int:
        """The first day of the shown week, 0 for Monday."""
        return WEEKDAYS.index(self.first_day)


def read_config(path: Path) -> tuple[Config, tuple[str, ...]]:
    """The config in `path` and a sentence for everything in it that does not fit; defaults without a file."""
    import tomllib

    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Config(), ()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Config(), (f"{path.name} cannot be read, so it is left aside: {error}",)
    config, said = Config(), []
    known = [spec.name for spec in fields(Config)]
    for key, value in found.items():
        why = _why_not(key, value, known)
        if why is None:
            config = replace(config, **{key: value})
        else:
            said.append(f"{path.name}: {why}")
    return config, tuple(said)


def _why_not(key: str, value: Any, known: list[str]) -> str | None:
    import difflib

    if key not in known:
        near = difflib.get_close_matches(key, known, n=1)
        return f"there is no {key}" + (f", the nearest is {near[0]}" if near else f" (known: {', '.join(known)})")
    if key == "day_starts":
        fits = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 12
        return None if fits else "day_starts is an hour from 0 to 12"
    if not isinstance(value, str):
        return f"{key} is text in quotes"
    choices = _CHOICES.get(key)
    if choices and value not in choices:
        near = difflib.get_close_matches(value, choices, n=1)
        return f"{key} is one of {', '.join(repr(choice) for choice in choices)}" + (
            f", {near[0]}?" if near else ""
        )
    return None
