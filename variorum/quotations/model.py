"""The fitted ranking: weights in, probabilities out. What it was fitted on and how: docs/model-card-quotations.md."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import repeat
from math import exp
from pathlib import Path

from variorum.memo import Memo
from variorum.quotations.features import Group

REMEMBERED = 200_000  # groups whose score is remembered, about 40 MB; a long build starts over
WEIGHTS = Path(__file__).resolve().parent / "weights"


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of integer features (features.py), and how far to trust what comes of them."""

    weights: Mapping[int, float]
    certainty: Mapping[int, float] = field(default_factory=dict)
    """Weights of what tells how sure an answer is (certainty.py)."""
    calibration: tuple[tuple[float, float], ...] = ((0.0, 0.0), (1.0, 1.0))
    """Points (certainty given, share right), both rising: what lies between is drawn straight."""
    scored: Callable[[Group], float] = field(init=False, compare=False, repr=False)
    """The summed weights of the features of a group."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "scored", Memo(partial(_score, self.weights), REMEMBERED).__getitem__)

    def summed(self, found: Sequence[int]) -> float:
        """The summed weights of some features."""
        return sum(map(self.weights.get, found, repeat(0.0)))

    def probabilities(self, candidates: Sequence[Sequence[int]]) -> list[float]:
        """The probability of each candidate, given as its features; they sum to 1."""
        return probabilities([self.summed(found) for found in candidates])

    def given(self, signals: Sequence[int]) -> float:
        """The certainty of an answer with some signals, before it is drawn on the line: their summed weights as a share."""
        return 1.0 / (1.0 + exp(-sum(map(self.certainty.get, signals, repeat(0.0)))))

    def confidence(self, signals: Sequence[int]) -> float:
        """The share of right answers among those as certain as one with *signals*, as measured on articles held back."""
        return self.drawn(self.given(signals))

    def drawn(self, probability: float) -> float:
        """What the line gives for *probability*."""
        points = self.calibration
        at = bisect_left(points, (probability, 0.0))
        if at == 0:
            return points[0][1]
        if at == len(points):
            return points[-1][1]
        (left, low), (right, high) = points[at - 1], points[at]
        return low + (high - low) * (probability - left) / (right - left) if right > left else high


def probabilities(scores: Sequence[float]) -> list[float]:
    """Shares of 1 in proportion to the exponentials of *scores*."""
    best = max(scores)
    shares = [exp(score - best) for score in scores]
    total = sum(shares)
    return [share / total for share in shares]


def _score(weights: Mapping[int, float], group: Group) -> float:
    return sum(filter(None, map(weights.get, group[0](*group[1:]))), 0.0)


@cache
def model(language: str) -> Model | None:
    """The fitted model of a language, None where there is none: then rules decide."""
    path = WEIGHTS / f"{language}.json"
    if not path.is_file():
        return None
    return read(path.read_text(encoding="ascii"))


def read(text: str) -> Model:
    """A model of a file: `features`, gaps between ascending ids; `weights`, in hundredths; the same in `certainty`."""
    data = json.loads(text)
    certainty = _weights(data["certainty"])
    return Model(_weights(data), certainty, tuple((given, right) for given, right in data["calibration"]))


def _weights(data: Mapping[str, Sequence[int]]) -> dict[int, float]:
    weights: dict[int, float] = {}
    feature = 0
    for gap, weight in zip(data["features"], data["weights"], strict=True):
        feature += gap
        weights[feature] = weight / 100
    return weights
