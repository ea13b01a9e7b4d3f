"""The fields of a stream as options of ``lev stream add`` and ``lev stream edit``."""

from __future__ import annotations

from argparse import ArgumentParser, BooleanOptionalAction, Namespace

from leverage_tui.cli import reading, texts
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.domain.model import Asset, Status

_MOST_ORDER = 10_000


def configure_fields(parser: ArgumentParser) -> None:
    """The options that both commands have."""
    parser.add_argument(
        "--time-sold", action=BooleanOptionalAction, default=None, help="is your hour what is sold?"
    )
    parser.add_argument("--currency", metavar="CUR", help="a code such as EUR (default: the book's)")
    parser.add_argument("--status", metavar="S", help="idea, building, live (default), paused or ended")
    parser.add_argument("--started", metavar="DATE", help="its first day; none: not said")
    parser.add_argument("--ended", metavar="DATE", help="its last day; none: it goes on")
    parser.add_argument("--build-asset", metavar="KIND", help="what building makes: product, process or automation")
    parser.add_argument("--target", metavar="HOURS", help="own hours a week to aim at; none: no aim")
    parser.add_argument("--order", metavar="N", help="its place in the list, 0 first")
    parser.add_argument("--note", metavar="TEXT", help="a note")


def fields_of(context: Context, given: Namespace) -> dict[str, object]:
    """The fields that were said, read. Raises AskedWrong."""
    found: dict[str, object] = {}
    if given.time_sold is not None:
        found["time_sold"] = given.time_sold
    if given.currency is not None:
        found["currency"] = reading.currency(given.currency, "--currency")
    if given.status is not None:
        found["status"] = reading.choice(Status, given.status, "status")
    for name in ("started", "ended"):
        typed = getattr(given, name)
        if typed is not None:
            found[name] = None if reading.is_none(typed) else reading.day(context, typed, f"--{name}")
    if given.build_asset is not None:
        found["build_asset"] = reading.choice(Asset, given.build_asset, "asset")
    if given.target is not None:
        found["target_minutes_per_week"] = (
            None if reading.is_none(given.target) else reading.week_hours(given.target, "--target")
        )
    if given.order is not None:
        found["order"] = reading.whole(given.order, "--order", 0, _MOST_ORDER)
    if given.note is not None:
        found["note"] = texts.note(given.note)
    return found


def refuse_ended_without_day(found: dict[str, object]) -> None:
    """Raises AskedWrong for an end without its day: only the day changes figures."""
    if found.get("status") is Status.ENDED and found.get("ended") is None:
        raise AskedWrong("a stream that has ended has a last day: lev stream end ID [--on DATE]")
