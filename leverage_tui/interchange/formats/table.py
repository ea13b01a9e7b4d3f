"""Any CSV: hours or money, through columns that are told, that were told before, or that are called unmistakably.

Lines without a day, as stand below a table, are listed as skipped. A table in which no line can be read is refused.
"""

from __future__ import annotations

from leverage_tui.interchange.columns import TELL, is_unmistakable, layout_of
from leverage_tui.interchange.reading import is_json
from leverage_tui.interchange.rows import Format, ImportedHours, ImportedMoney, ImportRefused, Reading, Skipped
from leverage_tui.interchange.source import Head, Source
from leverage_tui.interchange.table_hours import hours_of
from leverage_tui.interchange.table_money import UNDERSTOOD, currency_warning, money_of

EXPORT = (
    f"a CSV with a column for the day and one for hours or an amount is read; its columns can be told with {TELL}"
)


def claims(head: Head) -> bool:
    """Whether the names of the columns alone say what the table is."""
    return not head.is_json and is_unmistakable(head.text)


def read(source: Source) -> Reading:
    """What a table holds. Raises ImportRefused where it is not known which column is what, where days or numbers can
    be read in two ways, and where no line can be read at all."""
    if is_json(source.text):
        raise ImportRefused(f"the file is JSON, no CSV: {EXPORT}")
    layout = layout_of(source)
    found: list[ImportedHours | ImportedMoney | Skipped]
    found = [*(hours_of if layout.is_hours else money_of)(layout, source)]
    warnings = () if layout.is_hours else currency_warning(layout, source)
    rows = tuple(each for each in found if isinstance(each, ImportedHours))
    money = tuple(each for each in found if isinstance(each, ImportedMoney))
    skipped = tuple(each for each in found if isinstance(each, Skipped))
    if not found:
        raise ImportRefused(f"the file has a header and no line below it: {EXPORT}")
    if not rows and not money and not any(each.why.startswith(UNDERSTOOD) for each in skipped):
        first = skipped[0]
        raise ImportRefused(f"no line of the file can be read; line {first.line}: {first.why}")
    return Reading(rows, skipped, warnings, money, layout.key)


FORMAT = Format("csv", "any CSV", EXPORT, claims, read)
