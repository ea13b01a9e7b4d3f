"""``lev status``: one line for a prompt or tmux."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from leverage_tui.cli import gauge
from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.cli.template import filled
from leverage_tui.domain import words
from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import days_of, monday, week_start
from leverage_tui.domain.metrics import Figures, StreamFigures, figures
from leverage_tui.domain.model import OWN_WORK
from leverage_tui.domain.text import clean
from leverage_tui.domain.timing import in_words


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON: minutes, percent, money in major units")
    parser.add_argument(
        "--format", metavar="TEMPLATE",
        help="names in braces: {today} {week} own hours, {gauge} in percent with the building counted, {running} "
        "without it, {state} its band or why it may not be believed, {rate} per own hour, {stream.ID.today} "
        "{stream.ID.week} {stream.ID.gauge} {stream.ID.rate} of one stream, {timer} the running timer; {{ is a brace",
    )  # fmt: skip


class _Status:
    """What can be said, worked out when it is asked for."""

    def __init__(self, context: Context) -> None:
        self._hours = context.hours
        self.book: Book = context.book
        self.today = context.today
        self.figures: Figures = figures(self.book, self.today)
        self.week = days_of(week_start(self.today, context.config.first_weekday))

    def minutes(self, stream: str, *, week: bool) -> int:
        """Own minutes in a stream, today or this week."""
        days = self.week if week else (self.today,)
        ledger = self.book.ledger(stream)
        return sum(
            entry.minutes
            for start in sorted({monday(day) for day in days})
            for entry in ledger.hours.get(start, ())
            if entry.date in days and entry.work in OWN_WORK
        )

    def all_minutes(self, *, week: bool) -> int:
        """Own minutes in all streams."""
        return sum(self.minutes(stream, week=week) for stream in self.book.ledgers)

    def fields(self) -> dict[str, Callable[[], str]]:
        """What a template may name."""
        found: dict[str, Callable[[], str]] = {
            "today": lambda: self._hours(self.all_minutes(week=False)),
            "week": lambda: self._hours(self.all_minutes(week=True)),
            "gauge": lambda: gauge.number(self.figures),
            "running": lambda: gauge.running(self.figures),
            "state": lambda: gauge.state(self.figures),
            "rate": lambda: gauge.rate(self.figures),
            "timer": lambda: in_words(self.book, datetime.now(UTC)),
        }
        for stream in self.book.streams:
            for name, field in self._stream_fields(stream).items():
                found[f"stream.{stream}.{name}"] = field
        return found

    def _stream_fields(self, stream: str) -> dict[str, Callable[[], str]]:
        return {
            "today": lambda: self._hours(self.minutes(stream, week=False)),
            "week": lambda: self._hours(self.minutes(stream, week=True)),
            "gauge": partial(_stream_gauge, self.figures.streams.get(stream)),
            "rate": partial(_stream_rate, self.figures.streams.get(stream), self.figures.base_currency),
        }

    def line(self) -> str:
        """Today, the gauge, running and the rate."""
        found = self.fields()
        timer = found["timer"]()
        return (
            f"{found['today']()} today · {gauge.sentence(self.figures)} · "
            f"{gauge.running_share(self.figures)} running · {found['rate']()}{' · ⏱ ' + timer if timer else ''}"
        )

    def json(self) -> dict[str, object]:
        """All of it, unrounded; None for what is not known."""
        book = self.figures.book
        return {
            "as_of": self.today.isoformat(),
            "today_minutes": self.all_minutes(week=False),
            "week_minutes": self.all_minutes(week=True),
            "gauge": book.gauge.value,
            "gauge_display": book.gauge.display,
            "gauge_running": book.gauge_running.value,
            "state": book.gauge.state,
            "band": None if book.gauge.value is None else words.band(book.gauge.value),
            "effective_hourly_rate": book.effective_hourly_rate,
            "expected_net": book.expected_net,
            "timer": self._timer(),
            "base_currency": self.figures.base_currency,
            "streams": [self._stream(stream) for stream in self.book.streams],
        }

    def _timer(self) -> dict[str, object] | None:
        timer = self.book.timer
        if timer is None:
            return None
        return {"stream": timer.stream, "work": timer.work, "started": timer.started}

    def _stream(self, stream: str) -> dict[str, object]:
        shown = self.figures.streams.get(stream)
        return {
            "id": stream,
            "name": self.book.streams[stream].name,
            "today_minutes": self.minutes(stream, week=False),
            "week_minutes": self.minutes(stream, week=True),
            "gauge": shown.gauge.gauge if shown and shown.gauge else None,
            "effective_hourly_rate": shown.effective_hourly_rate if shown else None,
        }


def _stream_gauge(shown: StreamFigures | None) -> str:
    if shown is None or shown.gauge is None:
        return words.DASH
    if shown.gauge.gauge is None or shown.gauge.credited < 0:
        return "drag" if shown.gauge.credited < 0 else words.DASH
    return ("≈" if shown.expected_net else "") + words.percent(shown.gauge.gauge)


def _stream_rate(shown: StreamFigures | None, currency: str) -> str:
    if shown is None or shown.effective_hourly_rate is None:
        return words.DASH
    return ("≈" if shown.expected_net else "") + words.rate(shown.effective_hourly_rate, currency)


def _run(context: Context, given: Namespace) -> int:
    if given.json and given.format is not None:
        raise AskedWrong("--json or --format, not both")
    status = _Status(context)
    if given.json:
        context.output.json(status.json())
    elif given.format is not None:
        context.output.line(clean(filled(given.format, status.fields()), 1000))
    else:
        context.output.line(status.line())
    return 0


STATUS = Command(
    usage="status [--json | --format TEMPLATE]",
    about="One line: today's own hours, the gauge, running (the gauge without the building), and the rate of an "
    "own hour in the weeks that the gauge looks at. ≈ marks income that is expected and not entered yet.",
    configure=_configure,
    run=_run,
    examples=("lev status", "lev status --format '{today} {gauge}%'", "lev status --format '{stream.care.week}'"),
)
