"""A new row of the timesheet: which stream, which kind of work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from leverage_tui.domain.book import Book
from leverage_tui.domain.model import OTHER_WORK, Asset, Source, Work
from leverage_tui.domain.quantities.texts import read_name
from leverage_tui.domain.timesheet import Row, usual_work
from leverage_tui.tui.screens.fields import ChoiceField, Line, ListField, TextField
from leverage_tui.tui.screens.form import Form
from leverage_tui.tui.screens.frame import Key
from leverage_tui.tui.screens.picklist import Option
from leverage_tui.tui.screens.reading import Gather, Reading, Said
from leverage_tui.tui.screens.stream_form import ASSET_WORDS

WORK_WORDS = {
    Work.DELIVER: "the paid work itself",
    Work.BUILD: "making a product, a process or an automation",
    Work.SELL: "marketing, funnel, leads",
    Work.SUPPORT: "customers, refunds",
    Work.MANAGE: "people and systems",
    Work.ADMIN: "books, taxes, tools",
    Work.PEOPLE: "not yours: a helper's hours, with their pay",
    Work.AUTOMATION: "not yours: hours that software took off you",
    Work.PROCESS: "not yours: hours that a better way of working took off you",
}


class NewRow(Form[Row | None]):
    """Chooses a row; returns it, None when left. The book has a stream."""

    ACCEPT = "add"
    first = "work"

    def __init__(self, book: Book, stream: str) -> None:
        super().__init__()
        self._book = book
        self._stream = stream if stream in book.streams else next(iter(book.streams))

    def heading(self) -> str:
        """What the dialog is for; with one stream, its name."""
        return "New row" if len(self._book.streams) > 1 else f"New row · {self._book.streams[self._stream].name}"

    def keys(self) -> Sequence[Key]:
        """The keys."""
        return [("Enter", "next, add"), ("F10", "add"), ("↑↓ or letters", "choose"), ("Esc", "leave")]

    def lines(self) -> Iterable[Line]:
        """Stream, kind of work, and who or what where that matters."""
        stream = self._book.streams[self._stream]
        streams = [Option(found.id, found.name) for found in self._book.streams.values()]
        if len(streams) > 1:
            yield Line("Stream", ChoiceField("stream", streams, self._stream))
        kinds = [Option(work.value, work.value, words) for work, words in WORK_WORDS.items()]
        yield Line("Kind of work", ListField("work", kinds, usual_work(self._book, stream)))
        yield Line("Who", TextField("who", next(iter(helpers(self._book, self._stream)), ""), width=22))
        assets = [Option(asset.value, asset.value) for asset in ASSET_WORDS]
        yield Line("Makes", ChoiceField("asset", assets, stream.build_asset))

    def unneeded(self, typed: Mapping[str, str]) -> frozenset[str]:
        """Only people have names, only build hours make something."""
        work = Work(typed["work"])
        needed = {Work.PEOPLE: "who", Work.BUILD: "asset"}.get(work)
        return frozenset({"who", "asset"} - {needed})

    def read(self, typed: Mapping[str, str]) -> Reading[Row | None]:
        """The row."""
        gather, work, asset = Gather(typed), Work(typed["work"]), Asset(typed["asset"])
        stream = typed.get("stream", self._stream)
        if len(self._book.streams) > 1:
            gather.said["stream"] = Said("← → or type a part of its name")
        known = helpers(self._book, stream)
        who = gather.take("who", read_name, lambda name: _known_words(name, known), needed="whose hours? a name")
        gather.said["asset"] = Said(ASSET_WORDS[asset])
        whose = who if work is Work.PEOPLE else None
        row = Row(stream, work, who=whose, asset=asset if work is Work.BUILD else None)
        summary = "These hours are not yours: they stand apart from your own." if work in OTHER_WORK else ""
        return Reading(gather.said, lambda: row, summary)

    def changed(self, key: str) -> None:
        """Another stream builds something else and has other helpers."""
        if key == "stream":
            stream = self._book.streams[self.field("stream").value]
            if self.untouched("asset"):
                self.put("asset", stream.build_asset)
            if self.untouched("who"):
                self.put("who", next(iter(helpers(self._book, stream.id)), ""))


def helpers(book: Book, stream: str) -> tuple[str, ...]:
    """Who helped in the stream, the latest first."""
    ledger = book.ledger(stream)
    latest = {
        entry.who: entry.date
        for week in sorted(ledger.hours)
        for entry in ledger.hours[week]
        if entry.work is Work.PEOPLE and entry.who
    }
    latest |= {entry.name: entry.begins for entry in ledger.standing if entry.source is Source.PEOPLE}
    return tuple(sorted(latest, key=lambda name: latest[name], reverse=True))


def _known_words(name: str, known: tuple[str, ...]) -> str:
    if name in known:
        return "worked here before: paid as the last time"
    others = f"; so far {', '.join(known[:3])}" if known else ""
    return f"new here{others}"
