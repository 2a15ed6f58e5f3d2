"""Quotation marks, paired: which stretches of a block stand between marks.

A block is read alone, so that an odd mark never harms another; only a quotation that stays open runs on, into a next block
that opens with a mark again. Marks inside a quotation stay inside it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from variorum.model import Span
from variorum.text import trim

# opening mark: the marks that may close it. Straight and look-alike marks also close what a curly one opened.
PAIRS = {
    "“": "”\"“", "„": "“”\"‟", "”": "”\"", "‟": "”\"", "«": "»", "»": "«", "‹": "›", "›": "‹", "「": "」", "『": "』",
    "〝": "〞〟", '"': "\"”",
    "＂": "＂", "``": "''", "''": "''", "‘": "’'", "‚": "‘’", "'": "'’",
}  # fmt: skip
DOUBLE = (*'“”„‟«»‹›「」『』〝〞〟"＂', "``", "''")
SINGLE = (*"‘’‚'",)
# Each begins with a set of characters: such a pattern is searched several times as fast as one that begins with a choice.
_SINGLE_OPENS = re.compile(r"[‘‚'](?:(?<=^.)|(?<=[\s(—–\[“\"].))(?=[\w…\[$@#£€(.]*\w)", re.MULTILINE)
_SINGLE_SPEECH = re.compile(
    r"[‘‚'](?:(?<=^.)|(?<=[\s(—–].))\w[^‘’'\n]{0,600}(?:[’'](?:s|t|re|ve|ll|d|m)\b[^‘’'\n]{0,600}){0,20}[,.?!][’']",
    re.MULTILINE,
)
_CLAUSE_AFTER = re.compile(
    r"[’'] (?:and|or|as|in|to|of|for|but|with|by|on|at|when|if|that|because|from|after|he|she|it|they|we|i)\b", re.IGNORECASE
)
_LETTER = re.compile(r"[^\W_]")
_INCHES = re.compile(r"\d\s?['’′]\s?\d{1,2}$")
_CONTRACTED = re.compile(r'"\ufffd?(?:t|s|re|ve|ll|d|m)\b')  # don"t: what some conversions leave of an apostrophe
_TURN = re.compile(r"[^\W\d_a-z]{2}[^\W\d_a-z.' -]*:|\([^\W\d_a-z]{2}[^\W\d_a-z ]*\.?\)")
CLEARLY = 12  # double marks for one opening single mark, from which on nobody need ask how the single ones are used
AHEAD = 40  # marks looked at to find where an inner quotation ends; no real one holds so many
_ALWAYS_OPEN, _ALWAYS_CLOSE = "„‚「『〝", "」』〞〟"


class Marked(NamedTuple):
    """One stretch between marks, inside one block."""

    words: Span
    """Without the marks."""
    span: Span
    """With the marks that are there."""
    closed: bool
    """False where its closing mark is missing."""
    opened: bool = True
    """False where it goes on from the block before without a mark of its own."""
    single: bool = False
    """True for single marks in an article that uses double ones."""


_marked = partial(tuple.__new__, Marked)  # half the time of Marked(...)


def marked(text: str, blocks: Sequence[Span]) -> list[list[Marked]]:
    """Pair the marks of each block of *text*. One list a block, in order; stretches of one block never overlap."""
    doubles = _places(DOUBLE, text, 0, len(text))
    single = uses_single_marks(text, doubles)
    others = single != ("'" in text or "‘" in text) and (single or _may_open(text, 0, len(text)))
    places = _places(SINGLE, text, 0, len(text)) if single else doubles
    found: list[list[Marked]] = []
    runs_on = False
    for block in blocks:
        own = _within(places, block.start, block.end)
        pieces = _pair(text, block, own, runs_on, single) if own else []
        runs_on = bool(pieces) and not pieces[-1].closed
        if others and (single or _may_open(text, block.start, block.end)):
            pieces = sorted(pieces + _others(text, block, pieces, not single), key=lambda one: one.words.start)
        found.append(pieces)
    return found


def runs(text: str, blocks: Sequence[Span], found: Sequence[Sequence[Marked]]) -> Iterator[list[tuple[int, Marked]]]:
    """The quotations of a text: each the stretches it runs through, with the numbers of their blocks.

    One that is open at its block's end goes on where the next block begins with a stretch of its own.
    """
    open_run: list[tuple[int, Marked]] = []
    for number, pieces in enumerate(found):
        for piece in pieces:
            if open_run and not _continues(text, blocks, open_run[-1], number, piece):
                yield open_run
                open_run = []
            open_run.append((number, piece))
    if open_run:
        yield open_run


def _continues(text: str, blocks: Sequence[Span], last: tuple[int, Marked], number: int, piece: Marked) -> bool:
    before, open_piece = last
    if open_piece.closed or number != before + 1 or open_piece.span.end != blocks[before].end:
        return False
    return piece.span.start == blocks[number].start and not (is_turn(text, open_piece) or is_turn(text, piece))


def is_turn(text: str, piece: Marked) -> bool:
    """True for a line of a transcript that a stray mark opens: "WALLACE: If I may."""
    return not piece.closed and bool(_TURN.match(text, piece.words.start, piece.words.end))


