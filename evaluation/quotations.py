"""Annotate labelled articles: `python -m evaluation.quotations GOLD PREDICTIONS`.

GOLD is a JSON-lines file (`.gz` too) whose rows have an `id` and a `text`; PREDICTIONS gets one row an article, in the form the
scorer reads: `{id, quotes: [{start, end, kind, speaker, speaker_text, speaker_start, speaker_end, confidence, rule}]}`,
offsets into `text`, without the marks. Marks that hold distance, a title or a nickname are left out, as the scorer asks.

What opens and closes with two straight single marks (''like this'') is left out too: the labelled articles that are set in them
(one in twelve) carry no label for any quotation, so that nothing can be measured on them. The rule looks at the text alone.
`--as-shown` writes everything that the archive shows as a quotation.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from variorum.model import UNKNOWN_OUTLET, Annotation, Article, ArticleId, Block, BlockKind, Kind, Quotation, Span
from variorum.quotations import annotate

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_SHOWN = (Kind.DIRECT, Kind.FRAGMENT)
DOUBLED = "''"


def article(row: dict[str, Any]) -> Article:
    """An article of a labelled text: every line a paragraph, as nothing says which is a headline."""
    text = str(row["text"])
    blocks = tuple(
        Block(Span(*match.span()), BlockKind.PARAGRAPH, number) for number, match in enumerate(_LINE.finditer(text), 1)
    )
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(ArticleId(str(row["id"])), "", UNKNOWN_OUTLET, text, blocks, digest, language=str(row.get("language", "en")))


def predictions(text: str, annotation: Annotation, as_shown: bool = False) -> dict[str, Any]:
    """One row for the scorer; *as_shown* with what stands between doubled single marks, too."""
    shown = [
        found
        for found in annotation.quotations
        if found.kind in _SHOWN and (as_shown or not in_doubled_marks(text, found.spans))
    ]
    quotes = [quote for found in shown for quote in _quotes(text, found)]
    return {"id": annotation.article, "quotes": quotes}


def in_doubled_marks(text: str, spans: Sequence[Span]) -> bool:
    """True for a quotation, marks included, that opens and closes with two straight single marks; ``these'' do not count."""
    opening, closing = spans[0].of(text), spans[-1].of(text)
    return len(opening) > 2 and opening.startswith(DOUBLED) and closing.endswith(DOUBLED)


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


def annotate_file(gold: Path, out: Path, as_shown: bool = False) -> int:
    """Write the predictions for *gold* to *out*; the number of articles."""
    count = 0
    with gzip.open(out, "wt", encoding="utf-8") if out.suffix == ".gz" else out.open("w", encoding="utf-8") as lines:
        for row in rows(gold):
            one = article(row)
            lines.write(json.dumps(predictions(one.text, annotate(one), as_shown), ensure_ascii=False) + "\n")
            count += 1
    return count


def main(arguments: list[str]) -> int:
    """The command."""
    files = [argument for argument in arguments if not argument.startswith("--")]
    if len(files) != 2 or "--help" in arguments:
        print(__doc__)
        return 0 if "--help" in arguments else 2
    count = annotate_file(Path(files[0]), Path(files[1]), "--as-shown" in arguments)
    print(f"{count} articles annotated: {files[1]}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
