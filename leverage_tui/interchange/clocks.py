"""Times of day, durations and instants as other programs write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal, InvalidOperation

from leverage_tui.interchange.source import DecimalMark

_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?\s*([ap]\.?m\.?)?", re.IGNORECASE)
_LENGTH = re.compile(r"([0-9]{1,6}):([0-5][0-9])(?::([0-5][0-9])(?:\.[0-9]+)?)?")
_COMPACT = re.compile(r"([0-9]{8}T[0-9]{6})Z")


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
    """The seconds of ``1.5`` hours, to the nearest; with the mark "," also ``1,5`` and ``2.000,0``. None for what
    is no number and what is negative."""
    plain = text.strip().replace("\u00a0", "").replace("," if mark == "." else ".", "").replace(",", ".")
    try:
        hours = Decimal(plain)
    except InvalidOperation:
        return None
    if not hours.is_finite() or not 0 <= hours < 1_000_000:
        return None
    return int((hours * 3600).to_integral_value())


def read_instant(text: str) -> datetime | None:
    """An instant with its offset: ``20260131T090000Z``, ``2026-01-31T10:00:00+01:00``, ``2026-01-31 09:00:00Z``;
    None for anything else, a time without an offset included."""
    stripped = text.strip()
    try:
        if found := _COMPACT.fullmatch(stripped):
            return datetime.strptime(found[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
        moment = datetime.fromisoformat(stripped)
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
    OverflowError at the ends of the calendar."""
    local = instant.astimezone(zone)
    return local.date(), f"{local:%H:%M:%S}"
