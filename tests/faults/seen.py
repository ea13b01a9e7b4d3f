"""What came of the faults that were tried, and why some could not be."""

from __future__ import annotations

from dataclasses import dataclass


class CannotTry(Exception):
    """This machine does not allow a trial. The text is the reason."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one fault, or many, left behind.

    `acknowledged` counts edits that were said to be saved, `lost` those of them that are not in the file, `broken`
    files that no JSON reader takes or in which a document is damaged. `wrong` has a sentence for all of that and for
    whatever else was not as promised.
    """

    faults: int = 0
    acknowledged: int = 0
    lost: int = 0
    broken: int = 0
    wrong: tuple[str, ...] = ()

    def __add__(self, other: Seen) -> Seen:
        return Seen(
            self.faults + other.faults,
            self.acknowledged + other.acknowledged,
            self.lost + other.lost,
            self.broken + other.broken,
            self.wrong + other.wrong,
        )


def counted(kept: int, there: int, begun: int, what: str) -> Seen:
    """One fault during which `begun` edits were begun and `kept` were said to be saved; `there` are in the file."""
    seen = Seen(1, kept)
    if there < kept:
        seen += Seen(lost=kept - there, wrong=(f"{what}: {kept} were said to be saved, {there} are there",))
    if there > begun:
        seen += Seen(wrong=(f"{what}: {begun} were begun, {there} are there",))
    return seen


def wrong(sentence: str) -> Seen:
    """Something that was not as promised."""
    return Seen(wrong=(sentence,))


def broken(sentence: str) -> Seen:
    """A file that is not whole."""
    return Seen(broken=1, wrong=(sentence,))
