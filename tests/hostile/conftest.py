"""The dashboard and the command line as their own tests have them, in a folder of their own: what is typed at random
may become the name of a file."""

from __future__ import annotations

import pytest

from tests.cli import conftest as cli
from tests.tui import conftest as tui

start, bare = tui.start, cli.bare


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files named by accident are made where they do no harm."""
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
