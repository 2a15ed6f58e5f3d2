"""Pronouns followed again with what the whole archive says: an article that never calls her "Ms" profits from one that does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from variorum.lexicon import lexicon
from variorum.model import Annotation, Article, ArticleId, Quotation
from variorum.names import Mention, Names
from variorum.names.folding import name_key
from variorum.speakers.keys import is_full
from variorum.speakers.naming import Naming

LEAD = 3  # votes by which one gender must lead over the archive; fewer may be slips

Votes = Mapping[str, tuple[int, int]]


class Pool(NamedTuple):
    """What all articles say of the gender of whoever bears a full name."""

    his: int
    hers: int
    """Votes."""
    he: frozenset[ArticleId]
    she: frozenset[ArticleId]
    """Articles in which "he" was taken for it, and "she"."""
    articles: frozenset[ArticleId]
    """All that name it."""


Part = list[tuple[int, int, str]]
"""Of one article and name: votes, and whether "he" or "she" was taken for it, `m` or `f`; "" for neither."""


def votes_of(of: Naming) -> dict[str, Part]:
    """What an article says of genders, by full name."""
    found: dict[str, Part] = {}
    for entity in of.entities:
        found.setdefault(name_key(entity.name), []).append((*entity.gender, ""))
    for name, gender in of.pronouns:
        found.setdefault(name_key(name), []).append((0, 0, gender))
    return {name: part for name, part in found.items() if is_full(name)}


def pool(said: Iterable[tuple[ArticleId, Part]]) -> Pool:
    """What articles say of the gender of whoever bears one name."""
    his = hers = 0
    taken: dict[str, list[ArticleId]] = {"": [], "m": [], "f": []}
    articles = []
    for article, part in said:
        articles.append(article)
        for he, she, gender in part:
            his, hers = his + he, hers + she
            taken[gender].append(article)
    return Pool(his, hers, frozenset(taken["m"]), frozenset(taken["f"]), frozenset(articles))


def leading(pools: Mapping[str, Pool]) -> dict[str, tuple[int, int]]:
    """Votes for he and she by full name, where one of them leads clearly."""
    return {name: (one.his, one.hers) for name, one in pools.items() if abs(one.his - one.hers) >= LEAD}


def contradicted(pools: Mapping[str, Pool], votes: Votes) -> set[ArticleId]:
    """Articles in which "he" was taken for someone whom the archive calls she, or the other way round."""
    return {id for name, (his, hers) in votes.items() for id in (pools[name].she if his > hers else pools[name].he)}


class Looked(Mapping[str, tuple[int, int]]):
    """Votes of which it is kept what was looked up."""

    def __init__(self, votes: Votes) -> None:
        self._votes = votes
        self.seen: dict[str, tuple[int, int] | None] = {}

    def __getitem__(self, name: str) -> tuple[int, int]:
        found = self.seen[name] = self._votes.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._votes)

    def __len__(self) -> int:
        return len(self._votes)


def follow_again(article: Article, annotation: Annotation, votes: Votes) -> Annotation:
    """*annotation* with its pronouns followed again by *votes* of all articles."""
    words = lexicon(article.language)
    if words is None:
        return annotation
    spans = [span for one in annotation.quotations for span in one.words]
    names = Names(article.text, spans, words, votes)
    attributed = [one for one in annotation.quotations if one.attribution.mention is not None]
    mentions = [Mention(one.attribution.mention, one.words[0]) for one in attributed if one.attribution.mention is not None]
    known = names.entities()
    entities = {entity.name: entity for entity in annotation.entities}
    again: dict[str, Quotation] = {}
    for quotation, resolved in zip(attributed, names.resolve(mentions), strict=True):
        before = quotation.attribution
        if resolved.rule != "pronoun" or (before.antecedent is not None and before.rule != "pronoun"):
            continue  # "who" behind a name or a role is told by that
        attribution = replace(before, name=resolved.name, antecedent=resolved.antecedent)
        again[quotation.id] = replace(quotation, attribution=attribution)
        if resolved.entity >= 0:
            entities.setdefault(resolved.name, known[resolved.entity])
    quotations = tuple(again.get(one.id, one) for one in annotation.quotations)
    return replace(annotation, quotations=quotations, entities=tuple(entities.values()))
