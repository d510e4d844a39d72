"""Errors that end a page, with the reason as a field."""

from __future__ import annotations

from cleaner.described import Described


class QuarantineReason(Described):
    """Why a page could not be turned into a record."""

    EMPTY = "empty", "The input holds no bytes, or nothing but white space."
    NOT_A_PAGE = "not-a-page", "The input is a PDF, an image, an archive or other binary data."
    UNREADABLE = "unreadable", "The input could not be opened or read."
    TOO_LARGE = "too-large", "The input is larger than the configured limit."
    NO_TEXT = "no-text", "The input is a page, but shows no text to a reader."
    TIMEOUT = "timeout", "Cleaning took longer than the configured limit."
    CRASHED = "crashed", "The process that cleaned the page died."
    FAILED = "failed", "Cleaning raised an unexpected error: a defect of this software, please report it."


class PageError(Exception):
    """One page cannot become a record; carries the `reason` and a one-line `message` for people."""

    def __init__(self, reason: QuarantineReason, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message

    def __reduce__(self) -> tuple[type[PageError], tuple[QuarantineReason, str]]:
        # Exceptions cross process borders by pickle, which by default calls the class with `args` alone.
        return type(self), (self.reason, self.message)


def in_words(error: OSError) -> str:
    """What the system refused, for people: `file: No such file or directory`."""
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason}" if error.filename else reason
