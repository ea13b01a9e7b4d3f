"""The config file: what is read of it, and one key written back."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.store import disk
from leverage_tui.store.config import Config, read_config
from leverage_tui.store.config_keys import CONFIG_KEYS, KEYMAP, KNOWN, Value
from leverage_tui.store.config_write import HEADER, written
from leverage_tui.store.errors import CannotSave, FileUnreadable


def config(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_everything_is_the_default(tmp_path: Path) -> None:
    assert read_config(tmp_path / "config.toml") == (Config(), ())


def test_every_key_of_the_schema_is_one_of_the_config_with_its_default_and_a_meaning() -> None:
    for key in CONFIG_KEYS.values():
        assert Config().value(key.name) == key.default
        assert key.why_not(key.default) is None
        assert key.meaning.endswith(".")
        assert key.read(key.words(key.default)) == key.default
        assert all(key.read(key.words(choice)) == choice for choice in key.choices)


def test_every_key_is_read(tmp_path: Path) -> None:
    text = (
        'theme = "nord"\nhours = "decimal"\ndecimal = ","\nthousands = "."\ncurrency_style = "code"\n'
        'first_day = "sunday"\nday_starts = 4\nmask = true\nmouse = false\n[keys]\nmoney = "f5"\nundo = ["u", "f7"]\n'
    )
    found, said = read_config(config(tmp_path, text))
    assert said == ()
    keys = {"money": ("f5",), "undo": ("u", "f7")}
    assert found == Config("nord", "decimal", ",", ".", "code", "sunday", 4, True, False, keys)
    assert found.first_weekday == 6


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('them = "nord"', "there is no them, the nearest is theme"),
        ("xyzzy = 1", f"there is no xyzzy (known: {', '.join(KNOWN)})"),
        ('hours = "decimals"', "hours is one of 'hm', 'decimal', decimal?"),
        ('first_day = "mon"', "first_day is one of 'monday'"),
        ("theme = 3", "theme is text in quotes"),
        ('theme = ""', "theme cannot be empty"),
        ("day_starts = 13", "day_starts is an hour from 0 to 12"),
        ("day_starts = true", "day_starts is an hour from 0 to 12"),
        ('mouse = "no"', "mouse is true or false"),
        ("mask = 1", "mask is true or false"),
        ('keys = "vim"', "keys is a table: [keys]"),
        ("[keys]\nmoney = 5", "keys.money is a key in quotes or a list of them"),
        ('[keys]\nmoney = ["m", 5]', "keys.money is a key in quotes or a list of them"),
        ("theme = ", "cannot be read, so it is left aside"),
    ],
)
def test_what_does_not_fit_is_said_and_never_fatal(tmp_path: Path, text: str, sentence: str) -> None:
    found, said = read_config(config(tmp_path, text))
    assert found == Config()
    assert len(said) == 1
    assert said[0].startswith("config.toml")
    assert sentence in said[0]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\xff\xfe", "it is no UTF-8 text (byte 1)"),
        (b"theme = '\x00'", "(at line 1, column 10)"),
        (b"a = " + b"[" * 5000, "it is nested too deeply"),
    ],
)
def test_bytes_that_are_no_toml_leave_the_defaults(tmp_path: Path, data: bytes, why: str) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(data)
    found, (said,) = read_config(path)
    assert found == Config()
    assert said.startswith("config.toml cannot be read, so it is left aside: ")
    assert said.endswith(why)


def test_what_is_no_file_is_said_in_words(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.symlink_to(path.name)
    loop = "config.toml cannot be read, so it is left aside: a link stands where a file should be"
    assert read_config(path) == (Config(), (loop,))
    with pytest.raises(CannotSave) as refused:
        written(path, "theme", "nord")
    assert refused.value.why == "a link stands where a file should be"
    path.unlink()
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(FileUnreadable) as unread:
        written(path, "theme", "nord")
    assert unread.value.why == "it is no UTF-8 text (byte 1)"


def test_what_fits_counts_beside_what_does_not(tmp_path: Path) -> None:
    found, said = read_config(config(tmp_path, 'theme = "nord"\nfirst = "sunday"\nhours = "decimal"\n'))
    assert (found.theme, found.hours, len(said)) == ("nord", "decimal", 1)


LOVED = """# mine
theme = "nord"   # at night

# hours like the invoice
hours = 'decimal'
strange = { a = 1 }

