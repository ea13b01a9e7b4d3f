"""``lev keys``: the dashboard's keys, those of the config in effect, and what in it does not fit."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping

from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.cli.output import table


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--probe", action="store_true", help="show what the terminal sends for each key")
    parser.add_argument("--json", action="store_true", help="as JSON, by the names that the config takes")


def _run(context: Context, given: Namespace) -> int:
    from leverage_tui.tui.keymap import keymap_of

    if given.probe and given.json:
        raise AskedWrong("either --probe or --json")
    config, wrong = context.config_read
    keymap = keymap_of(config.keys)
    for sentence in (*wrong, *keymap.said):
        context.output.say(sentence)
    if given.probe:
        if not (sys.stdin and sys.stdin.isatty() and context.output.is_terminal):
            raise AskedWrong("--probe needs a terminal")
        from leverage_tui.store.crash import Fault
        from leverage_tui.tui.screens.key_probe import ProbeApp

        app = ProbeApp(keymap)
        app.run(mouse=False)
        if app.fault is not None:
            raise Fault from app.fault
        return app.return_code or 0
    _list(context, keymap.keys, as_json=given.json)
    return 0


def _list(context: Context, changed: Mapping[str, tuple[str, ...]], *, as_json: bool) -> None:
    from leverage_tui.tui.actions import BY_ID
    from leverage_tui.tui.key_names import shown
    from leverage_tui.tui.keymap import CHANGEABLE

    actions = [BY_ID[action] for action in CHANGEABLE]
    if as_json:
        context.output.json({
            action.id: {"default": action.keys, "keys": changed.get(action.id, action.keys)} for action in actions
        })  # fmt: skip
        return
    rows = [("ACTION", "DEFAULT", "IN EFFECT", "")]
    for action in actions:
        default, now = (" ".join(map(shown, keys)) for keys in (action.keys, changed.get(action.id, action.keys)))
        rows.append((action.id, default or "-", ("*" if action.id in changed else " ") + (now or "-"), action.help))
    context.output.lines(table(rows))


KEYS = Command(
    usage="keys [--probe | --json]",
    about="The actions of the dashboard by their ids, the default keys and those in effect; * where the config has "
    'others. In the config, a table: [keys], then money = "f7", or undo = ["u", "ctrl+z"], or goal = [] for none. '
    "What does not fit is said and left aside; ^q always quits and F1 is always the help.",
    configure=_configure,
    run=_run,
    examples=("lev keys", "lev keys --probe"),
)
