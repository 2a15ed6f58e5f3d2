"""What may be shown of an archive: rights, withdrawals and `attributions:`, applied once, before anything is made of it.

What comes out holds no word and no name that may not be printed, so that no page, shard or data file can let one slip.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from variorum.assemble import assemble
from variorum.config import Config, Printed
from variorum.later import LaterAnnotation, digest, joined, later_annotation
from variorum.model import (
    CHECKED,
    Annotation,
    Archive,
    Article,
    ArticleId,
    Attribution,
    Block,
    Cluster,
    Evidence,
    Passage,
    Quotation,
    Relation,
    Show,
    Span,
    Speaker,
    SpeakerId,
    Standing,
    Utterance,
)
from variorum.text import words

NOT_ESTABLISHED = Attribution(speaker=None, name="", rule="not-established", confidence=0.0)
"""What stands for an attribution that the settings keep back."""

EXCERPT_WORDS = 60
"""Words of the body that `rights.show: excerpt` leaves, and never more than half: about what aggregators quote."""


def publishable(archive: Archive, config: Config) -> Archive:
    """*archive* without what `rights.show`, `withdrawn` and `config.attributions` keep back. Doing it twice changes nothing.

    An excerpt's text ends after `EXCERPT_WORDS` words of its body or half of it; of an article shown by its metadata only the
    title is left; of a withdrawn one nothing, its title included. Spans that pointed beyond what is left are gone with it.
    """
    if archive.published:
        return archive
    cut = frozenset(_kept_in_part(archive.articles))
    articles = {**archive.articles, **{id: _shown(archive.articles[id]) for id in cut}}
    touched: AbstractSet[ArticleId] = cut if config.attributions is Printed.ALL else articles.keys()
    annotations = {id: one for id, one in archive.annotations.items() if id in articles}
    for id in annotations.keys() & touched:
        made = _annotation if id in cut else _as_printed
        annotations[id] = made(annotations[id], articles[id], config)
    there = articles.keys() - {id for id in cut if articles[id].withdrawn is not None}
    clusters = tuple(kept for kept in (_cluster(one, articles, cut) for one in archive.clusters) if kept is not None)
    told = (_utterance(one, annotations, touched) for one in archive.utterances)
    utterances = tuple(kept for kept in told if kept is not None) if touched else archive.utterances
    speakers = _speakers(archive, articles, annotations)
    kept = assemble(
        articles.values(),
        annotations.values(),
        speakers.values(),
        archive.outlets.values(),
        clusters,
        utterances,
        archive.problems,
        [_relation(one, articles, cut) for one in archive.relations if one.base in there and one.witness in there],
        _furniture(archive, articles, cut),
        archive.topics.values(),
    )
    return replace(kept, published=True)


def _furniture(
    archive: Archive, articles: Mapping[ArticleId, Article], cut: Collection[ArticleId]
) -> Mapping[ArticleId, tuple[Span, ...]]:
    """What of the archive's furniture stands in the texts that are shown."""
    shown = {id: spans for id, spans in archive.furniture.items() if id in articles}
    for id in shown.keys() & cut:
        shown[id] = tuple(span for span in shown[id] if span.end <= len(articles[id].text))
    return {id: spans for id, spans in shown.items() if spans}


def _kept_in_part(articles: Mapping[ArticleId, Article]) -> list[ArticleId]:
    """Of which something is kept back. Of all others nobody looks into what was made of them."""
    return [id for id, one in articles.items() if one.withdrawn is not None or one.rights.show is not Show.FULL]


def _shown(article: Article) -> Article:
    if article.withdrawn is not None:
        return _withdrawn(article)
    end = len(article.title) if article.rights.show is Show.METADATA else _excerpt_end(article)
    if end >= len(article.text):
        return article
    blocks = tuple(_cut(block, end) for block in article.blocks if block.span.start < end)
    inlines = tuple(inline for inline in article.inlines if inline.span.end <= end)
    return replace(article, text=article.text[:end], blocks=blocks, inlines=inlines, omitted=(), notes=None)


def _withdrawn(article: Article) -> Article:
    return replace(
        article, title="", text="", blocks=(), inlines=(), dateline="", bylines=(), topics=(), omitted=(), notes=None, url="",
        archived="", source="", digest="",
    )  # fmt: skip


def _cut(block: Block, end: int) -> Block:
    return replace(block, span=Span(block.span.start, min(block.span.end, end)))


