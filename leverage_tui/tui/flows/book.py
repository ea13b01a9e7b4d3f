"""What is asked of the whole book: its rate and goal, a copy, the way in and out."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from leverage_tui.domain import words
from leverage_tui.domain.edits.settings import restate_baseline, set_setting
from leverage_tui.domain.quantities.currency import exponent
from leverage_tui.domain.quantities.money import parse_money, plain_money
from leverage_tui.store.paths import short
from leverage_tui.tui.ending import EndingApp
from leverage_tui.tui.flows import flow

if TYPE_CHECKING:
    from leverage_tui.tui.screens.main import MainScreen


@flow
async def baseline(screen: MainScreen) -> None:
    """The baseline rate: the measured one is offered, the gauge it would make is shown before it is agreed; a change
    restates history and is recorded."""
    from leverage_tui.tui.screens.prompt import Prompt, says_rate

    view, decimal = screen.session.view, screen.session.config.decimal or None
    currency, measured = view.figures.base_currency, view.figures.book.measured_time_sold_rate
    offered = view.book.settings.baseline_rate
    if offered is None and measured is not None:
        offered = int(measured * 10 ** exponent(currency))

    def gauge_at(minor: int | None) -> float | None:
        edit = set_setting(screen.session.view.book, "baseline_rate", minor)
        return screen.session.preview(edit).book.gauge.raw

    def effect(minor: int | None) -> str:
        old = view.figures.book.gauge.raw
        return f"the gauge: {words.percent(old)} → {words.percent(gauge_at(minor))}"

    text = await screen.app.push_screen_wait(
        Prompt(
            "Your hour",
            f"an hour, {currency}",
            plain_money(offered, currency) if offered else "",
            says_rate(currency, decimal, effect),
            detail=_measured(measured, currency),
        )
    )
    if text is None:
        return
    minor = parse_money(text, currency, decimal).minor if text else None
    old, new = screen.session.view.figures.book.gauge.raw, gauge_at(minor)
    screen.do(restate_baseline(screen.session.view.book, minor, datetime.now(UTC), old, new))


def _measured(measured: float | None, currency: str) -> str:
    question = "What would you charge for an hour?"
    if measured is None:
        return f"{question} Every figure compares your hours with it. A new rate restates history, and is recorded."
    earned = words.money(measured, currency, cents=True)
    return f"{question} Your sold hours earned {earned} so far. A new rate restates history, and is recorded."


@flow
async def goal(screen: MainScreen) -> None:
    """The goal of the gauge."""
    from leverage_tui.tui.screens.prompt import Prompt, says_goal

    book = screen.session.view.book
    old = "" if book.settings.gauge_goal is None else str(book.settings.gauge_goal)
    text = await screen.app.push_screen_wait(
        Prompt("Goal", "leveraged share", old, says_goal, detail="What you aim for, 0 to 99. Empty is no goal.")
    )
    if text is not None:
        digits = text.removesuffix("%").strip()
        screen.do(set_setting(book, "gauge_goal", int(digits) if digits else None))


@flow
async def arithmetic(screen: MainScreen) -> None:
    """The gauge opened to its arithmetic."""
    from leverage_tui.domain.arithmetic import gauge_arithmetic
    from leverage_tui.tui.screens.listing import Words

    await screen.app.push_screen_wait(
        Words("How the gauge is computed", gauge_arithmetic(screen.session.view.figures))
    )


@flow
async def help(screen: MainScreen) -> None:
    """Keys, words, and how the gauge is computed."""
    from leverage_tui.tui.screens.help import HelpScreen

    await screen.app.push_screen_wait(HelpScreen())


@flow
async def save_copy(screen: MainScreen) -> None:
    """Everything, unsaved edits included, to another file."""
    from leverage_tui.tui.flows.saving import copied

    path = await copied(screen.app, screen.session.funnel)
    if path is not None:
        screen.say(f"a copy is in {short(path)}")


@flow
async def first_run(screen: MainScreen) -> None:
    """The guided start of an empty book."""
    from leverage_tui.tui.screens.first_run import FirstRun

    view = screen.session.view
    done = await screen.app.push_screen_wait(
        FirstRun(view.book, view.today, view.book.settings.base_currency, screen.session.config.decimal or None)
    )
    if done is None:
        return
    if done.demo:
        screen.app.exit("demo")
    elif done.edit is not None:
        screen.do(done.edit)


@flow
async def quit(screen: MainScreen) -> None:
    """Leave when everything is on disk; if it cannot be written, say so and ask."""
    from leverage_tui.tui.screens.prompt import Confirm

    # The cell that was just left becomes an edit first: its message is before this one in the queue.
    handled = asyncio.Event()
    screen.call_next(handled.set)
    await handled.wait()
    drafts = screen.timesheet.drafts.values()
    if drafts and not screen.session.keeps_drafts:
        detail = f"{', '.join(drafts)}: not entered, because it could not be read. It is forgotten when you leave."
        if not await screen.app.push_screen_wait(Confirm("Leave a cell unentered?", detail, "leave")):
            return
    from leverage_tui.tui.flows.saving import may_leave

    app = screen.app
    assert isinstance(app, EndingApp)
    if await may_leave(app, screen.session.funnel):
        app.exit()
    else:
        screen.show_header()
