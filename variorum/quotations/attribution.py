"""Which mention speaks, for every quotation of an article in turn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from variorum.model import Span
from variorum.names import Names
from variorum.quotations import rules
from variorum.quotations.candidates import Candidate, candidates
from variorum.quotations.clauses import joint_subject
from variorum.quotations.features import Document, Earlier, View, standing
from variorum.quotations.kinds import says_nothing
from variorum.quotations.marks import Marked
from variorum.quotations.model import Model, model, probabilities
from variorum.quotations.reading import Place, Reading

_TURN = re.compile(r"[^\W\d_a-z]{2}[^\W\d_a-z.' -]*:|\([^\W\d_a-z]{2}[^\W\d_a-z ]*\.?\)")
SURE_ENOUGH = 0.45  # probability; below it nobody is named. 0 names more, of which less than half rightly


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of one stretch between marks."""

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


class Choice(NamedTuple):
    """The ranking's answer."""

    place: Place | None
    """None for "nobody"."""
    probability: float


def decide(reading: Reading, names: Names, rules_only: bool = False) -> Iterator[tuple[Marked, Decision]]:
    """Every stretch between marks, in text order, decided: by the fitted ranking where the language has one, else by rules."""
    fitted = None if rules_only else model(reading.words.lexicon.language)
    return by_ranking(reading, names, fitted) if fitted else by_rules(reading)


def by_rules(reading: Reading) -> Iterator[tuple[Marked, Decision]]:
    """Decide by rules alone: docs/quotations.md#rules."""
    last: rules.Found | None = None
    last_place: Place | None = None
    for place, piece in reading.quotations():
        if piece.single or says_nothing(reading, place):
            yield piece, Decision(False, word_before(reading, place))
            continue
        found = rules.attribute(reading, place, last, last_place)
        if found:
            last, last_place = found, place
        decision = _decision(reading, place, piece, found)
        yield piece, decision if found else replace(decision, spoken=True)


def by_ranking(reading: Reading, names: Names, fitted: Model) -> Iterator[tuple[Marked, Decision]]:
    """Decide by the fitted ranking: docs/quotations.md#ranking."""
    ranking = Ranking(reading, names, fitted)
    earlier: Earlier | None = None
    running: list[tuple[Place, Marked, rules.Found | None]] = []
    for place, piece in reading.quotations():
        found = None
        if not piece.single and place.paragraph >= reading.headlines and not _is_turn(reading.text, piece):
            found = rules.sure(reading, place) or ranking.answer(place, piece, earlier)
        running.append((place, piece, found))
        if found:
            earlier = ranking.earlier(place, found.mention)
        if _runs_on(reading, place, piece):
            continue
        best = max((one for _, _, one in running if one), key=lambda one: one.confidence, default=None)
        if best:
            earlier = ranking.earlier(place, best.mention)
        for own, part, _ in running:
            yield part, _decision(reading, own, part, best)
        running = []


def _runs_on(reading: Reading, place: Place, piece: Marked) -> bool:
    """True where the quotation stays open at its block's end and the next block begins with its next piece."""
    following = place.paragraph + 1
    if piece.closed or following >= len(reading.blocks) or piece.span.end != reading.blocks[place.paragraph].end:
        return False
    pieces = reading.pieces[following]
    return bool(pieces) and pieces[0].span.start == reading.blocks[following].start and not _is_turn(reading.text, pieces[0])


def _is_turn(text: str, piece: Marked) -> bool:
    """True for a line of a transcript that a stray mark opens: "WALLACE: If I may."""
    return not piece.closed and bool(_TURN.match(text, piece.words.start, piece.words.end))


class Ranking:
    """The candidates of an article's quotations, and the choice among them."""

    def __init__(self, reading: Reading, names: Names, fitted: Model | None) -> None:
        self._reading = reading
        self._names = names
        self._model = fitted
        self._keys: dict[Place, str] = {}
        self._document = Document(reading, self.key)

    def key(self, place: Place) -> str:
        """Whom a mention names; "" for a pronoun, a role."""
        known = self._keys.get(place)
        if known is None:
            known = self._keys[place] = self._names.key(self._reading.span(place))
        return known

    def earlier(self, quotation: Place, mention: Place) -> Earlier:
        """A decision, as the next quotation sees it."""
        return Earlier(self._document, quotation, mention)

    def candidates(self, place: Place, piece: Marked, earlier: Earlier | None) -> list[Candidate]:
        """The possible answers for a quotation, "nobody" first."""
        return candidates(View(self._document, place, earlier, piece.closed))

    def answer(self, place: Place, piece: Marked, earlier: Earlier | None) -> rules.Found | None:
        """Who is quoted, in which form, how surely; None for nobody."""
        assert self._model
        chosen = self.choose(self.candidates(place, piece, earlier))
        if chosen.place is None:
            return None
        form = rules.form(self._reading, place, chosen.place)
        return form._replace(confidence=self._model.confidence(chosen.probability))

    def choose(self, found: Sequence[Candidate]) -> Choice:
        """The likeliest answer. Candidates that name the same one count together; the likeliest of them is the mention."""
        keys = [self.key(one.place) if one.place else "" for one in found]
        return choose(found, probabilities([self._score(one) for one in found]), keys)

    def features(self, candidate: Candidate) -> list[int]:
        """All features of a candidate."""
        place, features, base = candidate
        if place is None or base < 0:
            return features
        return features + standing(self._reading.paragraph(place.paragraph), place.item, base, self._document)

    def _score(self, candidate: Candidate) -> float:
        assert self._model
        place, features, base = candidate
        score = self._model.score(features)
        if place is None or base < 0:
            return score
        paragraph = self._reading.paragraph(place.paragraph)
        known = paragraph.scores.get((place.item, base))
        if known is None:
            known = self._model.score(standing(paragraph, place.item, base, self._document))
            paragraph.scores[place.item, base] = known
        return score + known


def choose(found: Sequence[Candidate], shares: Sequence[float], keys: Sequence[str]) -> Choice:
    """Pool *shares* by *keys* and take the likeliest; "nobody" where no speaker reaches SURE_ENOUGH."""
    pooled: dict[object, float] = {}
    best: dict[object, int] = {}
    for number in range(1, len(found)):
        key: object = keys[number] or number
        pooled[key] = pooled.get(key, 0.0) + shares[number]
        if key not in best or shares[number] > shares[best[key]]:
            best[key] = number
    nobody = shares[0]
    likeliest = max(pooled, key=lambda key: pooled[key], default=None)
    if likeliest is None or pooled[likeliest] <= nobody or pooled[likeliest] < SURE_ENOUGH:
        return Choice(None, nobody)
    return Choice(found[best[likeliest]].place, pooled[likeliest])


def word_before(reading: Reading, place: Place) -> str:
    """The folded word in front of a quotation, "" at the beginning of a paragraph."""
    return reading.paragraph(place.paragraph).items.lower[place.item - 1] if place.item else ""


def _decision(reading: Reading, place: Place, piece: Marked, found: rules.Found | None) -> Decision:
    before = word_before(reading, place)
    if found is None:
        headline = place.paragraph < reading.headlines and not piece.single
        return Decision(headline and not says_nothing(reading, place), before)
    cue = reading.span(found.cue) if found.cue else None
    paragraph = reading.paragraph(found.mention.paragraph)
    first, last = joint_subject(paragraph.items, paragraph.sentence, found.mention.item)
    mention = Span(paragraph.items.start[first], paragraph.items.end[last])
    return Decision(True, before, mention, cue, found.rule, found.confidence, first < last)
