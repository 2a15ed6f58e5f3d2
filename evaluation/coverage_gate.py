"""Measure duplicate coverage and hold the floors: `python -m evaluation.coverage_gate [--update]`.

Scores the sets of `../shared/gold/reuse` with `../shared/score/reuse.py`, and the classes of changes against those that were
given by hand (`labels/changes_*.jsonl`: ids, offsets and classes of variants in `../shared/corpora`). Exit status 1 where a
figure is below its floor in `floors.json` by more than EPSILON; `--update` raises floors that were passed and lowers none.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evaluation.coverage import annotation, article, documents, predictions, read
from evaluation.scorers import SHARED, reuse
from variorum.coverage.compare import Comparison, compare
from variorum.coverage.prepare import source
from variorum.model import Span, Weight

FLOORS = Path(__file__).with_name("floors.json")
REUSE = SHARED / "gold" / "reuse"
SETS = ("clough_stevenson", "planted", "seed_pair")
LABELS = Path(__file__).with_name("labels")
CHANGES = ("changes_tehran_times", "changes_tehran_times_2", "changes_tehran_times_3")
"""Files of labels. Rules were mended after each was measured: what they gave before is in docs/coverage.md."""
CORPUS = SHARED / "corpora" / "tehran_times.jsonl.gz"
EPSILON = 0.3  # points: one passage of 346; nothing here is random


def measure(name: str) -> dict[str, float]:
    """The figures of one set, in percent."""
    gold = list(read(REUSE / f"{name}.jsonl"))
    score = reuse().evaluate(gold, list(predictions(documents(gold))))
    figures = {"pairs": score["pairs"]["F1"]}
    figures |= {key: value["plagdet"] for key, value in score.items() if key.startswith("passages")}
    return {key: round(100 * value, 2) for key, value in figures.items()}


def classes(name: str) -> float:
    """How many of the changes labelled by hand get their class, in percent; `none` is a change that there is not."""
    labels = list(read(LABELS / f"{name}.jsonl"))
    wanted = {label[side] for label in labels for side in "ab"}
    sources = {row["id"]: source(one, annotation(one)) for row in read(CORPUS) if row["id"] in wanted for one in [article(row)]}
    right = sum(_class(label, compare(sources[label["a"]], sources[label["b"]])) == label["change"] for label in labels)
    percent: float = round(100 * right / len(labels), 2)
    return percent


def _class(label: dict[str, Any], shared: Comparison | None) -> str:
    """The class that was found for the variant of *label*, `none` where there is no variant."""
    base, witness = Span(label["a0"], label["a1"]), Span(label["b0"], label["b1"])
    status = label["change"] in STATUS
    for variant in (one for passage in (shared.passages if shared else ()) for one in passage.variants):
        same = variant.base.start <= base.start and base.end <= variant.base.end
        same = same and variant.witness.start <= witness.start and witness.end <= variant.witness.end
        if (
            same
            and (variant.change in STATUS) == status
            and (variant.weight is Weight.SUBSTANTIVE or variant.change == "spelling")
        ):
            return variant.change
    return "none"


STATUS = frozenset({"speech-became-quotation", "quotation-became-speech", "marks-added", "marks-dropped", "none"})
"""Changes of marks, which lie over changes of words; `none` was labelled for such only."""


def compared(measured: dict[str, dict[str, float]], floors: dict[str, Any]) -> list[str]:
    """A line for each figure that fell below its floor."""
    return [
        f"{name} {key}: {measured[name].get(key, 0.0)} is below {floor}"
        for name, figures in sorted(floors.items())
        for key, floor in sorted(figures.items())
        if measured[name].get(key, 0.0) < floor - EPSILON
    ]


def raised(measured: dict[str, dict[str, float]], floors: dict[str, Any]) -> dict[str, Any]:
    """The higher of each figure and its floor."""
    return {
        name: {key: max(value, floors.get(name, {}).get(key, value)) for key, value in sorted(figures.items())}
        for name, figures in sorted(measured.items())
    }


def main(arguments: Sequence[str]) -> int:
    """Print every figure; 1 where one fell."""
    if not REUSE.is_dir():
        print("no labelled documents beside the project: nothing is measured")
        return 0
    measured = {name: measure(name) for name in SETS} | {"changes": {one: classes(one) for one in CHANGES}}
    for name, figures in measured.items():
        print(name, *(f"{key} {value}" for key, value in figures.items()), sep="  ")
    all_floors = json.loads(FLOORS.read_text("utf-8"))
    fallen = compared(measured, all_floors.get("coverage", {}))
    print(*fallen, sep="\n")
    if "--update" in arguments:
        all_floors["coverage"] = raised(measured, all_floors.get("coverage", {}))
        FLOORS.write_text(json.dumps(all_floors, indent=2, sort_keys=True) + "\n", "utf-8")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
