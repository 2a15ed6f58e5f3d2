"""Sentences and subjects within one paragraph: whose verb is it?"""

from __future__ import annotations

from itertools import compress

from variorum.quotations.items import Items
from variorum.quotations.tokens import (
    AND,
    COMMA,
    CUE,
    NAME,
    NOUN,
    OTHER,
    POSSESSIVE,
    PRONOUN,
    QUOTATION,
    WEAK,
    Vocabulary,
    code,
)

_ENDS = frozenset(code(mark) for mark in ".?!")
_BREAKS = _ENDS | {QUOTATION}
_VERBS = (CUE, WEAK)
_DASHES = frozenset((code("—"), code("-")))
_MENTIONS = frozenset((NAME, PRONOUN, NOUN))
_REACH = 22  # items a subject may stand before its verb


def sentence_numbers(text: str, found: Items) -> list[int]:
    """For each item the number of its sentence, from 0. A quotation ends one where its last character and what follows do."""
    numbers: list[int] = []
    symbol, count, number = found.symbol, len(found), 0
    for at in compress(range(count), map(_BREAKS.__contains__, symbol)):
        numbers += [number] * (at + 1 - len(numbers))
        if symbol[at] != QUOTATION:
            number += 1
        elif at + 1 < count:
            last = text[found.end[at] - 1]
            if symbol[at + 1] == QUOTATION:
                number += last in ".?!"
            elif last in ".?!”’…" and found.capital[at + 1]:
                verb_follows = symbol[at + 1] in _VERBS or (at + 2 < count and symbol[at + 2] in _VERBS)
                number += last == "." or not verb_follows
    return numbers + [number] * (count - len(numbers))


def subjects(found: Items, numbers: list[int], words: Vocabulary) -> dict[int, int]:
    """For each verb of `found.verbs` the mention that is its likely subject. A verb without one is left out."""
    by_verb: dict[int, int] = {}
    last = -1
    for verb in found.verbs:
        subject = _subject(found, numbers, words, verb, last, by_verb)
        if subject >= 0:
            by_verb[verb] = subject
        last = verb
    return by_verb


def _subject(found: Items, numbers: list[int], words: Vocabulary, verb: int, last: int, by_verb: dict[int, int]) -> int:
    symbol = found.symbol
    count = len(symbol)
    dashed = verb > 0 and symbol[verb - 1] in _DASHES
    if found.lower[verb] in words.lexicon.relaying:
        relayed = _relayed(found, numbers, verb)
        if relayed >= 0:
            return relayed
    lead = verb - 2 if dashed else verb - 1
    if lead > 0 and symbol[lead] == COMMA:
        lead -= 1
    if lead >= 0 and symbol[lead] == QUOTATION:
        for at in range(verb + 1, min(verb + 4, count)):
            if symbol[at] in _MENTIONS:
                return at  # "…," said X; "…," said election lawyer X; «…», — сказал журналистам X
            if symbol[at] != OTHER and not dashed:
                break
    elif symbol[verb - 1] == COMMA and _inverted(found, numbers, verb):
        return verb + 1
    if _shares_subject(found, verb, words):
        if last >= 0 and numbers[last] == numbers[verb] and last in by_verb and symbol[verb - 1] != COMMA:
            return by_verb[last]
        main = next((one for one in found.verbs if numbers[one] == numbers[verb] and one in by_verb), -1)
        return by_verb[main] if main >= 0 else _first_subject(found, numbers, verb, words)
    return _nearest_subject(found, numbers, verb, words)


def _inverted(found: Items, numbers: list[int], verb: int) -> bool:
    """True for the verb of "Because of the schedule, explained X, “…”", where no apposition ends at the comma."""
    symbol = found.symbol
    if verb < 2 or symbol[verb] != CUE or symbol[verb + 1 : verb + 2] != (NAME,):
        return False
    behind = verb + 3 if symbol[verb + 2 : verb + 3] == (COMMA,) else verb + 2
    return symbol[behind : behind + 1] == (QUOTATION,) and _before_apposition(found, numbers, verb - 1) < 0


def _relayed(found: Items, numbers: list[int], verb: int) -> int:
    """Whose words are quoted: the minister of "IRNA quoted the minister as saying"; -1 where nobody's."""
    if verb + 1 >= len(found) or found.symbol[verb + 1] not in _MENTIONS:
        return -1
    for at in range(verb + 2, min(verb + _REACH, len(found) - 1)):
        if numbers[at] != numbers[verb] or found.symbol[at] == QUOTATION:
            return -1
        if found.lower[at] == "as" and found.symbol[at + 1] == CUE:
            return verb + 1
    return -1


