"""Whether words stand in quotation marks, compared apart from the words: speech that became quotation, and the reverse."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from variorum.coverage.edits import Found, edges
from variorum.coverage.equals import Cell, forward
from variorum.coverage.prepare import Prepared, any_quoted

STATUS_GAP = 4  # words of edits inside one stretch whose status changed
MOST, MUCH = 0.6, 16  # share of the quoted words whose status must have changed; of a longer quotation, of so many words
STATUS_WORDS = 3  # words that must change between speech and quotation; under it, marks were put round a word


def status_variants(base: Prepared, witness: Prepared, cell: Cell) -> Iterator[Found]:
    """Words that stand in quotation marks in one text and outside them in the other, and are most of what is quoted."""
    differing = [
        (one, two)
        for first, first_witness, count in cell.equals
        if (any_quoted(base, first, first + count) or any_quoted(witness, first_witness, first_witness + count))
        and base.quoted[first : first + count] != witness.quoted[first_witness : first_witness + count]
        for one, two in forward([(first, first_witness, count)])
        if base.quoted[one] != witness.quoted[two]
    ]
    for change, quoted, status in _STATUS if differing else ():
        of_status = [(*pair, change) for pair in differing if base.quoted[pair[0]] == quoted[0]]
        for run in _near(of_status):
            (first, first_witness, _), (last, last_witness, _) = run[0], run[-1]
            words = quotation_words(base, first, last) if quoted[0] else quotation_words(witness, first_witness, last_witness)
            named = change if len(run) >= STATUS_WORDS else status
            if len(run) >= min(words, MUCH) * (MOST if len(run) >= STATUS_WORDS else 1):
                yield edges(base, first, last), edges(witness, first_witness, last_witness), named


def quotation_words(of: Prepared, first: int, last: int) -> int:
    """How many words the quotations hold in which words *first* to *last* stand."""
    start, end = of.words.starts[first], of.words.ends[last]
    within = [span for span in of.source.quoted if span.start < end and start < span.end]
    return bisect_left(of.words.starts, within[-1].end) - bisect_left(of.words.starts, within[0].start) if within else 0


_STATUS = (
    ("speech-became-quotation", (False, True), "marks-added"),
    ("quotation-became-speech", (True, False), "marks-dropped"),
)


def _near(found: list[tuple[int, int, str]]) -> Iterator[list[tuple[int, int, str]]]:
    """Group places with at most STATUS_GAP words of edits between them in either text."""
    group: list[tuple[int, int, str]] = []
    for place in found:
        if group and max(place[0] - group[-1][0], place[1] - group[-1][1]) > STATUS_GAP:
            yield group
            group = []
        group.append(place)
    if group:
        yield group
