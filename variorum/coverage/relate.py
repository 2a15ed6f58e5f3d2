"""Name what two compared articles are to each other: republished, partly copied, … and which way it went."""

from __future__ import annotations

from dataclasses import replace

from variorum.config import Coverage
from variorum.coverage.direction import STATED, Outlets, direction
from variorum.coverage.records import Named, Packed, turned_passages
from variorum.model import UNKNOWN_OUTLET, Article, Evidence, Relation, RelationKind

SAME = 0.95  # share of both texts, no substantive variant: printed again as it was


def relate(one: Article, two: Article, shared: Packed, outlets: Outlets, settings: Coverage) -> Named:
    """What two articles, compared as base *one* and witness *two*, are to each other."""
    way = direction(one, two, outlets)
    shares = _share(shared.own, shared.base_words), _share(shared.own, shared.witness_words)
    return Named(
        kind=_kind(one, two, shared, shares, settings),
        directed=way.forward is not None,
        turned=way.forward is False,
        evidence=(*way.evidence, *_few_words(shared, settings)),
        base_share=shares[0],
        witness_share=shares[1],
        against=way.against if way.forward is not None and way.evidence[0].rule == STATED else (),
    )


def _share(own: int, words: int) -> float:
    return round(own / words, 4) if words else 0.0


def _kind(one: Article, two: Article, shared: Packed, shares: tuple[float, float], settings: Coverage) -> RelationKind:
    if not shared.copied:
        return RelationKind.SAME_QUOTATIONS
    share = shares[shared.witness_words < shared.base_words]  # of the shorter
    if shared.own < settings.min_words or share < settings.partly_copied:
        return RelationKind.SHARES_PASSAGE
    if one.outlet == two.outlet != UNKNOWN_OUTLET:
        return RelationKind.RERUN if shared.same and min(shares) >= SAME else RelationKind.UPDATED
    return RelationKind.REPUBLISHED if share >= settings.republished else RelationKind.PARTLY_COPIED


def _few_words(shared: Packed, settings: Coverage) -> tuple[Evidence, ...]:
    """Said where quotations leave too few words to measure reuse by."""
    few = min(shared.base_words, shared.witness_words)
    return (Evidence("few-own-words", text=str(few)),) if few < settings.min_words else ()


def turned(relation: Relation) -> Relation:
    """The same relation with base and witness exchanged."""
    return replace(
        relation,
        base=relation.witness,
        witness=relation.base,
        passages=turned_passages(relation.passages),
        base_share=relation.witness_share,
        witness_share=relation.base_share,
        dropped=relation.added,
        added=relation.dropped,
    )
