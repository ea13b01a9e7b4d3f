"""The writers that bring other copies of the book into it: restoring a backup, merging another machine's file."""

from __future__ import annotations

from leverage_tui.store.keeper import Keeper
from tests.faults import verify
from tests.faults.child import Voice
from tests.faults.place import Place, many
from tests.faults.seen import Seen, broken
from tests.faults.writers import Writer, command

_STOCK = 16
"""How many backups there are to restore, and copies to merge."""
_BULK = 10
"""What each holds more than the one before, or than the book."""


def _begin_backups(place: Place) -> None:
    """Backups of which each holds a bulk more; the book is made what the first one holds."""
    place.begin()
    names = []
    for number in range(_STOCK):
        keeper = place.keeper()
        keeper.commit([many("saas", [f"bulk{number:02}"] * _BULK)])
        backup = keeper.new_backup("for a trial")
        if backup is None:
            raise AssertionError("there is no backup")
        names.append(backup.name)
    place.folder.joinpath("names").write_text("\n".join(names), "utf-8")
    ran = place.lev("backup", "restore", names[0], "--yes")
    if ran.code:
        raise AssertionError(ran)


def restoring(place: Place, voice: Voice) -> None:
    """`lev backup restore`, each time the backup that holds a bulk more than the book."""
    names = place.folder.joinpath("names").read_text("utf-8").split()
    for name in names[_bulks(place) + 1 :]:
        command(place, voice, "backup", "restore", name, "--yes")
    voice.await_go()


def _begin_copies(place: Place) -> None:
    """Copies of the book, each with a bulk of its own."""
    place.begin(entries=20)
    base = place.book.read_bytes()
    for number in range(_STOCK + 1):
        copy = place.folder / f"copy{number}.json"
        copy.write_bytes(base)
        keeper = Keeper.open(copy, state=place.state.parent / f"machine{number}")
        keeper.commit([many("saas", [f"bulk{number:02}"] * _BULK)])


def merging(place: Place, voice: Voice) -> None:
    """`lev merge`: another machine's copy made one with the book."""
    there = set(verify.notes(place.book))
    for number in range(_STOCK + 1):
        if f"bulk{number:02}" not in there:
            command(place, voice, "merge", str(place.folder / f"copy{number}.json"))
    voice.await_go()


def _bulks(place: Place) -> int:
    """How many bulks the book holds beside the first."""
    return len({note for note in verify.notes(place.book) if note.startswith("bulk")} - {"bulk00"})


def _merged(place: Place) -> int:
    return len({note for note in verify.notes(place.book) if note.startswith("bulk")})


def _all_or_nothing(place: Place, what: str) -> Seen:
    seen = verify.whole(place, what)
    torn = [note for note, count in verify.notes(place.book).items() if note.startswith("bulk") and count != _BULK]
    return seen + broken(f"{what}: {torn[0]} is there in part") if torn else seen


COPIES = (
    Writer("restore", _begin_backups, restoring, _bulks, _all_or_nothing, _STOCK),
    Writer("merge", _begin_copies, merging, _merged, _all_or_nothing, _STOCK),
)
