"""Which backup is meant, and how one is said."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong, nearest
from leverage_tui.domain.quantities.names import format_day
from leverage_tui.domain.text import clean

if TYPE_CHECKING:
    from leverage_tui.store.backups import Backup, Backups


def backups_of(context: Context) -> Backups:
    """The backups of the book, whatever state the book itself is in."""
    from leverage_tui.store.backups import Backups

    return Backups(context.state, context.path)


def find_backup(backups: Backups, name: str) -> Backup:
    """The backup of that name, or the one whose name begins so. Raises AskedWrong with the nearest."""
    there = _there(backups)
    wanted = name.removesuffix(".json.gz").upper()
    found = [backup for backup in there if backup.name == wanted] or [
        backup for backup in there if wanted and backup.name.startswith(wanted)
    ]
    if len(found) > 1:
        newest, oldest = found[0].name, found[-1].name
        raise AskedWrong(f"{len(found)} backups begin with {clean(name)}, {oldest} to {newest}: write more of it")
    if not found:
        near = nearest(wanted, [backup.name for backup in there])
        hint = (
            f"the nearest is {near}" if near else f"the newest is {there[0].name}, lev backup list names them all"
        )
        raise AskedWrong(f"there is no backup {clean(name)}: {hint}")
    return found[0]


def newest_backup(backups: Backups) -> Backup:
    """The newest one that can be read; where none can be, the newest. Raises AskedWrong where there is none."""
    return backups.newest_good() or _there(backups)[0]


def _there(backups: Backups) -> tuple[Backup, ...]:
    there = backups.list()
    if not there:
        raise AskedWrong("there is no backup of this book yet: lev backup create takes one")
    return there


def moment(when: datetime) -> str:
    """ "Wed 18 Nov 2026, 10:30" by the clock of this machine."""
    local = when.astimezone()
    return f"{format_day(local.date(), year=True)}, {local:%H:%M}"


def size(count: int) -> str:
    """Bytes as people say them: "356 kB"."""
    return f"{count} bytes" if count < 1000 else f"{count / 1000:,.0f} kB"
