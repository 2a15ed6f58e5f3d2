"""The quotations as data: the words, where they stand, who is said to have said them, and how that is known."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from variorum import addresses
from variorum.exports.tables import Row
from variorum.model import ArticleId, Block, Column, Quotation, QuotationRef, Span
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
    for quotation in holdings.annotation(id).quotations:
        yield _row(quotation, holdings, site)


def quotation_row(reference: QuotationRef, holdings: Holdings, site: Site) -> Row:
    """The row of one quotation."""
    return _row(holdings.quoted(reference), holdings, site)


def _row(quotation: Quotation, holdings: Holdings, site: Site) -> Row:
    article, attribution = holdings.article(quotation.article), quotation.attribution
    text, published = article.text, article.published
    block = _block(article.blocks, quotation.spans[0].start)
    speaker = holdings.speaker(attribution.speaker) if attribution.speaker else None
    utterance, wording = said_as(QuotationRef(quotation.article, quotation.id), holdings)
    return (
        f"{article.id}#{quotation.id}", f"{site.base_url}{addresses.article(article.id)}#{quotation.id}", article.id,
        article.outlet, holdings.outlet_name(article.outlet), published.edtf if published else "", machine_readable(published),
        article.language, quotation.number, block.number or None, block.anchor, quotation.kind.value,
        " ".join(span.of(text) for span in quotation.words), quotation.words[0].start, quotation.words[-1].end,
        speaker.id if speaker else "", speaker.name if speaker else attribution.name, attribution.rule,
        round(attribution.confidence, 3), attribution.standing.value, attribution.by, _words(attribution.mention, text),
        _words(attribution.cue, text), utterance, wording,
    )  # fmt: skip


def said_as(here: QuotationRef, holdings: Holdings) -> tuple[str, int]:
    """The utterance that gathers the quotation and which of its wordings it has; its own key, and 0, where none does."""
    utterance = holdings.utterance_of.get((here.article, here.quotation))
    if utterance is None:
        return f"{here.article}-{here.quotation}", 0
    return utterance.id, next((place for place, group in enumerate(utterance.wordings) if here in group), 0)


def _block(blocks: tuple[Block, ...], start: int) -> Block:
    return blocks[max(0, bisect_right(blocks, start, key=lambda block: block.span.start) - 1)]


def _words(span: Span | None, text: str) -> str:
    return span.of(text) if span else ""
