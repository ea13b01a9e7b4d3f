from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from leverage_tui.store.paths import config_file, data_file, make_private_folder, state_folder


def test_a_given_file_goes_before_the_variable_and_the_variable_before_the_platform(tmp_path: Path) -> None:
    environ = {"LEVERAGE_TUI_DATA": "/else/b.json", "XDG_DATA_HOME": str(tmp_path)}
    assert data_file("/given/a.json", environ) == Path("/given/a.json")
    assert data_file(None, environ) == Path("/else/b.json")
    del environ["LEVERAGE_TUI_DATA"]
    assert data_file(None, environ) == tmp_path / "leverage-tui" / "book.json"


def test_names_are_made_absolute_and_home_is_expanded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert data_file("here.json", {}) == tmp_path / "here.json"
    assert data_file("~/there.json", {}) == tmp_path / "home" / "there.json"


def test_state_and_config_lie_in_their_own_folders(tmp_path: Path) -> None:
    environ = {"XDG_STATE_HOME": str(tmp_path / "s"), "XDG_CONFIG_HOME": str(tmp_path / "c")}
    assert state_folder(environ) == tmp_path / "s" / "leverage-tui"
    assert config_file(environ) == tmp_path / "c" / "leverage-tui" / "config.toml"


def test_a_relative_xdg_folder_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("DATA", "STATE", "CONFIG"):
        monkeypatch.delenv(f"XDG_{kind}_HOME")
    assert data_file(None, {"XDG_DATA_HOME": "relative"}) == data_file(None, {})
    assert data_file(None, {}).is_absolute()


def test_platformdirs_is_not_imported_to_open_a_given_file(tmp_path: Path) -> None:
    code = (
        "import sys; from leverage_tui.store.keeper import Keeper; from leverage_tui.store.paths import data_file\n"
        f"Keeper.open(data_file({str(tmp_path / 'a.json')!r}, {{}}))\n"
        "print({'platformdirs', 'textual', 'pendulum'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_created_folders_are_private_and_those_that_were_there_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o755)
    make_private_folder(tmp_path / "open" / "a" / "b")
    modes = [(tmp_path / "open" / part).stat().st_mode & 0o777 for part in ("", "a", "a/b")]
    assert modes == [0o755, 0o700, 0o700]
