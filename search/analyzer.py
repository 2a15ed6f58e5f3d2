"""The one analyzer: what a word of an article, a quotation or a query is called in the index.

Unicode words of `variorum.text`, case and Latin accents folded, then Snowball by the text's language; Chinese and Japanese
runs become pairs of characters. `static/search/analyzer.js` does the same, word for word; tests compare the two.

Accents are folded before stemming, so that a query typed without them always finds what one typed with them does.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import chain

from whoosh.lang.stopwords import stoplists  # type: ignore[import-untyped]

from variorum.text import WORD, fold_accents

from .stemmers import snowball

SNOWBALL = {"de": "german", "en": "english", "es": "spanish", "fr": "french", "ru": "russian"}
"""Languages that are stemmed, with Snowball's name for each; the browser has the same ones (static/search/stem/)."""

_IDEOGRAPHS = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_PIECE = re.compile(f"[{_IDEOGRAPHS}]+|[^{_IDEOGRAPHS}]+")
_IDEOGRAPH = re.compile(f"[{_IDEOGRAPHS}]")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=.)")


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
    """The terms of a word in one language, each worked out once. `Terms("en")["Meddling"]` is `("meddl",)`."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.elides = base_language(language) == "fr"
        name = SNOWBALL.get(base_language(language))
        self.stemmer = snowball(name) if name else None
        self.stems: dict[str, str] = {}

    def __missing__(self, word: str) -> tuple[str, ...]:
        folded = fold(word)
        if _IDEOGRAPH.search(folded):
            found = tuple(term for piece in _PIECE.findall(folded) for term in self._piece(piece))
        else:
            found = (self._term(folded),)
        self[word] = found
        return found

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
        return list(chain.from_iterable(map(self.__getitem__, words(text))))


@cache
def analyzer(language: str) -> Terms:
    """The analyzer of a language; one without stemmer only folds."""
    return Terms(language)


@cache
def stop_words(language: str) -> frozenset[str]:
    """Folded words that a query of several words may leave out: articles, prepositions, pronouns."""
    return frozenset(fold(word) for word in stoplists.get(base_language(language), ()))
