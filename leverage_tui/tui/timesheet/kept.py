"""What this machine remembers of the timesheet between two runs, as JSON and back: how its rows are arranged, and the
texts that were not entered. What cannot be read any more is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from leverage_tui.domain.model import Asset, Work
from leverage_tui.domain.text import clean
from leverage_tui.domain.timesheet import Row
from leverage_tui.domain.timesheet_layout import PLAIN, Key, Layout
from leverage_tui.tui.timesheet.text_line import LONGEST

Drafts = Mapping[tuple[Key, date], str]


def layout_out(layout: Layout) -> dict[str, Any] | None:
    """A layout to remember; None where nothing is arranged."""
    kept = {
        "hidden": sorted((key_out(key) for key in layout.hidden), key=repr),
        "folded": sorted(layout.folded),
        "order": [key_out(key) for key in layout.order],
    }
    return {name: value for name, value in kept.items() if value} or None


def layout_in(kept: object) -> Layout:
    """The layout that was remembered, the plain one where there is none."""
    if not isinstance(kept, dict):
        return PLAIN
    return Layout(
        hidden=frozenset(_keys_in(kept.get("hidden"))),
        folded=frozenset(each for each in _listed(kept.get("folded")) if isinstance(each, str)),
        order=tuple(dict.fromkeys(_keys_in(kept.get("order")))),
    )


def drafts_out(drafts: Drafts) -> list[dict[str, Any]] | None:
    """Texts to remember; None where there are none."""
    return [{**key_out(key), "date": day.isoformat(), "text": text} for (key, day), text in drafts.items()] or None


def drafts_in(kept: object) -> Drafts:
    """The texts that were remembered, by line and day."""
    found: dict[tuple[Key, date], str] = {}
    for each in _listed(kept):
        if not isinstance(each, dict):
            continue
        key, text = key_in(each), each.get("text")
        try:
            day = date.fromisoformat(str(each.get("date")))
        except ValueError:
            continue
        if key is not None and isinstance(text, str) and clean(text, LONGEST):
            found[key, day] = clean(text, LONGEST)
    return found


def key_out(key: Key) -> dict[str, Any]:
    """A line's key."""
    if isinstance(key, str):
        return {"stream": key}
    if isinstance(key, int):
        return {"standing": key}
    asset = key.asset.value if key.asset else None
    found = {"stream": key.stream, "work": key.work.value, "who": key.who, "asset": asset}
    return {name: value for name, value in found.items() if value is not None}


def key_in(kept: object) -> Key | None:
    """The key that was remembered; None where it cannot be read."""
    if not isinstance(kept, dict):
        return None
    standing, stream, who = kept.get("standing"), kept.get("stream"), kept.get("who")
    if type(standing) is int:
        return standing
    if not isinstance(stream, str) or not (who is None or isinstance(who, str)):
        return None
    if "work" not in kept:
        return stream
    try:
        asset = Asset(kept["asset"]) if kept.get("asset") is not None else None
        return Row(stream, Work(kept["work"]), who, asset)
    except (ValueError, TypeError):
        return None


def _keys_in(kept: object) -> Iterable[Key]:
    return (key for key in map(key_in, _listed(kept)) if key is not None)


def _listed(kept: object) -> list[Any]:
    return kept if isinstance(kept, list) else []
