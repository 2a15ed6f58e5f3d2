"""Articles and annotations made by hand, for tests of coverage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from variorum.config import Config
from variorum.model import (
    NOBODY,
    UNKNOWN_OUTLET,
    Annotation,
    Article,
    ArticleId,
    Attribution,
    Block,
    BlockKind,
    Kind,
    OutletId,
    Published,
    Quotation,
    QuotationId,
    Span,
    SpeakerId,
)

SEEDS = Path(__file__).parents[2] / "content" / "sources"
SOURCES = {"tass": "001_ee5c6a3a357d8bc5.txt", "rewrite": "000_3928ae82a1454c74.txt"}
CONFIG = Config(Path())
MARKED = re.compile(r"[“\"]([^”\"\n]*)[”\"]?")


def article(name: str, *blocks: str, outlet: str = UNKNOWN_OUTLET, on: str = "", syndicated_from: str = "") -> Article:
    """An article of the *blocks*, the first its title, published *on* a day of the form 2020-09-11."""
    placed: list[Block] = []
    start = 0
    for number, block in enumerate(blocks):
        placed.append(Block(Span(start, start + len(block)), BlockKind.PARAGRAPH if number else BlockKind.TITLE, number))
        start += len(block) + 2
    return Article(
        ArticleId(name), blocks[0], OutletId(outlet), "\n\n".join(blocks), tuple(placed), digest=name,
        published=published(on) if on else None, syndicated_from=syndicated_from,
    )  # fmt: skip


def published(on: str) -> Published:
    day = date.fromisoformat(on[:10])
    return Published(on, day, day)


def seed(name: str, outlet: str = UNKNOWN_OUTLET) -> Article:
    """One of the two articles the project began with, a block a line."""
    lines = (SEEDS / SOURCES[name]).read_text("utf-8").split("\n")
    return article(name, *(line for line in lines if line), outlet=outlet)


def marked(of: Article, speaker: str = "") -> Annotation:
    """Every stretch between double marks of one paragraph as a direct quotation of *speaker*."""
    said_by = Attribution(SpeakerId(speaker), speaker, "cue-after", 1.0) if speaker else NOBODY
    return Annotation(
        of.id,
        tuple(
            Quotation(of.id, QuotationId(f"q-{n}"), n, (Span(*m.span()),), (Span(*m.span(1)),), Kind.DIRECT, said_by)
            for n, m in enumerate(MARKED.finditer(of.text), 1)
        ),
    )


def annotated(articles: Iterable[Article], speaker: str = "") -> Mapping[ArticleId, Annotation]:
    return {one.id: marked(one, speaker) for one in articles}
