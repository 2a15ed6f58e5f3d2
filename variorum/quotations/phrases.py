"""Noun phrases: a paragraph's tokens folded into items, in which every stretch that can name a speaker is one item.

"Russian presidential spokesman, Dmitry Peskov" gives the items NOUN , NAME; "the Kremlin spokesman" is one NOUN, "Sen. Tim
Kaine (D-Va.)" one NAME. A quotation is one item too, whatever stands in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from variorum.model import Span
from variorum.quotations.items import Items
from variorum.quotations.marks import Marked
from variorum.quotations.tokens import (
    AND,
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
_CAPS = (_NAME, _TITLE)
_NOMINAL = (_NAME, _TITLE, _ROLE, _OTHER)
THIRD = ("m", "f", "n", "p")  # persons of a possessive that is followed to somebody
DATELINE, HEADING = 10, 16  # tokens before its dash
_MARKED = [Token(_QUOTATION, QUOTATION, QUOTATION, "", capital) for capital in (False, True)]  # all between marks is one
_plain = attrgetter("plain")
_LONGEST = 8  # tokens from a determiner to its noun; longer ones are clauses


def items(text: str, block: Span, pieces: Sequence[Marked], words: Vocabulary) -> Items:
    """Fold one block with its quotations *pieces* into items."""
    read = _tokens(text, block, pieces, words)
    tokens, found = read.tokens, Items(read)
    at, count = _dateline(text, read), len(tokens)
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


def _dateline(text: str, read: Tokens) -> int:
    """How many tokens at a paragraph's beginning are its dateline: "MOSCOW/BEIJING –", "WASHINGTON (AP) —", "KYIV, May 4 -".

    A place in capitals, then a dash before anything else is said; or a heading that is all capitals: "WHO PAYS? —". Places of
    datelines and those whom headings name speak for nobody.
    """
    tokens = read.tokens
    if not tokens or not text[read.starts[0] : read.ends[0]].isupper():
        return 0
    place = tokens[0].kind is _NAME and len(tokens[0].lower) > 2
    for at, token in enumerate(tokens[1 : HEADING + 1], 1):
        if token.lower == "—" or (token.lower == "-" and token.space):
            capitals = at > 2 and text[read.starts[0] : read.starts[at]].isupper()
            return at + 1 if capitals or (place and at <= DATELINE) else 0
        place = place and token.kind in (_NAME, _TITLE, _OTHER, Class.PUNCTUATION) and token.lower not in (":", "—", "-")
    return 0


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
    caps, roles = (end, 0) if first in _CAPS else (0, end)
    inverted = found.last() == CUE and found.last(2) == QUOTATION
    while end < count:
        token = tokens[end]
        if token.kind in _CAPS or (token.capital and token.lower in words.lexicon.organisations):
            caps = end + 1  # "Judicial Watch": not every part of a name is one where it stands alone
        elif token.kind is _ROLE:
            roles = end + 1
        elif not (
            (token.kind is _PARTICLE or token.lower == "&" or (token.lower == "-" and not token.space))
            and end + 1 < count and tokens[end + 1].kind in _CAPS
        ) and not (token.kind in (_OTHER, _WEAK) and _goes_on(tokens, end, inverted)):  # fmt: skip
            break
        end += 1
    if caps > roles:
        found.mention(NAME, tokens, at, caps)
        return caps
    roles = _qualified(tokens, roles, words)
    found.mention(NOUN, tokens, at, roles)
    return roles


def _qualified(tokens: list[Token], last: int, words: Vocabulary) -> int:
    """Where a role that ends before *last* ends with what qualifies it: "a person close to the family"."""
    if len(tokens) < last + 3 or tokens[last - 1].kind is not _ROLE or tokens[last].lower not in words.lexicon.qualifiers:
        return last
    if tokens[last + 1].lower not in words.lexicon.prepositions:
        return last
    end = last + 2 + (tokens[last + 2].kind is _DETERMINER)
    first = end
    while (
        end < len(tokens)
        and end < first + 5
        and (tokens[end].kind in _NOMINAL or _POSSESSIVE in (tokens[end].kind, tokens[end - 1].kind))
    ):
        end += 1  # "a source familiar with Smith's thinking"
    return end if end > first else last


def _goes_on(tokens: list[Token], at: int, inverted: bool) -> bool:
    """True where the lower-case word *at* stands inside a name with its titles: "Monmouth University political scientist X".

    Behind "…," said, which a name must follow, any word may; elsewhere one before a role and a name.
    """
    following = [token.kind for token in tokens[at + 1 : at + 3]]
    if tokens[at].kind is _WEAK and not tokens[at].lower.endswith("ing"):
        return False  # "Smith endorsed candidate Jones", but "policy planning director Jones"
    if following[:1] == [_TITLE] and tokens[at].lower[0].isdigit():
        return True  # "Air Force 1st Lt. X"
    if inverted and tokens[at].kind is _OTHER:
        return following[:1] in ([_NAME], [_ROLE]) or following == [_OTHER, _NAME]
    return len(following) == 2 and following[0] is _ROLE and following[1] in _CAPS


def _determined(tokens: list[Token], at: int, found: Items, words: Vocabulary) -> int:
    """A determiner or a possessive 's with the noun phrase behind it."""
    end, last, count = at + 1, 0, len(tokens)
    if _owns_words(tokens, at, words):
        found.mention(PRONOUN, tokens, at, at + 1)
        return at + 1
    if tokens[at].symbol == THAT and end < count and _begins_a_clause(tokens[end], words):
        return _single(tokens, at, found, words)
    while end < count and end <= at + _LONGEST:
        token = tokens[end]
        kind = token.kind
        if kind is _NAME and tokens[end - 1].kind is _OTHER and _plural(tokens[end - 1].lower):
            break  # "in the elections Peskov said": the name is a phrase of its own
        if kind in _NOMINAL:
            last = end + 1
        elif kind is _WEAK or kind is _CUE:
            if not _noun_here(tokens, at, end, words):
                break
            last = end + 1
        elif not (token.lower == "-" or kind is _PARTICLE or (kind is _DETERMINER and end == at + 1)):
            break
        end += 1
    while last > at and _says_when(tokens[last - 1], words):
        last -= 1  # "this week"; "the debate last year"
    if last <= at + 1 or tokens[last - 1].kind is _DETERMINER:
        told = (end == at + 1 < count and tokens[end].kind is _CUE) or (at > 0 and tokens[at - 1].kind is _CUE)
        if told and _speaks_alone(tokens[at].lower, words):
            found.mention(NOUN, tokens, at, at + 1)  # "Another said", "tweeted another"
            return at + 1
        return _single(tokens, at, found, words)
    last = _to_the_role(tokens, at, last)
    symbol = NAME if tokens[last - 1].kind in _CAPS else NOUN
    if tokens[at].kind is _POSSESSIVE:
        found.add(POSSESSIVE, tokens, at, at + 1)
        found.mention(symbol, tokens, at + 1, last)
    else:
        last = _and_role(tokens, _qualified(tokens, last, words), words)
        found.mention(symbol, tokens, at, last)
    return last


