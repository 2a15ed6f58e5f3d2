"""Name what two compared articles are to each other: republished, partly copied, … and which way it went."""

from __future__ import annotations

from dataclasses import replace

from variorum.config import Coverage
from variorum.coverage.compare import Comparison
from variorum.coverage.direction import Outlets, direction
from variorum.model import UNKNOWN_OUTLET, Article, Evidence, Passage, Relation, RelationKind, Variant, Weight

SAME = 0.95  # share of both texts, no substantive variant: printed again as it was


def relate(one: Article, two: Article, shared: Comparison, outlets: Outlets, settings: Coverage) -> Relation:
    """The relation of two articles compared as base *one* and witness *two*."""
    way = direction(one, two, outlets)
    relation = Relation(
        base=one.id,
        witness=two.id,
        kind=_kind(one, two, shared, settings),
        directed=way.forward is not None,
        evidence=(*way.evidence, *_few_words(shared, settings)),
        passages=shared.passages,
        base_share=_share(shared.own, shared.base_words),
        witness_share=_share(shared.own, shared.witness_words),
        shared_words=shared.own + shared.quoted,
        dropped=shared.dropped,
        added=shared.added,
    )
    return turned(relation) if way.forward is False else relation


def _share(own: int, words: int) -> float:
    return round(own / words, 4) if words else 0.0


def _kind(one: Article, two: Article, shared: Comparison, settings: Coverage) -> RelationKind:
    shorter = min(shared.base_words, shared.witness_words)
    if not shared.copied:
        return RelationKind.SAME_QUOTATIONS
    share = _share(shared.own, shorter)
    if shared.own < settings.min_words or share < settings.partly_copied:
        return RelationKind.SHARES_PASSAGE
    if one.outlet == two.outlet != UNKNOWN_OUTLET:
        return RelationKind.RERUN if _same(shared) else RelationKind.UPDATED
    return RelationKind.REPUBLISHED if share >= settings.republished else RelationKind.PARTLY_COPIED


def _same(shared: Comparison) -> bool:
    shares = _share(shared.own, shared.base_words), _share(shared.own, shared.witness_words)
    changes = (variant for passage in shared.passages for variant in passage.variants)
    return min(shares) >= SAME and all(variant.weight is Weight.ACCIDENTAL for variant in changes)


def _few_words(shared: Comparison, settings: Coverage) -> tuple[Evidence, ...]:
    """Said where quotations leave too few words to measure reuse by."""
    few = min(shared.base_words, shared.witness_words)
    return (Evidence("few-own-words", text=str(few)),) if few < settings.min_words else ()


def turned(relation: Relation) -> Relation:
    """The same relation with base and witness exchanged."""
    return replace(
        relation,
        base=relation.witness,
        witness=relation.base,
        passages=tuple(sorted((_turned(one) for one in relation.passages), key=lambda passage: passage.base)),
        base_share=relation.witness_share,
        witness_share=relation.base_share,
        dropped=relation.added,
        added=relation.dropped,
    )


def _turned(passage: Passage) -> Passage:
    variants = (Variant(one.witness, one.base, one.weight, OPPOSITE.get(one.change, one.change)) for one in passage.variants)
    in_order = tuple(sorted(variants, key=lambda one: (one.base, one.witness, one.change)))
    return replace(passage, base=passage.witness, witness=passage.base, variants=in_order)


_PAIRS = (
    ("added", "dropped"),
    ("hedge-added", "hedge-removed"),
    ("attribution-added", "attribution-dropped"),
    ("marks-added", "marks-dropped"),
    ("quotation-lengthened", "quotation-shortened"),
    ("speech-became-quotation", "quotation-became-speech"),
)
OPPOSITE = dict(_PAIRS) | {two: one for one, two in _PAIRS}
"""A change read the other way round."""
