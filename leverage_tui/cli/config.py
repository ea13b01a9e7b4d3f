"""``lev config``: what is only taste. It changes no figure, and the book does not know of it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong, nearest
from leverage_tui.cli.output import table
from leverage_tui.domain.text import clean
from leverage_tui.store.config_keys import CONFIG_KEYS, KEYMAP, ConfigKey, unknown_key

THEMES = (
    "leverage-dark", "leverage-light", "leverage-contrast", "leverage-ansi-dark", "leverage-ansi-light",
    "ansi-dark", "ansi-light", "atom-one-dark", "atom-one-light", "catppuccin-frappe", "catppuccin-latte",
    "catppuccin-macchiato", "catppuccin-mocha", "dracula", "flexoki", "gruvbox", "monokai", "nord", "rose-pine",
    "rose-pine-dawn", "rose-pine-moon", "solarized-dark", "solarized-light", "textual-dark", "textual-light",
    "tokyo-night",
)  # fmt: skip
"""The themes there are, named here because asking the screen's library takes longer than the whole command."""


def _configure(parser: ArgumentParser) -> None:
    listed = "; ".join(f"{key.name}: {_meaning(key)}" for key in CONFIG_KEYS.values()).replace("%", "%%")
    parser.add_argument("key", metavar="KEY", nargs="?", help=listed)
    parser.add_argument("value", metavar="VALUE", nargs="*", help="true or false, a word, or an hour")
    parser.add_argument(
        "--reset", action="store_true", help="take the key out of the file: its default counts again"
    )


def _run(context: Context, given: Namespace) -> int:
    config, said = context.config_read
    for sentence in said:
        context.output.say(sentence)
    if given.key is None:
        if given.reset:
            raise AskedWrong("--reset needs a key: lev config theme --reset")
        _list(context)
        return 0
    key = CONFIG_KEYS.get(given.key.strip().lower().replace("-", "_"))
    if key is None:
        raise AskedWrong(_no_key(given.key))
    if given.reset:
        if given.value:
            raise AskedWrong(f"either a value or --reset: {key.name} {clean(' '.join(given.value))} is a value")
        _reset(context, key)
    elif given.value:
        _set(context, key, " ".join(given.value))
    else:
        context.output.line(key.words(config.value(key.name)))
    return 0


def _no_key(typed: str) -> str:
    if typed.strip().lower() == KEYMAP:
        return f"[{KEYMAP}] is a table of keys by action: write it into the file that lev where names"
    return unknown_key(clean(typed))


def _meaning(key: ConfigKey) -> str:
    """What the key means, and what it may be."""
    may = ", ".join(key.words(choice) + (f" ({words})" if words != key.words(choice) else "")
                    for choice, words in key.choices.items())  # fmt: skip
    later = " From the next start on." if key.later else ""
    return f"{key.meaning} {may}.{later}" if may and key.name != "first_day" else f"{key.meaning}{later}"


def _list(context: Context) -> None:
    config, _ = context.config_read
    given = _in_file(context)
    rows = [
        (key.name, key.words(config.value(key.name)), "the file" if key.name in given else "default", _meaning(key))
        for key in CONFIG_KEYS.values()
    ]
    count = f"{len(config.keys)} given" if config.keys else "none given"
    rows.append((KEYMAP, count, "the file" if KEYMAP in given else "default", "A table of keys by action."))
    context.output.lines(table(rows))


def _in_file(context: Context) -> frozenset[str]:
    """The keys whose value comes from the file."""
    from leverage_tui.store.config import keys_in

    try:
        found = keys_in(context.config_file)
    except (OSError, ValueError, RecursionError):
        return frozenset()
    return frozenset(
        name for name, value in found.items() if name == KEYMAP or (
            name in CONFIG_KEYS and CONFIG_KEYS[name].why_not(value) is None
        )
    )  # fmt: skip


def _set(context: Context, key: ConfigKey, typed: str) -> None:
    from leverage_tui.store.config_write import written

    try:
        value = key.read(typed)
    except ValueError as error:
        raise AskedWrong(str(error)) from error
    if key.name == "theme" and value not in THEMES:
        near = nearest(str(value).lower(), THEMES)
        hint = f"the nearest is {near}" if near else f"there is {', '.join(THEMES)}"
        raise AskedWrong(f"there is no theme {clean(str(value))}: {hint}")
    old = context.config.value(key.name)
    written(context.config_file, key.name, value)
    was = f" (was {key.words(old)})" if old != value else ""
    context.output.line(f"{key.name} {key.words(value)}{was}")


def _reset(context: Context, key: ConfigKey) -> None:
    from leverage_tui.store.config_write import written

    old = context.config.value(key.name)
    written(context.config_file, key.name, None)
    was = f" (was {key.words(old)})" if old != key.default else ""
    context.output.line(f"{key.name} {key.words(key.default)}, its default{was}")


CONFIG = Command(
    usage="config [KEY [VALUE | --reset]]",
    about="What is only taste: colours, how hours and amounts are written, the first day of the week. Alone it lists "
    "every key, its value, where that comes from, and its meaning. No figure changes by it.",
    configure=_configure,
    run=_run,
    examples=("lev config theme leverage-light", "lev config hours decimal", "lev config theme --reset"),
)
