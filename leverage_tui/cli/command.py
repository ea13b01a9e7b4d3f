"""What a command is: how its words are read, and what it does."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import NamedTuple

from leverage_tui.cli.context import Context


class Command(NamedTuple):
    """One command. `usage` is its one line without the program's name; `about` says what it does, with units;
    `examples` are lines to type."""

    usage: str
    about: str
    configure: Callable[[ArgumentParser], object]
    run: Callable[[Context, Namespace], int]
    examples: tuple[str, ...] = ()
