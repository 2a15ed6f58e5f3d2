"""Measure against the labelled articles and hold the floors: `python -m evaluation.quotations_gate [--update]`.

Annotates every set of `../shared/gold/quotes`, scores it with `../shared/score/quotes.py` and compares with
`evaluation/floors.json`. Quotations between doubled single marks, which have no labels, count in `e2e_as_shown` only. Exit
status 1 where a figure is below its floor by more than EPSILON; `--update` raises floors that were passed and lowers none.
Without `../shared` it says so and measures nothing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from evaluation.fit_quotations import expected_error
from evaluation.quotations import article, predictions, rows
from evaluation.scorers import GOLD, present, quotes
from variorum.config import Config
from variorum.quotations import annotate

Row = dict[str, Any]

FLOORS = Path(__file__).with_name("floors.json")
SETS = ("polnear_dev", "polnear_dev_single", "polnear_dev_ascii", "seeds")
CERTAIN = Config(Path()).certain_from
EPSILON = 0.3  # points: two attributions of the 674 in polnear_dev; a change of platform moves none


def measure(name: str) -> dict[str, float]:
    """The figures of one set."""
    gold = list(rows(GOLD / f"{name}.jsonl"))
    annotated = [(one.text, annotate(one)) for one in map(article, gold)]
    shown = quotes().score(gold, [predictions(text, annotation, as_shown=True) for text, annotation in annotated])
    found = [predictions(text, annotation) for text, annotation in annotated]
    return {**figures(gold, found), "e2e_as_shown": shown["e2e"]["f1"]}


def figures(gold: Sequence[Row], found: Sequence[Row]) -> dict[str, float]:
    """Figures of predictions, in percent; those of what is printed as certain count attributions."""
    score = quotes().score(gold, found)
    measured = {"e2e": score["e2e"]["f1"], "spans": score["span_overlap"]["f1"], "speakers": score["speaker_lenient_acc"]}
    for key, kind in (("fragments", "kind:partial"), ("role_nouns", "speaker:nominal")):
        if kind in score["by"]:
            measured[key] = score["by"][kind]["speaker_acc"]
    outcomes = [(quote["confidence"], right) for quote, _, right in attributions(gold, found)]
    certain = [right for said, right in outcomes if said >= CERTAIN]
    measured["certain_right"] = round(100 * sum(certain) / max(len(certain), 1), 1)
    measured["certain_share"] = round(100 * len(certain) / max(len(outcomes), 1), 1)
    measured["calibration_error"] = round(100 * expected_error(outcomes), 1)
    return measured


def attributions(gold: Sequence[Row], found: Sequence[Row]) -> Iterator[tuple[Row, Row | None, bool]]:
    """Every attribution to a speaker, its label, whether it is right; without what optional labels cover, as in the scorer."""
    scorer = quotes()
    for row, predicted in zip(gold, found, strict=True):
        labels = scorer.expand(row["text"], row["quotes"])
        made = scorer.expand(row["text"], predicted["quotes"])
        _, matched = scorer.match(labels, made, 0.8)
        for number, (span, quote) in enumerate(made):
            label = labels[matched[number]][1] if number in matched else None
            touched = any(one[1].get("optional") and scorer.iou(one[0], span) > 0 for one in labels)
            if not quote["speaker"] or (label or {}).get("optional") or (label is None and touched):
                continue
            if label and (label["speaker_text"] or "").lower() in scorer.CUES:
                continue
            yield quote, label, bool(label) and scorer.lenient(label, quote)


LOWER_IS_BETTER = ("calibration_error",)


def compare(measured: dict[str, dict[str, float]], floors: dict[str, Any]) -> list[str]:
    """A line for each figure that fell below its floor."""
    fallen = []
    for name, figures in sorted(measured.items()):
        for key, floor in sorted(floors.get(name, {}).items()):
            worse = round(floor - figures[key] if key not in LOWER_IS_BETTER else figures[key] - floor, 6)  # 2.0 - 1.7 > 0.3
            if worse > EPSILON:
                fallen.append(f"{name} {key}: {figures[key]} is below the floor {floor}")
    return fallen


def corpus_hash() -> str:
    """sha256 of the labelled sets, so that figures are compared on the same articles only."""
    digest = sha256()
    for name in SETS:
        digest.update((GOLD / f"{name}.jsonl").read_bytes())
    return digest.hexdigest()


def update(measured: dict[str, dict[str, float]], stored: dict[str, Any]) -> None:
    """Write floors that were passed; lower none."""
    floors = stored.setdefault("quotations", {})
    floors["corpus"] = corpus_hash()
    for name, figures in measured.items():
        kept = floors.setdefault(name, {})
        for key, value in figures.items():
            better = min if key in LOWER_IS_BETTER else max
            kept[key] = better(kept.get(key, value), value)
    FLOORS.write_text(json.dumps(stored, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """The command."""
    if not present():
        print("the labelled articles of ../shared/gold are not here: nothing measured")
        return 0
    measured = {name: measure(name) for name in SETS}
    for name, figures in measured.items():
        print(name, " ".join(f"{key} {value}" for key, value in figures.items()))
    stored = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    floors = stored.get("quotations", {})
    if floors.get("corpus", corpus_hash()) != corpus_hash():
        print("the labelled articles are not those that the floors were measured on")
        return 1
    fallen = compare(measured, floors)
    print("\n".join(fallen) or "all floors hold")
    if "--update" in arguments:
        update(measured, stored)
    return 1 if fallen else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
