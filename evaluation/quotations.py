"""Annotate labelled articles: `python -m evaluation.quotations GOLD PREDICTIONS`.

GOLD is a JSON-lines file (`.gz` too) whose rows have an `id` and a `text`; PREDICTIONS gets one row an article, in the form the
scorer reads: `{id, quotes: [{start, end, kind, speaker, speaker_text, speaker_start, speaker_end, confidence, rule}]}`,
offsets into `text`, without the marks. Marks that hold distance, a title or a nickname are left out, as the scorer asks.

Everything that the archive shows as a quotation is written. `--labelled-marks` leaves out what stands between doubled single
marks (''like this''): the labelled articles that are set in them (one in twelve) carry no label for any quotation.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from variorum.model import UNKNOWN_OUTLET, Annotation, Article, ArticleId, Block, BlockKind, Kind, Quotation, Span
from variorum.quotations import annotate

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_SHOWN = (Kind.DIRECT, Kind.FRAGMENT)


def article(row: dict[str, Any]) -> Article:
    """An article of a labelled text: every line a paragraph, as nothing says which is a headline."""
    text = str(row["text"])
    blocks = tuple(
        Block(Span(*match.span()), BlockKind.PARAGRAPH, number) for number, match in enumerate(_LINE.finditer(text), 1)
    )
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(ArticleId(str(row["id"])), "", UNKNOWN_OUTLET, text, blocks, digest, language=str(row.get("language", "en")))


def predictions(text: str, annotation: Annotation, doubled: bool = True) -> dict[str, Any]:
    """One row for the scorer; without what stands between doubled single marks if not *doubled*."""
    shown = [
        found
        for found in annotation.quotations
        if found.kind in _SHOWN and (doubled or not in_doubled_marks(text, found.spans[0]))
    ]
    quotes = [quote for found in shown for quote in _quotes(text, found)]
    return {"id": annotation.article, "quotes": quotes}


def in_doubled_marks(text: str, span: Span) -> bool:
    """True for a quotation, marks included, that begins with two single marks."""
    return text[span.start : span.start + 2] in ("''", "``")


def _quotes(text: str, found: Quotation) -> Iterator[dict[str, Any]]:
    said = found.attribution
    mention = said.mention
    for span in found.words:
        yield {
            "start": span.start,
            "end": span.end,
            "kind": found.kind.value,
            "speaker": said.name or None,
            "speaker_text": mention.of(text) if mention else None,
            "speaker_start": mention.start if mention else None,
            "speaker_end": mention.end if mention else None,
            "confidence": said.confidence,
            "rule": said.rule,
        }


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON-lines file, gzipped or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def annotate_file(gold: Path, out: Path, doubled: bool = True) -> int:
    """Write the predictions for *gold* to *out*; the number of articles."""
    count = 0
    with gzip.open(out, "wt", encoding="utf-8") if out.suffix == ".gz" else out.open("w", encoding="utf-8") as lines:
        for row in rows(gold):
            one = article(row)
            lines.write(json.dumps(predictions(one.text, annotate(one), doubled), ensure_ascii=False) + "\n")
            count += 1
    return count


def main(arguments: list[str]) -> int:
    """The command."""
    files = [argument for argument in arguments if not argument.startswith("--")]
    if len(files) != 2 or "--help" in arguments:
        print(__doc__)
        return 0 if "--help" in arguments else 2
    count = annotate_file(Path(files[0]), Path(files[1]), "--labelled-marks" not in arguments)
    print(f"{count} articles annotated: {files[1]}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
