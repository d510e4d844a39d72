"""Amounts: numbers with their units and denominators, ranges, lists, counts times strengths."""
