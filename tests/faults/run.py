"""Tries every fault and prints what came of it: one line a trial, then the sum and what could not be tried, and why."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults.controls import CONTROLS, is_seen
from tests.faults.seen import CannotTry, Seen
from tests.faults.trials import TRIALS

_WIDTH = 50
_SHOWN = 10


def run(long: bool, only: str) -> int:
    """0 where nothing was lost, broken or otherwise not as promised, and every control was seen."""
    total, skips, blind = Seen(), list[tuple[str, str]](), list[str]()
    print(f"{'':{_WIDTH}} {'faults':>7} {'kept':>7} {'lost':>5} {'broken':>6}")
    for trial in TRIALS:
        if only in trial.name:
            with TemporaryDirectory(prefix="leverage-faults-") as folder:
                try:
                    seen = trial.run(Path(folder) / "trial", trial.long if long else trial.short)
                except CannotTry as reason:
                    skips.append((trial.name, str(reason)))
                    continue
            total += seen
            _tell(trial.name, seen)
    _tell("in all", total)
    for control in CONTROLS:
        if only in control.name:
            with TemporaryDirectory(prefix="leverage-faults-") as folder:
                try:
                    is_found = is_seen(control, Path(folder) / "control")
                except CannotTry as reason:
                    skips.append((control.name, str(reason)))
                    continue
            print(f"control: {control.name}: {'seen to lose, as it must be' if is_found else 'NOT SEEN'}")
            if not is_found:
                blind.append(control.name)
    print(
        f"{total.faults:,} faults tried, {total.acknowledged:,} edits said to be saved, {total.lost} of them lost, "
        f"{total.broken} broken files, {len(total.wrong)} other or further complaints, {len(skips)} skipped"
    )
    for name, why in skips:
        print(f"skipped: {name}: {why}")
    return 1 if total.wrong or blind else 0


def _tell(name: str, seen: Seen) -> None:
    figures = f"{seen.faults:7,} {seen.acknowledged:7,} {seen.lost:5} {seen.broken:6}"
    print(f"{name:{_WIDTH}} {figures}", flush=True)
    if name != "in all":
        for sentence in seen.wrong[:_SHOWN]:
            print(f"    {sentence}")
