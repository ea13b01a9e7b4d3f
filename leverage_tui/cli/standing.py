"""``lev standing add`` and ``lev standing change``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from leverage_tui.cli import gauge, reading
from leverage_tui.cli.choosing import find_stream
from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.cli.standing_choosing import find_standing
from leverage_tui.cli.standing_fields import configure_fields, fields_of
from leverage_tui.domain.edits.core import Edit
from leverage_tui.domain.edits.standing import add_standing, change_from
from leverage_tui.domain.metrics import figures
from leverage_tui.domain.model import Per, Source, Standing
from leverage_tui.domain.standing import amounts_in_words, is_over, life_in_words
from leverage_tui.domain.text import clean

_HOURS_A_WEEK = 168
_WEEKS = {Per.WEEK: 1, Per.MONTH: 31 / 7, Per.YEAR: 366 / 7}


def _configure_add(parser: ArgumentParser) -> None:
    parser.add_argument("stream", metavar="STREAM", help="its id, or an unmistakable part of its name")
    parser.add_argument("name", metavar="NAME", nargs="+", help="whose hours, or what it is, up to 80 characters")
    parser.add_argument("--per", metavar="P", required=True, help="week, month or year: what the amounts are for")
    parser.add_argument("--from", metavar="DATE", dest="begins", help="its first day (default: today)")
    configure_fields(parser)


def _add(context: Context, given: Namespace) -> int:
    book = context.book
    stream, name = find_stream(book, given.stream), clean(reading.one_line(given.name), 2 * 80)
    fields = fields_of(context, given, stream.currency)
    begins = reading.day(context, given.begins, "--from") if given.begins is not None else context.today
    there = [
        entry for entry in book.ledger(stream.id).standing
        if clean(entry.name).casefold() == name.casefold() and not is_over(book, entry, begins)
    ]  # fmt: skip
    _save(context, add_standing(book, stream.id, name, begins=begins, **fields))
    for entry in there:
        words = f"{amounts_in_words(entry)}, {life_in_words(book, entry, context.today)}"
        context.output.say(f"{clean(entry.name)} was there already ({words}): both count")
    return 0


def _configure_change(parser: ArgumentParser) -> None:
    parser.add_argument("entry", metavar="ID", help="its number, or an unmistakable part of its name")
    parser.add_argument(
        "--from", metavar="DATE", dest="begins", required=True,
        help="the first day of the change; on the entry's own first day it is a correction",
    )  # fmt: skip
    parser.add_argument("--name", metavar="NAME", help="another name, up to 80 characters")
    parser.add_argument("--per", metavar="P", help="week, month or year: what the amounts are for")
    configure_fields(parser)


def _change(context: Context, given: Namespace) -> int:
    book, day = context.book, reading.day(context, given.begins, "--from")
    entry = find_standing(book, given.entry, context.today, day)
    fields = fields_of(context, given, entry.currency, entry)
    if given.name is not None:
        fields["name"] = clean(given.name, 2 * 80)
    if not fields:
        raise AskedWrong(f"nothing to change is said: lev {CHANGE.usage}")
    edit = change_from(book, entry, day, **fields)
    if edit.is_nothing:
        context.output.line(edit.sentence)
    else:
        _save(context, edit)
    return 0


def _save(context: Context, edit: Edit) -> None:
    """Save, answer, and say what about the new entry should be known."""
    book = context.save(edit)
    context.output.line(f"{edit.sentence}; {gauge.sentence(figures(book, context.today))}")
    entry = next(change.after for change in reversed(edit.changes) if isinstance(change.after, Standing))
    if entry.begins > context.today:
        context.output.say("that is after today: it counts from that day on")
    if entry.minutes and entry.minutes / 60 > _HOURS_A_WEEK * _WEEKS[entry.per]:
        context.output.say(f"that is more hours than one {entry.per.value} has: is that right?")
    if entry.source is Source.PEOPLE and entry.minutes and entry.cost is None:
        context.output.say("pay unknown: say it with --cost; until then these hours count as unpaid")
    if entry.currency != book.settings.base_currency and entry.currency not in book.rates:
        context.output.say(
            f"no exchange rate for {entry.currency} yet: until there is one, its amounts count in no total"
        )


_FIELDS = (
    "[--source people|process|automation|capital|platform] [--hours H] [--cost A] [--gross A] [--refunds A] "
    "[--platform-fees A] [--processing-fees A] [--variable A] [--fixed A] [--units N] [--capital A] "
    "[--currency CUR] [--until DATE] [--note T]"
)
ADD = Command(
    usage=f"standing add STREAM NAME --per week|month|year [--from DATE] {_FIELDS}",
    about="Add what goes on without being logged: a helper's hours with their pay, an automation, a better "
    "process, a subscription sold, a tool's bill, capital. Hours and amounts are for one calendar week, month or "
    "year and count evenly by day; amounts are in major units, net of VAT, never negative.",
    configure=_configure_add,
    run=_add,
    examples=(
        "lev standing add care Ana --source people --per week --hours 10 --cost 120",
        "lev standing add care Subscriptions --per month --gross 900 --processing-fees 27 --units 30",
        "lev standing add consulting Invoice tool --per month --fixed 39 --from 2026-07-01",
        "lev standing add fund 'World index' --source capital --capital 20000 --per year --gross 400",
    ),
)
CHANGE = Command(
    usage=f"standing change ID|NAME --from DATE [--name NAME] [--per week|month|year] {_FIELDS}",
    about="A new price or pay from a day on: the entry ends the day before and a new one begins, so the past stays "
    "as it was. On the entry's own first day it is corrected instead. `none` clears a field.",
    configure=_configure_change,
    run=_change,
    examples=(
        "lev standing change Ana --from 2026-10-01 --cost 150",
        "lev standing change Subscriptions --from 2027-01-01 --gross 1080 --units 36",
    ),
)
