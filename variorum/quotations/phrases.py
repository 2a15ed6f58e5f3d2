"""Noun phrases: a paragraph's tokens folded into items, in which every stretch that can name a speaker is one item.

"Russian presidential spokesman, Dmitry Peskov" gives the items NOUN , NAME; "the Kremlin spokesman" is one NOUN, "Sen. Tim
Kaine (D-Va.)" one NAME. A quotation is one item too, whatever stands in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from variorum.model import Span
from variorum.quotations.extents import (
    CAPS,
    NOMINAL,
    and_role,
    begins_a_clause,
    dateline,
    goes_on,
    noun_here,
    owns_words,
    plural,
    qualified,
    says_when,
    speaks_alone,
    to_the_role,
)
from variorum.quotations.items import Items
from variorum.quotations.marks import Marked
from variorum.quotations.tokens import (
    CUE,
    DAY,
    NAME,
    NOUN,
    OTHER,
    POSSESSIVE,
    PRONOUN,
    QUOTATION,
    THAT,
    Class,
    Token,
    Tokens,
    Vocabulary,
)

_NAME, _TITLE, _ROLE, _OTHER, _CUE, _WEAK = Class.NAME, Class.TITLE, Class.ROLE, Class.OTHER, Class.CUE, Class.WEAK
_PRONOUN, _DETERMINER, _POSSESSIVE, _QUOTATION = Class.PRONOUN, Class.DETERMINER, Class.POSSESSIVE, Class.QUOTATION
_PARTICLE = Class.PARTICLE  # an enumeration's members are slow to reach
_MARKED = [Token(_QUOTATION, QUOTATION, QUOTATION, "", capital) for capital in (False, True)]  # all between marks is one
_plain = attrgetter("plain")
_LONGEST = 8  # tokens from a determiner to its noun; longer ones are clauses


def items(text: str, block: Span, pieces: Sequence[Marked], words: Vocabulary) -> Items:
    """Fold one block with its quotations *pieces* into items."""
    read = _tokens(text, block, pieces, words)
    tokens, found = read.tokens, Items(read)
    at, count = dateline(text, read), len(tokens)
    plain = [*map(_plain, tokens), False]
    for place in range(at):
        found.add(OTHER, tokens, place, place + 1)
    while at < count:
        if plain[at]:
            end = plain.index(False, at)
            found.singles(tokens, at, end)
            at = end
            continue
        token = tokens[at]
        kind = token.kind
        if kind is _OTHER:
            at = _single(tokens, at, found, words)
        elif kind is _QUOTATION:
            at = _quotation(text, read, at, found)
        elif kind is _PRONOUN:
            found.mention(PRONOUN, tokens, at, at + 1)
            at += 1
        elif kind in (_NAME, _TITLE, _ROLE):
            at = _named(tokens, at, found, words)
        elif kind is _DETERMINER or kind is _POSSESSIVE:
            at = _determined(tokens, at, found, words)
        elif token.lower == "(" and found.mentions and found.mentions[-1] == len(found) - 1:
            at = _parenthesis(tokens, at, found, words)
        else:
            at = _single(tokens, at, found, words)
    found.finish()
    return found


def _tokens(text: str, block: Span, pieces: Sequence[Marked], words: Vocabulary) -> Tokens:
    if not pieces:
        return words.tokens(text, block.start, block.end)
    read = words.tokens(text, block.start, pieces[0].span.start)
    for piece, following in zip(pieces, [*(piece.span.start for piece in pieces[1:]), block.end], strict=True):
        inside = piece.words
        capital = text[inside.start : inside.start + 1].isupper()
        read.add(_MARKED[capital], inside.start, inside.end)
        read.extend(words.tokens(text, piece.span.end, following))
    return read


def _quotation(text: str, read: Tokens, at: int, found: Items) -> int:
    """A quotation; or a nickname between the parts of a name, which makes the name longer."""
    tokens, starts, ends = read.tokens, read.starts, read.ends
    if (
        found.last() == NAME and at + 1 < len(tokens) and tokens[at + 1].kind is _NAME
        and ends[at] - starts[at] <= 16 and tokens[at].capital and 0 <= starts[at] - found.end[-1] <= 3
        and starts[at + 1] - ends[at] <= 3 and len(text[starts[at] : ends[at]].split()) <= 2
    ):  # fmt: skip
        last = at + 2
        while last < len(tokens) and tokens[last].kind is _NAME:
            last += 1
        found.lengthen(tokens, last)
        return last
    found.quotations.append(len(found))
    found.add(QUOTATION, tokens, at, at + 1)
    return at + 1


def _named(tokens: list[Token], at: int, found: Items, words: Vocabulary) -> int:
    """A phrase without a determiner: capitalised words and role nouns, with what may stand inside a name."""
    end, count = at + 1, len(tokens)
    first = tokens[at].kind
    caps, roles = (end, 0) if first in CAPS else (0, end)
    inverted = found.last() == CUE and found.last(2) == QUOTATION
    while end < count:
        token = tokens[end]
        if token.kind in CAPS or (token.capital and token.lower in words.lexicon.organisations):
            caps = end + 1  # "Judicial Watch": not every part of a name is one where it stands alone
        elif token.kind is _ROLE:
            roles = end + 1
        elif not (
            (token.kind is _PARTICLE or token.lower == "&" or (token.lower == "-" and not token.space))
            and end + 1 < count and tokens[end + 1].kind in CAPS
        ) and not (token.kind in (_OTHER, _WEAK) and goes_on(tokens, end, inverted)):  # fmt: skip
            break
        end += 1
    if caps > roles:
        found.mention(NAME, tokens, at, caps)
        return caps
    roles = qualified(tokens, roles, words)
    found.mention(NOUN, tokens, at, roles)
    return roles


def _determined(tokens: list[Token], at: int, found: Items, words: Vocabulary) -> int:
    """A determiner or a possessive 's with the noun phrase behind it."""
    end, last, count = at + 1, 0, len(tokens)
    if owns_words(tokens, at, words):
        found.mention(PRONOUN, tokens, at, at + 1)
        return at + 1
    if tokens[at].symbol == THAT and end < count and begins_a_clause(tokens[end], words):
        return _single(tokens, at, found, words)
    while end < count and end <= at + _LONGEST:
        token = tokens[end]
        kind = token.kind
        if kind is _NAME and tokens[end - 1].kind is _OTHER and plural(tokens[end - 1].lower):
            break  # "in the elections Peskov said": the name is a phrase of its own
        if kind in NOMINAL:
            last = end + 1
        elif kind is _WEAK or kind is _CUE:
            if not noun_here(tokens, at, end, words):
                break
            last = end + 1
        elif not (token.lower == "-" or kind is _PARTICLE or (kind is _DETERMINER and end == at + 1)):
            break
        end += 1
    while last > at and says_when(tokens[last - 1], words):
        last -= 1  # "this week"; "the debate last year"
    if last <= at + 1 or tokens[last - 1].kind is _DETERMINER:
        told = (end == at + 1 < count and tokens[end].kind is _CUE) or (at > 0 and tokens[at - 1].kind is _CUE)
        if told and speaks_alone(tokens[at].lower, words):
            found.mention(NOUN, tokens, at, at + 1)  # "Another said", "tweeted another"
            return at + 1
        return _single(tokens, at, found, words)
    last = to_the_role(tokens, at, last)
    symbol = NAME if tokens[last - 1].kind in CAPS else NOUN
    if tokens[at].kind is _POSSESSIVE:
        found.add(POSSESSIVE, tokens, at, at + 1)
        found.mention(symbol, tokens, at + 1, last)
    else:
        last = and_role(tokens, qualified(tokens, last, words), words)
        found.mention(symbol, tokens, at, last)
    return last


def _parenthesis(tokens: list[Token], at: int, found: Items, words: Vocabulary) -> int:
    """Skip a short parenthesis after a name: "(R-Wis.)", "(CDU)"."""
    for end in range(at + 1, min(at + 9, len(tokens))):
        if tokens[end].kind is _QUOTATION:
            break
        if tokens[end].lower == ")":
            return end + 1
    return _single(tokens, at, found, words)


def _single(tokens: list[Token], at: int, found: Items, words: Vocabulary) -> int:
    """A word that is no phrase; a bare noun beside a reporting verb can speak."""
    token = tokens[at]
    if token.kind in (_OTHER, _WEAK) and token.symbol != DAY and _beside_cue(tokens, at, found) and words.agent(token.lower):
        found.mention(NOUN, tokens, at, at + 1)
        return at + 1
    if token.kind in (_CUE, _WEAK):
        found.verbs.append(len(found))
    found.single(tokens, at)
    return at + 1


def _beside_cue(tokens: list[Token], at: int, found: Items) -> bool:
    return (at + 1 < len(tokens) and tokens[at + 1].kind is _CUE) or found.last() == CUE
