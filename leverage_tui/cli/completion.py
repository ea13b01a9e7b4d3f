"""``lev completion``: what a shell needs to complete commands and options, made from the commands themselves."""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace

from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import unknown

SHELLS = ("bash", "zsh", "fish")
NAME, LONG_NAME = "lev", "leverage-tui"


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("shell", metavar="SHELL", help=f"one of {', '.join(SHELLS)}")


def _run(context: Context, given: Namespace) -> int:
    if given.shell not in SHELLS:
        raise unknown("shell", given.shell, SHELLS)
    context.output.tabbed(script(given.shell))
    return 0


def script(shell: str) -> str:
    """The script that makes `shell` complete both names of the program."""
    import shtab

    made = str(shtab.complete(_parser(), shell)).rstrip("\n")
    if shell == "zsh":
        made = re.sub(
            rf"^(#compdef|  compdef _shtab_{NAME} -N) {NAME}$", rf"\1 {NAME} {LONG_NAME}", made, flags=re.M
        )
    elif shell == "bash":
        made += f"\ncomplete -o bashdefault -F _shtab_{NAME} {LONG_NAME}"
    else:
        made += f"\ncomplete -c {LONG_NAME} -w {NAME}"
    return f"{made}\n"


def _parser() -> ArgumentParser:
    """All of the program's words as one parser."""
    import shtab

    from leverage_tui.cli import registry

    root = ArgumentParser(prog=NAME, add_help=False)
    for option, words in (("--demo", "the dashboard on a demo book"), ("--no-mouse", "without the mouse"),
                          ("--version", "the version"), ("--help", "what there is")):  # fmt: skip
        root.add_argument(option, action="store_true", help=words)
    _add_globals(root, shtab.FILE)
    first = root.add_subparsers()
    groups = {}
    for full, summary in registry.summaries():
        group, _, word = full.partition(" ")
        if word and group not in groups:
            groups[group] = first.add_parser(group, help=f"{group} ...", add_help=False).add_subparsers()
        parsers = groups[group] if word else first
        command = parsers.add_parser(word or group, help=summary, add_help=False)
        command.add_argument("--help", action="store_true", help="what it takes")
        _add_globals(command, shtab.FILE)
        registry.load(full).configure(command)
    return root


def _add_globals(parser: ArgumentParser, files: object) -> None:
    book = parser.add_argument("--data", metavar="FILE", help="the book")
    book.complete = files  # type: ignore[attr-defined]
    parser.add_argument("--today", metavar="DATE", help="the day that is taken for today")


COMPLETION = Command(
    usage="completion SHELL",
    about="Prints what a shell needs to complete commands and options: bash, zsh or fish. Made from the commands, so "
    "print it again after an update.",
    configure=_configure,
    run=_run,
    examples=(
        'eval "$(lev completion bash)"', "lev completion zsh > ~/.zfunc/_lev",
        "lev completion fish > ~/.config/fish/completions/lev.fish",
    ),
)  # fmt: skip
