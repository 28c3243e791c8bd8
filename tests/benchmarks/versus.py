"""What a comparison with another tool is: two jobs that ran in turns, or the reason why they did not."""

from __future__ import annotations

from typing import NamedTuple

from benchmarks.tables import Budget
from benchmarks.timing import Pairs


class Versus(NamedTuple):
    """Their job and ours, in turns; the ratio is ours : theirs."""

    ours: str
    theirs: str
    pairs: Pairs
    budget: Budget = Budget()


class Missing(NamedTuple):
    """A rival that is not here, and the command that installs it."""

    name: str
    install: str
