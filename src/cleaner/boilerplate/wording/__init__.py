"""What a line is by its words: stock phrases, disclaimers, sources, adverts, marks."""
