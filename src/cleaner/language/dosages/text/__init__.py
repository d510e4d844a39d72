"""A text cut up for reading: characters, numbers, units, tokens, cue words, sentences, columns."""
