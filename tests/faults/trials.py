"""Every trial there is: what it is called, how to do it, and how often in the ordinary tests and in the long run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.faults import calls, crowd, cuts, foreign, full, kills, torn, users
from tests.faults.seen import Seen


class Trial(NamedTuple):
    """`run` takes a folder that is not there yet, and how often. Raises CannotTry where the machine forbids it."""

    name: str
    run: Callable[[Path, int], Seen]
    short: int
    long: int


EVERY = 10_000
TRIALS = (
    Trial("kill -9 at random", kills.kill_every_writer, 4, 60),
    Trial("kill before each system call", calls.kill_before_every_call, 5, EVERY),
    Trial("an error from each system call", calls.fail_every_call, 5, EVERY),
    Trial("writes torn by a size limit", torn.tear_writes, 4, 60),
    Trial("full disks", full.fill_disks, 1, 10),
    Trial("a sync that truly fails", full.fail_syncs, 1, 5),
    Trial("power cuts", cuts.cut_power, 1, 20),
    Trial("commands and the dashboard at once", crowd.log_together, 6, 100),
    Trial("stopped with the lock in hand", crowd.stop_holders, 2, 20),
    Trial("killed with the lock in hand", crowd.kill_holders, 2, 20),
    Trial("the lock file deleted and replaced", crowd.disturb_lock_files, 8, 300),
    Trial("copies put over the file", foreign.put_copies_over, 20, 400),
    Trial("an ordinary user without permission", users.refuse_ordinary_users, 1, 3),
)
