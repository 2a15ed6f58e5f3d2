"""Which quotation a note of the notes file names."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from variorum.corrections.anchor import DOUBTFUL, anchor
from variorum.model import Quotation, Span
from variorum.model.values import Value, dataclass
from variorum.text import plain_typography, words

GAP = " ... "


@dataclass(frozen=True, slots=True)
class Match(Value):
    """What a note's words fit."""

    quotations: tuple[Quotation, ...]
    """None where nothing fits, several where the note does not tell them apart."""
    score: float = 1.0
    """How alike the words are, 0 to 1."""


def match(text: str, quotations: Sequence[Quotation], note: str) -> Match:
    """The quotations of *text* that *note* names: their words, or their first and last words with ` ... ` between.

    Tried in turn: as it stands; with case, marks and punctuation plain; split at its last ` ... `, likewise; last by
    likeness, so that a note survives small edits of the text.
    """
    said = [(quotation, _said(text, quotation)) for quotation in quotations]
    note = note.strip()
    tests = [lambda one: one == note, _equal(note)]
    first, gap, last = note.rpartition(GAP.strip()) if GAP in note else ("", "", "")
    if gap:
        tests += [lambda one: one.startswith(first.strip()) and one.endswith(last.strip()), _framed(first, last)]
    for test in tests:
        found = tuple(quotation for quotation, one in said if test(one))
        if found:
            return Match(found)
    return _near(said, note, first, last)


def _said(text: str, quotation: Quotation) -> str:
    return " ".join(span.of(text) for span in quotation.words).strip()


def plain(text: str) -> str:
    """The words of *text*, folded, with one space between."""
    return " ".join(words(plain_typography(text)).folded)


def _equal(note: str) -> Callable[[str], bool]:
    wanted = plain(note)
    return lambda one: bool(wanted) and plain(one) == wanted


def _framed(first: str, last: str) -> Callable[[str], bool]:
    begins, ends = plain(first), plain(last)

    def test(one: str) -> bool:
        said = f"{plain(one)} "
        return bool(begins and ends) and said.startswith(f"{begins} ") and said.endswith(f" {ends} ")

    return test


def _near(said: Sequence[tuple[Quotation, str]], note: str, first: str, last: str) -> Match:
    """The quotation most like the note, if it is like enough and no other is as like."""
    scores = [(_likeness(one, note, first, last), place) for place, (_, one) in enumerate(said)]
    best = max(scores, default=(0.0, 0))[0]
    if best < DOUBTFUL:
        return Match((), best)
    return Match(tuple(said[place][0] for score, place in scores if score == best), best)


def _likeness(one: str, note: str, first: str, last: str) -> float:
    """How much of the note is in the words, less for what the words have more."""
    if first and last:
        begins, ends = anchor(one[: 2 * len(first)], first), anchor(one[-2 * len(last) :], last)
        if begins is None or ends is None:
            return 0.0
        return (begins.score * len(first) + ends.score * len(last)) / (len(first) + len(last))
    found = anchor(one, note) if len(note) <= len(one) else anchor(note, one)
    if found is None:
        return 0.0
    return found.score * math.sqrt(min(len(one), len(note)) / max(len(one), len(note)))


def place(text: str, note: str) -> Span | None:
    """Where the text holds the words of *note*, whether or not in quotation marks; None where it does not."""
    found = anchor(text, note.rpartition(GAP.strip())[0] or note)
    return found.span if found is not None and found.score >= DOUBTFUL else None
