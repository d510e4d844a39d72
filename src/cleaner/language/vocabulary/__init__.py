"""The health vocabulary: how words are folded, how terms are compiled, stored and found in a text."""
