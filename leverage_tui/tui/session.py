"""The one state of the dashboard: the funnel's book, the figures of today, and what of them is looked at.

Values flow from here to the panes; whatever changes the book comes back through `do`. Figures are made once per
change and remembered by the parts of the book they were made from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from leverage_tui.domain import words
from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import Clock, day_teller, week_start
from leverage_tui.domain.edits.core import Edit
from leverage_tui.domain.metrics import Figures, Memory, figures, gauge_history
from leverage_tui.domain.model import Standing, Work
from leverage_tui.domain.quantities.currency import NO_BREAK, symbol_for
from leverage_tui.domain.quantities.writing import money_style
from leverage_tui.domain.timesheet import Row
from leverage_tui.domain.timesheet_layout import Layout
from leverage_tui.store.config import Config
from leverage_tui.store.funnel import Funnel, Undone
from leverage_tui.tui.timesheet import kept
from leverage_tui.tui.view import View

if TYPE_CHECKING:
    from leverage_tui.domain.review.causes import Standpoint

HalfTyped = Mapping[tuple[str, date], tuple[Work, str]]


class Session:
    """Holds the view and makes the next one. Belongs to the thread of the screen."""

    def __init__(self, funnel: Funnel, clock: Clock, config: Config) -> None:
        self.funnel = funnel
        self.config = config
        self.masked = config.mask
        """Whether amounts are hidden on every screen."""
        self.is_busy = False
        """Whether an edit is being done in a thread: until it is, nothing else may ask for the book's lock here."""
        self._clock = clock
        self._memory = Memory()
        self._before: Book | None = None
        """The book before the last edit, until that edit is explained."""
        self._stood: tuple[Book, Standpoint] | None = None
        self._half_typed: HalfTyped | None = None
        today = clock()
        found = figures(funnel.book, today, self._memory)
        self.view = View(
            book=funnel.book,
            figures=found,
            today=today,
            week=week_start(today, config.first_weekday),
            history=gauge_history(funnel.book, today, self._memory),
            style=config.hours,
            layout=kept.layout_in(funnel.remembered.get("rows")),
        )
        self._drafts = funnel.remembered.get("drafts")

    def do(self, edit: Edit) -> View:
        """The edit through the funnel, and the view after it. Raises EditRefused; then nothing happened."""
        before, self._before = self.view.figures.book.gauge.raw, self.view.book
        self.funnel.do(edit)
        return self._after(before)

    def say_since(self, words: str) -> View:
        """The view with why the gauge moved since the last check-in."""
        self.view = replace(self.view, since=words)
        return self.view

    def explain(self) -> View:
        """The view with the reason why the last edit moved the gauge. Asked for when there is time: it costs more
        than the edit."""
        before, self._before = self._before, None
        if before is not None and before is not self.view.book and self.view.moved:
            from leverage_tui.domain.review.causes import edit_cause

            one, other = self._standpoint(before), self._standpoint(self.view.book)
            self.view = replace(self.view, why=edit_cause(one, other))
        return self.view

    def _standpoint(self, book: Book) -> Standpoint:
        if self._stood is None or self._stood[0] is not book:
            from leverage_tui.domain.review.causes import standpoint

            self._stood = (book, standpoint(book, self.view.today, self._memory))
        return self._stood[1]

    def undo(self) -> tuple[Undone | None, View]:
        """The last change taken back."""
        return self._step(self.funnel.undo)

    def redo(self) -> tuple[Undone | None, View]:
        """What was taken back done again."""
        return self._step(self.funnel.redo)

    def breaks_amounts(self) -> bool:
        """Whether an amount of the book, as it is written now, holds a blank where a line can be broken."""
        book = self.funnel.book
        used = {book.settings.base_currency, *(stream.currency for stream in book.streams.values())}
        return money_style().group == NO_BREAK or any(symbol_for(each).endswith(NO_BREAK) for each in used)

    @property
    def memory(self) -> Memory:
        """What figures are remembered by, for pages that ask for more of them."""
        return self._memory

    def preview(self, edit: Edit) -> Figures:
        """The figures as they would be. Raises EditRefused where `do` would."""
        return figures(self.funnel.preview(edit), self.view.today, self._memory)

    def refreshed(self) -> View:
        """The view of the book as it is now, after something changed it elsewhere or the day went on."""
        today = self._clock()
        if today != self.view.today and self.view.today in self.view.days:
            self.view = replace(self.view, week=week_start(today, self.config.first_weekday))
        self.view = replace(self.view, today=today, moved="", why="")
        return self._after(None)

    def day_of(self, instant: datetime) -> date:
        """The day on which an instant falls."""
        return day_teller(self._clock, self.config.day_starts)(instant)

    @property
    def day_changed(self) -> bool:
        """Whether it is another day than the one shown as today."""
        return self._clock() != self.view.today

    def show_week(self, day: date) -> View:
        """The week that holds `day`."""
        self.view = replace(self.view, week=week_start(day, self.config.first_weekday))
        return self.view

    def turn_week(self, by: int) -> View:
        """The week `by` weeks further."""
        return self.show_week(self.view.week + timedelta(weeks=by))

    def ask_for(self, row: Row) -> View:
        """A row shown although nothing is in it yet."""
        if row not in self.view.asked:
            self.view = replace(self.view, asked=(*self.view.asked, row))
        return self.arrange(self.view.layout.showing([row]))

    def arrange(self, layout: Layout) -> View:
        """The timesheet's rows arranged as `layout` says, from now on."""
        if layout != self.view.layout:
            self.view = replace(self.view, layout=layout)
            self.funnel.remembered.put("rows", kept.layout_out(layout))
        return self.view

    @property
    def drafts(self) -> kept.Drafts:
        """Texts of cells that an earlier run was left with, as far as there still is a place for them."""
        book, found = self.view.book, kept.drafts_in(self._drafts)
        standing = {entry.doc_id for entry in book.all(Standing)}
        return {
            (key, day): text
            for (key, day), text in found.items()
            if (key.stream in book.streams if isinstance(key, Row) else key in standing)
        }

    @property
    def keeps_drafts(self) -> bool:
        """Whether the texts that are not entered will be there in the next run."""
        return bool(self.funnel.remembered.get("drafts") == self._drafts)

    def keep_drafts(self, drafts: kept.Drafts) -> None:
        """Remember the texts of cells that are not entered, in place of those that were."""
        found = kept.drafts_out(drafts)
        if found != self._drafts:
            self._drafts = found
            self.funnel.remembered.put("drafts", found)

    @property
    def half_typed(self) -> HalfTyped:
        """What was typed in a check-in and not entered, in this run or an earlier one, by stream and day."""
        if self._half_typed is None:
            found = kept.drafts_in(self.funnel.remembered.get("half_typed"))
            self._half_typed = {
                (row.stream, day): (row.work, text) for (row, day), text in found.items() if isinstance(row, Row)
            }
        return self._half_typed

    def keep_half_typed(self, texts: HalfTyped) -> None:
        """Remember what is typed in a check-in and not entered, in place of what was."""
        if texts != self.half_typed:
            self._half_typed = texts
            found: kept.Drafts = {(Row(stream, work), day): text for (stream, day), (work, text) in texts.items()}
            self.funnel.remembered.put("half_typed", kept.drafts_out(found))

    def adopt(self, config: Config) -> View:
        """Another taste: how hours are shown, and the day on which the shown week begins."""
        old, self.config = self.config, config
        if config.hours != old.hours:
            self.view = replace(self.view, style=config.hours)
        if config.first_weekday != old.first_weekday:
            middle = self.view.today if self.view.today in self.view.days else self.view.days[3]
            self.show_week(middle)
        return self.view

    def change_style(self) -> View:
        """Hours as 1:30 or as 1.50."""
        self.view = replace(self.view, style="decimal" if self.view.style == "hm" else "hm")
        return self.view

    def _step(self, step: Callable[[], Undone | None]) -> tuple[Undone | None, View]:
        before, self._before = self.view.figures.book.gauge.raw, self.view.book
        done = step()
        return done, self._after(before) if done else self.view

    def _after(self, before: float | None) -> View:
        book: Book = self.funnel.book
        found = figures(book, self.view.today, self._memory)
        after = found.book.gauge.raw
        self.view = replace(
            self.view,
            book=book,
            figures=found,
            history=gauge_history(book, self.view.today, self._memory),
            moved="" if after is None or before is None else words.moved(before, after),
            why="",
        )
        return self.view
