"""The program: finds the command, runs it, and turns every failure into one line and an exit code.

0 done; 2 what was asked makes no sense; 3 the file could not be read or saved; 130 interrupted; 1 a fault of this
program's own. Never a traceback.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING, NoReturn, TextIO

if TYPE_CHECKING:
    from leverage_tui.cli.arguments import Globals
    from leverage_tui.cli.output import Output

DONE, FAULT, SENSELESS, UNSAVED, INTERRUPTED = 0, 1, 2, 3, 130


def run() -> NoReturn:
    """The entry point of the installed commands."""
    # What a start makes stays as long as the program: the collector would go through it again and again for nothing.
    # A command is over before there is garbage worth a look; the dashboard turns it on again once it stands.
    gc.disable()
    # The screen's own log and console would be told every key and every amount.
    for name in ("TEXTUAL", "TEXTUAL_LOG"):
        os.environ.pop(name, None)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    code = main(sys.argv[1:])
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        # Nobody reads any more. The interpreter flushes once again at its end, and must find no pipe then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def main(
    argv: Sequence[str],
    out: TextIO | None = None,
    err: TextIO | None = None,
    environ: Mapping[str, str] = os.environ,
) -> int:
    """Run the command line `argv` (without the program's name); gives the exit code."""
    output: Output | None = None
    try:
        from leverage_tui.cli.output import Output

        output = Output(out or sys.stdout or _nowhere(), err or sys.stderr or _nowhere())
        code = _dispatch(argv, output, environ)
        output.flush()
        return code
    except KeyboardInterrupt:
        if output is not None:
            output.say("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        return DONE
    except Exception as error:
        if output is None:
            raise
        sentence, code = _explained(error, argv, environ)
        output.say(f"lev: {sentence}")
        return code


def _dispatch(argv: Sequence[str], output: Output, environ: Mapping[str, str]) -> int:
    from leverage_tui.cli import arguments

    given, words = arguments.split_globals(argv)
    place = next((place for place, word in enumerate(words) if not word.startswith("-")), len(words))
    if given.version:
        return _version(output)
    if arguments.asks_for_help(words[:place]) or words[place:] == ["help"]:
        return _help(output)
    arguments.refuse_options(words[:place])
    if place == len(words):
        return _dashboard(given, output, environ)
    words = words[place:]
    if words[0] == "help":
        words = [*words[1:], "--help"]
    return _command(given, words, output, environ)


def _command(given: Globals, words: list[str], output: Output, environ: Mapping[str, str]) -> int:
    from leverage_tui.cli import registry
    from leverage_tui.cli.arguments import Parser, asks_for_help
    from leverage_tui.cli.context import Context
    from leverage_tui.cli.errors import AskedWrong
    from leverage_tui.domain.quantities.writing import write_money_as

    if words[0] in registry.GROUPS and asks_for_help(words[1:2]):
        return _help(output, words[0])
    name, rest = registry.command_named(words)
    command = registry.load(name)
    parser = Parser(name, command)
    if asks_for_help(rest):
        output.lines(parser.help_text())
        return DONE
    if given.demo or given.no_mouse:
        option = "--demo" if given.demo else "--no-mouse"
        raise AskedWrong(f"{option} is for the dashboard alone; lev demo --data FILE writes a demo book to try on")
    context = Context(output, environ, given.data, given.today)
    asked = parser.read(rest)
    write_money_as(context.config.money)
    return command.run(context, asked)


def _dashboard(given: Globals, output: Output, environ: Mapping[str, str]) -> int:
    from leverage_tui.cli.context import Context
    from leverage_tui.cli.dashboard import show
    from leverage_tui.cli.errors import AskedWrong

    if given.demo and given.data:
        raise AskedWrong("--demo shows a book of its own: leave out --data, or write one with lev demo --data FILE")
    return show(Context(output, environ, given.data, given.today), demo=given.demo, mouse=not given.no_mouse)


def _help(output: Output, group: str = "") -> int:
    from leverage_tui.cli.arguments import GLOBAL_HELP
    from leverage_tui.cli.output import table
    from leverage_tui.cli.registry import summaries

    listed = table([(f"  lev {name}", summary) for name, summary in summaries(group)])
    if group:
        output.lines(f"{listed}\n\nlev {group} COMMAND --help says more.")
        return DONE
    dashboard = table([
        ("  lev", "the dashboard"),
        ("  lev --demo", "the dashboard on a demo book, forgotten afterwards"),
        ("  lev --no-mouse", "the dashboard without the mouse"),
        ("  lev --version", "the version"),
    ])  # fmt: skip
    output.lines(
        f"How leveraged is your income?\n\n{dashboard}\n\n{listed}\n\n{GLOBAL_HELP}\n\n"
        "lev COMMAND --help says more. Exit codes: 0 done, 2 what was asked makes no sense,\n"
        "3 the file could not be read or saved."
    )
    return DONE


def _version(output: Output) -> int:
    from leverage_tui import __version__

    output.line(f"leverage-tui {__version__}")
    return DONE


def _explained(error: Exception, argv: Sequence[str], environ: Mapping[str, str]) -> tuple[str, int]:
    """The sentence for the user and the exit code of a failure."""
    from leverage_tui.cli.errors import AskedWrong
    from leverage_tui.domain.edits.core import EditRefused
    from leverage_tui.domain.quantities.errors import Unreadable
    from leverage_tui.store.errors import StoreError

    if isinstance(error, (AskedWrong, EditRefused, Unreadable)):
        return str(error), SENSELESS
    if isinstance(error, StoreError):
        return str(error), UNSAVED
    from leverage_tui.cli.registry import summaries
    from leverage_tui.store import crash
    from leverage_tui.store.paths import state_folder

    # Of what was typed only the command's own name is told: the rest may be amounts and names.
    typed = f" {' '.join(argv)} "
    doing = next((f"lev {name}" for name, _ in summaries() if f" {name} " in typed), "lev")
    return crash.sentence(error, crash.written(error, state_folder(environ), doing)), FAULT


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")
