"""Measures the product on data from outside: predictions in the formats of public scorers, scores, speed."""

from contextlib import suppress

with suppress(ModuleNotFoundError):  # a package compared with us may run in an environment that lacks us
    from cleaner.running.threads import use_one_thread

    use_one_thread()  # measured as it runs: see there
