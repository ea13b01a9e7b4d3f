"""The libraries that the program stands on, all of them, each with the hashes of its files: `python -m tests.lock`
writes `tests/lock.txt` anew. It is installed from by `pip install --require-hashes -r tests/lock.txt`.

Each version of Python and each kind of machine may take another file, so that pip is asked once for each of them.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
FILE = Path(__file__).with_name("lock.txt")
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
MACHINES = ("manylinux2014_x86_64", "manylinux2014_aarch64", "macosx_11_0_arm64", "macosx_10_12_x86_64")
HEAD = (
    "# Every library that leverage-tui needs at run time, with the hashes of the files that may be taken for it.\n"
    "# Written by: python -m tests.lock\n"
)

Locked = dict[tuple[str, str], set[str]]
"""Name and version to hashes."""


def wanted() -> list[str]:
    """What the program says it needs."""
    found: list[str] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    return found


def named(text: str) -> str:
    """A library's name as it is compared: of a requirement too."""
    name = text
    for mark in "<>=!~;[ ":
        name = name.partition(mark)[0]
    return name.strip().lower().replace("_", "-").replace(".", "-")


def resolved(python: str, machine: str) -> Iterator[tuple[str, str, str]]:
    """Name, version and hash of every file that pip would take there."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed",
             "--only-binary=:all:", "--python-version", python, "--platform", machine, "--target", folder,
             "--report", str(report), *wanted()],
            check=True,
        )  # fmt: skip
        for found in json.loads(report.read_text("utf-8"))["install"]:
            about = found["metadata"]
            yield named(about["name"]), about["version"], found["download_info"]["archive_info"]["hashes"]["sha256"]


def lock() -> Locked:
    """Everything, for every Python on every machine. Raises ValueError where two of them want two versions."""
    found: Locked = {}
    for python in PYTHONS:
        for machine in MACHINES:
            for name, version, digest in resolved(python, machine):
                found.setdefault((name, version), set()).add(digest)
    if len({name for name, _ in found}) != len(found):
        raise ValueError(f"two versions of one library: {sorted(found)}")
    return found


def written(found: Locked) -> str:
    """The lock's text."""
    lines = [
        " \\\n".join([f"{name}=={version}", *(f"    --hash=sha256:{digest}" for digest in sorted(digests))])
        for (name, version), digests in sorted(found.items())
    ]
    return HEAD + "\n".join(lines) + "\n"


def read(text: str) -> Locked:
    """What a lock's text holds. Raises ValueError for a line that is no lock's."""
    found: Locked = {}
    for line in text.replace("\\\n", " ").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        first, *hashes = line.split()
        name, equal, version = first.partition("==")
        if not equal or not hashes or not all(each.startswith("--hash=sha256:") for each in hashes):
            raise ValueError(line)
        found[named(name), version] = {each.removeprefix("--hash=sha256:") for each in hashes}
    return found


if __name__ == "__main__":
    FILE.write_text(written(lock()), "utf-8")
