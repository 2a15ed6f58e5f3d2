"""The mentions that may be a quotation's speaker: those about it in its paragraph, and the nearest in the paragraphs beside."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from variorum.quotations.features import Group
from variorum.quotations.reading import Paragraph, Place, new_place
from variorum.quotations.tokens import EDGE
from variorum.quotations.view import View

LEFT, FIRST, RIGHT = 7, 2, 4  # mentions before the quotation, the paragraph's first, after it: 98 % of all speakers
LONG = 3000  # characters; a longer paragraph beside the quotation is not looked into


class Candidate(NamedTuple):
    """A possible answer with what is seen of it; no place is "nobody is quoted"."""

    place: Place | None
    groups: list[Group]
    """Those that tell how it stands to the quotation."""
    base: int = -1
    """Where it stands, for what else is seen of it (`standing`); -1 where it has none."""
    paragraph: Paragraph | None = None
    """The one it stands in; None for "nobody"."""


_candidate = partial(tuple.__new__, Candidate)  # half the time of Candidate(...)


def candidates(view: View) -> list[Candidate]:
    """All possible answers for a quotation, "nobody" first."""
    found = near(view)
    return found + further(view, found)


def near(view: View) -> list[Candidate]:
    """ "Nobody", and the mentions of the quotation's own paragraph."""
    (here, at), paragraph = view.place, view.paragraph
    mentions, measure = paragraph.items.mentions, view.near
    before = bisect_left(mentions, at)
    first = range(FIRST) if before > LEFT + FIRST else range(max(0, before - LEFT))
    found = [Candidate(None, view.nobody())]
    for nth in (*first, *range(max(0, before - LEFT), before)):
        place = new_place((here, mentions[nth]))
        found.append(_candidate((place, measure(place, before - 1 - nth, 0), 0, paragraph)))
    for nth in range(before, min(before + RIGHT, len(mentions))):
        place = new_place((here, mentions[nth]))
        found.append(_candidate((place, measure(place, nth - before, 1), 1, paragraph)))
    return found


def further(view: View, found: Sequence[Candidate]) -> list[Candidate]:
    """The mentions of the paragraphs beside, and the speaker of the quotation before unless that is one of these or *found*."""
    more = [] if view.told else _beside(view, len(found) > 1 and found[1].base == 0)
    earlier = view.earlier
    if earlier is not None and earlier.mention not in [one.place for one in (*found, *more)]:
        paragraph = view.document.reading.paragraph(earlier.mention.paragraph)
        more.append(Candidate(earlier.mention, view.far(earlier.mention), paragraph=paragraph))
    return more


def _beside(view: View, named_before: bool) -> list[Candidate]:
    reading, here = view.document.reading, view.place.paragraph
    found = []
    for step in (-1, -2, 1):
        number = here + step
        if not 0 <= number < len(reading.blocks) or (step == -2 and named_before and not view.solo):
            continue
        if step == 1 and not (view.solo or view.next == EDGE):
            continue
        if len(reading.blocks[number]) > LONG:
            continue
        paragraph = reading.paragraph(number)
        mentions = paragraph.items.mentions
        chosen = mentions[:2] if step > 0 else mentions[-4:]
        if step == -1 and len(mentions) > 4:
            chosen = mentions[:1] + chosen
        for item in chosen:
            order = mentions.index(item)
            rank = min(order + 1 if step > 0 else len(mentions) - order, 5)
            place = new_place((number, item))
            found.append(_candidate((place, view.away(place, paragraph, rank), 4 + step, paragraph)))
    return found
