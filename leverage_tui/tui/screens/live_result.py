"""What a plan would come to, beside the fields it is typed into, or in a strip under them, after every key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from leverage_tui.domain.review.facts import Fact, Section, Tone
from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.tui.screens.form import Form
from leverage_tui.tui.screens.frame import Part
from leverage_tui.tui.screens.reading import Reading
from leverage_tui.tui.text import shortened

R = TypeVar("R")
SIDE_WIDTH = 44
"""Cells of the panel beside the fields, its rule and padding left out."""
_STYLES: Mapping[Tone, str] = {"plain": "", "good": "$success", "bad": "$error", "unsure": "italic $warning"}
_MARKS: Mapping[Tone, str] = {"plain": "", "good": "", "bad": "! ", "unsure": ""}


@dataclass(frozen=True, slots=True)
class Live:
    """What is typed comes to `section`, and `closing` is the sentence after it; `why` says what it lacks. Without a
    section `why` says what is missing for one, or cannot be read; what was shown before stays, dimmed."""

    section: Section | None = None
    why: str = ""
    closing: str = ""


class SideResult(Static):
    """The result as a panel: title, sentence, bar, and every fact, a reason under what has no number."""

    def __init__(self) -> None:
        super().__init__(markup=False, classes="side")

    def show(self, live: Live, why: str, old: bool) -> None:
        """Show `live` under `why`; dimmed while it is `old`."""
        parts = [_line((why, "$warning"))] if why else []
        if live.section is not None:
            parts += _in_full(live.section, live.closing)
        lines = Content("\n").join(parts)
        self.update(lines.stylize("dim", len(why)) if old else lines)


class StripResult(Widget):
    """The result in a few lines: the sentence (or what it lacks), then as many facts as there is room for."""

    def __init__(self, order: Sequence[str]) -> None:
        """`order`: the keys of the facts that come first."""
        super().__init__(classes="strip")
        self._order = tuple(order)
        self._live, self._why, self._old = Live(), "", False

    def show(self, live: Live, why: str, old: bool) -> None:
        """Show `live`, with `why` for its sentence; dimmed while it is `old`."""
        self._live, self._why, self._old = live, why, old
        self.refresh()

    def render(self) -> Content:
        """The lines there is room for."""
        section, width, rows = self._live.section, max(1, self.size.width), self.size.height
        if section is None:
            return Content.styled(shortened(self._why, width), "$warning")
        head, closing = section.sentence, self._live.closing
        if self._old:
            head, closing = self._why, ""
        elif self._why:
            closing = self._why
        lines = [Content.styled(shortened(clean(head, NOTE_LIMIT), width), "$warning" if self._old else "bold")]
        facts = sorted(_unsaid(section), key=self._place)
        room = rows - len(lines) - (1 if closing and rows > 3 else 0)
        lines += _packed(facts, width, room, "dim" if self._old else "")
        if closing and len(lines) < rows:
            lines.append(Content.styled(shortened(clean(closing, NOTE_LIMIT), width), "$muted"))
        return Content("\n").join(lines)

    def _place(self, fact: Fact) -> int:
        return self._order.index(fact.key) if fact.key in self._order else len(self._order)


class LiveForm(Form[R]):
    """A form with what it comes to in sight. Subclasses give `work_out`."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-roomy"), (100, "-beside")]
    matters: ClassVar[tuple[str, ...]] = ()
    """The keys of the facts that matter most, where there is no room for all."""

    DEFAULT_CSS = f"""
    LiveForm {{
        Line .entry {{ min-width: 33; }}
        Line.long .entry {{ width: 100%; }}
        Line.long TextField {{ width: 1fr; max-width: 46; }}
        .group {{ width: 100%; height: 1; margin-top: 1; color: $primary; }}
        .side {{ display: none; width: {SIDE_WIDTH + 3}; height: auto; min-height: 17; padding: 0 1;
                 border-left: solid $rule; }}
        .strip {{ width: 100%; height: 4; margin-top: 1; }}
    }}
    LiveForm.-beside {{
        #panel {{ width: 100%; max-width: 132; layout: horizontal; }}
        #body {{ width: 1fr; }}
        .side {{ display: block; }}
        .strip {{ display: none; }}
    }}
    LiveForm.-short {{
        .group {{ margin-top: 0; }}
        .strip {{ height: 3; margin-top: 0; }}
    }}
    """

    def __init__(self) -> None:
        super().__init__()
        self._live = Live()

    def work_out(self, typed: Mapping[str, str]) -> Live:
        """What all that is typed comes to. Pure: it is called after every key."""
        raise NotImplementedError

    def beside(self) -> Iterable[Widget]:
        """The result as a panel."""
        yield SideResult()

    def below(self) -> Iterable[Widget]:
        """The result as a strip."""
        yield StripResult(self.matters)

    def reread(self) -> Reading[R]:
        """The fields, and what they come to."""
        reading = super().reread()
        found = self.work_out(self.typed())
        if found.section is not None:
            self._live = found
        old = found.section is None and self._live.section is not None
        why = f"{found.why[:1].upper()}{found.why[1:]}." if found.why else ""
        why = f"! {why} This is as it was before." if old else why
        self.query_one(SideResult).show(self._live, why, old)
        self.query_one(StripResult).show(self._live, why, old)
        return reading


