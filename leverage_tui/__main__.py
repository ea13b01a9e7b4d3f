"""``python -m leverage_tui``: the same as the installed command."""

from __future__ import annotations

from leverage_tui.cli.main import run

if __name__ == "__main__":
    run()
