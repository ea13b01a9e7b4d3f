"""The one command: `python -m tests.faults [--long] [--only WORD]`, and `python -m tests.faults mutants`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser

from tests.faults import mutants
from tests.faults.run import run


def main() -> int:
    """Try what is asked for; gives 0 where all was as promised."""
    parser = ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("what", nargs="?", choices=["mutants"], help="seed faults in a copy of the store instead")
    parser.add_argument("--long", action="store_true", help="as often as it takes to find what is rare")
    parser.add_argument("--only", metavar="WORD", default="", help="only what has WORD in its name")
    given = parser.parse_args()
    return mutants.run(given.only) if given.what else run(given.long, given.only)


if __name__ == "__main__":
    sys.exit(main())
