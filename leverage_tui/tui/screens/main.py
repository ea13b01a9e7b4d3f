"""The dashboard: three panes on one screen, and the one place where what happened becomes an edit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size
from textual.message import Message
from textual.widgets import Static

from leverage_tui.domain import timing
from leverage_tui.domain.closing import said_closed, said_open
from leverage_tui.domain.edits.core import Edit, EditRefused
from leverage_tui.domain.edits.hours import set_cell, set_standing_week
from leverage_tui.domain.waiting import Waiting
from leverage_tui.store.conflict_copies import waiting_answer, waiting_copies
from leverage_tui.store.errors import StoreError
from leverage_tui.store.funnel import Changed, Edited, Event, Saved, SaveFailed
from leverage_tui.tui.actions import BY_ID, action_of, key_of
from leverage_tui.tui.ending import KeepsTyped
from leverage_tui.tui.flows import flow_of
from leverage_tui.tui.flows.saving import changes
from leverage_tui.tui.main_actions import DashboardActions
from leverage_tui.tui.painting import after_paint
from leverage_tui.tui.panes.gauge import GaugePane
from leverage_tui.tui.panes.lines import ActionPressed, EditLine, FooterLine, HeaderLine, Tone, WaitsLine
from leverage_tui.tui.panes.streams import StreamsPane, in_words
from leverage_tui.tui.session import Session
from leverage_tui.tui.sizes import classes_of, has_room, is_tiny, too_small
from leverage_tui.tui.timesheet import facts
from leverage_tui.tui.timesheet.cursor import Key
from leverage_tui.tui.timesheet.messages import (
    CellTyped,
    CursorMoved,
    DraftKept,
    DraftsChanged,
    EditAbandoned,
    FilterChanged,
    HoursCommitted,
    Pasted,
    Refused,
    StandingWeekCommitted,
    StreamFolded,
)
from leverage_tui.tui.timesheet.widget import Timesheet
from leverage_tui.tui.view import ShowsView, View
from leverage_tui.tui.waits import what_waits


@dataclass
class FunnelSaid(Message):
    """The funnel announced something, from whatever thread."""

    event: Event


class MainScreen(DashboardActions, KeepsTyped):
    """Shows the session's view; turns messages of the panes into edits."""

    AUTO_FOCUS = "#timesheet"
    ESCAPE_TO_MINIMIZE = False

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.waits: tuple[Waiting, ...] = ()
        self.turned = False
        """Whether the user turned the folding of what is not their own work round."""
        self._said = False
        self._open_weeks = ""
        self._size_shown = Size(0, 0)
        self._failing = False
        """Whether what waits says that something is not saved."""
        self._copies = session.funnel.copies
        """The conflict copies beside the book: the folder is looked through once a second, not at each change."""

    def compose(self) -> ComposeResult:
        yield HeaderLine(id="header")
        yield WaitsLine(id="waits")
        with Horizontal(id="top"):
            yield StreamsPane(id="streams")
            yield GaugePane(id="gauge")
        yield Timesheet(id="timesheet")
        yield EditLine(id="edit-line")
        yield FooterLine(id="footer")
        yield Static("", id="small", markup=False)

    def on_mount(self) -> None:
        for pane, title in (("#streams", "Streams"), ("#gauge", "Leverage"), ("#timesheet", "Timesheet")):
            self.query_one(pane).border_title = title
        self.timesheet.take_back(self.session.drafts)
        self.session.funnel.listen(self._heard)
        self.set_interval(1.0, self._look_around)
        # Textual makes the first layout without a word about the size: with it, the first frame is as all others.
        self.add_class("-pane-timesheet", *classes_of(*self.app.size))
        self._fit()
        after_paint(self, self._explain)
        if self.session.view.book.is_empty:
            from leverage_tui.tui.flows.book import first_run

            first_run(self)

    def _heard(self, event: Event) -> None:
        """The funnel's listener, in whatever thread: a message is the way into this one."""
        self.post_message(FunnelSaid(event))

    def on_resize(self) -> None:
        """Everything is shown for the new size. (Textual tells of the first one several times.)"""
        if self.app.size != self._size_shown:
            self._fit()

    def _fit(self) -> None:
        """Too small a terminal says so; otherwise everything is shown for its size."""
        size = self._size_shown = self.app.size
        self.set_class(is_tiny(*size), "-tiny")
        self.query_one("#small", Static).update(too_small("The dashboard", *size, "ctrl+q quits"))
        self.show()

    # The panes

    @property
    def timesheet(self) -> Timesheet:
        """The timesheet pane."""
        return self.query_one(Timesheet)

    def show(self, view: View | None = None) -> None:
        """Hand a view to every pane."""
        view = view or self.session.view
        wide = has_room(*self.app.size)
        notes = None if wide else {stream: in_words(view, stream) for stream in view.book.streams}
        self.timesheet.show(view, notes, folded=wide == self.turned)
        self.query_one(GaugePane).show(view)
        self.query_one(StreamsPane).show(view)
        self._show_waits(view)
        self._open_weeks = said_open(view.book, view.today)
        self.show_header()
        for page in self.app.screen_stack:
            if isinstance(page, ShowsView):
                page.show(view)
        if not self._said and not self.timesheet.editing:
            self.show_cell()

    def _show_waits(self, view: View) -> None:
        """What waits; before all else what could not be saved."""
        funnel = self.session.funnel
        failed = funnel.failure if funnel.unsaved else None
        unsaved = f"{changes(funnel.unsaved)} not saved: {failed.why}" if failed else ""
        self._failing = bool(unsaved)
        found = what_waits(view, self.timesheet.drafts, datetime.now(UTC), unsaved)
        first = 1 if unsaved else 0
        ours = (*waiting_answer(funnel.went_back), *waiting_copies(self._copies))
        self.waits = (*found[:first], *ours, *found[first:])
        self.query_one(WaitsLine).show(self.waits, self.app.size.width)

    def show_header(self) -> None:
        """The week and whether everything is on disk."""
        funnel = self.session.funnel
        tone: Tone
        if funnel.failure is not None:
            words, tone = f"✗ not saved: {funnel.failure.why}", "bad"
        elif funnel.read_only:
            words, tone = f"read only: {funnel.read_only.rpartition(': ')[2]}", "said"
        elif funnel.unsaved:
            words, tone = "○ saving", "plain"
        else:
            words, tone = "● saved", "good"
        timer = timing.in_words(self.session.view.book, datetime.now(UTC))
        if self.session.masked:
            words = f"amounts hidden · {words}"
        self.query_one(HeaderLine).show(
            self.session.view, self.app.size.width, words, tone, timer, self._open_weeks
        )

    def show_cell(self) -> None:
        """The edit line tells of the cell under the cursor."""
        day = self.timesheet.day or self.session.view.today
        line, draft = self.timesheet.line, self.timesheet.draft()
        self.query_one(EditLine).say(facts.at_rest(self.session.view, line, day, draft))

    def say(self, words: str, tone: Tone = "said") -> None:
        """The edit line tells what just happened, until the cursor moves."""
        self._said = True
        self.query_one(EditLine).say([(words, tone)])
        if tone == "bad" and cell_len(words) > self.app.size.width - 2:
            self.app.notify(words, severity="error", timeout=4, markup=False)

    def stream_at_hand(self) -> str | None:
        """The stream that the cursor is on, in whichever pane has the focus."""
        streams = self.query_one(StreamsPane)
        if streams.has_focus:
            return streams.stream
        line = self.timesheet.line
        return line.stream.id if line else streams.stream

    # The one way in

    def do(self, edit: Edit, said: bool = True) -> bool:
        """An edit through the funnel; whether it was taken. What it did, or why not, is said."""
        try:
            view = self.session.do(edit)
        except (EditRefused, StoreError) as refused:
            self.say(str(refused), "bad")
            self.show_header()
            return False
        if said and not edit.is_nothing:
            self.say(" · ".join(filter(None, (edit.sentence, said_closed(view.book, edit)))))
        self.show(view)
        after_paint(self, self._explain)
        return True

    def _explain(self) -> None:
        """Why the gauge moved, by the last change and since the last check-in, once the move itself is on the
        screen."""
        from leverage_tui.tui.since import since_words

        self.session.explain()
        self.query_one(GaugePane).show(self.session.say_since(since_words(self.session)))

    @on(HoursCommitted)
    def _hours_committed(self, message: HoursCommitted) -> None:
        def edit() -> Edit:
            return set_cell(self.session.view.book, message.row, message.day, message.minutes, message.seen)

        self._commit(edit, message.row, message.day, message.text)

    @on(StandingWeekCommitted)
    def _standing_committed(self, message: StandingWeekCommitted) -> None:
        def edit() -> Edit:
            return set_standing_week(self.session.view.book, message.standing, message.week, message.minutes)

        self._commit(edit, message.standing.doc_id, message.week, message.text)

    def _commit(self, edit: Callable[[], Edit], key: Key, day: date, text: str) -> None:
        """Do what was typed; what is refused is open again in its cell, or said where that cell is gone."""
        try:
            wanted = edit()
        except EditRefused as refused:
            self.say(f"{refused} · typed: {text}", "bad")
            return
        if not self.do(wanted):
            self.timesheet.reopen(key, day, text)

    @on(CellTyped)
    def _cell_typed(self, message: CellTyped) -> None:
        view = self.session.view
        said = facts.while_typing(view, message)
        preview = None
        if message.minutes is not None and message.minutes != message.seen:
            try:
                preview = self.session.preview(self._edit_of(message, message.minutes))
            except EditRefused as refused:
                said = [(message.text, "good"), (f" · {refused}", "bad")]
        self._said = True
        self.query_one(EditLine).say(said)
        self.query_one(GaugePane).show(view, preview)

    def _edit_of(self, typed: CellTyped, minutes: int) -> Edit:
        view, line = self.session.view, typed.line
        if line.row is not None:
            return set_cell(view.book, line.row, typed.day, minutes, typed.seen)
        assert line.standing is not None
        return set_standing_week(view.book, line.standing, view.iso_week, minutes)

    @on(EditAbandoned)
    def _abandoned(self) -> None:
        self.query_one(GaugePane).show(self.session.view)
        self._said = False
        self.show_cell()

    @on(DraftKept)
    def _draft_kept(self, message: DraftKept) -> None:
        self.query_one(GaugePane).show(self.session.view)
        self.say(f"{message.text}: not entered, it waits in its cell · {message.why}", "bad")

    @on(DraftsChanged)
    def _drafts_changed(self, message: DraftsChanged) -> None:
        self.session.keep_drafts(message.drafts)

    def keep_typed(self) -> None:
        """The texts of cells, the one being typed included."""
        self.session.keep_drafts(self.timesheet.texts())

    @on(Refused)
    def _refused(self, message: Refused) -> None:
        self.say(message.why, "bad")

    @on(FilterChanged)
    def _filter_changed(self) -> None:
        self._said = False
        self.show_cell()

    @on(StreamFolded)
    def _stream_folded(self, message: StreamFolded) -> None:
        from leverage_tui.tui.flows.rows import fold

        fold(self, message.stream, message.fold)

    @on(Pasted)
    def _pasted(self, message: Pasted) -> None:
        from leverage_tui.tui.flows.copying import pasted

        pasted(self, message.text)

    @on(CursorMoved)
    def _cursor_moved(self, message: CursorMoved) -> None:
        if message.line is not None:
            self.query_one(StreamsPane).look_at(message.line.stream.id)
        if not self.timesheet.editing and not message.committed:
            self._said = False
            self.show_cell()

    @on(StreamsPane.Chosen)
    def _stream_chosen(self, message: StreamsPane.Chosen) -> None:
        from leverage_tui.tui.flows.pages import stream_page_of

        stream_page_of(self, message.stream)

    @on(ActionPressed)
    async def _action_pressed(self, message: ActionPressed) -> None:
        await self.perform(message.action)

    @on(FunnelSaid)
    def _funnel_said(self, message: FunnelSaid) -> None:
        event, funnel = message.event, self.session.funnel
        if isinstance(event, Changed):
            self.show(self.session.refreshed())
            after_paint(self, self._explain)
            for note in event.notes:
                self.app.notify(note, markup=False)
        elif isinstance(event, SaveFailed):
            stays = (
                f"It stays here: {key_of('waiting')} saves again, or a copy elsewhere." if funnel.unsaved else ""
            )
            # The file by its name alone, and one such toast at a time: a small terminal has room for no more.
            why = str(event.error).replace(str(event.error.path), event.error.path.name, 1)
            words = f"{why} {stays}".rstrip()
            if self._failing:
                self.app.clear_notifications()
            self.app.notify(words, title="Not saved", severity="error", timeout=12, markup=False)
            self.show_header()
            self._show_waits(self.session.view)
        elif isinstance(event, (Saved, Edited)):
            self.show_header()
            if self._failing:
                self._show_waits(self.session.view)

    def _look_around(self) -> None:
        """Once a second: has another program written the file, has the day gone on, has the timer?"""
        if self.session.is_busy:
            return
        self.session.funnel.poll()
        self.show_header()
        copies = self.session.funnel.copies
        if copies != self._copies:
            self._copies = copies
            self._show_waits(self.session.view)
        if self.session.day_changed:
            self.show(self.session.refreshed())

    # Actions (tui/actions.py says what each is called, and by which keys)

    async def on_key(self, event: events.Key) -> None:
        """What no pane did anything with is an action's key; Esc brings the other panes back."""
        action = action_of(event.key)
        if action is not None:
            event.stop()
            await self.perform(action.id)
        elif event.key == "escape" and self.has_class("-full"):
            from leverage_tui.tui.flows.keys import maximise

            maximise(self)

    async def perform(self, action: str) -> None:
        """Do the action of that id, as its key would."""
        await self.run_action(BY_ID[action].call)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What acts on a cell does so only while the timesheet has the focus."""
        found = BY_ID.get(str(parameters[0]) if action == "flow" else action)
        return found is None or found.where != "timesheet" or self.timesheet.has_focus or action == "edit_cell"

    def action_flow(self, name: str) -> None:
        """An action that asks before it becomes an edit."""
        flow_of(name)(self)

    def action_edit_cell(self) -> None:
        if self.query_one(GaugePane).has_focus:
            flow_of("arithmetic")(self)
        elif self.timesheet.has_focus and self.timesheet.line is not None and not self.timesheet.line.editable:
            flow_of("stream_page")(self)
        elif self.timesheet.has_focus:
            self.timesheet.begin()
