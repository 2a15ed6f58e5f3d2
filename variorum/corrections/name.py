"""A quotation named as a notes file names it, and found in the content file: for lists of what a person should look at."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from variorum.corrections.match import GAP, plain
from variorum.model import Quotation, QuotationId
from variorum.text import words

WHOLE = 7  # words; shorter quotations are named whole
MOST = 12  # words at either end that are tried
ENDS = 3  # words at either end; unique for every quotation of the seed pair. More are taken where they are not


def quotation_names(text: str, quotations: Sequence[Quotation]) -> dict[QuotationId, str]:
    """What to write after `quote:` for each of an article's quotations: all its words, or as many of its first and last as
    tell it from the others."""
    said = {one.id: " ".join(" ".join(span.of(text) for span in one.words).split()) for one in quotations}
    folded = {key: f"{plain(words)} " for key, words in said.items()}
    return {key: _name(words.split(" "), [other for one, other in folded.items() if one != key]) for key, words in said.items()}


def _name(parts: Sequence[str], others: Sequence[str]) -> str:
    """The words in full, or their ends where no other quotation has the same."""
    if len(parts) >= WHOLE:
        for size in range(ENDS, min(len(parts) // 2, MOST)):
            begins, ends = plain(" ".join(parts[:size])), plain(" ".join(parts[-size:]))
            if begins and ends and not any(one.startswith(f"{begins} ") and one.endswith(f" {ends} ") for one in others):
                return f"{' '.join(parts[:size])}{GAP}{' '.join(parts[-size:])}"
    return " ".join(parts)


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
