"""Every test has folders of its own for what belongs to the machine."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("DATA", "STATE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / "xdg" / kind.lower()))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the book of a test lies, in a folder that is not there yet."""
    return tmp_path / "book" / "book.json"


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """The folder of what belongs to the machine, where a test has it apart from the platform's."""
    return tmp_path / "state"
