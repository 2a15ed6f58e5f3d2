"""Whether what is printed as a speaker looks like one; what does not is never printed as certain."""

from __future__ import annotations

from functools import cache

from variorum.lexicon import Lexicon
from variorum.names.folding import folded
from variorum.names.values import Resolved


def plausible(resolved: Resolved, lexicon: Lexicon) -> bool:
    """True for a name that a person or organisation can bear, and for a phrase that ends in a noun for one who speaks.

    Not for "Officials", "Trump Tower", "Meehan-said", "the travel". By the letters and the lexicon alone; in a language that
    gives every noun a capital nothing is doubted.
    """
    if lexicon.capital_nouns:
        return True
    words = resolved.name.split()
    if not words or not any(character.isalpha() for character in words[-1]):
        return False
    return _phrase(words, lexicon) if resolved.rule == "unnamed" else _name(words, lexicon)


def _name(words: list[str], lexicon: Lexicon) -> bool:
    keys = [folded(word) for word in words]
    if len(words) == 1:
        return not _common(keys[0], lexicon)
    if keys[-1] in lexicon.things or "\ufffd" in "".join(words) or "_" in "".join(words):
        return False
    if len(keys[-1]) > 2 and keys[-1][-1] == "s" and {keys[-1], keys[-1][:-1]} <= lexicon.demonyms:
        return False  # "Exiled Gambians"
    if keys[-1] not in lexicon.organisations and all(key in lexicon.places or _common(key, lexicon) for key in keys):
        return False  # "Iran EU", "Special Rapporteur"
    return not any(key.rpartition("-")[2] in lexicon.cues for key in keys if "-" in key)


def _common(key: str, lexicon: Lexicon) -> bool:
    """Whether a single word is another thing than a name."""
    return len(key) < 2 or key in _other(lexicon)


@cache
def _other(lexicon: Lexicon) -> frozenset[str]:
    """Words for another thing than a name."""
    return lexicon.openers.union(
        lexicon.roles, lexicon.plural_roles, lexicon.titles, lexicon.voices, lexicon.bodies, lexicon.cues, lexicon.weak_cues,
        lexicon.demonyms, lexicon.things, lexicon.weekdays, lexicon.months,
    )  # fmt: skip


def _phrase(words: list[str], lexicon: Lexicon) -> bool:
    """Whether a noun for one who speaks stands in it, before the first preposition."""
    keys = [folded(word.strip(",;:()")) for word in words]
    end = next((at for at, key in enumerate(keys) if at and key in lexicon.prepositions), len(keys))
    if len(keys) == 1 and (keys[0] in lexicon.pronouns or keys[0] in lexicon.relatives):
        return True
    heads = (lexicon.roles, lexicon.plural_roles, lexicon.voices, lexicon.bodies, lexicon.organisations, lexicon.titles)
    if any(any(key in known for known in heads) for key in keys[:end]):
        return True
    return words[end - 1][0].isupper() and not _common(keys[end - 1], lexicon)
