"""Money from a table whose columns are known, such as a bank's: what came in is gross, what went out is listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from leverage_tui.domain.quantities.currency import SYMBOLS, currencies_named, is_currency
from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.interchange.aliases import AMOUNTS, CREDIT, DEBIT, MAY_SIGN, NOT_BOOKED
from leverage_tui.interchange.amounts import decimal_mark, is_whole, read_amount
from leverage_tui.interchange.cells import cell_at
from leverage_tui.interchange.columns import Layout
from leverage_tui.interchange.day_order import day_order, read_day, split_day
from leverage_tui.interchange.rows import ImportedMoney, ImportRefused, Skipped
from leverage_tui.interchange.source import DayOrder, DecimalMark, Source

WENT_OUT, STATUS = "money that went out: ", "its status is "
UNDERSTOOD = (WENT_OUT, STATUS)
"""How the reasons begin for which lines that can be read are left out."""
_NUMBERS = (*AMOUNTS, "refunds", "fees")
_DAYS = ("date", "until")
_MARKS = "0123456789.,'’-−–+()"


def money_of(layout: Layout, source: Source) -> Iterator[ImportedMoney | Skipped]:
    """The lines of a table. Raises ImportRefused where its days or amounts can be read in two ways, and where no
    currency is known."""
    reader = _Reader(layout, source)
    for line, cells in layout.table.records():
        try:
            yield reader.line(line, cells)
        except ImportRefused as error:
            yield Skipped(line, str(error).removeprefix(f"line {line}: "))


def currency_warning(layout: Layout, source: Source) -> tuple[str, ...]:
    """That the currency is taken for granted, where no column, no header and no sign beside an amount names one."""
    if "currency" in layout.places or layout.currency:
        return ()
    if all(_codes(text, source.currency) for text in _cells(layout, AMOUNTS)):
        return ()
    return (
        f"no column names a currency: amounts without a sign are taken for {source.currency} (--currency says another)",
    )


class _Reader:
    """Reads the lines of one table."""

    def __init__(self, layout: Layout, source: Source) -> None:
        self._places = _signed(layout)
        self._currency = layout.currency or source.currency
        if not self._currency and "currency" not in layout.places:
            raise ImportRefused("no column names a currency: say --currency EUR, or --columns with currency=COLUMN")
        days = [split_day(text)[0] for text in _cells(layout, _DAYS)]
        self._order: DayOrder = day_order(filter(None, days), given=source.dates, name=source.name)
        self._mark: DecimalMark = decimal_mark(
            _cells(layout, _NUMBERS), given=source.decimal, whole=_cells(layout, _NUMBERS, whole=self._currency)
        )

    def line(self, line: int, cells: list[str]) -> ImportedMoney | Skipped:
        """What one record says. Raises ImportRefused for what is no day and no amount."""

        def cell(field: str) -> str:
            return cell_at(cells, self._places.get(field))

        if cell("status").casefold() in NOT_BOOKED:
            return Skipped(line, f"{STATUS}{clean(cell('status'), 40)}")
        if not cell("date"):
            return Skipped(line, "it has no date")
        day = read_day(split_day(cell("date"))[0], self._order, line)
        currency = self._currency_of(cell("currency"), [cell(field) for field in AMOUNTS], line)

        def amount(field: str) -> int | None:
            return read_amount(cell(field), currency, self._mark, line) if cell(field) else None

        gross = self._came_in(amount, cell("sign"))
        refunds, fees = amount("refunds"), amount("fees")
        if gross is None and not refunds and not fees:
            return Skipped(line, "it has no amount")
        if gross is not None and gross < 0:
            gone = (cell(field) for field in AMOUNTS if amount(field))
            return Skipped(line, f"{WENT_OUT}{clean(next(gone, ''), 40)}")
        if not (gross or refunds or fees):
            return Skipped(line, "its amount is 0")
        return ImportedMoney(
            line=line, source=clean(cell("project") or cell("client"), NOTE_LIMIT),
            description=clean(cell("note"), NOTE_LIMIT), day=day, currency=currency, gross=gross,
            refunds=_size(refunds), processing_fees=_size(fees), units=_units(cell("units"), line),
            until=self._until(cell("until"), day, line), external=clean(cell("id"), NOTE_LIMIT) or None,
        )  # fmt: skip

    def _came_in(self, amount: Callable[[str], int | None], sign: str) -> int | None:
        """What came in, negative for what went out; None where nothing is said."""
        came, went = amount("in"), amount("out")
        if came:
            return came
        if went:
            return -abs(went)
        found = amount("amount" if "amount" in self._places else "gross")
        if found is None:
            return came if came is not None else went
        if "sign" not in self._places or (not sign and found <= 0):
            return found
        word = sign.strip().casefold().rstrip(".")
        if word in DEBIT:
            return -abs(found)
        if word in CREDIT:
            return abs(found)
        if not sign:
            raise ImportRefused("nothing says whether it went in or out")
        raise ImportRefused(f"{clean(sign, 40)!r} says neither in nor out, such as CR and DR")

    def _currency_of(self, said: str, amounts: Iterable[str], line: int) -> str:
        """The currency of a line: its column's, else that of a sign at its amount, else that of the file."""
        code = said.strip().upper()
        if code:
            if not is_currency(code):
                codes = currencies_named(said.strip())
                if len(codes) != 1:
                    raise ImportRefused(f"line {line}: {clean(said, 40)!r} is no currency such as EUR")
                code = codes[0]
            return code
        for text in amounts:
            if codes := _codes(text, self._currency):
                return self._currency if self._currency in codes else codes[0]
        if not self._currency:
            raise ImportRefused(f"line {line}: it has no currency")
        return self._currency

    def _until(self, text: str, day: date, line: int) -> date | None:
        return read_day(split_day(text)[0], self._order, line) if text else None


_NAMED = frozenset([*SYMBOLS, *(symbol.strip().upper() for symbol in SYMBOLS.values())])
"""What beside a number is a currency; any other word is none."""


def _signed(layout: Layout) -> Mapping[str, int]:
    """The places of the fields, with a column that says what came in and out by words alone."""
    place = layout.table.column(*MAY_SIGN)
    if "sign" in layout.places or place is None or not {"amount", "gross"} & layout.places.keys():
        return layout.places
    words = {cell_at(cells, place).casefold().rstrip(".") for _, cells in layout.table.records()} - {""}
    return {**layout.places, "sign": place} if words and words <= CREDIT | DEBIT else layout.places


def _codes(text: str, usual: str) -> tuple[str, ...]:
    """The currencies that the sign or the code beside a number can mean; none for any other word."""
    mark = "".join(char for char in text if char not in _MARKS and not char.isspace())
    return currencies_named(mark) if mark.upper() in _NAMED or mark.upper() == usual else ()


def _cells(layout: Layout, fields: Iterable[str], whole: str | None = None) -> Iterator[str]:
    """The cells of these fields that are not empty; with `whole`, the file's own currency, those in a currency
    without cents."""
    places = [layout.places[field] for field in fields if field in layout.places]
    for _, cells in layout.table.records():
        if whole is None or is_whole(cell_at(cells, layout.places.get("currency")) or whole):
            yield from (text for place in places if (text := cell_at(cells, place)))


def _size(amount: int | None) -> int | None:
    return None if amount is None else abs(amount)


def _units(text: str, line: int) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ImportRefused(f"line {line}: {clean(text, 40)!r} are no units: a whole number")
    return int(text)
