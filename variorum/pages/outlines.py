"""What stands for all that is known of an article or a speaker without looking into a text: its outline.

A plan that looks at a few of them is not made again while their outlines are as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from hashlib import blake2b
from itertools import chain
from typing import TypeVar

from variorum.later import digest, joined, outline, surface, surfaces
from variorum.looking import looking
from variorum.model import ArticleId, Cluster, QuotationRef, Relation, Span, SpeakerId, Utterance
from variorum.pages.tables import Tables

_Id = TypeVar("_Id", ArticleId, SpeakerId)
_Told = TypeVar("_Told", Relation, Utterance)

WHOLE = b"*"
"""The outline of all of an archive, of which no part is told from another: it is never among `Outlines.all`."""


class Outlines:
    """The outlines of one archive, each worked out at the first asking. They are a byte longer than marks."""

    def __init__(self, tables: Tables, records: Mapping[SpeakerId, bytes] | None = None) -> None:
        self._tables, self._records = tables, records or {}
        """And digests of speakers, as far as they are known."""
        self.article = cache(_unseen(self._article))
        """Of an article: its row, its story, its relations, the utterances that it quotes."""
        self.speaker = cache(_unseen(self._speaker))
        """Of a speaker: the record, as articles that quote them show it."""
        self.sayings = cache(_unseen(self._sayings))
        """Of a speaker: what they said and where, and with whom they are quoted."""
        self.furniture = cache(self._furniture)
        """What stands for the site matter of an article: a mark, among those of `furnished`."""
        self.lists = cache(self._lists)
        """Of all that lists show: rows of articles, who is quoted in each, stories, relations, records of speakers."""
        self._stories: dict[str, str] = {}
        """Of each story: to look a story up by value takes as long as all else, and looks into its relations."""
        self._texts: dict[int, str] = {}
        """What stands for each relation and utterance, by its place in memory: articles, stories and speakers ask for it."""

    def _lists(self) -> bytes:
        archive = self._tables.archive
        with looking():
            found = archive.annotations.items()
            quoted = [repr((id, one.voices if one.speakers else one.count)) for id, one in found]
            records, rows = b"".join(map(self._speaker, archive.speakers)), surfaces(archive.articles.values())
            stories, loose = map(self._story, archive.clusters), self._told_of(archive.relations, outline)
            return b"all" + _hash([*quoted, "in", *stories, "and", *loose], joined(rows, records))

    def _article(self, id: ArticleId) -> bytes:
        tables = self._tables
        article, annotation, story = tables.archive.articles.get(id), tables.annotation(id), tables.story_of.get(id)
        if article is None:
            return WHOLE
        relations = chain(tables.relations_of.get(id, ()), tables.loose_of.get(id, ()))
        lines = [id, *self._told_of(relations, outline), "in", *([self._story(story)] if story else ()), "says"]
        lines += self._told_of(tables.utterances_in.get(id, {}).values(), _utterance)
        return b"a" + _hash(lines, surface(article) + surface(annotation))

    def _furniture(self, id: ArticleId) -> bytes:
        found = self._tables.archive.furniture
        return digest(id, found[id]) if id in found else digest(*found)

    def _story(self, story: Cluster) -> str:
        found = self._stories.get(story.id)
        if found is None:
            named = " ".join((story.id, story.base, *story.witnesses))
            found = self._stories[story.id] = _hash([named, *self._told_of(story.relations, outline)]).hex()
        return found

    def _speaker(self, id: SpeakerId) -> bytes:
        speaker = self._tables.archive.speakers.get(id)
        return b"p" + (self._records.get(id) or digest(speaker)) if speaker else WHOLE

    def _sayings(self, id: SpeakerId) -> bytes:
        tables = self._tables
        if id not in tables.archive.speakers:
            return WHOLE
        said = sorted(tables.articles_of.get(id, ())), tables.quotations_of.get(id), tables.together(id)
        return b"u" + _hash([repr((id, said)), *self._told_of(tables.utterances_of.get(id, ()), _utterance)])

    def _told_of(self, found: Iterable[_Told], tell: Callable[[_Told], str]) -> list[str]:
        texts = self._texts
        return [texts.get(id(one)) or texts.setdefault(id(one), tell(one)) for one in found]


def furnished(furniture: Mapping[ArticleId, tuple[Span, ...]]) -> Iterator[bytes]:
    """Marks of the site matter of each article, and of the articles that have some: for those that have none."""
    yield digest(*furniture)
    for id, spans in furniture.items():
        yield digest(id, spans)


def gathers(utterance: Utterance) -> str:
    """Stands for which quotations *utterance* gathers, and how, in a tenth of the time of a digest: no id holds a blank."""
    told = f"{utterance.id} {_references(utterance.witnesses)}"
    if utterance.wordings == (utterance.witnesses,):
        return told
    return " | ".join([told, *map(_references, utterance.wordings)])


def _utterance(one: Utterance) -> str:
    return f"{one.speaker or ''} {gathers(one)}"


def _references(witnesses: tuple[QuotationRef, ...]) -> str:
    return " ".join([f"{one.article} {one.quotation}" for one in witnesses])


def _hash(lines: Iterable[str], known: bytes = b"") -> bytes:
    """16 bytes that stand for *lines*, none of which holds a line feed, and for what is *known* besides, always as long."""
    return blake2b(known + "\n".join(lines).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _unseen(work_out: Callable[[_Id], bytes]) -> Callable[[_Id], bytes]:
    """*work_out*, of which nobody is told what it looks at: the tables that it is made from are for all."""

    def made(id: _Id) -> bytes:
        with looking():
            return work_out(id)

    return made