def _shares_subject(found: Items, verb: int, words: Vocabulary) -> bool:
    """True after "and", "but", and for the participle after a comma: the subject is that of the verb before."""
    if not verb:
        return False
    before = found.symbol[verb - 1]
    if found.lower[verb - 1] in words.lexicon.conjunctions or (before == COMMA and found.lower[verb].endswith("ing")):
        return True
    return (
        verb > 1 and found.lower[verb - 2] in words.lexicon.conjunctions and before not in _MENTIONS
        and found.lower[verb - 1] not in words.lexicon.prepositions and found.symbol[verb - 2] == AND
    )  # fmt: skip


def _first_subject(found: Items, numbers: list[int], verb: int, words: Vocabulary) -> int:
    for at in found.mentions:
        if at >= verb:
            break
        governed = at > 0 and found.lower[at - 1] in words.lexicon.prepositions
        if numbers[at] == numbers[verb] and not governed and found.symbol[at + 1] != POSSESSIVE:
            return at
    return -1


def _nearest_subject(found: Items, numbers: list[int], verb: int, words: Vocabulary) -> int:
    symbol, lower, lexicon, here = found.symbol, found.lower, words.lexicon, numbers[verb]
    at, beside = verb - 1, True
    for _ in range(_REACH):
        if at < 0 or numbers[at] != here or symbol[at] == QUOTATION:
            return -1
        if symbol[at] in _MENTIONS:
            if at == verb - 1 and lower[verb].endswith("ing"):
                return at  # "footage of Smith saying"
            first = at - 2 if at > 2 and symbol[at - 1] == POSSESSIVE and symbol[at - 2] in _MENTIONS else at
            if beside and first and lower[first - 1] in lexicon.subordinators:
                return at  # "as the crowd chanted", "as the head of the agency has said"
            if first > 1 and lower[first - 1] in lexicon.prepositions:
                at = first - 2  # "the head of the agency said", "of the agency's board": the agency does not speak
                continue
            return at
        if symbol[at] == COMMA and at == verb - 1:
            named = _before_apposition(found, numbers, at)
            if named >= 0:
                at = named
                continue
        beside = beside and lower[at] in lexicon.auxiliaries
        at -= 1
    return -1


def _before_apposition(found: Items, numbers: list[int], comma: int) -> int:
    """The name before "…, a lawyer for the company, said"; *comma* is the second of the two."""
    symbol = found.symbol
    for at in range(comma - 1, max(0, comma - 16), -1):
        if symbol[at] == QUOTATION or numbers[at] != numbers[comma]:
            return -1
        if symbol[at] == COMMA:
            return at - 1 if symbol[at - 1] in _MENTIONS else -1
    return -1


def antecedent(found: Items, pronoun: int) -> int:
    """The phrase that a relative pronoun right behind it takes up: "Smith, who"; -1 where none stands there."""
    at = pronoun - 1
    if at > 0 and found.symbol[at] == COMMA:
        at -= 1
    return at if at >= 0 and found.symbol[at] in (NAME, NOUN) else -1


def joint_subject(found: Items, numbers: list[int], mention: int) -> tuple[int, int]:
    """First and last item of the enumeration of names that *mention* ends: "Twitter, Google, and Facebook have said".

    Just *mention* itself where it ends none. Two names are one only at a sentence's beginning: in "he told Smith and Jones
    said" they are not.
    """
    symbol = found.symbol
    if symbol[mention] != NAME or mention < 2:
        return mention, mention
    first, names, at = mention, 1, mention - 1
    joined = False
    while at > 0:
        if symbol[at] == AND and not joined:
            joined = True
            at -= 1
            if at > 0 and symbol[at] == COMMA:
                at -= 1
        elif symbol[at] == COMMA and joined:
            at -= 1
        else:
            break
        if symbol[at] != NAME or numbers[at] != numbers[mention]:
            break
        first, names, at = at, names + 1, at - 1
    begins = first == 0 or numbers[first - 1] != numbers[first]
    if (names > 2 and (begins or symbol[first - 1] == COMMA)) or (names == 2 and begins):
        return first, mention
    return mention, mention
