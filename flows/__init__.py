"""Scheduled runs. Only orchestration lives here: what happens to pages is the library's.

Prefect reads its settings when it is imported, so they are set here, before any flow is. Whoever sets one of these
variables, or PREFECT_API_URL for a server of their own, is left alone.
"""

import os

for _name, _value in {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # With no server set up Prefect starts one of its own; on a cold disk that takes longer than the default 20 s.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",  # flows run by hand say themselves what went wrong
}.items():
    os.environ.setdefault(_name, _value)
