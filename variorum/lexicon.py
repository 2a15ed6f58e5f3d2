"""What a language's reporting looks like, as data: one YAML file a language under `variorum/lexicons/`.

Words are lower case and stand without a final full stop; a line or block of words is split at white space.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where the wheel has it: a language's words are read in a tenth of the time."""
LEXICONS = Path(__file__).resolve().parent / "lexicons"


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The closed classes of one language. Compared by identity, so that what is compiled from it can be kept by it.

    Sets hold folded word forms; mappings give a form's gender or kind, "" for none.
    """

    language: str
    capital_nouns: bool
    """True where every noun is written with a capital (German), so that a capital is no sign of a name."""
    cues: frozenset[str]
    """Forms of verbs that report speech: "said", "tells"."""
    weak_cues: frozenset[str]
    """Forms that report speech only in company: "called", "vowed", "wants"."""
    cue_phrases: tuple[tuple[str, ...], ...]
    """Words before a speaker that report as a verb does: ("according", "to")."""
    auxiliaries: frozenset[str]
    """Words that may stand between a subject and its verb: "has", "also", "later"."""
    titles: Mapping[str, str]
    """Words that stand before a name and are not part of it, with gender: "mr": "m", "senator": ""."""
    roles: Mapping[str, str]
    """Nouns for someone who speaks, with gender: "spokeswoman": "f", "official": ""."""
    plural_roles: frozenset[str]
    """Nouns for several who speak: "officials", "critics"."""
    voices: frozenset[str]
    """Nouns for things that are quoted: "statement", "report", "campaign"."""
    organisations: frozenset[str]
    """Words that make a name an organisation's: "ministry", "university", "inc"."""
    pronouns: Mapping[str, str]
    """Personal pronouns that can be subjects: `m`, `f`, `n`, `p` (they), `1` (I), `1p` (we), `2`."""
    possessives: Mapping[str, str]
    """"his": "m", "her": "f", "its": "n", "their": "p", "my": "1", "our": "1p"."""
    objects: Mapping[str, str]
    """Object forms: "him": "m", "them": "p"; they never speak, but tell gender."""
    relatives: frozenset[str]
    """"who", "which"."""
    determiners: frozenset[str]
    prepositions: frozenset[str]
    conjunctions: frozenset[str]
    function_words: frozenset[str]
    """All other closed-class words: "that", "not", "because"."""
    openers: frozenset[str]
    """Words that are no names although they have a capital at a sentence's beginning. Holds the classes above too."""
    particles: frozenset[str]
    """Lower-case words inside names: "van", "bin", "de"."""
    suffixes: frozenset[str]
    """Words after names: "jr", "iii"."""
    title_parts: frozenset[str]
    """Words inside a title that head none: "state" of "Secretary of State John Kerry"."""
    definite: frozenset[str]
    """Determiners of what is known already: "the", "this"."""
    locatives: frozenset[str]
    """Prepositions before places: "in", "at"."""
    joints: frozenset[str]
    """Words that join two names to one, "Ministry of Defence", or an office to its field, "Secretary of State"."""
    long_titles: Mapping[str, frozenset[str]]
    """The nouns that take an abbreviated title up again: "sen": {"senator", "lawmaker"}."""
    bodies: frozenset[str]
    """Nouns that take an organisation up again: "company", "ministry"."""
    abbreviations: frozenset[str]
    """Words whose full stop ends no sentence."""
    weekdays: frozenset[str]
    months: frozenset[str]
    naming: frozenset[str]
    """Words before a name or nickname in quotation marks: "dubbed", "titled", "nicknamed", "so-called"."""
    works: frozenset[str]
    """Nouns for things that have titles: "book", "film", "song"."""
    speech_nouns: frozenset[str] = frozenset()
    """Nouns for what was said: "an allegation by X that …"."""
    by: frozenset[str] = frozenset()
    """Prepositions between such a noun and the speaker: "by", "from"."""
    subordinators: frozenset[str] = frozenset()
    """Prepositions that also join a clause: "as", "after"."""
    qualifiers: frozenset[str] = frozenset()
    """Between a role and a preposition, parts of what it is called: "a person close to the family"."""
    finite: frozenset[str] = frozenset()
    """Auxiliary forms that make a clause: "is", "has", "would"."""
    demonyms: frozenset[str] = frozenset()
    """Words for where somebody is from: "Russian", "Britons". Each counts as a part of titles, too."""
    sides: frozenset[str] = frozenset()
    """Points of the compass before a demonym: "South" of "South Korean"."""
    office_joints: frozenset[str] = frozenset()
    """Join an office to its field, beside `joints`: "to" of "ambassador to"."""
    things: frozenset[str] = frozenset()
    """Words that make a name a place's, a work's or another thing's: "tower", "league", "act"."""
    fields: frozenset[str] = frozenset()
    """Words for what an office is over: "Trade" of "Minister of Industry and Trade". No person's first name."""
    places: frozenset[str] = frozenset()
    """Countries and capitals, in one word: what an office is of, and no name of a person with another of them."""
    times: frozenset[str] = frozenset()
    """Nouns that say when, with what stands before them: "week", "last"."""
    reflexives: frozenset[str] = frozenset()
    """Behind a name, parts of its phrase: "himself" of "Smith himself"."""
    relaying: frozenset[str] = frozenset()
    """Verbs whose object speaks: "quoted" of "IRNA quoted the minister as saying"."""
    prefixes: frozenset[str] = frozenset()
    """Before a hyphen and a name: "al" of "al-Falih"."""
    compounds: frozenset[str] = frozenset()
    """Inside a compound title: "then" of "Then-President"."""
    attributes: frozenset[str] = frozenset()
    """After a hyphen, in words that say something of a person: "based" of "Miami-based"."""
    endings: frozenset[str] = frozenset()
    """Endings that names take in other cases: "Пескова", "Песковым"."""


