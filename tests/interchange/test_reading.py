from __future__ import annotations

from pathlib import Path

import pytest

from leverage_tui.interchange import reading
from leverage_tui.interchange.reading import decode, load, read_table, squeeze
from leverage_tui.interchange.rows import ImportRefused


def test_a_mark_at_the_start_is_no_part_of_the_first_column() -> None:
    text, warnings = decode(b"\xef\xbb\xbfProject,Duration\n", "x")
    assert read_table(text).header == ("Project", "Duration")
    assert warnings == ()


def test_what_is_not_utf8_is_read_as_windows_1252_with_a_warning() -> None:
    text, warnings = decode("Café,Größe\n".encode("cp1252"), "x")
    assert text == "Café,Größe\n"
    assert "Windows-1252" in warnings[0]


def test_marked_utf16_is_read() -> None:
    assert decode("Project\tDuration\n".encode("utf-16"), "x") == ("Project\tDuration\n", ())


@pytest.mark.parametrize("text", ["Žižek,“L’été” – 5 €\n", "cœur,Šárka\r\n"])
def test_what_windows_wrote_is_not_taken_for_an_old_mac(text: str) -> None:
    assert decode(text.encode("cp1252"), "x")[0] == text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["Project\tGröße\tDauer\tNotiz\n1\t€\n", "a\n"])
def test_utf16_without_a_mark_is_read_where_it_is_plain_to_see(codec: str, text: str) -> None:
    assert decode(text.encode(codec), "x") == (text, ())


@pytest.mark.parametrize("text", ["Libellé,Ort\rKöln,x\r", "Libellé,Ort\nDéjà vu,x\n", "Betrag,ç\r\n", "DÉPÔT,x\n"])
def test_what_an_old_mac_wrote_is_read_with_a_warning(text: str) -> None:
    found, warnings = decode(text.encode("mac_roman"), "x")
    assert found == text
    assert "Mac Roman" in warnings[0]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \r\n\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\xef\xbb\xbf\xef\xbb\xbf\r\n", "is empty"),
        (b"\xff\xfe\n\0", "is empty"),
        (b"PK\x03\x04rest", "a spreadsheet or a zip archive"),
        (b"\xd0\xcf\x11\xe0rest", "an old spreadsheet"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x1f\x8b\x08", "a compressed file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is binary"),
        (b"\n <!DOCTYPE html><html>", "a web page"),
        (b"<?xml version='1.0'?>", "a web page"),
    ],
)
def test_what_is_no_text_is_refused_with_what_it_is_and_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(ImportRefused, match=said) as refused:
        decode(data, "export the CSV")
    assert str(refused.value).endswith(": export the CSV")


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(reading.SIZE_LIMIT + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("it was read"))
    with pytest.raises(ImportRefused, match=r"large\.csv has 64 MB, the most is 64"):
        load(large)


def test_a_file_that_is_not_there_or_no_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match=r"there is no file gone\.csv"):
        load(tmp_path / "gone.csv")
    with pytest.raises(ImportRefused, match="is no file"):
        load(tmp_path)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_cuts_evenly(delimiter: str) -> None:
    rows = [["Project", "Start date", "Duration"], ["a, b; c", "2026-01-01", "0:30:00"], ["", "2026-01-02", "1"]]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    table = read_table(text)
    assert table.header == tuple(rows[0])
    assert [cells for _, cells in table.records()] == rows[1:]


def test_between_quoted_cells_stands_the_delimiter_whatever_the_amounts() -> None:
    before = (
        ';\n"Umsätze";"90 Tage";\n"Neuer Kontostand";"1.000,00 EUR";\n\n"Tag";"Valuta";"Text";"Umsatz in EUR";\n'
    )
    rows = "".join(f'"0{day}.08.2026";"x";"{day}";"-{day},99";\n' for day in range(1, 5))
    table = read_table(f'{before}{rows}"Alter Kontostand";"1.041,97 EUR";\n')
    assert table.delimiter == ";"
    assert [len(cells) for cells in table.beginning(9)] == [3, 3, 5, 5, 5, 5, 5, 3]


def test_columns_are_found_by_squeezed_name_and_never_by_place() -> None:
    table = read_table("END DATE,start_date , Duration\n")
    assert table.column("startdate") == 1
    assert table.column("began", "duration") == 2
    assert table.column("start") is None
    assert squeeze("Amount (USD)") == "amountusd"


def test_a_record_is_named_by_the_line_on_which_it_begins() -> None:
    table = read_table('a,b\n"one\ntwo",2\n\n,\n3,4\n')
    assert [line for line, _ in table.records()] == [2, 6]


def test_records_saved_as_one_cell_each_are_taken_apart_again() -> None:
    table = read_table('"a,""b, c"",d"\n"1,""2,""""x"""""",3"\n4,5,6\n')
    assert table.header == ("a", "b, c", "d")
    assert [cells for _, cells in table.records()] == [["1", '2,"x"', "3"], ["4", "5", "6"]]


def test_a_quote_left_open_is_refused_with_its_line() -> None:
    text = "a,b\n" + "1,2\n" * 30 + '3,"' + "x" * 200_000
    with pytest.raises(ImportRefused, match="line 32: a cell is longer than 131,072 characters"):
        list(read_table(text).records())
    with pytest.raises(ImportRefused, match="line 1"):
        read_table('"' + "x" * 200_000)


@pytest.mark.parametrize(
    "rest",
    [
        '"open,2\n3,4\n5,6\n',
        '"open,2\n3,4\n5,"x"\n7,8\n',
        '1,"open\r\n3,4\r\n',
    ],
)
def test_lines_that_an_open_quote_takes_in_are_not_lost_unseen(rest: str) -> None:
    with pytest.raises(ImportRefused, match="line 2: a quote that is opened here is not closed"):
        list(read_table(f"a,b\n{rest}").records())


@pytest.mark.parametrize(
    ("rest", "cells"),
    [
        ('1,say "yes"\n', ["1", 'say "yes"']),
        ('"a "b" c",2\n', ['a b" c"', "2"]),
        ('"one\n\n""two""",2', ['one\n\n"two"', "2"]),
        ('1,"two\r\nlines"\r\n', ["1", "two\r\nlines"]),
    ],
)
def test_other_quotes_are_read_as_they_stand(rest: str, cells: list[str]) -> None:
    assert [found for _, found in read_table(f"a,b\n{rest}").records()] == [cells]


def test_a_beginning_that_is_cut_off_amid_a_quote_is_read() -> None:
    assert read_table('a,b\n1,"cut o').beginning(9) == [["a", "b"], ["1", "cut o"]]


@pytest.mark.parametrize(("hint", "delimiter"), [("sep=;", ";"), ('"sep=,"', ","), ("SEP=\t", "\t")])
def test_the_line_that_tells_a_spreadsheet_the_delimiter_is_no_header(hint: str, delimiter: str) -> None:
    text, _ = decode(f"{hint}\r\na{delimiter}b\r\n1{delimiter}2\r\n".encode(), "x")
    table = read_table(text)
    assert table.header == ("a", "b")
    assert list(table.records()) == [(3, ["1", "2"])]
