"""The check-in's questions with what is typed into them, as a value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from leverage_tui.domain.book import Book
from leverage_tui.domain.check_in import Answer, Question, proposal, read_answer, row_for, works_of
from leverage_tui.domain.model import Work
from leverage_tui.domain.timesheet import minutes_in

LONGEST = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One question: the kind of `work` it stands on, the `text` typed into it, and whether 0 was said where nothing
    stood: then nothing is proposed any more."""

    question: Question
    work: Work
    text: str = ""
    is_none: bool = False

    def minutes(self, book: Book) -> int:
        """What is logged already."""
        return minutes_in(book, row_for(book, self.question, self.work), self.question.day)

    def proposal(self, book: Book) -> int:
        """The minutes that Enter takes while nothing is typed; 0 for none."""
        return 0 if self.is_none else proposal(book, self.question, self.work)

    def read(self, book: Book) -> Answer:
        """What is typed, as read. Raises Unreadable."""
        return read_answer(book, self.question, self.work, self.text)

    def typed(self, text: str) -> Line:
        """With `text` after what is typed; what would make it too long is left away."""
        return replace(self, text=(self.text + text)[:LONGEST])

    def turned(self, book: Book, by: int) -> Line:
        """On another kind of work."""
        works = works_of(book, self.question)
        return replace(self, work=works[(works.index(self.work) + by) % len(works)], is_none=False)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines and the one being asked; at their end the check-in is over."""

    lines: tuple[Line, ...]
    at: int = 0

    @property
    def line(self) -> Line | None:
        """The line being asked; None at the end."""
        return self.lines[self.at] if self.at < len(self.lines) else None

    def moved(self, by: int) -> Sheet:
        """`by` questions further, to the end at most."""
        return replace(self, at=max(0, min(len(self.lines), self.at + by)))

    def put(self, line: Line) -> Sheet:
        """With `line` as the one being asked."""
        return replace(self, lines=(*self.lines[: self.at], line, *self.lines[self.at + 1 :]))

    def asked_again(self, stream: str, day: date, work: Work) -> Sheet:
        """On the question about that stream and day, nothing typed; as it is where there is none."""
        for place, line in enumerate(self.lines):
            if (line.question.stream, line.question.day) == (stream, day):
                return replace(self, at=place).put(Line(line.question, work))
        return self

    def known_to(self, book: Book) -> Sheet:
        """Without the questions about streams that are gone."""
        lines = tuple(line for line in self.lines if line.question.stream in book.streams)
        return self if len(lines) == len(self.lines) else Sheet(lines, min(self.at, len(lines)))