def lexicon(language: str) -> Lexicon | None:
    """The lexicon of *language* ("en", "de-AT" takes that of "de"); None where there is none. One object a language."""
    code = language.casefold().replace("_", "-").partition("-")[0]
    return _of(code) if code.isascii() and code.isalpha() else None


@cache
def _of(code: str) -> Lexicon | None:
    path = LEXICONS / f"{code}.yaml"
    if not path.is_file():
        return None
    return read(code, yaml.load(path.read_text(encoding="utf-8"), FAST))


def read(code: str, data: Mapping[str, Any]) -> Lexicon:
    """Make a lexicon of a file's *data*. Raises KeyError where a class of words is missing."""
    sets = {key: _words(data[key]) for key in (*_CLOSED, *_OPEN)} | {key: _words(data.get(key)) for key in _OPTIONAL}
    mappings = {key: _mapping(data[key]) for key in ("titles", "roles", "pronouns", "possessives", "objects")}
    closed = frozenset[str]().union(*(sets[key] for key in _CLOSED), *(mappings[key] for key in mappings if key not in _NAMING))
    sets["title_parts"] |= sets["demonyms"]
    values: dict[str, Any] = {**sets, **mappings, "openers": sets["openers"] | closed}
    return Lexicon(
        language=code,
        capital_nouns=bool(data.get("capital_nouns", False)),
        long_titles={short: frozenset(longs.split()) for short, longs in data["long_titles"].items()},
        cue_phrases=tuple(tuple(phrase.split()) for phrase in data["cue_phrases"]),
        **values,
    )


_CLOSED = ("determiners", "prepositions", "conjunctions", "function_words", "auxiliaries", "relatives")
_OPEN = (
    "cues", "weak_cues", "plural_roles", "voices", "organisations", "openers", "particles", "suffixes", "abbreviations",
    "weekdays", "months", "naming", "works", "title_parts", "bodies", "joints", "locatives", "definite",
)  # fmt: skip
_OPTIONAL = (
    "speech_nouns", "by", "finite", "endings", "subordinators", "qualifiers", "demonyms", "sides", "office_joints", "things",
    "relaying", "prefixes", "compounds", "attributes", "fields", "places", "times", "reflexives",
)  # fmt: skip
_NAMING = ("titles", "roles")  # the only mappings whose words may begin a name


def _words(value: object) -> frozenset[str]:
    if isinstance(value, list):
        return frozenset(word for line in value for word in str(line).split())
    return frozenset(str(value or "").split())


def _mapping(value: Mapping[str, str]) -> Mapping[str, str]:
    """`{f: "ms mrs", "": "dr"}` gives {"ms": "f", "mrs": "f", "dr": ""}."""
    return {word: ("" if key == "any" else str(key)) for key, words in value.items() for word in str(words or "").split()}