def _line(*parts: Part) -> Content:
    return Content.assemble(*((clean(words, NOTE_LIMIT), style) for words, style in parts))


def _in_full(section: Section, closing: str) -> list[Content]:
    lines = [_line((section.title, "bold $primary"))]
    if section.sentence:
        lines += [_line((section.sentence, "bold")), Content("")]
    if section.bar is not None:
        filled = round(max(0.0, min(1.0, section.bar.share)) * SIDE_WIDTH)
        lines.append(Content.assemble(("█" * filled, "$accent"), ("░" * (SIDE_WIDTH - filled), "$faint")))
    for fact in _unsaid(section):
        lines += _fact_lines(fact)
    return [*lines, Content(""), _line((closing, ""))] if closing else lines


def _fact_lines(fact: Fact) -> list[Content]:
    """Name and value in one line, or in two where they need it; why there is no number stands under it."""
    name, shown = clean(fact.name, NOTE_LIMIT), clean(_MARKS[fact.tone] + fact.shown, NOTE_LIMIT)
    gap = SIDE_WIDTH - cell_len(name) - cell_len(shown)
    if gap < 2:
        lines = [_line((name, "$muted")), Content.assemble("  ", (shown, _STYLES[fact.tone]))]
    else:
        lines = [Content.assemble((name, "$muted"), " " * gap, (shown, _STYLES[fact.tone]))]
    if fact.tone == "unsure" and fact.how:
        lines.append(Content.assemble("  ", (clean(fact.how[0], NOTE_LIMIT), "$muted")))
    return lines


def _unsaid(section: Section) -> list[Fact]:
    """The facts that the section's sentence does not begin with."""
    sentence = section.sentence.casefold()
    return [fact for fact in section.facts if not sentence.startswith(fact.shown.casefold())]


def _packed(facts: Iterable[Fact], width: int, rows: int, style: str) -> list[Content]:
    """Facts one after another, as many as fill `rows` lines; none is cut in two but one wider than a line."""
    lines: list[list[Part]] = []
    used = width
    for fact in facts:
        name, shown = clean(fact.name, NOTE_LIMIT), clean(_MARKS[fact.tone] + fact.shown, NOTE_LIMIT)
        wide = cell_len(name) + 1 + cell_len(shown)
        if not lines or used + 3 + wide > width:
            if len(lines) == rows:
                break
            lines.append([])
            used = 0
        else:
            lines[-1].append(("   ", ""))
            used += 3
        lines[-1] += [(f"{name} ", "$muted"), (shown, style or _STYLES[fact.tone])]
        used += wide
    return [Content.assemble(*line).truncate(width, ellipsis=True) for line in lines]
