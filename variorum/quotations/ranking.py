"""The ranking: the candidates of a quotation and the choice among them by fitted weights, docs/quotations.md#ranking."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.model import Kind
from variorum.names import Names
from variorum.quotations import rules
from variorum.quotations.candidates import Candidate, further, near
from variorum.quotations.certainty import Choice, signals
from variorum.quotations.features import features
from variorum.quotations.kinds import spoken_kind
from variorum.quotations.marks import Marked, is_turn
from variorum.quotations.model import Model, probabilities
from variorum.quotations.reading import Place, Reading
from variorum.quotations.scene import Found
from variorum.quotations.standing import standing
from variorum.quotations.tokens import NAME, PRONOUN
from variorum.quotations.view import Document, Earlier, View

SURE_ENOUGH = 0.55  # probability; below it nobody is named: of those from .5 to .55 fewer than half are right, above it more
LIKELY = 0.4  # share of the probability that "nobody" leaves, which names who speaks a sentence: somebody must have said it
SENTENCE = 8  # words from which on marks hold speech and keep no distance
SUBJECT = 0.05  # probability of a pronoun from which on it counts with the name that it takes up, and is the mention
EVIDENT = 0.9  # probability of one from which on nothing would change if it were followed

SETTLED = 0.97  # share of one mention of the quotation's paragraph from which on no other paragraph is looked into. On 18,614
# quotations of two corpora no name changed, and four mentions: docs/quotations.md#ranking


class _Keys(dict[Place, str]):
    """Whom mentions name, or the name that a relative pronoun follows; "" for another pronoun, a role. Worked out when it is
    first asked for.

    As of `_Meant`, no function of the ranking is held, so that all of it is gone with its last use, not with the next look
    for cyclic garbage.
    """

    def __init__(self, reading: Reading, names: Names) -> None:
        self._reading, self._names = reading, names

    def __missing__(self, place: Place) -> str:
        paragraph = self._reading.paragraph(place.paragraph)
        item = paragraph.relatives.get(place.item, place.item)
        named = item >= 0 and paragraph.items.symbol[item] == NAME
        found = self[place] = self._names.key(paragraph.items.span(item)) if named else ""
        return found


class _Meant(dict[Place, str]):
    """Whom mentions name or, as far as the names before it tell, a pronoun means; "" where that is not known."""

    def __init__(self, reading: Reading, names: Names, keys: _Keys) -> None:
        self._reading, self._names, self._keys = reading, names, keys

    def __missing__(self, place: Place) -> str:
        found, (number, item) = self._keys[place], place
        paragraph = self._reading.paragraph(number)
        if not found and paragraph.items.symbol[item] == PRONOUN and item not in paragraph.relatives:
            found = self._names.whom(paragraph.items.span(item))
        self[place] = found
        return found


class Ranking:
    """The candidates of an article's quotations, and the choice among them."""

    def __init__(self, reading: Reading, names: Names, fitted: Model | None) -> None:
        self._reading = reading
        self._model = fitted
        keys = _Keys(reading, names)
        self.key, self.meant = keys.__getitem__, _Meant(reading, names, keys).__getitem__
        self._document = Document(reading, self.key)

    def earlier(self, quotation: Place, mention: Place) -> Earlier:
        """A decision, as the next quotation sees it."""
        return Earlier(self._document, quotation, mention)

    def view(self, place: Place, piece: Marked, earlier: Earlier | None) -> View:
        """A quotation in its surroundings."""
        return View(self._document, place, earlier, piece.closed)

    def answer(self, place: Place, piece: Marked, earlier: Earlier | None) -> Found | None:
        """Who is quoted, in which form, how surely; None for nobody."""
        assert self._model
        view = self.view(place, piece, earlier)
        chosen, among = self.weigh(view, is_sentence(self._reading, piece))
        if chosen.place is None:
            return None
        form = rules.form(self._reading, place, chosen.place)
        confidence = self._model.confidence(self.signals(view, chosen, form, among))
        return form._replace(confidence=confidence, name=chosen.name)

    def weigh(self, view: View, sentence: bool) -> tuple[Choice, int]:
        """The likeliest answer, and among how many. Other paragraphs are looked into where it is not SETTLED without them."""
        found = near(view)
        scores = self._scores(found)
        shares = probabilities(scores)
        if max(shares[1:], default=0.0) < SETTLED and (more := further(view, found)):
            found += more
            shares = probabilities(scores + self._scores(more))
        return self.choose(found, shares, sentence), len(found)

    def signals(self, view: View, chosen: Choice, form: Found, candidates: int) -> list[int]:
        """What tells how sure a choice of a speaker is."""
        assert chosen.place
        key, earlier = self.key(chosen.place), view.earlier
        same = earlier is not None and (earlier.mention == chosen.place or (bool(key) and earlier.key == key))
        return signals(view, chosen, form.rule, len(key.split()), same, candidates)

    def choose(self, found: Sequence[Candidate], shares: Sequence[float], sentence: bool) -> Choice:
        """The likeliest answer, of candidates with *shares* of the probability. Those that mean the same one count together; a
        pronoun among them is the mention, as it is the subject: "Smith spoke on Friday. He warned of"."""
        places = [one.place for one in found]
        key, meant = self.key, self.meant
        keys = [
            "" if place is None else meant(place) if SUBJECT <= share < EVIDENT else key(place)
            for place, share in zip(places, shares, strict=True)
        ]
        _join_relatives(found, places, keys)
        chosen = choose(places, shares, keys, sentence)
        if chosen.place is None or not (name := keys[places.index(chosen.place)]):
            return chosen
        alike = [
            (share, place)
            for share, place, key in zip(shares, places, keys, strict=True)
            if place and key == name and share >= SUBJECT
        ]
        pronouns = [one for one in alike if self._reading.symbol(one[1]) == PRONOUN]
        if not pronouns:
            return chosen
        return chosen._replace(place=max(pronouns)[1], name=name if len(pronouns) < len(alike) else "")

    def features(self, candidate: Candidate) -> list[int]:
        """All features of a candidate."""
        place, groups, base, paragraph = candidate
        if place is None or paragraph is None or base < 0:
            return features(groups)
        return features(groups) + features(standing(paragraph, place.item, base, self._document))

    def _scores(self, found: Sequence[Candidate]) -> list[float]:
        assert self._model
        scored, document = self._model.scored, self._document
        scores = []
        for place, groups, base, paragraph in found:
            own = sum(map(scored, groups))
            if base >= 0 and place is not None and paragraph is not None:
                item, remembered = place.item, paragraph.scores
                known = remembered.get((item, base))
                if known is None:
                    known = remembered[item, base] = sum(map(scored, standing(paragraph, item, base, document)))
                own += known
            scores.append(own)
        return scores


