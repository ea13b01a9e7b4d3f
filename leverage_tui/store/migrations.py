"""Older forms of the file made the form of today: a pure function for each step from one version to the next.

They are applied to what was read, in memory. The file itself stays as it is until something is changed in it, and then
it is written in the form of today, whole. Version 1 is the first, so there is no step yet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from leverage_tui.domain.model import Setting
from leverage_tui.domain.settings import settings_from
from leverage_tui.store.codec import read_document
from leverage_tui.store.layout import Tables

Migration = Callable[[Tables], Tables]
MIGRATIONS: Mapping[int, Migration] = {}
"""By the version that each starts from; it gives tables whose `schema` is one higher."""


def schema_of(tables: Tables) -> int:
    """The version in which the tables are written; the first where they do not say."""
    rows = tables.get(Setting.table, {}).items()
    found = (read_document(Setting.table, number, raw, []) for number, raw in rows)
    said = (setting for setting in found if isinstance(setting, Setting) and setting.key == "schema")
    return settings_from(said).schema


def migrated(tables: Tables, migrations: Mapping[int, Migration] = MIGRATIONS) -> Tables:
    """`tables` in the form that the last of `migrations` leaves; those that need none are the same object."""
    if not migrations:
        return tables
    schema = schema_of(tables)
    while schema in migrations:
        tables, schema = migrations[schema](tables), schema + 1
    return tables
