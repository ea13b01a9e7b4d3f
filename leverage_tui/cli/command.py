"""What a command is: how its words are read, and what it does."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass

from leverage_tui.cli.context import Context


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `usage` is its one line without the program's name; `about` says what it does, with units;
    `examples` are lines to type."""

    usage: str
    about: str
    configure: Callable[[ArgumentParser], object]
    run: Callable[[Context, Namespace], int]
    examples: tuple[str, ...] = ()
