"""What a capital stands for: a name, or the beginning of a sentence, a headline, where somebody is from."""

from __future__ import annotations

import re

from variorum.lexicon import Lexicon
from variorum.names.stretches import Found

LONG = 20_000  # characters of a text whose words are better gathered than searched for one by one
HEADLINE = 200  # characters. A longer first line is text: many files have no line break at all

_DATELINE = re.compile(r" ?[-–—(,]")
_NEXT = re.compile(r" ([^\W\d_]+)(?= )")


def headline(text: str, lexicon: Lexicon) -> tuple[int, bool]:
    """Where a first line ends that is a headline, 0 where none is, and whether all its words but the little ones have capitals.

    It ends as no sentence does, or its capitals tell nothing; names may stand in it with nothing between them.
    """
    line = text.find("\n", 0, HEADLINE)
    if line <= 0:
        return 0, False
    titled = _capitals(text[:line], lexicon)
    ends = text[:line].rstrip("”\"’' ")[-1:] in (".", "!", "?", ":", ",")
    return (line if titled or not ends else 0), titled


class Written:
    """The words of a text as they stand between white space. Of a short one each is searched for: a few are asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = frozenset(text.split()) if len(text) > LONG else None

    def __contains__(self, word: str) -> bool:
        if self._words is not None:
            return word in self._words
        text, at = self._text, -1
        while (at := text.find(word, at + 1)) >= 0:
            if not (text[at - 1 : at].strip() or text[at + len(word) : at + len(word) + 1].strip()):
                return True
        return False


def is_name(text: str, one: Found, written: Written, families: set[str], lexicon: Lexicon) -> bool:
    """Whether a capital stands for a name: not for a headline's, nor a sentence's whose word is *written* small elsewhere."""
    form, outer = one.form, one.outer
    keys = form.keys
    if len(keys) > 2:
        return not _in_headline(text, one, lexicon)
    key = keys[0]
    if len(keys) == 2:
        return not (keys[1] in lexicon.demonyms and _attributive(text, one, lexicon))
    if form.title or lexicon.capital_nouns:
        return True
    before = text[outer - 3 if outer > 3 else 0 : outer].rstrip()
    if before and before[-1] not in '.!?:”"“' and text[outer - 1] != "\n":
        return True
    named = key in families or not _begins_a_sentence(text, one, lexicon)
    return named and not (key.islower() and key in written)


def _begins_a_sentence(text: str, one: Found, lexicon: Lexicon) -> bool:
    """Whether a sentence's first word is seen to be none but that: a role, a gerund before its object, a dateline's place."""
    key = one.form.keys[0]
    if key in lexicon.plural_roles or key in lexicon.roles or key in lexicon.voices or key in lexicon.bodies:
        return True
    if (
        one.form.words[0].isupper()
        and len(key) > 3
        and _DATELINE.match(text, one.end)
        and text[one.outer - 1 : one.outer] in "\n"
    ):
        return True
    after = _NEXT.match(text, one.end)
    if not (key.endswith("ing") and after and after[1].islower()):
        return False
    word = after[1]
    verbs = (lexicon.cues, lexicon.weak_cues, lexicon.auxiliaries, lexicon.conjunctions, lexicon.finite)
    return not any(word in known for known in verbs)


def _attributive(text: str, one: Found, lexicon: Lexicon) -> bool:
    """ "Missing Saudi journalist", where a sentence begins: its first word and one for where somebody is from."""
    before = text[max(0, one.outer - 3) : one.outer].rstrip(" ")
    after = _NEXT.match(text, one.end)
    if (before and before[-1] not in '\n.!?:”"“') or not after or not after[1].islower():
        return False
    return not any(after[1] in words for words in (lexicon.cues, lexicon.weak_cues, lexicon.auxiliaries, lexicon.openers))


def _in_headline(text: str, one: Found, lexicon: Lexicon) -> bool:
    """Whether a long name stands in a line of such capitals inside the text."""
    start, end = text.rfind("\n", 0, one.start) + 1, text.find("\n", one.end)
    end = len(text) if end < 0 else end
    return start > 0 and end - start < HEADLINE and _capitals(text[start:end], lexicon)


def _capitals(line: str, lexicon: Lexicon) -> bool:
    words = [word.strip("“”‘’\"'(),.:;?!") for word in line.split()]
    small = [word for word in words if word.islower() and word not in lexicon.openers and word not in lexicon.particles]
    return len(words) > 3 and not small
