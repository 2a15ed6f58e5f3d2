"""The same words, said once, wherever they are quoted: quotations gathered across articles, in all their wordings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

from variorum.model import Annotation, Article, ArticleId, Kind, Quotation, QuotationRef, SpeakerId, Utterance
from variorum.text import words

SIZE = 4  # words of the grams that bring two quotations together
LEAST = 5  # words: shorter ones are the same utterance only where one speaker said exactly these words
OVERLAP = 0.6  # share of the shorter quotation's grams that stand in the longer one
CHAINED = 20  # quotations: a gram in more of them is compared with the first and the one before only
FOLLOWED = frozenset({Kind.DIRECT, Kind.FRAGMENT})


class Said(NamedTuple):
    """One quotation, ready for comparison."""

    ref: QuotationRef
    speaker: SpeakerId | None
    words: tuple[str, ...]


def gather(articles: Sequence[Article], annotations: Mapping[ArticleId, Annotation]) -> tuple[Utterance, ...]:
    """The utterances of *articles*, which stand earliest first; every attributed quotation is in one.

    Words that nobody is named for are gathered too, where two articles or more quote them. Time and space grow with the words
    quoted. Two quotations with different speakers are never one utterance.
    """
    said = [one for article in articles if (found := annotations.get(article.id)) for one in _said(article, found)]
    groups = _groups(said, _links(said))
    made = (_utterance(group) for group in groups if _worth(group))
    return tuple(sorted(made, key=lambda utterance: utterance.id))


def _said(article: Article, annotation: Annotation) -> Iterator[Said]:
    for quotation in annotation.quotations:
        folded = quoted_words(article, quotation)
        if quotation.kind in FOLLOWED and folded:
            yield Said(QuotationRef(article.id, quotation.id), quotation.attribution.speaker, folded)


def quoted_words(article: Article, quotation: Quotation) -> tuple[str, ...]:
    """The folded words of a quotation, its paragraphs in one row."""
    return tuple(word for span in quotation.words for word in words(span.of(article.text)).folded)


def _links(said: Sequence[Said]) -> Iterator[tuple[int, int]]:
    """Pairs of quotations, by number, that are one utterance."""
    same: dict[tuple[SpeakerId | None, tuple[str, ...]], int] = {}
    for at, one in enumerate(said):
        if one.speaker or len(one.words) >= LEAST:
            yield same.setdefault((one.speaker, one.words), at), at
    for pair, shared in _shared(said).items():
        shorter = min(len(_grams(said[at].words)) for at in pair)
        if shared >= OVERLAP * shorter and _agree(said[pair[0]], said[pair[1]]):
            yield pair


def _grams(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {words[at : at + SIZE] for at in range(len(words) - SIZE + 1)} if len(words) >= LEAST else set()


def _shared(said: Sequence[Said]) -> Mapping[tuple[int, int], int]:
    """How many grams each pair of quotations shares, once a gram."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, one in enumerate(said):
        for gram in _grams(one.words):
            places[gram].append(at)
    counts: dict[tuple[int, int], int] = defaultdict(int)
    for held in places.values():
        for pair in _pairs(held):
            counts[pair] += 1
    return counts


def _pairs(held: list[int]) -> Iterator[tuple[int, int]]:
    if len(held) <= CHAINED:
        yield from ((one, two) for at, two in enumerate(held) for one in held[:at])
    else:
        yield from ((held[0], other) for other in held[1:])
        yield from pairwise(held[1:])


def _agree(one: Said, two: Said) -> bool:
    return one.speaker == two.speaker or one.speaker is None or two.speaker is None


def _groups(said: Sequence[Said], links: Iterable[tuple[int, int]]) -> list[list[Said]]:
    """Join linked quotations, never two speakers into one group."""
    root = list(range(len(said)))
    speaker = [one.speaker for one in said]

    def find(at: int) -> int:
        while root[at] != at:
            root[at] = root[root[at]]
            at = root[at]
        return at

    for one, two in sorted(links):
        first, second = sorted((find(one), find(two)))
        if first != second and (speaker[first] == speaker[second] or None in (speaker[first], speaker[second])):
            root[second] = first
            speaker[first] = speaker[first] or speaker[second]
    groups: dict[int, list[Said]] = defaultdict(list)
    for at, quoted in enumerate(said):
        groups[find(at)].append(quoted)
    return list(groups.values())


def _worth(group: Sequence[Said]) -> bool:
    return any(one.speaker for one in group) or len({one.ref.article for one in group}) > 1


def _utterance(group: Sequence[Said]) -> Utterance:
    wordings: dict[tuple[str, ...], list[QuotationRef]] = defaultdict(list)
    for one in group:
        wordings[one.words].append(one.ref)
    most_first = sorted(wordings.values(), key=lambda refs: -len(refs))
    speaker = next((one.speaker for one in group if one.speaker), None)
    refs = tuple(one.ref for one in group)
    return Utterance(_id(refs[0]), speaker, refs, tuple(map(tuple, most_first)))


def _id(first: QuotationRef) -> str:
    """`u-` and a hash of the archive-wide key of the earliest witness."""
    return "u-" + sha256(f"{first.article} {first.quotation}".encode()).hexdigest()[:12]
