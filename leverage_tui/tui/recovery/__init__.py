"""The dashboard on a file that cannot be read."""
