"""What heads what: lines and tags that are headings, levels, headings left without text."""
