"""Training of the arbiter, which decides over mentions in pages for readers."""
