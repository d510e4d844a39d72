"""How many threads numpy's matrices may use."""

from __future__ import annotations

import os
from collections.abc import Mapping

# One a process: our matrices are small, so a second thread costs three times what it saves, and the order of a sum
# must not depend on the machine. Read by the libraries when they load.
ONE_THREAD: Mapping[str, str] = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def use_one_thread() -> None:
    """For this process, unless its user said otherwise; before numpy is imported."""
    for name, value in ONE_THREAD.items():
        os.environ.setdefault(name, value)
