"""Texts made to do harm, a book full of them that another program wrote, and how it is told that they did none."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from leverage_tui.domain.text import is_clean

COMMANDS = (
    "a\x1b]0;title\x07b", "\x1b]52;c;SGk=\x07", "\x1b[2Jx", "\u009b31mred", "\x1bPq\x1b\\", "\x1b[6n",
    "\x1b]8;;http://x\x1b\\link", "nul\x00", "\u202egpj.exe", "\u2066iso\u2069", "zero\u200bwidth",
    "e" + "\u0301" * 40, "\x7fdel\x08\x08", "line\rover", "tab\tand\nline", "\ufeffmark\U000e0041", "\u2028\u2029",
)  # fmt: skip
"""What a terminal would obey, or what would make a line read otherwise than it is."""
MARKUP = (
    "[/", "[/]", "[/foo]", "[link=file:///x]z[/link]", "[red]x", "a[b]c", "[a=b]", "[$primary]y",
    "[@click=app.quit]pay[/]", "\\[", "[bold", "{name} %s $name {", "'\"`;$(x)", "=cmd|'x'!A1", "👩‍👩‍👧 日本語",
)  # fmt: skip
"""What a toolkit would take for its own language."""
PAYLOADS = (*COMMANDS, *MARKUP)

# What this program itself sends: colours, where the cursor goes, modes, the synchronised paint, keyboard, the window's
# size, and what was copied, which is in base64.
_OURS = re.compile(
    r"\x1b\[[0-9;:]*m|\x1b\[[0-9;]*[HABCDJKGd]|\x1b\[\?[0-9;]+[hlu]|\x1b\[\?[0-9]+\$p|\x1b\[[<>=][0-9;]*u"
    r"|\x1b\]22;[a-z-]*(?:\x1b\\|\x07)|\x1b\]52;c;[A-Za-z0-9+/=]*\x07|\x07"
)
_CLEARS = re.compile(r"\x1b\[2J|\x1b\[6n|\x1b\]52;c;SGk=")


def harm(sent: str) -> str:
    """What of the payloads is in a text on its way to a terminal; empty where nothing is."""
    found = _CLEARS.search(sent)
    if found:
        return found[0]
    for line in re.split(r"\r?\n", _OURS.sub("", sent)):
        if not is_clean(line):
            return next(char for char in line if not is_clean(char)) + repr(line[:200])
    marks = re.search(r"[\u0300-\u036f]{6,}", sent)
    return repr(marks[0]) if marks else ""


def poisoned(raw: Any, texts: tuple[str, ...], at: int = 0) -> Any:
    """The same JSON with a payload in each text that a person wrote: names, notes, who did it, labels."""
    if isinstance(raw, dict):
        place = at + len(raw.get("id", "")) + sum(map(ord, str(raw.get("stream", ""))))
        return {
            key: f"{texts[(place + len(key)) % len(texts)]} {value[:10]}"
            if key in ("name", "note", "who", "label") and isinstance(value, str)
            else poisoned(value, texts, place)
            for key, value in raw.items()
        }
    return [poisoned(each, texts, at) for each in raw] if isinstance(raw, list) else raw


def poison(source: Path, path: Path, texts: tuple[str, ...] = PAYLOADS) -> None:
    """Write `source` to `path` as another program would leave it, with payloads longer than any limit too."""
    tables = poisoned(json.loads(source.read_text("utf-8")), texts)
    streams = list(tables.get("streams", {}).values())
    if streams:
        streams[-1]["note"] = "".join(texts) * 200
    path.write_text(json.dumps(tables), "utf-8")
    path.chmod(0o600)
