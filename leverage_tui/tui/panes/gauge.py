"""The leverage pane: one number, what it is made of, which way it goes, and whether it may be believed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget

from leverage_tui.domain import words
from leverage_tui.domain.metrics import Figures
from leverage_tui.tui.panes.lines import ActionPressed
from leverage_tui.tui.text import fit
from leverage_tui.tui.view import View

Part = tuple[str, str]
_GLYPHS = {
    "0": ("╭─╮", "│ │", "╰─╯"), "1": ("╶╮ ", " │ ", "╶┴╴"), "2": ("╶─╮", "╭─╯", "╰─╴"), "3": ("╶─╮", " ─┤", "╶─╯"),
    "4": ("╷ ╷", "╰─┤", "  ╵"), "5": ("╭─╴", "╰─╮", "╶─╯"), "6": ("╭─╴", "├─╮", "╰─╯"), "7": ("╶─╮", "  │", "  ╵"),
    "8": ("╭─╮", "├─┤", "╰─╯"), "9": ("╭─╮", "╰─┤", "╶─╯"), ".": (" ", " ", "•"), "–": ("   ", "╶─╴", "   "),
}  # fmt: skip
_SHADES = {
    "people": "█", "process": "▓", "product": "▞", "automation": "▒", "capital": "▚", "platform": "░",
    "unattributed": "▁",
}  # fmt: skip
_WIDE_FROM = 44


class Reading(NamedTuple):
    """What the pane shows: figures, and those of the text being typed, if any."""

    view: View
    preview: Figures | None = None

    @property
    def figures(self) -> Figures:
        """The figures to show: the preview's while something is typed."""
        return self.preview or self.view.figures


class GaugePane(Widget, can_focus=True):
    """The gauge, always as of today. It repaints when its words change."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._reading: Reading | None = None
        self._content = Content("")

    def show(self, view: View, preview: Figures | None = None) -> None:
        """Show the view's figures, or `preview` while something is typed."""
        self._reading = Reading(view, preview)
        content = self._drawn()
        if not content.is_same(self._content):
            self._content = content
            self.refresh()

    def render(self) -> Content:
        """The lines for the room there is."""
        self._content = self._drawn()
        return self._content

    def _drawn(self) -> Content:
        if self._reading is None or not self.size.width:
            return Content("")
        width, height = self.size
        if height >= 7:
            lines = tall_lines(self._reading, width, height)
        elif height >= 3:
            lines = strip_lines(self._reading, width)
        else:
            lines = [one_line(self._reading, width)]
        return Content("\n").join(lines[:height])

    async def _on_click(self, event: events.Click) -> None:
        self.post_message(ActionPressed("arithmetic"))


def one_line(reading: Reading, width: int) -> Content:
    """The gauge in one line, for the shortest screens."""
    figures = reading.figures
    running = figures.book.gauge_running
    parts: list[Part] = [
        (f" {_number(figures)} %", _tone(figures)),
        (" with building  " if width < 80 else " with the building   ", "$muted"),
        (words.percent(running.value), "bold"),
        (" running", "$muted"),
        (f"  {_moved(reading, 0)}".rstrip(), "$accent"),
        (f"   {_name(figures)}", "$muted"),
    ]
    if width >= 110:
        parts.append((f"   {_history(reading)}", "$muted"))
    return Content.assemble(*parts).truncate(width)


def strip_lines(reading: Reading, width: int) -> list[Content]:
    """The gauge as a strip: number and running, bar, sources or state."""
    return [
        _headline(reading, width),
        _bar(reading, width),
        _sources(reading, width) if _trusted(reading) else _state(reading, width),
    ]


def tall_lines(reading: Reading, width: int, height: int) -> list[Content]:
    """The whole pane: big number, bar, sources, sentence, state and warnings."""
    lines = [*_big(reading, width), _bar(reading, width), _sources(reading, width), Content("")]
    lines += _wrapped(words.sentence(reading.figures), width, "")
    state = words.STATES.get(reading.figures.book.gauge.state, "")
    notes = [state] if state and reading.figures.book.gauge.raw is not None else []
    notes += list(reading.figures.warnings)
    for note in notes:
        more = _wrapped(f"! {note}", width, "$warning")
        if len(lines) + len(more) <= height:
            lines += more
    return lines


def _number(figures: Figures) -> str:
    gauge = figures.book.gauge
    return words.DASH if gauge.display is None else f"{gauge.display:.1f}"


def _name(figures: Figures) -> str:
    """The band, or the state where there is none; an early reading says so."""
    gauge = figures.book.gauge
    if gauge.value is None or gauge.raw is None:
        return gauge.state
    return f"early: {words.band(gauge.value)}" if _early(figures) else words.band(gauge.value)


def _trusted(reading: Reading) -> bool:
    return reading.figures.book.gauge.state == "ok"


def _tone(figures: Figures) -> str:
    return "bold" if figures.book.gauge.state == "ok" and not _early(figures) else "dim"


def _early(figures: Figures) -> bool:
    return figures.weeks < 4


def _moved(reading: Reading, room: int) -> str:
    """What typing or the last change moves the gauge by, in as many words as there is `room` for; empty when there is
    nothing to say."""
    view, preview = reading.view, reading.preview
    if preview is not None:
        old, new = view.figures.book.gauge.raw, preview.book.gauge.raw
        if old is None or new is None:
            return ""
        moved = f"→ {words.moved(old, new)}"
        said = [f"{moved} if you enter this", moved]
    elif view.moved in ("", "0.0"):
        return ""
    else:
        moved = view.moved
        said = [view.why or f"{moved} by the last change", moved]
    return next((text for text in said if cell_len(text) <= room), said[-1])


