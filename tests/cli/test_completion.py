from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from leverage_tui.cli.completion import SHELLS
from leverage_tui.cli.registry import summaries
from tests.cli.conftest import Lev


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_knows_every_command(bare: Lev, shell: str) -> None:
    made = bare("completion", shell)
    for name, _ in summaries():
        for word in name.split():
            assert word in made
    assert "leverage-tui" in made
    assert "--no-mouse" in made or "no-mouse" in made


@pytest.mark.parametrize("shell", SHELLS)
def test_the_shell_reads_it(bare: Lev, tmp_path: Path, shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell}")
    path = tmp_path / "script"
    path.write_text(bare("completion", shell))
    done = subprocess.run([shell, "-n", str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize(
    ("words", "offered"),
    [("lev st", "start stop status stream standing"), ("leverage-tui what-if a", "automate"),
     ("lev keys --p", "--probe")],
)  # fmt: skip
def test_bash_completes(bare: Lev, tmp_path: Path, words: str, offered: str) -> None:
    path = tmp_path / "script"
    path.write_text(bare("completion", "bash"))
    ask = (
        f"source {path}; COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}}-1)); "
        '_shtab_lev lev "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"; echo "${COMPREPLY[*]}"'
    )
    done = subprocess.run(["bash", "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout.split() == offered.split()


def test_another_shell_is_refused_with_the_nearest(bare: Lev) -> None:
    assert bare.refused("completion", "zhs") == "there is no shell zhs: the nearest is zsh"


def test_other_commands_do_not_load_what_makes_it() -> None:
    code = "import io, sys; from leverage_tui.cli.main import main; main(['where'], io.StringIO(), io.StringIO())\n"
    code += "import leverage_tui.cli.completion; print('shtab' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
