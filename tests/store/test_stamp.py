from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.store.stamp import OLDEST, Clock, device_in

MOMENTS = st.integers(min_value=-(10**15), max_value=10**18)
STAMPS = st.builds(
    lambda ms, counter, device: f"{ms:012x}-{counter:04x}-{device:04x}",
    st.integers(0, 2**47 - 1),
    st.integers(0, 0xFFFF),
    st.integers(0, 0xFFFF),
)


@given(st.lists(st.one_of(MOMENTS, STAMPS), min_size=1, max_size=60))
def test_stamps_only_grow_whatever_the_wall_clock_does_and_whatever_was_seen(moves: list[int | str]) -> None:
    now = [0]
    clock = Clock(lambda: "a1b2", lambda: now[0])
    last = OLDEST
    for move in moves:
        if isinstance(move, int):
            now[0] = move
        else:
            assert clock.seen(move)
            last = max(last, move[:17])
        stamp = clock.tick()
        assert stamp[:17] > last[:17]
        assert re.fullmatch(r"[0-9a-f]{12}-[0-9a-f]{4}-a1b2", stamp)
        last = stamp


def test_a_full_counter_runs_over_into_the_time() -> None:
    clock = Clock(lambda: "0001", lambda: 5)
    assert clock.seen("000000000005-ffff-0009")
    assert clock.tick() == "000000000006-0000-0001"


@given(st.text(max_size=24))
def test_what_is_no_stamp_moves_nothing(text: str) -> None:
    clock = Clock(lambda: "0001", lambda: 7)
    assert not clock.seen(text)
    assert not clock.seen("ffffffffffff-ffff-ffff")
    assert clock.tick() == "000000000007-0000-0001"


def test_the_device_is_made_when_it_is_needed_and_kept(tmp_path: Path) -> None:
    device = device_in(tmp_path / "state")
    assert not (tmp_path / "state").exists()
    name = device()
    assert re.fullmatch("[0-9a-f]{4}", name)
    assert device() == name == device_in(tmp_path / "state")()
    assert (tmp_path / "state" / "device").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "state").stat().st_mode & 0o777 == 0o700


def test_a_damaged_device_file_is_made_anew_and_a_folder_that_cannot_be_is_lived_without(tmp_path: Path) -> None:
    (tmp_path / "device").write_text("not a device\n")
    assert device_in(tmp_path)() == (tmp_path / "device").read_text().strip()
    (tmp_path / "file").write_text("")
    device = device_in(tmp_path / "file")
    assert device() == device()
