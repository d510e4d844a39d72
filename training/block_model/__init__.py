"""Training of the block model: is a block of a marked-up page the article's? See `__main__`."""
