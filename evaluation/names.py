"""Full names, measured: `python -m evaluation.names [GOLD LABELS] [--errors] [--update]`.

GOLD is a JSON-lines file of texts (`.gz` too; the development articles where none is named), LABELS one of names a person
wrote down: `{id, quotes: [{start, end, speaker_text}]}`, offsets into the text of the same id, `labels/names_dev.jsonl` where
none is named. Printed are the scorer's shares for three runs:

- `mentions`: names alone, given the labelled mention of each quotation;
- `articles`: the whole of stage 2, every article for itself;
- `archive`: stages 2 and 3, all articles as one archive.

`--errors` lists what is wrong in the last run: id, offsets, what was found, what a person wrote. Measured on the files that are
taken where none is named, the shares are held to the floors of `floors.json`: exit status 1 where one fell below by more than
EPSILON. `--update` raises floors that were passed and lowers none.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from evaluation import scorers
from evaluation.quotations import article, predictions, rows
from evaluation.quotations_gate import FLOORS
from variorum.lexicon import lexicon
from variorum.model import Span
from variorum.names import Mention, Names
from variorum.quotations import annotate
from variorum.speakers import resolve

EPSILON = 0.5  # points: one of the 205 labels
SHARES = ("last_name_right", "full_name_right")
LABELS = Path(__file__).with_name("labels") / "names_dev.jsonl"

Row = dict[str, Any]


def measure(gold: Path, labels: Path) -> dict[str, dict[str, float]]:
    """The scorer's shares, in percent, by run."""
    texts, wanted = list(rows(gold)), list(rows(labels))
    runs = {"mentions": by_mentions(texts), "articles": by_articles(texts), "archive": by_archive(texts)}
    return {name: scorers.names().score(wanted, found) for name, found in runs.items()}


def by_mentions(texts: Iterable[Row]) -> list[Row]:
    """Names of the labelled mentions."""
    words = lexicon("en")
    assert words is not None
    found = []
    for row in texts:
        spoken = [quote for quote in row["quotes"] if quote.get("speaker_start") is not None]
        spans = [Span(quote["start"], quote["end"]) for quote in row["quotes"]]
        mentions = [
            Mention(Span(quote["speaker_start"], quote["speaker_end"]), Span(quote["start"], quote["end"])) for quote in spoken
        ]
        resolved = Names(row["text"], spans, words).resolve(mentions)
        quotes = [
            {"start": quote["start"], "end": quote["end"], "speaker": one.name, "rule": one.rule, "confidence": one.certainty}
            for quote, one in zip(spoken, resolved, strict=True)
        ]
        found.append({"id": row["id"], "quotes": quotes})
    return found


def by_articles(texts: Iterable[Row]) -> list[Row]:
    """Every article for itself."""
    articles = [article(row) for row in texts]
    return [predictions(one.text, annotate(one)) for one in articles]


def by_archive(texts: Iterable[Row]) -> list[Row]:
    """All articles as one archive."""
    articles = [article(row) for row in texts]
    _, annotations, _ = resolve(articles, [annotate(one) for one in articles], ())
    return [predictions(one.text, annotation) for one, annotation in zip(articles, annotations, strict=True)]


def errors(found: Iterable[Row], wanted: Iterable[Row]) -> list[str]:
    """One line for each labelled quotation that is not given its full name."""
    by_id = {row["id"]: row["quotes"] for row in found}
    score = scorers.names().score
    lines = []
    for row in wanted:
        for quote in row["quotes"]:
            one = {"id": row["id"], "quotes": [quote]}
            result = score([one], [{"id": row["id"], "quotes": by_id.get(row["id"], [])}])
            if result["full_name_right"] < 100:
                near = [q for q in by_id.get(row["id"], []) if q["start"] < quote["end"] and quote["start"] < q["end"]]
                got = "; ".join(f"{q['speaker']} ({q['rule']}, {q['confidence']})" for q in near) or "no quotation"
                lines.append(f"{row['id']} {quote['start']}-{quote['end']}: {got}, not {quote['speaker_text']}")
    return lines


def below(measured: dict[str, dict[str, float]], floors: dict[str, dict[str, float]]) -> list[str]:
    """A line for each share that fell below its floor."""
    return [
        f"{run} {share}: {measured[run][share]} is below the floor {floor}"
        for run, shares in sorted(floors.items())
        for share, floor in sorted(shares.items())
        if measured[run][share] < floor - EPSILON
    ]


def raised(measured: dict[str, dict[str, float]], floors: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """The floors, each at least as high as what was measured."""
    return {
        run: {share: max(shares[share], floors.get(run, {}).get(share, 0.0)) for share in SHARES}
        for run, shares in sorted(measured.items())
    }


def main(arguments: list[str]) -> int:
    """The command."""
    files = [Path(argument) for argument in arguments if not argument.startswith("--")]
    if "--help" in arguments or len(files) not in (0, 2):
        print(__doc__)
        return 0 if "--help" in arguments else 2
    if not scorers.present():
        print("the labelled articles of ../shared/gold are not here: nothing measured")
        return 0
    gold, labels = files or (scorers.GOLD / "polnear_dev.jsonl", LABELS)
    measured = measure(gold, labels)
    for name, shares in measured.items():
        print(f"{name:10} {json.dumps(shares)}")
    if "--errors" in arguments:
        print("\n".join(errors(by_archive(rows(gold)), rows(labels))))
    if files:
        return 0
    stored = json.loads(FLOORS.read_text(encoding="utf-8"))
    fallen = below(measured, stored.get("names", {}))
    print("\n".join(fallen) or "all floors hold")
    if "--update" in arguments:
        stored["names"] = raised(measured, stored.get("names", {}))
        FLOORS.write_text(json.dumps(stored, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return 1 if fallen else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
