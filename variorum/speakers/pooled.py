"""Pronouns followed again with what the whole archive says: an article that never calls her "Ms" profits from one that does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from variorum.lexicon import lexicon
from variorum.model import Annotation, Article, ArticleId, Entity, Quotation
from variorum.names import Mention, Names
from variorum.names.forms import folded, name_key
from variorum.speakers.keys import is_full

LEAD = 3  # votes by which one gender must lead over the archive; fewer may be slips

Votes = Mapping[str, tuple[int, int]]


def follow_again(articles: Mapping[ArticleId, Article], annotations: Sequence[Annotation]) -> list[Annotation]:
    """*annotations*, the pronouns of an article followed again where other articles contradict what they were taken for."""
    votes = pool(entity for annotation in annotations for entity in annotation.entities)
    return [_again(articles[one.article], one, votes) for one in annotations]


def pool(entities: Iterable[Entity]) -> dict[str, tuple[int, int]]:
    """Votes for he and she by full name, where one of them leads clearly."""
    total: dict[str, list[int]] = {}
    for entity in entities:
        key = name_key(entity.name)
        if is_full(key):
            sums = total.setdefault(key, [0, 0])
            sums[0] += entity.gender[0]
            sums[1] += entity.gender[1]
    return {key: (his, hers) for key, (his, hers) in total.items() if abs(his - hers) >= LEAD}


def _again(article: Article, annotation: Annotation, votes: Votes) -> Annotation:
    words = lexicon(article.language)
    if words is None or not any(_contradicted(article.text, one, words.pronouns, votes) for one in annotation.quotations):
        return annotation
    spans = [span for one in annotation.quotations for span in one.words]
    names = Names(article.text, spans, words, votes)
    attributed = [one for one in annotation.quotations if one.attribution.mention is not None]
    mentions = [Mention(one.attribution.mention, one.words[0]) for one in attributed if one.attribution.mention is not None]
    known = names.entities()
    entities = {entity.name: entity for entity in annotation.entities}
    again: dict[str, Quotation] = {}
    for quotation, resolved in zip(attributed, names.resolve(mentions), strict=True):
        if resolved.rule != "pronoun":
            continue
        attribution = replace(quotation.attribution, name=resolved.name, antecedent=resolved.antecedent)
        again[quotation.id] = replace(quotation, attribution=attribution)
        if resolved.entity >= 0:
            entities.setdefault(resolved.name, known[resolved.entity])
    quotations = tuple(again.get(one.id, one) for one in annotation.quotations)
    return replace(annotation, quotations=quotations, entities=tuple(entities.values()))


def _contradicted(text: str, quotation: Quotation, pronouns: Mapping[str, str], votes: Votes) -> bool:
    """Whether "he" was taken for someone whom the archive calls she, or the other way round."""
    attribution = quotation.attribution
    gender = pronouns.get(folded(attribution.mention.of(text))) if attribution.mention else None
    his, hers = votes.get(name_key(attribution.name), (0, 0))
    return (gender == "m" and hers > his) or (gender == "f" and his > hers)
