"""What stands for all that is known of an article or a speaker without looking into a text: its outline.

A plan that looks at a few of them is not made again while their outlines are as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from hashlib import blake2b
from itertools import chain
from typing import TypeVar

from variorum.later import digest, joined, looking, outline, surface
from variorum.model import ArticleId, Cluster, QuotationRef, Span, SpeakerId, Utterance
from variorum.pages.tables import Tables

_Id = TypeVar("_Id", ArticleId, SpeakerId)

WHOLE = b"*"
"""The outline of all of an archive, of which no part is told from another: it is never among `Outlines.all`."""


class Outlines:
    """The outlines of one archive, each worked out at the first asking. They are a byte longer than marks."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.article = cache(_unseen(self._article))
        """Of an article: its row, its story, its relations, the utterances that it quotes."""
        self.speaker = cache(_unseen(self._speaker))
        """Of a speaker: the record, as articles that quote them show it."""
        self.sayings = cache(_unseen(self._sayings))
        """Of a speaker: what they said and where, and with whom they are quoted."""
        self.furniture = cache(self._furniture)
        """What stands for the site matter of an article: a mark, among those of `furnished`."""
        self.all = cache(self._all)
        """Of every article and speaker."""
        self._told: dict[str, bytes] = {}
        """Of each story: to look a story up by value takes as long as all else, and looks into its relations."""

    def _all(self) -> frozenset[bytes]:
        articles, speakers = self._tables.archive.articles, self._tables.archive.speakers
        with looking():
            found = (map(self._article, articles), map(self._speaker, speakers), map(self._sayings, speakers))
            return frozenset(chain(*found))

    def _article(self, id: ArticleId) -> bytes:
        tables = self._tables
        article, annotation, story = tables.archive.articles.get(id), tables.annotation(id), tables.story_of.get(id)
        if article is None:
            return WHOLE
        relations = (*tables.relations_of.get(id, ()), *tables.loose_of.get(id, ()))
        return b"a" + joined(
            surface(article), surface(annotation), _hash(chain((id,), map(outline, relations))) if relations else b"",
            b"s" + self._story(story) if story else b"", _hash(map(_utterance, tables.utterances_in.get(id, {}).values())),
        )  # fmt: skip

    def _furniture(self, id: ArticleId) -> bytes:
        found = self._tables.archive.furniture
        return digest(id, found[id]) if id in found else digest(*found)

    def _story(self, story: Cluster) -> bytes:
        found = self._told.get(story.id)
        if found is None:
            named = " ".join((story.id, story.base, *story.witnesses))
            found = self._told[story.id] = _hash(chain((named,), map(outline, story.relations)))
        return found

    def _speaker(self, id: SpeakerId) -> bytes:
        speaker = self._tables.archive.speakers.get(id)
        return b"p" + digest(speaker) if speaker else WHOLE

    def _sayings(self, id: SpeakerId) -> bytes:
        tables = self._tables
        if id not in tables.archive.speakers:
            return WHOLE
        told = digest(id, sorted(tables.articles_of.get(id, ())), tables.quotations_of.get(id), tables.together(id))
        return b"u" + joined(told, _hash(map(_utterance, tables.utterances_of.get(id, ()))))


def furnished(furniture: Mapping[ArticleId, tuple[Span, ...]]) -> Iterator[bytes]:
    """Marks of the site matter of each article, and of the articles that have some: for those that have none."""
    yield digest(*furniture)
    for id, spans in furniture.items():
        yield digest(id, spans)


def _utterance(one: Utterance) -> str:
    """Stands for an utterance, in a tenth of the time of a digest: no id holds a blank."""
    named = f"{one.id} {one.speaker or ''} {_references(one.witnesses)}"
    return named if one.wordings == (one.witnesses,) else f"{named} | {' | '.join(map(_references, one.wordings))}"


def _references(witnesses: tuple[QuotationRef, ...]) -> str:
    return " ".join([f"{one.article} {one.quotation}" for one in witnesses])


def _hash(told: Iterable[str]) -> bytes:
    return blake2b("\n".join(told).encode(), digest_size=16).digest()


def _unseen(work_out: Callable[[_Id], bytes]) -> Callable[[_Id], bytes]:
    """*work_out*, of which nobody is told what it looks at: the tables that it is made from are for all."""

    def made(id: _Id) -> bytes:
        with looking():
            return work_out(id)

    return made
