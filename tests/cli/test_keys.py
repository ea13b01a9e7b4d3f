from __future__ import annotations

import json

from leverage_tui.tui.keymap import CHANGEABLE
from tests.cli.conftest import Lev


def config(lev: Lev, text: str) -> None:
    path = lev.folder / "config" / "leverage-tui" / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def row(out: str, action: str) -> list[str]:
    return next(line.split() for line in out.splitlines() if line.split()[0] == action)


def test_it_lists_every_action_with_its_keys(bare: Lev) -> None:
    out = bare("keys")
    assert [line.split()[0] for line in out.splitlines()] == ["ACTION", *CHANGEABLE]
    assert row(out, "money")[1:3] == ["m", "m"]
    assert row(out, "goal")[1:3] == ["-", "-"]


def test_it_shows_what_the_config_makes_of_them_and_says_what_is_wrong(bare: Lev) -> None:
    config(bare, '[keys]\nmoney = "f7"\nundo = []\nmonye = "f8"\ngoal = 5\nplan = "nokey"\n')
    ran = bare.run("keys")
    assert ran.code == 0
    assert row(ran.out, "money")[1:3] == ["m", "*F7"]
    assert row(ran.out, "undo")[1:4] == ["u", "^z", "*-"]
    assert row(ran.out, "plan")[1:3] == ["p", "p"]
    said = ran.err.splitlines()
    assert "keys: there is no action monye, the nearest is money" in said
    assert any("keys.goal is a key in quotes or a list of them" in line for line in said)
    assert any("keys.plan: there is no key 'nokey'" in line for line in said)


def test_as_json_by_the_names_that_the_config_takes(bare: Lev) -> None:
    config(bare, '[keys]\nhelp = "F9"\n')
    found = json.loads(bare("keys", "--json"))
    assert found["help"] == {"default": ["question_mark", "f1"], "keys": ["f9", "f1"]}
    assert list(found) == list(CHANGEABLE)


def test_the_probe_needs_a_terminal(bare: Lev) -> None:
    assert bare.refused("keys", "--probe") == "--probe needs a terminal"
    assert bare.refused("keys", "--probe", "--json") == "either --probe or --json"
