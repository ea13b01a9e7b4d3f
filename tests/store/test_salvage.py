from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.store.layout import sheet_of
from leverage_tui.store.salvage import Salvaged, salvage
from tests.store.damage import (
    DOCUMENTS,
    GOOD,
    INDENTED,
    LAYOUTS,
    OURS,
    PAGE,
    flat,
    is_readable,
    pages,
    with_zeroed_page,
)

layouts = pytest.mark.parametrize("data", LAYOUTS.values(), ids=LAYOUTS)


def nothing_invented(found: Salvaged) -> None:
    """No document beyond doubt is anything but what the good file held under that table and number."""
    for key, raw in flat(found.tables).items():
        assert DOCUMENTS.get(key) == raw, key


@layouts
def test_a_good_file_is_itself(data: bytes) -> None:
    found = salvage(data)
    assert found.tables == GOOD
    assert (found.lost, found.lost_lines, found.doubtful) == ((), 0, {})


@pytest.mark.parametrize("data", [b"{\n}\n", b"{}", b'{\n"hours":{}\n}\n', b'{"hours": {}}'])
def test_a_book_without_documents_has_lost_nothing(data: bytes) -> None:
    found = salvage(data)
    assert (found.documents, found.lost) == (0, ())


@layouts
def test_a_file_cut_off_anywhere_keeps_what_stands_before_the_cut(data: bytes) -> None:
    step = max(1, len(data) // 60)
    last = 0
    for end in range(1, len(data) - 2, step):
        found = salvage(data[:end])
        nothing_invented(found)
        assert found.lost_lines
        both = found.documents + len(flat(found.doubtful))
        assert both >= last
        last = both
    assert last > 0.9 * len(DOCUMENTS)


@given(st.data())
@settings(max_examples=120, deadline=None)
def test_pages_that_are_zeroed_doubled_or_swapped_invent_nothing(draw: st.DataObject) -> None:
    found = pages(LAYOUTS[draw.draw(st.sampled_from(["ours", "stock"]))])
    # The last one is shorter: a disk puts no page where it would be.
    one, other = (draw.draw(st.integers(0, len(found) - 2)) for _ in range(2))
    how = draw.draw(st.sampled_from(["zeroed", "doubled", "swapped"]))
    if how == "zeroed":
        found[one] = bytes(len(found[one]))
    elif how == "doubled":
        found[one] = found[other]
    else:
        found[one], found[other] = found[other], found[one]
    damaged = b"".join(found)
    saved = salvage(damaged)
    if not is_readable(damaged):
        nothing_invented(saved)
    # Two pages at most are gone, each with fewer than 70 documents of at least 60 bytes.
    assert saved.documents + len(flat(saved.doubtful)) > len(DOCUMENTS) - 2 * PAGE // 60


@given(st.integers(0, len(OURS) - 1), st.integers(0, 7))
@settings(max_examples=150, deadline=None)
def test_a_flipped_bit_costs_its_own_line_alone(place: int, bit: int) -> None:
    damaged = bytearray(OURS)
    damaged[place] ^= 1 << bit
    found = salvage(bytes(damaged))
    if is_readable(bytes(damaged)):
        return
    first = OURS.rfind(b"\n", 0, place) + 1
    end = OURS.find(b"\n", place) + 1 or len(OURS)
    hit = OURS[first : OURS.find(b"\n", end) + 1 or len(OURS)]
    saved = {**flat(found.tables), **flat(found.doubtful)}
    differing = [key for key, raw in saved.items() if DOCUMENTS.get(key) != raw]
    assert len(differing) <= 1
    assert all(b'":{' in hit for _ in differing)


@given(st.integers(0, len(OURS)))
@settings(max_examples=80, deadline=None)
def test_an_old_tail_after_a_whole_book_is_left_out(cut: int) -> None:
    new = sheet_of({table: rows for table, rows in GOOD.items() if table != "hours"}).text()
    tail = OURS[cut:]
    found = salvage(new + tail)
    assert flat(found.tables) == {key: raw for key, raw in DOCUMENTS.items() if key[0] != "hours"}
    assert bool(found.lost) == bool(tail.strip())


@given(st.integers(0, len(OURS) // PAGE - 1))
@settings(max_examples=30, deadline=None)
def test_a_zeroed_page_costs_the_lines_it_hits(place: int) -> None:
    found = salvage(with_zeroed_page(OURS, place))
    nothing_invented(found)
    hit = OURS[max(0, OURS.rfind(b"\n", 0, place * PAGE)) : OURS.find(b"\n", (place + 1) * PAGE)].count(b"\n") + 2
    kept = found.documents + len(flat(found.doubtful))
    # After a loss, documents of tables that their keys do not tell are lost too.
    unclear = sum(key[0] in ("habits", "scenarios", "metadata") for key in DOCUMENTS)
    assert kept >= len(DOCUMENTS) - hit - unclear
    assert found.lost_lines


def test_what_was_put_in_front_or_written_otherwise_costs_nothing() -> None:
    for data in (b"\xef\xbb\xbf" + OURS, OURS.replace(b"\n", b"\r\n"), OURS + bytes(500), OURS + b"  \n\n"):
        found = salvage(data)
        assert found.tables == GOOD
    for name in ("utf-16", "utf-16-le", "utf-16-be"):
        mark = b"" if name == "utf-16" else b"\xff\xfe" if name.endswith("le") else b"\xfe\xff"
        assert salvage(mark + OURS.decode().encode(name)).tables == GOOD
    assert salvage(INDENTED.replace(b"\n", b"\r\n")).tables == GOOD


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ('{"a":NaN}', "NaN"), ('{"a":-Infinity}', "-Infinity"), ('{"a":1e999}', "too large"),
        ('{"a":' + "9" * 4301 + "}", "thousands of digits"), ('{"a":1,"a":2}', "twice"),
        ('{"a":' + "[" * 100_000 + "]" * 100_000 + "}", "nested"), ("[1]", "no document"), ("{", "no valid JSON"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("layout", ["{{\n{}\n}}\n", "{{{}}}"])
def test_a_hostile_document_is_lost_and_the_others_are_not(body: str, why: str, layout: str) -> None:
    good = '"{}":{{"stream":"care","date":"2026-11-02","work":"sell","minutes":5}}'
    lines = [good.format(1), f'"2":{body}', good.format(3)]
    inner = '"hours":{\n' + ",\n".join(lines) + "\n}" if "\n" in layout else '"hours":{' + ",".join(lines) + "}"
    found = salvage(layout.format(inner).encode())
    assert set(found.tables["hours"]) == {1, 3}
    if body != "[1]" or "\n" in layout:
        assert any(why in lost.why for lost in found.lost), found.lost


@pytest.mark.parametrize("cut", [5, 40], ids=["in the line", "before its end"])
def test_the_line_in_which_a_file_is_cut_off_is_one_lost_line(cut: int) -> None:
    line = b'"1":{"stream":"care","date":"2026-11-02","work":"sell","minutes":5}'
    found = salvage(b'{\n"hours":{\n' + line + b",\n" + line.replace(b'"1"', b'"2"')[:cut])
    assert (set(found.tables["hours"]), found.lost_lines) == ({1}, 1)
    assert {lost.line for lost in found.lost} == {4}
    assert salvage(b'{\n"hours":{\n' + line).lost_lines == 1


def test_of_two_with_one_number_the_later_counts_and_the_loss_is_said() -> None:
    line = '"1":{"at":"%s","stream":"care","date":"2026-11-02","work":"sell","minutes":%d}'
    data = '{\n"hours":{\n' + ",\n".join([line % ("b", 5), line % ("a", 6), line % ("c", 7)]) + "\n}\n}\n"
    found = salvage(data.encode())
    assert found.tables["hours"][1]["minutes"] == 7
    assert found.lost_lines == 2


def test_a_document_whose_head_was_lost_goes_where_its_keys_belong() -> None:
    data = OURS.replace(b'"money":{\n', b"\0\0\0\n")
    found = salvage(data)
    nothing_invented(found)
    money = {number for table, number in DOCUMENTS if table == "money"}
    assert money == set(found.tables["money"]) | set(found.doubtful.get("money", {}))


def test_a_number_that_names_another_day_than_its_document_is_in_doubt() -> None:
    body = {"stream": "care", "date": "2026-11-02", "work": "sell", "minutes": 5}
    text = json.dumps(body)
    data = f'{{\n"hours":{{\n"2026110200000000001":{text},\n"2026110300000000001":{text},\nx\n}}\n}}\n'
    found = salvage(data.encode())
    assert set(found.tables["hours"]) == {2026110200000000001}
    assert set(found.doubtful["hours"]) == {2026110300000000001}


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_at_all_raise_nothing(data: bytes) -> None:
    for hostile in (data, b'{\n"hours":{\n' + data, b'{"hours":{"1":' + data, OURS[:500] + data + OURS[500:900]):
        assert isinstance(salvage(hostile), Salvaged)


@pytest.mark.parametrize(
    "data",
    [
        b"{}," * 400_000, b'{"a":[' + b"{}," * 400_000, b'"1":{\n' * 200_000, b'"1":{' * 200_000, b'{"a":' * 100_000,
        b'{\n"1":{}\n' + b'"a":{\n' * 200_000, b'{"hours":{"1":{"a":"' + b'\\"' * 500_000, bytes(1 << 20),
        b'"' * 500_000, b'"1":{\n' + b"{},\n" * 300_000, b"null", b"[]", b"   \n", b"\xff\xfe" + b"\0\xd8" * 999,
    ],
)  # fmt: skip
def test_bombs_are_no_book(data: bytes) -> None:
    found = salvage(data)
    assert found.documents == 0
    assert len(found.lost) <= 200
