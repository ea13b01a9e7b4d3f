"""GitHub Sponsors: the CSV of all transactions. All amounts are US dollars, after what GitHub keeps.

Only what is settled counts, by its Processed Amount. A sponsorship that is paid by the year is for the year that
begins with the payment; one that is prorated is for the rest of some period, which the file does not say, and counts on
its day, as one that is paid by the month or once. A stream is chosen by "GitHub Sponsors"; the tier is kept as a note.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from leverage_tui.interchange.movements import Found, Notation, Row, booked, notation, read_rows
from leverage_tui.interchange.reading import is_json, read_table
from leverage_tui.interchange.rows import Format, ImportedMoney, ImportRefused, Reading, Skipped
from leverage_tui.interchange.source import Head, Source

EXPORT = "in GitHub open the Sponsors dashboard, Your sponsors, then Export, All time and CSV"
SOURCE = "GitHub Sponsors"
_USD = "USD"


def claims(head: Head) -> bool:
    """Whether the header is that of the export of sponsorships."""
    return head.has("sponsorhandle", "processedamount") and head.has_one("transactiondate", "transactionid")


def read(source: Source) -> Reading:
    """The settled sponsorships. Raises ImportRefused for another file, and where days or amounts could mean two
    things."""
    if is_json(source.text):
        raise ImportRefused(f"the file is JSON, no CSV: {EXPORT}")
    table = read_table(source.text)
    amount, day, status = table.column("processedamount"), table.column("transactiondate"), table.column("status")
    if amount is None or day is None or status is None:
        named = (("Processed Amount", amount), ("Status", status), ("Transaction Date", day))
        missing = [name for name, at in named if at is None]
        raise ImportRefused(f"the file has no column {' and no column '.join(missing)}: {EXPORT}")
    if next(table.records(), None) is None:
        raise ImportRefused(f"the file has a header and no row: choose a longer time; {EXPORT}")
    report = _Report(
        notation(source, table, (day,), (amount,)), amount, day, status, table.column("transactionid"),
        table.column("tiername"), table.column("isyearly"), table.column("isprorated"),
    )  # fmt: skip
    money, skipped = read_rows(table, report.read)
    return Reading(money=money, skipped=skipped)


FORMAT = Format("github-sponsors", "GitHub Sponsors", EXPORT, claims, read)


@dataclass(frozen=True, slots=True)
class _Report:
    written: Notation
    amount: int
    day: int
    status: int
    id: int | None
    tier: int | None
    yearly: int | None
    prorated: int | None

    def read(self, row: Row) -> Found:
        """A sponsorship, or the refund of one."""
        status = row.text(self.status)
        if status.casefold() != "settled":
            yield Skipped(row.line, f"its status is {status[:40]}" if status else "it has no status")
            return
        amount = self.written.amount(row, self.amount, _USD)
        if not amount:
            yield Skipped(row.line, "it is of zero")
            return
        day = self.written.day(row, self.day)
        stem = ImportedMoney(
            line=row.line, source=SOURCE, description=row.text(self.tier), day=day, currency=_USD,
            external=row.text(self.id) or None,
        )  # fmt: skip
        by_year = row.cell(self.yearly).casefold() == "true" and row.cell(self.prorated).casefold() != "true"
        yield booked(replace(stem, until=_year_from(day)) if by_year else stem, amount, None)


def _year_from(day: date) -> date | None:
    """The last day of the year that begins on `day`; None at the end of the calendar."""
    if day.year == date.max.year:
        return None
    leap = (day.month, day.day) == (2, 29)
    return (date(day.year + 1, 3, 1) if leap else day.replace(year=day.year + 1)) - timedelta(days=1)
