"""From bytes to a table: encoding, kind of file, delimiter, header. Columns are found by name, never by place."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from leverage_tui.domain.text import clean
from leverage_tui.interchange.counting import counted
from leverage_tui.interchange.rows import ImportRefused, NoText

SIZE_LIMIT = 64 * 1024 * 1024
ROW_LIMIT = 1_000_000
LINE_LIMIT = 1_000_000
_DELIMITERS = (";", "\t", "|", ",")
"""The comma last: of two that cut as evenly it is the one that stands in numbers and texts."""
_SAMPLE = 40
_QUOTED = 8_192
"""How many characters are looked at for delimiters between quotes."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_OF_MAC = re.compile(rb"[\x81\x8d\x8f\x90\x9d]|[A-Za-z][\x83\x88]|[a-z][\x8a\x8c\x8e\x9f]")
"""Bytes that Windows-1252 does not have, or has as capitals and signs that do not stand within a word; in a text of an
old Mac they are letters such as é."""
_KINDS = (
    (b"PK\x03\x04", "a spreadsheet or a zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old spreadsheet"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3\0", "a database"),
)
_HINT = re.compile(r'\A"?sep=[,;|\t]"?(?=[\r\n])', re.IGNORECASE)
"""The first line that tells spreadsheets the delimiter, which is found here without. The lines keep their numbers."""
_MARKUP = ("<!doctype", "<html", "<?xml", "<head", "<body", "<table", "<svg")


def load(path: Path) -> bytes:
    """The bytes of a file of at most 64 MB; a larger one is refused before any of it is read.

    Raises ImportRefused when it is not there, is no file, or may not be read.
    """
    name = clean(path.name) or clean(str(path))
    try:
        if not path.is_file():
            raise ImportRefused(f"{name} is no file" if path.exists() else f"there is no file {name}")
        _check_size(path.stat().st_size, name)
        with path.open("rb") as file:
            # What grows while it is read, or does not tell its size, is bounded too.
            data = file.read(SIZE_LIMIT + 1)
        _check_size(len(data), name)
        return data
    except OSError as error:
        raise ImportRefused(f"{name} cannot be read: {error.strerror or 'unknown error'}") from None


def decode(data: bytes, export: str) -> tuple[str, tuple[str, ...]]:
    """The text of `data`, and warnings. UTF-8 (with or without a mark), UTF-16 (marked, or plain to see), else
    Windows-1252, or Mac Roman where lines end as on an old Mac or letters are none of Windows-1252.

    Raises NoText for what is no text at all, saying what it is and, with `export`, what to do instead.
    """
    _check_size(len(data), "the file")
    if not data.strip():
        raise NoText(f"the file is empty: {export}")
    for mark, kind in _KINDS:
        if data.startswith(mark):
            raise NoText(f"the file is {kind}, no CSV: {export}")
    text, warnings = _decoded(data)
    if not text.strip("\ufeff \t\r\n"):
        raise NoText(f"the file is empty: {export}")
    if "\0" in text:
        raise NoText(f"the file is binary, no CSV: {export}")
    if text.lstrip()[:9].lower().startswith(_MARKUP):
        raise NoText(f"the file is a web page, no CSV: {export}")
    return _HINT.sub("", text, 1), warnings


def is_json(text: str) -> bool:
    """Whether `text` looks like JSON."""
    return text.lstrip()[:1] in ("{", "[")


def squeeze(name: str) -> str:
    """A column name as it is compared: ``Start Date`` and ``start date `` are one, and so is an accented letter that
    is written in one piece or in two."""
    return "".join(char for char in unicodedata.normalize("NFC", name.casefold()) if char.isalnum())


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV text whose delimiter and header are known. Records are read anew by each `records()`. `first` is the
    number of records up to the header, it included."""

    text: str
    delimiter: str
    header: tuple[str, ...]
    first: int = 1

    def column(self, *aliases: str) -> int | None:
        """The place of the first column called one of `aliases` (squeezed), or None."""
        keys = [squeeze(name) for name in self.header]
        return next((keys.index(alias) for alias in aliases if alias in keys), None)

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """The line on which each record after the header begins, and its cells. Empty records are left out, and so
        is the header where it stands again, as in files that were put together.

        Raises ImportRefused, with the line named, where the CSV is broken, or a quote that is left open takes the
        lines after it into its cell.
        """
        header = list(self.header)
        following = islice(_records(self.text, self.delimiter, whole=True), self.first, None)
        return counted(record for record in following if record[1] != header)

    def beginning(self, count: int) -> list[list[str]]:
        """The cells of the first records, the header and what stands before it included. The text may end amid one.

        Raises ImportRefused, with the line named, where the CSV is broken.
        """
        return [cells for _, cells in islice(_records(self.text, self.delimiter), count)]


def read_table(text: str) -> Table:
    """The table that `text` holds. Raises ImportRefused when it holds none."""
    _check_lines(text)
    delimiter = _delimiter(text)
    first = next(_records(text, delimiter), None)
    if first is None:
        raise ImportRefused("the file is empty")
    return Table(text, delimiter, tuple(first[1]))


def _check_size(size: int, name: str) -> None:
    if size > SIZE_LIMIT:
        raise NoText(f"{name} has {size // 2**20} MB, the most is 64: export a shorter time")


def _check_lines(text: str) -> None:
    """A line as long as a book, or as many rows as no life has, are refused before they are taken apart."""
    end = "\n" if "\n" in text else "\r"
    if text.count(end) > ROW_LIMIT:
        raise ImportRefused(
            f"the file has {text.count(end):,} lines, the most is {ROW_LIMIT:,}: export a shorter time"
        )
    begins, line = 0, 1
    while len(text) - begins > LINE_LIMIT:
        ends = text.find(end, begins, begins + LINE_LIMIT + 1)
        if ends < 0:
            raise ImportRefused(f"line {line} has over a million characters: is a line break or a quote missing?")
        begins, line = ends + 1, line + 1


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    if wide := _utf16(data):
        return data.decode(wide, errors="replace"), ()
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        of_mac = (b"\r" in data and b"\n" not in data) or _OF_MAC.search(data)
        name, codec = ("Mac Roman", "mac_roman") if of_mac else ("Windows-1252", "cp1252")
        warning = f"the file is not UTF-8: it is read as {name}, look at accented letters"
        return data.decode(codec, errors="replace"), (warning,)


def _utf16(data: bytes) -> str:
    """The codec of a text in UTF-16: marked, or with every other byte of its beginning empty; "" for another."""
    if data.startswith(_UTF16):
        return "utf-16"
    first, second = data[:40:2], data[1:40:2]
    if len(second) > 1 and (any(first) != any(second)) and (all(first) or all(second)):
        return "utf-16-le" if any(first) else "utf-16-be"
    return ""


def _delimiter(text: str) -> str:
    """The delimiter that stands between quoted cells, else the one with which most of the first records have the same
    number of cells, above one; among equals the one with more cells. Lines of one cell, as stand before a header, say
    nothing."""
    quoted = {delimiter: text.count(f'"{delimiter}"', 0, _QUOTED) for delimiter in _DELIMITERS}
    most = max(quoted.values())
    possible = [delimiter for delimiter in _DELIMITERS if most < 2 or quoted[delimiter] == most]

    def evenness(delimiter: str) -> tuple[float, int]:
        widths = [len(cells) for _, cells in islice(_records(text, delimiter), _SAMPLE)]
        several = Counter(width for width in widths if width > 1).most_common(1)
        return (several[0][1] / len(widths), several[0][0]) if several else (0.0, len(widths) and 1)

    scores: dict[str, tuple[float, int]] = {}
    refusal: ImportRefused | None = None
    for delimiter in possible:
        try:
            scores[delimiter] = evenness(delimiter)
        except ImportRefused as error:
            refusal = refusal or error
    if not scores and refusal:
        raise refusal
    return max(scores, key=lambda delimiter: scores[delimiter])


def _records(text: str, delimiter: str, *, whole: bool = False) -> Iterator[tuple[int, list[str]]]:
    """Records that are not empty, each with the line on which it begins. Of a `whole` text those of several lines
    are looked at: quotes that do not fit there mean that entries are lost in a cell."""
    taken: list[str] = []
    reader = csv.reader(_noted(io.StringIO(text, newline=""), taken), delimiter=delimiter)
    while True:
        line = reader.line_num + 1
        taken.clear()
        try:
            cells = _unwrapped(next(reader), delimiter)
        except StopIteration:
            return
        except csv.Error as error:
            raise ImportRefused(f"line {line}: {_broken(error)}") from None
        if whole and len(taken) > 1 and not _is_sound(taken, delimiter):
            raise ImportRefused(
                f"line {line}: a quote that is opened here is not closed, and the lines after it are lost in it: mend "
                "the line, or export again"
            )
        if any(cell.strip() for cell in cells):
            yield line, cells


def _noted(lines: Iterable[str], taken: list[str]) -> Iterator[str]:
    """The same lines, each noted in `taken` when it is asked for."""
    for line in lines:
        taken.append(line)
        yield line


def _is_sound(lines: Iterable[str], delimiter: str) -> bool:
    """Whether the quotes of one record are opened, doubled and closed where they may be."""
    try:
        return len(list(csv.reader(lines, delimiter=delimiter, strict=True))) == 1
    except csv.Error:
        return False


def _unwrapped(cells: list[str], delimiter: str) -> list[str]:
    """A record that a spreadsheet saved as one quoted cell, with its quotes doubled, taken apart again."""
    if len(cells) == 1 and delimiter in cells[0]:
        return next(csv.reader(io.StringIO(cells[0], newline=""), delimiter=delimiter), cells)
    return cells


def _broken(error: csv.Error) -> str:
    if "field" in str(error) and "limit" in str(error):
        return "a cell is longer than 131,072 characters: is a quote left open?"
    return "the CSV is broken here"
