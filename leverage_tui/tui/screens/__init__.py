"""Dialogs and further screens, imported when they open. Each returns a value and changes nothing."""
