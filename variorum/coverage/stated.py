"""What curators say of relations: it wins over what is detected, and where the two disagree that is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from variorum.coverage.direction import STATED, Direction, Outlets, direction
from variorum.coverage.relate import turned
from variorum.model import Article, ArticleId, Evidence, Problem, Relation, RelationKind
from variorum.model.values import Value, dataclass


@dataclass(frozen=True, slots=True)
class Stated(Value):
    """A relation that a curator asserts: in the notes on *witness*, or as its `syndicated_from`."""

    base: ArticleId
    witness: ArticleId
    kind: RelationKind | None
    """None where only the source is stated."""
    key: str
    """`relations` of the notes file, or `syndicated_from` of the front matter."""


def stated(articles: Sequence[Article]) -> tuple[list[Stated], list[Problem]]:
    """Every asserted relation between two of *articles*, and notes that name an article which is not there."""
    found: list[Stated] = []
    problems: list[Problem] = []
    asserting = [one for one in articles if one.syndicated_from or (one.notes and one.notes.relations)]
    if not asserting:
        return found, problems
    known = {name: one.id for one in articles for name in (one.id, *one.aliases, one.url) if name}
    for article in asserting:
        for other, kind in article.notes.relations if article.notes else ():
            if other in known:
                found.append(Stated(known[other], article.id, RelationKind(kind), "relations"))
            else:
                problems.append(_unknown(article, other, known))
        source = known.get(article.syndicated_from)
        if source and source != article.id:
            found.append(Stated(source, article.id, None, "syndicated_from"))
    return found, problems


def settle(
    relations: Iterable[Relation], asserted: Sequence[Stated], articles: Mapping[ArticleId, Article], outlets: Outlets
) -> tuple[list[Relation], list[Problem]]:
    """*relations* with what curators assert put in, and what they assert against the evidence."""
    problems: list[Problem] = []
    if not asserted:
        return list(relations), problems
    by_pair = {frozenset((one.base, one.witness)): one for one in relations}
    for one in asserted:
        pair = frozenset((one.base, one.witness))
        detected = by_pair.get(pair)
        problems += _disagreements(one, detected, articles, direction(articles[one.base], articles[one.witness], outlets))
        by_pair[pair] = _as_stated(one, detected)
    return list(by_pair.values()), problems


def _as_stated(one: Stated, detected: Relation | None) -> Relation:
    kind = one.kind or (detected.kind if detected else RelationKind.PARTLY_COPIED)
    evidence = Evidence(STATED, one.witness, None, one.key)
    if detected is None:
        return Relation(one.base, one.witness, kind, True, (evidence,), (), 0.0, 0.0, 0, (), ())
    way = detected if detected.base == one.base else turned(detected)
    others = tuple(reason for reason in way.evidence if reason.rule != STATED) if detected.base == one.base else ()
    return replace(way, kind=kind, directed=True, evidence=(evidence, *others))


def _disagreements(
    one: Stated, detected: Relation | None, articles: Mapping[ArticleId, Article], way: Direction
) -> Iterator[Problem]:
    witness = articles[one.witness]
    if detected is None or not detected.passages:
        yield _problem(witness, one, "C003", f"no text of {one.base} was found in this article")
        return
    if one.kind and detected.kind is not one.kind:
        share = round(100 * max(detected.base_share, detected.witness_share))
        yield _problem(witness, one, "C004", f"the texts look {detected.kind.value} ({share} % shared), not {one.kind.value}")
    contrary = {True: way.against, False: way.evidence, None: ()}[way.forward]
    against = [reason for reason in contrary if reason.rule != STATED]
    if against:
        yield _contrary(witness, one, against)


def contradicted(
    disputed: Iterable[tuple[Relation, Sequence[Evidence]]], asserted: Sequence[Stated], articles: Mapping[ArticleId, Article]
) -> list[Problem]:
    """Where a `syndicated_from` that names an outlet is spoken against; one that names an article is among *asserted*."""
    told = {frozenset((one.base, one.witness)) for one in asserted}
    return [
        _contrary(articles[one.witness], Stated(one.base, one.witness, None, "syndicated_from"), against)
        for one, against in disputed
        if frozenset((one.base, one.witness)) not in told
    ]


def _contrary(witness: Article, one: Stated, against: Sequence[Evidence]) -> Problem:
    said = ", ".join(f"{reason.rule} “{reason.text}”" for reason in against)
    return _problem(
        witness, one, "C005", f"{one.base} is stated to have had it first, but there is evidence against it: {said}"
    )


def _problem(article: Article, one: Stated, code: str, text: str) -> Problem:
    file = article.notes.file if article.notes and one.key == "relations" else article.file
    return Problem(file, 0, code, text, f"what `{one.key}` says is kept; correct it if it is wrong", "warning")


def _unknown(article: Article, other: str, known: Mapping[str, ArticleId]) -> Problem:
    near = get_close_matches(other, sorted(known), 1)
    fix = f"did you mean {near[0]}?" if near else "name an article of this archive by its id"
    file = article.notes.file if article.notes else article.file
    return Problem(file, 0, "C002", f"`relations` names {other}, which is no article of this archive", fix, "warning")
