"""The stages that look at the whole archive, on the workbench: not done again where all they look at is as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from variorum.bench import Bench
from variorum.coverage.quoted import Quoted
from variorum.coverage.shelf import days
from variorum.coverage.stage import earliest_first
from variorum.coverage.utterances import Before, gather
from variorum.findings import Found, sent_with
from variorum.later import (
    LaterAnnotation,
    Saying,
    annotation_row,
    digest,
    joined,
    later_annotation,
    make_annotation,
    marked,
    surface,
)
from variorum.memory import Told
from variorum.model import (
    Annotation,
    Article,
    ArticleId,
    SpeakerId,
    SpeakerRecord,
    Utterance,
)
from variorum.speakers.mending import Sources
from variorum.speakers.resolve import NOTHING as NO_NAMES
from variorum.speakers.resolve import Known, Resolved, attributed, identify

NOTHING = Told(None, ())


class Speakers(NamedTuple):
    """What stage 3 found, and from what."""

    key: bytes
    corrected: dict[ArticleId, tuple[bytes, bytes]]
    """The marks of the articles, and of their annotations, of which the words themselves were looked at."""
    found: Resolved
    given: dict[ArticleId, bytes]
    """Digests of the names that articles are given."""
    told: dict[SpeakerId, bytes]
    """Digests of the speakers."""
    outcome: bytes
    """Stands for all of them: names that change may be those of the same persons."""

    @property
    def looked_at(self) -> bytes:
        """Stands for all that was looked at: what is remembered beside, in another file, is of the same build."""
        return digest(self.key, sorted(self.corrected.items()))


class Utterances(NamedTuple):
    """Which quotations are one utterance, and from what that is known."""

    key: bytes
    found: tuple[Utterance, ...]
    since: bytes | None
    """The key of what the build before found; None where that is not known."""
    changed: tuple[Utterance, ...]
    """Of both builds, the utterances that are not in the other."""


def speakers(work: Bench, articles: Sequence[Article], found: Sequence[Found], records: Sequence[SpeakerRecord]) -> Speakers:
    """Stage 3: who everybody is. The names in the articles are all it looks at, but for corrected ones."""
    days = [f"{one.id} {one.published.earliest if one.published else ''}" for one in articles]
    noted = [(one.id, marked(one)) for one in articles if one.notes]  # corrections, and the text that they are held against
    key = digest("\n".join(days), b"".join([one.naming_mark for one in found]), noted, tuple(records))
    before: Speakers | None = (work.recall("speakers") or NOTHING).head
    places = {one.id: place for place, one in enumerate(articles)}

    def marks(id: ArticleId) -> tuple[bytes, bytes] | None:
        place = places.get(id)
        return None if place is None else (marked(articles[place]), found[place].mark)

    if before and before.key == key and all(marks(id) == held for id, held in before.corrected.items()):
        return before

    def whole(place: int) -> bytes:
        return joined(marked(articles[place]), found[place].mark)

    sources = Sources(
        articles, [one.naming_mark for one in found], lambda place: found[place].naming, whole,
        lambda place: found[place].annotation,
    )  # fmt: skip
    known = identify(sources, records, _known(work, before))
    resolved, held = known.resolved, before or NOBODY
    names, people = held.found.given, {one.id: one for one in held.found.speakers}
    given = {id: held.given[id] if names.get(id) is one else digest(one) for id, one in resolved.given.items()}
    told = {one.id: held.told[one.id] if people.get(one.id) is one else digest(one) for one in resolved.speakers}
    looked = {id: of for id in resolved.corrected if (of := marks(id))}
    now = Speakers(key, looked, resolved, given, told, joined(*told.values()))
    work.remember("speakers", now)
    work.remember(
        "names", (now.looked_at, known.mended, known.named, known.records),
        known.seen, known.pools, known.bearers, known.groups, known.people,
    )  # fmt: skip
    return now


NOBODY = Speakers(b"", {}, NO_NAMES.resolved, {}, {}, b"")


def _known(work: Bench, before: Speakers | None) -> Known:
    """What the last build knew of the names of all articles; nothing where it is not that which found *before*."""
    told = work.recall("names")
    if before is None or told is None or told.head[0] != before.looked_at:
        return NO_NAMES
    _, mended, named, known = told.head
    seen, pools, bearers, groups, people = told.tables
    return Known(seen, pools, bearers, groups, people, mended, named, known, before.found)


def named(work: Bench, who: Speakers, found: Sequence[Found]) -> list[LaterAnnotation]:
    """The annotations, corrected and with their speakers, to be read later."""
    corrected = {id: digest(annotation) for id, annotation in who.found.corrected.items()}
    keys = [(one.mark, who.given.get(one.article), corrected.get(one.article)) for one in found]
    return work.again("annotations", keys, lambda place: _named(who, found[place]))


def _named(who: Speakers, found: Found) -> LaterAnnotation:
    resolved, article = who.found, found.article
    corrected = resolved.corrected.get(article)
    if corrected is not None:
        whole = resolved.attributed(corrected)
        return later_annotation(annotation_row(whole), digest(whole), lambda: whole)
    given = who.given.get(article)
    if given is None:
        return found.annotation
    names, (_, searched, problems, said, light) = resolved.given[article], found.row
    speakers = frozenset([id for _, id, _ in names])  # each name that is given is that of a quotation
    return make_annotation(
        article, searched, problems, len(said), speakers, joined(light, given), joined(found.mark, given),
        Saying(said, found.names, names), lambda: attributed(found.read()[0], names),
        partial(sent_with, found.read, names),
    )  # fmt: skip


def utterances(
    work: Bench, articles: Sequence[Article], annotations: Mapping[ArticleId, Annotation], found: Sequence[Found]
) -> Utterances:
    """Which quotations are one utterance. Their words and their speakers are all that is looked at, and the articles' order."""
    said = {one.id: surface(annotations[one.id]) + here.quoted_mark for one, here in zip(articles, found, strict=True)}
    ordered = earliest_first(articles)
    key = joined(*[said[one.id] for one in ordered])
    told = work.recall("utterances") or NO_UTTERANCES
    if told.head == key:
        return Utterances(key, tuple(sorted(told.tables[0].values(), key=attrgetter("id"))), key, ())
    marks = {one.id: said[one.id] + str(days(one)[0]).encode() for one in ordered}
    before = _before(work, told, marks)
    now = gather(ordered, annotations, _quoted(work, found), before)
    by_id = {one.id: one for one in now}
    if len(by_id) == len(now):  # else two of them have one id by chance, and the next build gathers anew
        work.remember("utterances", key, by_id)
        work.remember("said", key, marks)
    if before is None:
        return Utterances(key, now, None, ())
    had: dict[str, Utterance] = told.tables[0]
    gone = [one for one in had.values() if by_id.get(one.id) is not one]
    come = [one for one in now if had.get(one.id) is not one]
    return Utterances(key, now, told.head, (*gone, *come))


NO_UTTERANCES = Told(None, ({},))
QUOTED = slice(16, 32)  # of a mark of what an article says: the `quoted_mark`


def _before(work: Bench, told: Told, marks: Mapping[ArticleId, bytes]) -> Before | None:
    """The utterances of the last build, and which articles are other than they were for it; None where that is not known."""
    said, words = work.recall("said"), work.table("quoted")
    if said is None or said.head != told.head:
        return None
    had: dict[ArticleId, bytes] = said.tables[0]
    changed = [id for id in had.keys() | marks.keys() if had.get(id) != marks.get(id)]
    quoted = {id: words.get(had[id][QUOTED]) if id in had else None for id in changed}
    if any(quoted[id] is None for id in changed if id in had):
        return None
    return Before(told.tables[0].values(), quoted)


def _quoted(work: Bench, found: Sequence[Found]) -> dict[ArticleId, Quoted]:
    """The words of all quotations, remembered together."""
    before: dict[bytes, Quoted] = work.table("quoted")
    now = {one.quoted_mark: before.get(one.quoted_mark) or one.quoted for one in found}
    if now.keys() != before.keys():
        work.remember("quoted", None, now)
    return {one.article: now[one.quoted_mark] for one in found}
