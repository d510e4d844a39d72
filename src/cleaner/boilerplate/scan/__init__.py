"""A page's lines measured all at once, in arrays: which words and signs stand where, and what that may mean."""
