"""Where one project of an import goes: the stream, a new one, or nowhere; and which work it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import EditRefused
from leverage_tui.domain.edits.streams import add_stream
from leverage_tui.domain.model import OWN_WORK, Status, Stream, Work
from leverage_tui.domain.quantities.texts import read_name
from leverage_tui.domain.text import clean
from leverage_tui.domain.timesheet import usual_work
from leverage_tui.interchange.found import LEFT_OUT, FoundProject, Place
from leverage_tui.tui.screens.fields import ChoiceField, Line, ListField, TextField
from leverage_tui.tui.screens.form import Form
from leverage_tui.tui.screens.frame import Key
from leverage_tui.tui.screens.picklist import Option
from leverage_tui.tui.screens.reading import Gather, Reading, Said

WORKS = (*OWN_WORK, Work.PEOPLE)
_USUAL, _NEW, _NOWHERE = "", "+", "-"


class ImportTarget(Form[Place | None]):
    """Stream and work of a project; returns its place, None when left."""

    ACCEPT = "take it"

    def __init__(
        self, book: Book, project: FoundProject, name: str, about: str, place: Place | None, new: Sequence[str]
    ) -> None:
        """`name` and `about` say which project it is, `new` are streams that this import makes already."""
        super().__init__()
        self._book, self._project, self._name, self._about = book, project, name, about
        self._place, self._new = place, tuple(new)

    def heading(self) -> str:
        """The question."""
        return f"Where does {self._name} go?"

    def words(self) -> str:
        """What there is of it."""
        return self._about

    def keys(self) -> Sequence[Key]:
        """Enter, F10 and the way out."""
        return [("Enter", "next"), ("F10", self.ACCEPT), ("↑↓ ← →", "choose"), ("Esc", "leave")]

    def lines(self) -> Iterable[Line]:
        """The streams, the name of a new one, the work."""
        streams = sorted(self._book.streams.values(), key=lambda each: each.status is Status.ENDED)
        options = [Option(stream.id, stream.name, _about(stream)) for stream in streams]
        options += [Option(_NEW + name, name, "made by this import") for name in self._new]
        options += [Option(_NEW, "A new stream", "made by this import"), Option(_NOWHERE, "Leave it out")]
        yield Line("Stream", ListField("stream", options, self._first()))
        yield Line("Its name", TextField("name", clean(self._project.name), width=32))
        works = [Option(_USUAL, "as usual"), *(Option(work.value, work.value) for work in WORKS)]
        chosen = self._place.work if self._place else None
        yield Line("Work", ChoiceField("work", works, chosen.value if chosen else _USUAL))

    def _first(self) -> str:
        if self._place is None:
            return _NEW if not self._book.streams else next(iter(self._book.streams))
        if self._place.is_left_out:
            return _NOWHERE
        return self._place.stream or _NEW + self._place.new

    def unneeded(self, typed: Mapping[str, str]) -> frozenset[str]:
        """The name but for a new stream; the work of money, and of what is left out."""
        hidden = set() if typed["stream"] == _NEW else {"name"}
        if typed["stream"] == _NOWHERE or not self._project.hours:
            hidden.add("work")
        return frozenset(hidden)

    def read(self, typed: Mapping[str, str]) -> Reading[Place | None]:
        """The place."""
        gather = Gather(typed)
        chosen = typed["stream"]
        name = gather.take("name", read_name, needed="a stream needs a name")
        if chosen == _NEW and name is not None:
            gather.said["name"] = self._said_of(name)
        gather.said["work"] = Said(self._said_of_work(chosen, typed["work"]))

        def make() -> Place:
            work = Work(typed["work"]) if typed["work"] and self._project.hours else None
            if chosen == _NOWHERE:
                return LEFT_OUT
            if chosen.startswith(_NEW):
                return Place(new=chosen[1:] or name or "", work=work)
            return Place(chosen, work)

        return Reading(gather.said, make)

    def _said_of(self, name: str) -> Said:
        try:
            add_stream(self._book, name)
        except EditRefused as refused:
            return Said(str(refused), "wrong")
        return Said("added with the import; undo takes both back")

    def _said_of_work(self, chosen: str, work: str) -> str:
        if work:
            return "every row of it, whatever the file or a tag says"
        stream = self._book.streams.get(chosen)
        usual = usual_work(self._book, stream) if stream else Work.DELIVER
        said = "what the file or a tag says, else " if self._project.says_work else "what a tag says, else "
        return f"{said}{usual.value}"


def _about(stream: Stream) -> str:
    return "ended" if stream.status is Status.ENDED else "your hour is sold" if stream.time_sold else ""
