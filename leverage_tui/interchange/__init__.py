"""Readers of other programs' files: one module a format, one registry, one way into the book."""
