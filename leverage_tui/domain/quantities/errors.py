"""The one error of everything that reads typed text."""

from __future__ import annotations


class Unreadable(ValueError):
    """Typed text that cannot be read; `str(error)` is the whole plain sentence for the user."""
