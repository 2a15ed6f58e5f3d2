"""Speakers, outlets, topics and relations as data."""

from __future__ import annotations

from variorum import addresses
from variorum.exports.tables import Row
from variorum.later import joined, marked
from variorum.model import Column, OutletId, Published, Relation, SpeakerId, Weight
from variorum.pages.dating import machine_readable, sort_key
from variorum.pages.holdings import Holdings
from variorum.pages.page import Site

SPEAKERS = (
    Column("speaker"), Column("address"), Column("name"), Column("sort_name"), Column("speaker_kind"),
    Column("aliases", "list"), Column("roles", "list"), Column("wikidata"), Column("listed", "boolean"),
    Column("quotations", "integer"), Column("articles", "integer"), Column("first"), Column("last"),
    Column("former_ids", "list"),
)  # fmt: skip

OUTLETS = (
    Column("outlet"), Column("address"), Column("name"), Column("aliases", "list"), Column("url"),
    Column("articles", "integer"), Column("rights_holder"), Column("license"), Column("listed", "boolean"),
)  # fmt: skip

TOPICS = (Column("topic"), Column("address"), Column("name"), Column("description"), Column("articles", "integer"))

RELATIONS = (
    Column("story"), Column("address"), Column("base"), Column("witness"), Column("relation"), Column("directed", "boolean"),
    Column("evidence", "list"), Column("base_share", "number"), Column("witness_share", "number"),
    Column("shared_words", "integer"), Column("passages", "integer"), Column("moved", "integer"), Column("changes", "integer"),
    Column("dropped", "integer"), Column("added", "integer"),
)  # fmt: skip


def speaker_row(id: SpeakerId, holdings: Holdings, site: Site) -> Row:
    """One row of `SPEAKERS`."""
    speaker = holdings.speakers[id]
    articles = holdings.articles_of.get(id, set())
    dates = sorted((holdings.article(one).published for one in articles), key=sort_key)
    known = [date for date in dates if date is not None and date.earliest]
    return (
        id, site.base_url + addresses.speaker(id), speaker.name, speaker.sort_name,
        "organisation" if speaker.organisation else "person", speaker.aliases, tuple(role.text for role in speaker.roles),
        speaker.wikidata, speaker.listed, holdings.quotations_of.get(id, 0), len(articles), *_extent(known),
        tuple(speaker.former_ids),
    )  # fmt: skip


def _extent(dates: list[Published]) -> tuple[str, str]:
    return (machine_readable(dates[0]), machine_readable(dates[-1])) if dates else ("", "")


def outlet_row(id: OutletId, holdings: Holdings, site: Site) -> Row:
    """One row of `OUTLETS`."""
    outlet, rights = holdings.outlet(id), holdings.outlet(id).rights
    return (
        id, site.base_url + addresses.outlet(id), holdings.outlet_name(id), outlet.aliases, outlet.url,
        len(holdings.by_outlet[id]), rights.holder if rights else "", rights.license if rights else "", outlet.listed,
    )  # fmt: skip


def topic_row(key: str, holdings: Holdings, site: Site) -> Row:
    """One row of `TOPICS`."""
    topic = holdings.topic(key)
    return (key, site.base_url + addresses.topic(key), topic.name, topic.description, len(holdings.by_topic[key]))


def relations_by_story(holdings: Holdings) -> dict[str, list[tuple[str, Relation]]]:
    """Every two articles that share anything, each with its story or "", by story, or by the id of the base."""
    found: dict[str, list[tuple[str, Relation]]] = {}
    for cluster in holdings.clusters:
        found.setdefault(cluster.id, []).extend((cluster.id, relation) for relation in cluster.relations)
    for relation in holdings.relations:
        found.setdefault(relation.base, []).append(("", relation))
    return found


def told_of(relations: list[tuple[str, Relation]]) -> bytes:
    """Stands for *relations*, each with its story or ""."""
    return joined(*[(b"s" if story else b"-") + marked(relation) for story, relation in relations])


def relation_row(story: str, relation: Relation, site: Site) -> Row:
    """One row of `RELATIONS`; *story* is that of both, or ""."""
    variants = [one for passage in relation.passages for one in passage.variants]
    return (
        story, site.base_url + addresses.story(story) if story else "", relation.base, relation.witness, relation.kind.value,
        relation.directed, tuple(f"{one.rule}: {one.text}" if one.text else one.rule for one in relation.evidence),
        round(relation.base_share, 3), round(relation.witness_share, 3), relation.shared_words, len(relation.passages),
        sum(one.moved for one in relation.passages), sum(one.weight is Weight.SUBSTANTIVE for one in variants),
        len(relation.dropped), len(relation.added),
    )  # fmt: skip
