"""The one analyzer: what a word of an article, a quotation or a query is called in the index.

Unicode words of `variorum.text`, case and Latin accents folded, then Snowball by the text's language; Chinese and Japanese
runs become pairs of characters. `static/search/analyzer.js` does the same, word for word; tests compare the two.

Accents are folded before stemming, so that a query typed without them always finds what one typed with them does.
"""

from __future__ import annotations

import re
import string
import unicodedata
from functools import cache
from itertools import chain, repeat

from whoosh.lang.stopwords import stoplists  # type: ignore[import-untyped]

from variorum.text import WORD, fold_accents

from .stemmers import snowball

SNOWBALL = {"de": "german", "en": "english", "es": "spanish", "fr": "french", "ru": "russian"}
"""Languages that are stemmed, with Snowball's name for each; the browser has the same ones (static/search/stem/)."""

_IDEOGRAPHS = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_PIECE = re.compile(f"[{_IDEOGRAPHS}]+|[^{_IDEOGRAPHS}]+")
_IDEOGRAPH = re.compile(f"[{_IDEOGRAPHS}]")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=.)")


MARKS = string.punctuation + "“”„‟«»‹›‘’‚‛…–—•"
"""What often stands before or behind a word, and is part of none."""
LONG = 40  # letters up to which a piece is worth remembering: addresses and texts without spaces do not come up again


def fold(word: str) -> str:
    """A word without case, typographic apostrophes and Latin accents: "Erdoğan’s" gives "erdogan's"."""
    return fold_accents(word.casefold().replace("’", "'"))


def words(text: str) -> list[str]:
    """The words of *text* as they stand, composed (NFC)."""
    return WORD.findall(unicodedata.normalize("NFC", text))


def base_language(language: str) -> str:
    """`pt` of `pt-BR`."""
    return language.partition("-")[0].lower()


class Terms(dict[str, tuple[str, ...]]):
    """The terms of what stands between two spaces, each worked out once. `Terms("en")["cyber-crimes"]` is `("cyber", "crime")`.

    To cut a text at its spaces and look the pieces up takes half the time of cutting it into words: few of them are new.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self.elides = base_language(language) == "fr"
        name = SNOWBALL.get(base_language(language))
        self.stemmer = snowball(name) if name else None
        self.stems: dict[str, str] = {}

    def __missing__(self, piece: str) -> tuple[str, ...]:
        found = tuple(chain.from_iterable(self._word(fold(word)) for word in words(piece)))
        if len(piece) <= LONG:
            self[piece] = found
        return found

    def _word(self, folded: str) -> list[str]:
        if _IDEOGRAPH.search(folded):
            return [term for piece in _PIECE.findall(folded) for term in self._piece(piece)]
        return [self._term(folded)]

    def _piece(self, piece: str) -> list[str]:
        if not _IDEOGRAPH.match(piece):
            return [self._term(piece.strip("'"))] if piece.strip("'") else []
        return [piece[at : at + 2] for at in range(max(1, len(piece) - 1))]

    def _term(self, folded: str) -> str:
        word = _ELISION.sub("", folded) if self.elides else folded
        if not self.stemmer or word.isdecimal():
            return word
        if word not in self.stems:
            self.stems[word] = self.stemmer.stemWord(word) or word
        return self.stems[word]

    def of(self, text: str) -> list[str]:
        """The terms of *text*, in order."""
        return list(chain.from_iterable(map(self.__getitem__, map(str.strip, text.split(), repeat(MARKS)))))


@cache
def analyzer(language: str) -> Terms:
    """The analyzer of a language; one without stemmer only folds."""
    return Terms(language)


@cache
def stop_words(language: str) -> frozenset[str]:
    """Folded words that a query of several words may leave out: articles, prepositions, pronouns."""
    return frozenset(fold(word) for word in stoplists.get(base_language(language), ()))
