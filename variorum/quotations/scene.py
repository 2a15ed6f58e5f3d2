"""A quotation in its surroundings as rules see it, and what a rule answers."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from variorum.quotations.reading import Paragraph, Place, Reading, new_place
from variorum.quotations.tokens import NAME, NOUN, PRONOUN, code

MENTIONS = frozenset((NAME, PRONOUN, NOUN))
DASH, HYPHEN = code("—"), code("-")


class Found(NamedTuple):
    """A rule's answer."""

    mention: Place
    rule: str
    """Key of the strings file's `rules`."""
    cue: Place | None
    confidence: float
    name: str = ""
    """Whom the mention, a pronoun, means, where one of their names may as well be the mention."""


class Scene(NamedTuple):
    """A quotation and what the rules may look at."""

    reading: Reading
    place: Place
    paragraph: Paragraph
    before: Found | None
    """The answer for the quotation before it, if there was one."""
    before_place: Place | None


_new_found = partial(tuple.__new__, Found)  # half the time of Found(...)
new_scene = partial(tuple.__new__, Scene)


def answer(scene: Scene, mention: int, rule: str, cue: int | None, confidence: float) -> Found:
    """The *mention* and the *cue*, items of the quotation's own paragraph, as the answer of a *rule*."""
    number = scene.place.paragraph
    return _new_found((new_place((number, mention)), rule, None if cue is None else new_place((number, cue)), confidence, ""))
