"""The commands: the same core without the screen."""
