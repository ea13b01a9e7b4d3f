"""The streams pane: kind and degree of every stream at a glance, and under them, where there is room, how much of
your time in it is hidden work and what of its income stays when you are away."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from leverage_tui.domain import words
from leverage_tui.domain.model import Status, Stream
from leverage_tui.domain.review.wording import NEAR
from leverage_tui.tui.actions import key_of
from leverage_tui.tui.text import fit, right
from leverage_tui.tui.timesheet.keys import step_of
from leverage_tui.tui.view import View

_WORDS = {Status.IDEA: "idea", Status.BUILDING: "building", Status.PAUSED: "paused", Status.ENDED: "ended"}


class StreamsPane(Widget, can_focus=True):
    """One line per stream, a cursor over them. It posts which stream is looked at or asked for."""

    @dataclass(eq=False, repr=False)
    class Chosen(Message):
        """Enter or a double click on a stream."""

        stream: str

    @dataclass(eq=False, repr=False)
    class Looked(Message):
        """The cursor came to stand on a stream."""

        stream: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._view: View | None = None
        self._place = 0
        self._top = 0

    def show(self, view: View) -> None:
        """Show the streams of `view`."""
        self._view = view
        self._place = max(0, min(self._place, len(view.book.streams) - 1))
        self.refresh()

    @property
    def stream(self) -> str | None:
        """The id of the stream under the cursor."""
        ids = list(self._view.book.streams) if self._view else []
        return ids[self._place] if ids else None

    @property
    def in_sight(self) -> list[tuple[str, int]]:
        """The ids of the streams that are seen, each with the line it is in."""
        ids = list(self._view.book.streams) if self._view else []
        seen = ids[self._top : self._top + self._room]
        return [(stream, 1 + place * self._each) for place, stream in enumerate(seen)]

    @property
    def _each(self) -> int:
        """How many lines a stream has."""
        count = len(self._view.book.streams) if self._view else 0
        return 2 if count * 2 < self.size.height else 1

    @property
    def _room(self) -> int:
        """For how many streams there is room."""
        return max(1, (self.size.height - 1) // self._each)

    def look_at(self, stream: str) -> None:
        """Put the cursor on a stream, without saying so."""
        ids = list(self._view.book.streams) if self._view else []
        if stream in ids and ids.index(stream) != self._place:
            self._place = ids.index(stream)
            self.refresh()

    def move(self, down: int) -> None:
        """The cursor `down` lines further."""
        if self._view is None or not self._view.book.streams:
            return
        old = self._place
        self._place = max(0, min(len(self._view.book.streams) - 1, self._place + down))
        if self._place != old:
            for place in (old, self._place):
                self.refresh(Region(0, (place - self._top) * self._each + 1, self.size.width, 1))
            self.post_message(self.Looked(self.stream or ""))

    def render(self) -> Content:
        """A line per stream."""
        if self._view is None:
            return Content("")
        if not self._view.book.streams:
            key = key_of("add_stream")
            return Content.assemble(
                (" No streams yet.\n\n", "$muted"), (f" {key}", "bold $accent"), (" adds one", "$muted")
            )
        self._top = min(max(self._top, self._place - self._room + 1), self._place)
        streams = list(self._view.book.streams.values())[self._top : self._top + self._room]
        head = Content.assemble((right("per hour", self.size.width - 12) + right("leveraged", 11), "$faint"))
        lines = [head]
        for place, stream in enumerate(streams, self._top):
            lines.append(self._line(stream, place))
            if self._each > 1:
                lines.append(Content.assemble((fit(f"  {beside(self._view, stream)}", self.size.width), "$faint")))
        return Content("\n").join(lines)

    def _line(self, stream: Stream, place: int) -> Content:
        assert self._view is not None
        width, here = self.size.width, place == self._place
        rate, share = degree(self._view, stream.id)
        word = _WORDS.get(stream.status, "sold" if stream.time_sold else "")
        word = fit(word, 9 if width >= 38 else 0)
        name = fit(f"{'›' if here else ' '}{stream.name}", max(6, width - len(word) - 20))
        if here and self.has_focus:
            return Content.assemble(
                (f"{name} {word}{right(rate, 8)}{right(share, 10)} ", "$cursor-text on $cursor")
            )
        dim = stream.status in (Status.PAUSED, Status.ENDED)
        tone = "$drag" if share == "drag" else "$muted" if dim else "bold"
        return Content.assemble(
            (name, "$muted" if dim else ""),
            " ",
            (word, "$muted"),
            (right(rate, 8), "$muted"),
            (right(share, 10), tone),
        )

    async def _on_key(self, event: events.Key) -> None:
        down = {"home": -9999, "end": 9999}.get(event.key) or (step_of(event.key) or (0, 0))[0]
        if down:
            event.stop()
            self.move(down)
        elif event.key == "enter" and self.stream is not None:
            event.stop()
            self.post_message(self.Chosen(self.stream))

    def _on_focus(self, event: events.Focus) -> None:
        super()._on_focus(event)
        self.refresh()

    def _on_blur(self, event: events.Blur) -> None:
        super()._on_blur(event)
        self.refresh()

    async def _on_click(self, event: events.Click) -> None:
        inside = event.get_content_offset(self)
        if inside is None or self._view is None:
            return
        place = (inside.y - 1) // self._each + self._top
        if inside.y > 0 and place < len(self._view.book.streams):
            self.move(place - self._place)
            if event.chain == 2:
                self.post_message(self.Chosen(self.stream or ""))


def degree(view: View, stream: str) -> tuple[str, str]:
    """Effective rate and leveraged share of a stream in short: ``$65/h`` and ``7.9``, or ``drag``."""
    figures = view.figures.streams.get(stream)
    if figures is None:
        return words.DASH, words.DASH
    expected = "≈" if figures.expected_net else ""
    rate = words.rate(figures.effective_hourly_rate, view.figures.base_currency)
    gauge = figures.gauge
    if gauge is None or gauge.gauge is None:
        return expected + rate, words.DASH
    return expected + rate, "drag" if gauge.gauge < -1e-9 else words.percent(gauge.gauge)


def beside(view: View, stream: Stream) -> str:
    """The hidden work of a stream and its vacation test in short, in whole percents that do not flatter:
    ``22 % hidden work · vacation keeps 80 %``. What is not known has no words."""
    figures = view.figures.streams.get(stream.id)
    if figures is None:
        return ""
    hidden, test = figures.hidden_work_share, figures.vacation
    said = [] if hidden is None else [f"{ceil(hidden * 100 - NEAR)} % hidden work"]
    if test.ratio is not None:
        said.append(
            f"vacation keeps {floor(test.ratio * 100 + NEAR)} %" if test.ratio > 0 else "vacation keeps nothing"
        )
    elif stream.status is Status.LIVE and test.net_per_worked_week is None:
        said.append("vacation not tested")
    return " · ".join(said)


def in_words(view: View, stream: str) -> str:
    """Rate and leveraged share for the stream's line where the pane is not shown: ``$65/h · 7.9 %``."""
    rate, share = degree(view, stream)
    word = _WORDS.get(view.book.streams[stream].status)
    if word is not None:
        rate = f"{word} · {rate}"
    return f"{rate} · {share}" if share in ("drag", words.DASH) else f"{rate} · {share} %"
