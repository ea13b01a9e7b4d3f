"""What can go wrong between the program and its file. Each error's text is one plain sentence for the user:
what failed, why, and what is safe."""

from __future__ import annotations

import errno
import os
from pathlib import Path

_WORDS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your disk quota is used up",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "you have no permission to write there",
    errno.EPERM: "the system does not allow it",
    errno.EBUSY: "the file is held in place by the system (a mounted file cannot be replaced)",
    errno.EIO: "the disk reports an error",
    errno.EFBIG: "the file would be larger than the system allows",
    errno.EISDIR: "it is a folder",
    errno.ENOTDIR: "a part of its path is no folder",
    errno.ENOENT: "its folder is not there",
    errno.ELOOP: "a link stands where a file should be",
    errno.EEXIST: "there is a file of that name already",
    errno.ENAMETOOLONG: "its name is too long",
    errno.EMFILE: "too many files are open",
    errno.ENXIO: "it is no regular file",
}


GONE = "it is gone"
"""Why a file that was there cannot be read."""


def in_words(error: OSError) -> str:
    """Why the system refused, in words."""
    known = _WORDS.get(error.errno or 0)
    return known or os.strerror(error.errno or errno.EIO).lower()


class StoreError(Exception):
    """Something about the file at `path`. `why` is the reason alone, without the file and what is safe."""

    def __init__(self, path: Path, why: str, sentence: str) -> None:
        super().__init__(sentence)
        self.path = path
        self.why = why


class FileUnreadable(StoreError):
    """The file holds nothing that can be taken for a book. It is never overwritten."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path, why, f"{path} cannot be read: {why}. The file was left as it is.")


class WentBack(StoreError):
    """The file lacks what this machine saved in it: nothing is written before the user said what is to become of it.
    `sentence` is what is said of it."""

    def __init__(self, path: Path, sentence: str) -> None:
        super().__init__(path, "the file is older than what was saved in it, or another machine's", sentence)


class FileLocked(StoreError):
    """Another program holds the lock, for longer than one save can take."""

    def __init__(self, path: Path) -> None:
        why = "another program is holding it"
        super().__init__(path, why, f"{path} was not saved: {why}. What it held before is untouched.")


class BackupsUnreadable(StoreError):
    """The folder of the backups is there, and what lies in it cannot be seen. That is not to have none."""

    def __init__(self, folder: Path, why: str) -> None:
        sentence = f"The backups in {folder} cannot be read: {why}. While that is so, no backup can be made."
        super().__init__(folder, f"the folder of the backups cannot be read ({why})", sentence)


class CannotSave(StoreError):
    """The file could not be written. It still holds what it held."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path, why, f"{path} was not saved: {why}. What it held before is untouched.")


class NotConfirmed(CannotSave):
    """The new file stands in place, but the disk did not confirm that it will outlive a power cut."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path, why)
        self.args = (f"{path} was written but the disk did not confirm it: {why}. Save again to be sure.",)


class NewerSchema(StoreError):
    """A newer version of this program wrote the file: it may be looked at, not changed."""

    def __init__(self, path: Path, schema: int) -> None:
        why = f"a newer version of this program wrote it (format {schema})"
        super().__init__(path, why, f"{path} is open for reading only: {why}. Nothing in it was changed.")
