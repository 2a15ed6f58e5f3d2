"""The stage, readable top to bottom: articles to clusters, and quotations to utterances."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from variorum.config import Config
from variorum.coverage.compare import compare
from variorum.coverage.direction import Outlets
from variorum.coverage.furniture import Furniture, Short, by_article, furniture, shortened
from variorum.coverage.grams import first_look, grams
from variorum.coverage.hashing import Hashes, Longs
from variorum.coverage.index import Index, candidates, entries, updated, wanted
from variorum.coverage.keep import Bytes, Map, Memory, bytes_of
from variorum.coverage.pairs import NO_RELATIONS, Ledger, Relations, written
from variorum.coverage.prepare import Parcel, source, without
from variorum.coverage.records import Record, packed, relation, stored
from variorum.coverage.relate import relate
from variorum.coverage.shelf import UNKNOWN_DAY, Shelf, days, shelved
from variorum.coverage.stated import Stated, contradicted, settle, stated
from variorum.coverage.stories import Stories, stories
from variorum.coverage.tally import Facts
from variorum.model import Annotation, Article, ArticleId, Cluster, Problem, Relation, Span

NO_OUTLETS: Outlets = {}
NO_FURNITURE: Mapping[ArticleId, tuple[Span, ...]] = {}
NO_MARKS: Mapping[ArticleId, bytes] = {}
NOTHING = Memory()


class Made(NamedTuple):
    """What a build of this process made."""

    relations: Relations = NO_RELATIONS
    stories: Stories | None = None


NOTHING_MADE = Made()


@dataclass(frozen=True, slots=True)
class Coverage:
    """All that stage 4 finds of duplicate coverage."""

    clusters: tuple[Cluster, ...]
    relations: tuple[Relation, ...] = ()
    """Those that lie in no cluster: between two stories, and of articles that share quotations only."""
    problems: tuple[Problem, ...] = ()
    furniture: Mapping[ArticleId, tuple[Span, ...]] = field(default_factory=dict)
    """Stretches of texts that are site matter; articles without have no entry."""
    memory: Memory = NOTHING
    """For the next build."""
    made: Made = NOTHING_MADE
    """For the next build of this process."""


def cover(
    articles: Sequence[Article],
    annotations: Mapping[ArticleId, Annotation],
    config: Config,
    outlets: Outlets = NO_OUTLETS,
    mapped: Map = map,
    before: Memory = NOTHING,
    marks: Mapping[ArticleId, bytes] = NO_MARKS,
    made: Made = NOTHING_MADE,
) -> Coverage:
    """Stories, relations outside them, and what an archivist should look at.

    The work on articles and on pairs runs through *mapped*; what *before*, of an earlier build by the same program, remembers
    is not done again, and the result is the same. *marks* name, in 16 bytes, all that an article is made of and all that is
    found in it by itself (not who speakers are); those it lacks are worked out. Of an article that is remembered, and shares
    copy with none that changed, neither text nor quotations are looked at where it has a mark. What an earlier build of this
    process *made* is taken where it would be made again the same.
    """
    window = np.array([config.coverage.window_days])
    if not np.array_equal(before.window, window):
        before = NOTHING
    shelf = shelved(earliest_first(articles), annotations, marks, before.keys)
    setting = _setting(outlets, config)
    facts = shelf.facts()
    left_out, short, furnished, renewed, index = _indexed(shelf, facts, before, config.coverage.window_days, mapped)
    asserted, unknown = stated(shelf.articles)
    pairs = _with_asserted(candidates(index, facts), asserted, shelf, facts)
    kept = Ledger(before.compared, before.ends, before.records)
    same = np.array_equal(before.setting, setting)
    ledger, detected, disputed = written(
        kept, {*shelf.gone, *renewed}, pairs, shelf, left_out.spans, mapped, outlets, config.coverage, same, made.relations
    )
    by_id = {article.id: article for article in shelf.articles}
    relations, disagreements = settle(detected.values(), asserted, by_id, outlets)
    disagreements += contradicted(disputed, asserted, by_id)
    told = stories(relations, [article.id for article in shelf.articles], made.stories)
    memory = Memory(
        setting, window, shelf.keys, np.stack(facts, axis=1), furnished, *index, *short,
        bytes_of(pickle.dumps(left_out.verdicts)), *ledger,
    )  # fmt: skip
    problems = (*left_out.problems, *unknown, *disagreements)
    furnished_by = by_article(shelf, left_out.spans)
    return Coverage(told.clusters, told.others, problems, furnished_by, memory, Made(detected, told))


class _Indexed(NamedTuple):
    """What is known of all articles before pairs are looked for."""

    left_out: Furniture
    short: Short
    furnished: Hashes
    renewed: list[int]
    """Slots of the articles that are in the index anew."""
    held: Index


def _indexed(shelf: Shelf, facts: Facts, before: Memory, window: int, mapped: Map) -> _Indexed:
    """Furniture, and the index brought up to date; puts into *facts* how much the articles hold."""
    seen, found = _looked(shelf, mapped)
    left_out, short = _furniture(shelf, facts, before, found)
    furnished = _furnished(len(shelf.keys), left_out.spans)
    renewed = _renewed(shelf, before.furnished, furnished)
    coming = _grams(shelf, renewed, left_out.spans, seen, mapped)
    stays = min(len(before.facts), len(facts.wanted))
    facts.wanted[:stays] = before.known.wanted[:stays]
    facts.wanted[renewed] = [wanted(len(hashes)) for hashes in coming]
    come = entries(renewed, coming)
    del seen, coming  # of a first build, as much as the index itself
    leaving = {*shelf.gone, *(slot for slot in renewed if slot < len(before.keys))}
    return _Indexed(left_out, short, furnished, renewed, updated(before.index, window, before.known, facts, leaving, come))


def _looked(shelf: Shelf, mapped: Map) -> tuple[dict[int, Hashes], list[tuple[Longs, Hashes]]]:
    """The grams of the articles that came, by slot, and of each what `first_look` gives of its short stretches.

    All grams stand in one row: of ten thousand arrays the memory would not be given back.
    """
    row, ends, found = bytearray(), [0], []
    for hashes, spans, short in mapped(_first_look, list(map(shelf.unmarked, shelf.come))) if shelf.come else ():
        row += hashes.tobytes()
        ends.append(len(row) // 8)
        found.append((spans, short))
    grams = np.frombuffer(row, np.uint64)
    return {slot: grams[start:end] for slot, (start, end) in zip(shelf.come, pairwise(ends), strict=True)}, found


def collated(
    one: Article,
    two: Article,
    annotations: Mapping[ArticleId, Annotation],
    config: Config,
    outlets: Outlets = NO_OUTLETS,
    furniture: Mapping[ArticleId, tuple[Span, ...]] = NO_FURNITURE,
) -> Relation | None:
    """What any two articles are to each other, whether or not `cover` compared them; None where they share next to nothing.

    Pure, some 5 ms a pair. With the archive's annotations, outlets and `furniture` it is what `cover` gives of the same pair,
    before a curator's word, whichever is named first.
    """
    earlier, later = sorted((one, two), key=_order)
    left, right = (without(source(of, annotations.get(of.id)), furniture.get(of.id, ())) for of in (earlier, later))
    shared = compare(left, right)
    if shared is None:
        return None
    in_short = packed(shared)
    record = Record(in_short, relate(earlier, later, in_short, outlets, config.coverage))
    return relation(earlier.id, later.id, stored(earlier.id, later.id, record))


def earliest_first(articles: Iterable[Article]) -> list[Article]:
    """The articles that are not withdrawn, by first possible day, those without one last, then by id."""
    return sorted((one for one in articles if one.withdrawn is None), key=_order)


def _order(article: Article) -> tuple[int, ArticleId]:
    return days(article)[0] or UNKNOWN_DAY, article.id


def _setting(outlets: Outlets, config: Config) -> Bytes:
    """Names all that relations are named by, the articles apart."""
    said = (config.coverage, [outlets[key] for key in sorted(outlets)])
    return bytes_of(blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=16).digest())


def _furniture(shelf: Shelf, facts: Facts, before: Memory, found: Sequence[tuple[Longs, Hashes]]) -> tuple[Furniture, Short]:
    kept = Short(before.short, before.short_slots, before.short_spans)
    short = shortened(kept, shelf.gone, shelf.come, found)
    said = pickle.loads(before.verdicts.tobytes()) if len(before.verdicts) else {}
    return furniture(shelf, facts.rank, short, said), short


def _grams(
    shelf: Shelf, renewed: Sequence[int], left_out: Mapping[int, tuple[Span, ...]], seen: dict[int, Hashes], mapped: Map
) -> list[Hashes]:
    """The grams of each of *renewed*: those that were *seen*, but of articles with furniture."""
    again = [slot for slot in renewed if slot in left_out or slot not in seen]
    parcels = [shelf.unmarked(slot, left_out.get(slot, ())) for slot in again]
    seen.update(zip(again, mapped(_grams_of, parcels), strict=True) if again else ())
    return [seen[slot] for slot in renewed]


def _first_look(parcel: Parcel) -> tuple[Hashes, Longs, Hashes]:
    return first_look(parcel.read())


def _grams_of(parcel: Parcel) -> Hashes:
    return grams(parcel.read())


def _furnished(slots: int, left_out: Mapping[int, tuple[Span, ...]]) -> Hashes:
    """By slot, a number that names what is furniture."""
    found = np.zeros(slots, np.uint64)
    for slot, spans in left_out.items():
        found[slot] = int.from_bytes(blake2b(repr(spans).encode(), digest_size=8).digest()) or 1
    return found


def _renewed(shelf: Shelf, before: Hashes, now: Hashes) -> list[int]:
    """Slots of the articles that came, and of those of which something else is furniture than was."""
    was = np.zeros(len(now), np.uint64)
    was[: len(before)] = before[: len(now)]
    renewed = (was != now) & shelf.keys.any(axis=1)
    renewed[list(shelf.come)] = True
    return [int(slot) for slot in np.flatnonzero(renewed)]


def _with_asserted(pairs: tuple[Longs, Longs], asserted: Sequence[Stated], shelf: Shelf, facts: Facts) -> tuple[Longs, Longs]:
    """*pairs* and those a curator names, the earlier of each first, in order."""
    if not asserted:
        return pairs
    named = [sorted((shelf.slot_of[one.base], shelf.slot_of[one.witness]), key=facts.rank.__getitem__) for one in asserted]
    both = {*zip(pairs[0].tolist(), pairs[1].tolist(), strict=True), *((one, two) for one, two in named)}
    in_order = sorted(both, key=lambda pair: (facts.rank[pair[0]], facts.rank[pair[1]]))
    return np.array([one for one, _ in in_order], np.int64), np.array([two for _, two in in_order], np.int64)