def uses_single_marks(text: str, doubles: Sequence[tuple[int, str]]) -> bool:
    """True where single marks hold the article's speech, as in British books and some papers. Its double ones are *doubles*."""
    if "‘" not in text and "‚" not in text:
        return not doubles and bool(_SINGLE_SPEECH.search(text))
    opening = len(_SINGLE_OPENS.findall(text))
    if not doubles or len(doubles) > CLEARLY * opening:
        return not doubles and opening > 0
    speech = [match.span() for match in _SINGLE_SPEECH.finditer(text)]
    outside = len(doubles) - sum(len(_within(doubles, *span)) for span in speech)
    return bool(speech) and 2 * opening > outside


def _may_open(text: str, start: int, end: int) -> bool:
    """True where a single mark stands that is not the apostrophe of a word."""
    if text.find("‘", start, end) >= 0 or text.find("‚", start, end) >= 0:
        return True
    at = text.find("'", start, end)
    while at >= 0:
        if not text[at - 1 : at].isalnum():
            return True
        at = text.find("'", at + 1, end)
    return False


def _others(text: str, block: Span, pieces: list[Marked], single: bool) -> list[Marked]:
    """Stretches between marks of the kind that does not hold the article's speech, outside those that do."""
    ends = [piece.span.end for piece in pieces]
    found: list[Marked] = []
    places = _places(SINGLE if single else DOUBLE, text, block.start, block.end)
    for one in _pair(text, block, places, False, single):
        next_piece = bisect_right(ends, one.span.start)
        free = next_piece == len(pieces) or not one.span.overlaps(pieces[next_piece].span)
        if one.closed and free:
            found.append(Marked(one.words, one.span, True, single=True))
    return found


