"""Attribution by rules alone: complete in every language with a lexicon, and what the ranking is measured against.

Each rule (reporting.py, nearby.py) looks at one form and gives the mention it names, or None. They are tried in order, the
surest first; the order is the list RULES.
"""

from __future__ import annotations

from collections.abc import Callable

from variorum.quotations.nearby import carried, goes_on, lead_in, next_in_paragraph, sentence_subject
from variorum.quotations.reading import Place, Reading
from variorum.quotations.reporting import (
    according_to,
    beside,
    cue_after,
    cue_before,
    named_first,
    relayed,
    signature,
    speech_noun,
    transcript,
    weak_cue,
)
from variorum.quotations.scene import Found, Scene, new_scene

Rule = Callable[[Scene], Found | None]

RULES: tuple[Rule, ...] = (
    relayed, signature, transcript, speech_noun, cue_after, cue_before, according_to, lead_in, goes_on, next_in_paragraph,
    weak_cue, sentence_subject, carried,
)  # fmt: skip

SURE: tuple[Rule, ...] = (beside, relayed, signature, speech_noun, named_first)
"""Asked before the ranking. The first saves it a third of its work; the others are too rare in the labelled articles for it to
have learnt them."""

FORMS: tuple[Rule, ...] = (signature, transcript, cue_after, cue_before, according_to, speech_noun, lead_in, weak_cue)


def attribute(reading: Reading, place: Place, before: Found | None, before_place: Place | None) -> Found | None:
    """The answer of the first rule that has one; None where no speaker is named. A headline names none."""
    if place.paragraph < reading.headlines:
        return None
    scene = Scene(reading, place, reading.paragraph(place.paragraph), before, before_place)
    for rule in RULES:
        found = rule(scene)
        if found:
            return found
    return None


def sure(reading: Reading, place: Place) -> Found | None:
    """The answer of a rule that is asked before the ranking; None where it is the ranking's to say."""
    scene = new_scene((reading, place, reading.paragraph(place.paragraph), None, None))
    for rule in SURE:
        found = rule(scene)
        if found:
            return found
    return None


def form(reading: Reading, place: Place, mention: Place) -> Found:
    """How a mention that was chosen by other means stands to its quotation: by the first rule that names it too."""
    scene = new_scene((reading, place, reading.paragraph(place.paragraph), None, None))
    for rule in FORMS:
        found = rule(scene)
        if found and found.mention == mention:
            return found
    if mention.paragraph == place.paragraph:
        paragraph = scene.paragraph
        same = paragraph.sentence[mention.item] == paragraph.sentence[place.item]
        verb = next((verb for verb, subject in paragraph.subjects.items() if subject == mention.item), None)
        cue = None if verb is None else Place(place.paragraph, verb)
        return Found(mention, "sentence" if same else "same-paragraph", cue if same else None, 0.0)
    return Found(mention, "paragraph-before" if mention.paragraph < place.paragraph else "paragraph-after", None, 0.0)
