"""A mention among its neighbours, wherever the quotation stands: what of that is measured, and the features made of it.

It is the same for every quotation on the same side of the mention, so that its score is worked out once a side. As in
`features.py`, each function but `standing` makes the features of one group.
"""

from __future__ import annotations

from bisect import bisect_left

from variorum.quotations.features import Group, bucket, tag
from variorum.quotations.reading import Paragraph
from variorum.quotations.tokens import COMMA, CUE, EDGE, NAME, NOUN, POSSESSIVE, PRONOUN, QUOTATION, code
from variorum.quotations.view import Document

_ENDS = frozenset((QUOTATION, *(code(mark) for mark in ".?!")))
_REACH = 17  # items after a mention in which its verb may stand

(
    M_KIND, M_BEFORE, M_AFTER, M_AROUND, M_AFTER2, M_BEFORE2, M_KINDAROUND, M_CLASS, M_HEADCODE, M_OWNED, M_VS, M_VL,
    M_PRONOUN, M_COUNT, M_LENGTH, M_POSSESSED, M_SUBJECTHOOD, M_VERBRIGHT, M_VERBNEXT, M_AFTERWORD,
) = (
    tag(f"mention-{name}")
    for name in """
        kind before after around after2 before2 kindaround class headcode owned vs vl pronoun count length possessed
        subjecthood verbright verbnext afterword
    """.split()
)  # fmt: skip

BASES = range(6)  # where a mention stands: 0, 1 before and behind the quotation; else the paragraph's place, 4 being its own
_STANDING = [
    (
        *(feature ^ base << 16 ^ base << 26 for feature in (M_KIND, M_BEFORE, M_AFTER, M_CLASS)),
        *(feature ^ base for feature in (M_AROUND, M_AFTER2, M_BEFORE2)),
        *(feature ^ base << 5 for feature in (M_KINDAROUND, M_SUBJECTHOOD)),
        M_VS ^ base,
    )
    for base in BASES
]
"""What is the same of all mentions at one base: the xor of what is looked at and the base."""


def standing(paragraph: Paragraph, item: int, base: int, document: Document) -> list[Group]:
    """Of a mention among its neighbours, wherever the quotation stands; *base* tells on which side."""
    items = paragraph.items
    symbol, codes = items.symbol, items.code
    count = len(symbol)
    if 1 < item < count - 2:
        before2, before, kind, after, after2 = symbol[item - 2 : item + 3]
    else:
        before2, before, kind, after, after2 = (EDGE, EDGE, *symbol, EDGE, EDGE)[item : item + 5]
    subject = item in paragraph.spoken
    found: list[Group] = [(neighbours, kind, items.head[item], before2, before, after, after2, base, subject)]
    if item + 1 < count:
        found.append((followed, codes[item + 1], kind, base))
    if kind == NOUN:
        found.append((headed, codes[item]))
    if after == POSSESSIVE and item + 2 < count:
        found.append((owns, codes[item + 2], base))
    _verb_after(paragraph, item, base, found)
    if before == CUE:
        found.append((spoken_before, codes[item - 1], base))
    if kind == PRONOUN:
        found.append((pronominal, codes[item], base))
    elif kind == NAME:
        spaces, count = document.reading.text.count(" ", items.start[item], items.end[item]), document.count(items.lower[item])
        found.append((named, count if count < 4 else 4, spaces if spaces < 3 else 3, after == POSSESSIVE, base))
    return found


def _verb_after(paragraph: Paragraph, item: int, base: int, found: list[Group]) -> None:
    """The reporting verb that follows, if no quotation or sentence end comes first."""
    items = paragraph.items
    symbol, verbs = items.symbol, items.verbs
    for nth in range(bisect_left(verbs, item), len(verbs)):
        verb = verbs[nth]
        size = verb - item - 1
        if size >= _REACH:
            return
        if symbol[verb] == CUE:
            between = symbol[item + 1 : verb]
            if size and not _ENDS.isdisjoint(between):
                return
            mentions = between.count(NAME) + between.count(PRONOUN) + between.count(NOUN)
            commas, code = between.count(COMMA), items.code[verb] if size <= 2 else 0
            found.append((verb_after, bucket(size), mentions if mentions < 2 else 2, commas if commas < 2 else 2, code, base))
            return


def neighbours(kind: int, head: int, before2: int, before: int, after: int, after2: int, base: int, subject: int) -> list[int]:
    """Of a mention among its neighbours."""
    m_kind, m_before, m_after, m_class, m_around, m_after2, m_before2, m_kindaround, m_subject, m_vs = _STANDING[base]
    both = before ^ after << 15
    found = [
        m_kind ^ kind, m_before ^ before, m_after ^ after, m_around ^ both, m_after2 ^ after ^ after2 << 15,
        m_before2 ^ before2 ^ before << 15, m_kindaround ^ both ^ kind, m_class ^ head ^ kind << 4,
        m_subject ^ subject ^ kind << 1,
    ]  # fmt: skip
    if before == CUE:
        found.append(m_vs ^ head << 4)
    return found


def spoken_before(verb: int, base: int) -> list[int]:
    """Of the reporting verb right before a mention."""
    return [M_VL ^ verb ^ base << 16 ^ base << 26]


def followed(word: int, kind: int, base: int) -> list[int]:
    """Of the word behind a mention; of one the lexicon does not know, its ending."""
    return [M_AFTERWORD ^ word ^ (kind << 16) ^ (base << 20)]


def owns(owned: int, base: int) -> list[int]:
    """Of the word behind a mention with 's."""
    return [M_OWNED ^ owned ^ base << 16]


def headed(head: int) -> list[int]:
    """Of a role noun."""
    return [M_HEADCODE ^ head]


def pronominal(word: int, base: int) -> list[int]:
    """Of a pronoun."""
    return [M_PRONOUN ^ word ^ base << 16 ^ base << 26]


def named(count: int, length: int, possessed: int, base: int) -> list[int]:
    """Of a name: how often its last word stands in the article, how many words it has, whether 's follows."""
    return [M_COUNT ^ count, M_LENGTH ^ length ^ (base << 3), M_POSSESSED ^ possessed]


def verb_after(distance: int, mentions: int, commas: int, verb: int, base: int) -> list[int]:
    """The reporting verb that follows a mention in its sentence; *verb* is 0 if it is further away than two items."""
    found = [M_VERBRIGHT ^ distance ^ (base << 5) ^ (mentions << 8) ^ (commas << 10)]
    if verb:
        found.append(M_VERBNEXT ^ verb ^ (base << 15))
    return found
