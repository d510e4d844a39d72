"""The trained models that decide what no rule has, and what they look at."""
