"""The words of the edit line: what a cell holds, and how what is typed there is read."""

from __future__ import annotations

from datetime import date

from leverage_tui.domain.model import Work
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.targets import capacity_words, target_words
from leverage_tui.domain.timesheet import entries_in
from leverage_tui.domain.timesheet_lines import Kind, Line
from leverage_tui.tui.actions import key_of
from leverage_tui.tui.panes.lines import Tone
from leverage_tui.tui.timesheet.messages import CellTyped
from leverage_tui.tui.view import View

Said = list[tuple[str, Tone]]
_MOST_SUMMED = 6


def place(line: Line, day: date) -> str:
    """``Fri 27 Jun · WordPress care plan, manage``, the week of a standing entry, or a stream."""
    if line.kind is Kind.STREAM:
        return line.stream.name
    if line.kind is Kind.STANDING:
        return f"the week · {line.stream.name}, {line.label}"
    return f"{format_day(day)} · {line.stream.name}, {line.label}"


def at_rest(view: View, line: Line | None, day: date, draft: str | None) -> Said:
    """What the cell under the cursor holds: its facts and its note."""
    if line is None:
        return [(f"{key_of('add_stream')} adds an income stream · {key_of('help')} help", "plain")]
    if line.kind is Kind.STREAM:
        return _of_stream(view, line)
    said: Said = [(place(line, day), "plain")]
    if draft is not None:
        said.append((f" · not entered: {draft} ({key_of('edit_cell')} to go on typing)", "bad"))
        return said
    if line.standing is not None:
        usual = "typed for this week" if line.replaced else "expected, goes on without being logged"
        clear = key_of("clear_cell")
        return [*said, (f" · {usual} · type to replace the week, {clear} for as usual", "plain")]
    entries = entries_in(view.book, line.row, day) if line.row else ()
    if len(entries) > 1:
        summed = " + ".join(view.hours(entry.minutes) for entry in entries[:_MOST_SUMMED])
        more = " + …" if len(entries) > _MOST_SUMMED else ""
        said.append((f" · {len(entries)} entries: {summed}{more}, {key_of('facts')} lists them", "plain"))
    unpaid = [entry for entry in entries if entry.work is Work.PEOPLE and entry.cost is None]
    if unpaid:
        said.append((f" · pay unknown, {key_of('pay')} says it", "said"))
    notes = [entry.note for entry in entries if entry.note]
    if notes:
        said.append((f" · {'; '.join(notes)}", "said"))
    elif not entries and line.row is not None:
        said.append((" · empty is unknown, not zero", "plain"))
    return said


def _of_stream(view: View, line: Line) -> Said:
    """What a stream's own line tells: its target or, without one, the hours one can work, and what it holds."""
    aimed = target_words(view.book, line.stream.id, view.week, view.today, view.hours)
    words = aimed or f"all streams {capacity_words(view.book, view.week, view.today, view.hours)}"
    told: Tone = "said" if aimed else "plain"
    if line.folded:
        rows = f"{line.folded} row{'s' if line.folded > 1 else ''} folded, → unfolds"
        return [(line.stream.name, "good"), (f" · {rows}", "plain"), (f" · {words}", told)]
    return [(line.stream.name, "good"), (f" · {words}", told), (" · ← folds it, Enter opens its page", "plain")]


def while_typing(view: View, typed: CellTyped) -> Said:
    """What is typed, how it is read, what was there, and where."""
    was = view.hours(typed.seen) if typed.seen else "empty"
    tail: tuple[str, Tone] = (f" · was {was} · {place(typed.line, typed.day)}", "plain")
    if typed.why:
        said: Said = [] if typed.text.casefold() in typed.why.casefold() else [(f"{typed.text} · ", "good")]
        return [*said, (typed.why, "bad"), tail]
    if typed.minutes is None:
        return [("leave it as it is", "plain"), tail]
    return [(typed.text, "good"), (f" → {typed.reading}", "said"), tail]
