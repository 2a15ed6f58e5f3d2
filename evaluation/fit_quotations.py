"""Fit the ranking anew: `python -m evaluation.fit_quotations [TRAIN]`; about two minutes and 1 GB.

TRAIN is a JSON-lines file of labelled articles, `polnear_train.jsonl.gz` of `../shared/gold/quotes` unless given. Writes
`variorum/quotations/weights/en.json`. The same articles and numpy give the same file. What it holds:
docs/model-card-quotations.md.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evaluation.quotations import rows
from evaluation.scorers import GOLD
from evaluation.training import Example, Settings, examples, fit
from variorum.quotations.attribution import choose
from variorum.quotations.model import WEIGHTS, Model
from variorum.quotations.reading import Place

FOLDS = 5
HIGHEST = 0.99  # nothing is surer: of the surest fifth one in a hundred was wrong, half of them by the labels' fault
POINTS = 12  # of the calibration line


def folded(labelled: Sequence[dict[str, Any]], data: Sequence[Example], settings: Settings) -> list[tuple[float, bool]]:
    """(probability given, right) of every attribution that a model makes of articles it was not fitted on."""
    outcomes: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        model = fit([example for example in data if example.article % FOLDS != fold], settings)
        held_back = [row for number, row in enumerate(labelled) if number % FOLDS == fold]
        outcomes += [outcome for example in examples(held_back, model) if (outcome := _outcome(example, model))]
    return outcomes


def _outcome(example: Example, model: Model) -> tuple[float, bool] | None:
    if example.optional or example.sure:
        return None
    places = [Place(0, at) if at else None for at in range(len(example.candidates))]
    chosen = choose(places, model.probabilities(example.candidates), example.keys)
    return None if chosen.place is None else (chosen.probability, chosen.place.item in example.right)


def calibrate(outcomes: Sequence[tuple[float, bool]]) -> tuple[tuple[float, float], ...]:
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
    return tuple((round(given, 3), round(min(share, HIGHEST), 3)) for given, share, _ in pools)


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
    features = sorted(model.weights)
    gaps = [feature - before for before, feature in zip([0, *features], features, strict=False)]
    data = {
        "features": gaps,
        "weights": [round(100 * model.weights[feature]) for feature in features],
        "calibration": [list(point) for point in model.calibration],
    }
    path.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="ascii")


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
    outcomes = folded(labelled, data, settings)
    line = calibrate(outcomes)
    model = Model(fit(data, settings).weights, line)
    write(model, WEIGHTS / "en.json")
    calibrated = [(model.confidence(given), right) for given, right in outcomes]
    sure = [right for said, right in calibrated if said >= 0.9]
    print(f"{len(labelled)} articles, {len(data)} stretches between marks, {len(model.weights)} weights")
    share = sum(right for _, right in outcomes) / len(outcomes)
    print(f"on articles held back: right {share:.3f} of {len(outcomes)} attributions")
    print(f"at .9 and above: right {sum(sure) / len(sure):.3f}, share {len(sure) / len(outcomes):.3f}")
    print(f"calibration error {expected_error(calibrated):.3f}; line {line}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
