"""A quotation named as a notes file names it, and found in the content file: for lists of what a person should look at."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from variorum.corrections.match import GAP, match
from variorum.model import Quotation
from variorum.text import words

WHOLE = 7  # words; shorter quotations are named whole
ENDS = 3  # words at either end; unique for every quotation of the seed pair. More are taken where they are not


def quotation_name(text: str, quotations: Sequence[Quotation], quotation: Quotation) -> str:
    """What to write after `quote:` for *quotation*: all its words, or as many of its first and last as tell it apart."""
    said = " ".join(" ".join(span.of(text) for span in quotation.words).split())
    parts = said.split(" ")
    for size in range(ENDS, len(parts) // 2):
        if len(parts) < WHOLE:
            break
        name = f"{' '.join(parts[:size])}{GAP}{' '.join(parts[-size:])}"
        if match(text, quotations, name).quotations == (quotation,):
            return name
    return said


def yaml_text(text: str) -> str:
    """*text* as a double-quoted YAML scalar on one line."""
    return json.dumps(text, ensure_ascii=False)


def line_of(source: str, text: str, quotation: Quotation) -> int:
    """The line of the content file *source* on which *quotation* of the article's *text* begins; 0 where it is not found.

    Words are compared, whatever markup stands between them.
    """
    found = words(quotation.words[0].of(text))
    before = words(text[: quotation.words[0].start])
    for context, size in ((4, 8), (0, 8), (0, 3)):
        lead = before.folded[len(before) - min(context, len(before)) :]
        wanted = [re.escape(word).replace("'", "['’]") for word in (*lead, *found.folded[:size])]
        place = re.search(r"[\W_]+".join(wanted), source, re.IGNORECASE) if wanted else None
        if place:
            beginning = words(place[0]).starts[len(lead)] if lead else 0
            return source.count("\n", 0, place.start() + beginning) + 1
    return 0
