"""What the program stands on is listed whole and by hash, and comes from no place in particular."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, requires

import pytest
from packaging.requirements import Requirement

from tests import lock

FOUND = lock.read(lock.FILE.read_text("utf-8"))
NAMES = {name for name, _ in FOUND}


def test_every_runtime_dependency_is_there_in_a_version_that_fits() -> None:
    versions = dict(FOUND.keys())
    for text in lock.wanted():
        need = Requirement(text)
        assert lock.named(need.name) in NAMES, text
        assert need.specifier.contains(versions[lock.named(need.name)]), text
    assert len(versions) == len(FOUND) == len(NAMES)


def test_every_dependency_of_a_dependency_is_there() -> None:
    for name in NAMES:
        try:
            needs = requires(name) or []
        except PackageNotFoundError:
            pytest.fail(f"{name} is locked and not installed")
        for need in map(Requirement, needs):
            if need.marker is None or need.marker.evaluate({"extra": ""}):
                assert lock.named(need.name) in NAMES, f"{name} needs {need.name}"


def test_each_has_hashes_and_no_file_names_a_host() -> None:
    assert all(re.fullmatch("[0-9a-f]{64}", digest) for digests in FOUND.values() for digest in digests)
    assert all(FOUND.values())
    text = lock.FILE.read_text("utf-8")
    assert not re.search(r"://|@|--index|--find|\bfile:|\.(org|com|io|net)\b", text)


def test_only_the_one_that_is_compiled_differs_between_machines() -> None:
    assert {name for (name, _), digests in FOUND.items() if len(digests) > 1} == {"pendulum"}
    assert {len(digests) for digests in FOUND.values()} == {1, len(lock.PYTHONS) * len(lock.MACHINES)}


def test_a_lock_reads_back_as_it_was_written() -> None:
    assert lock.read(lock.written(FOUND)) == FOUND
    assert lock.written(FOUND) == lock.FILE.read_text("utf-8")


@pytest.mark.parametrize("line", ["textual", "textual==8", "textual==8 --hash=md5:1", "--index-url x", "a @ b"])
def test_what_is_no_lock_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=re.escape(line)):
        lock.read(line)


def test_names_are_compared_as_pip_compares_them() -> None:
    assert lock.named("Markdown_It.py>=2; extra") == "markdown-it-py"
    assert lock.named("textual[syntax]>=8") == "textual"
