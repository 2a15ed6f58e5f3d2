"""Tokens with the class each has in a language's lexicon. The only place of this package that looks at letters.

A token's *symbol* is what it is to the ranking: one for all names, one for all reporting verbs, its own for a word of a closed
class or a mark. Its *code* names the word, where the lexicon knows it; no name and no other word has one of its own.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache, lru_cache, partial
from itertools import accumulate, compress, count
from operator import add, attrgetter
from typing import NamedTuple
from zlib import crc32

from variorum.lexicon import Lexicon, lexicon
from variorum.memo import Memo

CODE_BITS = 15
_PIECE = re.compile(  # with the white space before it. "U.S." is one. Plain words are tried first, which is two fifths faster
    r"\s*(?:[a-zA-Z]{2,}+(?![\w’'-])|\w(?:(?<=[^\W\d_])\.(?:[^\W\d_]\.)+|\w*(?:[-’'](?!s\b)\w+)*)|[’']s\b|\.\.\.|[^\w\s])"
)
_WORD = re.compile(r"[^\W_]++(?:[-’'][^\W_]++)*+")  # without a way back, as no word needs: three fifths of the time
_JOINS = frozenset((".", "'", "’"))  # what may belong to the word before it


class Class(IntEnum):
    """What a token can be in a noun phrase or clause."""

    OTHER = 0
    NAME = 1
    TITLE = 2
    ROLE = 3
    DETERMINER = 4
    PRONOUN = 5
    CUE = 6
    WEAK = 7
    FUNCTION = 8
    POSSESSIVE = 9
    """The 's after a noun."""
    PUNCTUATION = 10
    QUOTATION = 11
    PARTICLE = 12


class Token(NamedTuple):
    """What a token is, wherever it stands: one value for all of its places."""

    kind: Class
    symbol: int
    code: int
    lower: str
    """Case folded, without a final full stop."""
    capital: bool
    space: int = 0
    """Characters of white space before it."""
    plain: bool = False
    """True where no noun phrase or clause can begin with it, whatever stands beside it."""


_space = attrgetter("space")
_token = partial(tuple.__new__, Token)  # half the time of Token(...)
_PLAIN = (Class.FUNCTION, Class.PARTICLE)


class Tokens:
    """The tokens of a stretch of text, in parallel lists."""

    __slots__ = ("ends", "starts", "tokens")

    def __init__(self, tokens: list[Token], starts: list[int], ends: list[int]) -> None:
        self.tokens, self.starts, self.ends = tokens, starts, ends

    def extend(self, other: Tokens) -> None:
        """Append all of *other*."""
        self.tokens += other.tokens
        self.starts += other.starts
        self.ends += other.ends

    def add(self, token: Token, start: int, end: int) -> None:
        """Append one."""
        self.tokens.append(token)
        self.starts.append(start)
        self.ends.append(end)


def code(word: str) -> int:
    """The number that stands for *word* of a lexicon in features: stable, below 2**15, and not one of the first 64."""
    return 64 + crc32(word.encode()) % ((1 << CODE_BITS) - 64)


# Symbols that stand for many words.
NAME, PRONOUN, NOUN, QUOTATION, CUE, WEAK, OTHER, EDGE, DAY, CAPITAL = range(1, 11)
_ENDINGS = {"ed": 11, "ng": 12, "ly": 13, "es": 14}  # of words the lexicon does not know: an English verb shows itself
POSSESSIVE = code("'s")
COMMA, COLON, STOP, AND, THAT = (code(word) for word in (",", ":", ".", "and", "that"))
_TYPOGRAPHIC = str.maketrans({"’": "'", "–": "—", "―": "—", "−": "—", "…": "."})


_NO_INITIAL = (Class.FUNCTION, Class.DETERMINER)  # of a word that is one letter long, "a"; before a full stop it is one

_AGENTS = ("s", "man", "er", "or")  # endings of nouns for someone who speaks


REMEMBERED = 200_000  # tokens by how they are written, with the white space before them: about 40 MB


