"""What became of the quotations of one witness in another: kept, altered, dropped, added, or made from what was not quoted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from variorum import addresses
from variorum.model import Annotation, Article, ArticleId, Quotation, Relation
from variorum.model.values import Value, dataclass
from variorum.pages.holdings import Holdings
from variorum.pages.page import Deferred
from variorum.pages.quoting import SPOKEN
from variorum.text import words

ORDER = ("made", "altered", "dropped", "added", "kept")
"""As they are listed: what a reader would not expect comes first."""


@dataclass(frozen=True, slots=True)
class Fate(Value):
    """One quotation, or two that are one."""

    kind: str
    """One of `ORDER`."""
    text: str
    """As the witness has it, or as the base has what was dropped."""
    base: str
    """Its address in the base; "" where it is not quoted there."""
    witness: str
    """Its address in the witness; "" where it is not quoted there."""
    speaker: str
    language: str


@dataclass(frozen=True, slots=True)
class Quoting(Value):
    """A witness with what it quotes."""

    article: Article
    annotation: Annotation
    utterances: tuple[str, ...]
    """Ids, parallel to the annotation's quotations; "" where none gathers it."""
    names: tuple[str, ...]
    """Of the speakers, parallel to them; "" for nobody who has a page."""


def fates(relations: Sequence[Relation], holdings: Holdings) -> Deferred:
    """Of each of *relations* the fate of every quotation of either, as `fates_of` gives it."""
    ids = dict.fromkeys(id for relation in relations for id in (relation.base, relation.witness))
    return Deferred(fates_of_each, (tuple(relations), tuple(quoting(id, holdings) for id in ids)))


def quoting(id: ArticleId, holdings: Holdings) -> Quoting:
    """The article *id* with what it quotes."""
    annotation = holdings.annotation(id)
    utterances = holdings.utterances_in.get(id, {})
    found = [utterances.get(one.id) for one in annotation.spoken]
    named = (holdings.speaker(one.speaker) if one.speaker else None for one in annotation.spoken)
    names = [speaker.name if speaker else "" for speaker in named]
    return Quoting(holdings.article(id), annotation, tuple(one.id if one else "" for one in found), tuple(names))


@dataclass(frozen=True, slots=True)
class _Told(Value):
    """A quotation that is shown as one, with its article, its utterance and the name of its speaker."""

    article: Article
    quotation: Quotation
    utterance: str
    name: str


def _told(of: Quoting) -> list[_Told]:
    rows = zip(of.annotation.quotations, of.utterances, of.names, strict=True)
    return [_Told(of.article, one, utterance, name) for one, utterance, name in rows if one.kind in SPOKEN]


def fates_of_each(relations: Sequence[Relation], said: Sequence[Quoting]) -> tuple[tuple[Fate, ...], ...]:
    """What `fates_of` gives of each of *relations*; *said* is what all that they join quote."""
    told = {one.article.id: one for one in said}
    return tuple(fates_of(one, told[one.base], told[one.witness]) for one in relations)


def fates_of(relation: Relation, base: Quoting, witness: Quoting) -> tuple[Fate, ...]:
    """The fate of every quotation of either, in the order of `ORDER`, then of the text."""
    return tuple(sorted(_in_order(relation, _told(base), _told(witness)), key=lambda fate: ORDER.index(fate.kind)))


def _in_order(relation: Relation, base: list[_Told], witness: list[_Told]) -> Iterator[Fate]:
    twins = dict(_twins(base, witness))
    turned = [
        variant.witness
        for passage in relation.passages
        for variant in passage.variants
        if variant.change == "speech-became-quotation"
    ]
    for place, one in enumerate(witness):
        if place in twins.values():
            continue
        made = any(one.quotation.spans[0].overlaps(span) for span in turned)
        yield _fate("made" if made else "added", one, None, one)
    for place, one in enumerate(base):
        if place not in twins:
            yield _fate("dropped", one, one, None)
        else:
            twin = witness[twins[place]]
            yield _fate("kept" if _folded(one) == _folded(twin) else "altered", twin, one, twin)


def _twins(base: list[_Told], witness: list[_Told]) -> Iterator[tuple[int, int]]:
    """Places of quotations of one utterance, each used once, in the order of the base."""
    used: set[int] = set()
    for place, one in enumerate(base):
        for other, found in enumerate(witness):
            if other not in used and one.utterance and found.utterance == one.utterance:
                used.add(other)
                yield place, other
                break


def _fate(kind: str, shown: _Told, base: _Told | None, witness: _Told | None) -> Fate:
    text = " ".join(span.of(shown.article.text) for span in shown.quotation.spans)
    places = ["" if one is None else _address(one) for one in (base, witness)]
    name = shown.name or shown.quotation.attribution.name
    return Fate(kind, text, places[0], places[1], name, shown.article.language)


def _address(told: _Told) -> str:
    return f"{addresses.article(told.article.id)}#{told.quotation.id}"


def _folded(told: _Told) -> list[str]:
    return [word for span in told.quotation.words for word in words(span.of(told.article.text)).folded]
