"""The weekly close: was that the whole week? Stream by stream, in two minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import DAY, WEEK, iso_label, monday
from leverage_tui.domain.edits.core import Edit
from leverage_tui.domain.edits.weeks import close_weeks, reopen_week, unclosed
from leverage_tui.domain.model import OWN_WORK
from leverage_tui.domain.quantities.dates import Period, format_day, format_period
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.tui.screens.frame import Dialog, Key
from leverage_tui.tui.screens.picklist import Option, PickList

NOTHING = "nothing of yours: Space says that was so"
HINT = "No entry is unknown, not zero. Support? Refunds? Managing? Selling? Then it was the whole week."


@dataclass(frozen=True, slots=True)
class WeekOf:
    """One stream in one week: its own minutes by kind, in words, and whether it is closed."""

    stream: str
    name: str
    words: str
    closed: bool
    worked: bool
    """Whether any hour of your own is in it. A week of none is closed only where the user says so."""


def streams_in(book: Book, week: date, style: Literal["hm", "decimal"] = "hm") -> tuple[WeekOf, ...]:
    """The streams alive in the week of that Monday, and those closed in it, in the order of the list."""
    still_open = set(unclosed(book, week))
    found = []
    for stream in book.streams.values():
        if stream.id in still_open or week in book.ledger(stream.id).closed:
            words = _own_words(book, stream.id, week, style)
            found.append(WeekOf(stream.id, stream.name, words or NOTHING, stream.id not in still_open, bool(words)))
    return tuple(found)


def _own_words(book: Book, stream: str, week: date, style: Literal["hm", "decimal"]) -> str:
    by_kind = dict.fromkeys(OWN_WORK, 0)
    for entry in book.ledger(stream).hours.get(week, ()):
        if entry.work in by_kind:
            by_kind[entry.work] += entry.minutes
    total = sum(by_kind.values())
    if not total:
        return ""
    kinds = ", ".join(f"{work} {format_hours(minutes, style)}" for work, minutes in by_kind.items() if minutes)
    return f"{format_hours(total, style):>5}  {kinds}"


class CloseWeek(Dialog[Edit | None]):
    """Ticks the streams whose week was whole; returns the edit that closes (or reopens) it, None when left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "tick", show=False),
        Binding("left,pageup,left_square_bracket", "week(-1)", "week before", show=False),
        Binding("right,pagedown,right_square_bracket", "week(1)", "week after", show=False),
        Binding("o", "reopen", "open again", show=False),
        Binding("a", "all", "all or none", show=False),
    ]

    DEFAULT_CSS = """
    CloseWeek #week { width: 100%; height: 1; margin-bottom: 1; }
    CloseWeek .hint { margin: 1 0 0 0; }
    CloseWeek.-short .hint { margin: 0; }
    CloseWeek.-short #week { margin-bottom: 0; }
    """

    def __init__(self, book: Book, week: date, today: date, hours_style: Literal["hm", "decimal"] = "hm") -> None:
        super().__init__()
        self._book, self._today, self._style = book, today, hours_style
        self._week = min(monday(week), monday(today))
        self._asked = False
        self._rows: tuple[WeekOf, ...] = ()
        self._ticked: set[str] = set()

    def heading(self) -> str:
        """The question."""
        return "Was that the whole week?"

    def keys(self) -> Sequence[Key]:
        """The keys."""
        return [
            ("Enter", "close ticked"), ("Space", "tick"), ("←→", "week"), ("o", "open again"),
            ("a", "all or none"), ("Esc", "leave"),
        ]  # fmt: skip

    def contents(self) -> ComposeResult:
        """The week, its streams, and what is easily forgotten."""
        yield Static(markup=False, id="week")
        yield PickList((), letters=False)
        yield Static(Content(HINT), classes="words hint")

    @property
    def listed(self) -> PickList:
        """The list of streams."""
        return self.query_one(PickList)

    def on_mount(self) -> None:
        """The week asked for, what is open in it ticked where there are hours."""
        self.listed.focus()
        self._show_week()

    def _show_week(self) -> None:
        self._rows = streams_in(self._book, self._week, self._style)
        self._ticked = {row.stream for row in self._rows if row.worked and not row.closed}
        self._asked = False
        span = Period(self._week, self._week + 6 * DAY)
        named = Content.assemble((iso_label(self._week), "bold"), (f"  {format_period(span)}", "$muted"))
        self.query_one("#week", Static).update(named)
        self._show_rows()
        if not self._rows:
            self.say("No stream is alive in this week.")
        elif all(row.closed for row in self._rows):
            self.say("This week is closed. o opens it again.")
        else:
            self.say(self._not_over())

    def _show_rows(self) -> None:
        options = [Option(row.stream, row.name, row.words) for row in self._rows]
        self.listed.put(options, [self._mark(row) for row in self._rows])

    def _mark(self, row: WeekOf) -> str:
        if row.closed:
            return "closed "
        return "[x]    " if row.stream in self._ticked else "[ ]    "

    def _not_over(self) -> str:
        last = self._week + 6 * DAY
        return f"This week is not over: it ends on {format_day(last)}." if self._today <= last else ""

    def action_tick(self) -> None:
        """Tick the stream under the cursor, or not."""
        row = self._under_cursor()
        if row is None:
            return
        if row.closed:
            self.say("Closed already: o opens the week again.")
            return
        self._ticked ^= {row.stream}
        self._asked = False
        self._show_rows()

    def action_all(self) -> None:
        """Tick everything that is open, or nothing."""
        still_open = {row.stream for row in self._rows if not row.closed}
        self._ticked = set() if self._ticked == still_open else still_open
        self._asked = False
        self._show_rows()

    def action_week(self, by: int) -> None:
        """Show another week; none that has not begun."""
        week = self._week + by * WEEK
        if week > monday(self._today):
            self.say("The week after has not begun.")
            return
        self._week = week
        self._show_week()

    def action_reopen(self) -> None:
        """The closed week is open again: for the stream under the cursor, or for all when that one is open."""
        row = self._under_cursor()
        closed = [row.stream] if row and row.closed else [row.stream for row in self._rows if row.closed]
        if not closed:
            self.say("Nothing is closed in this week.")
            return
        self.dismiss(reopen_week(self._book, closed, self._week))

    @on(PickList.Taken)
    def _taken(self) -> None:
        if not self._ticked:
            self.say("Nothing is ticked: Space ticks a stream, Esc leaves.", "bold $warning")
        elif self._not_over() and not self._asked:
            self._asked = True
            self.say(f"{self._not_over()} Enter again closes it all the same.", "bold $warning")
        else:
            self.dismiss(close_weeks(self._book, [(stream, self._week) for stream in sorted(self._ticked)]))

    def on_key(self, event: events.Key) -> None:
        """Any other key takes the question back."""
        if self._asked and event.key != "enter":
            self._asked = False
            self.say(self._not_over())

    def _under_cursor(self) -> WeekOf | None:
        return self._rows[self.listed.at] if self._rows else None
