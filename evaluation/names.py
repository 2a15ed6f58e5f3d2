"""Full names, measured: `python -m evaluation.names [GOLD LABELS] [--errors]`.

GOLD is a JSON-lines file of texts (`.gz` too; the development articles where none is named), LABELS one of names a person
wrote down: `{id, quotes: [{start, end, speaker_text}]}`, offsets into the text of the same id, `labels/names_dev.jsonl` where
none is named. Printed are the scorer's shares for three runs:

- `mentions`: names alone, given the labelled mention of each quotation;
- `articles`: the whole of stage 2, every article for itself;
- `archive`: stages 2 and 3, all articles as one archive.

`--errors` lists what is wrong in the last run: id, offsets, what was found, what a person wrote.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from evaluation import scorers
from evaluation.quotations import article, predictions, rows
from variorum.config import Config
from variorum.lexicon import lexicon
from variorum.model import Span
from variorum.names import Mention, Names
from variorum.quotations import annotate
from variorum.speakers import resolve

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
    return [predictions(one.text, annotate(one), doubled=True) for one in articles]


def by_archive(texts: Iterable[Row]) -> list[Row]:
    """All articles as one archive."""
    articles = [article(row) for row in texts]
    _, annotations, _ = resolve(articles, [annotate(one) for one in articles], (), Config(Path()))
    return [predictions(one.text, annotation, doubled=True) for one, annotation in zip(articles, annotations, strict=True)]


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


def main(arguments: list[str]) -> int:
    """The command."""
    files = [Path(argument) for argument in arguments if not argument.startswith("--")]
    if "--help" in arguments or len(files) not in (0, 2):
        print(__doc__)
        return 0 if "--help" in arguments else 2
    gold, labels = files or (scorers.GOLD / "polnear_dev.jsonl", LABELS)
    for name, shares in measure(gold, labels).items():
        print(f"{name:10} {json.dumps(shares)}")
    if "--errors" in arguments:
        print("\n".join(errors(by_archive(rows(gold)), rows(labels))))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