def _places(marks: Sequence[str], text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Where *marks* stand in a stretch of text, in order. A text has few kinds, and each is looked for by itself."""
    found = []
    for mark in marks:
        at = text.find(mark, start, end)
        while at >= 0:
            found.append((at, mark))
            at = text.find(mark, at + len(mark), end)
    found.sort()
    return found


def _within(places: Sequence[tuple[int, str]], start: int, end: int) -> Sequence[tuple[int, str]]:
    """Those of *places* that stand in a stretch."""
    return places[bisect_left(places, (start,)) : bisect_left(places, (end,))]


def _pair(text: str, block: Span, places: Sequence[tuple[int, str]], runs_on: bool, single: bool) -> list[Marked]:
    """One pass over the marks of *block* at *places*: `open_at` is where the outermost open one stands, `inner` those open
    within it."""
    found: list[Marked] = []
    open_at, opener, inner = -1, "", ""
    for nth, (at, mark) in enumerate(places):
        look = _look(text, at, mark, block, single)
        if look == "letter":
            continue
        if not opener:
            if look == "closes":
                if runs_on and not found and len(mark) == 1 and mark not in "'’":
                    found.append(Marked(Span(block.start, at), Span(block.start, at + 1), True, opened=False))
                continue
            open_at, opener, inner = at, mark, ""
        elif _closes(mark, look, opener, inner):
            if single and _possessive(text, at, block):
                continue
            if inner:
                inner = inner[:-1]
                continue
            found.append(_marked((Span(open_at + len(opener), at), Span(open_at, at + len(mark)), True, True, False)))
            opener = ""
        elif _nests(text, places, nth, opener, block, single):
            inner += mark[0]
        elif mark in '"“' and text[at - 1].isspace():  # the closing mark before this one is missing
            end = trim(text, Span(open_at + len(opener), at)).end
            found.append(Marked(Span(open_at + len(opener), end), Span(open_at, end), False))
            open_at, opener, inner = at, mark, ""
    if opener and not (single and not _holds_speech(text, open_at, block)):
        found.append(Marked(Span(open_at + len(opener), block.end), Span(open_at, block.end), False))
    return [one for one in found if _LETTER.search(text, one.words.start, one.words.end)]


def _look(text: str, at: int, mark: str, block: Span, single: bool) -> str:
    """How a mark stands between its neighbours: `opens`, `closes`, `either`, or `letter` for an apostrophe."""
    behind = at + len(mark)
    before = text[at - 1] if at > block.start else " "
    after = text[behind] if behind < block.end else " "
    if mark == '"':
        if before.isdigit() and not after.isalnum() and _INCHES.search(text[max(block.start, at - 5) : at]):
            return "letter"
        if before.isalpha() and _CONTRACTED.match(text, at, block.end):
            return "letter"
    return _between(before, mark, after, single)


@lru_cache(maxsize=4096)  # the same stand about most marks
def _between(before: str, mark: str, after: str, single: bool) -> str:
    """How a mark stands between two characters."""
    if single and before.isalnum() and after.isalnum():
        return "letter"
    if mark in _ALWAYS_OPEN:
        return "opens"
    if mark in _ALWAYS_CLOSE:
        return "closes"
    left = before.isspace() or before in "([{—–-/:“‘\"'" or (not before.isalnum() and before not in ".,?!…;)]}%’”*»«")
    right = after.isspace() or after in ".,;:?!)]}—–-…’”\"'/"
    if single and mark in "’'" and not (left and not right):
        return "closes" if not (left and right) or mark == "’" else "either"
    if mark == "’":
        return "letter"
    if left and not right:
        return "opens"
    return "closes" if right and not left else "either"


def _closes(mark: str, look: str, opener: str, inner: str) -> bool:
    """True where *mark* ends the innermost open quotation."""
    if look == "opens":
        return False
    innermost = inner[-1] if inner else opener
    if mark in PAIRS.get(innermost, "") or (len(opener) == 2 and mark == "''"):
        return not (mark == "“" and innermost == "“" and look != "closes")
    return look == "closes" and mark in '"”' and innermost in '“"„”‟'


def _nests(text: str, places: Sequence[tuple[int, str]], nth: int, opener: str, block: Span, single: bool) -> bool:
    """True where an opening mark inside a quotation has its own closing mark before the outer one's."""
    depth = 1
    for at, mark in places[nth + 1 : nth + 1 + AHEAD]:
        look = _look(text, at, mark, block, single)
        if look == "opens":
            depth += 1
        elif look in ("closes", "either"):
            depth -= 1
        if depth < 0:
            return True
    mark = places[nth][1]
    return mark not in '"“' or (opener in "“„" and mark == '"' and depth <= 0)


def _possessive(text: str, at: int, block: Span) -> bool:
    """True for the apostrophe of "voters’ anger": after s, before a word that begins no clause, with another end to come."""
    if text[at - 1] not in "sS" or not re.match(r"[’'] [a-z]", text[at : at + 3]):
        return False
    later = re.search(r"[,.?!][’']|\w[’'](?=[ .,;:?!)]|$)", text[at + 1 : min(block.end, at + 600)])
    return bool(later) and not _CLAUSE_AFTER.match(text, at)


def _holds_speech(text: str, at: int, block: Span) -> bool:
    """True where an unclosed single mark may open a quotation that runs on: it begins the block, or a sentence follows it."""
    return not text[block.start : at].strip() or (text[at] == "‘" and block.end - at > 60)
