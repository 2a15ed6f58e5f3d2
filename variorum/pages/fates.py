"""What became of the quotations of one witness in another: kept, altered, dropped, added, or made from what was not quoted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from variorum import addresses
from variorum.model import ArticleId, Quotation, QuotationId, Relation
from variorum.pages.holdings import Holdings
from variorum.pages.quoting import SPOKEN
from variorum.text import words

ORDER = ("made", "altered", "dropped", "added", "kept")
"""As they are listed: what a reader would not expect comes first."""


@dataclass(frozen=True, slots=True)
class Fate:
    """One quotation, or two that are one."""

    kind: str
    """One of `ORDER`."""
    text: str
    """As the witness has it, or as the base has what was dropped."""
    base: str
    """Its address in the base; "" where it is not quoted there."""
    witness: str
    """Its address in the witness; "" where it is not quoted there."""
    speaker: str
    language: str


def fates(relation: Relation, holdings: Holdings) -> tuple[Fate, ...]:
    """The fate of every quotation of either, in the order of `ORDER`, then of the text."""
    found = sorted(_fates(relation, holdings), key=lambda fate: ORDER.index(fate.kind))
    return tuple(found)


def _fates(relation: Relation, holdings: Holdings) -> Iterator[Fate]:
    base = [one for one in holdings.annotation(relation.base).quotations if one.kind in SPOKEN]
    witness = [one for one in holdings.annotation(relation.witness).quotations if one.kind in SPOKEN]
    twins = dict(_twins(base, witness, holdings))
    turned = [
        variant.witness
        for passage in relation.passages
        for variant in passage.variants
        if variant.change == "speech-became-quotation"
    ]
    for one in witness:
        if one.id in twins.values():
            continue
        made = any(one.spans[0].overlaps(span) for span in turned)
        yield _fate("made" if made else "added", one, None, one, holdings)
    by_id = {one.id: one for one in witness}
    for one in base:
        if one.id not in twins:
            yield _fate("dropped", one, one, None, holdings)
        else:
            twin = by_id[twins[one.id]]
            same = _folded(one, holdings) == _folded(twin, holdings)
            yield _fate("kept" if same else "altered", twin, one, twin, holdings)


def _twins(base: list[Quotation], witness: list[Quotation], holdings: Holdings) -> Iterator[tuple[QuotationId, QuotationId]]:
    """Pairs of quotations of one utterance, each used once, in the order of the base."""
    used: set[QuotationId] = set()
    for one in base:
        utterance = holdings.utterance_of.get((one.article, one.id))
        for other in witness:
            if other.id not in used and utterance and holdings.utterance_of.get((other.article, other.id)) == utterance:
                used.add(other.id)
                yield one.id, other.id
                break


def _fate(kind: str, shown: Quotation, base: Quotation | None, witness: Quotation | None, holdings: Holdings) -> Fate:
    article = holdings.article(shown.article)
    text = " ".join(span.of(article.text) for span in shown.spans)
    speaker = shown.attribution.speaker
    name = (
        holdings.archive.speakers[speaker].name if speaker and speaker in holdings.archive.speakers else shown.attribution.name
    )
    places = ["" if one is None else _address(one.article, one) for one in (base, witness)]
    return Fate(kind, text, places[0], places[1], name, article.language)


def _address(article: ArticleId, quotation: Quotation) -> str:
    return f"{addresses.article(article)}#{quotation.id}"


def _folded(quotation: Quotation, holdings: Holdings) -> list[str]:
    text = holdings.article(quotation.article).text
    return [word for span in quotation.words for word in words(span.of(text)).folded]
