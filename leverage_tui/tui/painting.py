"""What is done once a change stands on the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual.message_pump import MessagePump


def after_paint(node: MessagePump, callback: Callable[[], object]) -> None:
    """Call `callback` once what was changed until now is painted.

    Textual calls back when nothing is left to paint, but a widget says only in its own turn that it has to be: so
    every widget has its turn first.
    """

    async def when_all_have_said() -> None:
        await asyncio.sleep(0)
        node.call_after_refresh(callback)

    node.call_later(when_all_have_said)
