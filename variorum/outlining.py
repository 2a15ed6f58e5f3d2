"""The outlines of all articles and speakers, remembered: where only words of quotations changed, few are worked out anew."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from operator import attrgetter

from variorum.again import Utterances
from variorum.bench import Bench
from variorum.later import surface
from variorum.looking import looking
from variorum.model import Archive, ArticleId, SpeakerId, Utterance
from variorum.pages import Holdings

_article = attrgetter("article")
SURFACE = 16  # bytes, with which the row of an article begins


def all_outlines(
    work: Bench, holdings: Holdings, archive: Archive, shown: Archive, said: Utterances, common: bytes
) -> frozenset[bytes]:
    """The outline of every article and speaker of what is *shown* of *archive*, and that of its lists.

    Where the lists are as they were, so are the rows of articles, who is quoted in each, stories, relations and records: an
    article then has another outline only where what was found in it, or an utterance that it quotes, is another; a speaker
    where that is so of something they said. *common* stands for settings and all else that is told apart for every plan.
    """
    outlines = holdings.outlines
    with looking():
        stands = common, outlines.lists()
        found = {id: surface(holdings.tables.annotation(id)) for id in shown.articles}
        told = work.recall("outlines")
        changed = _changed(said, told.head[1]) if told and told.head[0] == stands else None
        rows: dict[ArticleId, bytes] = told.tables[0] if told else {}
        sayings: dict[SpeakerId, bytes] = told.tables[1] if told else {}
        articles: AbstractSet[ArticleId]
        speakers: AbstractSet[SpeakerId | None]
        if changed is None:
            articles, speakers = shown.articles.keys(), shown.speakers.keys()
        else:
            edited = {id for id, one in found.items() if rows[id][:SURFACE] != one}
            articles, speakers = _concerned(edited, changed, archive, shown)
        rows = {id: one + outlines.article(id) if id in articles else rows[id] for id, one in found.items()}
        sayings = {id: outlines.sayings(id) if id in speakers else sayings[id] for id in shown.speakers}
        if articles or not told or told.head != (stands, said.key):
            work.remember("outlines", (stands, said.key), rows, sayings)
        records = map(outlines.speaker, shown.speakers)
        return frozenset((outlines.lists(), *[one[SURFACE:] for one in rows.values()], *sayings.values(), *records))


def _changed(said: Utterances, key: bytes) -> Sequence[Utterance] | None:
    """Which utterances came or went since those of *key*; None where that is not known."""
    if key == said.key:
        return ()
    return said.changed if key == said.since else None


def _concerned(
    edited: set[ArticleId], changed: Sequence[Utterance], archive: Archive, shown: Archive
) -> tuple[set[ArticleId], set[SpeakerId | None]]:
    """Articles that quote, and speakers of, what changed, or what may be shown otherwise since an article was *edited*."""
    others = [one for one in archive.utterances if not edited.isdisjoint(map(_article, one.witnesses))] if edited else []
    utterances = (*changed, *others)
    articles = edited | {ref.article for one in utterances for ref in one.witnesses}
    quoted = {speaker for id in edited if id in shown.annotations for speaker in shown.annotations[id].speakers}
    return articles, quoted | {one.speaker for one in utterances}  # of others, an utterance has the speaker of its quotations