class Vocabulary:
    """A lexicon made ready to class tokens. Remembers what it has classed; never changes its answers."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._memo = Memo(self.token, REMEMBERED)
        self._dotted = lexicon.abbreviations | lexicon.titles.keys()
        self._dates = lexicon.weekdays | lexicon.months
        self._known = frozenset[str]().union(
            lexicon.cues, lexicon.weak_cues, lexicon.openers, lexicon.naming, lexicon.works, lexicon.roles,
            lexicon.plural_roles, lexicon.voices, lexicon.prepositions,
        )  # fmt: skip
        self._classed = self._known.union(
            self._dates, lexicon.titles, lexicon.pronouns, lexicon.possessives, lexicon.objects, lexicon.relatives,
            lexicon.determiners, lexicon.particles, lexicon.conjunctions, lexicon.function_words, lexicon.auxiliaries,
        )  # fmt: skip

    def tokens(self, text: str, start: int, end: int) -> Tokens:
        """The tokens of a stretch of text that holds no quotation."""
        raw = _PIECE.findall(text, start, end)
        tokens = list(map(self._memo.__getitem__, raw))
        ends = list(accumulate(map(len, raw), initial=start))
        starts = list(map(add, ends, map(_space, tokens)))
        del ends[0]
        if not _JOINS.isdisjoint(raw):
            self._join(raw, tokens, starts, ends)
        return Tokens(tokens, starts, ends)

    def _join(self, raw: list[str], tokens: list[Token], starts: list[int], ends: list[int]) -> None:
        """Make "Sen." and "J." one token, and the apostrophe of "Forbes’ words" a possessive."""
        joined: list[int] = []
        for at in list(compress(count(), map(_JOINS.__contains__, raw))):
            last = at - 1
            while last in joined:
                last -= 1
            if last < 0:
                continue
            token = tokens[last]
            if raw[at] != ".":
                if token.lower.endswith("s"):
                    tokens[at] = self._memo["'s"]
            elif token.lower in self._dotted or (len(token.lower) == 1 and token.capital):
                ends[last] = ends[at]
                joined.append(at)
                if token.kind in _NO_INITIAL and token.capital and len(token.lower) == 1:  # "A. J. Smith"
                    tokens[last] = token._replace(kind=Class.NAME, symbol=NAME, code=CAPITAL, plain=False)
        for at in reversed(joined):
            del tokens[at], starts[at], ends[at]

    def token(self, raw: str) -> Token:
        """What *raw* is, a token with the white space before it."""
        piece = raw.lstrip()
        space, lower = len(raw) - len(piece), piece.lower()
        if lower.isalpha() and lower not in self._classed:  # most of what is met for the first time
            if piece[0].isupper():
                return _token((Class.NAME, NAME, CAPITAL, lower, True, space, False))
            plain = not lower.endswith(_AGENTS) or lower.endswith("ss")
            return _token((Class.OTHER, OTHER, _ENDINGS.get(lower[-2:], OTHER), lower, False, space, plain))
        kind, symbol, own, lower, capital = self._class(piece)
        plain = (
            kind in _PLAIN
            or (kind is Class.PUNCTUATION and lower != "(")
            or (kind is Class.OTHER and (symbol == DAY or not self.agent(lower)))
        )
        return _token((kind, symbol, own, lower, capital, space, plain))

    def agent(self, word: str) -> bool:
        """True where a word can be a noun for someone who speaks, as far as its letters tell."""
        return word not in self.lexicon.openers and word.isalpha() and word.endswith(_AGENTS) and not word.endswith("ss")

    def _class(self, piece: str) -> tuple[Class, int, int, str, bool]:
        lower, first = piece.lower().rstrip("."), piece[0]
        if not first.isalnum():
            return self._mark(piece)
        words, capital = self.lexicon, first.isupper()
        if lower not in self._classed and "-" not in piece:
            return (
                (Class.NAME, NAME, CAPITAL, lower, True)
                if capital
                else (Class.OTHER, OTHER, _ENDINGS.get(lower[-2:], OTHER), lower, False)
            )
        own = code(lower)
        if lower in words.pronouns or lower in words.relatives:
            return Class.PRONOUN, PRONOUN, own, lower, capital
        if lower in words.cues and (not capital or words.capital_nouns):
            return Class.CUE, CUE, own, lower, capital
        if capital and lower in words.titles:
            return Class.TITLE, NAME, CAPITAL, lower, True
        if capital and words.capital_nouns and (lower in words.roles or lower in words.plural_roles or lower in words.voices):
            return Class.ROLE, OTHER, own, lower, True
        if lower in self._dates:
            return Class.OTHER, DAY, DAY, lower, capital
        if (
            not capital
            and "-" in piece
            and lower.partition("-")[0] in words.prefixes
            and piece.partition("-")[2][0:1].isupper()
        ):
            return Class.NAME, NAME, CAPITAL, lower, True  # "al-Falih"
        if capital and lower not in words.openers and lower.partition("-")[0] not in words.determiners:
            return Class.NAME, NAME, CAPITAL, lower, True
        return self._lower(lower, own, capital)

    def _lower(self, lower: str, own: int, capital: bool) -> tuple[Class, int, int, str, bool]:
        words = self.lexicon
        if lower in words.determiners or lower in words.possessives:
            return Class.DETERMINER, own, own, lower, capital
        if lower in words.particles and lower not in words.prepositions:
            return Class.PARTICLE, OTHER, OTHER, lower, capital
        if (
            lower in words.prepositions
            or lower in words.conjunctions
            or lower in words.function_words
            or lower in words.objects
        ):
            return Class.FUNCTION, own, own, lower, capital
        if lower in words.auxiliaries:
            return Class.FUNCTION, own, own, lower, capital
        if lower in words.roles or lower in words.plural_roles or lower in words.voices:
            return Class.ROLE, OTHER, own, lower, capital
        if lower in words.weak_cues:
            return Class.WEAK, WEAK, own, lower, capital
        if lower in words.titles:
            return Class.ROLE, OTHER, own, lower, capital
        own = own if lower in self._known else _ENDINGS.get(lower[-2:], OTHER)
        return Class.OTHER, OTHER, own, lower, capital

    @staticmethod
    def _mark(piece: str) -> tuple[Class, int, int, str, bool]:
        if piece in ("'s", "’s"):
            return Class.POSSESSIVE, POSSESSIVE, POSSESSIVE, "'s", False
        plain = piece.translate(_TYPOGRAPHIC)
        own = code(plain if plain in ",.:;?!—-()[]'/&%$" else "·")
        return Class.PUNCTUATION, own, own, plain, False


@lru_cache(maxsize=256)  # asked up to four times of a quotation's words
def spoken_words(text: str) -> tuple[str, ...]:
    """The words of *text*, "so-called" being one."""
    return tuple(_WORD.findall(text))


@cache
def vocabulary(language: str) -> Vocabulary | None:
    """The vocabulary of *language*; None where it has no lexicon."""
    words = lexicon(language)
    return Vocabulary(words) if words else None
