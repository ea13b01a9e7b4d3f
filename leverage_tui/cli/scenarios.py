"""A file of scenarios, read and worked out."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from leverage_tui.cli.errors import AskedWrong
from leverage_tui.domain import scenarios
from leverage_tui.domain.book import Book
from leverage_tui.domain.metrics import Memory
from leverage_tui.domain.text import clean
from leverage_tui.store.errors import StoreError, in_words

SIZE_LIMIT = 1024 * 1024
_PATH_SHOWN = 200
_WORDS = {errno.ENOENT: "there is no such file", errno.EACCES: "you have no permission to read it"}


def worked_out(path: Path, book: Book, today: date, memory: Memory) -> dict[str, Any]:
    """What every scenario in the file at `path` comes to, by the name of its list. Raises AskedWrong for a file
    that holds something else, naming the scenario and the field, and StoreError when it cannot be read."""
    name = clean(str(path), _PATH_SHOWN)
    try:
        listed = scenarios.listing(_decoded(_load(path, name), name))
    except scenarios.ScenarioWrong as error:
        raise AskedWrong(f"{name} is no file of scenarios: {error}") from error

    def what_if(scenario: Mapping[str, Any]) -> scenarios.WhatIf:
        return scenarios.what_if(book, today, scenario, memory)

    def new_stream(plan: Mapping[str, Any]) -> scenarios.NewStream:
        return scenarios.new_stream(book, today, plan, memory)

    return {
        "what_if": _each("what_if", listed.what_if, what_if),
        "new_stream": _each("new_stream", listed.new_stream, new_stream),
    }


def _each(
    kind: str,
    listed: tuple[Mapping[str, Any], ...],
    work_out: Callable[[Mapping[str, Any]], scenarios.WhatIf | scenarios.NewStream],
) -> list[dict[str, Any]]:
    found = []
    for number, one in enumerate(listed, 1):
        try:
            found.append(scenarios.as_json(work_out(one)))
        except scenarios.ScenarioWrong as error:
            raise AskedWrong(f"{kind} {number}: {error}") from error
    return found


def _load(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        why = _WORDS.get(error.errno or 0) or in_words(error)
        raise StoreError(path, why, f"{name} cannot be read: {why}") from error
    except ValueError as error:
        why = "its name holds a character that no file name can"
        raise StoreError(path, why, f"{name} cannot be read: {why}") from error
    if len(data) > SIZE_LIMIT:
        raise AskedWrong(f"{name} is no file of scenarios: it is over 1 MB")
    return data


def _decoded(data: bytes, name: str) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        why = f"it is no JSON from line {error.lineno}, column {error.colno} on"
    except UnicodeDecodeError:
        why = "it is no text in UTF-8"
    except RecursionError:
        why = "its lists stand too deep in one another"
    except ValueError:
        why = "it holds a number of too many digits"
    raise AskedWrong(f"{name} is no file of scenarios: {why}")
