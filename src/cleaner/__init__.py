"""Turns scraped health pages into clean, typed, linked JSON, and can say why."""

__version__ = "0.1.0"
