"""``lev set``: the settings that change figures. A new baseline rate restates history, and says so."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from typing import Any

from leverage_tui.cli import gauge, reading
from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong, unknown
from leverage_tui.cli.output import table
from leverage_tui.cli.setting_values import KINDS, Kind, shown
from leverage_tui.domain.edits.core import Edit, apply
from leverage_tui.domain.edits.settings import restate_baseline, set_setting
from leverage_tui.domain.metrics import figures

_BASELINE = "baseline_rate"
_IN_BASE_CURRENCY = (_BASELINE, "living_expenses")


def _configure(parser: ArgumentParser) -> None:
    listed = "; ".join(f"{name}: {kind.meaning}" for name, kind in KINDS.items()).replace("%", "%%")
    parser.add_argument("key", metavar="KEY", nargs="?", help=listed)
    parser.add_argument("value", metavar="VALUE", nargs="*", help="none clears what may be unset")


def _run(context: Context, given: Namespace) -> int:
    settings = context.book.settings
    if given.key is None:
        rows = [(name, shown(kind, settings), kind.meaning) for name, kind in KINDS.items()]
        context.output.lines(table(rows))
        return 0
    name = given.key.strip().lower().replace("-", "_")
    kind = KINDS.get(name)
    if kind is None:
        raise unknown("setting", given.key, KINDS)
    if not given.value:
        context.output.line(shown(kind, settings))
        return 0
    _set(context, name, kind, _value(context, name, kind, reading.one_line(given.value)))
    return 0


def _value(context: Context, name: str, kind: Kind, typed: str) -> Any:
    if not typed:
        raise AskedWrong(f"{name}: no value typed" + (", none clears it" if kind.optional else ""))
    if reading.is_none(typed):
        if not kind.optional:
            raise AskedWrong(f"{name} cannot be none: it is {shown(kind, context.book.settings)} now")
        return None
    return kind.read(context, typed, name)


def _set(context: Context, name: str, kind: Kind, value: Any) -> None:
    before = context.book
    wanted = set_setting(before, kind.key, value)
    after = apply(before, wanted)
    if getattr(after.settings, kind.key) == getattr(before.settings, kind.key):
        context.output.line(f"{name} is {shown(kind, before.settings)} already")
        return
    old, new = figures(before, context.today), figures(after, context.today)
    book = context.save(_edit(context, kind, value, wanted, old.book.gauge.raw, new.book.gauge.raw))
    now = figures(book, context.today)
    said, was = gauge.sentence(now), gauge.sentence(old)
    moved = f": {was} before, {said} now" if name == _BASELINE or said != was else ""
    context.output.line(f"{name} {shown(kind, book.settings)} (was {shown(kind, before.settings)}){moved}")
    for warning in now.warnings:
        if warning not in old.warnings:
            context.output.say(warning)
    if name == "base_currency":
        _warn_restated(context, before.settings.base_currency)


def _edit(context: Context, kind: Kind, value: Any, wanted: Edit, old: float | None, new: float | None) -> Edit:
    if kind.key != _BASELINE:
        return wanted
    return restate_baseline(context.book, value, datetime.now(UTC), old, new)


def _warn_restated(context: Context, old: str) -> None:
    settings = context.book.settings
    for name in _IN_BASE_CURRENCY:
        if getattr(settings, KINDS[name].key) is not None:
            text = f"{name} was typed in {old} and now reads {shown(KINDS[name], settings)}: set it anew"
            context.output.say(text)


SET = Command(
    usage="set [KEY [VALUE]]",
    about="The settings that change figures; alone it lists them. Money is in the book's currency, major units; "
    "capacity is in hours. A new baseline rate restates the past: the gauge before and after is shown and kept.",
    configure=_configure,
    run=_run,
    examples=("lev set baseline_rate 60", "lev set capacity 37:30", "lev set living_expenses none"),
)