def _join_relatives(found: Sequence[Candidate], places: Sequence[Place | None], keys: list[str]) -> None:
    """Give "who" and the role before it, "a lawyer who", one key."""
    for number, (place, _, _, paragraph) in enumerate(found):
        if place is not None and paragraph is not None and not keys[number] and place.item in paragraph.relatives:
            role = Place(place.paragraph, paragraph.relatives[place.item])
            if role.item >= 0 and role in places:
                keys[number] = keys[places.index(role)] = f"{role}"


def choose(places: Sequence[Place | None], shares: Sequence[float], keys: Sequence[str], sentence: bool = False) -> Choice:
    """Pool the *shares* of *places* by *keys* and take the likeliest, or "nobody", the first.

    Who is named has SURE_ENOUGH; who speaks a *sentence*, LIKELY of what "nobody" leaves.
    """
    pooled: dict[object, float] = {}
    best: dict[object, int] = {}
    for number in range(1, len(places)):
        key: object = keys[number] or number
        pooled[key] = pooled.get(key, 0.0) + shares[number]
        if key not in best or shares[number] > shares[best[key]]:
            best[key] = number
    nobody = shares[0]
    likeliest = max(pooled, key=lambda key: pooled[key], default=None)
    if likeliest is None:
        return Choice(None, nobody)
    share = pooled[likeliest]
    if share < LIKELY * (1.0 - nobody) if sentence else share < SURE_ENOUGH:
        return Choice(None, nobody)
    second = max((share for key, share in pooled.items() if key != likeliest), default=0.0)
    return Choice(places[best[likeliest]], share, second, nobody)


def is_sentence(reading: Reading, piece: Marked) -> bool:
    """True for marks that hold a sentence and no line of a transcript: speech, whoever speaks."""
    text = piece.words.of(reading.text)
    if text.count(" ") + 1 < SENTENCE or piece.single or is_turn(reading.text, piece):
        return False
    capital = sum([word[0].isupper() for word in text.split()])
    return spoken_kind(text, reading.words.lexicon) is Kind.DIRECT and 2 * capital <= text.count(" ") + 1


def taken_up(reading: Reading, place: Place) -> Place | None:
    """The phrase that the relative pronoun at *place* takes up, *place* itself where none is; None for "who" on its own."""
    item = reading.paragraph(place.paragraph).relatives.get(place.item, place.item)
    return place if item == place.item else Place(place.paragraph, item) if item >= 0 else None
