"""What a stream had behind it before tracking began: options of ``lev stream add`` and ``edit``, and its words."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from leverage_tui.cli import reading
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.domain.model import Asset, BuildBlock, Opening
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.quantities.money import format_money, parse_money
from leverage_tui.domain.quantities.typed import tidy


def configure_opening(parser: ArgumentParser) -> None:
    """The options that both commands have."""
    parser.add_argument(
        "--opening-net", metavar="A", help="an estimate: what it kept before tracking, in the book's currency"
    )
    parser.add_argument("--opening-hours", metavar="H", help="an estimate: hours running it before tracking")
    parser.add_argument("--opening-build", metavar="H", help="an estimate: hours making it; replaces what is there")
    parser.add_argument("--opening-build-date", metavar="DATE", help="when most of that was made")
    parser.add_argument("--opening-build-asset", metavar="KIND", help="what it made (default: as --build-asset)")


def opening_of(context: Context, given: Namespace, before: Opening, asset: Asset) -> Opening | None:
    """`before` with what was said, None where nothing was. `asset` is what the stream builds. Raises AskedWrong."""
    found: dict[str, object] = {}
    if given.opening_net is not None:
        found["net"] = 0 if reading.is_none(given.opening_net) else _net(context, given.opening_net)
    if given.opening_hours is not None:
        found["run_minutes"] = _hours(given.opening_hours, "--opening-hours")
    if any(said is not None for said in (given.opening_build, given.opening_build_date, given.opening_build_asset)):
        found["build"] = _build(context, given, before.build, asset)
    return before._replace(**found) if found else None  # type: ignore[arg-type]


def in_words(opening: Opening, base: str) -> str:
    """``net $1,200, 100:00 h run, 40:00 h built around 2024-06-01 (product)``; nothing for an empty one."""
    said = [f"net {format_money(opening.net, base)}"] if opening.net else []
    said += [f"{format_hours(opening.run_minutes)} h run"] if opening.run_minutes else []
    said += [
        f"{format_hours(block.minutes)} h built around {block.date} ({block.asset.value})"
        for block in opening.build
    ]
    return ", ".join(said)


def answer(opening: Opening, base: str) -> str:
    """The words after what a command did to a stream."""
    return f"before tracking, an estimate: {in_words(opening, base) or 'nothing'}"


def as_object(opening: Opening) -> dict[str, object]:
    """The opening as the file has it: minor units of the base currency, minutes."""
    return {
        "net": opening.net,
        "run_minutes": opening.run_minutes,
        "build": [
            {"date": block.date.isoformat(), "minutes": block.minutes, "asset": block.asset.value}
            for block in opening.build
        ],
    }


def _net(context: Context, typed: str) -> int:
    """A net that may be a loss: a minus in front is allowed."""
    base = context.book.settings.base_currency
    try:
        text = tidy(typed)
        amount = parse_money(text.removeprefix("-"), base, context.decimal)
    except Unreadable as error:
        raise AskedWrong(f"--opening-net: {error}") from error
    if amount.currency not in (None, base):
        raise AskedWrong(f"--opening-net is in the book's currency, {base}, not {amount.currency}")
    return -amount.minor if text.startswith("-") else amount.minor


def _hours(typed: str, option: str) -> int:
    return 0 if reading.is_none(typed) else reading.span(typed, option)


def _build(
    context: Context, given: Namespace, before: tuple[BuildBlock, ...], usual: Asset
) -> tuple[BuildBlock, ...]:
    """The build blocks: one where hours were said; else the one there is, with its new day or asset."""
    typed_day, typed_asset = given.opening_build_date, given.opening_build_asset
    day = None if typed_day is None else reading.day(context, typed_day, "--opening-build-date")
    asset = None if typed_asset is None else reading.choice(Asset, typed_asset, "asset")
    only = before[0] if len(before) == 1 else None
    if given.opening_build is None:
        if only is None:
            there = f"there are {len(before)} build blocks" if before else "no build hours are there"
            raise AskedWrong(f"{there}: say --opening-build HOURS too")
        return (only._replace(date=day or only.date, asset=asset or only.asset),)
    minutes = _hours(given.opening_build, "--opening-build")
    if not minutes:
        if day or asset:
            raise AskedWrong("--opening-build: no hours have no day and no asset")
        return ()
    day = day or (only.date if only else None)
    if day is None:
        raise AskedWrong(
            "--opening-build: when was most of it made, roughly? say it with --opening-build-date DATE"
        )
    return (BuildBlock(day, minutes, asset or (only.asset if only else usual)),)
