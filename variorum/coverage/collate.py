"""Collate one passage of two witnesses: every place where they differ, word by word.

Words are compared folded; between words that agree, their case and the punctuation between them are compared too. A change of
words is one variant; whether words stand in quotation marks is compared apart from the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from variorum.coverage.changes import classify
from variorum.coverage.edits import Edges, Edit, Found, Side, edges, side, words_written
from variorum.coverage.equals import Cell, Pair
from variorum.coverage.prepare import Prepared, any_quoted
from variorum.coverage.status import status_variants
from variorum.coverage.tongue import Tongue
from variorum.model import Span, Variant, Weight
from variorum.text import DOUBLE_MARKS, SINGLE_MARKS, plain_typography, trim

HALVED = 8  # words that are not written alike: of more the half is looked for in which they differ

ACCIDENTAL = frozenset({"case", "punctuation", "typography", "spelling"})
"""Changes that leave the sense alone."""


def collate(base: Prepared, witness: Prepared, cell: Cell, tongue: Tongue) -> tuple[Variant, ...]:
    """All variants of *cell*, in the base's order."""
    found = _word_variants(base, witness, cell, tongue) if _edited(cell) else []
    if unlike := _unlike(base, witness, cell):
        found += _case_variants(base, witness, unlike)
        found += _punctuation_variants(base, witness, unlike)
    if any_quoted(base, cell.base, cell.base_end) or any_quoted(witness, cell.witness, cell.witness_end):
        found += status_variants(base, witness, cell)
    return tuple([_variant(*one) for one in sorted(found)])


def cell_span(of: Prepared, first: int, end: int) -> Span:
    """Words *first* to *end* as a stretch of text, with the stop that ends their last sentence."""
    start, stop = of.words.starts[first], of.words.ends[end - 1]
    text = of.source.text
    if text[stop : stop + 1].isspace():  # most often; else mostly a full stop
        return Span(start, stop)
    tail = _TRAILING.match(text, stop)
    if not tail or not _STOP.search(tail[0]):
        return Span(start, stop)
    return Span(start, stop + len(tail[0].rstrip(_CLOSING)))


_TRAILING = re.compile(r"[^\w\s]+")
_STOP = re.compile("[.!?…。！？]")
_CLOSING = DOUBLE_MARKS + SINGLE_MARKS


_Unlike = tuple[int, int, int, int]
"""Equal words, as `Equal`, and after how many of them what follows is looked at."""


def _variant(base: Edges, witness: Edges, change: str) -> Variant:
    return Variant(Span(*base), Span(*witness), _WEIGHTS.get(change, Weight.SUBSTANTIVE), change)


_WEIGHTS = dict.fromkeys(ACCIDENTAL, Weight.ACCIDENTAL)


def _edited(cell: Cell) -> bool:
    """True where not all words of both texts are equal ones."""
    (_, _, count), *others = cell.equals
    return bool(others) or count != cell.base_end - cell.base or count != cell.witness_end - cell.witness


def _word_variants(base: Prepared, witness: Prepared, cell: Cell, tongue: Tongue) -> list[Found]:
    """Words added, dropped or replaced between words that agree."""
    return [
        (_place(edit.base, cell.base), _place(edit.witness, cell.witness), classify(edit, tongue))
        for edit in _whole(_edits(base, witness, cell), tongue)
    ]


def _edits(base: Prepared, witness: Prepared, cell: Cell) -> list[Edit]:
    found: list[Edit] = []
    after, after_witness = cell.base, cell.witness
    for one, two, count in (*cell.equals, (cell.base_end, cell.witness_end, 0)):
        if one > after or two > after_witness:
            found.append(Edit(side(base, after, one), side(witness, after_witness, two)))
        after, after_witness = one + count, two + count
    return found


def _whole(edits: Iterable[Edit], tongue: Tongue) -> list[Edit]:
    """Edits with the whole of a number they change, and those that only a word without sense of its own holds apart as one."""
    found: list[Edit] = []
    for edit in map(_whole_number, edits):
        if found and _one_change(found[-1], edit, tongue):
            edit = Edit(*(side(one.of, one.first, two.end) for one, two in zip(found.pop(), edit, strict=True)))
        found.append(edit)
    return found


def _whole_number(edit: Edit) -> Edit:
    """A "2.34" for "2.5" is one change, though "2" stands in both."""
    while _inside_number(edit.base, edit.base.first) and _inside_number(edit.witness, edit.witness.first):
        edit = Edit(*(side(one.of, one.first - 1, one.end) for one in edit))
    while _inside_number(edit.base, edit.base.end) and _inside_number(edit.witness, edit.witness.end):
        edit = Edit(*(side(one.of, one.first, one.end + 1) for one in edit))
    return edit


