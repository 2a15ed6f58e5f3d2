"""What a changed word does, as data: one YAML file a language under `variorum/lexicons/changes/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from variorum.lexicon import FAST, LEXICONS, Lexicon, lexicon


@dataclass(frozen=True, slots=True, eq=False)
class Tongue:
    """The words of one language that tell what a change does; all folded. One a language (`tongue`), equal to itself alone."""

    hedges: frozenset[str]
    hedge_phrases: tuple[tuple[str, ...], ...]
    hedge_words: frozenset[str]
    """The hedges, and the first word of each phrase: where none stands, nothing hedges."""
    verbs: Mapping[str, str]
    """A form of a reporting verb to its stance: "claims" to "distancing"."""
    cues: frozenset[str]
    """All words that report speech, alone or in company; the verbs included."""
    attribution_phrases: tuple[tuple[str, ...], ...]
    attribution_words: frozenset[str]
    """The first word of each: where none stands, no phrase does."""
    speakers: frozenset[str]
    """Words for who or what can be quoted: subjects, titles, and sources such as "the report"."""
    negations: frozenset[str]
    no_negations: tuple[tuple[str, ...], ...]
    """Phrases that hold a negation and negate nothing: "or not"."""
    intensity: frozenset[str]
    numbers: frozenset[str]
    numerals: Mapping[str, str]
    """"seven" to "7"."""
    dates: frozenset[str]
    """Words that date an event; months and weekdays included."""
    titles: frozenset[str]
    """Words that stand before a name and tell what its bearer is; roles included."""
    function_words: frozenset[str]
    nameless: frozenset[str]
    """Function words and dates: a capital makes no name of them."""
    past: Mapping[str, str]
    """A hedge that is also another verb's past form, to that verb: "could" to "can"."""
    light: frozenset[str]
    """Function words, hedges and connectives: they come and go when a sentence is copied."""
    subjects: frozenset[str]
    """Pronouns that can say something: "he", "they"."""
    contractions: Mapping[str, tuple[str, ...]]
    """Contracted words, or their endings, written out: "n't" to ("not",)."""
    spellings: Mapping[str, str]
    """A spelling to the one that stands for all of them."""
    spelling_endings: tuple[tuple[str, str], ...]


@cache
def tongue(language: str) -> Tongue:
    """The change lexicon of *language* ("en-GB" takes that of "en"); one without words where there is none."""
    code = language.casefold().replace("_", "-").partition("-")[0]
    path = LEXICONS / "changes" / f"{code}.yaml"
    known = code.isascii() and code.isalpha() and path.is_file()
    return read(yaml.load(path.read_text(encoding="utf-8"), FAST) if known else {}, lexicon(code))


def read(data: Mapping[str, Any], reporting: Lexicon | None) -> Tongue:
    """Make a change lexicon of a file's *data* and of the language's lexicon of *reporting*."""
    verbs = {form: stance for stance, forms in data.get("verbs", {}).items() for form in _words(forms)}
    dates = _words(data.get("dates")) | (reporting.weekdays | reporting.months if reporting else frozenset())
    titles = frozenset({*reporting.titles, *reporting.roles}) if reporting else frozenset()
    subjects = frozenset(reporting.pronouns) - frozenset(("i", "you", "we")) if reporting else frozenset()
    return Tongue(
        hedges=_words(data.get("hedges")),
        hedge_phrases=_phrases(data.get("hedge_phrases")),
        hedge_words=_words(data.get("hedges")) | {phrase[0] for phrase in _phrases(data.get("hedge_phrases"))},
        verbs=verbs,
        cues=frozenset(verbs) | (reporting.cues | reporting.weak_cues if reporting else frozenset()),
        attribution_phrases=_phrases(data.get("attribution_phrases")),
        attribution_words=frozenset(phrase[0] for phrase in _phrases(data.get("attribution_phrases"))),
        speakers=subjects | titles | _words(data.get("sources")),
        negations=_words(data.get("negations")),
        no_negations=_phrases(data.get("no_negations")),
        intensity=_words(data.get("intensity")),
        numbers=_words(data.get("numbers")),
        numerals={word: str(numeral) for word, numeral in data.get("numerals", {}).items()},
        dates=dates,
        titles=titles,
        function_words=_function_words(reporting),
        nameless=_function_words(reporting) | dates,
        past={word: str(present) for word, present in data.get("past", {}).items()},
        light=_function_words(reporting) | _words(data.get("hedges")) | _words(data.get("connectives")),
        subjects=subjects,
        contractions={word: tuple(str(full).split()) for word, full in data.get("contractions", {}).items()},
        spellings={form: line.split()[0] for line in data.get("spellings", ()) for form in line.split()},
        spelling_endings=tuple((one, two) for one, two in map(str.split, data.get("spelling_endings", ()))),
    )


def _function_words(reporting: Lexicon | None) -> frozenset[str]:
    if reporting is None:
        return frozenset()
    closed = (reporting.determiners, reporting.prepositions, reporting.conjunctions, reporting.function_words)
    return frozenset().union(*closed, reporting.auxiliaries, reporting.relatives, reporting.pronouns, reporting.possessives)


def _words(value: object) -> frozenset[str]:
    if isinstance(value, list):
        return frozenset(word for line in value for word in str(line).split())
    return frozenset(str(value or "").split())


def _phrases(value: list[str] | None) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in value or ())
