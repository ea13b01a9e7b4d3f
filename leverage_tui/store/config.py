"""What is only taste: the TOML config file. A key that is not understood is reported and never fatal."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from leverage_tui.domain.quantities.writing import MoneyStyle
from leverage_tui.store.config_keys import CONFIG_KEYS, KEYMAP, WEEKDAYS, Value, read_keymap, unknown_key

LARGEST = 256 * 1024
"""Bytes that a config may have."""
MOST_SAID = 10
"""Sentences about what does not fit, before the rest is counted."""


class Config(NamedTuple):
    """Taste; `config_keys` says what each key means. `decimal` empty asks; `keys` holds what the file's table of keys
    says, unjudged."""

    theme: str = "leverage-dark"
    hours: Literal["hm", "decimal"] = "hm"
    decimal: Literal["", ".", ","] = ""
    thousands: Literal[",", ".", "'", " ", ""] = ","
    currency_style: Literal["symbol", "code"] = "symbol"
    first_day: str = "monday"
    day_starts: int = 0
    mask: bool = False
    mouse: bool = True
    keys: Mapping[str, tuple[str, ...]] = MappingProxyType({})

    @property
    def first_weekday(self) -> int:
        """The first day of the shown week, 0 for Monday."""
        return WEEKDAYS.index(self.first_day)

    @property
    def money(self) -> MoneyStyle:
        """How amounts are written. A point between thousands leaves the comma to the decimals."""
        decimal = {".": ",", ",": "."}.get(self.thousands) or self.decimal or "."
        return MoneyStyle(self.currency_style == "code", self.thousands, decimal)

    def value(self, key: str) -> Value:
        """The value of a key of the schema."""
        found: Value = getattr(self, key)
        return found

    def having(self, key: str, value: Value) -> Config:
        """The same with another value of a key of the schema."""
        return self._replace(**{key: value})  # type: ignore[arg-type]


def read_config(path: Path) -> tuple[Config, tuple[str, ...]]:
    """The config in `path` and a sentence for everything in it that does not fit; defaults without a file."""
    try:
        config, said = _understood(keys_in(path))
    except FileNotFoundError:
        return Config(), ()
    except (OSError, ValueError, RecursionError) as error:
        return Config(), (f"{path.name} cannot be read, so it is left aside: {_why(error)}",)
    if len(said) > MOST_SAID:
        said[MOST_SAID:] = [f"and {len(said) - MOST_SAID} more that do not fit"]
    return config, tuple(f"{path.name}: {sentence}" for sentence in said)


def keys_in(path: Path) -> dict[str, Any]:
    """Everything that stands in the file, unjudged. Raises OSError, ValueError where it is no TOML, RecursionError
    where it nests too deep."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise ValueError("it is no regular file")
    if found.st_size > LARGEST:
        raise ValueError(f"it has {found.st_size >> 10} KB, the most is {LARGEST >> 10}")
    text = path.read_text(encoding="utf-8-sig")
    import tomllib

    return tomllib.loads(text)


def _why(error: OSError | ValueError | RecursionError) -> str:
    """Why the file cannot be read, in words."""
    if isinstance(error, OSError):
        from leverage_tui.store.disk import read_words

        return read_words(error)
    if isinstance(error, UnicodeDecodeError):
        return f"it is no UTF-8 text (byte {error.start + 1})"
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)


def _understood(found: Mapping[str, Any]) -> tuple[Config, list[str]]:
    config = Config()
    said: list[str] = []
    for name, value in found.items():
        key = CONFIG_KEYS.get(name)
        if name == KEYMAP:
            keymap, wrong = read_keymap(value)
            config = config._replace(keys=keymap)
            said += wrong
        elif key is None:
            said.append(unknown_key(name))
        elif why := key.why_not(value):
            said.append(why)
        else:
            config = config.having(name, value)
    return config, said
