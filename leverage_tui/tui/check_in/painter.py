"""The check-in as lines of text: the questions with what they hold, and the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len
from textual.content import Content

from leverage_tui.domain import words
from leverage_tui.domain.check_in import also_logged, day_words
from leverage_tui.domain.metrics import Figures
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.names import WEEKDAY_NUMBERS
from leverage_tui.domain.review.checked_in import gauge_fact, hours_fact
from leverage_tui.domain.review.facts import Fact, Section
from leverage_tui.tui.check_in.sheet import Line, Sheet
from leverage_tui.tui.pages.layout import wrapped
from leverage_tui.tui.text import fit, right, shortened
from leverage_tui.tui.view import View

Part = tuple[str, str]
WIDEST = 76
_MARK, _WORK, _HOURS = 3, 11, 8
_WEEKDAYS = {number: f"{name.title()}s" for name, number in reversed(WEEKDAY_NUMBERS.items())}
_TONES = {"plain": "bold", "good": "bold $success", "bad": "bold $error", "unsure": "italic $muted"}


@dataclass(frozen=True, slots=True)
class Asking:
    """What is painted while it asks. `today` is the day of the check-in, `refused` why an answer was not taken."""

    view: View
    sheet: Sheet
    today: date
    refused: str = ""


def asking_lines(asking: Asking, width: int, height: int) -> list[Content]:
    """The questions in `height` lines, the one being asked with its words always among them."""
    width = min(width, WIDEST)
    roomy = height >= len(asking.sheet.lines) + 8
    names = _name_width(asking, width)
    lines: list[Content] = []
    last = 0
    day = None
    for place, line in enumerate(asking.sheet.lines):
        if line.question.day != day:
            day = line.question.day
            lines += [Content("")] * (roomy and bool(lines))
            lines.append(_heading(asking, day, width))
        lines += _asked(asking, line, place == asking.sheet.at, names, width)
        last = len(lines) if place == asking.sheet.at else last
    lines += [Content("")] * roomy
    lines.append(_total(asking, names, width))
    top = max(0, min(len(lines), last + 2) - height)
    return lines[top : top + height]


def _name_width(asking: Asking, width: int) -> int:
    room = max(6, width - _MARK - _WORK - _HOURS)
    streams = asking.view.book.streams
    return min(room, max(16, *(cell_len(streams[line.question.stream].name) for line in asking.sheet.lines)) + 1)


def _heading(asking: Asking, day: date, width: int) -> Content:
    empty = not any(
        line.minutes(asking.view.book) for line in asking.sheet.lines if line.question.day == day != asking.today
    )
    missed = ": nothing logged" if empty and day != asking.today else ""
    return Content.assemble((f" {day_words(day, asking.today)}", "$accent"), (missed, "$muted")).truncate(width)


def _asked(asking: Asking, line: Line, here: bool, names: int, width: int) -> list[Content]:
    """The line of a question; of the one being asked, its words below."""
    book = asking.view.book
    minutes = line.minutes(book)
    name = fit(shortened(book.streams[line.question.stream].name, names - 1), names)
    mark = " › " if here else " ✓ " if minutes else "   "
    work = [(line.work.value, "" if here else "$muted"), (" ‹›" if here else "", "$accent")]
    parts: list[Part] = [
        (mark, "bold $accent" if here else "$success"),
        (name, "bold" if here else "" if minutes else "$muted"),
        *work,
        (" " * (_WORK - sum(cell_len(text) for text, _ in work)), ""),
    ]
    if line.text:
        parts += _typed(line.text, width - _MARK - names - _WORK, here)
    else:
        parts += _held(asking, line, minutes)
        also = "" if here else _also(asking, line, width - _MARK - names - _WORK - _HOURS - 4)
        parts.append((f"  + {also}" if also else "", "$faint"))
    found = [Content.assemble(*parts).truncate(width, ellipsis=True)]
    return found + (_below(asking, line, minutes, width) if here else [])


def _also(asking: Asking, line: Line, room: int) -> str:
    """The other own work of the stream on that day, ``sell 0:24, admin 0:10``, or its sum where that is too long;
    empty where there is none, or no room."""
    others, hours = also_logged(asking.view.book, line.question, line.work), asking.view.hours
    said = ", ".join(f"{work} {hours(minutes)}" for work, minutes in others)
    whole = hours(sum(minutes for _, minutes in others)) if others else ""
    return next((words for words in (said, whole) if cell_len(words) <= room), "")


def _held(asking: Asking, line: Line, minutes: int) -> list[Part]:
    """The hours that stand there, a dimmed proposal with its mark, or a dot for what is unknown."""
    offered = line.proposal(asking.view.book)
    if minutes or line.is_none:
        return [(right(asking.view.hours(minutes), _HOURS - 1) + " ", "bold")]
    if offered:
        return [(right(asking.view.hours(offered), _HOURS - 1), "dim"), ("?", "$faint")]
    return [(right("·", _HOURS - 1) + " ", "$faint")]


def _typed(text: str, room: int, here: bool) -> list[Part]:
    shown = text if cell_len(text) < room else "…" + text[-(room - 3) :]
    gap = " " * max(0, _HOURS - 1 - cell_len(shown))
    if here:
        return [(gap, ""), (shown, "bold underline"), (" ", "reverse")]
    return [(gap, ""), (shown, "$warning"), ("!", "bold $warning")]


def _below(asking: Asking, line: Line, minutes: int, width: int) -> list[Content]:
    """What Enter would do, or how what is typed is read, or why it cannot be."""
    said, style = _said(asking, line, minutes)
    also = "" if line.text or asking.refused else _also(asking, line, WIDEST)
    said += f" · also {also}" if also else ""
    return [Content.assemble(" " * _MARK, (text, style)) for text in wrapped(said, width - _MARK - 1)]


def _said(asking: Asking, line: Line, minutes: int) -> Part:
    hours = asking.view.hours
    if asking.refused:
        return f"! {asking.refused}", "$error"
    if line.text:
        try:
            answer = line.read(asking.view.book)
        except Unreadable as error:
            return f"! {error}", "$error"
        return f"→ {answer.how} · was {hours(answer.seen) if answer.seen else 'empty'}", "$accent"
    offered = line.proposal(asking.view.book)
    if minutes:
        return f"{hours(minutes)} is logged · Enter goes on", "$muted"
    if offered:
        usual = f"the median of the last four {_WEEKDAYS[line.question.day.weekday()]}"
        return f"Enter takes {hours(offered)}, {usual}", "$muted"
    if line.is_none:
        return "0:00, nothing to write · Enter goes on", "$muted"
    return "Enter goes on · empty is unknown, not zero", "$muted"


def _total(asking: Asking, names: int, width: int) -> Content:
    shown = hours_fact(asking.view.book, asking.today, asking.view.style)
    return Content.assemble(
        " " * _MARK, (fit(shown.name, names + _WORK), "$muted"), (right(shown.shown, _HOURS - 1), "bold")
    ).truncate(width)  # fmt: skip


def ending_lines(sections: Sequence[Section], width: int, height: int) -> list[Content]:
    """The end in `height` lines: what happened is told as fully as there is room for, the points always."""
    width = min(width, WIDEST)
    found: list[Content] = []
    for roomy, told in ((True, 9), (True, 3), (True, 2), (True, 1), (False, 1), (False, 0)):
        found = []
        for section in sections:
            found += [Content("")] * (roomy and bool(found))
            found += _section(section, width, told)
        if len(found) <= height:
            break
    return found[:height]


def _section(section: Section, width: int, told: int) -> list[Content]:
    """A section; what happened takes at most `told` lines a cause, with 0 only the points stand there."""
    lines = _wrapped(section.title, width, "bold" if section.facts else "$muted")
    lines += _wrapped(section.sentence, width, "$muted")
    causes = [fact for fact in section.facts if fact.key.startswith("cause_")]
    if causes and not told:
        return [*lines, *_wrapped(", ".join(f"{fact.name} {fact.shown}" for fact in causes), width, "")]
    names = max((cell_len(fact.name) for fact in section.facts), default=0)
    for fact in section.facts:
        head: list[Part] = [("   ", ""), (fit(fact.name, names), "$muted"), ("  ", "")]
        if fact in causes:
            lines += _cause(fact, head, names + 12, width, told)
        else:
            shown = Content.assemble(*head, (fact.shown, _TONES[fact.tone]))
            lines.append(shown.truncate(width, ellipsis=True))
    return lines


def _wrapped(text: str, width: int, style: str) -> list[Content]:
    return [Content.assemble(" ", (line, style)) for line in wrapped(text, width - 1)]


def _cause(fact: Fact, head: list[Part], indent: int, width: int, most: int) -> list[Content]:
    """The points of a cause and what happened, in at most so many lines."""
    happened = fact.how[0 if fact.tone == "unsure" else -1]
    room = max(16, width - indent - 1)
    said = wrapped(happened, room)
    if len(said) > most:
        said = [*said[: most - 1], shortened(" ".join(said[most - 1 :]), room)]
    parts: list[list[Part]] = [[*head, (f"{right(fact.shown, 5)}  ", _TONES[fact.tone])]]
    parts += [[(" " * indent, "")] for _ in said[1:]]
    return [Content.assemble(*before, (line, "$muted")) for before, line in zip(parts, said, strict=True)]


def gauge_line(view: View, preview: Figures | None, width: int) -> list[Part]:
    """The gauge in one line for terminals too narrow for its pane: what it would be, or is, and how it moves."""
    fact = gauge_fact(preview or view.figures)
    old, new = view.figures.book.gauge.raw, preview.book.gauge.raw if preview else None
    moved = "" if old is None or new is None else f"→ {words.moved(old, new)}"
    if preview is None and view.moved != "0.0":
        moved = view.moved
    room = max(0, width - cell_len(moved) - 3)
    return [(f" {shortened(fact.shown, room)}", _TONES[fact.tone]), (f"  {moved}", "$accent")]
