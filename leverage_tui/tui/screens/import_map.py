"""What a file holds, where each project goes, and what the import comes to: looked at, decided, accepted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from leverage_tui.domain.edits.core import Edit, EditRefused
from leverage_tui.domain.model import OWN_WORK, Work
from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.interchange.draft import Draft, Outcome, work_out
from leverage_tui.interchange.found import LEFT_OUT, FoundProject
from leverage_tui.interchange.mapping import Target
from leverage_tui.interchange.opening import How, Known, Opened
from leverage_tui.interchange.rows import Doubtful, ImportRefused
from leverage_tui.tui.heavy import in_thread
from leverage_tui.tui.screens import import_lines as lines
from leverage_tui.tui.screens.frame import Dialog, Key
from leverage_tui.tui.screens.import_how import asked_again
from leverage_tui.tui.screens.import_preview import SIDE, Preview, added, as_lines, gauge_words
from leverage_tui.tui.screens.import_table import ImportLine, ImportTable
from leverage_tui.tui.screens.import_target import ImportTarget
from leverage_tui.tui.screens.import_words import answered, for_screen
from leverage_tui.tui.screens.listing import Words
from leverage_tui.tui.screens.picklist import Option, PickList
from leverage_tui.tui.screens.prompt import Choice
from leverage_tui.tui.text import shortened


@dataclass(frozen=True, slots=True)
class Ready:
    """An import that is accepted: its edit, and what of the answers is worth remembering."""

    edit: Edit
    opened: Opened
    mapping: Mapping[str, Target]
    tags: Mapping[str, Work | None]


class ImportMap(Dialog[Ready | None]):
    """The projects of a file and where they go; returns the accepted import, None for another file.

    What it comes to is worked out in a thread, again after every answer; meanwhile everything can be used.
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-roomy"), (110, "-beside")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x,delete", "leave_out", "leave out", show=False),
        Binding("space", "turn", "turn", show=False),
        Binding("p", "months", "by month", show=False),
        Binding("s", "remarks", "skipped", show=False),
        Binding("f10", "accept", "import", show=False),
    ]
    DEFAULT_CSS = f"""
    ImportMap {{
        #panel {{ width: 100%; max-width: 100; }}
        #found {{ width: 100%; height: auto; max-height: 2; color: $muted; margin-bottom: 1; }}
        .side {{ display: none; width: {SIDE + 3}; height: 100%; padding: 0 1; border-left: solid $rule; }}
        .strip {{ width: 100%; height: 2; margin-top: 1; }}
    }}
    ImportMap.-beside {{
        #panel {{ max-width: 132; layout: horizontal; }}
        #body {{ width: 1fr; min-height: 20; }}
        .side {{ display: block; min-height: 20; }}
        .strip {{ display: none; }}
    }}
    ImportMap.-narrow #panel {{ max-width: 100%; }}
    ImportMap.-short {{
        #found {{ margin-bottom: 0; max-height: 1; }}
        .strip {{ margin-top: 0; }}
    }}
    """

    def __init__(
        self,
        opened: Opened,
        known: Known,
        prepare: Callable[[Opened], Draft],
        now: float | None,
        hours: lines.Hours,
        waiting: int = 0,
    ) -> None:
        """`prepare` makes a draft of what was read, in a thread; `now` is the leveraged share as it is; `waiting` files
        come after this one."""
        super().__init__()
        self._opened, self._known, self._prepare = opened, known, prepare
        self._now, self._hours, self._waiting = now, hours, waiting
        self._zone = lines.zone_words(known.zone, datetime.now(UTC))
        self._draft: Draft | None = None
        self._outcome: Outcome | None = None
        self._is_old = self._wants = self._leaving = False
        """Whether the outcome is of an earlier draft; the user has accepted and it is still being worked out; leaving
        was asked about."""
        self._refused = ""
        """Why what is decided cannot be, as a sentence."""
        self._asked = ""
        """The question that accepting once more answers with yes."""

    def heading(self) -> str:
        """The file."""
        return f"Import {self._opened.name}{lines.waiting_words(self._waiting)}"

    def keys(self) -> Sequence[Key]:
        """What can be done."""
        return [
            ("F10", "import"), ("Enter", "choose"), ("x", "leave out"), ("p", "by month"), ("s", "skipped"),
            ("Esc", "back"),
        ]  # fmt: skip

    def contents(self) -> ComposeResult:
        """What was found, and the lines."""
        yield Static(markup=False, id="found")
        yield ImportTable()

    def beside(self) -> Iterable[Widget]:
        """The preview as a panel."""
        yield Preview(beside=True)

    def below(self) -> Iterable[Widget]:
        """The preview as a strip."""
        yield Preview(beside=False)

    def on_mount(self) -> None:
        """Look at what was read."""
        self.table.focus()
        self._begin(self._opened)

    @property
    def table(self) -> ImportTable:
        """The lines."""
        return self.query_one(ImportTable)

    def _start(self, work: Callable[[], Awaitable[None]], group: str) -> None:
        self.run_worker(work, group=group, exclusive=True)

    # What it comes to

    def _begin(self, opened: Opened) -> None:
        """A file that was read, or read another way."""

        async def run() -> None:
            self.say(f"Looking at {len(opened.reading.rows) + len(opened.reading.money):,} rows …")
            draft = await in_thread(partial(self._prepare, opened))
            self._opened = opened
            self._decide(draft.answered_as(self._draft) if self._draft else draft)
            self._tell()

        self._start(run, "begin")

    def _decide(self, draft: Draft) -> None:
        """Another answer: show it, and work out what it comes to."""
        working = self._is_old
        self._draft, self._is_old = draft, True
        self._asked, self._leaving = "", False
        self._show()
        if not working:
            self._start(self._work_out, "work out")

    async def _work_out(self) -> None:
        """The outcome of the latest draft: one at a time, however fast the answers come."""
        draft = None
        while draft is not self._draft:
            draft = self._draft
            assert draft is not None
            try:
                self._outcome, self._refused = await in_thread(partial(work_out, draft)), ""
            except EditRefused as refused:
                self._refused = str(refused)
        self._is_old = False
        self._show()
        self._tell()
        if self._wants or self._refused:
            self._wants = False
            self.action_accept()

    def _show(self) -> None:
        draft, outcome = self._draft, self._outcome
        if draft is None:
            return
        current = None if self._is_old else outcome
        self.table.show(lines.lines_of(draft, outcome, self._hours, old=self._is_old))
        self._show_found()
        found = added(outcome, self._hours) if outcome is not None else []
        for preview in self.query(Preview):
            preview.show(gauge_words(self._now, current), found, old=self._is_old)
        self.call_after_refresh(self.table.reveal)

    def _show_found(self) -> None:
        draft = self._draft
        if draft is None:
            return
        words, width = lines.summary(draft, self._outcome), max(1, self.query_one("#found").size.width)
        together = f"{words} · {self._zone}"
        shown = together if len(together) <= width else f"{words}\n{self._zone}"
        self.query_one("#found", Static).update(Content("\n").join(map(Content, shown.splitlines())))

    def on_resize(self) -> None:
        """Where lines are broken depends on the width."""
        self.call_after_refresh(self._show_found)
        self.call_after_refresh(self.table.lay_out)

    def _keep_in_sight(self) -> None:
        self.table.reveal()

    # The lines

    @on(PickList.Moved)
    def _tell(self) -> None:
        line = self.table.line
        if line is not None and self._draft is not None:
            words = lines.said_of(self._draft, line, self._outcome, self._hours, self._zone)
            most = 2 * max(20, self.speech.size.width or 60) - 2
            self.say(shortened(clean(words, NOTE_LIMIT), most))

    @on(PickList.Taken)
    def _taken(self) -> None:
        line = self.table.line
        if line is None or self._draft is None:
            return
        if line.id == "accept":
            self.action_accept()
        elif line.id == "remarks":
            self.action_remarks()
        elif line.id == "all_hours" or line.id.startswith("option "):
            self._turn(line.id)
        else:
            self._start(partial(self._choose, line, self._draft), "choose")

    def action_turn(self) -> None:
        """A blank turns a tick, and takes any other line."""
        self._taken()

    def _turn(self, id: str) -> None:
        draft = self._draft
        assert draft is not None
        if id == "all_hours":
            self._decide(replace(draft, all_hours=not draft.all_hours))
        else:
            name = id.removeprefix("option ")
            turned: dict[str, Any] = {name: not getattr(draft.options, name)}
            options = replace(draft.options, **turned)
            self._decide(replace(draft, options=options))
        self._tell()

    async def _choose(self, line: ImportLine, draft: Draft) -> None:
        project = self._project(line)
        if project is not None:
            place = draft.place_of(project)
            about = lines.about(project, self._hours)
            form = ImportTarget(draft.book, project, lines.name_of(project), about, place, draft.new_streams)
            chosen = await self.app.push_screen_wait(form)
            if chosen is not None:
                self._decide(draft.putting(project, chosen))
                self._go_on(project)
        elif line.id.startswith("tag "):
            await self._choose_work(line, draft)
        else:
            await self._read_again(line.id)
        self._tell()

    def _project(self, line: ImportLine | None) -> FoundProject | None:
        if self._draft is None or line is None:
            return None
        return next((each for each in self._draft.found.projects if lines.project_id(each) == line.id), None)

    def _go_on(self, project: FoundProject) -> None:
        """To the next project that goes nowhere yet."""
        assert self._draft is not None
        if self._draft.undecided:
            self.table.seek(lines.project_id(self._draft.undecided[0]))

    async def _choose_work(self, line: ImportLine, draft: Draft) -> None:
        tag = next(each for each in draft.found.tags if lines.tag_id(each) == line.id)
        works = [Option("", "No work of its own", "the project decides"), *(Option(one, one) for one in OWN_WORK)]
        detail = "Rows with this tag are that work, where neither the file nor their project says another."
        chosen = await self.app.push_screen_wait(Choice(f"Which work is {line.name}?", detail, works))
        if chosen is not None:
            self._decide(draft.meaning(tag, Work(chosen) if chosen else None))

    def action_leave_out(self) -> None:
        """Leave a project out, or take it in again where it would have gone."""
        project, draft = self._project(self.table.line), self._draft
        if project is None or draft is None:
            return
        place = draft.place_of(project)
        if place is None or not place.is_left_out:
            self._decide(draft.putting(project, LEFT_OUT))
        elif project.place is not None:
            self._decide(draft.putting(project, project.place))
        else:
            self._decide(replace(draft, places={key: at for key, at in draft.places.items() if key != project.key}))
        self._tell()

    # How the file is read

    async def _read_again(self, what: str) -> None:
        wanted = await asked_again(self.app, what, self._opened, self._hours)
        if wanted != self._opened.how:
            await self._read(wanted)

    async def _read(self, how: How) -> None:
        self.say("Reading it again …")
        while True:
            try:
                opened = await in_thread(partial(self._opened.again, how, self._known))
            except Doubtful as doubt:
                options = [Option(*answer) for answer in doubt.answers]
                answer = await self.app.push_screen_wait(Choice("Which is meant?", for_screen(str(doubt)), options))
                if answer is None:
                    return
                how = answered(how, doubt.what, answer)
            except ImportRefused as refused:
                await self.app.push_screen_wait(Words("It cannot be read so", [("", for_screen(str(refused)))]))
                return
            else:
                self._begin(opened)
                return

    # Reading, leaving, accepting

    def action_months(self) -> None:
        """Everything by stream and month."""
        if self._outcome is not None:
            found = as_lines(added(self._outcome, self._hours)) or [("", "Nothing yet.")]
            self.app.push_screen(Words("What it adds, by stream and month", found))

    def action_remarks(self) -> None:
        """Warnings and skipped rows, each with its reason."""
        if self._outcome is not None:
            found = lines.remarks(self._outcome.plan) or [("", "No row is skipped, and there is no warning.")]
            self.app.push_screen(Words("Worth a look", found))

    def action_leave(self) -> None:
        """Back to the choice of a file; where something was decided, only the second time."""
        draft = self._draft
        if self._leaving or draft is None or not (draft.places or draft.tags):
            self.dismiss(None)
            return
        self._leaving = True
        self.say("Esc again to leave: what you chose here is dropped.", "bold $warning")

    def on_key(self, event: events.Key) -> None:
        """Any key but Esc says that the user stays; any but accepting again that the question is answered."""
        if event.key != "escape":
            self._leaving = False
        if event.key not in ("f10", "enter"):
            self._asked = ""
            self._wants = False

    def action_accept(self) -> None:
        """Return the import; what still has to be said is asked first."""
        draft, outcome = self._draft, self._outcome
        if draft is None or self._is_old or (outcome is None and not self._refused):
            self._wants = draft is not None
            self.say("Working it out: it goes on by itself then …")
            return
        if self._refused:
            self.say(f"! {self._refused}.", "bold $error")
        elif draft.undecided:
            first = draft.undecided[0]
            self.table.seek(lines.project_id(first))
            name = lines.name_of(first)
            self.say(f"! {name} goes nowhere yet: Enter says where, x leaves it out.", "bold $error")
        elif outcome is None or outcome.edit.is_nothing:
            self.say(
                "Nothing of this file is new: everything is here already, skipped or left out.", "bold $warning"
            )
        elif draft.guessed and self._asked != "guess":
            self._asked = "guess"
            self.table.seek(lines.project_id(draft.guessed[0]))
            self.say(f"{_guesses(draft)} Enter changes it, F10 again imports it so.", "bold $warning")
        else:
            self.dismiss(Ready(outcome.edit, draft.opened, outcome.mapping, draft.tags))


def _guesses(draft: Draft) -> str:
    first, *others = draft.guessed
    more = f" and {len(others)} more go" if others else " goes"
    return f"{lines.name_of(first)}{more} by a guess."
