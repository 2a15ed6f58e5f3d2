"""Plain text -> an article's parts, by its lines alone. Nothing that the lines do not say is added, and no word is changed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from variorum.importers.languages import Habits
from variorum.load.body import Piece
from variorum.model import BlockKind
from variorum.model.values import Value, dataclass
from variorum.text import words

LONGEST_TITLE = (
    40  # words. Headlines of six news sets run to 31; first paragraphs of wire copy begin at about 25, mostly with a stop.
)
LONGEST_DEK = 60  # words
LONGEST_CROSSHEAD = 12  # words
_WRAPPED = range(45, 91)  # characters: lines of text wrapped by a mail program or a terminal
_MOST = 0.6  # of the lines inside paragraphs must be so long

_STOP = re.compile(r"[.!?…:;,。！？][\"”’'»)\]]*$")
_PLACE = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.-]+(?:[ /][A-ZÀ-ÖØ-Þ'’.-]+)*(?:,? [A-ZÀ-Þ][A-Za-zà-ÿ.]+)?"
_DATELINE = re.compile(
    rf"(?P<all>{_PLACE}(?:, (?P<month>[A-Za-zÀ-ÿ]+)\.? (?P<day>\d{{1,2}})(?:, (?P<year>\d{{4}}))?)?"
    r"(?P<agency>\.? ?(?:/[^/\n]{2,20}/\.?|\([^()\n]{2,20}\)))?)(?: ?[—–]| --? |(?(agency)(?= )|(?!)))"
)


@dataclass(frozen=True, slots=True)
class Imported(Value):
    """What the lines of a source are."""

    title: str
    dek: str
    body: tuple[Piece, ...]
    omitted: tuple[str, ...]
    dateline: str = ""
    published: str = ""
    """EDTF, as far as the dateline states it; "" where it states nothing."""


def read_text(text: str, habits: Habits, title: str = "") -> Imported:
    """The parts of a source. *title* is given where the first line is no headline.

    Raises ValueError, in the archivist's words, where there is no headline or no text.
    """
    lines = paragraphs(text)
    if not title:
        if not lines or len(words(lines[0])) > LONGEST_TITLE:
            raise ValueError("the first line is too long for a headline" if lines else "the file is empty")
        title, *lines = lines
    lines, tail = without_tail(lines, habits)
    again = [line for line in lines[:1] if line == title]
    lines = lines[len(again) :]
    dek = lines[0] if len(lines) > 1 and _is_dek(lines[0]) else ""
    lines = lines[1:] if dek else lines
    if not lines:
        raise ValueError("there is no text below the headline")
    dateline, published = dateline_of(lines[0], habits)
    return Imported(title, dek, tuple(_pieces(lines)), (*again, *tail), dateline, published)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of *text*: its lines, or, where they were wrapped at a column, what stands between blank lines."""
    blocks = [[line.strip() for line in block.split("\n")] for block in re.split(r"\n\s*\n", text.strip())]
    blocks = [[line for line in block if line] for block in blocks]
    inner = [len(line) in _WRAPPED for block in blocks for line in block[:-1]]
    if len(blocks) > 1 and len(inner) > 2 and sum(inner) >= _MOST * len(inner):
        return [" ".join(block) for block in blocks if block]
    return [line for block in blocks for line in block]


def without_tail(lines: Sequence[str], habits: Habits) -> tuple[list[str], list[str]]:
    """*lines* without the site matter that ends them, and that matter."""
    end = len(lines)
    while end and habits.is_furniture(lines[end - 1]):
        end -= 1
    return list(lines[:end]), list(lines[end:])


def dateline_of(line: str, habits: Habits) -> tuple[str, str]:
    """The dateline that *line* begins with and the day it states: `("MOSCOW, September 11. /TASS/.", "XXXX-09-11")`."""
    match = _DATELINE.match(line)
    if not match:
        return "", ""
    month = habits.months.get((match["month"] or "").casefold())
    if not month or not 1 <= int(match["day"]) <= 31:
        return match["all"], ""
    return match["all"], f"{match['year'] or 'XXXX'}-{month:02}-{int(match['day']):02}"


def _is_dek(line: str) -> bool:
    return not _STOP.search(line) and LONGEST_CROSSHEAD < len(words(line)) <= LONGEST_DEK


def _pieces(lines: Sequence[str]) -> list[Piece]:
    last = len(lines) - 1
    return [
        Piece(BlockKind.HEADING, line, (), 2) if 0 < place < last and _is_crosshead(line) else Piece(BlockKind.PARAGRAPH, line)
        for place, line in enumerate(lines)
    ]


def _is_crosshead(line: str) -> bool:
    return not _STOP.search(line) and 0 < len(words(line)) <= LONGEST_CROSSHEAD and not line[0].islower()
