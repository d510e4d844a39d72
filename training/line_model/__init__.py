"""Trains the line model of `cleaner.boilerplate.models.line_model`."""
