"""Quotations and speakers on every labelled article, none of which was fitted on: `python -m evaluation.folds [--errors]`.

The labelled articles of `../shared/gold/quotes`, training and development together, are parted in five folds by article. Each
is annotated with a ranking and a certainty that were fitted on the other four, as `evaluation.fit_quotations` does it on all.
Printed are the figures of `evaluation.quotations_gate`, of all articles and of each part; about two minutes, 1 GB, and numpy.
`--errors` lists each attribution printed as certain that the labels do not bear out: id, offsets, mention, label.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from evaluation.fit_quotations import FOLDS, held_back, rankings, trust
from evaluation.quotations import article, predictions, rows
from evaluation.quotations_gate import CERTAIN, attributions, figures
from evaluation.scorers import GOLD, present
from evaluation.training import Settings, examples
from variorum.quotations import annotate
from variorum.quotations.model import Model

Row = dict[str, Any]
PARTS = ("polnear_train.jsonl.gz", "polnear_dev.jsonl")


def annotated(labelled: Sequence[Row]) -> list[Row]:
    """Predictions for *labelled* articles, each by a model of the other folds."""
    fitted = rankings(list(examples(labelled)), Settings())
    outcomes = held_back(labelled, fitted)
    found: list[Row] = [{}] * len(labelled)
    for fold, ranking in enumerate(fitted):
        model = Model(ranking.weights, *trust([*outcomes[:fold], *outcomes[fold + 1 :]]))
        for number in range(fold, len(labelled), FOLDS):
            one = article(labelled[number])
            found[number] = predictions(one.text, annotate(one, fitted=model))
    return found


def main(arguments: Sequence[str]) -> int:
    """The command."""
    if "--help" in arguments:
        print(__doc__)
        return 0
    if not present():
        print("the labelled articles of ../shared/gold are not here: nothing measured")
        return 0
    parts = [list(rows(GOLD / name)) for name in PARTS]
    labelled = [row for part in parts for row in part]
    found = annotated(labelled)
    at = 0
    for name, part in (("all", labelled), *zip(PARTS, parts, strict=True)):
        at = 0 if name == PARTS[0] else at
        measured = figures(part, found[at : at + len(part)])
        print(name, len(part), "articles:", " ".join(f"{key} {value}" for key, value in measured.items()))
        at += len(part)
    if "--errors" in arguments:
        for row, predicted in zip(labelled, found, strict=True):
            for quote, label, right in attributions([row], [predicted]):
                if not right and quote["confidence"] >= CERTAIN:
                    wanted = label["speaker_text"] if label else "no label"
                    print(
                        f"{row['id']} {quote['start']}-{quote['end']}: {quote['speaker_text']} ({quote['rule']}), not {wanted}"
                    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
