"""Fit the ranking anew: `python -m evaluation.fit_quotations [TRAIN]`; about two minutes of one core and 1 GB.

TRAIN is a JSON-lines file of labelled articles, `polnear_train.jsonl.gz` of `../shared/gold/quotes` unless given. Writes
`variorum/quotations/weights/en.json`. The same articles and numpy give the same file. What it holds:
docs/model-card-quotations.md.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation.quotations import rows
from evaluation.scorers import GOLD
from evaluation.training import Example, Outcome, Settings, examples, fit, fit_certainty
from variorum.quotations.model import WEIGHTS, Model

FOLDS = 5
HIGHEST = 0.99  # nothing is surer: of the surest fifth one in a hundred was wrong, half of them by the labels' fault
FAULTY = 0.38  # of the answers that the labels call wrong, those where the labels are at fault: docs/quotations.md#confidence
POINTS = 12  # of the calibration line

Line = tuple[tuple[float, float], ...]


def rankings(data: Sequence[Example], settings: Settings) -> list[Model]:
    """For each of FOLDS folds by article a ranking that was fitted on the others."""
    return [fit([example for example in data if example.article % FOLDS != fold], settings) for fold in range(FOLDS)]


def held_back(labelled: Sequence[dict[str, Any]], fitted: Sequence[Model]) -> list[list[Outcome]]:
    """By fold what its ranking makes of the articles it was not fitted on."""
    return [
        [example.outcome for example in examples(labelled[fold::FOLDS], model) if example.outcome]
        for fold, model in enumerate(fitted)
    ]


def trust(folds: Sequence[Sequence[Outcome]]) -> tuple[dict[int, float], Line]:
    """How far a ranking's answers can be trusted: weights of their signals, and the line from what these say to the share
    right, drawn through answers of folds that the weights were not fitted on.
    """
    given: list[tuple[float, bool]] = []
    for number, fold in enumerate(folds):
        weights = fit_certainty([outcome for other in (*folds[:number], *folds[number + 1 :]) for outcome in other])
        model = Model({}, weights)
        given += [(model.given(outcome.signals), outcome.right) for outcome in fold]
    return fit_certainty([outcome for fold in folds for outcome in fold]), calibrate(given)


def calibrate(outcomes: Sequence[tuple[float, bool]]) -> Line:
    """The line from probabilities to shares of right answers: isotonic regression (pool adjacent violators) of equal bins."""
    ordered = sorted(outcomes)
    size = max(1, len(ordered) // (4 * POINTS))
    bins = [ordered[at : at + size] for at in range(0, len(ordered), size)]
    pools: list[list[float]] = []  # mean probability, share right, count
    for part in bins:
        count = float(len(part))
        pools.append([sum(given for given, _ in part) / count, sum(right for _, right in part) / count, count])
        while len(pools) > 1 and pools[-2][1] >= pools[-1][1]:
            given, share, weight = pools.pop()
            total = pools[-1][2] + weight
            pools[-1] = [(pools[-1][i] * pools[-1][2] + (given, share)[i] * weight) / total for i in (0, 1)] + [total]
    return tuple((round(given, 3), round(min(share + FAULTY * (1 - share), HIGHEST), 3)) for given, share, _ in pools)


def expected_error(outcomes: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error of (confidence, right): the mean gap between the two over equal-width bins."""
    gap = 0.0
    for at in range(bins):
        part = [
            (said, right) for said, right in outcomes if at / bins <= said < (at + 1) / bins or (at == bins - 1 and said == 1)
        ]
        gap += abs(sum(said for said, _ in part) - sum(right for _, right in part))
    return gap / max(len(outcomes), 1)


def write(model: Model, path: Path) -> None:
    """Write a model as `variorum.quotations.model.read` reads it."""
    data = {
        **_packed(model.weights), "certainty": _packed(model.certainty),
        "calibration": [list(point) for point in model.calibration],
    }  # fmt: skip
    path.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="ascii")


def _packed(weights: Mapping[int, float]) -> dict[str, list[int]]:
    features = sorted(weights)
    gaps = [feature - before for before, feature in zip([0, *features], features, strict=False)]
    return {"features": gaps, "weights": [round(100 * weights[feature]) for feature in features]}


def main(arguments: Sequence[str]) -> int:
    """The command."""
    if "--help" in arguments:
        print(__doc__)
        return 0
    source = Path(arguments[0]) if arguments else GOLD / "polnear_train.jsonl.gz"
    if not source.is_file():
        print(f"no labelled articles: {source}")
        return 1
    settings = Settings()
    labelled = list(rows(source))
    data = list(examples(labelled))
    folds = held_back(labelled, rankings(data, settings))
    certainty, line = trust(folds)
    model = Model(fit(data, settings).weights, certainty, line)
    write(model, WEIGHTS / "en.json")
    outcomes = [outcome for fold in folds for outcome in fold]
    print(f"{len(labelled)} articles, {len(data)} stretches between marks, {len(model.weights)} and {len(certainty)} weights")
    share = sum(outcome.right for outcome in outcomes) / len(outcomes)
    print(f"on articles held back: right {share:.3f} of {len(outcomes)} attributions that the ranking made; line {line}")
    print("how sure these are and how well all is done: python -m evaluation.folds")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
