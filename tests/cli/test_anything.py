"""Whatever is typed: an exit code that means something, one line of refusal, and a file that can be read."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.conftest import Lev

_WORDS = (
    "log", "money", "week", "status", "close", "set", "stream", "add", "list", "edit", "pause", "end", "delete",
    "metrics", "import", "check", "where", "help", "care", "consulting", "support", "people", "1h30", "90", "-2d",
    "--on", "--note", "--who", "--cost", "--json", "--format", "{gauge}", "{", "--week", "--all-before", "--yes",
    "--today", "--", "-", "", "=", "--period", "--units", "baseline_rate", "none", "5", "2026-W46", "--name",
    "rates", "missing", "pay", "EUR", "1.08", "--per",
    "--help", "--map", "a=b:c", "--into", "--time-sold", "--status", "--version",
)  # fmt: skip
_words = st.lists(st.one_of(st.sampled_from(_WORDS), st.text(max_size=12)), max_size=8)


@given(lines=st.lists(_words, min_size=1, max_size=3))
@settings(max_examples=150, deadline=None)
def test_any_words_end_in_an_answer_or_one_line(lines: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        lev = Lev(Path(folder))
        lev("stream", "add", "Care plan", "--id", "care")
        for words in lines:
            before = lev.bytes()
            ran = lev.run(*words)
            assert ran.code in (0, 2), ran
            if ran.code:
                assert ran.out == ""
                assert ran.err.count("\n") == 1
                assert lev.bytes() == before
            assert all(
                char == "\n" or (ord(char) >= 32 and not 0x7F <= ord(char) < 0xA0) for char in ran.out + ran.err
            )
        assert not lev.book.problems
