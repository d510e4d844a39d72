"""Results for people to look at: the report of a run, the review of a page."""
