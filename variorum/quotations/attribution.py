"""Which mention speaks, for every quotation of an article in turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from variorum.model import Span
from variorum.names import Names
from variorum.quotations import rules
from variorum.quotations.clauses import joint_subject
from variorum.quotations.kinds import names_a_work, says_nothing
from variorum.quotations.marks import Marked, is_turn
from variorum.quotations.model import Model, model
from variorum.quotations.ranking import Ranking, is_sentence, taken_up
from variorum.quotations.reading import Place, Reading
from variorum.quotations.scene import Found
from variorum.quotations.view import Earlier

UNCLOSED = 0.8  # confidence at most where the closing mark is missing, or the opening one is turned the wrong way: where the
# words end or begin is not known
_TURNED = "”"


class Decision(NamedTuple):
    """What was decided of one quotation."""

    spoken: bool
    """False for distance, titles and nicknames."""
    before: str
    """The folded word in front of the marks."""
    mention: Span | None = None
    cue: Span | None = None
    rule: str = "nobody"
    confidence: float = 1.0
    joint: bool = False
    """True where the mention names several who speak as one."""
    name: str = ""
    """Whom the mention, a pronoun, means, where the ranking counted it together with a name of theirs."""
    taken_up: Span | None = None
    """What the mention, a relative pronoun, stands right behind: "the mayor" of "the mayor, who"."""


Run = Sequence[tuple[Place, Marked]]
"""A quotation: the stretches it runs through."""


def decide(
    reading: Reading, names: Names, rules_only: bool = False, fitted: Model | None = None
) -> Iterator[tuple[Run, Decision]]:
    """Every quotation, in text order, decided: by the *fitted* ranking, the language's own if none is given, else by rules."""
    fitted = None if rules_only else fitted or model(reading.words.lexicon.language)
    return by_ranking(reading, names, fitted) if fitted else by_rules(reading)


def by_rules(reading: Reading) -> Iterator[tuple[Run, Decision]]:
    """Decide by rules alone: docs/quotations.md#rules."""
    last: Found | None = None
    last_place: Place | None = None
    for run in reading.quotations():
        answers = []
        silent = len(run) == 1 and (run[0][1].single or says_nothing(reading, run[0][0]))
        for place, _ in run:
            found = None if silent else rules.attribute(reading, place, last, last_place)
            if found:
                last, last_place = found, place
            answers.append(found)
        best = _surest(answers)
        if best:
            last = best
        decision = _decision(reading, run, best)
        yield run, decision if best else decision._replace(spoken=not silent)


def by_ranking(reading: Reading, names: Names, fitted: Model) -> Iterator[tuple[Run, Decision]]:
    """Decide by the fitted ranking: docs/quotations.md#ranking."""
    ranking = Ranking(reading, names, fitted)
    earlier: Earlier | None = None
    for run in reading.quotations():
        answers = []
        for place, piece in run:
            found = None
            silent = piece.single or is_turn(reading.text, piece) or names_a_work(reading, place)
            if not silent and place.paragraph >= reading.headlines:
                found = rules.sure(reading, place) or ranking.answer(place, piece, earlier)
            if found:
                earlier = ranking.earlier(place, found.mention)
            answers.append(found)
        best = _surest(answers)
        if best and (not run[-1][1].closed or _turned(reading, run[0][1])):
            best = best._replace(confidence=min(best.confidence, UNCLOSED))
        if best and len(run) > 1:
            earlier = ranking.earlier(run[-1][0], best.mention)
        yield run, _decision(reading, run, best)


def _turned(reading: Reading, piece: Marked) -> bool:
    """True where a closing mark opens the quotation, which a converter or a writer turned."""
    return piece.opened and reading.text[piece.span.start] == _TURNED


def _surest(answers: Sequence[Found | None]) -> Found | None:
    """Of the answers for the pieces of one quotation the one that holds for all: its speaker may be named beside any."""
    return max((one for one in answers if one), key=lambda one: one.confidence, default=None)


def word_before(reading: Reading, place: Place) -> str:
    """The folded word in front of a quotation, "" at the beginning of a paragraph."""
    return reading.paragraph(place.paragraph).items.lower[place.item - 1] if place.item else ""


def _decision(reading: Reading, run: Run, found: Found | None) -> Decision:
    place, piece = run[0]
    before = word_before(reading, place)
    if found is None:
        headline = place.paragraph < reading.headlines and not piece.single
        spoken = is_sentence(reading, piece) or (headline and not says_nothing(reading, place))
        return Decision(spoken, before)
    cue = reading.span(found.cue) if found.cue else None
    paragraph = reading.paragraph(found.mention.paragraph)
    first, last = joint_subject(paragraph.items, paragraph.sentence, found.mention.item)
    reflexive = paragraph.items.lower[last + 1 : last + 2]
    ends = last + 1 if reflexive and reflexive[0] in reading.words.lexicon.reflexives else last  # "Smith himself"
    mention = Span(paragraph.items.start[first], paragraph.items.end[ends])
    followed = taken_up(reading, found.mention)
    behind = reading.span(followed) if followed and followed != found.mention else None
    return Decision(True, before, mention, cue, found.rule, found.confidence, first < last, found.name, behind)
