"""Labelled articles as examples of the ranking, and the fit itself. Needs numpy; nothing of this runs in a build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from evaluation.quotations import article, in_doubled_marks
from evaluation.scorers import quotes as scorer
from variorum.model import Span
from variorum.names import Names
from variorum.quotations import rules
from variorum.quotations.candidates import Candidate, candidates
from variorum.quotations.certainty import ALWAYS
from variorum.quotations.kinds import names_a_work
from variorum.quotations.model import Model
from variorum.quotations.ranking import Ranking, is_sentence
from variorum.quotations.reading import Place, Reading
from variorum.quotations.tokens import vocabulary
from variorum.quotations.view import Earlier

NEWTON = 12  # steps; the last ones move nothing
OVERLAP = 0.7  # of the longer of two spans; the labels' edges differ from the marks' by a stop or a space at most


class Outcome(NamedTuple):
    """A speaker that was named."""

    signals: list[int]
    """What tells how sure the choice is."""
    right: bool


@dataclass(slots=True)
class Example:
    """One stretch between marks."""

    candidates: list[list[int]]
    """Features of each; the first is "nobody"."""
    right: list[int]
    """Candidates that the label allows; empty where none was reached."""
    keys: list[str]
    """Whom each candidate names; "" for a pronoun or role."""
    article: int
    optional: bool
    sure: bool
    """True where a rule decides before the ranking is asked."""
    outcome: Outcome | None = None
    """What a model made of it; None where it named nobody, or the label does not tell."""


def examples(rows: Iterable[dict[str, Any]], model: Model | None = None) -> Iterator[Example]:
    """The examples of labelled articles. The speaker before is the one that *model* decides for; without one, the labelled."""
    for number, row in enumerate(rows):
        yield from _of_article(number, row, model)


def _of_article(number: int, row: dict[str, Any], model: Model | None) -> Iterator[Example]:
    one = article(row)
    words = vocabulary("en")
    assert words
    reading = Reading(one.text, [block.span for block in one.blocks], 0, words)
    names = Names(one.text, [piece.words for pieces in reading.pieces for piece in pieces], words.lexicon)
    ranking = Ranking(reading, names, model)
    earlier: Earlier | None = None
    for place, piece in (one for run in reading.quotations() for one in run):
        if piece.single or in_doubled_marks(one.text, [piece.span]) or names_a_work(reading, place):
            continue
        gold = _label(row["quotes"], piece.words)
        view = ranking.view(place, piece, earlier)
        found = candidates(view)
        keys = [ranking.key(candidate.place) if candidate.place else "" for candidate in found]
        right = [0] if gold is None else [] if gold["speaker_text"] is None else _right(reading, found, keys, gold)
        optional = gold is not None and bool(gold["optional"])
        told = rules.sure(reading, place)
        outcome = None
        if told and model is not None:
            decided: Place | None = told.mention
        elif model is not None:
            chosen, among = ranking.weigh(view, is_sentence(reading, piece))
            decided = chosen.place
            if decided is not None and not optional:
                form = rules.form(reading, place, decided)
                fits = any(found[at].place == decided or (chosen.name and keys[at] == chosen.name) for at in right)
                outcome = Outcome(ranking.signals(view, chosen, form, among), fits)
        elif gold is not None and right and not optional:
            decided = _nearest(reading, found, right, gold)
        else:
            decided = None
        if decided is not None:
            earlier = ranking.earlier(place, decided)
        yield Example(
            [ranking.features(candidate) for candidate in found], right, keys, number, optional, told is not None, outcome
        )


def _label(labels: Sequence[dict[str, Any]], words: Span) -> dict[str, Any] | None:
    for label in labels:
        shared = min(label["end"], words.end) - max(label["start"], words.start)
        if shared > OVERLAP * max(len(words), label["end"] - label["start"]):
            return label
    return None


def _right(reading: Reading, found: Sequence[Candidate], keys: Sequence[str], gold: dict[str, Any]) -> list[int]:
    """The candidates that the scorer would count as right."""
    heads = scorer().heads(gold["speaker_text"])
    right = []
    for number, candidate in enumerate(found):
        if candidate.place is None:
            continue
        span = reading.span(candidate.place)
        overlaps = span.start < gold["speaker_end"] and gold["speaker_start"] < span.end
        if gold["speaker_type"] == "pronoun":
            fits = overlaps
        else:
            said = set(scorer().words(span.of(reading.text))) | set(scorer().words(keys[number]))
            fits = bool(heads & said) and (overlaps or bool(keys[number]))
        if fits:
            right.append(number)
    return right


def _nearest(reading: Reading, found: Sequence[Candidate], right: Sequence[int], gold: dict[str, Any]) -> Place | None:
    """Of the right candidates the one the label points at, else the first."""
    places = [candidate.place for candidate in (found[number] for number in right) if candidate.place]
    for place in places:
        span = reading.span(place)
        if span.start < gold["speaker_end"] and gold["speaker_start"] < span.end:
            return place
    return places[0]


# the fit -----------------------------------------------------------------------------------------------------------------

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be turned. Each default is the best of a few on five folds of the training articles."""

    rare: int = 8
    """A feature of fewer candidates is left out."""
    drop: float = 0.3
    """Share of features hidden at each step."""
    epochs: int = 12
    rate: float = 0.1
    decay: float = 2e-4
    """How strongly weights are pulled to 0, of an example."""
    batch: int = 16
    runs: int = 4
    seed: int = 1
    """Of the first run; each further one has the next."""


