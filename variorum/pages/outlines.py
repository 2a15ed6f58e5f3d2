"""What stands for all that is known of an article or a speaker without looking into a text: its outline.

A plan that looks at a few of them is not made again while their outlines are as they were.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import chain
from typing import TypeVar

from variorum.later import digest, joined, looking, outline, surface
from variorum.model import ArticleId, Cluster, SpeakerId, Utterance
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
        """Of a speaker: the record, what they said and where, and with whom they are quoted."""
        self._told: dict[str, bytes] = {}
        """Of each story: to look a story up by value takes as long as all else, and looks into its relations."""
        self._said: dict[str, bytes] = {}

    def all(self) -> frozenset[bytes]:
        """Of every article and speaker."""
        archive = self._tables.archive
        return frozenset(chain(map(self.article, archive.articles), map(self.speaker, archive.speakers)))

    def _article(self, id: ArticleId) -> bytes:
        tables = self._tables
        article, annotation, story = tables.archive.articles.get(id), tables.annotation(id), tables.story_of.get(id)
        if article is None:
            return WHOLE
        told = (tables.utterance_of.get((id, one.id)) for one in annotation.spoken)
        relations = (*tables.relations_of.get(id, ()), *tables.loose_of.get(id, ()))
        return b"a" + joined(
            surface(article), surface(annotation), digest(id, list(map(outline, relations))) if relations else b"",
            b"s" + self._story(story) if story else b"", *(self._utterance(one) if one else b"-" for one in told),
        )  # fmt: skip

    def _story(self, story: Cluster) -> bytes:
        found = self._told.get(story.id)
        if found is None:
            found = self._told[story.id] = digest(story.id, story.base, story.witnesses, list(map(outline, story.relations)))
        return found

    def _utterance(self, one: Utterance) -> bytes:
        found = self._said.get(one.id)
        if found is None:
            found = self._said[one.id] = digest(one)
        return found

    def _speaker(self, id: SpeakerId) -> bytes:
        tables = self._tables
        speaker = tables.archive.speakers.get(id)
        if speaker is None:
            return WHOLE
        return b"p" + joined(
            digest(speaker, sorted(tables.articles_of.get(id, ())), tables.quotations_of.get(id), tables.together.get(id)),
            *map(self._utterance, tables.utterances_of.get(id, ())),
        )


def _unseen(work_out: Callable[[_Id], bytes]) -> Callable[[_Id], bytes]:
    """*work_out*, of which nobody is told what it looks at: the tables that it is made from are for all."""

    def made(id: _Id) -> bytes:
        with looking():
            return work_out(id)

    return made
