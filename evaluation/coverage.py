"""Find duplicate coverage in labelled documents: `python -m evaluation.coverage GOLD PREDICTIONS`.

GOLD is a JSON-lines file (`.gz` too) whose documents have an `id` and a `text`, and may have an `outlet`, a `date` and a
`language`; all other rows are skipped. PREDICTIONS gets, in the form the scorer reads: a `pair` for every two documents that
share copy (those that share quotations only have `label` 0), the `cluster` of each story, and the `passage`s of each pair.

A blank line is a paragraph's border; a line feed alone may be a wrapped line. Dates order the documents, but keep none apart:
planted copy is older than its new home. A `passage` of the scorer's is the stretch that was copied, whatever the order of its
sentences, so passages that lie close together in one paragraph of both texts are joined.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from variorum.config import Config, Coverage
from variorum.coverage import cover
from variorum.model import (
    NOBODY,
    UNKNOWN_OUTLET,
    Annotation,
    Article,
    ArticleId,
    Block,
    BlockKind,
    Kind,
    OutletId,
    Published,
    Quotation,
    QuotationId,
    Relation,
    RelationKind,
    Span,
)
from variorum.quotations.marks import marked

NEAR = 180  # characters between passages of one copied stretch; 100 leaves edited copy in 1.3 pieces, 200 joins two copies
CONFIG = Config(Path(), coverage=Coverage(window_days=100_000))
MANY = 2_000  # documents from which a second process pays
CHUNK = 64  # documents or pairs handed to a process at once

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_PARAGRAPH = re.compile(r"[^\s](?:[^\n]|\n(?!\s*\n))*")


def article(row: dict[str, Any]) -> Article:
    """An article of a labelled document."""
    text = str(row["text"])
    blocks = tuple(
        Block(Span(*match.span()), BlockKind.PARAGRAPH, number) for number, match in enumerate(_PARAGRAPH.finditer(text), 1)
    )
    return Article(
        id=ArticleId(str(row["id"])),
        title="",
        outlet=OutletId(row.get("outlet") or UNKNOWN_OUTLET),
        text=text,
        blocks=blocks,
        digest=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        published=_published(row.get("date")),
        language=row.get("language") or "en",
    )


def documents(rows: Iterable[dict[str, Any]]) -> list[Article]:
    """The articles of all rows that have a text; of two with one id the first."""
    return list({row["id"]: article(row) for row in reversed([row for row in rows if "text" in row])}.values())[::-1]


def _published(stated: str | None) -> Published | None:
    try:
        day = date.fromisoformat((stated or "")[:10])
    except ValueError:
        return None
    return Published(day.isoformat(), day, day)


def annotation(of: Article) -> Annotation:
    """The article's quotations by their marks alone, paired within a line: who speaks is not asked here."""
    lines = [Span(*match.span()) for match in _LINE.finditer(of.text)]
    pieces = [piece for few in marked(of.text, lines) for piece in few]
    return Annotation(
        of.id,
        tuple(
            Quotation(of.id, QuotationId(f"q-{number}"), number, (piece.span,), (piece.words,), Kind.DIRECT, NOBODY)
            for number, piece in enumerate(pieces, 1)
        ),
    )


def predictions(articles: Sequence[Article], processes: int = 1) -> Iterator[dict[str, Any]]:
    """Rows for the scorer."""
    annotations = {one.id: annotation(one) for one in articles}
    if processes > 1:
        with ProcessPoolExecutor(processes) as pool:
            found = cover(articles, annotations, CONFIG, mapped=partial(pool.map, chunksize=CHUNK))
    else:
        found = cover(articles, annotations, CONFIG)
    texts = {one.id: one.text for one in articles}
    for relation in (*(one for cluster in found.clusters for one in cluster.relations), *found.relations):
        yield from _rows(relation, texts[relation.base], texts[relation.witness])
    for cluster in found.clusters:
        yield {"kind": "cluster", "id": cluster.id, "members": list(cluster.witnesses)}


def _rows(relation: Relation, base: str, witness: str) -> Iterator[dict[str, Any]]:
    copied = relation.kind is not RelationKind.SAME_QUOTATIONS
    score = max(relation.base_share, relation.witness_share)
    pair = {"a": relation.base, "b": relation.witness}
    yield {"kind": "pair", **pair, "score": score, "label": int(copied), "relation": relation.kind.value}
    for one in joined(relation, base, witness) if copied else ():
        yield {"kind": "passage", **pair, "a0": one.base, "a1": one.base_end, "b0": one.witness, "b1": one.witness_end}


class Stretch(NamedTuple):
    """A copied stretch, as offsets into both texts."""

    base: int
    base_end: int
    witness: int
    witness_end: int


def joined(relation: Relation, base: str, witness: str) -> list[Stretch]:
    """The passages of *relation*, those close together in one paragraph of both texts as one."""
    stretches = [Stretch(one.base.start, one.base.end, one.witness.start, one.witness.end) for one in relation.passages]
    found: list[Stretch] = []
    while stretches:
        one = stretches.pop(0)
        near = next((other for other in found if _near(one, other, base, witness)), None)
        if near is None:
            found.append(one)
        else:
            found.remove(near)
            stretches.append(_hull(one, near))
    return sorted(found)


def _near(one: Stretch, other: Stretch, base: str, witness: str) -> bool:
    hull = _hull(one, other)
    gaps = (
        max(one.base, other.base) - min(one.base_end, other.base_end),
        max(one.witness, other.witness) - min(one.witness_end, other.witness_end),
    )
    whole = "\n\n" not in base[hull.base : hull.base_end] and "\n\n" not in witness[hull.witness : hull.witness_end]
    return max(gaps) <= NEAR and whole


def _hull(one: Stretch, other: Stretch) -> Stretch:
    return Stretch(
        min(one.base, other.base),
        max(one.base_end, other.base_end),
        min(one.witness, other.witness),
        max(one.witness_end, other.witness_end),
    )


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def write(rows: Iterable[dict[str, Any]], path: Path) -> None:
    """Write *rows*, one a line."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def main(arguments: Sequence[str]) -> int:
    """Read GOLD, write PREDICTIONS."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    articles = documents(read(Path(arguments[0])))
    processes = (os.cpu_count() or 1) if len(articles) >= MANY else 1
    write(predictions(articles, processes), Path(arguments[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
