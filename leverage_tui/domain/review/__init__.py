"""What the figures mean to a person: every number with its words and its arithmetic, ready for any screen."""
