"""Plans for new streams that are kept, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from leverage_tui.domain.planning.kept import Judged
from leverage_tui.domain.words import DASH
from leverage_tui.tui.screens.what_if_board import Board, Columns, Row

COLUMNS = {
    "score": "score",
    "verdict": "verdict",
    "true rate": "projected_true_rate",
    "break-even": "projected_break_even_weeks",
}
"""The columns after the name, and the keys of the facts that stand in them."""


class PlanBoard(Board):
    """The kept plans."""

    REAL: ClassVar[str] = "add as a stream"

    def __init__(self, judged: Sequence[Judged], at: int | None = None, said: str = "") -> None:
        columns = Columns(tuple(COLUMNS), ("break-even", "true rate", "verdict"))
        super().__init__([_row(one) for one in judged], columns, at, said)

    def heading(self) -> str:
        """What the table is of."""
        return "Plans for new streams"


def _row(one: Judged) -> Row:
    facts = {fact.key: fact.shown for fact in one.section.facts} if one.section else {}
    said = one.why_not or (one.section.sentence if one.section else "")
    cells = tuple(facts.get(key, DASH) for key in COLUMNS.values())
    return Row(one.kept, cells, f"{one.kept.label} · {said}", one.result is not None)
