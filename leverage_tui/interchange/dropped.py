"""The path that a terminal pastes when a file is dropped on it, or that a person types.

Terminals write it in quotes, with a backslash before blanks and other odd characters, or as a ``file://`` URL, and
several of them in one line or in several.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

LONGEST = 4_096
"""Characters of a path; what is longer is none."""
_ESCAPED = re.compile(r"\\(.)")
_HEX = re.compile(r"%[0-9A-Fa-f]{2}")
_HERE = ("", "localhost", "127.0.0.1", "::1")


def is_file(path: str) -> bool:
    """Whether a file of that name is there; a name that no file can have is none."""
    try:
        return Path(path).is_file()
    except (OSError, ValueError):
        return False


def dropped_path(text: str, there: Callable[[str], bool] = is_file) -> str:
    """The path that `text` means: its first reading for which `there` is true, else its likeliest one; "" for none.

    A name that is really written with quotes or backslashes is found as it stands.
    """
    found = list(readings(text))
    return next((path for path in found if there(path)), found[-1] if found else "")


def dropped_paths(text: str, there: Callable[[str], bool] = is_file) -> tuple[str, ...]:
    """The files for which `there` is true that `text` names, each once: one or several in a line, in any number of
    lines."""
    lines = [line.strip() for line in text[: LONGEST * 16].splitlines() if line.strip()]
    return tuple(dict.fromkeys(path for line in lines for path in _in_line(line, there)))


def _in_line(line: str, there: Callable[[str], bool]) -> Iterator[str]:
    is_url = line.casefold().startswith("file:")
    parts = line.split() if is_url else _words(line)
    is_one = there(home(line)) or (not is_url and there(home(" ".join(parts))))
    if len(parts) > 1 and not is_one and (is_url or all(map(_begins, parts))):
        yield from filter(there, (dropped_path(part, there) if is_url else home(part) for part in parts))
        return
    path = dropped_path(line, there)
    if there(path):
        yield path


def readings(text: str) -> Iterator[str]:
    """What `text` can mean as a path, the most literal first and the likeliest last."""
    lines = [line.strip() for line in text[: LONGEST * 4].splitlines() if line.strip()]
    if not lines or len(lines[0]) > LONGEST:
        return
    first = lines[0]
    yield home(first)
    if first.casefold().startswith("file:"):
        yield from _of_url(first)
        return
    words = _words(first)
    whole = " ".join(words)
    if len(words) > 1 and _begins(words[0]):
        yield home(words[0])
    if whole:
        yield home(whole)


def home(path: str) -> str:
    """The path with ``~`` written out, where there is such a home."""
    if not path.startswith("~"):
        return path
    try:
        return str(Path(path).expanduser())
    except RuntimeError:
        return path


def _begins(word: str) -> bool:
    return word.startswith(("/", "~/", "./", "../"))


def _of_url(url: str) -> Iterator[str]:
    """The path of a ``file:`` URL of this machine, and of one whose percent signs are its own."""
    first = url.split()[0]
    try:
        parts = urlsplit(first)
    except ValueError:
        return
    # A name may hold what ends a path in a URL, where the terminal did not write it as %23 or %3F.
    rest = (
        parts.path + (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    )
    if parts.netloc.casefold() not in _HERE:
        # Some terminals name the machine: file://laptop/home/me. Others forget a slash: file://home/me.
        yield f"/{parts.netloc}{rest}"
    if _HEX.search(rest):
        yield rest
    yield unquote(rest)


def _words(line: str) -> list[str]:
    """The line in words as a shell reads them; a quote that is never closed is a letter."""
    words: list[str] = []
    word, begun, at = "", False, 0
    while at < len(line):
        char = line[at]
        end = line.find(char, at + 1) if char in "'\"" else -1
        if end > 0:
            inside = line[at + 1 : end]
            word += inside if char == "'" else _ESCAPED.sub(r"\1", inside)
            begun, at = True, end + 1
        elif char == "\\" and at + 1 < len(line):
            word, begun, at = word + line[at + 1], True, at + 2
        elif char.isspace():
            if begun:
                words.append(word)
            word, begun, at = "", False, at + 1
        else:
            word, begun, at = word + char, True, at + 1
    return [*words, word] if begun else words