[keys]  # by hand
money = "f5"
"""


def test_one_key_is_written_and_all_else_stays(tmp_path: Path) -> None:
    path = config(tmp_path, LOVED)
    written(path, "theme", "leverage-light")
    assert path.read_text() == LOVED.replace('"nord"', '"leverage-light"')
    written(path, "mask", True)
    text = path.read_text()
    assert text.replace("mask = true\n", "") == LOVED.replace('"nord"', '"leverage-light"')
    assert text.index("mask") < text.index("[keys]")
    found, said = read_config(path)
    assert (found.mask, found.theme, dict(found.keys)) == (True, "leverage-light", {"money": ("f5",)})
    assert len(said) == 1
    written(path, "mask", None)
    written(path, "hours", None)
    assert "hours = " not in path.read_text()
    assert "# hours like the invoice" in path.read_text()
    assert "strange = { a = 1 }" in path.read_text()


def test_a_missing_file_is_made_for_this_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "leverage-tui" / "config.toml"
    written(path, "day_starts", None)
    assert not path.exists()
    written(path, "day_starts", 4)
    assert path.read_text() == f"{HEADER}day_starts = 4\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [each.name for each in path.parent.iterdir()] == ["config.toml"]


def test_a_linked_config_is_followed(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles" / "lev.toml"
    real.parent.mkdir()
    real.write_text('theme = "nord"\n')
    link = tmp_path / "config.toml"
    link.symlink_to(real)
    written(link, "hours", "decimal")
    assert link.is_symlink()
    assert real.read_text() == 'theme = "nord"\nhours = "decimal"\n'


def test_a_link_to_nothing_makes_what_it_points_to(tmp_path: Path) -> None:
    link = tmp_path / "config.toml"
    link.symlink_to(tmp_path / "elsewhere.toml")
    written(link, "hours", "decimal")
    assert link.is_symlink()
    assert read_config(tmp_path / "elsewhere.toml")[0].hours == "decimal"


def test_the_same_value_again_writes_nothing(tmp_path: Path) -> None:
    path = config(tmp_path, LOVED)
    before = path.stat().st_ino
    written(path, "theme", "nord")
    written(path, "mouse", None)
    assert path.stat().st_ino == before


@pytest.mark.parametrize("data", [b"theme = ", b"\xff\xfe\x00"])
def test_a_file_that_is_no_toml_is_never_overwritten(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(data)
    with pytest.raises(FileUnreadable, match="left as it is"):
        written(path, "theme", "nord")
    assert path.read_bytes() == data


def test_a_read_only_file_is_refused_with_the_reason(tmp_path: Path) -> None:
    path = config(tmp_path, 'theme = "nord"\n')
    path.chmod(0o400)
    with pytest.raises(CannotSave, match="marked read-only"):
        written(path, "theme", "dracula")
    assert path.read_text() == 'theme = "nord"\n'


def test_a_link_in_a_circle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.toml").symlink_to(tmp_path / "config.toml")
    with pytest.raises((CannotSave, FileUnreadable)):
        written(tmp_path / "config.toml", "theme", "dracula")


def test_a_failed_replace_leaves_the_old_file_and_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = config(tmp_path, LOVED)

    def fails(*_: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(os, "replace", fails)
    with pytest.raises(CannotSave, match="the disk is full"):
        written(path, "theme", "dracula")
    assert path.read_text() == LOVED
    assert list(tmp_path.iterdir()) == [path]


def test_what_another_program_wrote_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = config(tmp_path, LOVED)
    replace, turns = disk.replace, iter([True])

    def late(place: Path, data: bytes, known: disk.Stamp | None, *, alone: bool) -> disk.Stamp:
        if next(turns, False):
            path.write_text(LOVED + 'undo = "f7"\n')
        return replace(place, data, known, alone=alone)

    monkeypatch.setattr(disk, "replace", late)
    written(path, "hours", "hm")
    assert 'undo = "f7"' in path.read_text()
    assert read_config(path)[0].hours == "hm"


VALUES: dict[str, st.SearchStrategy[Value]] = {
    key.name: st.sampled_from(list(key.choices)) if key.choices
    else st.booleans() if isinstance(key.default, bool)
    else st.integers(0, 12) if isinstance(key.default, int)
    else st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1)
    for key in CONFIG_KEYS.values()
}  # fmt: skip


@given(st.lists(st.sampled_from(list(CONFIG_KEYS)).flatmap(lambda key: st.tuples(st.just(key), VALUES[key]))))
def test_whatever_is_written_is_read_back_and_the_keymap_stays(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, Value]]
) -> None:
    path = config(tmp_path_factory.mktemp("config"), f'# head\n[{KEYMAP}]\nmoney = "f5" # why\n[other]\nx = 1\n')
    wanted = Config(keys={"money": ("f5",)})
    for key, value in changes:
        written(path, key, value)
        wanted = wanted.having(key, value)
    found, said = read_config(path)
    assert found == wanted
    assert len(said) == 1
    assert "# head\n" in path.read_text()
    assert 'money = "f5" # why' in path.read_text()
