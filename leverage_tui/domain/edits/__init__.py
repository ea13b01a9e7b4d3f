"""Everything that changes the book: edits with inverses, and the functions that make them."""
