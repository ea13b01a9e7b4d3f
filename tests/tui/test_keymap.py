"""The keys of the config: what they come to, what is said of them, and that they are in effect everywhere."""

from __future__ import annotations

import string

import pytest
from textual.keys import _character_to_key
from textual.widgets import Input

from leverage_tui.store.config import Config
from leverage_tui.tui.actions import ACTIONS, BY_ID, action_of, key_of, key_table, keys_of, use_keys
from leverage_tui.tui.key_names import named, read_key, shown, typed
from leverage_tui.tui.keymap import CHANGEABLE, keymap_of
from leverage_tui.tui.panes.lines import FooterLine
from tests.tui.conftest import Running, Start

Given = dict[str, tuple[str, ...]]


@pytest.fixture(autouse=True)
def defaults_again() -> None:
    use_keys({})


def test_a_name_is_textuals_and_leads_back_to_its_character() -> None:
    for character in string.ascii_letters + string.digits + string.punctuation + " ":
        assert named(character) == _character_to_key(character)
        assert typed(named(character)) == character


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("?", "question_mark"), ("U", "U"), ("shift+u", "U"), ("^z", "ctrl+z"), ("Ctrl+Z", "ctrl+z"), ("F7", "f7"),
        ("PgUp", "pageup"), ("Esc", "escape"), ("ctrl++", "ctrl+plus"), ("shift+ctrl+up", "ctrl+shift+up"),
        ("alt+X", "alt+shift+x"), ("é", "é"), ("←", "left"), ("f25", None), ("", None), ("shift+1", None),
        ("a+b", None), ("ctrl+", None), ("undo", None), ("\x1b", None),
    ],
)  # fmt: skip
def test_a_key_may_be_written_as_people_write_it(text: str, key: str | None) -> None:
    assert read_key(text) == key


@pytest.mark.parametrize("key", ["question_mark", "f7", "ctrl+z", "U", "pageup", "ctrl+plus", "shift+tab", "left"])
def test_what_is_shown_can_be_written(key: str) -> None:
    assert read_key(shown(key)) == key


def test_without_a_table_the_defaults_are_in_effect_and_nothing_is_said() -> None:
    keymap = keymap_of({})
    assert (keymap.keys, keymap.said) == ({}, ())


@pytest.mark.parametrize(
    ("given", "keys", "said"),
    [
        ({"undoo": ("x",)}, {}, ["keys: there is no action undoo, the nearest is undo"]),
        ({"undo": ("u", "crtl+z")}, {"undo": ("u",)},
         ["keys.undo: there is no key 'crtl+z', the nearest is ctrl+z"]),
        ({"money": ("pagdown",)}, {}, ["keys.money: there is no key 'pagdown', the nearest is pagedown"]),
        ({"money": ("f8",), "goal": ("F8", "F9")}, {"money": ("f8",), "goal": ("f9",)},
         ["keys: F8 is given to money and to goal: money keeps it"]),
        ({"money": ("u",)}, {"money": ("u",), "undo": ("ctrl+z",)},
         ["keys.money: u was the key of undo, which has ^z now"]),
        ({"undo": ("m",), "money": ("u",)}, {"undo": ("m",), "money": ("u",)}, []),
        ({"money": ()}, {"money": ()}, []),
        ({"quit": ()}, {"quit": ("ctrl+q",)}, ["keys.quit: ^q stays, whatever is bound"]),
        ({"help": ("f9",)}, {"help": ("f9", "f1")}, []),
        ({"money": ("^q",)}, {}, ["keys: ^q is given to quit and to money: quit keeps it"]),
        ({"money": ("7",)}, {}, ["keys.money: 7 starts an entry in the timesheet"]),
        ({"money": ("=",)}, {}, ["keys.money: = starts an entry in the timesheet"]),
        ({"money": ("enter",)}, {}, ["keys.money: Enter is needed while a cell is edited"]),
        ({"undo": ("backspace",)}, {}, ["keys.undo: Backspace is needed while a cell is edited"]),
        ({"money": ("^i",)}, {}, ["keys.money: a terminal sends Tab for ^i"]),
        ({"type": ("x",)}, {}, ["keys.type: the keys of typing in a cell are fixed"]),
        ({"move_up": ("up",), "undo": ("k",)}, {"move_up": ("up",), "undo": ("k",)}, []),
    ],
)  # fmt: skip
def test_what_the_table_comes_to(given: Given, keys: Given, said: list[str]) -> None:
    keymap = keymap_of(given)
    assert (dict(keymap.keys), list(keymap.said)) == (keys, said)


@pytest.mark.parametrize("action", CHANGEABLE)
def test_no_key_does_two_things_and_the_way_out_and_the_help_stay(action: str) -> None:
    """Whatever one action is given, of all keys there are."""
    given = {action: tuple(key for other in ACTIONS for key in other.keys)}
    use_keys(keymap_of(given).keys)
    found = [key for each in CHANGEABLE for key in keys_of(each)]
    assert len(found) == len(set(found))
    for key, always in (("ctrl+q", "quit"), ("f1", "help")):
        does = action_of(key)
        assert does is not None
        assert does.id == always


