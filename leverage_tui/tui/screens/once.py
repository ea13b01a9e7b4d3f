"""A screen that answers once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.await_complete import AwaitComplete

if TYPE_CHECKING:
    from textual.screen import Screen

    _Base = Screen[Any]
else:
    _Base = object


class AnswersOnce(_Base):
    """Mixed into a screen, before its kind. A key that was typed ahead may come to a screen that is gone already:
    Textual would then take away whatever screen is on top, or find that there is none."""

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Leave with `result`, and whatever stands over this screen with it; nothing where it was left before."""
        if self not in self.app.screen_stack:
            return AwaitComplete()
        while self.app.screen is not self:
            self.app.screen.dismiss()
        return super().dismiss(result)
