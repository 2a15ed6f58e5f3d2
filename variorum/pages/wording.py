"""Two wordings of one utterance, word by word."""

from __future__ import annotations

from difflib import SequenceMatcher

from markupsafe import Markup

from variorum.markup import Mark, render
from variorum.model import Span
from variorum.text import words


def compared(base: str, other: str) -> Markup:
    """*other* with its words that *base* lacks as `<ins>`, and those of *base* that it lacks put in as `<del>`.

    Words are compared folded; punctuation is *other*'s.
    """
    old, new = words(base), words(other)
    pieces: list[Markup] = []
    place = 0
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old.folded, new.folded, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        start = new.starts[j1] if j1 < len(new) else len(other)
        end = new.ends[j2 - 1] if j2 > j1 else start
        pieces.append(render(other, Span(place, start), ()))
        if i2 > i1:
            lost = old.span(i1, i2)
            pieces.append(Markup("{} ").format(render(base, lost, [Mark(lost, "del")])))
        pieces.append(render(other, Span(start, end), [Mark(Span(start, end), "ins")]))
        place = end
    pieces.append(render(other, Span(place, len(other)), ()))
    return Markup("").join(pieces)
