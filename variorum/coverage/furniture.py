"""Site matter that stands in many articles of one outlet, and would make strangers of one house look like copies.

Furniture is a short paragraph, or a sentence with nothing but furniture after it, that recurs in several articles of one outlet
whose other text is not shared: a prompt, a counter, a footer. One that recurs because the story does (an update, a re-run) is
none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from variorum.coverage.grams import grams
from variorum.coverage.hashing import Hashes, Longs, distinct, stand_in
from variorum.coverage.shelf import Shelf
from variorum.model import ArticleId, OutletId, Problem, Span
from variorum.model.values import Value, dataclass

RECURS = 5  # articles of one outlet, each with text of its own
ALIKE = 0.1  # share of the smaller article's other grams that two articles may have in common and still be strangers
OTHER = 10  # grams outside recurring stretches that an article needs to be somebody's stranger

Verdict = Problem | None
"""What an archivist is told of a recurring stretch that is furniture; None of one that is none."""


class Short(NamedTuple):
    """What of all articles is short enough to be furniture, as parallel arrays."""

    hashes: Hashes
    """Of their folded words."""
    slots: Longs
    """Whose they are."""
    spans: Longs
    """Where each starts and ends, as code points of the article's text, and where the sentence starts that must be furniture
    if this is to be some; -1 where there is none (n × 3)."""


@dataclass(frozen=True, slots=True)
class Furniture(Value):
    """What is kept out of matching."""

    spans: Mapping[int, tuple[Span, ...]]
    """By slot: stretches of the article's text, in order; articles without furniture have no entry."""
    problems: tuple[Problem, ...]
    """One warning for each piece of furniture."""
    verdicts: Mapping[bytes, Verdict]
    """By a digest of all that bears on it."""


class _Recurring(NamedTuple):
    """A short stretch that stands in RECURS articles of one outlet or more."""

    outlet: OutletId
    hashed: int
    entries: Longs
    """Its places in `Short`, the earliest article first."""


def shortened(before: Short, gone: Sequence[int], come: Sequence[int], found: Sequence[tuple[Longs, Hashes]]) -> Short:
    """*before* without the articles in the slots *gone*, and with those that came and their short stretches, *found*."""
    stays = ~stand_in(before.slots, np.array(gone, np.int64))
    return Short(
        np.concatenate((before.hashes[stays], *(hashes for _, hashes in found))),
        np.concatenate((before.slots[stays], np.repeat(np.array(come, np.int64), [len(spans) for spans, _ in found]))),
        np.concatenate((before.spans[stays], *(spans for spans, _ in found))),
    )


def furniture(shelf: Shelf, rank: Longs, short: Short, before: Mapping[bytes, Verdict]) -> Furniture:
    """Find the furniture of the articles. *rank* orders slots; what *before*, of an earlier build, says is not asked again.

    Time grows with the short stretches; of the holders of one that recurs only as many are read as tell what it is.
    """
    recurring = list(_recurring(shelf, rank, short))
    held = _by_slot(short, recurring)
    marks = _marks(len(shelf.keys), short, recurring)

    @cache
    def others(slot: int) -> Hashes:
        return grams(shelf.unmarked(slot, tuple(Span(start, end) for start, end, _ in held[slot])).read())

    verdicts: dict[bytes, Verdict] = {}
    found: list[tuple[_Recurring, Problem]] = []
    for one in recurring:
        slots = _once(short.slots[one.entries])
        name = _name(one, shelf.keys[slots], marks[slots])
        if name in before:
            verdicts[name] = before[name]
        else:
            is_furniture = _strangers(others(slot) for slot in slots.tolist()) >= RECURS
            verdicts[name] = _problem(shelf, short, one) if is_furniture else None
        if problem := verdicts[name]:
            found.append((one, problem))
    left_out = {slot: _closing(rows) for slot, rows in _by_slot(short, [one for one, _ in found]).items()}
    starts = {slot: {span.start for span in spans} for slot, spans in left_out.items()}
    told = tuple(problem for one, problem in found if any(start in starts[slot] for slot, start in _places(short, one)))
    return Furniture({slot: spans for slot, spans in left_out.items() if spans}, told, verdicts)


