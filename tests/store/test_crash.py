"""A report of a fault can be sent to anybody: places and kinds, nothing that was planted in what went wrong."""

from __future__ import annotations

import errno
import gc
import os
import re
import threading
from pathlib import Path

import pytest

from leverage_tui.domain.quantities.money import parse_money
from leverage_tui.store import crash
from leverage_tui.store.crash import Fault, gathered, place_of, report, sentence, written

SECRETS = ("Acme Corp", "4711.99", "471199", "Ana Maria", "/home/grace", "grace", "secret note")


def planted(depth: int = 3) -> None:
    """Fails with secrets in its text, in the locals of each of its frames, and in what it came from."""
    name, amount, where = SECRETS[0], SECRETS[1], SECRETS[4]
    if depth:
        planted(depth - 1)
    try:
        parse_money(f"{amount} {name}", "USD", None)
    except Exception as error:
        raise ValueError(f"{name} owes {amount}, see {where}/book.json") from error


def caught() -> Exception:
    try:
        planted()
    except ValueError as error:
        return error
    raise AssertionError


def assert_nothing_of_it(text: str) -> None:
    assert not [secret for secret in SECRETS if secret in text]
    assert str(Path.home()) not in text
    assert str(Path(crash.__file__).parent.parent.parent) not in text
    assert os.uname().nodename not in text


def test_a_report_holds_places_and_kinds_and_none_of_the_secrets() -> None:
    text = report(caught(), "lev log")
    assert_nothing_of_it(text)
    assert re.match(r"leverage-tui [0-9.]+: lev log\nCPython 3\.", text)
    assert re.search(r"^ValueError\n  tests\.store\.test_crash:[0-9]+ caught$", text, re.MULTILINE)
    assert re.search(r"^which came from\n.*Unreadable$", text, re.MULTILINE)
    assert re.search(r"^  leverage_tui/domain/quantities/money\.py:[0-9]+ parse_money$", text, re.MULTILINE)
    assert "textual 8." in text
    assert re.search(r"^terminal .*, TERM ", text, re.MULTILINE)


def test_the_environment_tells_nothing_but_a_plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "Acme Corp 4711.99")
    monkeypatch.setenv("COLORTERM", "/home/grace")
    text = report(caught(), "lev")
    assert_nothing_of_it(text)
    assert "TERM not said, COLORTERM not said" in text


def test_what_the_system_refused_is_named_by_its_number_and_not_by_its_file() -> None:
    text = report(OSError(errno.ENOSPC, "no space", "/home/grace/Acme Corp.json"), "lev")
    assert_nothing_of_it(text)
    assert "OSError ENOSPC" in text


def test_groups_and_circles_come_to_an_end() -> None:
    one, other = caught(), caught()
    one.__cause__ = other
    other.__cause__ = one
    text = report(ExceptionGroup("Acme Corp", [one, other]), "lev")
    assert_nothing_of_it(text)
    assert text.count("ValueError\n") == 2


def test_endless_recursion_is_told_in_a_few_lines() -> None:
    def endless(secret: str) -> None:
        endless(secret)

    with pytest.raises(RecursionError) as found:
        endless("Acme Corp")
    text = report(found.value, "lev")
    assert_nothing_of_it(text)
    assert len(text.splitlines()) < 80
    assert "more" in text


def test_it_is_for_this_user_alone_whatever_the_mask_is_and_the_last_few_are_kept(tmp_path: Path) -> None:
    state = tmp_path / "state"
    before = os.umask(0)
    try:
        paths = [written(caught(), state, "lev") for _ in range(9)]
    finally:
        os.umask(before)
    folder = state / crash.FOLDER
    left = sorted(folder.iterdir())
    assert len(left) == crash.MOST_REPORTS
    assert paths[-1] is None or paths[-1] in left
    assert {path.stat().st_mode & 0o777 for path in left} == {0o600}
    assert {path.stat().st_mode & 0o777 for path in (state, folder)} == {0o700}


def test_what_is_not_a_report_is_never_taken_away(tmp_path: Path) -> None:
    folder = tmp_path / crash.FOLDER
    folder.mkdir()
    for name in ("mine.txt", "fault-notes.txt", *(f"fault-2020010{day}T000000Z.txt" for day in range(1, 8))):
        (folder / name).write_text("kept")
    written(caught(), tmp_path, "lev")
    assert {"mine.txt", "fault-notes.txt"} <= {path.name for path in folder.iterdir()}
    assert len(list(folder.iterdir())) == 2 + crash.MOST_REPORTS


def test_where_no_report_can_be_written_the_sentence_stands_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    error = caught()
    assert written(error, tmp_path / "file", "lev") is None
    said = sentence(error, None)
    assert said == f"this program has a fault: ValueError in {place_of(error)}. What was saved before is safe."
    assert_nothing_of_it(said)


def test_the_place_is_in_this_program_where_there_is_one() -> None:
    with pytest.raises(Exception) as found:
        parse_money("x", "USD", None)
    assert place_of(found.value).startswith("money.py:") or ".py:" in place_of(found.value)
    assert place_of(caught()).startswith("test_crash.py:")


def test_a_carried_fault_is_told_as_what_it_is(tmp_path: Path) -> None:
    error = caught()
    with pytest.raises(Fault) as found:
        raise Fault from error
    assert sentence(found.value, None).startswith("this program has a fault: ValueError in test_crash.py:")
    assert "Fault" not in report(found.value, "lev")


def test_the_name_of_the_home_is_not_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    path = written(caught(), tmp_path / "state", "lev")
    assert f"~/state/{crash.FOLDER}/fault-" in sentence(caught(), path)
    assert str(tmp_path) not in sentence(caught(), path)


def test_what_goes_wrong_beside_the_screen_is_gathered_and_not_printed(capfd: pytest.CaptureFixture[str]) -> None:
    class Breaks:
        def __del__(self) -> None:
            raise ValueError("Acme Corp")

    with gathered() as found:
        thread = threading.Thread(target=planted)
        thread.start()
        thread.join()
        broken = Breaks()
        del broken
        gc.collect()
    assert [type(error) for error in found] == [ValueError, ValueError]
    assert capfd.readouterr() == ("", "")
