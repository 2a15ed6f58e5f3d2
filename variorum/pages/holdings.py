"""What the archive holds, as plans look at it: what each looked at is noted, so that few are made again after an edit."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property

from variorum.looking import note, unnoted
from variorum.model import (
    UNKNOWN_OUTLET,
    Annotation,
    Archive,
    Article,
    ArticleId,
    Cluster,
    Outlet,
    OutletId,
    Quotation,
    QuotationId,
    QuotationRef,
    Relation,
    Span,
    Speaker,
    SpeakerId,
    Topic,
    Utterance,
)
from variorum.pages.outlines import WHOLE, Outlines
from variorum.pages.tables import Entry, Tables
from variorum.pages.watched import Watched
from variorum.strings import Strings

__all__ = ["Entry", "Holdings", "outlet_title", "shorten"]

SHORT_TITLE = 48  # characters. Names a witness whose outlet is not known; longer ones break the margin's 14 rem in four lines.


class Holdings:
    """An archive, looked up. Records of outlets and topics are few: a change of one concerns every plan."""

    def __init__(self, archive: Archive, records: Mapping[SpeakerId, bytes] | None = None) -> None:
        self._archive, self.tables = archive, Tables(archive)
        self.outlines = Outlines(self.tables, records)
        self._called = cache(self._names)
        """What each witness is called: pages of all who carry the same words ask for it."""
        self._listed: bytes = WHOLE
        """The outline of the lists, once it was asked for."""

    @property
    def archive(self) -> Archive:
        """All of it."""
        note(WHOLE)
        return self._archive

    def article(self, id: ArticleId) -> Article:
        """The article of that id."""
        self._show(id)
        return self._archive.articles[id]

    def annotation(self, id: ArticleId) -> Annotation:
        """What was found in the article; nothing where it was not read."""
        self._look(id)
        return self.tables.annotation(id)

    def speaker(self, id: SpeakerId) -> Speaker | None:
        """The speaker of that id; None where they have no page."""
        self._heed(id)
        return self._archive.speakers.get(id)

    def outlet(self, id: OutletId) -> Outlet:
        """The outlet's record, or one made from the key."""
        return self.tables.outlet(id)

    def outlet_name(self, id: OutletId) -> str:
        """The outlet's name; "" where it is not known."""
        return "" if id == UNKNOWN_OUTLET else self.outlet(id).name

    def outlet_shown(self, id: OutletId) -> str:
        """The outlet's name as lists show it: that of its record, also where the record is of `unknown`; "" for none."""
        return self.tables.outlet_shown(id)

    def topic(self, key: str) -> Topic:
        """The topic's record, or one made from the key."""
        return self._archive.topics.get(key) or Topic(key, key)

    def label(self, id: ArticleId) -> str:
        """What a witness is called: its outlet, or the opening of its title where that is not known."""
        self._show(id)
        return self._called(id)[0]

    def cited(self, id: ArticleId) -> str:
        """What a witness is called beside its date: where it has none, its title tells it from others of its outlet."""
        self._show(id)
        return self._called(id)[1]

    def _names(self, id: ArticleId) -> tuple[str, str]:
        """As `label`, and as `cited`."""
        article = self._archive.articles[id]
        outlet, title = self.outlet_name(article.outlet), f"“{shorten(article.title, SHORT_TITLE)}”"
        label = outlet or title
        plain = article.published or not article.title or not outlet
        return label, label if plain else f"{label}, {title}"

    def entry(self, id: ArticleId) -> Entry:
        """The article as it stands in a list."""
        self._show(id)
        return self.tables.entries[id]

    def quoted(self, reference: QuotationRef) -> Quotation:
        """The quotation that *reference* names; its article's annotation is read for it."""
        return next(one for one in self.annotation(reference.article).quotations if one.id == reference.quotation)

    def furniture(self, id: ArticleId) -> tuple[Span, ...]:
        """What of the article is site matter, which is compared with nothing."""
        note(self.outlines.furniture(id))
        return self._archive.furniture.get(id, ())

    @property
    def newest(self) -> tuple[Entry, ...]:
        """All articles that are not withdrawn, newest first, undated ones last, then by id."""
        self._list()
        return self.tables.newest

    @property
    def oldest(self) -> tuple[Entry, ...]:
        """All articles that are not withdrawn, oldest first, undated ones last, then by id."""
        self._list()
        return self.tables.oldest

    @property
    def by_outlet(self) -> dict[OutletId, list[Entry]]:
        """Each outlet's articles, newest first."""
        self._list()
        return self.tables.by_outlet

    @property
    def by_topic(self) -> dict[str, list[Entry]]:
        """Each topic's articles, newest first."""
        self._list()
        return self.tables.by_topic

    @property
    def articles(self) -> Mapping[ArticleId, Article]:
        """All articles."""
        self._list()
        return self._archive.articles

    @property
    def clusters(self) -> tuple[Cluster, ...]:
        """All stories."""
        self._list()
        return self._archive.clusters

    @property
    def relations(self) -> tuple[Relation, ...]:
        """All that stand in no story."""
        self._list()
        return self._archive.relations

    @property
    def speakers(self) -> Mapping[SpeakerId, Speaker]:
        """The records of all speakers."""
        self._list()
        return self._archive.speakers

    @property
    def quotations(self) -> int:
        """How many there are."""
        self._list()
        return sum(one.count for one in self._archive.annotations.values())

    @cached_property
    def story_of(self) -> Watched[ArticleId, Cluster]:
        """The story each article belongs to."""
        return Watched(self.tables.story_of, self._show)

    @cached_property
    def relations_of(self) -> Watched[ArticleId, list[Relation]]:
        """The relations each article stands in."""
        return Watched(self.tables.relations_of, self._look)

    @cached_property
    def loose_of(self) -> Watched[ArticleId, list[Relation]]:
        """The relations that each article stands in outside its story: the same quotations, a passage of another story's."""
        return Watched(self.tables.loose_of, self._look)

    def number(self, reference: QuotationRef) -> int:
        """The number of a quotation in its article."""
        return next(one.number for one in self.annotation(reference.article).spoken if one.id == reference.quotation)

    @cached_property
    def utterances_in(self) -> Watched[ArticleId, dict[QuotationId, Utterance]]:
        """By article the utterance that gathers each of its quotations."""
        return Watched(self.tables.utterances_in, self._look)

    @cached_property
    def utterances_of(self) -> Watched[SpeakerId, list[Utterance]]:
        """What each speaker said; a quotation that no utterance gathers stands for itself."""
        return Watched(self.tables.utterances_of, self._hear)

    @cached_property
    def quotations_of(self) -> Watched[SpeakerId, int]:
        """How many quotations are attributed to each speaker."""
        return Watched(self.tables.quotations_of, self._count)

    @cached_property
    def articles_of(self) -> Watched[SpeakerId, set[ArticleId]]:
        """The articles that quote each speaker."""
        return Watched(self.tables.articles_of, self._count)

    @cached_property
    def roles_in(self) -> Watched[tuple[SpeakerId, ArticleId], list[str]]:
        """The roles that an article gives a speaker."""
        return Watched(self.tables.roles_in, self._heed_of)

    def together(self, id: SpeakerId) -> tuple[tuple[SpeakerId, str], ...]:
        """Who else is quoted in the same stories (an article that has none is its own), the most often first."""
        self._hear(id)
        return self.tables.together(id)

    def _list(self) -> None:
        """Note that all is looked at that lists show, as `Outlines.lists` has it."""
        if unnoted(WHOLE):
            self._listed = self.outlines.lists()
            note(self._listed)

    def _show(self, id: ArticleId) -> None:
        """Note that of an article is looked at what lists show of it."""
        if unnoted(self._listed):
            self._look(id)

    def _count(self, id: SpeakerId) -> None:
        """The same of a speaker."""
        if unnoted(self._listed):
            self._hear(id)

    def _look(self, id: ArticleId) -> None:
        """Note that what is known of an article is looked at; not where all of the archive is."""
        if unnoted(WHOLE):
            note(self.outlines.article(id))

    def _heed(self, id: SpeakerId) -> None:
        """The same of a speaker's record."""
        if unnoted(WHOLE) and unnoted(self._listed):
            note(self.outlines.speaker(id))

    def _hear(self, id: SpeakerId) -> None:
        """The same of all that a speaker said."""
        if unnoted(WHOLE):
            note(self.outlines.sayings(id))

    def _heed_of(self, key: tuple[SpeakerId, ArticleId]) -> None:
        self._heed(key[0])


def shorten(text: str, size: int) -> str:
    """*text* cut at a word's end to at most *size* characters, with an ellipsis where anything was cut."""
    if len(text) <= size:
        return text
    cut = text[: size - 1]
    return f"{(cut.rsplit(None, 1)[0] if ' ' in cut else cut).rstrip(' ,;:–—-')}…"


def outlet_title(outlet: Outlet, t: Strings) -> str:
    """The outlet's name, or that it is not known: in the words of its record where `unknown` has one."""
    return t("record.unknown_outlet") if outlet.id == UNKNOWN_OUTLET and not outlet.listed else outlet.name
