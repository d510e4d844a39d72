"""Which quantities are no doses, and why."""
