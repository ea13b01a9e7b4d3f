"""What all of Stripe's reports share: when a row was created, what it is for, and its currency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, tzinfo

from leverage_tui.interchange.movements import Notation, Row
from leverage_tui.interchange.reading import Table
from leverage_tui.interchange.rows import ImportedMoney, ImportRefused

EXPORT = "in Stripe open Balances, All activity, then Export, with the default columns"
CREATED_UTC = ("createdutc", "createddateutc")
CREATED = ("created", "createddate")
SOURCE = "Stripe"
_PRODUCTS = (
    "product", "productname", "productmetadata", "productnamemetadata", "paymentmetadataproduct",
    "paymentmetadataproductname",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Common:
    """The columns that all reports share, and how their days and amounts are written. `own` is the zone of a
    created time that says none: UTC where the column's name does, else None, the account's, whose day it is."""

    created: int
    own: tzinfo | None
    product: int | None
    description: int | None
    notation: Notation

    def money(self, row: Row, currency: str, external: str, created: int | None = None) -> ImportedMoney:
        """The row without amounts; its day is that of the column `created`, where that has one."""
        column, own = (created, UTC) if row.cell(created) else (self.created, self.own)
        return ImportedMoney(
            line=row.line, source=row.text(self.product) or SOURCE, description=row.text(self.description),
            day=self.notation.day(row, column, own), currency=currency, external=external or None,
        )  # fmt: skip


def created_column(table: Table) -> int:
    """The place of the column that says when a row was created. Raises ImportRefused where there is none."""
    column = table.column(*CREATED_UTC, *CREATED)
    if column is None:
        raise ImportRefused(f"the file has no column Created (UTC), so its rows have no day: {EXPORT}")
    return column


def common(table: Table, notation: Notation) -> Common:
    """The shared columns of a report."""
    return Common(
        created=created_column(table), own=UTC if table.column(*CREATED_UTC) is not None else None,
        product=table.column(*_PRODUCTS), description=table.column("description"), notation=notation,
    )  # fmt: skip
