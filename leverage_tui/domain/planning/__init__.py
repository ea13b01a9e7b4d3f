"""The planning board: what-ifs and plans that are kept, what they come to, and what became of them."""
