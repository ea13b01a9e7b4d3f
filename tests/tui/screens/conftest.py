from __future__ import annotations

from pathlib import Path

import pytest

from leverage_tui.tui.flows import importing


@pytest.fixture(autouse=True)
def downloads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The one folder in which files to import are looked for."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    monkeypatch.setattr(importing, "_folders", lambda: (folder,))
    return folder
