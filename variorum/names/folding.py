"""How names and their words are compared, and looked up in a lexicon."""

from __future__ import annotations

from functools import lru_cache

from variorum.memo import Memo
from variorum.text import fold_accents


def _folded(word: str) -> str:
    return word.lower().rstrip(".").replace("’", "'")


folded = Memo(_folded, 1 << 16).__getitem__
"""How a word is looked up in a lexicon: lower case, apostrophes made plain, no full stop. 65,536 are some 10 MB."""


def _plain(word: str) -> str:
    plain = folded(word)
    return plain if plain.isascii() else fold_accents(plain.replace("ß", "ss").replace("ё", "е"))


compared = Memo(_plain, 1 << 16).__getitem__
"""How a word of a name is compared: folded, without accents."""


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """How names are compared: folded words, without marks and commas. An archive asks for each of its names a dozen times."""
    for mark in ',“”"()':
        name = name.replace(mark, " ")
    return " ".join(word for word in (compared(word) for word in name.split()) if word)
