"""``lev stream add`` and ``lev stream edit``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

from leverage_tui.cli import reading, texts
from leverage_tui.cli.choosing import find_stream
from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.cli.opening import answer, configure_opening, opening_of
from leverage_tui.cli.stream_fields import configure_fields, fields_of, refuse_ended_without_day
from leverage_tui.domain.edits.core import Edit, apply
from leverage_tui.domain.edits.settings import restate_sold
from leverage_tui.domain.edits.streams import add_stream, change_stream
from leverage_tui.domain.metrics import Memory, figures
from leverage_tui.domain.model import Asset, Opening, Stream
from leverage_tui.domain.review.sold import sold_doubt
from leverage_tui.domain.text import clean


def _configure_add(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", nargs="+", help="its name, up to 80 characters")
    parser.add_argument("--id", metavar="ID", help="a short word that never changes (default: made of the name)")
    configure_fields(parser)
    configure_opening(parser)


def _add(context: Context, given: Namespace) -> int:
    name = texts.name(reading.one_line(given.name), "the name")
    fields = fields_of(context, given)
    refuse_ended_without_day(fields)
    opening = opening_of(context, given, Opening(), _asset(fields, Asset.PRODUCT))
    if opening is not None:
        fields["opening"] = opening
    if given.id is not None:
        fields["id"] = given.id
    edit = add_stream(context.book, name, **fields)
    stream = edit.changes[0].after
    assert isinstance(stream, Stream)
    context.save(edit)
    context.output.line(f"{edit.sentence}: its id is {stream.id}{_before(context, opening)}")
    return 0


def _configure_edit(parser: ArgumentParser) -> None:
    parser.add_argument("stream", metavar="ID", help="its id, or an unmistakable part of its name")
    parser.add_argument("--name", metavar="NAME", help="another name, up to 80 characters")
    configure_fields(parser)
    configure_opening(parser)


def _edit(context: Context, given: Namespace) -> int:
    stream = find_stream(context.book, given.stream)
    fields = fields_of(context, given)
    if given.name is not None:
        fields["name"] = texts.name(given.name, "--name")
    opening = opening_of(context, given, stream.opening, _asset(fields, stream.build_asset))
    if opening is not None:
        fields["opening"] = opening
    if not fields:
        raise AskedWrong(f"nothing to change is said: lev {EDIT.usage}")
    refuse_ended_without_day({"ended": stream.ended, **fields})
    edit = _recorded(context, change_stream(context.book, stream.id, "", **fields), stream)
    context.save(edit)
    done = f"{clean(stream.name)} is that already" if edit.is_nothing else edit.sentence
    context.output.line(f"{done}{_before(context, opening)}")
    return 0


def _recorded(context: Context, edit: Edit, stream: Stream) -> Edit:
    """The edit, with a record where it restates history: your hour is what is sold, or is not any more."""
    book, memory = context.book, Memory()
    before = figures(book, context.today, memory)
    after = figures(apply(book, edit), context.today, memory)
    recorded = restate_sold(edit, datetime.now(UTC), before.book.gauge.raw, after.book.gauge.raw)
    doubt = sold_doubt(before.streams[stream.id]) if stream.time_sold and recorded is not edit else None
    if doubt:
        context.output.say(f"{clean(stream.name)}: {doubt}")
    return recorded


def _asset(fields: dict[str, object], usual: Asset) -> Asset:
    said = fields.get("build_asset")
    return said if isinstance(said, Asset) else usual


def _before(context: Context, opening: Opening | None) -> str:
    return "" if opening is None else f"; {answer(opening, context.book.settings.base_currency)}"


ADD = Command(
    usage="stream add NAME [--id ID] [--time-sold] [--currency CUR] [--started DATE] [--status S] ...",
    about="Add an income stream. --time-sold where your own hour is what is sold: a job, consulting.",
    configure=_configure_add,
    run=_add,
    examples=(
        "lev stream add WordPress consulting --id consulting --time-sold",
        "lev stream add 'Diary course' --status building --currency EUR",
        "lev stream add Book --opening-net 4200 --opening-hours 60 --opening-build 300 "
        "--opening-build-date 2025-03-01",
    ),
)
EDIT = Command(
    usage="stream edit ID [--name NAME] [--time-sold | --no-time-sold] [--currency CUR] [--status S] ...",
    about="Change a stream. Its id never changes. `none` clears a date, an aim or an opening balance.",
    configure=_configure_edit,
    run=_edit,
    examples=("lev stream edit course --status live --target 2:30", "lev stream edit course --ended none"),
)
