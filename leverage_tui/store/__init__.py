"""The book on disk. Only this ring writes the file."""
