"""Rules that look at the form of reporting: who says what is quoted, by the verb, the noun or the mark that says so.

Each gives the mention it names, or None. Confidences are the shares of right answers on the labelled training articles,
English.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from variorum.quotations.items import Items
from variorum.quotations.reading import Place
from variorum.quotations.scene import DASH, HYPHEN, MENTIONS, Found, Scene, answer
from variorum.quotations.tokens import COLON, COMMA, CUE, NAME, NOUN, POSSESSIVE, QUOTATION, STOP, WEAK, Class, code

PLAIN = 4  # spaces inside the marks; "Fox News Sunday," and other titles are shorter
_ACCORDING, _THE = code("according"), code("the")
_PARAGRAPH_END = -1


def beside(scene: Scene) -> Found | None:
    """The plainest form, a third of all: "…," said X; "…," X said. Right in 99 of 100."""
    found, at = scene.paragraph.items, scene.place.item
    symbol, text = found.symbol, scene.reading.text
    if at + 2 >= len(symbol) or text[found.end[at] - 1] != "," or text.count(" ", found.start[at], found.end[at]) < PLAIN:
        return None
    if _ACCORDING in found.code[at + 3 : at + 15]:
        return None  # "…," X said, according to Y: who is the source is for the ranking to weigh
    if _goes_on(scene):
        return None
    relaying = scene.reading.words.lexicon.relaying
    if found.lower[at + 1] in relaying or found.lower[at + 2] in relaying:
        return None  # "…," IRNA quoted X as saying
    first, second = symbol[at + 1], symbol[at + 2]
    speaks = second == NAME or (second == NOUN and found.head[at + 2] is Class.ROLE)
    if (
        first == CUE
        and speaks
        and not found.lower[at + 1].endswith("ing")
        and (at + 3 == len(symbol) or symbol[at + 3] != POSSESSIVE)
    ):
        return answer(scene, at + 2, "cue-after", at + 1, 0.99)
    if second == CUE and first in MENTIONS and found.lower[at + 1] not in scene.reading.words.lexicon.relatives:
        return answer(scene, at + 1, "cue-after", at + 2, 0.99)
    return None


def _goes_on(scene: Scene) -> bool:
    """True where the sentence begins before the quotation and goes on behind the cue: asked of the "…," X said he would."""
    found, at, sentence = scene.paragraph.items, scene.place.item, scene.paragraph.sentence
    inside = at > 0 and sentence[at - 1] == sentence[at]
    return inside and at + 3 < len(found) and found.lower[at + 3] not in (".", ",", ";")


def relayed(scene: Scene) -> Found | None:
    """ "…," IRNA quoted X as saying: who is quoted, not who quotes."""
    found, at = scene.paragraph.items, scene.place.item
    verb = _verb_behind(found, at)
    if verb is None or verb - at > 4 or found.lower[verb] not in scene.reading.words.lexicon.relaying:
        return None
    subject = scene.paragraph.subjects.get(verb)
    if subject != verb + 1 or QUOTATION in found.symbol[at + 1 : verb] or _next_sentence(scene, verb):
        return None
    return answer(scene, subject, "cue-after", verb, 0.93) if "as" in found.lower[subject:] else None


def signature(scene: Scene) -> Found | None:
    """ "…" — Name, at the end of a paragraph that begins with the quotation."""
    symbol = scene.paragraph.items.symbol
    at = scene.place.item + 1
    at += at < len(symbol) and symbol[at] == STOP  # «…». — Name
    if scene.place.item == 0 and at + 1 < len(symbol) and symbol[at] in (DASH, HYPHEN) and symbol[at + 1] == NAME:
        ends = at + 2 == len(symbol) or (len(symbol) - at < 14 and symbol[at + 2] in (COMMA, STOP))
        if ends and not any(verb > at for verb in scene.paragraph.items.verbs):
            return answer(scene, at + 1, "signature", None, 0.97)
    return _signed_below(scene)


def _signed_below(scene: Scene) -> Found | None:
    """A quotation that is its whole paragraph, the next paragraph being "- Name."."""
    number = scene.place.paragraph + 1
    if len(scene.paragraph.items) > 2 or number >= len(scene.reading.blocks) or len(scene.reading.blocks[number]) > 80:
        return None
    found = scene.reading.paragraph(number).items
    signed = len(found) > 1 and found.symbol[0] in (DASH, HYPHEN) and found.symbol[1] == NAME
    ends = signed and (len(found) == 2 or found.lower[2] in (".", ","))
    return Found(Place(number, 1), "signature", None, 0.95) if ends else None


def cue_after(scene: Scene) -> Found | None:
    """ "…," said X. "…," X said. "…," X, a lawyer for the company, said."""
    found, at = scene.paragraph.items, scene.place.item
    verb = _verb_behind(found, at)
    if verb is None or verb - at > 14 or not _ends_open(scene) or QUOTATION in found.symbol[at + 1 : verb]:
        return None
    subject = scene.paragraph.subjects.get(verb)
    if subject is None or subject <= at or found.symbol[verb] != CUE or _next_sentence(scene, verb):
        return None
    near = verb - at <= 3
    return answer(scene, subject, "cue-after", verb, 0.98 if near else 0.93)


def cue_before(scene: Scene) -> Found | None:
    """X said: "…" X said that "…" X told reporters, "…" X, adding, "…\""""
    found, at = scene.paragraph.items, scene.place.item
    verb = _verb_before(scene, CUE)
    if verb is None:
        return None
    subject = scene.paragraph.subjects.get(verb)
    if subject is None:
        return None
    distance = at - verb
    return answer(scene, subject, "cue-before", verb, 0.95 if distance <= 3 and found.symbol[at - 1] != _THE else 0.86)


