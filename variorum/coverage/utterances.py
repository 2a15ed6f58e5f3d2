"""The same words, said once, wherever they are quoted: quotations gathered across articles, in all their wordings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import combinations

import numpy as np
import numpy.typing as npt

from variorum.coverage.hashing import distinct, recurring
from variorum.coverage.quoted import LEAST, Quoted, quoted
from variorum.model import Annotation, Article, ArticleId, Kind, QuotationRef, SpeakerId, Utterance

OVERLAP = 0.6  # share of the shorter quotation's grams that stand in the longer one
CHAINED = 20  # quotations: a gram in more of them is compared with the first and the one before only
FOLLOWED = frozenset({Kind.DIRECT, Kind.FRAGMENT})

Numbers = npt.NDArray[np.int64]


class Said:
    """All quotations that are followed, as columns; a quotation's number is its place in them."""

    def __init__(self) -> None:
        self.refs: list[QuotationRef] = []
        self.speakers: list[SpeakerId | None] = []
        self.words: list[bytes] = []
        """Digests: equal ones, equal words."""
        self.lengths: list[int] = []
        self.sizes: list[int] = []
        """Distinct grams."""
        self._owners: list[int] = []
        self._counts: list[int] = []
        self._grams: list[bytes] = []

    def add(self, annotation: Annotation, held: Quoted) -> None:
        """Take in one article."""
        kept = {one.id: one for one in annotation.spoken if one.kind in FOLLOWED}
        for id, words, length, size in zip(held.ids, held.words, held.lengths, held.sizes, strict=True):
            one = kept.get(id)
            self._counts.append(size)
            self._owners.append(len(self.refs) if one else -1)
            if one:
                self.refs.append(QuotationRef(annotation.article, id))
                self.speakers.append(one.speaker)
                self.words.append(words)
                self.lengths.append(length)
                self.sizes.append(size)
        self._grams.append(held.grams)

    def places(self) -> tuple[npt.NDArray[np.uint64], Numbers]:
        """Every gram and the number of the quotation that it stands in."""
        grams = np.frombuffer(b"".join(self._grams), np.uint64)
        owners = np.repeat(np.array(self._owners, np.int64), self._counts)
        return (grams, owners) if min(self._owners, default=0) >= 0 else (grams[owners >= 0], owners[owners >= 0])


def gather(
    articles: Sequence[Article], annotations: Mapping[ArticleId, Annotation], held: Mapping[ArticleId, Quoted] | None = None
) -> tuple[Utterance, ...]:
    """The utterances of *articles*, which stand earliest first; every attributed quotation is in one.

    Words that nobody is named for are gathered too, where two articles or more quote them. Two quotations with different
    speakers are never one utterance. *held* is what `quoted` gives of each article, where that is known. Time and space grow
    with the words quoted.
    """
    said = Said()
    for article in articles:
        annotation = annotations.get(article.id)
        if annotation:
            said.add(annotation, held[article.id] if held else quoted(article, annotation))
    made = (_utterance(group, said) for group in _groups(said) if _worth(group, said))
    return tuple(sorted(made, key=lambda utterance: utterance.id))


def _links(said: Said) -> list[tuple[int, int]]:
    """Pairs of quotations, by number, that are one utterance; sorted."""
    count = max(len(said.refs), 1)
    same: dict[tuple[SpeakerId | None, bytes], int] = {}
    equal = [
        same.setdefault((speaker, words), at) * count + at
        for at, (speaker, words, length) in enumerate(zip(said.speakers, said.words, said.lengths, strict=True))
        if speaker or length >= LEAST
    ]
    codes = distinct(np.concatenate((np.array(equal, np.int64), _alike(said, count))))
    one, two = codes // count, codes % count
    return list(zip(one[one != two].tolist(), two[one != two].tolist(), strict=True))


def _alike(said: Said, count: int) -> Numbers:
    """Pairs that share enough grams and whose speakers do not differ, as `_pairs` gives them."""
    codes, shared = np.unique(_pairs(*said.places(), count), return_counts=True)
    one, two = codes // count, codes % count
    sizes = np.array(said.sizes, np.int64)
    numbers: dict[SpeakerId | None, int] = {None: -1}
    speakers = np.array([numbers.setdefault(speaker, len(numbers)) for speaker in said.speakers], np.int64)
    enough = shared >= OVERLAP * np.minimum(sizes[one], sizes[two])
    agree = (speakers[one] == speakers[two]) | (speakers[one] < 0) | (speakers[two] < 0)
    alike: Numbers = codes[enough & agree]
    return alike


def _pairs(grams: npt.NDArray[np.uint64], owners: Numbers, count: int) -> Numbers:
    """The pairs of quotations that each gram brings together, as `first * count + second`; a pair once a gram."""
    again = recurring(grams)
    grams, owners = grams[again], owners[again]
    order = np.argsort(grams, kind="stable")
    grams, owners = grams[order], owners[order]
    starts = np.flatnonzero(np.r_[True, grams[1:] != grams[:-1]]) if len(grams) else np.zeros(0, np.int64)
    sizes = np.diff(np.r_[starts, len(grams)])
    found: list[Numbers] = [np.zeros(0, np.int64)]
    for size in np.unique(sizes[sizes > 1]).tolist():
        held = owners[starts[sizes == size][:, None] + np.arange(size)]
        found += [held[:, one] * count + held[:, two] for one, two in _compared(size)]
    return np.concatenate(found)


def _compared(size: int) -> Iterable[tuple[int, int]]:
    """Which of the *size* quotations that hold a gram are compared, by their order."""
    if size <= CHAINED:
        return combinations(range(size), 2)
    return [*((0, other) for other in range(1, size)), *((one, one + 1) for one in range(1, size - 1))]


def _groups(said: Said) -> list[list[int]]:
    """Join linked quotations, never two speakers into one group."""
    root = list(range(len(said.refs)))
    speaker = list(said.speakers)

    def find(at: int) -> int:
        while root[at] != at:
            root[at] = root[root[at]]
            at = root[at]
        return at

    for one, two in _links(said):
        first, second = sorted((find(one), find(two)))
        if first != second and (speaker[first] == speaker[second] or None in (speaker[first], speaker[second])):
            root[second] = first
            speaker[first] = speaker[first] or speaker[second]
    groups: dict[int, list[int]] = {}
    for at, before in enumerate(root):
        root[at] = first = root[before]  # which stands before it, and is done
        groups.setdefault(first, []).append(at)
    return list(groups.values())


def _worth(group: Sequence[int], said: Said) -> bool:
    if len(group) == 1:
        return bool(said.speakers[group[0]])
    return any(said.speakers[at] for at in group) or len({said.refs[at].article for at in group}) > 1


def _utterance(group: Sequence[int], said: Said) -> Utterance:
    refs = tuple(said.refs[at] for at in group)
    if len(group) == 1:
        return Utterance(_id(refs[0]), said.speakers[group[0]], refs, (refs,))
    wordings: dict[bytes, list[QuotationRef]] = defaultdict(list)
    for at in group:
        wordings[said.words[at]].append(said.refs[at])
    most_first = sorted(wordings.values(), key=lambda refs: -len(refs))
    speaker = next((said.speakers[at] for at in group if said.speakers[at]), None)
    return Utterance(_id(refs[0]), speaker, refs, tuple(map(tuple, most_first)))


def _id(first: QuotationRef) -> str:
    """`u-` and a hash of the archive-wide key of the earliest witness."""
    return "u-" + sha256(f"{first.article} {first.quotation}".encode()).hexdigest()[:12]
