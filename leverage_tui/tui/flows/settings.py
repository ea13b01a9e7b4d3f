"""The settings that change figures: a list with their values in words, and the question for a new one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.content import Content

from leverage_tui.domain import words
from leverage_tui.domain.edits.core import EditRefused
from leverage_tui.domain.edits.settings import set_setting
from leverage_tui.domain.quantities.money import format_money
from leverage_tui.domain.quantities.shares import format_share, parse_share
from leverage_tui.domain.settings import why_not
from leverage_tui.tui.flows import flow
from leverage_tui.tui.screens.reading import (
    HOURS_A_WEEK,
    Decimal,
    Gather,
    Said,
    read_amount,
    read_span_of,
    read_whole,
    show_hours,
    type_amount,
)
from leverage_tui.tui.text import fit

if TYPE_CHECKING:
    from leverage_tui.tui.screens.main import MainScreen
    from leverage_tui.tui.screens.prompt import Read
    from leverage_tui.tui.view import View

_NAME_WIDTH = 20
_TASTE = "taste"


@dataclass(frozen=True, slots=True)
class Kind:
    """A setting: its name and value in words, and how a new value is asked for. Money is in the base currency."""

    name: str
    shown: Callable[[Any, str], str]
    label: str = ""
    detail: str = ""
    read: Callable[[str, Decimal], Callable[[str], Any]] | None = None
    """A reader for the base currency and the decimal separator; None where another action asks."""
    typed: Callable[[Any, str], str] = lambda value, base: str(value)
    """The value as a person would type it."""
    none: str = ""
    """What no value means; empty where there has to be one."""
    action: str = ""
    """The action that asks for the new value, where that is not done here."""


KINDS = {
    "baseline_rate": Kind(
        "Your hour", lambda value, base: f"{format_money(value, base)} an hour",
        none="no rate of your own", action="baseline",
    ),
    "gauge_goal": Kind("Goal", lambda value, base: f"{value} of 100", none="no goal", action="goal"),
    "capacity_minutes_per_week": Kind(
        "Capacity", lambda value, base: f"{show_hours(value)} a week", "Hours a week",
        "The hours you can work in a week: how far sold hours can go at most is counted with them.",
        lambda base, decimal: read_span_of(HOURS_A_WEEK),
        lambda value, base: show_hours(value).removesuffix(" h"),
    ),
    "working_weeks_per_year": Kind(
        "Working weeks", lambda value, base: f"{value} a year", "Weeks a year",
        "The weeks you work in a year: how far sold hours can go at most is counted with them.",
        lambda base, decimal: read_whole(10**9, "weeks"),
    ),
    "living_expenses_per_month": Kind(
        "Living expenses", lambda value, base: f"{format_money(value, base)} a month",
        "A month", "What you live on, a month: leveraged income is compared with it.",
        read_amount, type_amount, "not said, nothing is compared with it",
    ),
    "required_return": Kind(
        "Required return", lambda value, base: f"{format_share(value)} a year",
        "A year", "What capital should bring, a year: what is invested counts as a source by it.",
        lambda base, decimal: parse_share,
        lambda value, base: format_share(value),
    ),
}  # fmt: skip
"""The settings by their keys in the book, in the order of the list."""


@flow
async def settings(screen: MainScreen) -> None:
    """The list, then the question for the setting that was chosen there."""
    from leverage_tui.tui.screens.listing import Choices

    view = screen.session.view
    choices = [(key, Content(f"{fit(kind.name, _NAME_WIDTH)}{_now(view, key)}")) for key, kind in KINDS.items()]
    choices.append((_TASTE, Content(f"{fit('Look and numbers', _NAME_WIDTH)}theme, hours, amounts: taste alone")))
    key = await screen.app.push_screen_wait(Choices("Settings", choices, "Enter changes it · Esc leaves it"))
    if key is None:
        return
    if key == _TASTE:
        from leverage_tui.tui.flows.taste import taste

        screen.call_later(taste, screen)
    elif KINDS[key].action:
        # A flow of its own: it cannot begin before this one has ended.
        screen.call_later(screen.perform, KINDS[key].action)
    else:
        await _ask(screen, key, KINDS[key])


async def _ask(screen: MainScreen, key: str, kind: Kind) -> None:
    from leverage_tui.tui.screens.prompt import Prompt

    before, decimal = screen.session.view.book.settings, screen.session.config.decimal or None
    value, base = getattr(before, key), before.base_currency
    initial = "" if value is None else kind.typed(value, base)
    prompt = Prompt(kind.name, kind.label, initial, says_setting(key, base, decimal), detail=kind.detail)
    text = await screen.app.push_screen_wait(prompt)
    if text is None:
        return
    assert kind.read is not None
    new = kind.read(base, decimal)(text) if text else None
    book = screen.session.view.book
    old = getattr(book.settings, key)
    if new == old:
        screen.say(f"{kind.name}: {in_words(key, old, base)} already", "plain")
        return
    try:
        edit = set_setting(book, key, new)
    except EditRefused as refused:
        screen.say(f"{refused} · typed: {text}", "bad")
        return
    screen.do(edit._replace(sentence=f"{kind.name}: {in_words(key, new, base)} (was: {in_words(key, old, base)})"))


def in_words(key: str, value: Any, base: str) -> str:
    """A value of the setting `key` in words: "40:00 h a week"."""
    return KINDS[key].none if value is None else KINDS[key].shown(value, base)


def _now(view: View, key: str) -> str:
    found, figures = view.book.settings, view.figures
    shown = in_words(key, getattr(found, key), found.base_currency)
    if key == "baseline_rate" and figures.baseline_provisional:
        measured = words.money(figures.baseline_rate, figures.base_currency, cents=True)
        return f"{shown}: {measured}, as your sold hours earned"
    return shown


def says_setting(key: str, base: str, decimal: Decimal) -> Read:
    """How a new value is read; what the book refuses is refused here, with its sentence."""
    kind = KINDS[key]
    assert kind.read is not None
    read = kind.read(base, decimal)

    def says(text: str) -> Said:
        gather = Gather({"text": text})
        hint = f"empty: {kind.none}" if kind.none else ""
        value = gather.take(
            "text", read, lambda found: kind.shown(found, base), hint=hint,
            needed="" if kind.none else f"{kind.name.lower()} cannot be empty",
        )  # fmt: skip
        why = why_not(key, value) if value is not None else None
        return Said(why, "wrong") if why else gather.said["text"]

    return says