def _excerpt_end(article: Article) -> int:
    body = sum(len(words(block.span.of(article.text))) for block in article.blocks if block.number)
    left, end = min(EXCERPT_WORDS, body // 2), 0
    for block in article.blocks:
        found = words(block.span.of(article.text)) if block.number else None
        if found is not None and len(found) > left:
            return block.span.start + found.ends[left - 1] if left else end
        left -= len(found) if found is not None else 0
        end = block.span.end
    return end


def _as_printed(annotation: Annotation, article: Article, config: Config) -> Annotation:
    """*annotation* of an article that is shown whole. One that is read later stays so: lists need no look into it."""
    if not isinstance(annotation, LaterAnnotation) or not (mark := getattr(annotation, "mark", b"")):
        return _annotation(annotation, article, config)
    least = CHECKED if config.attributions is Printed.CHECKED else config.certain_from
    spoken = tuple([one if one.confidence >= least else one._replace(speaker=None) for one in annotation.spoken])
    kept = digest("attributions", config.attributions.value, config.certain_from)
    row = annotation.article, annotation.searched, annotation.problems, spoken, joined(annotation.light, kept)
    return later_annotation(row, joined(mark, kept), lambda: _annotation(annotation, article, config))


def _annotation(annotation: Annotation, article: Article, config: Config) -> Annotation:
    end = len(article.text)
    kept = tuple(
        _printed(quotation, end, config) for quotation in annotation.quotations if quotation.spans[-1].end <= end
    )  # fmt: skip
    names = {quotation.attribution.name for quotation in kept}
    problems = annotation.problems if article.rights.show is Show.FULL and article.withdrawn is None else ()
    entities = tuple(entity for entity in annotation.entities if entity.name in names)
    return replace(annotation, quotations=kept, entities=entities, problems=problems)


def _printed(quotation: Quotation, end: int, config: Config) -> Quotation:
    attribution = quotation.attribution
    if _kept_back(attribution, config):
        return replace(quotation, attribution=NOT_ESTABLISHED)
    beyond = [span for span in (attribution.mention, attribution.cue, attribution.antecedent) if span and span.end > end]
    if beyond:
        return replace(quotation, attribution=replace(attribution, mention=None, cue=None, antecedent=None))
    return quotation


def _kept_back(attribution: Attribution, config: Config) -> bool:
    if attribution.standing is not Standing.MACHINE or config.attributions is Printed.ALL or not attribution.name:
        return False
    return config.attributions is Printed.CHECKED or attribution.confidence < config.certain_from


def _cluster(cluster: Cluster, articles: Mapping[ArticleId, Article], cut: AbstractSet[ArticleId]) -> Cluster | None:
    if cut.isdisjoint(cluster.witnesses) and articles.keys() >= set(cluster.witnesses):
        return cluster
    witnesses = tuple(id for id in cluster.witnesses if id in articles and articles[id].withdrawn is None)
    relations = tuple(
        _relation(relation, articles, cut)
        for relation in cluster.relations
        if relation.base in witnesses and relation.witness in witnesses
    )
    if len(witnesses) < 2 or not relations:
        return None
    base = cluster.base if cluster.base in witnesses else witnesses[0]
    return replace(cluster, base=base, witnesses=witnesses, relations=relations)


def _relation(relation: Relation, articles: Mapping[ArticleId, Article], cut: AbstractSet[ArticleId]) -> Relation:
    if not cut or cut.isdisjoint((relation.base, relation.witness, *(one.article for one in relation.evidence if one.article))):
        return relation
    base, witness = len(articles[relation.base].text), len(articles[relation.witness].text)
    passages = tuple(one for one in relation.passages if _fits(one, base, witness))
    evidence = tuple(_evidence(one, articles) for one in relation.evidence)
    dropped = tuple(span for span in relation.dropped if span.end <= base)
    added = tuple(span for span in relation.added if span.end <= witness)
    return replace(relation, passages=passages, evidence=evidence, dropped=dropped, added=added)


def _evidence(evidence: Evidence, articles: Mapping[ArticleId, Article]) -> Evidence:
    beyond = evidence.span and evidence.article and evidence.span.end > len(articles[evidence.article].text)
    return replace(evidence, span=None, text="") if beyond else evidence


def _fits(passage: Passage, base: int, witness: int) -> bool:
    return passage.base.end <= base and passage.witness.end <= witness


def _utterance(
    utterance: Utterance, annotations: Mapping[ArticleId, Annotation], touched: AbstractSet[ArticleId]
) -> Utterance | None:
    if not any(one.article in touched for one in utterance.witnesses):
        return utterance
    attributed = {
        (id, quotation.id): quotation.speaker
        for id in {reference.article for reference in utterance.witnesses}
        if id in annotations
        for quotation in annotations[id].spoken
    }
    witnesses = tuple(one for one in utterance.witnesses if (one.article, one.quotation) in attributed)
    if not witnesses:
        return None
    wordings = tuple(
        group for group in (tuple(one for one in group if one in witnesses) for group in utterance.wordings) if group
    )
    named = utterance.speaker in {attributed[one.article, one.quotation] for one in witnesses}
    return replace(utterance, witnesses=witnesses, wordings=wordings, speaker=utterance.speaker if named else None)


def _speakers(
    archive: Archive, articles: Mapping[ArticleId, Article], annotations: Mapping[ArticleId, Annotation]
) -> dict[SpeakerId, Speaker]:
    """The speakers that something printed is attributed to, and those of the authority file that nothing is held back of."""
    quoted = frozenset[SpeakerId]().union(*[one.speakers for one in annotations.values()])
    changed = [one for id, one in archive.annotations.items() if annotations.get(id) is not one]
    lost = frozenset[SpeakerId]().union(*[one.speakers for one in changed]) - quoted
    absent = {id for one in archive.speakers.values() for role in one.roles for id in role.articles} - articles.keys()
    return {
        id: _with_roles(speaker, absent)
        for id, speaker in archive.speakers.items()
        if id in quoted or (speaker.listed and id not in lost)
    }


def _with_roles(speaker: Speaker, absent: AbstractSet[ArticleId]) -> Speaker:
    if all(role.articles and absent.isdisjoint(role.articles) for role in speaker.roles):
        return speaker
    roles = (replace(role, articles=tuple(one for one in role.articles if one not in absent)) for role in speaker.roles)
    return replace(speaker, roles=tuple(role for role in roles if role.articles or speaker.listed))
