"""What the book is handed out as, one module a form; `interchange.writing` is their registry."""
