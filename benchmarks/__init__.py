"""Measures the product on data from outside: predictions in the formats of public scorers, scores, speed."""
