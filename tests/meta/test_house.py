"""The house's own rules: rings, one registry of actions, documents that say what is there."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from leverage_tui.tui.actions import ACTIONS, BY_ID, GRID_ACTIONS, footer_actions, key_table
from leverage_tui.tui.flows import flow_of
from leverage_tui.tui.screens.main import MainScreen

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "leverage_tui"
OUTER = {
    "domain": {
        "textual",
        "rich",
        "tinydb",
        "pendulum",
        "platformdirs",
        "leverage_tui.store",
        "leverage_tui.interchange",
    },
    "store": {"textual", "rich", "pendulum", "leverage_tui.interchange", "leverage_tui.tui", "leverage_tui.cli"},
    "interchange": {
        "textual",
        "rich",
        "pendulum",
        "tinydb",
        "leverage_tui.store",
        "leverage_tui.tui",
        "leverage_tui.cli",
    },
    "cli": {"textual", "rich", "pendulum", "leverage_tui.tui"},
    "tui": {"leverage_tui.cli", "pendulum"},
}


def modules_of(ring: str) -> list[str]:
    """Every module of a ring."""
    found = sorted((PACKAGE / ring).rglob("*.py"))
    return [".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in found]


@pytest.mark.parametrize("ring", OUTER)
def test_a_ring_imports_nothing_from_further_out(ring: str) -> None:
    code = f"import sys, importlib\nfor name in {modules_of(ring)!r}: importlib.import_module(name)\n"
    code += f"print(sorted({OUTER[ring]!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_every_action_can_be_done_and_every_id_is_one() -> None:
    assert len(BY_ID) == len(ACTIONS) + len(GRID_ACTIONS)
    own = {action.id for action in ACTIONS if hasattr(MainScreen, f"action_{action.id}")}
    asking = {action.id for action in ACTIONS if action.flow}
    assert not own & asking
    assert own | asking == {action.id for action in ACTIONS}
    assert all(callable(flow_of(action)) for action in asking)


def test_no_key_means_two_actions() -> None:
    keys = [key for action in ACTIONS for key in action.keys]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(("width", "most"), [(60, 5), (80, 7), (120, 7)])
def test_the_footer_fits_and_holds_help_and_quit(width: int, most: int) -> None:
    shown = list(footer_actions(most))
    assert {"help", "quit"} <= {action.id for action in shown}
    assert len(shown) <= most
    assert sum(len(action.shown_keys.split()[0]) + len(action.label) + 4 for action in shown) < width


def test_the_readme_lists_the_keys_of_the_registry() -> None:
    assert key_table() in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_module_that_shows_user_text_never_parses_it() -> None:
    """`escape` is no defence, and a border title is parsed: neither is used with anything but our own words."""
    for path in PACKAGE.joinpath("tui").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"\bimport escape|markup\.escape|from_markup", source), path
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "notify":
                words = {keyword.arg for keyword in node.keywords}
                assert "markup" in words, f"{path}:{node.lineno}"


def test_the_word_is_never_used_for_a_result() -> None:
    """Nothing is passive; only a denial says the word."""
    for path in PACKAGE.rglob("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if "passive" in line.lower():
                assert re.search(r"\b(no|not|nothing|never)\b", line.lower()), f"{path}: {line}"
