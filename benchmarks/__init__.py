"""Measures the product on data from outside: predictions in the formats of public scorers, scores, speed."""

from cleaner.running.threads import use_one_thread

use_one_thread()  # measured as it runs: see there