def _recurring(shelf: Shelf, rank: Longs, short: Short) -> Iterator[_Recurring]:
    """What recurs, by outlet and hash."""
    names = sorted({article.outlet for article in shelf.articles})
    code = {outlet: number for number, outlet in enumerate(names)}
    outlets = np.zeros(len(shelf.keys), np.int64)
    outlets[shelf.slots] = [code[article.outlet] for article in shelf.articles]
    often = np.flatnonzero(_often(short.hashes))
    slots = short.slots[often]
    order = often[np.lexsort((short.spans[often, 0], rank[slots], short.hashes[often], outlets[slots]))]
    hashes, slots = short.hashes[order], short.slots[order]
    opens = np.ones(len(order), bool)
    opens[1:] = (hashes[1:] != hashes[:-1]) | (outlets[slots[1:]] != outlets[slots[:-1]])
    first = np.ones(len(order), bool)
    first[1:] = opens[1:] | (slots[1:] != slots[:-1])
    starts = np.flatnonzero(opens)
    if not len(starts):
        return
    holders = np.add.reduceat(first.astype(np.int64), starts)
    ends = np.concatenate((starts[1:], [len(order)]))
    for start, end in zip(starts[holders >= RECURS].tolist(), ends[holders >= RECURS].tolist(), strict=True):
        yield _Recurring(names[outlets[slots[start]]], int(hashes[start]), order[start:end])


def _often(hashes: Hashes) -> npt.NDArray[np.bool_]:
    """Which of *hashes* stand there RECURS times or more: few, so that only those need to be put in order."""
    in_order = np.sort(hashes)
    return stand_in(hashes, distinct(in_order[RECURS - 1 :][in_order[RECURS - 1 :] == in_order[: 1 - RECURS]]))


def _once(slots: Longs) -> Longs:
    """*slots* without those equal to the one before."""
    return slots[np.concatenate(([True], slots[1:] != slots[:-1]))]


def _marks(slots: int, short: Short, recurring: Sequence[_Recurring]) -> Hashes:
    """By slot, a number that names what of the article recurs."""
    marks = np.zeros(slots, np.uint64)
    for one in recurring:
        numbers = (short.spans[one.entries, :2] @ (1 << 32, 1) + 1).astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        np.add.at(marks, short.slots[one.entries], numbers ^ (numbers >> np.uint64(31)))
    return marks


def _name(one: _Recurring, keys: Hashes, marks: Hashes) -> bytes:
    """A digest of all that tells whether it is furniture."""
    made = blake2b(f"{one.outlet} {one.hashed} ".encode("utf-8", "surrogatepass"), digest_size=16)
    made.update(keys.tobytes() + marks.tobytes())
    return made.digest()


def _strangers(others: Iterator[Hashes]) -> int:
    """How many of the articles share next to nothing with one another, as far as RECURS."""
    kept: list[Hashes] = []
    for own in others:
        if len(own) >= OTHER and all(_shared(own, other) < ALIKE for other in kept):
            kept.append(own)
            if len(kept) == RECURS:
                break
    return len(kept)


def _shared(one: Hashes, two: Hashes) -> float:
    return len(np.intersect1d(one, two, assume_unique=True)) / min(len(one), len(two))


_Row = tuple[int, int, int]
"""One of `Short.spans`."""


def _by_slot(short: Short, found: Sequence[_Recurring]) -> Mapping[int, list[_Row]]:
    """Where *found* stands in each article, in order."""
    rows: dict[int, list[_Row]] = {}
    for one in found:
        for slot, row in zip(short.slots[one.entries].tolist(), short.spans[one.entries].tolist(), strict=True):
            rows.setdefault(slot, []).append(tuple(row))
    return {slot: sorted(of_one) for slot, of_one in rows.items()}


def _places(short: Short, one: _Recurring) -> Iterator[tuple[int, int]]:
    """Slot and start of each of its places."""
    return zip(short.slots[one.entries].tolist(), short.spans[one.entries, 0].tolist(), strict=True)


def _closing(rows: Sequence[_Row]) -> tuple[Span, ...]:
    """Those of an article's *rows*, in order, that are paragraphs or that nothing but others of them follows."""
    kept: dict[int, Span] = {}
    for start, end, after in reversed(rows):
        if after < 0 or after in kept:
            kept[start] = Span(start, end)
    return tuple(reversed(kept.values()))


def by_article(shelf: Shelf, spans: Mapping[int, tuple[Span, ...]]) -> dict[ArticleId, tuple[Span, ...]]:
    """*spans* by article, earliest first."""
    return {article.id: spans[slot] for slot, article in shelf.at.items() if slot in spans}


def _problem(shelf: Shelf, short: Short, one: _Recurring) -> Problem:
    slots = _once(short.slots[one.entries])
    first = min(slots.tolist(), key=lambda slot: shelf.at[slot].id)
    article = shelf.at[first]
    start, end, _ = short.spans[one.entries][short.slots[one.entries] == first][0].tolist()
    words = " ".join(article.text[start:end].split())
    shown = words if len(words) <= 60 else words[:57].rsplit(" ", 1)[0] + " …"
    return Problem(
        file=article.file,
        line=0,
        code="C001",
        text=f"“{shown}” stands in {len(slots)} articles of {one.outlet}: taken for furniture and kept out of matching",
        fix="move it to `omitted:`; if it is the articles' own text, leave it",
        severity="warning",
    )
