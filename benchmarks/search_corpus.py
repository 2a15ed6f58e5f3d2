"""An archive for measuring, from any JSONL of `{id, title, date, outlet, url, text}`, gzipped or not.

Quotations are what stands between double quotation marks, given to the capitalised name next to a reporting verb: enough for
sizes and times, and quick. Where the corpus has no dates they are spread over ten years in order of the file.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import blake2b, sha256
from itertools import islice
from pathlib import Path

from variorum.assemble import assemble
from variorum.model import (
    NOBODY,
    Annotation,
    Archive,
    Article,
    ArticleId,
    Attribution,
    Block,
    BlockKind,
    Kind,
    Outlet,
    OutletId,
    Published,
    Quotation,
    QuotationId,
    Rights,
    Span,
    Speaker,
    SpeakerId,
)

_QUOTED = re.compile(r"“([^“”]{2,900})”|\"([^\"]{2,900})\"")
_NAME = r"([A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2})"
_NAMED = re.compile(rf"{_NAME}(?=,? (?:said|told|added|stated|noted|stressed))|(?:said|told|added) {_NAME}")
TOPICS = ("economy", "politics", "society", "sport", "world")


def lines(file: Path, limit: int, every: int = 1) -> Iterator[dict[str, str]]:
    """The first *limit* records of a JSONL file, of each *every* one."""
    with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as stream:
        for line in islice(islice(stream, 0, None, every), limit):
            yield json.loads(line)


def archive(file: Path, limit: int, every: int = 1) -> Archive:
    """An archive of the first *limit* records."""
    made = [article(record, number) for number, record in enumerate(lines(file, limit, every))]
    annotations = [annotation(one) for one in made]
    speakers = {
        q.attribution.speaker: q.attribution.name for one in annotations for q in one.quotations if q.attribution.speaker
    }
    outlets = sorted({one.outlet for one in made})
    return assemble(
        made,
        annotations,
        [Speaker(key, name, name) for key, name in sorted(speakers.items())],
        [Outlet(key, key.replace("-", " ").title()) for key in outlets],
    )


def article(record: dict[str, str], number: int) -> Article:
    """One record as an article of a title and one paragraph for each line."""
    parts = [record["title"], *(part.strip() for part in record["text"].split("\n") if part.strip())]
    text = "\n\n".join(parts)
    blocks, at = [], 0
    for place, part in enumerate(parts):
        blocks.append(Block(Span(at, at + len(part)), BlockKind.PARAGRAPH if place else BlockKind.TITLE, place))
        at += len(part) + 2
    day = (
        date.fromisoformat(record["date"][:10])
        if record.get("date")
        else date(2012, 1, 1) + timedelta(days=number * 3650 // 10_000)
    )
    pick = blake2b(record["id"].encode(), digest_size=2).digest()
    return Article(
        id=ArticleId(record["id"]),
        title=record["title"],
        outlet=OutletId(f"outlet-{pick[0] % 12}"),
        text=text,
        blocks=tuple(blocks),
        digest=sha256(text.encode()).hexdigest(),
        published=Published(day.isoformat(), day, day),
        topics=(TOPICS[pick[1] % len(TOPICS)],),
        rights=Rights(),
    )


def annotation(one: Article) -> Annotation:
    """What stands between double quotation marks in its paragraphs."""
    found: list[Quotation] = []
    for block in one.blocks[1:]:
        paragraph = block.span.of(one.text)
        for match in _QUOTED.finditer(paragraph):
            found.append(quotation(one, len(found) + 1, block.span.start, match, paragraph))
    return Annotation(one.id, tuple(found))


def quotation(one: Article, number: int, offset: int, match: re.Match[str], paragraph: str) -> Quotation:
    """One quotation, with the name that stands nearest behind or before it."""
    after = _NAMED.search(paragraph, match.end(), match.end() + 80)
    before = None if after else _NAMED.search(paragraph, max(0, match.start() - 80), match.start())
    named = after or before
    name = (named[1] or named[2]) if named else ""
    words = match[1] or match[2]
    key = SpeakerId(re.sub(r"[^a-z]+", "-", name.lower()).strip("-"))
    digest = sha256(f"{words} {number}".encode()).hexdigest()[:6]
    return Quotation(
        article=one.id,
        id=QuotationId(f"q-{digest}"),
        number=number,
        spans=(Span(offset + match.start(), offset + match.end()),),
        words=(Span(offset + match.start() + 1, offset + match.end() - 1),),
        kind=Kind.DIRECT if words.count(" ") > 4 else Kind.FRAGMENT,
        attribution=Attribution(key, name, "name-beside", 0.95) if key else NOBODY,
    )
