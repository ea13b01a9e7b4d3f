"""Hostile input: what reaches the terminal of it, and what it may cost."""
