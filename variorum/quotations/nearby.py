"""Rules for a quotation that no form of reporting names anybody for: whoever speaks nearby."""

from __future__ import annotations

from variorum.quotations.reading import Place
from variorum.quotations.reporting import cue_after
from variorum.quotations.scene import Found, Scene, answer
from variorum.quotations.tokens import COLON


def lead_in(scene: Scene) -> Found | None:
    """A line before that ends in a colon: "From the statement:", "He added:"."""
    number = scene.place.paragraph - 1
    if number < scene.reading.headlines or scene.place.item > 1:
        return None
    before = scene.reading.paragraph(number)
    found = before.items
    if not len(found) or found.symbol[-1] != COLON or not found.mentions:
        return None
    verb = next((verb for verb in reversed(found.verbs) if verb in before.subjects), None)
    mention = before.subjects[verb] if verb is not None else found.mentions[-1]
    return Found(Place(number, mention), "lead-in", Place(number, verb) if verb is not None else None, 0.9)


def goes_on(scene: Scene) -> Found | None:
    """A further quotation of a paragraph: who spoke before goes on, unless the next one says whose it is."""
    before = scene.before
    if before and scene.before_place and scene.before_place.paragraph == scene.place.paragraph:
        return Found(before.mention, "same-paragraph", None, 0.9)
    return None


def next_in_paragraph(scene: Scene) -> Found | None:
    """A quotation without a cue before one in the same paragraph that has one."""
    following = next((item for item in scene.paragraph.items.quotations if item > scene.place.item), None)
    if following is None:
        return None
    other = scene._replace(place=Place(scene.place.paragraph, following))
    found = cue_after(other)
    return found and found._replace(rule="same-paragraph", confidence=0.85)


def sentence_subject(scene: Scene) -> Found | None:
    """The first mention of the sentence a fragment stands in."""
    found, at = scene.paragraph.items, scene.place.item
    here = scene.paragraph.sentence[at]
    mention = next((mention for mention in found.mentions if scene.paragraph.sentence[mention] == here and mention < at), None)
    return None if mention is None else answer(scene, mention, "sentence", None, 0.5)


def carried(scene: Scene) -> Found | None:
    """A paragraph that is all quotation: the speaker of the quotation before, if that stands close, else the subject before."""
    before, before_place = scene.before, scene.before_place
    if before and before_place and scene.place.paragraph - before_place.paragraph <= 2:
        return Found(before.mention, "carried", None, 0.8)
    number = scene.place.paragraph - 1
    if number < scene.reading.headlines:
        return None
    earlier = scene.reading.paragraph(number)
    verb = next((verb for verb in reversed(earlier.items.verbs) if verb in earlier.subjects), None)
    if verb is not None:
        return Found(Place(number, earlier.subjects[verb]), "paragraph-before", Place(number, verb), 0.6)
    return Found(Place(number, earlier.items.mentions[0]), "paragraph-before", None, 0.4) if earlier.items.mentions else None
