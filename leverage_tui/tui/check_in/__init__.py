"""The daily check-in: one column, one question after the other."""
