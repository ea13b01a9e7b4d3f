"""English names of days and months, and a day as people read it; the same under every locale."""

from __future__ import annotations

from datetime import date
from typing import Final

_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

WEEKDAY_NUMBERS: Final = {
    **{name.lower(): number for number, name in enumerate(_WEEKDAYS)},
    **{name[:3].lower(): number for number, name in enumerate(_WEEKDAYS)},
    "tues": 1,
    "thur": 3,
    "thurs": 3,
}
"""What may be typed for a weekday, in lower case; 0 is Monday."""

MONTH_NUMBERS: Final = {
    **{name.lower(): number for number, name in enumerate(_MONTHS, start=1)},
    **{name[:3].lower(): number for number, name in enumerate(_MONTHS, start=1)},
    "sept": 9,
}
"""What may be typed for a month, in lower case; 1 is January."""


def short_month(month: int) -> str:
    """ "Jan" for 1."""
    return _MONTHS[month - 1][:3]


def day_and_month(day: date) -> str:
    """ "12 Oct"."""
    return f"{day.day} {short_month(day.month)}"


def format_day(day: date, *, year: bool = False) -> str:
    """ "Fri 27 Jun", with `year` "Fri 27 Jun 2025"."""
    return f"{_WEEKDAYS[day.weekday()][:3]} {day_and_month(day)}{f' {day.year}' if year else ''}"
