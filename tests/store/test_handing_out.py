from __future__ import annotations

import os
from pathlib import Path

import pytest

from leverage_tui.store import disk
from leverage_tui.store.errors import CannotSave
from leverage_tui.store.handing_out import hand_out, is_taken


def test_a_new_file_is_whole(tmp_path: Path) -> None:
    hand_out(tmp_path / "x.csv", b"data")
    assert (tmp_path / "x.csv").read_bytes() == b"data"
    assert [found.name for found in tmp_path.iterdir()] == ["x.csv"]


def test_nothing_that_is_there_is_written_over_unasked(tmp_path: Path) -> None:
    file, link, lost = tmp_path / "x.csv", tmp_path / "link", tmp_path / "lost"
    file.write_bytes(b"mine")
    link.symlink_to(file)
    lost.symlink_to(tmp_path / "nowhere")
    for path in (file, link, lost, tmp_path):
        assert is_taken(path)
        with pytest.raises(CannotSave, match="there is a file of that name already"):
            hand_out(path, b"data")
    assert file.read_bytes() == b"mine"
    assert lost.is_symlink()


def test_a_linked_file_is_replaced_where_it_is(tmp_path: Path) -> None:
    file, link = tmp_path / "x.csv", tmp_path / "link"
    file.write_bytes(b"mine")
    link.symlink_to(file)
    hand_out(link, b"data", over=True)
    assert link.is_symlink()
    assert file.read_bytes() == b"data"


def test_a_file_marked_read_only_stays(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(b"mine")
    file.chmod(0o444)
    with pytest.raises(CannotSave, match="it is marked read-only"):
        hand_out(file, b"data", over=True)
    assert file.read_bytes() == b"mine"


def test_what_another_program_writes_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, look = tmp_path / "x.csv", disk.look

    def slow(path: Path) -> os.stat_result | None:
        found = look(path)
        file.write_bytes(b"theirs")
        return found

    monkeypatch.setattr(disk, "look", slow)
    with pytest.raises(CannotSave, match="another program has just written it"):
        hand_out(file, b"data")
    assert file.read_bytes() == b"theirs"
    assert [found.name for found in tmp_path.iterdir()] == ["x.csv"]


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(b"mine")

    def full(descriptor: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(CannotSave, match="the disk is full"):
        hand_out(file, b"data", over=True)
    assert file.read_bytes() == b"mine"
    assert [found.name for found in tmp_path.iterdir()] == ["x.csv"]
