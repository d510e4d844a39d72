"""What stands around the title: headline, stand-first, category, people, dates."""