def _says_when(token: Token, words: Vocabulary) -> bool:
    return token.symbol == DAY or token.lower in words.lexicon.times


def _begins_a_clause(token: Token, words: Vocabulary) -> bool:
    """True where the "that" before *token* determines nothing: "said that Smith", "said that officials"."""
    return token.kind in _CAPS or token.lower in words.lexicon.plural_roles or token.lower.endswith("ing")


def _owns_words(tokens: list[Token], at: int, words: Vocabulary) -> bool:
    """True for "his" of "his call for", "her own remark that": it names who speaks."""
    if words.lexicon.possessives.get(tokens[at].lower, "1") not in THIRD:
        return False
    return any(token.lower in words.lexicon.speech_nouns for token in tokens[at + 1 : at + 3])


def _and_role(tokens: list[Token], last: int, words: Vocabulary) -> int:
    """Where a role that ends before *last* ends with a second one: "the Vermont senator and presidential candidate"."""
    if tokens[last - 1].kind is not _ROLE or last + 1 >= len(tokens) or tokens[last].symbol != AND:
        return last
    end = last + 1
    while end < len(tokens) and end < last + 5 and tokens[end].kind in _NOMINAL:
        end += 1
    return end if end > last + 1 and tokens[end - 1].lower in words.lexicon.roles else last


def _to_the_role(tokens: list[Token], at: int, last: int) -> int:
    """Cut what follows the last role noun: "the ad uses footage" speaks as the ad."""
    end = last
    while end > at + 1 and tokens[end - 1].kind not in (_ROLE, *_CAPS):
        end -= 1
    return end if end > at + 1 and tokens[end - 1].kind is _ROLE else last


def _speaks_alone(determiner: str, words: Vocabulary) -> bool:
    return determiner in words.lexicon.plural_roles or determiner in words.lexicon.roles


def _noun_here(tokens: list[Token], at: int, end: int, words: Vocabulary) -> bool:
    """True where a verb's form is a noun or an adjective: "the report said", "Smith's brief", "a proposed rule"."""
    if tokens[end].kind is _CUE:
        a_verb_after_a_name = tokens[end - 1].kind in _CAPS and tokens[end].lower.endswith("s")
        return tokens[end].lower in words.lexicon.voices and not a_verb_after_a_name
    following = tokens[end + 1].kind if end + 1 < len(tokens) else _OTHER
    if following is _CUE and tokens[end - 1].kind is _OTHER and not tokens[end].lower.endswith(("s", "ed", "ing")):
        return not tokens[end - 1].lower.endswith("s")  # "her economic plan promises"
    return end == at + 1 or following in (_OTHER, _ROLE, _NAME)


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


def _plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us"))
