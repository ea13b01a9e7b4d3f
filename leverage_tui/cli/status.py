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
from leverage_tui.domain.calendar import days_of, week_start
from leverage_tui.domain.glance import StreamGlance
from leverage_tui.domain.text import clean
from leverage_tui.domain.timing import told


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON: minutes, percent, money in major units")
    parser.add_argument(
        "--format", metavar="TEMPLATE",
        help="names in braces: {today} {week} own hours, {gauge} in percent with the building counted, {running} "
        "without it, {state} its band or why it may not be believed, {rate} per own hour, {stream.ID.today} "
        "{stream.ID.week} {stream.ID.gauge} {stream.ID.rate} of one stream, {timer} the running timer; {{ is a brace",
    )  # fmt: skip


class _Status:
    """What can be said, put into words when it is asked for."""

    def __init__(self, context: Context) -> None:
        self._hours = context.hours
        self.today = context.today
        self.week = days_of(week_start(self.today, context.config.first_weekday))
        self.glance = context.kept_glance() or context.glance()

    def minutes(self, of: tuple[int, ...], *, week: bool) -> int:
        """Of these own minutes, those of today or of this week."""
        return self.glance.total(of, self.week if week else (self.today,))

    def timer(self) -> str:
        """The running timer in a few words."""
        timer = self.glance.timer
        return told(timer.name, timer.work, timer.started, datetime.now(UTC)) if timer else ""

    def fields(self) -> dict[str, Callable[[], str]]:
        """What a template may name."""
        shown = self.glance.shown
        found: dict[str, Callable[[], str]] = {
            **self._minutes_fields("", self.glance.minutes),
            "gauge": lambda: gauge.number(shown),
            "running": lambda: gauge.running(shown),
            "state": lambda: gauge.state(shown),
            "rate": lambda: gauge.rate(shown),
            "timer": self.timer,
        }
        for stream in self.glance.streams:
            prefix = f"stream.{stream.id}."
            found |= self._minutes_fields(prefix, stream.minutes)
            found[f"{prefix}gauge"] = partial(_stream_gauge, stream)
            found[f"{prefix}rate"] = partial(_stream_rate, stream, shown.currency)
        return found

    def _minutes_fields(self, prefix: str, minutes: tuple[int, ...]) -> dict[str, Callable[[], str]]:
        return {
            f"{prefix}today": lambda: self._hours(self.minutes(minutes, week=False)),
            f"{prefix}week": lambda: self._hours(self.minutes(minutes, week=True)),
        }

    def line(self) -> str:
        """Today, the gauge, running and the rate."""
        shown, timer = self.glance.shown, self.timer()
        today = self._hours(self.minutes(self.glance.minutes, week=False))
        return (
            f"{today} today · {gauge.line(shown)} · {gauge.running_share(shown)} running · {gauge.rate(shown)}"
            f"{' · ⏱ ' + timer if timer else ''}"
        )

    def json(self) -> dict[str, object]:
        """All of it, unrounded; None for what is not known."""
        shown, timer = self.glance.shown, self.glance.timer
        return {
            "as_of": self.today.isoformat(),
            "today_minutes": self.minutes(self.glance.minutes, week=False),
            "week_minutes": self.minutes(self.glance.minutes, week=True),
            "gauge": shown.value,
            "gauge_display": shown.display,
            "gauge_running": shown.running,
            "state": shown.state,
            "band": None if shown.value is None else words.band(shown.value),
            "effective_hourly_rate": shown.rate,
            "expected_net": shown.expected,
            "timer": timer and {"stream": timer.stream, "work": timer.work, "started": timer.started},
            "base_currency": shown.currency,
            "streams": [self._stream(stream) for stream in self.glance.streams],
        }

    def _stream(self, stream: StreamGlance) -> dict[str, object]:
        return {
            "id": stream.id,
            "name": stream.name,
            "today_minutes": self.minutes(stream.minutes, week=False),
            "week_minutes": self.minutes(stream.minutes, week=True),
            "gauge": stream.gauge,
            "effective_hourly_rate": stream.rate,
        }


def _stream_gauge(stream: StreamGlance) -> str:
    if stream.credited is None:
        return words.DASH
    if stream.gauge is None or stream.credited < 0:
        return "drag" if stream.credited < 0 else words.DASH
    return ("≈" if stream.expected else "") + words.percent(stream.gauge)


def _stream_rate(stream: StreamGlance, currency: str) -> str:
    if stream.rate is None:
        return words.DASH
    return ("≈" if stream.expected else "") + words.rate(stream.rate, currency)


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
