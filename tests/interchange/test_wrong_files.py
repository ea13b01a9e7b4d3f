"""What is no export that can be read is refused with what it is, and what to do instead."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.interchange.registry import FORMATS, names, read_import
from leverage_tui.interchange.rows import ImportRefused, NoText
from tests.interchange.files import HEADER, detailed, entry

LANGUAGE = b'// a toy language\nfn main() {\n  print("2018-03-24");\n}\n'
CASES = [
    (b"", "", "the file is empty"),
    (b"PK\x03\x04\x14\x00\x06\x00" + b"\x00" * 40, "hours.xlsx", "a spreadsheet or a zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 40, "hours.xls", "an old spreadsheet"),
    (b"%PDF-1.7\n%\xe2\xe3", "report.pdf", "a PDF"),
    (b"<!DOCTYPE html>\n<html><body>Sign in</body></html>", "report.csv", "a web page"),
    (b"\x7fELF\x02\x01\x01\x00\x00", "a.out", "binary"),
    (b"\x1f\x8b\x08\x00", "a.gz", "a compressed file"),
    (b"SQLite format 3\x00\x10\x00", "store.db", "a database"),
    (b'{"streams": {}, "hours": {}}', "book.json", "JSON of no program that is known here"),
    (b"[\n]\n", "hours.json", "the file is an empty list"),
    (b'["a", "b"]', "list.json", "JSON of no program that is known here"),
    (
        b"Name,Age,City\nAna,3,Rome\n",
        "people.csv",
        "a table that no program known here writes (its first line is Name",
    ),
    (b"Date,Amount\n2026-01-01,3\n", "sums.csv", "a table that no program known here writes"),
    (b"just words\n", "notes.txt", "a text (.txt) that no program known here writes"),
    (LANGUAGE, "prog.klg", "that no program known here writes"),
]


@pytest.mark.parametrize(("data", "file", "said"), CASES, ids=[case[2][:30] for case in CASES])
def test_what_no_format_claims_is_named_with_the_way_out(data: bytes, file: str, said: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        read_import(data, file=file)
    sentence = str(refused.value)
    assert said in sentence
    way_out = (
        "export it again, as CSV or as another text that lev import --help names"
        if isinstance(refused.value, NoText)
        else "lev import --help names the formats; any CSV can be read with --columns"
    )
    assert sentence.endswith(way_out)
    assert isinstance(refused.value, NoText) == ((data, file, said) in CASES[:8])
    assert len(sentence) < 240


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize(("data", "file", "said"), CASES[:8])
def test_a_named_format_refuses_the_same_with_its_own_export(name: str, data: bytes, file: str, said: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        read_import(data, name, file=file)
    assert said in str(refused.value)
    assert str(refused.value).endswith(next(known.export for known in FORMATS if known.name == name))


@pytest.mark.parametrize("name", names())
def test_no_format_reads_another_kind_of_file(name: str) -> None:
    for data, file, _ in CASES[8:]:
        with pytest.raises(ImportRefused):
            read_import(data, name, file=file)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Client,Description,Duration\nAcme,Call,01:00:00\n", "this is a summary; export Detailed"),
        (f"{HEADER}\n".encode(), "in Toggl Track open Reports, Detailed"),
        (b'[{"id":1,"start":"20240105T160000Z","tags":["admin"]}]', "running"),
    ],
)
def test_the_wrong_export_of_a_known_program_says_which_to_choose(data: bytes, said: str) -> None:
    with pytest.raises(ImportRefused, match=said):
        read_import(data)


GOOD = detailed(entry(), entry("Acme", description="Call", tags="a, b", duration="00:30:00"))


@given(st.binary(max_size=300), st.sampled_from([None, *names()]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str | None) -> None:
    with suppress(ImportRefused):
        read_import(data, name)


@given(st.integers(0, len(GOOD)), st.binary(max_size=6), st.integers(0, 40), st.sampled_from([None, *names()]))
def test_a_spoilt_file_is_read_or_refused(at: int, put: bytes, cut: int, name: str | None) -> None:
    with suppress(ImportRefused):
        read_import(GOOD[:at] + put + GOOD[at + cut :], name)
