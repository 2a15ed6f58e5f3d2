"""What the archive holds, looked up from every side once, so that each page can be given just the values it depends on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, cast

from variorum import addresses
from variorum.model import (
    UNKNOWN_OUTLET,
    Annotation,
    Archive,
    Article,
    ArticleId,
    Cluster,
    Outlet,
    OutletId,
    Published,
    Quotation,
    QuotationId,
    QuotationRef,
    Relation,
    SpeakerId,
    Spoken,
    Topic,
    Utterance,
)
from variorum.model.basic import Value
from variorum.pages.dating import newest_key, sort_key
from variorum.strings import Strings

Made = TypeVar("Made")

SHORT_TITLE = 48  # characters. Names a witness whose outlet is not known; longer ones break the margin's 14 rem in four lines.


@dataclass(frozen=True, slots=True)
class Entry(Value):
    """One article as it stands in a list."""

    id: ArticleId
    title: str
    outlet: OutletId
    outlet_name: str
    """"" where it is not known."""
    published: Published | None
    language: str
    quotations: int
    story: str
    """The address of its story; "" where it has none."""
    witnesses: int
    """Articles of its story."""
    withdrawn: bool

    @property
    def href(self) -> str:
        """Its page."""
        return addresses.article(self.id)


class Holdings:
    """An archive, looked up."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._made: dict[Callable[[Holdings], object], object] = {}

    def once(self, table: Callable[[Holdings], Made]) -> Made:
        """What *table* makes of the holdings, made at the first asking."""
        if table not in self._made:
            self._made[table] = table(self)
        return cast(Made, self._made[table])

    def article(self, id: ArticleId) -> Article:
        """The article of that id."""
        return self.archive.articles[id]

    def annotation(self, id: ArticleId) -> Annotation:
        """What was found in the article; nothing where it was not read."""
        return self.archive.annotations.get(id) or Annotation(id, ())

    def outlet(self, id: OutletId) -> Outlet:
        """The outlet's record, or one made from the key."""
        return self.archive.outlets.get(id) or Outlet(id, id, listed=False)

    def outlet_name(self, id: OutletId) -> str:
        """The outlet's name; "" where it is not known."""
        return "" if id == UNKNOWN_OUTLET else self.outlet(id).name

    def outlet_shown(self, id: OutletId) -> str:
        """The outlet's name as lists show it: that of its record, also where the record is of `unknown`; "" for none."""
        outlet = self.outlet(id)
        return "" if id == UNKNOWN_OUTLET and not outlet.listed else outlet.name

    def topic(self, key: str) -> Topic:
        """The topic's record, or one made from the key."""
        return self.archive.topics.get(key) or Topic(key, key)

    def label(self, id: ArticleId) -> str:
        """What a witness is called: its outlet, or the opening of its title where that is not known."""
        article = self.article(id)
        return self.outlet_name(article.outlet) or f"“{shorten(article.title, SHORT_TITLE)}”"

    def cited(self, id: ArticleId) -> str:
        """What a witness is called beside its date: where it has none, its title tells it from others of its outlet."""
        article, label = self.article(id), self.label(id)
        if article.published or not article.title or not self.outlet_name(article.outlet):
            return label
        return f"{label}, “{shorten(article.title, SHORT_TITLE)}”"

    def entry(self, id: ArticleId) -> Entry:
        """The article as it stands in a list."""
        return self._entries[id]

    @cached_property
    def newest(self) -> tuple[Entry, ...]:
        """All articles that are not withdrawn, newest first, undated ones last, then by id."""
        kept = (entry for entry in self._entries.values() if not entry.withdrawn)
        return tuple(sorted(kept, key=lambda entry: (newest_key(entry.published), entry.id)))

    @cached_property
    def oldest(self) -> tuple[Entry, ...]:
        """All articles that are not withdrawn, oldest first, undated ones last, then by id."""
        return tuple(sorted(self.newest, key=lambda entry: (sort_key(entry.published), entry.id)))

    @cached_property
    def story_of(self) -> dict[ArticleId, Cluster]:
        """The story each article belongs to."""
        return {id: cluster for cluster in self.archive.clusters for id in cluster.witnesses}

    @cached_property
    def relations_of(self) -> dict[ArticleId, list[Relation]]:
        """The relations each article stands in."""
        found: dict[ArticleId, list[Relation]] = defaultdict(list)
        for cluster in self.archive.clusters:
            for relation in cluster.relations:
                found[relation.base].append(relation)
                found[relation.witness].append(relation)
        return found

    @cached_property
    def loose_of(self) -> dict[ArticleId, list[Relation]]:
        """The relations that each article stands in outside its story: the same quotations, a passage of another story's."""
        found: dict[ArticleId, list[Relation]] = defaultdict(list)
        for relation in self.archive.relations:
            found[relation.base].append(relation)
            found[relation.witness].append(relation)
        return found

    def quoted(self, reference: QuotationRef) -> Quotation:
        """The quotation that *reference* names; its article's annotation is read for it."""
        return next(one for one in self.annotation(reference.article).quotations if one.id == reference.quotation)

    @cached_property
    def spoken(self) -> dict[tuple[ArticleId, QuotationId], Spoken]:
        """Every quotation in short, by its archive-wide key."""
        return {(id, one.id): one for id, found in self.archive.annotations.items() for one in found.spoken}

    @cached_property
    def utterances_of(self) -> dict[SpeakerId, list[Utterance]]:
        """What each speaker said; a quotation that no utterance gathers stands for itself."""
        found: dict[SpeakerId, list[Utterance]] = defaultdict(list)
        gathered: set[tuple[ArticleId, QuotationId]] = set()
        for utterance in self.archive.utterances:
            gathered |= {(one.article, one.quotation) for one in utterance.witnesses}
            if utterance.speaker is not None:
                found[utterance.speaker].append(utterance)
        for key, quotation in self.spoken.items():
            if key not in gathered and quotation.speaker is not None:
                alone = (QuotationRef(*key),)
                found[quotation.speaker].append(Utterance(f"{key[0]}-{key[1]}", quotation.speaker, alone, (alone,)))
        return found

    @cached_property
    def utterance_of(self) -> dict[tuple[ArticleId, QuotationId], Utterance]:
        """The utterance that gathers each quotation."""
        return {(one.article, one.quotation): utterance for utterance in self.archive.utterances for one in utterance.witnesses}

    @cached_property
    def quotations_of(self) -> dict[SpeakerId, int]:
        """How many quotations are attributed to each speaker."""
        found: dict[SpeakerId, int] = defaultdict(int)
        for quotation in self.spoken.values():
            if quotation.speaker is not None:
                found[quotation.speaker] += 1
        return found

    @cached_property
    def articles_of(self) -> dict[SpeakerId, set[ArticleId]]:
        """The articles that quote each speaker."""
        found: dict[SpeakerId, set[ArticleId]] = defaultdict(set)
        for (article, _), quotation in self.spoken.items():
            if quotation.speaker is not None:
                found[quotation.speaker].add(article)
        return found

    @cached_property
    def roles_in(self) -> dict[tuple[SpeakerId, ArticleId], list[str]]:
        """The roles that an article gives a speaker."""
        found: dict[tuple[SpeakerId, ArticleId], list[str]] = defaultdict(list)
        for id, speaker in self.archive.speakers.items():
            for role in speaker.roles:
                for article in role.articles:
                    found[id, article].append(role.text)
        return found

    @cached_property
    def by_outlet(self) -> dict[OutletId, list[Entry]]:
        """Each outlet's articles, newest first."""
        found: dict[OutletId, list[Entry]] = defaultdict(list)
        for entry in self.newest:
            found[entry.outlet].append(entry)
        return found

    @cached_property
    def by_topic(self) -> dict[str, list[Entry]]:
        """Each topic's articles, newest first."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.newest:
            for topic in dict.fromkeys(self.article(entry.id).topics):
                found[topic].append(entry)
        return dict(sorted(found.items()))

    @cached_property
    def _entries(self) -> dict[ArticleId, Entry]:
        return {id: self._entry(article) for id, article in self.archive.articles.items()}

    def _entry(self, article: Article) -> Entry:
        story = self.story_of.get(article.id)
        return Entry(
            article.id, article.title, article.outlet, self.outlet_shown(article.outlet), article.published, article.language,
            len(self.annotation(article.id).spoken), addresses.story(story.id) if story else "",
            len(story.witnesses) if story else 0, article.withdrawn is not None,
        )  # fmt: skip


def shorten(text: str, size: int) -> str:
    """*text* cut at a word's end to at most *size* characters, with an ellipsis where anything was cut."""
    if len(text) <= size:
        return text
    cut = text[: size - 1]
    return f"{(cut.rsplit(None, 1)[0] if ' ' in cut else cut).rstrip(' ,;:–—-')}…"


def outlet_title(outlet: Outlet, t: Strings) -> str:
    """The outlet's name, or that it is not known: in the words of its record where `unknown` has one."""
    return t("record.unknown_outlet") if outlet.id == UNKNOWN_OUTLET and not outlet.listed else outlet.name