def fit(data: Sequence[Example], settings: Settings = Settings()) -> Model:
    """Log-linear ranking by stochastic gradient with per-feature steps (AdaGrad), the later epochs of some runs averaged.

    One run alone moves two of a hundred hard answers by what its random numbers hide: docs/model-card-quotations.md.
    """
    used = [example for example in data if example.right]
    index = _index(used, settings.rare)
    groups = [_pack(example, index) for example in used]
    weights = np.mean([_run(groups, len(index), settings, settings.seed + run) for run in range(settings.runs)], axis=0)
    return Model({feature: float(round(weights[at], 2)) for feature, at in index.items() if abs(weights[at]) >= 0.02})


def _run(groups: Sequence[_Group], size: int, settings: Settings, seed: int) -> NDArray[np.float64]:
    """The weights of one run. Those features that are not hidden count for more, so that scores keep their size."""
    random = np.random.default_rng(seed)
    weights, squares, summed = np.zeros(size), np.full(size, 1e-2), np.zeros(size)
    for epoch in range(settings.epochs):
        order = random.permutation(len(groups))
        for start in range(0, len(order), settings.batch):
            batch = [groups[at] for at in order[start : start + settings.batch]]
            kept = (random.random(size) > settings.drop) / (1.0 - settings.drop)
            gradient = _gradient(batch, weights * kept) * kept + settings.decay * settings.batch * weights
            squares += gradient * gradient
            weights -= settings.rate * gradient / np.sqrt(squares)
        if epoch >= settings.epochs // 2:
            summed += weights
    return summed / (settings.epochs - settings.epochs // 2)


def fit_certainty(outcomes: Sequence[Outcome], common: int = 6, strength: float = 12.0) -> dict[int, float]:
    """Logistic regression of right answers on their signals, by Newton's method.

    A signal of fewer than *common* answers is left out; *strength* pulls the weights to 0.
    """
    counts: dict[int, int] = {}
    for outcome in outcomes:
        for signal in set(outcome.signals):
            counts[signal] = counts.get(signal, 0) + 1
    index = {signal: at for at, signal in enumerate(sorted(one for one, count in counts.items() if count >= common))}
    seen = np.zeros((len(outcomes), len(index)))
    for row, outcome in enumerate(outcomes):
        seen[row, [index[signal] for signal in outcome.signals if signal in index]] = 1.0
    right = np.array([outcome.right for outcome in outcomes], dtype=float)
    pull = np.full(len(index), strength)
    pull[index[ALWAYS]] = 1e-3
    weights = np.zeros(len(index))
    for _ in range(NEWTON):
        given = 1.0 / (1.0 + np.exp(-seen @ weights))
        slope = seen.T @ (given - right) + pull * weights
        bend = (seen.T * (given * (1.0 - given))) @ seen + np.diag(pull)
        weights -= np.linalg.solve(bend, slope)
    return {signal: float(round(weights[at], 2)) for signal, at in index.items() if abs(weights[at]) >= 0.005}


def _index(data: Sequence[Example], rare: int) -> dict[int, int]:
    counts: dict[int, int] = {}
    for example in data:
        for features in example.candidates:
            for feature in set(features):
                counts[feature] = counts.get(feature, 0) + 1
    return {feature: at for at, feature in enumerate(sorted(one for one, count in counts.items() if count >= rare))}


@dataclass(frozen=True, slots=True)
class _Group:
    features: Ints
    rows: Ints
    """The candidate each feature belongs to."""
    right: NDArray[np.bool_]


def _pack(example: Example, index: dict[int, int]) -> _Group:
    features, rows = [], []
    for row, candidate in enumerate(example.candidates):
        known = [index[feature] for feature in candidate if feature in index]
        features += known
        rows += [row] * len(known)
    right = np.zeros(len(example.candidates), dtype=bool)
    right[example.right] = True
    return _Group(np.array(features, dtype=np.int64), np.array(rows, dtype=np.int64), right)


def _gradient(batch: Sequence[_Group], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of minus the log of the right candidates' summed probability."""
    offsets = np.cumsum([0] + [len(group.right) for group in batch])
    features = np.concatenate([group.features for group in batch])
    rows = np.concatenate([group.rows + offset for group, offset in zip(batch, offsets[:-1], strict=True)])
    scores = np.bincount(rows, weights=weights[features], minlength=int(offsets[-1]))
    slope = np.empty(int(offsets[-1]))
    for group, start in zip(batch, offsets[:-1], strict=True):
        part = scores[start : start + len(group.right)]
        share = np.exp(part - part.max())
        share /= share.sum()
        right = np.where(group.right, share, 0.0)
        slope[start : start + len(share)] = share - right / max(right.sum(), 1e-12)
    summed: NDArray[np.float64] = np.bincount(features, weights=slope[rows], minlength=len(weights)).astype(np.float64)
    return summed
