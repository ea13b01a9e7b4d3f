"""Every kind of writer, as work for a child: it says what it begins and what it was told is saved.

What a writer has done is seen in the file alone, so that one can be killed and another go on where it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.operations import increment

from leverage_tui.domain.edits.streams import add_stream
from leverage_tui.domain.model import Hours
from leverage_tui.store.events import Event, Saved
from leverage_tui.store.funnel import Funnel
from tests.faults import verify
from tests.faults.child import BEGUN, KEPT, Voice
from tests.faults.place import BULK, Place, any_day, export_text, logged, many
from tests.faults.seen import Seen, broken

STOCK = 60
"""How many streams there are to delete, and files to import, before more are made."""
_BURST = 5


@dataclass(frozen=True)
class Writer:
    """`work` never ends by itself. `done` counts in the file what it did; a bulk that is there in part is broken."""

    name: str
    begin: Callable[[Place], None]
    work: Callable[[Place, Voice], None]
    done: Callable[[Place], int]
    whole: Callable[[Place, str], Seen] = verify.whole
    stock: int | None = None
    """After how many it has nothing left to do; None where it always has."""


def _begin(place: Place) -> None:
    place.begin(entries=200)


def _logged(place: Place) -> int:
    return sum(count for note, count in verify.notes(place.book).items() if note.startswith("new"))


def one_by_one(place: Place, voice: Voice) -> None:
    """The dashboard: an edit, and the next when the screen said that it is saved."""
    funnel = Funnel(place.keeper())
    while True:
        voice.say(BEGUN)
        funnel.do(logged(funnel.book, "new"))
        funnel.flush()
        voice.say(KEPT)


def in_bursts(place: Place, voice: Voice) -> None:
    """The dashboard in quick hands: several edits are under way at once and become one commit."""
    funnel = Funnel(place.keeper())
    said = len(list(funnel.book.all(Hours)))

    def heard(event: Event) -> None:
        nonlocal said
        if isinstance(event, Saved):
            while said < len(list(event.book.all(Hours))) - event.unsaved:
                said += 1
                voice.say(KEPT)

    funnel.listen(heard)
    while True:
        for _ in range(_BURST):
            voice.say(BEGUN)
            funnel.do(logged(funnel.book, "new"))
        funnel.flush()


def command(place: Place, voice: Voice, *argv: str) -> None:
    """One command that must go well."""
    voice.say(BEGUN)
    ran = place.lev(*argv)
    if ran.code:
        raise AssertionError(ran)
    voice.say(KEPT)


def by_command(place: Place, voice: Voice) -> None:
    """`lev log`, again and again."""
    while True:
        command(place, voice, "log", "saas", "1m", "deliver", "--note", "new", "--on", any_day().isoformat())


def _begin_streams(place: Place) -> None:
    place.begin()
    keeper = place.keeper()
    keeper.commit([add_stream(keeper.book, f"Bulk{number}") for number in range(STOCK)])
    keeper.commit([many(f"bulk{number}", [f"bulk{number}"] * BULK) for number in range(STOCK)])


def _streams(place: Place) -> set[str]:
    found = verify.tables(place.book) or {}
    return {raw["id"] for raw in found.get("streams", {}).values()} - {"saas"}


def deleting(place: Place, voice: Voice) -> None:
    """`lev stream delete`: a stream with all its history, as one edit."""
    for name in sorted(_streams(place)):
        command(place, voice, "stream", "delete", name, "--yes")
    voice.await_go()


def _deleted(place: Place) -> int:
    return STOCK - len(_streams(place))


def _all_or_nothing(place: Place, what: str) -> Seen:
    """Whether each bulk is there whole or not at all."""
    seen, found = verify.whole(place, what), verify.notes(place.book)
    torn = [note for note, count in found.items() if note.startswith(("bulk", "file")) and count != BULK]
    return seen + broken(f"{what}: {torn[0]} is there in part") if torn else seen


def _deleted_whole(place: Place, what: str) -> Seen:
    seen, left = _all_or_nothing(place, what), set(verify.notes(place.book))
    return seen if left == _streams(place) else seen + broken(f"{what}: streams and entries do not fit")


def _begin_files(place: Place) -> None:
    place.begin()
    for number in range(STOCK):
        export(place, number).write_text(export_text(f"file{number}"), "utf-8")


def export(place: Place, number: int) -> Path:
    """Where an export lies that is to be imported."""
    return place.folder / f"export{number}.csv"


def importing(place: Place, voice: Voice) -> None:
    """`lev import toggl`: a whole file as one edit."""
    there = set(verify.notes(place.book))
    for number in range(STOCK):
        if f"file{number}" not in there:
            command(place, voice, "import", "toggl", str(export(place, number)), "--into", "saas")
    voice.await_go()


def _imported(place: Place) -> int:
    return len(verify.notes(place.book))


WRITERS = (
    Writer("dashboard", _begin, one_by_one, _logged),
    Writer("dashboard in bursts", _begin, in_bursts, _logged),
    Writer("lev log", _begin, by_command, _logged),
    Writer("bulk delete", _begin_streams, deleting, _deleted, _deleted_whole, STOCK),
    Writer("import", _begin_files, importing, _imported, _all_or_nothing, STOCK),
)


def _stock_begin(place: Place) -> None:
    place.folder.mkdir(parents=True, exist_ok=True)
    with TinyDB(place.book) as database:
        database.table("hours").insert_multiple({"note": "x" * 100, "count": 0} for _ in range(200))
        database.table("done").insert({"count": 0})


def _stock_work(place: Place, voice: Voice) -> None:
    database = TinyDB(place.book)
    hours, done = database.table("hours"), database.table("done")
    for number in range(STOCK):
        voice.say(BEGUN)
        hours.update({"note": "x" * (100 - number)})
        done.update(increment("count"))
        voice.say(KEPT)
    voice.await_go()


def _stock_done(place: Place) -> int:
    rows: dict[str, Any] = (verify.tables(place.book) or {}).get("done", {})
    return sum(raw["count"] for raw in rows.values())


def _stock_whole(place: Place, what: str) -> Seen:
    return Seen() if verify.tables(place.book) else broken(f"{what}: the file is not whole")


STOCK_TINYDB = Writer("stock TinyDB", _stock_begin, _stock_work, _stock_done, _stock_whole, STOCK)
"""The control: what the same harness says of TinyDB's own storage."""
