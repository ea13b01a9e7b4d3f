"""What a merge did to this machine's copy: what came, what stayed, what went, and where one version had to give way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from leverage_tui.domain.model import Deleted
from leverage_tui.store.layout import Key, Raw, encode
from leverage_tui.store.registers import NaturalKey, State, natural_key, stamp_in, understood
from leverage_tui.store.stamp import NO_DEVICE, OLDEST, parts

Tables = Mapping[str, Mapping[int, Raw]]
Seen = Mapping[str, tuple[int, int]]
Stands = Literal["here", "there", "both"]


@dataclass(frozen=True, slots=True)
class Loss:
    """A document of which both copies had their own version, and which of them `stands`. None: it was deleted."""

    key: Key
    here: Raw | None
    there: Raw | None
    stands: Stands
    """`both`: what was put together of the two, field by field."""
    here_at: str
    there_at: str
    """When each was written or deleted, as a stamp; empty where it is not known."""


@dataclass(frozen=True, slots=True)
class Report:
    """The documents that a merge concerns, by table and number, records of deletions left out."""

    taken: tuple[Key, ...]
    """What is here now that was not, or was otherwise."""
    kept: tuple[Key, ...]
    """What stands although the other copy says otherwise."""
    deleted: tuple[Key, ...]
    """What was here and is not any more."""
    brought_back: tuple[Key, ...]
    """What one copy had deleted and is there all the same: it was changed later, or something belongs to it."""
    losses: tuple[Loss, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether this machine's copy says what it said."""
        return not (self.taken or self.deleted)


def reported(ours: Tables, theirs: Tables, result: Tables, base: Tables | None = None) -> Report:
    """What merging `theirs` into `ours` did, when it gave `result`.

    A loss is named where neither side knew the other's version. With `base` that is where both changed it since;
    without one a side is taken to know a version when it holds anything that the same device wrote then or later,
    since copies are exchanged whole.
    """
    here, there = understood(ours), understood(theirs)
    taken, kept, deleted, brought_back = [], [], [], []
    for key in _keys(ours, theirs, result):
        mine, other, made = _at(ours, key), _at(theirs, key), _at(result, key)
        if made is None:
            if mine is not None:
                deleted.append(key)
            continue
        if not _says_the_same(made, mine):
            taken.append(key)
        elif not _says_the_same(other, mine) and _is_told(key, other, there):
            kept.append(key)
        if (mine is None and key in here.graves) or (other is None and key in there.graves):
            brought_back.append(key)
    losses = (
        *_losses(ours, theirs, result, here, there, understood(base) if base is not None else None),
        *_doubled(ours, theirs, result),
    )
    return Report(tuple(taken), tuple(kept), tuple(deleted), tuple(brought_back), losses)


def _losses(
    ours: Tables, theirs: Tables, result: Tables, here: State, there: State, base: State | None
) -> Iterable[Loss]:
    seen = _seen(here), _seen(there)
    for key in _keys(ours, theirs):
        mine, other, made = _at(ours, key), _at(theirs, key), _at(result, key)
        if _says_the_same(mine, other) or not (_is_told(key, mine, here) and _is_told(key, other, there)):
            continue
        mine_at, other_at = _when(key, mine, here), _when(key, other, there)
        stands: Stands = "here" if _is_same(made, mine) else "there" if _is_same(made, other) else "both"
        if stands == "both" and (mine is None or other is None):
            continue
        if base is not None:
            known = base.contents.get(key)
            is_news = not (_is_same(mine, known) or _is_same(other, known))
        elif mine is not None and other is not None and mine_at == other_at:
            is_news = True
        else:
            lost_at, winner = (mine_at, seen[1]) if mine_at < other_at else (other_at, seen[0])
            is_news = not _knows(winner, lost_at)
        if is_news:
            yield Loss(key, mine, other, stands, mine_at, other_at)


def _doubled(ours: Tables, theirs: Tables, result: Tables) -> Iterable[Loss]:
    """Documents that left because one of the other copy has the same natural key."""
    stays = _by_natural_key(result)
    for is_ours, side, facing in ((True, ours, theirs), (False, theirs, ours)):
        for about, key in _by_natural_key(side).items():
            kept = stays.get(about)
            lost, won = _at(side, key), _at(facing, kept) if kept else None
            if kept in (None, key) or lost is None or won is None or _at(side, kept) is not None:
                continue
            if not _says_the_same(lost, won):
                mine, other = (lost, won) if is_ours else (won, lost)
                stands: Stands = "there" if is_ours else "here"
                yield Loss(kept, mine, other, stands, stamp_in(mine), stamp_in(other))


def _by_natural_key(tables: Tables) -> dict[NaturalKey, Key]:
    found = ((natural_key(key, raw), key) for key in _keys(tables) if (raw := _at(tables, key)) is not None)
    return {about: key for about, key in found if about is not None}


def _seen(state: State) -> Seen:
    """The latest stamp of each device that a copy holds."""
    latest: dict[str, tuple[int, int]] = {}
    for raw in (*state.contents.values(), *state.graves.values()):
        found = parts(stamp_in(raw))
        if found is not None and found.device != NO_DEVICE:
            moment = found.milliseconds, found.counter
            latest[found.device] = max(moment, latest.get(found.device, moment))
    return latest


def _knows(seen: Seen, at: str) -> bool:
    found = parts(at)
    if found is None or at == OLDEST:
        return at == OLDEST
    return (found.milliseconds, found.counter) <= seen.get(found.device, (-1, 0))


def _is_told(key: Key, raw: Raw | None, state: State) -> bool:
    """Whether a copy says anything of the document: what it says, or that it was deleted."""
    return raw is not None or key in state.graves


def _when(key: Key, raw: Raw | None, state: State) -> str:
    return stamp_in(state.graves[key] if raw is None else raw)


def _keys(*copies: Tables) -> list[Key]:
    """The documents that any of them holds, in order."""
    names = {name for tables in copies for name in tables if name != Deleted.table}
    return [
        (name, number)
        for name in sorted(names)
        for number in sorted({number for tables in copies for number in tables.get(name, ())})
    ]


def _at(tables: Tables, key: Key) -> Raw | None:
    return tables.get(key[0], {}).get(key[1])


def _is_same(one: Raw | None, other: Raw | None) -> bool:
    if one is None or other is None:
        return one is other
    return one is other or encode(one) == encode(other)


def _says_the_same(one: Raw | None, other: Raw | None) -> bool:
    """Whether two versions differ in nothing but when they were written."""
    if one is None or other is None:
        return one is other
    return _is_same({**one, "at": ""}, {**other, "at": ""})
