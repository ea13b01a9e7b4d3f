"""The frame of every form: lines of fields, each with how it is read, and keys that never lose what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from leverage_tui.domain.edits.core import EditRefused
from leverage_tui.tui.screens.fields import ChoiceField, Field, FieldChanged, Fold, Line, ListField, TextField
from leverage_tui.tui.screens.frame import Dialog, Key
from leverage_tui.tui.screens.reading import Reading, Said

R = TypeVar("R")


class Form(Dialog[R]):
    """A dialog of fields. Subclasses give `lines`, read what is typed in `read`, and react in `changed`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "back", "field before", show=False),
        Binding("down", "next", "next field", show=False),
        Binding("f10", "accept", "save", show=False),
        Binding("f4", "more", "more", show=False),
    ]
    ACCEPT = "save"
    first = ""
    """The field that has the focus at first; empty: the first one."""

    DEFAULT_CSS = """
    Form {
        Line { width: 100%; height: auto; }
        Line .entry { width: auto; height: 1; }
        Line .marker { width: 2; height: 1; color: $accent; visibility: hidden; }
        Line.-here .marker { visibility: visible; }
        Line .label { width: 17; height: 1; color: $muted; }
        Line.-here .label { color: $foreground; text-style: bold; }
        Line .between { width: auto; height: 1; padding: 0 1; color: $muted; }
        Line .said { width: 1fr; height: auto; }
        Line .entry { min-width: 43; }
        Line TextField { width: 22; height: 1; padding: 0; background: $panel; }
        Line TextField:focus { background: $cursor 35%; }
        Line ChoiceField { height: 1; max-width: 1fr; }
        Line.tall .entry { width: 100%; height: auto; }
        Line.tall .label, Line.tall .said, Line.tall .marker { display: none; }
        Line.tall ListField { width: 1fr; margin: 0 0 1 0; }
        Line.double { layout: vertical; }
        Line.double .said { width: 100%; padding-left: 21; }
        Line.double .said.-empty { display: none; }
        Fold { width: 100%; height: 1; margin-top: 1; padding: 0; }
        .folded, .hidden { display: none; }
        &.-more .folded { display: block; }
        &.-more .hidden { display: none; }
    }
    Form.-narrow {
        Line { layout: vertical; }
        Line .entry { min-width: 0; }
        Line.double .said { padding-left: 4; }
        Line .said { width: 100%; padding-left: 4; }
        Line .said.-empty { display: none; }
    }
    Form.-short Fold { margin-top: 0; }
    Form.-short Line.tall ListField { margin: 0; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[Line, ...] = ()
        self._fields: dict[str, Field] = {}
        self._fold: Fold | None = None
        self._begun: dict[str, str] = {}
        self._tried: set[str] = set()
        self._asked = self._leaving = False

    def lines(self) -> Iterable[Line]:
        """The lines in order; folded ones last."""
        raise NotImplementedError

    def read(self, typed: Mapping[str, str]) -> Reading[R]:
        """All that is typed, as read. Pure: it is called after every key."""
        raise NotImplementedError

    def changed(self, key: str) -> None:
        """A field became another one: what depends on it may follow."""

    def unneeded(self, typed: Mapping[str, str]) -> frozenset[str]:
        """The first fields of the lines that make no sense with what is chosen, and are therefore not shown."""
        return frozenset()

    def words(self) -> str:
        """What stands above the fields; may be empty."""
        return ""

    def folded(self) -> str:
        """What the folded lines hold, in a few words."""
        return ""

    def keys(self) -> Sequence[Key]:
        """Enter, F10, the fold and the way out."""
        more: list[Key] = [("F4", "more")] if self.folded() else []
        return [("Enter", "next"), ("F10", self.ACCEPT), *more, ("Tab ↑↓", "fields"), ("Esc", "leave")]

    def contents(self) -> ComposeResult:
        """The lines, and a fold before the first folded one."""
        if self.words():
            yield Static(Content(self.words()), classes="words")
        self._lines = tuple(self.lines())
        for line in self._lines:
            self._fields |= {field.key: field for field in line.fields}
            if line.folded and self._fold is None:
                self._fold = Fold(self.folded())
                yield self._fold
            yield line

    def on_mount(self) -> None:
        """Read what is there at first and put the cursor where typing begins."""
        self._begun = self.typed()
        self.reread()
        # At once: what is typed before the first paint belongs into the first field too.
        self.set_focus(self.field(self.first or next(iter(self._fields))))

    def field(self, key: str) -> Field:
        """The field called `key`."""
        return self._fields[key]

    def typed(self) -> dict[str, str]:
        """The text of every field."""
        return {key: field.value for key, field in self._fields.items()}

    def put(self, key: str, value: str) -> None:
        """Fill a field in for the user; it counts as untouched."""
        field = self._fields[key]
        if isinstance(field, TextField):
            with field.prevent(Input.Changed):
                field.value = value
            field.typed = False
        else:
            field.choose(value)
        self._begun[key] = value

    def untouched(self, key: str) -> bool:
        """Whether the field still holds what the form filled in."""
        return self._fields[key].value == self._begun.get(key)

    def reread(self) -> Reading[R]:
        """Read every field again and say how."""
        typed = self.typed()
        reading, hidden = self.read(typed), self.unneeded(typed)
        for line in self._lines:
            line.set_class(line.fields[0].key in hidden, "hidden")
            line.say(
                [self._said(field, reading) for field in line.fields],
                any(field.key in self._tried for field in line.fields),
            )
        self.say(reading.summary)
        return reading

    def _said(self, field: Field, reading: Reading[R]) -> Said:
        if isinstance(field, ChoiceField) and field.note:
            return Said(field.note, "wrong")
        return reading.said.get(field.key, Said())

    @on(Input.Changed)
    def _typed_into(self, event: Input.Changed) -> None:
        event.stop()
        self._has_changed(getattr(event.input, "key", ""))

    @on(FieldChanged)
    def _chosen(self, event: FieldChanged) -> None:
        event.stop()
        self._has_changed(event.key)

    def _has_changed(self, key: str) -> None:
        self._asked = self._leaving = False
        if key in self._fields:
            self.changed(key)
            self.reread()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_forward()

    def stops(self) -> list[Widget]:
        """What can be stepped to, in order."""
        return [widget for widget in self.focus_chain if isinstance(widget, (*FIELD_TYPES, Fold))]

    def action_forward(self) -> None:
        """Enter: to the next field, and from the last one on it is accepted."""
        fields = [widget for widget in self.stops() if not isinstance(widget, Fold)]
        if self._asked or self.focused not in fields or self.focused is fields[-1]:
            self.action_accept()
        else:
            fields[fields.index(self.focused) + 1].focus()

    @property
    def is_unfolded(self) -> bool:
        """Whether the folded lines are shown."""
        return self._fold is not None and self._fold.is_open

    def action_next(self) -> None:
        """To the next field, or the fold."""
        self._step(1)

    def action_back(self) -> None:
        """To the field before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        stops = self.stops()
        if not stops:
            # A key that was typed ahead came to a form that is gone.
            return
        at = stops.index(self.focused) if self.focused in stops else 0
        stops[max(0, min(at + by, len(stops) - 1))].focus()

    def action_more(self) -> None:
        """Unfold the rest and go to its first field, or fold it."""
        if self._fold is None:
            return
        unfold = not self._fold.is_open
        self._unfold(unfold)
        if unfold:
            first = next(line for line in self._lines if line.folded and not line.has_class("hidden"))
            self.call_after_refresh(first.fields[0].focus)
        else:
            self._fold.focus()

    def _unfold(self, unfold: bool) -> None:
        if self._fold is not None:
            self._fold.is_open = unfold
            self._fold.refresh()
            self.set_class(unfold, "-more")
            self.reread()

    def action_accept(self) -> None:
        """Return the result; or go to what is wrong, with everything typed still there."""
        reading = self.reread()
        for key in self._fields:
            said = self._said(self._fields[key], reading)
            if said.stops and not self._line_of(key).has_class("hidden"):
                self._go_wrong(key)
                return
        if reading.ask and not self._asked:
            self._asked = True
            self.say(f"{reading.ask} Enter or F10 again saves all the same.", "bold $warning")
            return
        try:
            result = reading.make()
        except EditRefused as refused:
            sentence = f"! {str(refused)[:1].upper()}{str(refused)[1:]}."
            if refused.field in self._fields:
                self._go_wrong(refused.field)
            self.say(sentence, "bold $error")
            return
        self.dismiss(result)

    def _line_of(self, key: str) -> Line:
        return next(line for line in self._lines if any(field.key == key for field in line.fields))

    def _go_wrong(self, key: str) -> None:
        self._tried.add(key)
        if self._line_of(key).folded:
            self._unfold(True)
        self.reread()
        self.call_after_refresh(self._fields[key].focus)

    def action_leave(self) -> None:
        """Leave; when something was typed, only the second time."""
        if self._leaving or all(self.untouched(key) for key in self._fields):
            self.dismiss(None)
            return
        self._leaving = True
        self.say("Esc again to leave: what you typed is dropped.", "bold $warning")

    def on_descendant_focus(self) -> None:
        """The line being filled in is marked."""
        for line in self._lines:
            line.set_class(self.focused in line.fields, "-here")

    def on_key(self, event: events.Key) -> None:
        """Any key but Esc says that the user stays."""
        if event.key != "escape" and self._leaving:
            self._leaving = False
            self.reread()


FIELD_TYPES = (TextField, ChoiceField, ListField)
