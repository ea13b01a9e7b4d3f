"""Which file is to be imported: dropped, typed with Tab to complete it, or taken from the latest there are."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.interchange.columns import ColumnsUnknown
from leverage_tui.interchange.counting import watched
from leverage_tui.interchange.dropped import LONGEST, dropped_path, dropped_paths, is_file
from leverage_tui.interchange.finding import Completed, Found, completed, likely_files
from leverage_tui.interchange.opening import How, Known, Opened, open_file
from leverage_tui.interchange.registry import FORMATS
from leverage_tui.interchange.rows import Doubtful, ImportRefused, NoText
from leverage_tui.store.paths import short
from leverage_tui.tui.heavy import in_thread
from leverage_tui.tui.screens.fields import ChoiceField, Line, ListField, TextField
from leverage_tui.tui.screens.form import Form
from leverage_tui.tui.screens.frame import Key
from leverage_tui.tui.screens.import_lines import waiting_words
from leverage_tui.tui.screens.import_words import answered, for_screen
from leverage_tui.tui.screens.picklist import Option, PickList
from leverage_tui.tui.screens.prompt import Choice
from leverage_tui.tui.screens.reading import Reading, Said

MOST = 8
_BY_ITSELF = "auto"
_MOMENT = 0.1
"""Seconds between two words about how far the reading has come."""


class PathField(TextField):
    """A path: Tab completes it, and a file that is dropped on the terminal takes its place."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "screen.complete", "complete", show=False)]

    class Dropped(Message):
        """Files that are there were dropped."""

        def __init__(self, paths: tuple[str, ...]) -> None:
            super().__init__()
            self.paths = paths

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.typed = True
        found = dropped_paths(event.text)
        if found:
            self.post_message(self.Dropped(found))
        else:
            self.insert_text_at_cursor(event.text.strip().splitlines()[0][:LONGEST] if event.text.strip() else "")


