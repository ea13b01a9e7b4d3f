from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.domain.model import TABLES as TABLES_OF_OURS
from leverage_tui.store import layout
from leverage_tui.store.errors import FileUnreadable
from leverage_tui.store.layout import Sheet, parse, sheet_of, split

FILE = Path("book.json")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
TABLES = st.dictionaries(
    st.sampled_from(["hours", "streams", "money", "from_the_future", 'od"d\n{}', "größe", "\ud800"]),
    st.dictionaries(st.integers(-5, 2**70), st.dictionaries(st.text(max_size=8), VALUES, max_size=4), max_size=4),
    max_size=5,
)


@given(TABLES)
def test_everything_comes_back_and_equal_data_is_equal_bytes(tables: layout.Tables) -> None:
    text = sheet_of(tables).text()
    read = parse(text, FILE)
    kept = {name: rows for name, rows in tables.items() if rows or name not in TABLES_OF_OURS}
    assert read == kept
    assert sheet_of(dict(reversed(list(read.items())))).text() == text
    assert split(text).text() == text
    assert split(text).lines == {name: dict(rows) for name, rows in sheet_of(kept).lines.items()}
    assert {name: len(rows) for name, rows in json.loads(text).items()} == {n: len(r) for n, r in kept.items()}


def test_one_document_a_line_in_order() -> None:
    tables: layout.Tables = {
        "streams": {2: {"name": "Zoë", "id": "z"}, 10: {}},
        "hours": {5: {"b": 1, "a": [1, 2]}},
        "odd": {},
    }
    assert sheet_of(tables).text().decode() == (
        '{\n"hours":{\n"5":{"a":[1,2],"b":1}\n},\n"odd":{},\n"streams":{\n"2":{"id":"z","name":"Zoë"},\n"10":{}\n}\n}\n'
    )
    assert Sheet({}).text() == b"{\n}\n"


def test_a_change_encodes_only_what_it_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = sheet_of({"hours": {number: {"n": number} for number in range(100)}, "odd": {1: {"a": 1}}})
    encoded: list[int] = []
    original = layout.encode_document

    def counting(number: int, raw: layout.Raw) -> bytes:
        encoded.append(number)
        return original(number, raw)

    monkeypatch.setattr(layout, "encode_document", counting)
    after = sheet.changed({("hours", 7): {"n": 70}, ("hours", 8): None, ("money", 1): {"x": 1}})
    assert encoded == [7, 1]
    assert set(sheet.differing(after)) == {("hours", 7), ("hours", 8), ("money", 1)}
    assert after.lines["odd"] is sheet.lines["odd"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is empty"),
        (b" \n\t ", "it is empty"),
        (b'{"a":{', "line 1, column 7 is no valid JSON"),
        (b'{\n"a":{}\n}\n{}', "line 4, column 1 is no valid JSON"),
        ('{"a":{}}'.encode("utf-16"), "it is no UTF-8 text (byte 1)"),
        (b'{"a":{"1":{"b":"\xff"}}}', "it is no UTF-8 text (byte 17)"),
        (b"null", "it is no set of tables"),
        (b"[]", "it is no set of tables"),
        (b'{"a":null}', "'a' is no table"),
        (b'{"meta":{"schema":1}}', "'schema' in the table 'meta' is no document"),
        (b'{"a":{"x1":{}}}', "'x1' in the table 'a' is no document number"),
        (b'{"a":{" 1":{}}}', "' 1' in the table 'a' is no document number"),
        ('{"a":{"١":{}}}'.encode(), "'١' in the table 'a' is no document number"),
        (b'{"a":{"01":{},"1":{}}}', "the table 'a' has the document 1 twice"),
        (b'{"a":{"1":{},"1":{}}}', "'1' is there twice"),
        (b'{\n"a":{\n"1":{},\n"1":{}\n}\n}\n', "'1' is there twice"),
        (b'{"a":{},"a":{}}', "'a' is there twice"),
        (b'{"a":{"1":{"b":NaN}}}', "it holds NaN, which is no number in JSON"),
        (b'{"a":{"1":{"b":-Infinity}}}', "it holds -Infinity, which is no number in JSON"),
        (b'{"a":{"1":{"b":1e999}}}', "it holds a number that is too large"),
        (b'{"a":{"1":{"b":' + b"9" * 4301 + b"}}}", "it holds a number with thousands of digits"),
        (b'{"a":{"1":{"b":' + b"[" * 100_000 + b"]" * 100_000 + b"}}}", "it is nested too deeply"),
        (b"\x00" * 4096, "line 1, column 1 is no valid JSON"),
    ],
)
def test_what_is_no_book_is_refused_in_words(data: bytes, why: str) -> None:
    with pytest.raises(FileUnreadable) as refused:
        parse(data, FILE)
    assert refused.value.why == why
    assert str(refused.value) == f"book.json cannot be read: {why}. The file was left as it is."


def test_a_byte_order_mark_and_any_spacing_are_accepted() -> None:
    raw: dict[str, Any] = {"a": {"1": {"b": "ü"}}}
    for text in (json.dumps(raw), json.dumps(raw, indent=4).replace("\n", "\r\n"), "\n\n" + json.dumps(raw)):
        assert parse(b"\xef\xbb\xbf" + text.encode(), FILE) == {"a": {1: {"b": "ü"}}}


@given(st.binary(max_size=80))
def test_bytes_that_are_not_ours_are_not_split_into_something_else(junk: bytes) -> None:
    good = sheet_of({"hours": {1: {"a": 1}, 2: {"b": 2}}}).text()
    for data in (junk, good + junk, junk + good, b"{\n" + junk + b"\n}\n"):
        try:
            sheet = split(data)
        except ValueError:
            continue
        assert sheet.text() == data or not _is_canonical(data)


def _is_canonical(data: bytes) -> bool:
    try:
        return sheet_of(parse(data, FILE)).text() == data
    except FileUnreadable:
        return False