def according_to(scene: Scene) -> Found | None:
    """According to X, "…" and "…", according to X."""
    found, at = scene.paragraph.items, scene.place.item
    sentence = scene.paragraph.sentence
    first, end = bisect_left(sentence, sentence[at]), max(bisect_right(sentence, sentence[at]), at + 3)
    for phrase in scene.reading.words.lexicon.cue_phrases:
        if phrase[0] not in found.lower[first:end]:
            continue
        for start in range(first, min(end, len(found) - len(phrase))):
            mention = start + len(phrase)
            if found.lower[start:mention] == phrase and found.symbol[mention] in MENTIONS:
                return answer(scene, mention, "according-to", start, 0.9)
    return None


def speech_noun(scene: Scene) -> Found | None:
    """An allegation by X that they "…", X's claim that "…": named with the noun, whatever the sentence does with it."""
    found, at, words = scene.paragraph.items, scene.place.item, scene.reading.words.lexicon
    sentence = scene.paragraph.sentence
    for nth in range(bisect_left(found.mentions, at) - 1, -1, -1):
        mention = found.mentions[nth]
        if sentence[mention] != sentence[at]:
            break
        by = mention > 1 and found.lower[mention - 1] in words.by and found.lower[mention - 2] in words.speech_nouns
        own = found.symbol[mention + 1] == POSSESSIVE and found.lower[mention + 2] in words.speech_nouns
        following = found.lower[mention + (3 if own else 1)]
        if (by or own) and following in words.function_words and following not in words.prepositions:
            if any(found.symbol[verb] == CUE for verb in found.verbs if mention + 2 < verb < at):
                return None
            return answer(scene, mention, "cue-before", mention + 2 if own else mention - 2, 0.85)
    return None


def transcript(scene: Scene) -> Found | None:
    """NAME: "…" at the beginning of a paragraph."""
    found, at = scene.paragraph.items, scene.place.item
    if at >= 2 and found.symbol[at - 1] == COLON and at - 2 in found.mentions and at <= 4:
        return answer(scene, at - 2, "transcript", None, 0.9)
    return named_first(scene)


def named_first(scene: Scene) -> Found | None:
    """NAME: "…" where a paragraph or sentence begins, or after a dash: "TURNOUT WAS UP – Ann Lee: “…”"."""
    found, at = scene.paragraph.items, scene.place.item
    if at < 2 or found.symbol[at - 1] != COLON or found.symbol[at - 2] != NAME:
        return None
    sentence = scene.paragraph.sentence
    first = at == 2 or found.symbol[at - 3] in (DASH, HYPHEN) or sentence[at - 3] != sentence[at - 2]
    return answer(scene, at - 2, "transcript", None, 0.95) if first else None


def weak_cue(scene: Scene) -> Found | None:
    """X dismissed the report as "…": a verb that reports only in company."""
    verb = _verb_before(scene, WEAK)
    if verb is None:
        return None
    subject = scene.paragraph.subjects.get(verb)
    return None if subject is None else answer(scene, subject, "sentence", verb, 0.75)


def _ends_open(scene: Scene) -> bool:
    """True where the quotation leaves its sentence open for a cue: , ? or ! at its end, a comma after it, or the cue itself."""
    found, at = scene.paragraph.items, scene.place.item
    last = scene.reading.text[found.end[at] - 1]
    following = found.symbol[at + 1] if at + 1 < len(found) else _PARAGRAPH_END
    return last in ",?!，" or following in (COMMA, CUE, DASH) or (last not in ".。" and following in MENTIONS)


def _next_sentence(scene: Scene, verb: int) -> bool:
    """True where a full stop stands between the quotation and *verb*."""
    found, at = scene.paragraph.items, scene.place.item
    return any(found.lower[item] in (".", ";") for item in range(at + 1, verb))


def _verb_before(scene: Scene, symbol: int) -> int | None:
    """The nearest verb of a kind before the quotation, in its sentence, with no other quotation's end of sentence between."""
    found, at = scene.paragraph.items, scene.place.item
    here = scene.paragraph.sentence[at]
    for nth in range(bisect_left(found.verbs, at) - 1, -1, -1):
        verb = found.verbs[nth]
        if found.symbol[verb] == symbol:
            return verb if scene.paragraph.sentence[verb] == here else None
    return None


def _verb_behind(found: Items, at: int) -> int | None:
    """The first verb behind item *at*."""
    nth = bisect_right(found.verbs, at)
    return found.verbs[nth] if nth < len(found.verbs) else None
