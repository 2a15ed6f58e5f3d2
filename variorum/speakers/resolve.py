"""Stage 3: corrections applied, every quotation's speaker given an id, one page a person.

What articles say is kept by name from build to build (index.py), so that after an edit only the names in articles that
changed are gone through, and only the persons made again of whom something else is said. A build from nothing knows nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any, NamedTuple

from variorum.model import (
    Annotation,
    Article,
    ArticleId,
    Attribution,
    Entity,
    Problem,
    Quotation,
    Speaker,
    SpeakerId,
    SpeakerRecord,
)
from variorum.model.values import Value, dataclass
from variorum.speakers.authority import Authority
from variorum.speakers.bearers import Bearer, bearer, groups
from variorum.speakers.drawing import Drawn, Told, drawn, told_otherwise
from variorum.speakers.index import updated
from variorum.speakers.mending import Mended, Sources, mended
from variorum.speakers.naming import Naming, naming
from variorum.speakers.persons import Persons, persons
from variorum.speakers.pooled import Pool, pool, votes_of

Given = tuple[tuple[str, SpeakerId, str], ...]
"""Of one article: a name of it, whose it is, and what they are called."""


@dataclass(frozen=True, slots=True)
class Resolved(Value):
    """Who everybody is, archive-wide."""

    speakers: tuple[Speaker, ...]
    """By id."""
    given: Mapping[ArticleId, Given]
    """By article, for those that quote someone."""
    corrected: Mapping[ArticleId, Annotation]
    """The annotations that a curator corrected, or in which a pronoun was followed again, before names are given."""
    problems: tuple[Problem, ...]
    """What a curator wrote that fits nothing."""

    def attributed(self, annotation: Annotation) -> Annotation:
        """*annotation*, as stage 2 found it, corrected and with its speakers given."""
        corrected = self.corrected.get(annotation.article, annotation)
        return attributed(corrected, self.given.get(annotation.article, ()))


class Known(NamedTuple):
    """What is known of the names of all articles, for the next build."""

    seen: dict[ArticleId, tuple[bytes, date]]
    """Marks of their names, and first possible days."""
    pools: dict[str, Pool]
    bearers: dict[str, Bearer]
    groups: dict[str, str]
    """As `Persons.groups`."""
    people: dict[str, Drawn]
    """By key."""
    mended: dict[ArticleId, Mended]
    named: dict[ArticleId, Naming]
    """Of those that were mended."""
    records: tuple[SpeakerRecord, ...]
    resolved: Resolved


NOTHING = Known({}, {}, {}, {}, {}, {}, {}, (), Resolved((), {}, {}, ()))


def resolve(
    articles: Sequence[Article],
    annotations: Sequence[Annotation],
    records: Sequence[SpeakerRecord],
) -> tuple[tuple[Speaker, ...], tuple[Annotation, ...], tuple[Problem, ...]]:
    """Say who the speakers of *annotations* are, archive-wide.

    Returns the speakers by id, the annotations in their order with corrections applied and `Attribution.speaker` filled
    in, and what a curator wrote that fits nothing. *annotations* are those of *articles*; their order changes no speaker.
    """
    by_id = {one.article: one for one in annotations}
    found = [by_id[one.id] for one in articles]
    namings = [naming(*pair) for pair in zip(articles, found, strict=True)]
    marks = [b""] * len(articles)
    resolved = identify(Sources(articles, marks, namings.__getitem__, marks.__getitem__, found.__getitem__), records).resolved
    return resolved.speakers, tuple(resolved.attributed(one) for one in annotations), resolved.problems


def identify(sources: Sources, records: Sequence[SpeakerRecord], known: Known = NOTHING) -> Known:
    """Say who everybody is, with what is to be *known* by the next build; equal marks must stand for equal values.

    What comes out is the same whatever is known.
    """
    read = _Reading(sources)
    seen = {one.id: (mark, _day(one)) for one, mark in zip(sources.articles, sources.marks, strict=True)}
    changed = _others(known.seen, seen)
    pools, _ = updated(known.pools, changed, read.found, votes_of, pool)
    mending = mended(sources, pools, known.mended)
    authority = Authority(records, lambda: read.entities(mending))
    corrected = {id: authority.named(read.article(id), one.annotation) for id, one in mending.items()}
    read.named = {id: naming(read.article(id), one) for id, one in corrected.items()}
    changed |= _others(known.named, read.named)
    bearers, touched = updated(known.bearers, changed, read, groups, bearer)
    found = persons(bearers, read, records)
    same = known.records == tuple(records)
    stay = {key: one for key, one in known.people.items() if touched.isdisjoint(one.groups)} if same else {}
    when = {id: (day, id) for id, (_, day) in seen.items()}
    shown = {one.id: one for one in known.resolved.speakers}
    people = drawn(found, bearers, when, records, stay, shown)
    told = {key: (one.id, one.name) for key, (_, one) in people.items()}
    told_before = {key: (one.own, shown[one.own].name) for key, one in known.people.items()} if same else {}
    renewed = changed | told_otherwise(found, told, known.groups if same else {}, told_before, bearers)
    given = {id: names for id, names in known.resolved.given.items() if id not in renewed}
    given |= {id: names for id in renewed if (names := _given(id, read(id), found, told))}
    problems = [*authority.problems, *(problem for one in mending.values() for problem in one.annotation.problems)]
    resolved = Resolved(
        speakers=tuple(sorted((one for _, one in people.values()), key=lambda one: one.id)),
        given=given,
        corrected=corrected,
        problems=tuple(sorted(problems, key=lambda one: (one.file, one.line, one.code))),
    )
    kept = {key: one for key, (one, _) in people.items()}
    return Known(seen, pools, bearers, found.groups, kept, mending, read.named, tuple(records), resolved)


class _Reading:
    """The names of articles, read at the first asking. Call it."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._places = {article.id: place for place, article in enumerate(sources.articles)}
        self._found: dict[ArticleId, Naming] = {}
        self.named: Mapping[ArticleId, Naming] = {}
        """Of articles whose annotations were mended."""

    def __call__(self, id: ArticleId) -> Naming | None:
        """The names of an article; None of one that is not there."""
        return self.named.get(id) or self.found(id)

    def found(self, id: ArticleId) -> Naming | None:
        """The same, as stage 2 found them."""
        if id not in self._found and id in self._places:
            self._found[id] = self._sources.naming(self._places[id])
        return self._found.get(id)

    def article(self, id: ArticleId) -> Article:
        """The article of that id."""
        return self._sources.articles[self._places[id]]

    def entities(self, mending: Mapping[ArticleId, Mended]) -> list[Entity]:
        """All of the archive."""
        held = (mending[id].annotation if id in mending else self.found(id) for id in self._places)
        return [entity for one in held if one for entity in one.entities]


