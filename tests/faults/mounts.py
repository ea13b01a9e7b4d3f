"""Disks that are made for one trial: small ones, and ones whose power can be cut. They need root, and are always
taken down again."""

from __future__ import annotations

import fcntl
import os
import struct
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.faults.seen import CannotTry

_SHUTDOWN = 0x8004587D
"""The call that ext4, XFS and F2FS know to lose everything that is not durable, as a power cut does."""
_NO_LOG_FLUSH = 2


def _run(*command: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise CannotTry(f"{command[0]} is not installed") from error
    if done.returncode:
        raise CannotTry(f"{command[0]} is refused: {done.stderr.strip().splitlines()[-1:] or done.returncode}")
    return done.stdout.strip()


def _need_root() -> None:
    if os.geteuid():
        raise CannotTry("only root can mount")


@contextmanager
def small_disk(folder: Path, options: str) -> Iterator[Path]:
    """A disk in memory with these options. Raises CannotTry where none can be mounted."""
    _need_root()
    folder.mkdir(parents=True)
    _run("mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder))
    try:
        yield folder
    finally:
        _run("umount", "--lazy", str(folder))


class Disk:
    """An ext4 file system in a file, mounted at `at`."""

    def __init__(self, device: str, at: Path) -> None:
        self._device, self.at = device, at

    def mount(self) -> None:
        """Mount it. What ext4 does of itself for programs that forget to sync is turned off."""
        _run("mount", "-t", "ext4", "-o", "noauto_da_alloc", self._device, str(self.at))

    def unmount(self) -> None:
        """Take it down."""
        _run("umount", str(self.at))

    def cut(self) -> None:
        """Cut its power: what is not durable by now is gone. It has to be mounted anew."""
        descriptor = os.open(self.at, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, _SHUTDOWN, struct.pack("I", _NO_LOG_FLUSH))
        except OSError as error:
            raise CannotTry(f"the file system knows no cut: {error.strerror}") from error
        finally:
            os.close(descriptor)


@contextmanager
def disk(image: Path, megabytes: int, *options: str) -> Iterator[Disk]:
    """A new ext4 disk in the file `image`. Raises CannotTry where there can be none."""
    _need_root()
    at = image.with_name(f"{image.name}-at")
    at.mkdir(parents=True, exist_ok=True)
    with open(image, "wb") as file:
        file.truncate(megabytes << 20)
    _run("mkfs.ext4", "-qF", *options, str(image))
    with ExitStack() as undoing:
        device = _run("losetup", "--find", "--show", str(image))
        undoing.callback(_run, "losetup", "--detach", device)
        made = Disk(device, at)
        made.mount()
        undoing.callback(subprocess.run, ["umount", "--lazy", str(at)], capture_output=True)
        yield made
