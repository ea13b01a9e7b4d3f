"""The one command."""

from tests.benchmarks.run import main

main()
