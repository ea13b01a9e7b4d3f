"""What waits, each with what answers it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from leverage_tui.domain.waiting import Waiting
from leverage_tui.tui.flows import flow
from leverage_tui.tui.flows.money import money_of
from leverage_tui.tui.flows.streams import edit_stream_of

if TYPE_CHECKING:
    from leverage_tui.tui.screens.main import MainScreen


@flow
async def waiting(screen: MainScreen) -> None:
    """What waits, each line with what answers it."""
    from leverage_tui.tui.screens.listing import Choices

    if not screen.waits:
        screen.say("nothing waits", "plain")
        return
    waits, today = screen.waits, screen.session.view.today
    choices = [(str(place), Content(_since(item, today))) for place, item in enumerate(waits)]
    chosen = await screen.app.push_screen_wait(Choices("What waits", choices, "Enter answers it · Esc leaves it"))
    if chosen is None:
        return
    item = waits[int(chosen)]
    if item.stream is not None:
        of_stream = {"money": money_of, "edit_stream": edit_stream_of}[item.action]
        screen.call_later(of_stream, screen, item.stream)
    else:
        screen.call_later(screen.perform, item.action)


def _since(item: Waiting, today: date) -> str:
    """The sentence, and for how long it has been so."""
    if item.since is None:
        return item.sentence
    import pendulum

    then, now = (pendulum.date(day.year, day.month, day.day) for day in (item.since, today))
    return f"{item.sentence} ({then.diff_for_humans(now, absolute=True)})"
