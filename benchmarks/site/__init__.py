"""A made-up site of any number of pages, and what the memory of a site adds on it."""
