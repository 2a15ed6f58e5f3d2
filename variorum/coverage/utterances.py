"""The same words, said once, wherever they are quoted: quotations gathered across articles, in all their wordings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from operator import attrgetter

import numpy as np

from variorum.coverage.linked import links, within_reach
from variorum.coverage.quoted import Quoted, quoted
from variorum.coverage.said import Numbers, Said
from variorum.model import Annotation, Article, ArticleId, QuotationRef, Utterance
from variorum.model.values import Value, dataclass


@dataclass(frozen=True, slots=True)
class Before(Value):
    """The utterances of an archive of which most articles are as they were, and stand in the same order among each other."""

    utterances: Iterable[Utterance]
    changed: Mapping[ArticleId, Quoted | None]
    """The articles that came, went, or quote otherwise or on another day; with what they quoted, those that were there."""


def gather(
    articles: Sequence[Article], annotations: Mapping[ArticleId, Annotation], held: Mapping[ArticleId, Quoted] | None = None,
    before: Before | None = None,
) -> tuple[Utterance, ...]:  # fmt: skip
    """The utterances of *articles*, which stand earliest first; every attributed quotation is in one.

    Words that nobody is named for are gathered too, where two articles or more quote them. Two quotations with different
    speakers are never one utterance. *held* is what `quoted` gives of each article, where that is known. Time and space grow
    with the words quoted. What is given is the same with *before*, and those of its utterances that nothing new concerns are
    taken over.
    """
    found = [(article, annotations[article.id]) for article in articles if article.id in annotations]
    words = [held[article.id] if held else quoted(article, annotation) for article, annotation in found]
    said = Said([annotation for _, annotation in found], words)
    reach = within_reach(said, before.changed) if before else None
    if before is None or reach is None:
        numbers, codes, kept = said.look(np.arange(len(said))), links(said), []
    else:
        numbers, codes = reach
        kept = _untouched(before, {said.ref(one) for one in numbers.tolist()})
    made = (_utterance(group, said) for group in _groups(numbers, codes, said) if _worth(group, said))
    return tuple(sorted([*kept, *made], key=attrgetter("id")))


def _untouched(before: Before, touched: set[QuotationRef]) -> list[Utterance]:
    """Those that gather nothing of what is *touched*, nor of articles that changed: none gathers a part of either."""
    articles = {one.article for one in touched} | before.changed.keys()
    return [
        one
        for one in before.utterances
        if (first := one.witnesses[0]).article not in articles or (first.article not in before.changed and first not in touched)
    ]


def _groups(numbers: Numbers, codes: Numbers, said: Said) -> list[list[int]]:
    """Join linked quotations, never two speakers into one group."""
    members, count = numbers.tolist(), max(len(said), 1)
    root = list(range(len(members)))
    speaker = [said.speakers[at] for at in members]

    def find(at: int) -> int:
        while root[at] != at:
            root[at] = root[root[at]]
            at = root[at]
        return at

    one, two = np.searchsorted(numbers, codes // count), np.searchsorted(numbers, codes % count)
    for linked in zip(one.tolist(), two.tolist(), strict=True):
        first, second = sorted(map(find, linked))
        if first != second and (speaker[first] == speaker[second] or None in (speaker[first], speaker[second])):
            root[second] = first
            speaker[first] = speaker[first] or speaker[second]
    groups: dict[int, list[int]] = {}
    for at, before in enumerate(root):
        root[at] = first = root[before]  # which stands before it, and is done
        groups.setdefault(first, []).append(members[at])
    return list(groups.values())


def _worth(group: Sequence[int], said: Said) -> bool:
    if len(group) == 1:
        return bool(said.speakers[group[0]])
    return any(said.speakers[at] for at in group) or len({said.articles[at] for at in group}) > 1


def _utterance(group: Sequence[int], said: Said) -> Utterance:
    refs = tuple([said.ref(at) for at in group])
    if len(group) == 1:
        return Utterance(_id(refs[0]), said.speakers[group[0]], refs, (refs,))
    wordings: dict[bytes, list[QuotationRef]] = defaultdict(list)
    for at, ref in zip(group, refs, strict=True):
        wordings[said.words[at]].append(ref)
    most_first = sorted(wordings.values(), key=lambda refs: -len(refs))
    speaker = next((said.speakers[at] for at in group if said.speakers[at]), None)
    return Utterance(_id(refs[0]), speaker, refs, tuple(map(tuple, most_first)))


def _id(first: QuotationRef) -> str:
    """`u-` and a hash of the archive-wide key of the earliest witness."""
    return "u-" + sha256(f"{first.article} {first.quotation}".encode()).hexdigest()[:12]
