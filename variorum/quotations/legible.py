"""What a conversion between encodings made of marks, read as what it was, letter for letter. The article keeps its own."""

from __future__ import annotations

import re

_LOST = re.compile(r'"\?(?=[^\W\d_])')


def legible(text: str) -> str:
    """*text* as it is read, of the same length: `later,"?said Lee` with a space for the question mark, `and "?as ever` with a
    dash for both. What stood there took three bytes, of which one was kept as a mark and the others were lost: in one set of
    nine outlets every fourth article has such places.
    """
    return _LOST.sub(_read, text) if '"?' in text else text


def _read(lost: re.Match[str]) -> str:
    before = lost.string[lost.start() - 1 : lost.start()]
    return '" ' if before.strip() else "— "