def _history(reading: Reading) -> str:
    return words.sparkline([point.raw for point in reading.view.history])


def _big(reading: Reading, width: int) -> list[Content]:
    figures = reading.figures
    rows = ["", "", ""]
    for char in _number(figures):
        for place, glyph in enumerate(_GLYPHS.get(char, ("   ",) * 3)):
            rows[place] += glyph
    tone, running = _tone(figures), figures.book.gauge_running
    moved = _moved(reading, width - len(rows[0]) - 3)
    side: tuple[list[Part], ...] = (
        [("% leveraged, with the building", "$muted"), (f"   {_name(figures)}", "bold $accent")],
        [(words.percent(running.value), "bold"), (" % running", "$muted"), (f"   {_history(reading)}", "$muted")],
        [(moved or _span(reading), "$accent" if moved else "$faint")],
    )
    if width < _WIDE_FROM:
        side[1].pop()
    return [
        Content.assemble(" ", (row, tone), "  ", *more).truncate(width)
        for row, more in zip(rows, side, strict=True)
    ]


def _span(reading: Reading) -> str:
    """Why it moved since the last check-in, else the weeks it looks at; and how much of it is expected."""
    figures = reading.figures
    weeks = reading.view.since or f"{figures.weeks:.0f} weeks to today"
    gross, expected = figures.book.net, figures.book.expected_net
    if expected > 0 and gross > 0:
        weeks += f" · ≈ {words.percent(100 * expected / gross)} % expected, not entered"
    return f"early: {weeks}" if _early(figures) and not reading.view.since else weeks


def _headline(reading: Reading, width: int) -> Content:
    figures = reading.figures
    running = figures.book.gauge_running
    parts: list[Part] = [
        (f" {_number(figures)} %", _tone(figures)), (" with the building   ", "$muted"),
        (words.percent(running.value), "bold"), (" running   ", "$muted"), (_name(figures), "bold $accent"),
    ]  # fmt: skip
    moved = _moved(reading, width - 2 - sum(cell_len(text) for text, _ in parts))
    parts.append((f"  {moved}".rstrip(), "$accent"))
    if width >= 100 and not moved:
        parts.append((f"   {_history(reading)}", "$muted"))
    return Content.assemble(*parts).truncate(width)


def _bar(reading: Reading, width: int) -> Content:
    """Sources stacked up to 100, the goal marked; what drag takes away is already gone from the end."""
    figures = reading.figures
    gauge, goal = figures.book.gauge, reading.view.book.settings.gauge_goal
    label = f" goal {goal}" if goal is not None else ""
    room = max(10, width - 2 - len(label))
    cells: list[Part] = []
    value = gauge.value or 0.0
    filled = min(room, round(value / 100 * room))
    if value > 0:
        filled = max(1, filled)
        positive = {name: gauge.sources.get(name, 0.0) for name in _SHADES if gauge.sources.get(name, 0.0) > 0}
        whole = sum(positive.values()) or 1.0
        drawn, reached = 0, 0.0
        for name, points in positive.items():
            reached += points / whole * filled
            count = round(reached) - drawn
            drawn += count
            cells += [(_SHADES[name], f"${name}" if name != "unattributed" else "$muted")] * count
    cells += [("·", "$faint")] * (room - len(cells))
    if goal is not None:
        cells[min(room - 1, round(goal / 100 * room))] = ("│", "bold")
    return Content.assemble(" ", *_runs(cells), (label, "$muted"))


def _runs(cells: list[Part]) -> list[Part]:
    runs: list[Part] = []
    for glyph, style in cells:
        if runs and runs[-1][1] == style:
            runs[-1] = (runs[-1][0] + glyph, style)
        else:
            runs.append((glyph, style))
    return runs


def _sources(reading: Reading, width: int) -> Content:
    gauge = reading.figures.book.gauge
    if gauge.raw is None or not gauge.sources:
        return Content("")
    shown = words.parts(gauge.sources, float(words.percent(gauge.raw)))
    names = [name for name in words.SOURCES if name in shown]
    # What takes away is never left out; of the rest the smallest goes first where room is short.
    names.sort(key=lambda name: (name != "drag", -shown[name]))
    for gap in (3, 2):
        while names:
            ordered = [name for name in words.SOURCES if name in names]
            more = "" if len(names) == len(shown) else "…"
            room = 1 + len(more) + sum(len(f"■ {name} {shown[name]:.1f}") + gap for name in ordered) - gap
            if room <= width:
                return _legend_line(ordered, shown, gap, more)
            if gap == 3:
                break
            names.pop()
    return Content("")


def _legend_line(names: Sequence[str], shown: Mapping[str, float], gap: int, more: str) -> Content:
    parts: list[Part] = [(" ", "")]
    for name in names:
        style = f"${name}" if name != "unattributed" else "$muted"
        parts += [(_legend(name), style), (name, "$muted"), (f" {shown[name]:.1f}" + " " * gap, "")]
    return Content.assemble(*parts, (more, "$muted"))


def _legend(name: str) -> str:
    """The mark of a source in the legend: a small square drawn like its part of the bar."""
    small = {"█": "■ ", "▓": "▣ ", "▞": "◪ ", "▒": "▤ ", "▚": "◩ ", "░": "□ ", "▁": "▫ "}
    return small.get(_SHADES.get(name, ""), "▾ ")


def _state(reading: Reading, width: int) -> Content:
    text = words.STATES.get(reading.figures.book.gauge.state) or words.sentence(reading.figures)
    return Content.assemble((fit(f" ! {text}", width), "$warning"))


def _wrapped(text: str, width: int, style: str) -> list[Content]:
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width - 2:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [Content.assemble((fit(f" {part}", width), style)) for part in [*lines, line]]
