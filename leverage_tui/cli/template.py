"""Templates of ``lev status --format``: ``{gauge} {today}``, nothing more than names in braces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from leverage_tui.cli.errors import AskedWrong, nearest
from leverage_tui.domain.text import clean

_FIELD = re.compile(r"\{\{|\}\}|\{([^{}]*)\}")


def filled(template: str, fields: Mapping[str, Callable[[], str]]) -> str:
    """The template with every ``{name}`` replaced; ``{{`` and ``}}`` stand for braces.

    Only the fields that it names are worked out. Raises AskedWrong for an unknown one, with the nearest.
    """

    def replaced(found: re.Match[str]) -> str:
        if found[0] in ("{{", "}}"):
            return found[0][0]
        field = fields.get(found[1].strip())
        if field is None:
            raise _unknown(found[1], fields)
        return field()

    return _FIELD.sub(replaced, template)


def _unknown(name: str, known: Iterable[str]) -> AskedWrong:
    names = list(known)
    near = nearest(name.strip(), names)
    hint = f"the nearest is {{{near}}}" if near else f"there is {', '.join(f'{{{name}}}' for name in names)}"
    return AskedWrong(f"there is no field {{{clean(name)}}}: {hint}")
