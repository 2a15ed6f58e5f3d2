"""The quotations as data: the words, where they stand, who is said to have said them, and how that is known."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from variorum import addresses
from variorum.exports.tables import Row
from variorum.model import ArticleId, Block, Column, Quotation, QuotationRef, Span, Utterance
from variorum.pages.dating import machine_readable
from variorum.pages.holdings import Holdings
from variorum.pages.page import Site

QUOTATIONS = (
    Column("quotation"), Column("address"), Column("article"), Column("outlet"), Column("outlet_name"), Column("published"),
    Column("date"), Column("language"), Column("number", "integer"), Column("paragraph", "integer"), Column("block"),
    Column("kind"), Column("words"), Column("start", "integer"), Column("end", "integer"), Column("speaker"),
    Column("speaker_name"), Column("rule"), Column("confidence", "number"), Column("standing"), Column("checked_by"),
    Column("mention"), Column("cue"), Column("utterance"), Column("wording", "integer"),
)  # fmt: skip


def quotation_rows(id: ArticleId, holdings: Holdings, site: Site) -> Iterator[Row]:
    """The rows of `QUOTATIONS` of one article, in its order."""
    where = _where(id, holdings, site)
    for quotation in holdings.annotation(id).quotations:
        yield _row(quotation, where, holdings)


def rows_of(references: Iterable[QuotationRef], holdings: Holdings, site: Site) -> list[Row]:
    """The row of each quotation that *references* name."""
    return [_row(holdings.quoted(one), _where(one.article, holdings, site), holdings) for one in references]


class _Where(NamedTuple):
    """An article, and what all rows of its quotations say of it."""

    id: ArticleId
    text: str
    blocks: tuple[Block, ...]
    address: str
    cells: Row
    """From `article` to `language`."""


def _where(id: ArticleId, holdings: Holdings, site: Site) -> _Where:
    article = holdings.article(id)
    published, outlet = article.published, holdings.outlet_name(article.outlet)
    edtf = published.edtf if published else ""
    cells = (id, article.outlet, outlet, edtf, machine_readable(published), article.language)
    return _Where(id, article.text, article.blocks, f"{site.base_url}{addresses.article(id)}", cells)


def _row(quotation: Quotation, where: _Where, holdings: Holdings) -> Row:
    attribution, article, text, id = quotation.attribution, where.id, where.text, quotation.id
    block = _block(where.blocks, quotation.spans[0].start)
    speaker = holdings.speaker(attribution.speaker) if attribution.speaker else None
    utterance, wording = said_as(QuotationRef(article, id), holdings.utterances_in.get(article, {}).get(id))
    return (
        f"{article}#{id}", f"{where.address}#{id}", *where.cells, quotation.number, block.number or None, block.anchor,
        quotation.kind.value, " ".join([span.of(text) for span in quotation.words]), quotation.words[0].start,
        quotation.words[-1].end, speaker.id if speaker else "", speaker.name if speaker else attribution.name, attribution.rule,
        round(attribution.confidence, 3), attribution.standing.value, attribution.by, _words(attribution.mention, text),
        _words(attribution.cue, text), utterance, wording,
    )  # fmt: skip


def said_as(here: QuotationRef, utterance: Utterance | None) -> tuple[str, int]:
    """The *utterance* that gathers the quotation and which of its wordings it has; its own key, and 0, where none does."""
    if utterance is None:
        return f"{here.article}-{here.quotation}", 0
    return utterance.id, next((place for place, group in enumerate(utterance.wordings) if here in group), 0)


def _block(blocks: tuple[Block, ...], start: int) -> Block:
    return blocks[max(0, bisect_right(blocks, start, key=lambda block: block.span.start) - 1)]


def _words(span: Span | None, text: str) -> str:
    return span.of(text) if span else ""
