"""How long a program takes, from its start as a process, to have words stand on a real terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence

from tests.benchmarks.screens import SIZE

_PATIENCE = 60.0
_CONTROLS = re.compile(rb"\x1b(?:\[[0-9;?]*[A-Za-z]|[=>])")


def shown_after(command: Sequence[str], environ: Mapping[str, str], words: bytes, leave: bytes) -> float:
    """Milliseconds until `words` are written to the terminal in which `command` runs; then its `leave` key is pressed
    and its end waited for."""
    ours, its = pty.openpty()
    columns, rows = SIZE
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    began = time.time()
    program = subprocess.Popen(
        command, stdin=its, stdout=its, stderr=its, env=dict(environ), start_new_session=True
    )
    os.close(its)
    try:
        written = b""
        while words not in _CONTROLS.sub(b"", written):
            written += _read(ours, began)
        took = time.time() - began
        # A key is one once the program reads keys.
        while program.poll() is None:
            os.write(ours, leave)
            time.sleep(0.2)
            _read(ours, began)
    finally:
        program.kill()
        program.wait()
        os.close(ours)
    return took * 1000


def _read(terminal: int, began: float) -> bytes:
    """What comes within a moment. Raises TimeoutError."""
    if time.time() - began > _PATIENCE:
        raise TimeoutError("the program shows nothing")
    if not select.select([terminal], [], [], 0.05)[0]:
        return b""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""
