"""What an import adds, by stream and month, and where the gauge goes: beside the lines, or in a strip under them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from leverage_tui.domain import words
from leverage_tui.domain.quantities.money import format_money
from leverage_tui.domain.quantities.names import short_month
from leverage_tui.domain.text import clean
from leverage_tui.interchange.draft import Outcome
from leverage_tui.interchange.plan_money import Sums
from leverage_tui.tui.screens.import_lines import Hours
from leverage_tui.tui.screens.import_words import counted
from leverage_tui.tui.text import fit, right, shortened

SIDE = 40
"""Cells of the panel beside the lines, its rule and padding left out."""


@dataclass(frozen=True, slots=True)
class Month:
    """What a stream gets in a month, in words."""

    month: str
    adds: str


@dataclass(frozen=True, slots=True)
class Added:
    """What a stream gets: all of it, and by month, the latest first."""

    stream: str
    adds: str
    months: tuple[Month, ...]


def added(outcome: Outcome, hours: Hours) -> list[Added]:
    """What each stream gets, in the order of the book."""
    minutes: dict[str, dict[str, int]] = {}
    money: dict[str, dict[str, dict[str, Sums]]] = {}
    for total in outcome.plan.months:
        minutes.setdefault(total.stream, {})[total.month] = total.minutes
    for paid in outcome.plan.money_months:
        money.setdefault(paid.stream, {}).setdefault(paid.month, {})[paid.currency] = paid.sums
    found = []
    for stream in outcome.book.streams.values():
        own, sums = minutes.get(stream.id, {}), money.get(stream.id, {})
        if not own and not sums:
            continue
        whole: dict[str, Sums] = {}
        for paid_in in sums.values():
            for currency, each in paid_in.items():
                whole[currency] = whole.get(currency, Sums()) + each
        months = tuple(
            Month(_month(month), _adds(own.get(month, 0), sums.get(month, {}), hours))
            for month in sorted(own.keys() | sums.keys(), reverse=True)
        )
        found.append(Added(clean(stream.name), _adds(sum(own.values()), whole, hours), months))
    return found


def gauge_words(now: float | None, outcome: Outcome | None) -> str:
    """``Gauge 8.9 % → 10.2 %``."""
    after = "…" if outcome is None else _percent(outcome.gauge)
    return f"Gauge {_percent(now)} → {after}"


def _percent(value: float | None) -> str:
    return words.percent(value) if value is None else f"{words.percent(value)} %"


def as_lines(found: Sequence[Added]) -> list[tuple[str, str]]:
    """Everything to read: a stream, and a line a month."""
    lines: list[tuple[str, str]] = []
    for each in found:
        lines += [
            (f"{each.stream}  {each.adds}" if place == 0 else "", f"{fit(one.month, 9)} {one.adds}")
            for place, one in enumerate(each.months)
        ]
    return lines


def _adds(minutes: int, money: dict[str, Sums], hours: Hours) -> str:
    parts = [hours(minutes)] if minutes else []
    for currency, sums in money.items():
        taken = sums.refunds + sums.fees
        less = f" less {format_money(taken, currency)}" if taken else ""
        parts.append(f"{format_money(sums.gross, currency)}{less}")
    return ", ".join(parts) or "0:00"


def _month(month: str) -> str:
    year, _, number = month.partition("-")
    return f"{short_month(int(number))} {year}"


class Preview(Widget):
    """As a panel (`beside`) with every month there is room for, else in as many lines as it has."""

    def __init__(self, *, beside: bool) -> None:
        super().__init__(classes="side" if beside else "strip")
        self._is_beside = beside
        self._gauge, self._found, self._old = "", list[Added](), False

    def show(self, gauge: str, found: Sequence[Added], *, old: bool) -> None:
        """Show what each stream gets; dimmed while it is `old`."""
        self._gauge, self._found, self._old = gauge, list(found), old
        self.refresh()

    def render(self) -> Content:
        """The gauge, and the streams."""
        width = max(1, self.size.width)
        lines = self._panel(width) if self._is_beside else self._strip(width)
        content = Content("\n").join(lines)
        return content.stylize("dim") if self._old else content

    def _strip(self, width: int) -> list[Content]:
        rows = max(1, self.size.height)
        parts = [f"{each.stream} +{each.adds}{_over(each)}" for each in self._found]
        lines, room = [self._gauge], width - cell_len(self._gauge)
        for place, part in enumerate(parts):
            if room < cell_len(part) + 3 and len(lines) == rows:
                left = len(parts) - place
                lines[-1] = shortened(f"{lines[-1]}  and {left} more", width)
                break
            if room < cell_len(part) + 3:
                lines.append(shortened(part, width))
                room = width - cell_len(lines[-1])
            else:
                lines[-1] += f"   {part}"
                room -= cell_len(part) + 3
        first = lines[0]
        cut = len(self._gauge)
        return [Content.assemble((first[:cut], "bold"), first[cut:]), *map(Content, lines[1:])]

    def _panel(self, width: int) -> list[Content]:
        lines = [
            Content.styled("What it adds", "bold $primary"), Content.styled(self._gauge, "bold"),
        ]  # fmt: skip
        room = max(4, self.size.height - len(lines))
        streams = [each for each in self._found if each.months]
        share = self._share(streams, room)
        for each in streams:
            lines += [Content(""), _two(each.stream, each.adds, width, "bold")]
            shown = each.months[:share]
            lines += [_two(f"  {one.month}", one.adds, width, "$muted") for one in shown]
            rest = len(each.months) - len(shown)
            if rest:
                lines.append(Content.styled(f"  and {counted(rest, 'month')} before: p", "$muted"))
        return lines[: max(1, self.size.height)] if self.size.height else lines

    @staticmethod
    def _share(streams: Sequence[Added], room: int) -> int:
        """How many months of each stream there is room for."""
        share = max((len(each.months) for each in streams), default=0)

        def needed(share: int) -> int:
            return sum(2 + min(share, len(each.months)) + (share < len(each.months)) for each in streams)

        while share > 1 and needed(share) > room:
            share -= 1
        return share


def _over(added: Added) -> str:
    """The months that it is spread over."""
    months = [one.month for one in added.months]
    return f" in {months[0]}" if len(months) == 1 else f" in {len(months)} months"


def _two(name: str, words: str, width: int, style: str) -> Content:
    """A name on the left and words on the right end of a line."""
    shown = shortened(words, max(1, width - 10))
    room = max(1, width - cell_len(shown) - 2)
    return Content.assemble((fit(name, room), style), "  ", (right(shown, cell_len(shown)), ""))
