"""The fields of what-ifs and plans as options named after them, and the kept one that a label means."""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from leverage_tui.cli import reading
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong, nearest
from leverage_tui.domain.planning.kept import Kept
from leverage_tui.domain.quantities.currency import exponent
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.money import parse_money
from leverage_tui.domain.quantities.shares import parse_share
from leverage_tui.domain.quantities.typed import tidy
from leverage_tui.domain.text import clean

_COUNT = re.compile(r"([0-9]{1,13})(?:[.,]([0-9]{1,6}))?")
_SHOWN = 8
Value = int | float
Reader = Callable[[Context, str, str], Value]


def hours(context: Context, typed: str, option: str) -> Value:
    """Hours, ``3``, ``1.5``, ``1:30`` or ``90m``; decimal ones stay as they were typed."""
    if _COUNT.fullmatch(typed.strip()):
        return count(context, typed, option)
    return _number(Decimal(reading.span(typed, option)) / 60)


def money(context: Context, typed: str, option: str) -> Value:
    """An amount in the currency of the book, in major units."""
    currency = context.book.settings.base_currency
    try:
        amount = parse_money(typed, currency, context.decimal)
    except Unreadable as error:
        raise AskedWrong(f"{option}: {error}") from error
    if amount.currency not in (None, currency):
        raise AskedWrong(f"{option}: plans are in {currency}, the currency of the book, not in {amount.currency}")
    return _number(Decimal(amount.minor) / 10 ** exponent(currency))


def any_money(context: Context, typed: str, option: str) -> Value:
    """As `money`, with a minus for what is lost."""
    text = typed.strip()
    return -money(context, text[1:], option) if text.startswith("-") else money(context, text, option)


def share(context: Context, typed: str, option: str) -> Value:
    """A share of a whole, ``0.8`` or ``80%``."""
    try:
        found = parse_share(typed)
    except Unreadable as error:
        raise AskedWrong(f"{option}: {error}") from error
    if found > 1:
        percent = clean(typed.strip().rstrip("%").strip())
        hint = f"write {percent}%" if not typed.strip().endswith("%") and found <= 100 else "the most is 100%"
        raise AskedWrong(f"{option}: {clean(typed)} is over the whole: {hint}")
    return _number(Decimal(str(found)))


def change(context: Context, typed: str, option: str) -> Value:
    """A change, ``10%``, ``-5%`` or ``0.1``; over 1 only with a percent sign, since 10 may be either."""
    text = tidy_option(typed, option)
    sign, size = (-1 if text.startswith("-") else 1), text.lstrip("+-").strip()
    try:
        found = parse_share(size)
    except Unreadable:
        raise AskedWrong(f"{option}: {clean(typed)!r} is no change: write 10% or -5%") from None
    if found > 1 and "%" not in size:
        raise AskedWrong(f"{option}: {clean(typed)} could be {size}% or {size} times as much more: write {size}%")
    return _number(sign * Decimal(str(found)))


def count(context: Context, typed: str, option: str) -> Value:
    """A number that is not negative, ``8`` or ``2.5``."""
    found = _COUNT.fullmatch(typed.strip())
    if found is None:
        raise AskedWrong(f"{option}: {clean(typed)!r} is no number: write 8 or 2.5")
    return _number(Decimal(f"{found[1]}.{found[2] or 0}"))


def tidy_option(typed: str, option: str) -> str:
    """What was typed in one spelling. Raises AskedWrong."""
    try:
        return tidy(typed)
    except Unreadable as error:
        raise AskedWrong(f"{option}: {error}") from error


OPTIONS: Mapping[str, tuple[Reader, str, str]] = {
    "hours_per_week": (hours, "H", "hours that somebody else works a week"),
    "rate": (money, "A", "what an hour of theirs costs"),
    "efficiency": (share, "S", "hours of yours that one of theirs replaces (80%%)"),
    "overhead": (share, "S", "hours of managing for each of theirs (15%%)"),
    "training_hours": (hours, "H", "your hours to train them, once"),
    "resell_share": (share, "S", "of the freed hours, how much you sell again (0%%)"),
    "build_hours": (hours, "H", "your hours to build it, once"),
    "runs_per_week": (count, "N", "how often it runs a week"),
    "minutes_saved": (count, "N", "minutes that each run saves you"),
    "maintenance_hours_per_week": (hours, "H", "your hours to keep it running"),
    "cost_per_week": (money, "A", "what it costs a week"),
    "price_change": (change, "S", "the price, such as 10%% or -5%%"),
    "volume_change": (change, "S", "what is sold then, such as -5%%"),
    "price": (money, "A", "what one costs"),
    "units_per_week": (count, "N", "how many are sold a week"),
    "platform_fee": (share, "S", "what a platform keeps"),
    "processing_fee": (share, "S", "what the payments cost"),
    "refund_rate": (share, "S", "how many are given back"),
    "support_minutes_per_unit": (count, "N", "your minutes for each one sold"),
    "sell_hours_per_week": (hours, "H", "your hours to sell it"),
    "net_per_week": (any_money, "A", "what is kept a week"),
    "run_hours_per_week": (hours, "H", "your hours a week once it runs"),
    "largest_channel_share": (share, "S", "what the largest channel brings (100%%)"),
}  # fmt: skip
"""How each number is read, what stands for it in the usage, and what it means."""


def option_of(key: str) -> str:
    """The option of a field: its name with dashes."""
    return f"--{key.replace('_', '-')}"


def configure_numbers(parser: ArgumentParser, keys: Iterable[str], required: Iterable[str] = ()) -> None:
    """An option for each number."""
    needed = set(required)
    for key in keys:
        _, metavar, about = OPTIONS[key]
        parser.add_argument(option_of(key), metavar=metavar, required=key in needed, help=about)


def numbers_of(context: Context, given: Namespace, keys: Iterable[str]) -> dict[str, Any]:
    """The numbers that were said, as a person types them. Raises AskedWrong."""
    return {
        key: OPTIONS[key][0](context, typed, option_of(key))
        for key in keys
        if (typed := getattr(given, key)) is not None
    }


def find_kept(found: Iterable[Kept], typed: str, what: str, how: str) -> Kept:
    """The kept one of that label, else of that number, else the only one with that in its label; capitals do not
    count. `what` names the list, `how` is the command that adds to it. Raises AskedWrong."""
    listed = list(found)
    if not listed:
        raise AskedWrong(f"no {what} is kept yet: keep one with {how}")
    wanted = clean(typed).casefold()
    if wanted:
        for chosen in (
            [one for one in listed if one.label.casefold() == wanted],
            [one for one in listed if str(one.doc_id) == wanted],
            [one for one in listed if wanted in one.label.casefold()],
        ):
            if len(chosen) == 1:
                return chosen[0]
            if chosen:
                named = " or ".join(f"{one.doc_id} ({one.label})" for one in chosen[:_SHOWN])
                raise AskedWrong(f"{clean(typed)} could be {named}: write more of it, or its number")
    labels = {one.label.casefold(): one.label for one in listed}
    words = {word: label for folded, label in labels.items() for word in folded.split() if len(word) > 2}
    near = nearest(wanted, words | labels)
    rest = f" and {len(labels) - _SHOWN} more" if len(labels) > _SHOWN else ""
    hint = (
        f"the nearest is {(words | labels)[near]}"
        if near
        else f"there is {', '.join(list(labels.values())[:_SHOWN])}{rest}"
    )
    raise AskedWrong(f"no {what} {clean(typed)!r} is kept: {hint}")


def _number(value: Decimal) -> Value:
    return int(value) if value == value.to_integral_value() else float(value)
