"""Pronouns followed again with what the whole archive says: an article that never calls her "Ms" profits from one that does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from variorum.lexicon import lexicon
from variorum.model import Annotation, Article, Entity, Quotation
from variorum.names import Mention, Names
from variorum.names.forms import name_key
from variorum.speakers.keys import is_full
from variorum.speakers.naming import Naming, naming

LEAD = 3  # votes by which one gender must lead over the archive; fewer may be slips

Votes = Mapping[str, tuple[int, int]]


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


def contradicted(of: Naming, votes: Votes) -> bool:
    """Whether "he" was taken for someone whom the archive calls she, or the other way round."""
    for name, gender in of.pronouns:
        his, hers = votes.get(name_key(name), (0, 0))
        if (gender == "m" and hers > his) or (gender == "f" and his > hers):
            return True
    return False


def follow_again(article: Article, annotation: Annotation, votes: Votes) -> Annotation:
    """*annotation* with its pronouns followed again, where *votes* of other articles contradict what they were taken for."""
    words = lexicon(article.language)
    if words is None or not contradicted(naming(article, annotation), votes):
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
