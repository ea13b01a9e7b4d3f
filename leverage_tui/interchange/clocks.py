"""Times of day, durations and instants as other programs write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal

from leverage_tui.interchange.source import DecimalMark

_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?\s*([ap]\.?m\.?)?", re.IGNORECASE)
_LENGTH = re.compile(r"([0-9]{1,6}):([0-5][0-9])(?::([0-5][0-9])(?:\.[0-9]+)?)?")
_DECIMAL: dict[DecimalMark, re.Pattern[str]] = {
    ".": re.compile(r"(?:[0-9]{1,12}|[0-9]{1,3}(?:[, ][0-9]{3}){1,3})?(?:\.[0-9]{0,40})?"),
    ",": re.compile(r"(?:[0-9]{1,12}|[0-9]{1,3}(?:[. ][0-9]{3}){1,3})?(?:,[0-9]{0,40})?"),
}
_UNGROUPED = {".": str.maketrans("", "", ", "), ",": str.maketrans(",", ".", ". ")}


def read_clock(text: str) -> str | None:
    """``09:05:00`` from ``9:05``, ``9:05:00 AM`` or ``21:05``; None for what is no time of day."""
    found = _CLOCK.fullmatch(text.strip())
    if not found:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[4][0] in "pP" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return f"{hour:02d}:{minute:02d}:{second:02d}"


def read_length(text: str) -> int | None:
    """The seconds of ``1:30`` or ``01:30:05`` (hours first, of any number); None for anything else."""
    found = _LENGTH.fullmatch(text.strip())
    return (int(found[1]) * 60 + int(found[2])) * 60 + int(found[3] or 0) if found else None


def read_decimal_hours(text: str, mark: DecimalMark = ".") -> int | None:
    """The seconds of ``1.5`` hours, to the nearest; with the mark "," ``1,5`` and ``2.000,0``. Before the other mark
    and before a blank stand groups of three. None for what is no number, what is negative, and a million or more."""
    plain = text.strip().replace("\u00a0", " ").replace("\u202f", " ")
    if not plain or not any(char.isdigit() for char in plain) or not _DECIMAL[mark].fullmatch(plain):
        return None
    hours = Decimal(plain.translate(_UNGROUPED[mark]))
    return int((hours * 3600).to_integral_value()) if hours < 1_000_000 else None


def read_instant(text: str) -> datetime | None:
    """An instant with its offset: ``20260131T090000Z``, ``2026-01-31T10:00:00+01:00``, ``2026-01-31 09:00:00Z``;
    None for anything else, a time without an offset included."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def from_epoch(seconds: float) -> datetime | None:
    """The instant that many seconds after 1970 began; None where there is no such year."""
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (OverflowError, OSError, ValueError):
        return None


def day_and_clock(instant: datetime, zone: tzinfo | None) -> tuple[date, str]:
    """The day and the time of day (``09:05:00``) of an instant in `zone`, None for this machine's. Raises
    OverflowError, and nothing else, at the ends of the calendar."""
    try:
        local = instant.astimezone(zone)
    except (OSError, ValueError):
        raise OverflowError("no such year") from None
    return local.date(), f"{local:%H:%M:%S}"
