"""A new income stream, or the change of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.check import checked
from leverage_tui.domain.edits.core import Edit
from leverage_tui.domain.edits.streams import add_stream, change_stream
from leverage_tui.domain.model import Asset, BuildBlock, Opening, Status, Stream
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.quantities.texts import read_name, read_note
from leverage_tui.domain.text import clean
from leverage_tui.tui.screens.fields import ChoiceField, Line, TextField
from leverage_tui.tui.screens.form import Form
from leverage_tui.tui.screens.picklist import Option
from leverage_tui.tui.screens.reading import (
    HOURS_A_WEEK,
    LONGEST_SPAN,
    Decimal,
    Gather,
    Reading,
    Said,
    read_currency,
    read_day_of,
    read_net,
    read_span_of,
    show_amount,
    show_currency,
    show_day,
    show_hours,
    type_amount,
)

YES_NO = (Option("no", "no"), Option("yes", "yes"))
SOLD = {
    "yes": "yes: you are paid for your time; its price is no leverage",
    "no": "no: a product, a service others deliver, capital",
}
STATUS_WORDS = {
    Status.IDEA: "not begun",
    Status.BUILDING: "being made, nothing arrives yet",
    Status.LIVE: "it earns, or should",
    Status.PAUSED: "not shown unless it has hours; no figure changes",
    Status.ENDED: "over, from the day it ended",
}
ASSET_WORDS = {
    Asset.PRODUCT: "something made once, sold often",
    Asset.PROCESS: "a better way of working",
    Asset.AUTOMATION: "software that works for you",
}


class StreamForm(Form[Edit | None]):
    """A stream's fields; returns the edit that adds or changes it, None when left."""

    def __init__(self, book: Book, today: date, stream: Stream | None = None, decimal: Decimal = None) -> None:
        super().__init__()
        self._book, self._today, self._stream, self._decimal = book, today, stream, decimal
        self._shown = stream or Stream(doc_id=1, id="", name="", currency=book.settings.base_currency)

    def heading(self) -> str:
        """What is added or changed."""
        return "New income stream" if self._stream is None else f"{self._stream.name} · id {self._stream.id}"

    def folded(self) -> str:
        """What stands under the fold."""
        return "status, dates, target, note, before tracking (estimates)"

    def lines(self) -> Iterable[Line]:
        """Name, kind and currency; everything else under the fold."""
        shown, opening = self._shown, self._shown.opening
        base = self._book.settings.base_currency
        sold = "yes" if shown.time_sold else "no"
        yield Line("Name", TextField("name", shown.name, width=32))
        yield Line("Your hour sold?", ChoiceField("time_sold", YES_NO, sold))
        yield Line("Currency", TextField("currency", shown.currency, width=8))
        yield Line("Status", ChoiceField("status", _options(STATUS_WORDS), shown.status), folded=True)
        yield Line("Started", TextField("started", _iso(shown.started), width=14), folded=True)
        yield Line("Ended", TextField("ended", _iso(shown.ended), width=14), folded=True)
        yield Line("Build hours make", ChoiceField("asset", _options(ASSET_WORDS), shown.build_asset), folded=True)
        yield Line("Hours a week", TextField("target", _span(shown.target_minutes_per_week), width=14), folded=True)
        yield Line("Note", TextField("note", shown.note, width=32), folded=True)
        net = type_amount(opening.net or None, base)
        yield Line("Before: net", TextField("net", net, width=14), folded=True)
        yield Line("Before: run", TextField("run", _span(opening.run_minutes or None), width=14), folded=True)
        block = opening.build[0] if len(opening.build) == 1 else None
        yield Line(
            "Before: build",
            TextField("build", _span(block.minutes if block else None), width=14),
            TextField("build_day", _iso(block.date if block else None), width=14),
            between="on",
            folded=True,
        )

    def read(self, typed: Mapping[str, str]) -> Reading[Edit | None]:
        """The fields, and the edit they make."""
        gather = Gather(typed)
        fields = self._read_fields(gather)
        fields["opening"] = self._read_opening(gather)

        def make() -> Edit:
            name = fields.pop("name")
            if self._stream is None:
                made = add_stream(self._book, str(name), **fields)
            else:
                made = change_stream(self._book, self._stream.id, "", name=name, **fields)
            checked(self._book, made)
            return made

        return Reading(gather.said, make)

    def _read_fields(self, gather: Gather) -> dict[str, object]:
        typed, day = gather.typed, read_day_of(self._today)
        sold, status, asset = typed["time_sold"], Status(typed["status"]), Asset(typed["asset"])
        base = self._book.settings.base_currency
        name = gather.take("name", read_name, lambda name: "", needed="a stream needs a name")
        self._look_for_namesake(gather, name)
        gather.said["time_sold"] = Said(SOLD[sold])
        currency = gather.take("currency", read_currency, show_currency, hint=f"empty: {base}")
        if currency and currency != base and currency not in self._book.rates:
            gather.add("currency", f"counts once a rate to {base} is known")
        gather.said["status"] = Said(STATUS_WORDS[status])
        started = gather.take("started", day, show_day, hint="empty: from its first entry on")
        ended = gather.take("ended", day, show_day, hint="empty: it goes on")
        _judge_dates(gather, status, started, ended)
        gather.said["asset"] = Said(ASSET_WORDS[asset])
        target = gather.take("target", read_span_of(HOURS_A_WEEK), show_hours, hint="empty: no target")
        note = gather.take("note", read_note, lambda note: "")
        return {
            "name": name, "time_sold": sold == "yes", "currency": currency or base, "status": status,
            "started": started, "ended": ended, "build_asset": asset, "target_minutes_per_week": target,
            "note": note or "",
        }  # fmt: skip

    def _look_for_namesake(self, gather: Gather, name: str | None) -> None:
        own = self._stream.id if self._stream else None
        for stream in self._book.streams.values():
            if name and stream.id != own and clean(stream.name).casefold() == name.casefold():
                gather.stop("name", "there is a stream of that name already: give this one another")

    def _read_opening(self, gather: Gather) -> Opening:
        before, base = self._shown.opening, self._book.settings.base_currency
        length, hours = read_span_of(LONGEST_SPAN), _estimated(show_hours)
        net = gather.take(
            "net", read_net(base, self._decimal), _estimated(show_amount(base)),
            hint=f"an estimate: what it kept, in {base}",
        )  # fmt: skip
        run = gather.take("run", length, hours, hint="an estimate: hours running it, not building")
        build = gather.take("build", length, hours, hint="an estimate: hours spent making it")
        day = gather.take("build_day", read_day_of(self._today), show_day)
        opening = before._replace(net=net or 0, run_minutes=run or 0)
        if build is None:
            if day is not None:
                gather.stop("build", "how many hours were built then?")
            elif len(before.build) > 1 and not gather.said["build"].stops:
                total = format_hours(sum(block.minutes for block in before.build))
                gather.said["build"] = Said(
                    f"{len(before.build)} blocks, {total} h: kept unless typed over; an estimate"
                )
            return opening if len(before.build) > 1 else opening._replace(build=())
        if day is None:
            if not gather.said["build_day"].stops:
                gather.said["build_day"] = Said("on which day, roughly? Say when most of it was made", "missing")
            return opening
        asset = before.build[0].asset if len(before.build) == 1 else Asset(gather.typed["asset"])
        return opening._replace(build=(BuildBlock(day, build, asset),) if build else ())


def _judge_dates(gather: Gather, status: Status, started: date | None, ended: date | None) -> None:
    if started and ended and ended < started:
        gather.stop("ended", f"it cannot end before it starts ({show_day(started)})")
    elif status is Status.ENDED and ended is None and not gather.said["ended"].stops:
        gather.said["ended"] = Said("when did it end? today, or a day", "missing")
    elif ended and status is not Status.ENDED:
        gather.add("ended", "counts as over from then on, whatever its status")


def _estimated(show: Callable[[int], str]) -> Callable[[int], str]:
    return lambda value: f"{show(value)}, an estimate"


def _options(words: Mapping[Status, str] | Mapping[Asset, str]) -> list[Option]:
    return [Option(word.value, word.value) for word in words]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _span(minutes: int | None) -> str:
    return "" if minutes is None else format_hours(minutes)