def _inside_number(one: Side, at: int) -> bool:
    """True where only a point or comma stands between the figures on both sides of word *at*'s beginning."""
    starts, end = one.of.words.starts, one.of.words.ends[at - 1]
    if not 0 < at < len(starts) or starts[at] - end != 1:
        return False
    return _FIGURES.fullmatch(one.of.source.text, end - 1, end + 2) is not None


_FIGURES = re.compile(r"\d[.,]\d")


def _one_change(one: Edit, two: Edit, tongue: Tongue) -> bool:
    if two.base.first - one.base.end != 1 or one.base.of.words.folded[one.base.end] not in tongue.light:
        return False
    lengths = [len(each.folded) for edit in (one, two) for each in edit]
    return min(lengths) > 0 and max(lengths) > 1


def _place(one: Side, cell_start: int) -> Edges:
    """The side's words, or the place after the word before where there are none."""
    if one.first < one.end:
        return edges(one.of, one.first, one.end - 1)
    words = one.of.words
    place = words.ends[one.first - 1] if one.first > cell_start else words.starts[one.first]
    return place, place


def _unlike(base: Prepared, witness: Prepared, cell: Cell) -> list[_Unlike]:
    """Where equal words, or what stands between them, are not written alike: looked for by halving, as most are."""
    text, starts, ends = base.source.text, base.words.starts, base.words.ends
    text_witness, starts_witness, ends_witness = witness.source.text, witness.words.starts, witness.words.ends
    found: list[_Unlike] = []
    waiting = [(one, two, count, count - 1) for one, two, count in reversed(cell.equals)]
    while waiting:
        one, two, count, gaps = waiting.pop()
        if gaps < count:
            stop, stop_witness = ends[one + gaps], ends_witness[two + gaps]
        else:
            stop, stop_witness = starts[one + count], starts_witness[two + count]
        if text[starts[one] : stop] != text_witness[starts_witness[two] : stop_witness]:
            if count <= HALVED:
                found.append((one, two, count, gaps))
            else:
                half = count // 2
                waiting += [(one + half, two + half, count - half, gaps - half), (one, two, half, half)]
    return found


def _case_variants(base: Prepared, witness: Prepared, unlike: Iterable[_Unlike]) -> Iterator[Found]:
    """Equal words whose letters differ in case or typography; neighbours are one variant."""
    differing = [(*pair, change) for one in unlike for pair, change in _letters(base, witness, one)]
    for run in _neighbours(differing):
        (first, first_witness, change), (last, last_witness, _) = run[0], run[-1]
        yield edges(base, first, last), edges(witness, first_witness, last_witness), change


def _letters(base: Prepared, witness: Prepared, unlike: _Unlike) -> Iterator[tuple[Pair, str]]:
    """Those of the words *unlike* that are written another way, and what is other."""
    first, first_witness, count, _ = unlike
    written = words_written(base, first, first + count)
    written_witness = words_written(witness, first_witness, first_witness + count)
    if written == written_witness:
        return
    for at, (one, two) in enumerate(zip(written, written_witness, strict=True)):
        if one != two:
            alike = plain_typography(one) == plain_typography(two)
            yield (first + at, first_witness + at), "typography" if alike else "case"


def _neighbours(found: list[tuple[int, int, str]]) -> Iterator[list[tuple[int, int, str]]]:
    """Group places that follow one another in both texts with the same change."""
    group: list[tuple[int, int, str]] = []
    for base, witness, change in found:
        if group and (base, witness, change) != (group[-1][0] + 1, group[-1][1] + 1, group[-1][2]):
            yield group
            group = []
        group.append((base, witness, change))
    if group:
        yield group


def _punctuation_variants(base: Prepared, witness: Prepared, unlike: Iterable[_Unlike]) -> Iterator[Found]:
    """Where equal words follow one another in both texts and what stands between them differs by more than white space."""
    for first, first_witness, _, count in unlike:
        gaps, gaps_witness = _gaps(base, first, count), _gaps(witness, first_witness, count)
        for at, (before, after) in enumerate(zip(gaps, gaps_witness, strict=True)):
            if before != after and before.split() != after.split():
                alike = plain_typography(before).split() == plain_typography(after).split()
                change = "typography" if alike else "punctuation"
                yield _gap(base, first + at), _gap(witness, first_witness + at), change


def _gaps(of: Prepared, first: int, count: int) -> list[str]:
    """What follows each of *count* words from *first* on, up to the next."""
    text, words = of.source.text, of.words
    edges = zip(words.ends[first : first + count], words.starts[first + 1 : first + count + 1], strict=True)
    return [text[end:start] for end, start in edges]


def _gap(of: Prepared, word: int) -> Edges:
    """The place of what stands between *word* and the next, without white space."""
    place = trim(of.source.text, Span(of.words.ends[word], of.words.starts[word + 1]))
    return place.start, place.end
