"""Letters over the places of the dashboard; a letter goes there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from string import ascii_lowercase

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Offset
from textual.screen import ModalScreen
from textual.widgets import Static

from leverage_tui.tui.screens.once import AnswersOnce


@dataclass(frozen=True, slots=True)
class Target:
    """A place to go to. `at` is where its letter stands on the screen, None where the place is not seen; `letter` is
    the one it wants, and, once `lettered`, the one it has."""

    name: str
    at: Offset | None
    go: Callable[[], object]
    letter: str = ""


def lettered(targets: Iterable[Target]) -> list[Target]:
    """The targets with a letter each: the wanted ones first, then the free ones in order; as many as there are."""
    found = list(targets)
    wanted = {target.letter for target in found}
    free = iter([letter for letter in ascii_lowercase if letter not in wanted])
    given = ((target, target.letter or next(free, "")) for target in found)
    return [replace(target, letter=letter) for target, letter in given if letter]


class Jump(AnswersOnce, ModalScreen[Target | None]):
    """The letters. Any other key, a click beside them, or another size leaves it."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    Jump { background: $background 40%; }
    Jump .letter {
        position: absolute; width: 1; height: 1;
        color: $accent; background: $background; text-style: bold reverse;
    }
    Jump #words {
        dock: bottom; width: 100%; height: 1; margin-bottom: 1; padding: 0 1;
        color: $foreground; background: $panel;
    }
    """

    def __init__(self, targets: Sequence[Target]) -> None:
        """`targets` have their letters."""
        super().__init__()
        self._targets = tuple(targets)
        self._shown_at: tuple[int, int] | None = None

    def compose(self) -> ComposeResult:
        """A letter for each place that is seen; those that are not seen are named below."""
        for target in self._targets:
            if target.at is not None:
                letter = Static(Content(target.letter), classes="letter")
                letter.styles.offset = (target.at.x, target.at.y)
                yield letter
        unseen = [f"{target.letter} {target.name}" for target in self._targets if target.at is None]
        yield Static(Content(" · ".join(["a letter goes there", *unseen, "Esc leaves"])), id="words")

    def on_key(self, event: events.Key) -> None:
        """The letter's place, or none. Nobody else hears of the key."""
        event.stop()
        event.prevent_default()
        self.dismiss(next((target for target in self._targets if target.letter == event.key), None))

    def on_click(self, event: events.Click) -> None:
        """The place of the letter that was clicked."""
        event.stop()
        self.dismiss(next((target for target in self._targets if target.at == event.screen_offset), None))

    def on_resize(self, event: events.Resize) -> None:
        """Another size puts everything elsewhere."""
        if self._shown_at not in (None, event.size):
            self.dismiss(None)
        self._shown_at = event.size

    def action_leave(self) -> None:
        """Leave without going anywhere."""
        self.dismiss(None)
