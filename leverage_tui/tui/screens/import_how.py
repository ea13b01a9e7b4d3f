"""What is said of a file when it is to be read another way: each answer is asked for in its own dialog."""

from __future__ import annotations

from dataclasses import replace

from textual.app import App

from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.hours import parse_hours
from leverage_tui.interchange.opening import How, Opened
from leverage_tui.interchange.registry import FORMATS
from leverage_tui.tui.screens.import_lines import Hours
from leverage_tui.tui.screens.import_words import counted
from leverage_tui.tui.screens.picklist import Option
from leverage_tui.tui.screens.prompt import Choice, Prompt, Read
from leverage_tui.tui.screens.reading import Said


async def asked_again(app: App[object], what: str, opened: Opened, hours: Hours) -> How:
    """How the file is to be read once the line `what` was taken; as before where the dialog is left."""
    how = opened.how
    if what == "dates":
        return replace(how, dates="mdy" if how.dates == "dmy" else "dmy")
    if what == "decimal":
        return replace(how, decimal="," if how.decimal == "." else ".")
    if what == "all_day":
        return await _all_day(app, opened, hours)
    order = sorted(FORMATS, key=lambda one: one.name != opened.format)
    formats = [Option(one.name, one.title) for one in order]
    chosen = await app.push_screen_wait(Choice("Read the file as", "", formats))
    return replace(how, format=chosen) if chosen else how


async def _all_day(app: App[object], opened: Opened, hours: Hours) -> How:
    said = opened.how.all_day
    events = counted(opened.reading.all_day, "event")
    take = "takes whole days and says" if opened.reading.all_day == 1 else "take whole days and say"
    typed = await app.push_screen_wait(Prompt(
        "All-day events", "Hours a day", "" if said is None else hours(said), says_all_day(hours),
        detail=f"{events} {take} no hours. Each of these days, up to today, counts as long as you say here.",
    ))  # fmt: skip
    return opened.how if typed is None else replace(opened.how, all_day=parse_hours(typed) or None)


def says_all_day(hours: Hours) -> Read:
    """How the hours of such a day are read."""

    def says(text: str) -> Said:
        try:
            minutes = parse_hours(text)
        except Unreadable as error:
            return Said(str(error), "wrong")
        return Said(f"{hours(minutes)} for each of their days", "read") if minutes else Said("they are left out")

    return says
