"""How the words of the command line are read: global options on either side of the command, one line of refusal."""

from __future__ import annotations

import re
from argparse import SUPPRESS, ArgumentParser, HelpFormatter, Namespace
from collections.abc import Iterable, Sequence
from typing import NamedTuple, NoReturn

from leverage_tui.cli.command import Command
from leverage_tui.cli.errors import AskedWrong, nearest

_WITH_VALUE = {"--data": "a file", "--today": "a date"}
_FLAGS = ("--demo", "--no-mouse", "--version")
_HELP = ("-h", "--help")
_NUMBER = re.compile(r"-\.?\d")
_EXPECTED = re.compile(r"argument (\S+): expected one argument")
_MISSING = re.compile(r"the following arguments are required: (.*)")

GLOBAL_HELP = """\
options of every command, on either side of it:
  --data FILE    the book (else LEVERAGE_TUI_DATA, else the place that lev where shows)
  --today DATE   the day that is taken for today (else LEVERAGE_TUI_TODAY, else the clock)"""


class Globals(NamedTuple):
    """The options that belong to no command."""

    data: str | None = None
    today: str | None = None
    demo: bool = False
    no_mouse: bool = False
    version: bool = False


def split_globals(argv: Sequence[str]) -> tuple[Globals, list[str]]:
    """The global options, wherever they stand before a ``--``, and the other words in their order.

    Raises AskedWrong for one without its value or with two different ones.
    """
    found, words = Globals(), list(argv)
    rest: list[str] = []
    while words:
        word = words.pop(0)
        if word == "--":
            return found, [*rest, word, *words]
        option, equals, value = word.partition("=")
        if option in _WITH_VALUE:
            if not equals:
                value = words.pop(0) if words else ""
            if not value.strip():
                raise AskedWrong(f"{option} needs {_WITH_VALUE[option]}")
            found = _with(found, option[2:], value)
        elif word in _FLAGS:
            found = _flagged(found, word)
        else:
            rest.append(word)
    return found, rest


def refuse_options(words: Sequence[str]) -> None:
    """Raises AskedWrong for an option that stands before the command and is none of the global ones."""
    for word in words:
        if word.startswith("-"):
            option = word.partition("=")[0]
            near = _nearest_option(option, (*_WITH_VALUE, *_FLAGS, "--help"))
            hint = f"the nearest is {near}" if near else "lev --help lists them; those of a command stand after it"
            raise AskedWrong(f"there is no option {option}: {hint}")


def asks_for_help(words: Sequence[str]) -> bool:
    """Whether the words ask for help rather than for the command."""
    before = words[: words.index("--")] if "--" in words else words
    return any(word in _HELP for word in before)


class _Columns(HelpFormatter):
    """A fixed width: asking the terminal would import what no command but help needs."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80, max_help_position=22)


class Parser(ArgumentParser):
    """argparse with every refusal as one sentence, and days such as ``-2d`` taken for values."""

    def __init__(self, name: str, command: Command) -> None:
        self._usage = f"lev {command.usage}"
        super().__init__(
            prog=f"lev {name}", usage=self._usage, description=command.about, allow_abbrev=False, add_help=False,
            formatter_class=_Columns,
        )  # fmt: skip
        self._examples = command.examples
        self._negative_number_matcher = _NUMBER
        self.add_argument("-h", "--help", action="store_true", help=SUPPRESS)
        command.configure(self)

    def read(self, words: Sequence[str]) -> Namespace:
        """The values of the words, in any order of options and others. Raises AskedWrong."""
        self._refuse_unknown(words)
        return self.parse_intermixed_args(list(words))

    def help_text(self) -> str:
        """What the command does, its options, examples, and the options of every command."""
        examples = "\n".join(["examples:", *(f"  {line}" for line in self._examples)])
        return "\n".join([self.format_help(), *([examples, ""] if self._examples else []), GLOBAL_HELP])

    def error(self, message: str) -> NoReturn:
        """Raises AskedWrong with the message in plain words."""
        if found := _EXPECTED.fullmatch(message):
            option = found[1].split("/")[-1]
            raise AskedWrong(f"{option} needs a value (one that begins with - is written {option}=...)")
        if found := _MISSING.fullmatch(message):
            raise AskedWrong(f"{self.prog} needs {found[1]}: {self._usage}")
        raise AskedWrong(f"{message}: {self._usage}")

    def _refuse_unknown(self, words: Sequence[str]) -> None:
        takes = {name: action.nargs != 0 for action in self._actions for name in action.option_strings}
        is_value = False
        for word in words:
            if word == "--":
                return
            option, equals, _ = word.partition("=")
            if is_value:
                is_value = False
            elif option in takes:
                is_value = takes[option] and not equals
            elif len(word) > 1 and word.startswith("-") and " " not in word and not _NUMBER.match(word):
                near = _nearest_option(option, [*takes, *_WITH_VALUE])
                hint = f"the nearest is {near}" if near else f"see {self.prog} --help"
                raise AskedWrong(f"{self.prog} has no option {option}: {hint}")


def _nearest_option(option: str, known: Iterable[str]) -> str | None:
    """The nearest option; dashes, which all have, do not count."""
    found = {name.lstrip("-"): name for name in known}
    near = nearest(option.lstrip("-").casefold(), found)
    return found[near] if near else None


def _flagged(found: Globals, option: str) -> Globals:
    return found._replace(
        demo=found.demo or option == "--demo",
        no_mouse=found.no_mouse or option == "--no-mouse",
        version=found.version or option == "--version",
    )


def _with(found: Globals, name: str, value: str) -> Globals:
    before = getattr(found, name)
    if before not in (None, value):
        raise AskedWrong(f"--{name} is given twice: {before} and {value}")
    return found._replace(data=value) if name == "data" else found._replace(today=value)
