"""Why the gauge moved between two days, as facts: the parts in tenths that add up to what is seen to move."""

from __future__ import annotations

from datetime import date

from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.review.causes import Moved, shown_tenths
from leverage_tui.domain.review.facts import Fact, Section
from leverage_tui.domain.review.wording import in_tenths, tenths_of
from leverage_tui.domain.words import DASH, signed

_MEANT = {
    "hours": "hours worked since, yours and others', building aside",
    "money": "money since, entered and expected (≈)",
    "building": "building charged to the weeks looked at, more or less than before",
    "window": "weeks that left the weeks looked at",
    "settings": "settings and streams changed since",
}
_READ = "what is dated up to that day, over the weeks up to it, the building counted, at the rate of that time"


def why_section(moved: Moved, earlier: date, later: date) -> Section:
    """The gauge on both days and each cause between them; the causes' arithmetic is what happened."""
    before = _end("gauge_before", earlier, moved.before, (_READ,))
    after = _end("gauge_after", later, moved.after, (_sum(moved),))
    title = f"Why the gauge moved, {format_day(earlier, year=True)} to {format_day(later, year=True)}"
    return Section(title, (before, *causes_of(moved), after), what_moved(moved))


def what_moved(moved: Moved) -> str:
    """How far, in one sentence."""
    if moved.before is None or moved.after is None:
        return _sentence(moved.state)
    by = tenths_of(moved.after) - tenths_of(moved.before)
    below = ", counted below 0 too" if min(moved.before, moved.after) < 0 else ""
    direction = f"{'rose' if by > 0 else 'fell'} by {in_tenths(abs(by))} points" if by else "stands where it stood"
    return _sentence(f"it {direction}{below}{f'; {moved.state}' if moved.state else ''}")


def causes_of(moved: Moved) -> list[Fact]:
    """Each cause that was at work, its points where there are any."""
    tenths = shown_tenths(moved)
    return [
        Fact(
            f"cause_{cause.name}",
            cause.name,
            signed(tenths[cause.name] / 10) if cause.name in tenths else DASH,
            (f"{_MEANT[cause.name]}:", cause.detail) if cause.name in tenths else (cause.detail, moved.state),
            "plain" if cause.name in tenths else "unsure",
        )
        for cause in moved.causes
    ]


def gauge_words(raw: float | None) -> str:
    """The gauge in percent, below 0 too; a dash for none."""
    return DASH if raw is None else f"{in_tenths(tenths_of(raw))} %"


def _end(key: str, day: date, raw: float | None, how: tuple[str, ...]) -> Fact:
    named = f"on {format_day(day, year=True)}"
    return Fact(key, named, gauge_words(raw), how, "unsure" if raw is None else "plain")


def _sum(moved: Moved) -> str:
    if moved.before is None or moved.after is None or not moved.causes:
        return moved.state or "nothing that the gauge counts has changed"
    tenths = shown_tenths(moved)
    if not tenths:
        return moved.state
    parts = "".join(f" {'-' if points < 0 else '+'} {in_tenths(abs(points))}" for points in tenths.values())
    return f"{in_tenths(tenths_of(moved.before))}{parts} = {in_tenths(tenths_of(moved.after))}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""