def test_many_sentences_are_three_and_how_many_more() -> None:
    keymap = keymap_of({f"nothing{number}": () for number in range(9)})
    assert len(keymap.said) == 9
    assert len(keymap.said_short) == 4
    assert keymap.said_short[-1] == "keys: 6 more, lev keys says them"


def test_the_table_of_the_readme_stays_that_of_the_defaults() -> None:
    before = key_table()
    use_keys({"money": ("f7",)})
    assert key_of("money") == "F7"
    assert key_table() == before


def test_an_action_without_a_key_is_named() -> None:
    use_keys({"add_stream": ()})
    assert key_of("add_stream") == f"“{BY_ID['add_stream'].label}”"


async def test_keys_of_the_config_do_what_they_say_and_the_old_ones_nothing(start: Start) -> None:
    async with start(config=Config(keys={"hours_style": ("f7", "f9"), "previous_week": ("f8",)})) as running:
        style, week = running.app.session.view.style, running.app.session.view.week
        await running.press("d", "pageup", "left_square_bracket")
        assert (running.app.session.view.style, running.app.session.view.week) == (style, week)
        await running.press("f7")
        assert running.app.session.view.style != style
        await running.press("f9")
        assert running.app.session.view.style == style
        await running.press("f8")
        assert running.app.session.view.week < week


async def test_they_stand_in_the_footer_the_help_and_the_sentences(start: Start) -> None:
    async with start(
        None, config=Config(keys={"add_stream": ("f8",), "help": ("f9",), "quit": ("f12",)})
    ) as running:
        await running.press("escape", "escape")
        assert " F8 adds" in running.text()
        assert "F9 help" in running.text()
        assert "F12 quit" in running.text()
        await running.press("f9")
        assert "Help" in running.text()
        assert any("F9 F1" in line for line in running.text().splitlines()) or await _scrolled(running, "F9 F1")


async def _scrolled(running: Running, words: str) -> bool:
    for _ in range(30):
        await running.press("pagedown")
        if words in running.text():
            return True
    return False


async def test_a_footer_without_the_keys_of_its_actions_still_has_the_others(start: Start) -> None:
    async with start(config=Config(keys={"money": (), "undo": ()})) as running:
        shown_there = [action.id for _, _, action in running.main.query_one(FooterLine).places()]
        assert {"help", "quit"} <= set(shown_there)
        assert not {"money", "undo"} & set(shown_there)


async def test_the_arrows_of_the_panes_can_be_others(start: Start) -> None:
    async with start(config=Config(keys={"move_down": ("f8",), "undo": ("j",)})) as running:
        before = running.main.timesheet.line
        await running.press("j", "down")
        assert running.main.timesheet.line == before
        await running.press("f8")
        assert running.main.timesheet.line != before


async def test_what_is_wrong_is_said_and_the_program_goes_on(start: Start) -> None:
    async with start(config=Config(keys={"[/red]": ("x",), "undo": ("[nope]",)})) as running:
        said = [note.message for note in running.app._notifications]
        assert any("there is no action [/red]" in sentence for sentence in said)
        assert any("there is no key '[nope]'" in sentence for sentence in said)
        await running.press("d")
        assert running.app.session.view.style == "decimal"


DIALOGS = (
    "money", "add_stream", "edit_stream", "standing", "new_row", "note", "baseline", "goal", "settings", "save_copy",
    "what_if", "plan", "close_week", "taste", "insights", "palette",
)  # fmt: skip


@pytest.mark.parametrize("action", [name for name in DIALOGS if name in BY_ID])
async def test_no_key_steals_a_letter_from_a_field(start: Start, action: str) -> None:
    """With a key for every letter: each printable key that is typed into a field stands in it. Where fields are of
    one class in containers of the same classes, keys go the same way in all, and one of them is typed into."""
    letters = iter("bfgvzBDFGHIJKLMNOPQRSTVWXYZ")
    keys = {found.id: (next(letters),) for found in ACTIONS if not found.keys}
    async with start(config=Config(keys=keys), size=(100, 40)) as running:
        await running.main.perform(action)
        await running.settle()
        focusable = [field for field in running.app.screen.query(Input) if field.focusable]
        ways = {tuple(type(node) for node in field.ancestors_with_self): field for field in focusable}
        for field in ways.values():
            field.focus()
            await running.pilot.pause()
            for part in (string.ascii_letters, string.digits + string.punctuation):
                field.value = ""
                await running.pilot.press(*map(named, part))
                await running.pilot.pause()
                assert field.value == part[: len(field.value)]
                assert len(field.value) == len(part)
