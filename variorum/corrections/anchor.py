"""Words found again after the text around them, or they themselves, changed.

Hypothesis's scoring: the words weigh 50, the 32 characters before and after them 20 each, the place 2. The words are
sought by edit distance with Myers's bit-parallel algorithm (1999), one whole number a column, so that no package with
wheels for some platforms only is needed: docs/adr/anchoring.md. With 2, 10 and 35 % of an article's words changed, 99, 98 and
86 % of its quotations were found again (`python -m evaluation.anchoring`).
"""

from __future__ import annotations

from variorum.model import Span
from variorum.model.values import Value, dataclass
from variorum.text import plain_typography

QUOTE, PREFIX, SUFFIX, PLACE = 50, 20, 20, 2
SILENT = 0.90  # at or above: the same words
DOUBTFUL = 0.75  # at or above: moved, please check; below: gone
LONGEST = 4000  # characters that are compared; longer words are sought by their first and last half of it


@dataclass(frozen=True, slots=True)
class Anchor(Value):
    """Where words were found."""

    span: Span
    score: float
    """0 to 1, with the context's weight."""


def anchor(text: str, exact: str, prefix: str = "", suffix: str = "", hint: int | None = None) -> Anchor | None:
    """The place in *text* most like *exact* in its context; None where less than half of it is there.

    *hint* is where it stood before, in code points. Typography and case count for nothing. O(len(text) · len(exact) / 60).
    """
    folded, exact = _fold(text), _fold(exact).strip()
    if not exact or not folded:
        return None
    best: Anchor | None = None
    for span, distance in _places(folded, exact[:LONGEST]):
        score = _score(folded, span, 1 - distance / len(exact), _fold(prefix), _fold(suffix), hint)
        if best is None or score > best.score:
            best = Anchor(span, score)
    return best


def _fold(text: str) -> str:
    """*text* with plain marks and in lower case, at unchanged length."""
    return "".join(_plain(char) for char in text)


def _plain(char: str) -> str:
    plain = plain_typography(char).casefold()
    return plain if len(plain) == 1 else char


def _score(text: str, span: Span, alike: float, prefix: str, suffix: str, hint: int | None) -> float:
    weights, total = float(QUOTE), QUOTE * alike
    for pattern, window, weight in (
        (prefix, text[max(0, span.start - len(prefix)) : span.start], PREFIX),
        (suffix, text[span.end : span.end + len(suffix)], SUFFIX),
    ):
        if pattern:
            weights += weight
            total += weight * _likeness(window, pattern)
    if hint is not None:
        weights += PLACE
        total += PLACE * (1 - min(abs(span.start - hint) / len(text), 1))
    return round(total / weights, 4)


def _likeness(window: str, pattern: str) -> float:
    if not window:
        return 0.0
    return 1 - min(distance for _, distance in _ends(window, pattern)) / len(pattern)


def _places(text: str, exact: str) -> list[tuple[Span, int]]:
    """Exact places, else the ends with the fewest edits, each with its beginning."""
    places: list[tuple[Span, int]] = []
    start = text.find(exact)
    while start >= 0:
        places.append((Span(start, start + len(exact)), 0))
        start = text.find(exact, start + 1)
    if places:
        return places
    ends = _ends(text, exact)
    least = min(distance for _, distance in ends)
    if least > len(exact) // 2:
        return []
    for end, distance in ends:
        if distance == least:
            window = text[max(0, end - len(exact) - least) : end]
            back = min(_ends(window[::-1], exact[::-1]), key=lambda one: (one[1], abs(one[0] - len(exact))))
            places.append((Span(end - back[0], end), distance))
    return places


def _ends(text: str, pattern: str) -> list[tuple[int, int]]:
    """For each place of *text*: (end, edits) of the stretch ending there that is most like the whole *pattern*."""
    size = len(pattern)
    mask, last = (1 << size) - 1, 1 << (size - 1)
    holds: dict[str, int] = {}
    for place, char in enumerate(pattern):
        holds[char] = holds.get(char, 0) | 1 << place
    plus, minus, distance = mask, 0, size
    ends: list[tuple[int, int]] = []
    for place, char in enumerate(text, 1):
        equal = holds.get(char, 0)
        vertical = equal | minus
        equal = (((equal & plus) + plus) ^ plus) | equal
        up = minus | ~(equal | plus) & mask
        down = plus & equal
        distance += bool(up & last) - bool(down & last)
        up, down = up << 1 & mask, down << 1 & mask
        plus = down | ~(vertical | up) & mask
        minus = up & vertical
        ends.append((place, distance))
    return ends
