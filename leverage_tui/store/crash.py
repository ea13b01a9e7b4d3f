"""What is written down of a fault of this program: places in it and kinds of error, nothing of the book.

A report can be sent to anybody. It holds no value of any variable and no error's own text (either may be an amount or
a name), and no path but those within this program.
"""

from __future__ import annotations

import errno
import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import CodeType, TracebackType

from leverage_tui.store.paths import make_private_folder, short

FOLDER = "faults"
MOST_REPORTS = 5
_MOST_FRAMES = 60
_MOST_ERRORS = 12
_ROOT = Path(__file__).parent.parent
_LIBRARIES = ("textual", "rich", "tinydb", "pendulum", "platformdirs", "tomlkit", "plotext")
_REPORT = re.compile(r"fault-[0-9]{8}T[0-9]{6}Z(?:-[0-9]+)?\.txt")
_PLAIN = re.compile(r"[A-Za-z0-9._+-]{1,40}")


class Fault(Exception):
    """A fault that ended a screen; the error itself is its cause."""


def place_of(error: BaseException) -> str:
    """Where it happened: the file and line in this program, else the last one; empty where nobody knows."""
    found = list(_frames(root_of(error).__traceback__))
    ours = [(code, line) for code, line, _ in found if Path(code.co_filename).is_relative_to(_ROOT)]
    for code, line in (ours or [(code, line) for code, line, _ in found])[-1:]:
        return f"{os.path.basename(code.co_filename)}:{line}"
    return ""


def root_of(error: BaseException) -> BaseException:
    """The error itself, where another one only carries it out of a worker or a screen."""
    for _ in range(_MOST_ERRORS):
        carried = error.__cause__ if isinstance(error, Fault) else getattr(error, "error", None)
        if not isinstance(carried, BaseException):
            break
        error = carried
    return error


def report(error: BaseException, doing: str) -> str:
    """The text of a report; `doing` is a word of this program's own, such as the command's name."""
    import platform

    from leverage_tui import __version__

    lines = [
        f"leverage-tui {__version__}: {doing}",
        f"{platform.python_implementation()} {platform.python_version()}, "
        f"{platform.system()} {platform.release()} {platform.machine()}",
        ", ".join(filter(None, map(_version, _LIBRARIES))),
        f"terminal {_size()}, TERM {_said_plainly('TERM')}, COLORTERM {_said_plainly('COLORTERM')}",
        "",
    ]
    for place, (how, found) in enumerate(_chain(root_of(error))):
        lines += [how] if place else []
        lines.append(f"{_kind(found)}")
        frames = [
            f"  {_module(code, name)}:{line} {code.co_qualname}"
            for code, line, name in _frames(found.__traceback__)
        ]
        left = len(frames) - _MOST_FRAMES
        lines += (
            frames
            if left <= 0
            else [*frames[: _MOST_FRAMES // 2], f"  ... {left} more", *frames[-_MOST_FRAMES // 2 :]]
        )
    return "\n".join(lines) + "\n"


def written(error: BaseException, state: Path, doing: str) -> Path | None:
    """A report in the state folder, for this user alone, and where it is; None where none could be written. The last
    few are kept."""
    folder = state / FOLDER
    with suppress(Exception):
        text = report(error, doing)
        make_private_folder(folder)
        stem = f"fault-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
        for number in range(MOST_REPORTS):
            path = folder / f"{stem}{f'-{number}' if number else ''}.txt"
            with suppress(FileExistsError):
                descriptor = os.open(
                    path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600
                )
                with os.fdopen(descriptor, "w", encoding="ascii", errors="backslashreplace") as file:
                    file.write(text)
                _thin(folder)
                return path
    return None


def sentence(error: BaseException, report: Path | None) -> str:
    """One line for the terminal: what kind of fault, where, what is safe, and where its report is."""
    found, place = root_of(error), place_of(error)
    where = f" in {place}" if place else ""
    said = f"this program has a fault: {type(found).__name__}{where}. What was saved before is safe."
    return said if report is None else f"{said} A report that holds nothing of your book: {short(report)}"


@contextmanager
def gathered() -> Iterator[list[BaseException]]:
    """What goes wrong beside the screen, in other threads and at the end of things, is gathered. Nothing of it is
    printed: it would stand in the midst of the screen, with values in it."""
    import logging

    found: list[BaseException] = []

    def in_thread(about: threading.ExceptHookArgs) -> None:
        if about.exc_value is not None:
            found.append(about.exc_value)

    def at_end(about: sys.UnraisableHookArgs) -> None:
        if about.exc_value is not None:
            found.append(about.exc_value)

    hooks: tuple[Callable[..., object], Callable[..., object]] = threading.excepthook, sys.unraisablehook
    quiet = logging.NullHandler()
    logger = logging.getLogger("asyncio")
    propagated, logger.propagate = logger.propagate, False
    logger.addHandler(quiet)
    threading.excepthook, sys.unraisablehook = in_thread, at_end
    try:
        yield found
    finally:
        threading.excepthook, sys.unraisablehook = hooks
        logger.removeHandler(quiet)
        logger.propagate = propagated


def _chain(error: BaseException) -> Iterator[tuple[str, BaseException]]:
    """The error, those it came from, and those that it holds together; each once."""
    waiting, seen = [("", error)], set[int]()
    while waiting and len(seen) < _MOST_ERRORS:
        how, found = waiting.pop(0)
        if id(found) in seen:
            continue
        seen.add(id(found))
        yield how, found
        if found.__cause__ is not None:
            waiting.append(("which came from", found.__cause__))
        elif found.__context__ is not None and not found.__suppress_context__:
            waiting.append(("while this was handled", found.__context__))
        if isinstance(found, BaseExceptionGroup):
            waiting += [("which holds", each) for each in found.exceptions]


def _kind(error: BaseException) -> str:
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    code = errno.errorcode.get(error.errno or 0, "") if isinstance(error, OSError) else ""
    return f"{name} {code}".rstrip()


def _frames(trace: TracebackType | None) -> Iterator[tuple[CodeType, int, str]]:
    while trace is not None:
        frame = trace.tb_frame
        yield frame.f_code, trace.tb_lineno, str(frame.f_globals.get("__name__", ""))
        trace = trace.tb_next


def _module(code: CodeType, name: str) -> str:
    """The file within this program; of another program's, or of no file, the name of the module alone."""
    path = Path(code.co_filename)
    return str(path.relative_to(_ROOT.parent)) if path.is_relative_to(_ROOT) else name or "?"


def _version(library: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"{library} {version(library)}"
    except PackageNotFoundError:
        return ""


def _size() -> str:
    for stream in (0, 1, 2):
        with suppress(OSError):
            columns, lines = os.get_terminal_size(stream)
            return f"{columns} x {lines}"
    return "none"


def _said_plainly(name: str) -> str:
    value = os.environ.get(name, "")
    return value if _PLAIN.fullmatch(value) else "not said"


def _thin(folder: Path) -> None:
    reports = sorted(path for path in folder.iterdir() if _REPORT.fullmatch(path.name))
    for path in reports[:-MOST_REPORTS]:
        path.unlink()
