"""What the index holds of an article and its quotations: plain values, made from one article at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

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
from variorum.model.values import Value, dataclass

from .analyzer import base_language, fold, words

UNDATED = ("0000-00-00", "9999-99-99")
"""First and last day of an article of which no day is known: it lies in every window."""


@dataclass(frozen=True, slots=True)
class Said(Value):
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
class Document(Value):
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
class Source(Value):
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


def source(archive: Archive, config: Config, carried: Carried, key: ArticleId) -> Source:
    """What the document of the article *key* is made of. Looks into nothing that is read later."""
    article, annotation = archive.articles[key], archive.annotations.get(key)
    return Source(
        article,
        annotation,
        _outlet_name(archive.outlets.get(article.outlet), article.outlet),
        {one: archive.speakers[one] for one in _quoted(annotation) if one in archive.speakers},
        {quotation: (utterance, count) for quotation, utterance, count in carried.get(key, ())},
        config,
    )


def _quoted(annotation: Annotation | None) -> list[SpeakerId]:
    """Who is quoted, sorted."""
    return sorted(annotation.speakers) if annotation else []


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


Carried = Mapping[ArticleId, Sequence[tuple[str, str, int]]]
"""Of each article the quotations that others carry too: their ids, utterances, and in how many articles that stands."""


def carried(archive: Archive) -> Carried:
    """Which quotations of *archive* several articles carry."""
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
    if published is None:
        return UNDATED
    first, last = published.earliest, published.latest
    return first.isoformat() if first else UNDATED[0], last.isoformat() if last else UNDATED[1]


class Known(NamedTuple):
    """What the last build knew, to be taken again where it is the same."""

    common: bytes
    fingerprints: Mapping[ArticleId, tuple[bytes, int]]
    """And slots."""


NOTHING = Known(b"", {})
MARKS = 32  # bytes at the head of a fingerprint: the marks of the article and of what was found in it


def fingerprints(
    archive: Archive, config: Config, carried: Carried, keys: Iterable[ArticleId], known: Known = NOTHING
) -> tuple[bytes, dict[ArticleId, bytes]]:
    """Of each article what stands for everything that `source` takes from the archive, and for the names that facets show;
    before that, what stands for all of it that is no article's own. Looks into no text that has a mark.

    Where that is as it was *known*, and an article is, so is its fingerprint.
    """
    setting = digest("setting", config.attributions.value, config.certain_from)
    speakers = {id: _stands_for(one.id, one.name, *one.aliases) for id, one in archive.speakers.items()}
    outlets = {id: digest("outlet", _outlet_name(one, id)) for id, one in archive.outlets.items()}
    topics = {key: digest("topic", one.name) for key, one in archive.topics.items()}
    utterances = {
        key: _stands_for(*[f"{quotation} {one} {count}" for quotation, one, count in sorted(these)])
        for key, these in carried.items()
    }
    tables: tuple[Mapping[Any, bytes], ...] = speakers, outlets, topics, utterances
    common = joined(setting, *[_stands_for(*table) + joined(*table.values()) for table in tables])
    before = known.fingerprints if known.common == common else {}
    found: dict[ArticleId, bytes] = {}
    for key in keys:
        article, annotation = archive.articles[key], archive.annotations.get(key)
        marks = marked(article) + marked(annotation)
        fingerprint, _ = before.get(key, (b"", 0))
        if fingerprint[:MARKS] != marks:
            beside = (
                setting, outlets.get(article.outlet, b""), *[speakers[one] for one in _quoted(annotation) if one in speakers],
                *[topics[one] for one in article.topics if one in topics], utterances.get(key, b""),
            )  # fmt: skip
            fingerprint = marks + joined(*beside)
        found[key] = fingerprint
    return common, found
