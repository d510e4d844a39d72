"""A flow run by hand, as `python -m flows.clean_pages` does it, but with the stand-in for the pipeline."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Any

from flows import settings

from cleaner.running.run import RunOptions


def use_standin() -> None:
    """Make every run of this process use the stand-in."""
    real = settings.Processing.options

    def options(self: settings.Processing, **given: Any) -> RunOptions:
        return replace(real(self, **given), clean="standin:clean_page")

    settings.Processing.options = options


if __name__ == "__main__":
    use_standin()
    from flows.clean_pages import clean_pages
    from flows.command import main

    sys.exit(main(clean_pages))
