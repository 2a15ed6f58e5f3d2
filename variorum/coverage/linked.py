"""Which quotations carry the same words: all links of an archive, or those that an edit may have changed."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, combinations

import numpy as np
import numpy.typing as npt

from variorum.coverage.hashing import Hashes, distinct, recurring
from variorum.coverage.quoted import LEAST, Quoted
from variorum.coverage.said import NONE, Numbers, Said
from variorum.model import ArticleId, SpeakerId

OVERLAP = 0.6  # share of the shorter quotation's grams that stand in the longer one
CHAINED = 20  # quotations: a gram in more of them is compared with the first and the one before only
SHARE = 0.5  # of all quotations: where more are within reach of an edit, all links are looked for at once


def links(said: Said, near: Numbers | None = None) -> Numbers:
    """Pairs of quotations that are one utterance, as `first * len(said) + second`, sorted; those with an end in *near*."""
    chosen = None if near is None else _chosen(near, len(said))
    codes = distinct(np.concatenate((_equal(said, near), _alike(said, near, chosen))))
    one, two = _ends(codes, said)
    kept = one != two
    found: Numbers = codes[kept if chosen is None else kept & (chosen[one] | chosen[two])]
    return found


def _equal(said: Said, near: Numbers | None) -> Numbers:
    """The same words from the same mouth: the first who quotes them and each other."""
    numbers = said.look(np.arange(len(said))) if near is None else said.wording({said.words[at] for at in near.tolist()})
    count, words, lengths, speakers = len(said), said.words, said.lengths, said.speakers
    same: dict[tuple[SpeakerId | None, bytes], int] = {}
    pairs = [
        same.setdefault((speakers[at], words[at]), at) * count + at
        for at in numbers.tolist()
        if speakers[at] or lengths[at] >= LEAST
    ]
    return np.array(pairs, np.int64)


def _alike(said: Said, near: Numbers | None, chosen: npt.NDArray[np.bool_] | None) -> Numbers:
    """Pairs that share enough grams and whose speakers do not differ."""
    pairs = _pairs(*said.holders(None if near is None else said.grams(near)), len(said))
    if chosen is not None:  # of others not all grams were looked at
        one, two = _ends(pairs, said)
        pairs = pairs[chosen[one] | chosen[two]]
    codes, shared = np.unique(pairs, return_counts=True)
    one, two = _ends(codes, said)
    codes = codes[shared >= OVERLAP * np.minimum(said.sizes[one], said.sizes[two])]
    one, two = _ends(codes, said)
    speakers = said.speakers
    agree = [
        speakers[first] == speakers[second] or speakers[first] is None or speakers[second] is None
        for first, second in zip(one.tolist(), two.tolist(), strict=True)
    ]
    alike: Numbers = codes[np.array(agree, bool)]
    return alike


def _pairs(grams: Hashes, owners: Numbers, count: int) -> Numbers:
    """The pairs of quotations that each gram brings together, as `first * count + second`; a pair once a gram."""
    again = recurring(grams)
    grams, owners = grams[again], owners[again]
    order = np.argsort(grams, kind="stable")
    grams, owners = grams[order], owners[order]
    starts = np.flatnonzero(np.r_[True, grams[1:] != grams[:-1]]) if len(grams) else NONE
    sizes = np.diff(np.r_[starts, len(grams)])
    found: list[Numbers] = [NONE]
    for size in distinct(sizes[sizes > 1]).tolist():
        held = owners[starts[sizes == size][:, None] + np.arange(size)]
        one, two = np.array(_compared(size)).T
        found.append((held[:, one] * count + held[:, two]).ravel())
    return np.concatenate(found)


def _compared(size: int) -> list[tuple[int, int]]:
    """Which of the *size* quotations that hold a gram are compared, by their order."""
    if size <= CHAINED:
        return list(combinations(range(size), 2))
    return [*((0, other) for other in range(1, size)), *((one, one + 1) for one in range(1, size - 1))]


def within_reach(said: Said, changed: Mapping[ArticleId, Quoted | None]) -> tuple[Numbers, Numbers] | None:
    """The quotations, by number, that may be linked otherwise than before articles *changed*, which quoted what is given, and
    all their links; None where there are many.

    Whether two quotations are linked goes by their words and speakers, and by who else holds a gram that both hold. So a link
    that came or went has both ends among those that hold a gram, or all the words, of something that came or went, or are it.
    What is linked with none of these, nor over others, stands in links that were there before, and in no other.
    """
    gone, came = [one for one in changed.values() if one], said.of(changed)
    grams = distinct(np.concatenate([said.grams(came), *(np.frombuffer(one.grams, np.uint64) for one in gone)]))
    words = {*chain([said.words[at] for at in came.tolist()], *(one.words for one in gone))}
    reached, found = np.zeros(len(said), bool), [NONE]
    new = distinct(np.concatenate((said.look(came), said.holders(grams)[1], said.wording(words))))
    while len(new):
        reached[new] = True
        if np.count_nonzero(reached) > SHARE * len(said):
            return None
        found.append(links(said, new))
        ends = distinct(np.concatenate(_ends(found[-1], said)))
        new = ends[~reached[ends]]
    return np.flatnonzero(reached), distinct(np.concatenate(found))


def _chosen(numbers: Numbers, count: int) -> npt.NDArray[np.bool_]:
    chosen = np.zeros(count, bool)
    chosen[numbers] = True
    return chosen


def _ends(codes: Numbers, said: Said) -> tuple[Numbers, Numbers]:
    one: Numbers = codes // max(len(said), 1)
    return one, codes - one * len(said)
