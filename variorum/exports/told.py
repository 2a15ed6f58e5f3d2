"""What stands for all that files of data tell of an article, and of what somebody said.

Made of marks that are there already: every build asks for all articles. The mark of an annotation goes by the speakers, too, as
they are called.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from operator import add, attrgetter

from variorum.later import digest, joined, surface
from variorum.looking import note
from variorum.model import ArticleId, Utterance
from variorum.model.values import Value
from variorum.pages.holdings import Holdings
from variorum.pages.outlines import gathers
from variorum.pages.page import Site
from variorum.pages.tables import Tables


class Told:
    """What stands for each article of an archive. Nobody is told that they were looked at, but by `heeded`."""

    def __init__(self, holdings: Holdings, site: Site) -> None:
        self._holdings, archive = holdings, holdings.tables.archive
        self.common = digest(site, tuple(archive.outlets.values()))
        """Stands for what all files look at: the site, and what outlets are called."""
        own, found = _marks(archive.articles.values()), _marks([holdings.tables.annotation(id) for id in archive.articles])
        self.marks: dict[ArticleId, bytes] = dict(zip(archive.articles, map(add, own, found), strict=True))
        """Of each article by itself: its text, and what was found in it."""

    def heeded(self, ids: Collection[ArticleId]) -> bytes:
        """Stands for each of *ids* by itself; it is noted that they were looked at."""
        tables = self._holdings.tables
        for id in ids:
            for value in (tables.archive.articles[id], tables.annotation(id)):
                mark = getattr(value, "mark", None)
                if mark:
                    note(mark)
                else:
                    self._holdings.article(id)
        return joined(*[self.marks[id] for id in ids])

    def by_article(self) -> dict[ArticleId, bytes]:
        """Of each article, what stands for its rows in all tables."""
        tables, told = self._holdings.tables, dict(self.marks)
        for id in told.keys() & tables.story_of.keys():
            told[id] += tables.story_of[id].id.encode()
        gathered = _gathered(tables)
        for id in told.keys() & gathered.keys():
            told[id] += gathered[id].encode()
        return told

    def of_utterance(self, utterance: Utterance) -> bytes:
        """Stands for *utterance*, and for each of the articles that have it by itself."""
        marks = [self.marks[one.article] for one in utterance.witnesses]
        return joined(self.common, *marks, gathers(utterance).encode())


def _gathered(tables: Tables) -> Mapping[ArticleId, str]:
    """Of articles whose quotations are gathered with others: in which utterances, and which of the wordings each has.

    One that is gathered with no other stands in an utterance where somebody says it, which the mark of its article tells.
    """
    found: dict[ArticleId, str] = defaultdict(str)
    for utterance in tables.archive.utterances:
        if len(utterance.witnesses) > 1:
            for place, group in enumerate(utterance.wordings):
                for one in group:
                    found[one.article] += f"\n{one.quotation} {place} {utterance.id}"
    return found


def _marks(values: Collection[Value]) -> list[bytes]:
    """What stands for the whole of each article or annotation."""
    try:
        return list(map(_mark, values))
    except AttributeError:  # of one that is whole, or that `dataclasses.replace` made
        return [getattr(one, "mark", None) or surface(one) for one in values]


_mark: Callable[[Value], bytes] = attrgetter("mark")
