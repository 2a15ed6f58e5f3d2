"""Small archives made by hand: articles, and annotations in which every ⟦mention⟧ speaks for the quotation after its words."""

from __future__ import annotations

from collections.abc import Sequence

from tests.names.examples import example
from variorum.lexicon import lexicon
from variorum.model import (
    Annotation,
    Article,
    ArticleId,
    Attribution,
    Block,
    BlockKind,
    Kind,
    Notes,
    OutletId,
    Quotation,
    QuotationId,
    QuoteNote,
    Span,
)
from variorum.names import Names


def article(key: str, text: str, notes: Sequence[QuoteNote] = (), language: str = "en") -> Article:
    return Article(
        id=ArticleId(key),
        title=key,
        outlet=OutletId("paper"),
        text=text,
        blocks=(Block(Span(0, len(text)), BlockKind.PARAGRAPH, 1),),
        digest="",
        file=f"content/articles/{key}.md",
        language=language,
        notes=Notes(f"content/articles/{key}.notes.yaml", tuple(notes)) if notes else None,
    )


def annotated(key: str, marked: str, notes: Sequence[QuoteNote] = ()) -> tuple[Article, Annotation]:
    """An article of *marked* text, its mentions in ⟦ ⟧, each attributed the quotation nearest to it."""
    text, mentions, quoted = example(marked)
    found = lexicon("en")
    assert found is not None
    names = Names(text, quoted, found)
    entities = names.entities()
    by_quotation = {
        one.quotation: (one.span, resolved) for one, resolved in zip(mentions, names.resolve(mentions), strict=True)
    }
    quotations = []
    for number, span in enumerate(quoted, 1):
        mention, resolved = by_quotation.get(span, (None, None))
        attribution = Attribution(None, resolved.name if resolved else "", "cue-after", 0.9, mention)
        quotations.append(
            Quotation(ArticleId(key), QuotationId(f"q-{number}"), number, (span,), (span,), Kind.DIRECT, attribution)
        )
    return article(key, text, notes), Annotation(ArticleId(key), tuple(quotations), entities)
