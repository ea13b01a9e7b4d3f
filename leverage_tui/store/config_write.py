"""One key of the config file written back: comments, order and whatever this program does not know stay."""

from __future__ import annotations

import errno
from pathlib import Path

from leverage_tui.store import disk
from leverage_tui.store.config import LARGEST
from leverage_tui.store.config_keys import Value
from leverage_tui.store.errors import CannotSave, FileUnreadable, in_words
from leverage_tui.store.paths import make_private_folder
from leverage_tui.store.private import sweep

HEADER = "# What is only taste. lev config lists every key and its meaning.\n"
_TRIES = 5


def written(path: Path, key: str, value: Value | None) -> None:
    """Write `key` alone, None takes it out. A missing file is made, a linked one is followed, and replaced as a whole.

    Raises FileUnreadable where it is no TOML, CannotSave otherwise; then the file is as it was.
    """
    for _ in range(_TRIES):
        try:
            _write(path.resolve(), key, value)
            return
        except disk.Moved:
            continue
        except (OSError, RuntimeError) as error:
            # What is no error of the system is a link that leads to itself.
            loop = OSError(errno.ELOOP, "")
            raise CannotSave(path, in_words(error if isinstance(error, OSError) else loop)) from error
    raise CannotSave(path, "another program keeps changing it")


def _write(path: Path, key: str, value: Value | None) -> None:
    found = disk.read(path)
    if found is None and value is None:
        return
    if found is not None and len(found.data) > LARGEST:
        raise FileUnreadable(path, f"it has {len(found.data) >> 10} KB, the most is {LARGEST >> 10}")
    if found is not None and (why := disk.why_not_writable(path, found.mode)):
        raise CannotSave(path, why)
    data = _changed(path, HEADER.encode() if found is None else found.data, key, value)
    if found is not None and data == found.data:
        return
    make_private_folder(path.parent)
    sweep(path.parent, path.name)
    disk.replace(path, data, None if found is None else found.stamp, alone=False)
    disk.confirm(path)


def _changed(path: Path, data: bytes, key: str, value: Value | None) -> bytes:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        text = data.decode("utf-8-sig")
        document = tomlkit.parse(text)
    except UnicodeDecodeError as error:
        raise FileUnreadable(path, f"it is no UTF-8 text (byte {error.start + 1})") from error
    except TOMLKitError as error:
        raise FileUnreadable(path, f"it is no TOML ({error})") from error
    if value is None:
        if key not in document:
            return data
        document.remove(key)
    elif key in document:
        # A value in place keeps the comment behind it.
        if document[key] == value and type(document.unwrap()[key]) is type(value):
            return data
        document[key] = value
    else:
        document.add(key, tomlkit.item(value))
    return document.as_string().encode()
