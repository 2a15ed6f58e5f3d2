"""What is told of a build."""

from __future__ import annotations

from variorum.model import Problem
from variorum.model.values import Value, dataclass
from variorum.write import Written


@dataclass(frozen=True, slots=True)
class Timings(Value):
    """Where the time of a build went."""

    stages: tuple[tuple[str, float], ...] = ()
    """Seconds by stage, in order; the last is all of them."""
    slowest: tuple[tuple[float, str, str], ...] = ()
    """Seconds, function and file of the pieces of work that took longest, longest first."""


@dataclass(frozen=True, slots=True)
class Report(Value):
    """What a build found and did."""

    articles: int
    quotations: int
    clusters: int
    problems: tuple[Problem, ...]
    set_aside: tuple[str, ...]
    """Files of articles left out."""
    written: Written
    timings: Timings = Timings()
