"""Front matter that is nothing but simple lines, read without YAML's parser: half the time of reading an article.

Simple are `key: words`, `key: "words"` and `key: [one, two]`, of characters that mean nothing to YAML where they stand.
Anything else is left to the parser; a property test holds what is read here to the parser's result.
"""

from __future__ import annotations

import re

_PLAIN = r"[^\W_](?:[\w .,;()/+%!?“”‘’–—-]*[\w.,;()/+%!?“”‘’–—-])?"
"""Begins with a letter or digit; holds no `:`, `#`, `'`, `"`, tab or line end, and no space at its end."""
_QUOTED = r'"([^"\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]*)"'
_LIST = r"\[([a-z0-9-]*(?:, [a-z0-9-]+)*)\]"
_LINE = re.compile(rf"([a-z_]{{1,40}}): +(?:({_PLAIN})|{_QUOTED}|{_LIST}) *(?:\n|\Z)")
_DASHED = re.compile(r"(?:^|, )-+(?:,|$)")
"""A list's member that is dashes alone could be the mark of a block's list."""


def simple(text: str) -> dict[str, str | list[str]] | None:
    """The mapping that *text* holds; None where it takes YAML's parser to say."""
    found: dict[str, str | list[str]] = {}
    place = 0
    while place < len(text):
        match = _LINE.match(text, place)
        if match is None:
            return None
        key, plain, quoted, members = match.groups()
        if key in found:
            return None
        if members is None:
            found[key] = plain if quoted is None else quoted
        elif _DASHED.search(members):
            return None
        else:
            found[key] = members.split(", ") if members else []
        place = match.end()
    return found or None
