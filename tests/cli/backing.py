"""What the tests of backups ask of the file."""

from __future__ import annotations

import io
import json

from tests.cli.conftest import Lev


def taken(lev: Lev) -> str:
    """A new backup's name."""
    return lev("backup", "create").partition(",")[0]


def raw(lev: Lev) -> dict[str, dict[str, dict[str, object]]]:
    found: dict[str, dict[str, dict[str, object]]] = json.loads(lev.file.read_text())
    return found


def content(lev: Lev) -> dict[str, dict[str, dict[str, object]]]:
    """What the file says, whenever it was written; without the record of deletions."""
    return {
        table: {number: {key: value for key, value in row.items() if key != "at"} for number, row in rows.items()}
        for table, rows in raw(lev).items()
        if table != "deleted"
    }


class Typed(io.StringIO):
    """A terminal at which this is typed."""

    def isatty(self) -> bool:
        return True