def _others(before: Mapping[ArticleId, Any], now: Mapping[ArticleId, Any]) -> AbstractSet[ArticleId]:
    """What of the two is in one of them alone, or other in the two."""
    return {id for id, one in now.items() if before.get(id) != one} | (before.keys() - now.keys())


def _given(article: ArticleId, names: Naming | None, found: Persons, told: Told) -> Given:
    if names is None:
        return ()
    keys = [(entity.name, found.key(article, entity)) for entity in names.entities if entity.name in names.names]
    return tuple([(name, *told[key]) for name, key in keys if key])


def _day(article: Article) -> date:
    published = article.published
    return published.earliest if published and published.earliest else date.max


def attributed(annotation: Annotation, given: Given) -> Annotation:
    """*annotation* with the speakers of its quotations filled in. Field by field: every process that shows one does it."""
    known = {name: (id, shown) for name, id, shown in given}

    def spoken(quotation: Quotation) -> Quotation:
        found = known.get(quotation.attribution.name)
        if found is None:
            return quotation
        one = quotation.attribution
        who = Attribution(
            *found, one.rule, one.confidence, one.mention, one.cue, one.antecedent, one.standing, one.by, one.note
        )  # fmt: skip
        return Quotation(
            quotation.article, quotation.id, quotation.number, quotation.spans, quotation.words, quotation.kind, who
        )  # fmt: skip

    return annotation.but(quotations=tuple([spoken(one) for one in annotation.quotations]))