class ImportPath(Form[Opened | tuple[str, ...] | None]):
    """Asks for a file and reads it, in a thread; returns it as read, None when left. Several that are dropped at once
    are returned as their paths.

    What is refused says so in its place, and everything typed stays. A file that can be read in two ways is asked
    about.
    """

    ACCEPT = "read it"
    DEFAULT_CSS = """
    ImportPath {
        Line { layout: vertical; }
        Line .entry { width: 100%; }
        Line .label { width: 9; }
        Line TextField { width: 1fr; }
        Line .said { width: 100%; padding-left: 11; }
        Line .said.-empty { display: none; }
        Line.tall { margin-top: 1; }
    }
    ImportPath.-narrow Line .said, ImportPath.-short Line .said { padding-left: 2; }
    ImportPath.-short Line.tall { margin-top: 0; }
    """

    def __init__(
        self,
        known: Known,
        folders: Sequence[Path],
        today: date,
        path: str = "",
        *,
        reads: bool = False,
        waiting: int = 0,
    ) -> None:
        """`folders` are looked through for likely files. `path` is there at first, and read at once where it `reads`;
        `waiting` files come after it."""
        super().__init__()
        self._reads, self._waiting = reads, waiting
        self._known, self._folders, self._today, self._path = known, folders, today, path
        self._refused = ""
        self._is_asked = False
        """Whether what a file is read as can be said: it was refused once."""
        self._found: tuple[Found, ...] = ()
        self._exact: dict[str, Path] = {}
        """Files whose names cannot be typed, by how they are shown."""
        self._rows = 0
        self._answers: How = How()

    def heading(self) -> str:
        """What is asked."""
        return f"Import hours or money from a file{waiting_words(self._waiting)}"

    def keys(self) -> Sequence[Key]:
        """Reading it, completing it, the files, the way out."""
        return [("Enter", "read it"), ("Tab", "complete"), ("↑↓", "files"), ("Esc", self._left)]

    @property
    def _left(self) -> str:
        return "next file" if self._waiting else "leave"

    def lines(self) -> Iterable[Line]:
        """The path, the files that may be meant, and what a refused one may be read as."""
        yield Line("File", PathField("path", self._path))
        yield Line("", ListField("files", (), ""))
        formats = [Option(_BY_ITSELF, "what it looks like"), *(Option(one.name, one.title) for one in FORMATS)]
        yield Line("Read as", ChoiceField("format", formats, _BY_ITSELF))
        yield Line("Columns", TextField("columns"))

    def unneeded(self, typed: Mapping[str, str]) -> frozenset[str]:
        """The list while it is empty; what a file is read as before one was refused."""
        hidden = set() if self.field("files").value else {"files"}
        if not self._is_asked:
            hidden |= {"format", "columns"}
        elif typed["format"] not in (_BY_ITSELF, "csv"):
            hidden.add("columns")
        return frozenset(hidden)

    def read(self, typed: Mapping[str, str]) -> Reading[Opened | tuple[str, ...] | None]:
        """What is said of the path, and of the columns."""
        said = {
            "path": Said(self._refused, "wrong")
            if self._refused
            else Said("drop a file here, or type where it is"),
            "columns": Said("which column is what, such as date=Day,hours=Std,project=Job; empty: by their names"),
        }
        return Reading(said, lambda: None)

    def on_mount(self) -> None:
        """Look for files while the user may type already."""
        super().on_mount()
        self._put(self._path)
        self._look(self._likely)
        self.set_interval(_MOMENT, self._tell)
        if self._reads:
            self.action_accept()

    def changed(self, key: str) -> None:
        """Another path was not refused yet."""
        if key == "path" and self.field("path").value != self._path:
            self._begin_anew()
        self.say("")

    def _begin_anew(self) -> None:
        self._path = self.field("path").value
        self._refused = ""
        self._answers = How()
        self.workers.cancel_group(self, "read")

    def _put(self, path: str) -> None:
        """The path in its field, the text cursor after it."""
        field = self.field("path")
        assert isinstance(field, PathField)
        with field.prevent(Input.Changed):
            field.value = path
        field.cursor_position = len(path)
        self._begin_anew()
        self.say("")

    @on(PathField.Dropped)
    def _dropped(self, event: PathField.Dropped) -> None:
        event.stop()
        if len(event.paths) > 1:
            self.dismiss(event.paths)
        else:
            self._put(event.paths[0])
            self.action_accept()

    # The list

    def _look(self, look: Callable[[], Completed | None]) -> None:
        """Look at the disk in a thread, and show what is there."""

        async def run() -> None:
            found = await asyncio.to_thread(look)
            if found is not None:
                self._complete(found)
            self._show_files(found.names if found is not None and len(found.names) > 1 else ())

        work: Callable[[], Awaitable[None]] = run
        self.run_worker(work, group="look", exclusive=True)

    def _likely(self) -> None:
        self._found = likely_files(self._folders, MOST)

    def _show_files(self, names: Sequence[str]) -> None:
        """The `names` that a path can go on with; without any the latest files."""
        field = self.field("files")
        assert isinstance(field, ListField)
        if names:
            options = [Option(f"…{name}", clean(name)) for name in names]
        else:
            options = [self._option(found) for found in self._found]
        field.at = 0
        field.put(options)
        self.reread()

    def _option(self, found: Found) -> Option:
        shown = clean(str(found.path), LONGEST)
        self._exact[shown] = found.path
        day = datetime.fromtimestamp(found.written, UTC).astimezone().date()
        when = "today" if day == self._today else format_day(day, year=day.year != self._today.year)
        return Option(shown, found.path.name, f"{when} · {_size(found.size)} · {short(found.path.parent)}")

    def action_complete(self) -> None:
        """The path as far as it is certain; where it is whole, on to the list."""
        text = self.field("path").value
        self._look(lambda: completed(text))

    def _complete(self, found: Completed) -> None:
        if found.text != self.field("path").value:
            self._put(found.text)
        elif not found.names:
            self.say("Nothing there begins so.")
        elif len(found.names) == 1 and not found.text.endswith("/"):
            self.say("The path is whole: Enter reads it.")

    def _take(self) -> bool:
        """The file in the list that has the cursor becomes the path; whether it is to be read."""
        name, typed = self.field("files").value, self.field("path").value
        if name.startswith("…"):
            name = f"{typed[: typed.rfind('/') + 1]}{name[1:]}"
        self._put(name)
        if name.endswith("/"):
            self.field("path").focus()
            self._look(lambda: completed(name))
            return False
        return True

    # Reading

    def action_forward(self) -> None:
        """Enter reads the file, from wherever."""
        if not (isinstance(self.focused, PickList) and self.focused.options) or self._take():
            self.action_accept()

    def action_accept(self) -> None:
        """Read the file, in a thread."""
        typed = self.typed()
        text = typed["path"]
        if not text.strip():
            self._refuse("which file? Drop it here, type its path, or choose one of the list")
            return
        format = typed["format"] if self._is_asked and typed["format"] != _BY_ITSELF else None
        columns = typed["columns"] if self._is_asked else ""
        self._answers = How(format, self._answers.dates, self._answers.decimal, columns)
        path = self._exact.get(text) or Path(dropped_path(text))
        work: Callable[[], Awaitable[None]] = partial(self._read_file, path)
        self.run_worker(work, group="read", exclusive=True)

    async def _read_file(self, path: Path) -> None:
        self._rows = 0
        self.say(f"Reading {clean(path.name)} …")
        while True:
            try:
                opened = await in_thread(partial(self._opened, path, self._answers))
            except Doubtful as doubt:
                answer = await self.app.push_screen_wait(_question(doubt))
                if answer is None:
                    self._refuse(for_screen(str(doubt)))
                    return
                self._answers = answered(self._answers, doubt.what, answer)
                continue
            except ImportRefused as refused:
                self._is_asked = is_file(str(path)) and not isinstance(refused, NoText)
                self._refuse(for_screen(str(refused)))
                if isinstance(refused, ColumnsUnknown):
                    self.call_after_refresh(self.field("columns").focus)
                return
            self.dismiss(opened)
            return

    def _opened(self, path: Path, how: How) -> Opened:
        def tell(rows: int) -> None:
            self._rows = rows

        with watched(tell):
            return open_file(path, how, self._known)

    def _tell(self) -> None:
        """How far it is; rows are gone through more than once where their order has to be found first."""
        if self._rows and any(worker.group == "read" and not worker.is_finished for worker in self.workers):
            name = clean(Path(self.field("path").value).name)
            self.say(f"Reading {name}: {self._rows:,} rows so far. Esc leaves it.")

    def _refuse(self, why: str) -> None:
        self._refused = clean(why, NOTE_LIMIT)
        self.reread()

    def action_leave(self) -> None:
        """Leave; nothing is lost but a path."""
        self.dismiss(None)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_forward()

    def on_paste(self, event: events.Paste) -> None:
        """A file that is dropped anywhere is dropped on the path."""
        if not isinstance(self.focused, Input):
            event.stop()
            self.field("path").focus()
            self.field("path").post_message(event)


def _question(doubt: Doubtful) -> Choice:
    what = "Which way are its dates written?" if doubt.what == "dates" else "Which is the mark before the cents?"
    detail = "Nothing in the file decides it. It can be turned round in the next step."
    return Choice(what, detail, [Option(*answer) for answer in doubt.answers], leave="another file")


def _size(size: int) -> str:
    for unit in ("bytes", "KB", "MB"):
        if size < 1024:
            return f"{size} {unit}"
        size //= 1024
    return f"{size} GB"
