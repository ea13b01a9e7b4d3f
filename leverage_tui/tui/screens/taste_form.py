"""Taste as a form: every key of the config with its meaning; what is chosen is seen at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from leverage_tui.store.config import Config
from leverage_tui.store.config_keys import CONFIG_KEYS, ConfigKey, Value
from leverage_tui.tui.screens.fields import ChoiceField, Line, TextField
from leverage_tui.tui.screens.form import Form
from leverage_tui.tui.screens.picklist import Option
from leverage_tui.tui.screens.reading import Reading, Said

Taste = Mapping[str, Value]
_LABELS = {
    "theme": "Theme", "hours": "Hours", "decimal": "A lone separator", "thousands": "Thousands",
    "currency_style": "Currency", "first_day": "Week begins", "day_starts": "Day begins at",
    "mask": "Amounts hidden", "mouse": "Mouse",
}  # fmt: skip
_WIDTH = 24


class TasteForm(Form[Taste]):
    """Returns the keys that were changed and their new values."""

    DEFAULT_CSS = """
    TasteForm Line .entry { min-width: 0; }
    TasteForm Line TextField { margin-right: 20; }
    """
    ACCEPT = "keep"

    def __init__(self, config: Config, themes: Sequence[str], look: Callable[[Config], None]) -> None:
        """The taste of now, the names of the themes there are, and what shows another taste."""
        super().__init__()
        self._config, self._themes, self._look = config, themes, look
        self._seen = config

    def heading(self) -> str:
        """What it is about."""
        return "Look and numbers"

    def words(self) -> str:
        """That no figure depends on it."""
        return "Taste alone: no figure changes. A choice shows at once, F10 keeps it."

    def lines(self) -> Iterable[Line]:
        """A line per key."""
        for key in CONFIG_KEYS.values():
            yield Line(_LABELS[key.name], self._field(key))

    def _field(self, key: ConfigKey) -> TextField | ChoiceField:
        value = key.words(self._config.value(key.name))
        if key.name == "theme":
            options = [Option(name, name) for name in self._themes]
        elif isinstance(key.default, bool):
            options = [Option("true", "yes"), Option("false", "no")]
        elif key.choices:
            options = [Option(key.words(choice), words) for choice, words in key.choices.items()]
        else:
            return TextField(key.name, value, width=4)
        return ChoiceField(key.name, options, value, width=_WIDTH)

    def read(self, typed: Mapping[str, str]) -> Reading[Taste]:
        """The values, each checked."""
        values, said = _read(typed)

        def make() -> Taste:
            return {key: value for key, value in values.items() if value != self._config.value(key)}

        return Reading(said, make)

    def changed(self, key: str) -> None:
        """Show the dashboard by what is chosen."""
        config = self._config
        for name, value in _read(self.typed())[0].items():
            config = config.having(name, value)
        if config != self._seen:
            self._seen = config
            self._look(config)


def _read(typed: Mapping[str, str]) -> tuple[dict[str, Value], dict[str, Said]]:
    values: dict[str, Value] = {}
    said: dict[str, Said] = {}
    for name, text in typed.items():
        key = CONFIG_KEYS[name]
        try:
            values[name] = key.read(text)
        except ValueError as error:
            said[name] = Said(str(error), "wrong")
        else:
            said[name] = Said(key.meaning + (" (next start)" if key.later else ""))
    return values, said
