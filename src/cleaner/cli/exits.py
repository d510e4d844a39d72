"""How the command ends."""

from __future__ import annotations

OK = 0
QUARANTINED = 1
USAGE = 2
INTERRUPTED = 130

EPILOG = """exit codes:
  0    every page has its record
  1    some pages have none: each says why, on standard error or in quarantine.jsonl
  2    nothing was done: a wrong argument, a missing file, an output that cannot be written
  130  interrupted; what was finished is kept, and the same command carries on
"""


class UsageError(Exception):
    """The command cannot do what was asked; the message is one line for people."""

    def __init__(self, message: str, code: int = USAGE) -> None:
        super().__init__(" ".join(message.split()))
        self.code = code
