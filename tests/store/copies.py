"""Random copies of a book as tables, for the laws of merging."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from leverage_tui.domain.identity import natural_id
from leverage_tui.store.layout import Tables
from leverage_tui.store.registers import grave, grave_number

WORDS = ("care", "course")
NAMES = (
    *("hours", "hours", "money", "standing", "streams", "streams", "settings", "rates", "closed", "timer"),
    *("notes", "deleted"),
)
WEEKS = ("2026-03-02", "2026-03-09")
moments = st.integers(1, 6)
stamps = st.one_of(
    st.builds(lambda ms, device: f"{ms:012x}-0000-{device}", moments, st.sampled_from(("a1b2", "c3d4"))),
    st.sampled_from(("", "later", "000000000003-0000-0000")),
)
words = st.sampled_from(WORDS)
EXTRAS: tuple[dict[str, Any], ...] = ({}, {}, {"tag": 1}, {"tag": True}, {"tag": 1.0}, {"tag": {"deep": [1, None]}})
extras = st.sampled_from(EXTRAS)
facts = st.integers(1, 4)


def _stamped(raw: dict[str, Any], at: str, extra: dict[str, Any]) -> dict[str, Any]:
    return {**raw, **extra, **({"at": at} if at else {})}


def _number(table: str, key: tuple[str | int, ...], foreign: int) -> int:
    """The number of the key's own document, else one that another program gave."""
    return foreign or natural_id(table, *key)


@st.composite
def documents(draw: st.DrawFn, *, foreign: bool) -> tuple[str, int, dict[str, Any]]:
    """One document. With `foreign` its number may be another than its natural key's."""
    given = draw(st.integers(0, 2)) if foreign else 0
    table = draw(st.sampled_from(NAMES))
    word, week, value = draw(words), draw(st.sampled_from(WEEKS)), draw(st.integers(0, 2))
    match table:
        case "hours":
            raw = {"stream": word, "date": week, "work": "deliver", "minutes": value}
            number = draw(facts)
        case "money":
            raw, number = {"stream": word, "date": week, "gross": value}, draw(facts)
        case "standing":
            raw, number = {"stream": word, "name": "host", "from": week, "per": "month", "cost": value}, draw(facts)
        case "streams":
            raw = {"id": word, "name": f"{word} {value}", "status": "live"}
            number = _number(table, (word,), given)
        case "settings":
            raw, number = {"key": word, "value": value}, _number(table, (word,), given)
        case "rates":
            raw = {"currency": "EUR", "date": week, "rate": str(value + 1)}
            number = _number(table, ("EUR", week), given)
        case "closed":
            raw, number = {"stream": word, "week": week}, _number(table, (word, week), given)
        case "timer":
            raw = {"stream": word, "work": "deliver", "started": f"{week}T10:00:00Z"}
            number = _number(table, (1,), given)
        case "deleted":
            raw, number = {"table": 7, "doc": value}, draw(facts)
        case _:
            raw, number = {"what": value}, draw(facts)
    return table, number, _stamped(raw, draw(stamps), draw(extras))


@st.composite
def copies(draw: st.DrawFn, *, foreign: bool = False, most: int = 12) -> Tables:
    """A file as a machine, another program, or a careless hand may leave it."""
    tables: Tables = {}
    for table, number, raw in draw(st.lists(documents(foreign=foreign), max_size=most)):
        tables.setdefault(table, {})[number] = raw
    for table, number, _ in draw(st.lists(documents(foreign=foreign), max_size=5)):
        raw = {**grave((table, number), draw(stamps)), **draw(extras)}
        place = grave_number((table, number)) if draw(st.integers(0, 4)) else 90 + draw(facts)
        tables.setdefault("deleted", {})[place] = raw
    if draw(st.booleans()):
        tables.setdefault("empty", {})
    return tables
