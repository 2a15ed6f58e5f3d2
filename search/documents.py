"""What the index holds of an article and its quotations: plain values, made from one article at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b

from variorum.config import Config, Printed
from variorum.later import digest, joined, marked
from variorum.model import (
    Annotation,
    Archive,
    Article,
    ArticleId,
    Attribution,
    BlockKind,
    Outlet,
    Published,
    Quotation,
    Show,
    Speaker,
    SpeakerId,
    Standing,
)

from .analyzer import base_language, fold, words

UNDATED = ("0000-00-00", "9999-99-99")
"""First and last day of an article of which no day is known: it lies in every window."""


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation as the index holds it."""

    number: int
    """Its place in the article, from 1."""
    id: str
    start: int
    """Of its first span, marks included, in code points of the article's text."""
    end: int
    words: str
    """Without its marks; "" where the article's text may not be shown."""
    kind: str
    speaker: str
    """Id of the printed speaker, or ""."""
    speaker_name: str
    names: tuple[str, ...]
    """Folded words of the printed speaker's name, aliases and id, sorted."""
    standing: str
    """`certain`, `uncertain`, `checked`, `corrected` or ""."""
    utterance: str
    """Id of the utterance where several articles carry it, or ""."""
    witnesses: int


@dataclass(frozen=True, slots=True)
class Document:
    """An article as the index holds it."""

    id: ArticleId
    title: str
    text: str
    """All of it, title included."""
    body_start: int
    """Where the text goes on after the title, in code points."""
    language: str
    show: Show
    outlet: str
    outlet_name: str
    date: str
    """As written (EDTF), or ""."""
    earliest: str
    """First day it can have been published, ISO."""
    latest: str
    topics: tuple[str, ...]
    quotations: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What a document is made of: an article, as it is kept, and what the archive knows of it besides."""

    article: Article
    annotation: Annotation | None
    outlet: str
    """Its name."""
    speakers: Mapping[SpeakerId, Speaker]
    """Those who are quoted in it."""
    carried: Mapping[str, tuple[str, int]]
    """Utterance and number of witnesses of the quotations that several articles carry."""
    config: Config


def source(archive: Archive, config: Config, key: ArticleId) -> Source:
    """What the document of the article *key* is made of. Looks into nothing that is read later."""
    card = archive.cards[key]
    return Source(
        archive.articles[key],
        archive.annotations.get(key),
        _outlet_name(archive.outlets.get(card.outlet), card.outlet),
        {one: archive.speakers[one] for one in card.speakers if one in archive.speakers},
        _utterances(archive, key),
        config,
    )


def document(given: Source) -> Document:
    """What the index holds of an article."""
    article, annotation = given.article, given.annotation
    earliest, latest = window(article.published)
    return Document(
        id=article.id,
        title=article.title,
        text=article.text,
        body_start=_body_start(article),
        language=base_language(article.language),
        show=article.rights.show,
        outlet=article.outlet,
        outlet_name=given.outlet,
        date=article.published.edtf if article.published else "",
        earliest=earliest,
        latest=latest,
        topics=tuple(sorted(set(article.topics))),
        quotations=tuple(_said(one, given) for one in (annotation.quotations if annotation else ())),
    )


def _said(one: Quotation, given: Source) -> Said:
    article, config, attribution = given.article, given.config, one.attribution
    speaker = attribution.speaker if attribution.speaker and printed(attribution, config) else None
    known = given.speakers.get(speaker) if speaker else None
    name = known.name if known else attribution.name if speaker else ""
    shown = article.rights.show is Show.FULL
    utterance, witnesses = given.carried.get(one.id, ("", 1))
    return Said(
        number=one.number,
        id=one.id,
        start=one.spans[0].start,
        end=one.spans[-1].end,
        words=" ".join(span.of(article.text) for span in one.words) if shown else "",
        kind=one.kind,
        speaker=speaker or "",
        speaker_name=name,
        names=_names((name, *(known.aliases if known else ()))) if speaker else (),
        standing=_standing(attribution, config) if speaker else "",
        utterance=utterance,
        witnesses=witnesses,
    )


def printed(attribution: Attribution, config: Config) -> bool:
    """True where the archive's settings let the speaker's name be printed, and so be searched for."""
    if config.attributions is Printed.ALL or attribution.standing is not Standing.MACHINE:
        return True
    return config.attributions is Printed.CONFIDENT and attribution.confidence >= config.certain_from


def _standing(attribution: Attribution, config: Config) -> str:
    if attribution.standing is not Standing.MACHINE:
        return attribution.standing
    return "certain" if attribution.confidence >= config.certain_from else "uncertain"


@lru_cache(1024)
def _names(forms: tuple[str, ...]) -> tuple[str, ...]:
    """The folded words of a speaker's names, worked out once for many quotations."""
    return tuple(sorted({fold(word) for form in forms for word in words(form)}))


def _utterances(archive: Archive, key: ArticleId) -> dict[str, tuple[str, int]]:
    return {
        witness.quotation: (one.id, len(one.witnesses))
        for one in archive.quoted_in.get(key, ())
        if len(one.witnesses) > 1
        for witness in one.witnesses
        if witness.article == key
    }


def _carried(archive: Archive) -> dict[ArticleId, list[tuple[str, str, int]]]:
    """By article, its quotations that others carry too, as `_utterances`: all in one pass."""
    found: dict[ArticleId, list[tuple[str, str, int]]] = defaultdict(list)
    for one in archive.utterances:
        if len(one.witnesses) > 1:
            for witness in one.witnesses:
                found[witness.article].append((witness.quotation, one.id, len(one.witnesses)))
    return found


def _stands_for(*words: str) -> bytes:
    """16 bytes that stand for *words*: in a quarter of the time of a digest."""
    return blake2b("\0".join(words).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _body_start(article: Article) -> int:
    return next((block.span.end for block in article.blocks if block.kind is BlockKind.TITLE), 0)


def _outlet_name(outlet: Outlet | None, key: str) -> str:
    return outlet.name if outlet else key


def window(published: Published | None) -> tuple[str, str]:
    """First and last day, ISO, that an article can have been published; see UNDATED."""
    return (
        _day(published.earliest if published else None, UNDATED[0]),
        _day(published.latest if published else None, UNDATED[1]),
    )


def _day(known: date | None, otherwise: str) -> str:
    return known.isoformat() if known else otherwise


def fingerprints(archive: Archive, config: Config, keys: Iterable[ArticleId]) -> dict[ArticleId, bytes]:
    """For each article: stands for everything that `source` takes from the archive, and for the names that facets show.
    Looks into no text that has a mark."""
    setting = digest("setting", config.attributions.value, config.certain_from)
    speakers = {id: _stands_for(one.id, one.name, *one.aliases) for id, one in archive.speakers.items()}
    outlets = {id: digest("outlet", _outlet_name(one, id)) for id, one in archive.outlets.items()}
    topics = {key: digest("topic", one.name) for key, one in archive.topics.items()}
    utterances = {key: digest("utterances", sorted(these)) for key, these in _carried(archive).items()}
    found: dict[ArticleId, bytes] = {}
    for key in keys:
        card = archive.cards[key]
        found[key] = joined(
            setting, marked(archive.articles[key]), marked(archive.annotations.get(key)), outlets.get(card.outlet, b""),
            *[speakers[one] for one in card.speakers if one in speakers],
            *[topics[one] for one in card.topics if one in topics], utterances.get(key, b""),
        )  # fmt: skip
    return found
