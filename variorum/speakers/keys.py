"""Names and offices as they are compared."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from variorum.names.folding import folded

SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_COMMON = frozenset(["the", "a", "an", "of", "for", "and", "former", "then", "acting", "deputy", "chief"])


def family(key: str) -> str:
    """The last word of a name that is no "Jr"."""
    words = [word for word in key.split() if word not in SUFFIXES]
    return words[-1] if words else ""


@lru_cache(maxsize=1 << 16)
def is_full(key: str) -> bool:
    """Whether the name has two words or more, a suffix not counted, and more than initials before the last."""
    words = [word for word in key.split() if word not in SUFFIXES]
    return len(words) > 1 and len(words[0].replace(".", "")) > 1


@lru_cache(maxsize=1 << 16)
def offices_of(roles: tuple[str, ...]) -> frozenset[str]:
    """Roles as comparable words: a noun, and each pair of neighbours ("kremlin spokesman")."""
    offices: set[str] = set()
    for role in roles:
        words = [word for word in (folded(word) for word in role.split()) if word not in _COMMON]
        offices.update([f"{one} {two}" for one, two in pairwise(words)])
        if words:
            offices.add(words[-1])
    return frozenset(offices)
