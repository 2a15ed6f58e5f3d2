"""Capitalised stretches of a text, taken apart: "Sen. Marco Rubio" is a title and a name of two words."""

from __future__ import annotations

import re
from functools import lru_cache

from variorum.lexicon import Lexicon
from variorum.model.values import Value, dataclass
from variorum.names.folding import compared, folded
from variorum.names.leads import after_titles, is_compound, is_titular, tables, without_lead

MAX_WORDS = 4  # of a person's name, particles not counted. Spanish and Arabic names reach four; longer runs are organisations.


@dataclass(frozen=True, slots=True)
class Form(Value):
    """One way of writing a name, without its place."""

    start: int
    """Offset of the name in the stretch that was read, after titles."""
    end: int
    words: tuple[str, ...]
    """Of the name, as written, titles stripped, a suffix kept."""
    keys: tuple[str, ...]
    """Those that carry it: folded; particles, nicknames and suffix left out."""
    title: str = ""
    """The last word that was stripped from its front, folded: "sen", "spokesman"; "" for none."""
    gender: str = ""
    """Of the titles: `m`, `f`, or ""."""
    suffix: str = ""
    """"jr"."""
    organisation: bool = False
    """A word in it says so: "Ministry of Defence"."""
    thing: bool = False
    """A word in it says that it is a place's, a work's or another thing's name: "Trump Tower"."""
    capitals: bool = False
    """Written in capitals throughout."""
    outer: int = 0
    """Where its titles begin, in the stretch that was read."""
    titular: bool = False
    """Ends in a title or role, "Stephen King", "King", "Campaign Manager": a name only where the text uses it so."""

    name: str = ""
    """The words in one line."""


_WORD = re.compile(r"[^\s,“”\"()]+")


@lru_cache(maxsize=1 << 16)  # a name recurs; 65,536 forms are some 30 MB
def read(raw: str, lexicon: Lexicon) -> tuple[Form, ...]:
    """The names in one capitalised run. "Monday Clinton And Donald Trump" holds two."""
    simple = _simple(raw, lexicon)
    if simple is not None:
        return simple
    telling = tables(lexicon).telling
    pieces: list[tuple[list[re.Match[str]], list[str]]] = [([], [])]
    for match in _WORD.finditer(raw):
        if "-" in match[0]:
            match = _unglued(match, lexicon)
        key = folded(match[0].strip("'‘’"))
        if (key in telling or "'" in key) and _breaks(match[0], key, lexicon, bool(pieces[-1][0])):
            pieces.append(([], []))
        else:
            pieces[-1][0].append(match)
            pieces[-1][1].append(key)
    return tuple([form for piece, keys in pieces if piece and (form := _form(piece, keys, lexicon)) is not None])


_JOINTS = re.compile(r"[-'‘’,“”\"()]")  # what may join a word to another, or stand about one


def _simple(raw: str, lexicon: Lexicon) -> tuple[Form, ...] | None:
    """The name that a run of words is of which the lexicon knows none, or only words that begin it and belong to no name, "As
    Breitbart", "The", as of two thirds; None for any other run.

    What `_form` makes of it, in a quarter of the time: there is no title, suffix or particle to be found.
    """
    if lexicon.endings or _JOINTS.search(raw):
        return None
    told, words, start = tables(lexicon), raw.split(), 0
    plain = list(map(folded, words))
    if not told.telling.isdisjoint(plain):
        while plain[0] in told.breaking and not (words[0].isupper() and len(words[0]) > 1):
            start += len(words[0]) + 1
            del words[0], plain[0]
            if not words:
                return ()
        if not told.telling.isdisjoint(plain):
            return None
    whole = "".join(words)
    form = Form(
        start=start,
        end=len(raw),
        words=tuple(words),
        keys=tuple(map(compared, plain)),
        organisation=len(words) > MAX_WORDS,
        capitals=len(whole) > 3 and whole.isupper(),
        outer=start,
        name=" ".join(words),
    )
    return (form,)


def _unglued(word: re.Match[str], lexicon: Lexicon) -> re.Match[str]:
    """*word*, in which a hyphen stands, without what a lost dash has glued to it: "Meehan-said", "But-Dave"."""
    first, hyphen, rest = word[0].partition("-")
    start, end = word.span()
    lead = first.lower()
    glued = lead in lexicon.titles or lead in lexicon.fields or (lead in lexicon.openers and lead not in lexicon.particles)
    if hyphen and rest[:1].isupper() and glued and not is_compound(folded(word[0]), lexicon):
        start += len(first) + 1
    head, _, last = word[0].rpartition("-")
    if head and last.islower() and (last in lexicon.cues or last in lexicon.auxiliaries):
        end -= len(last) + 1
    return _WORD.match(word.string, start, end) or word


def _breaks(word: str, key: str, lexicon: Lexicon, inside: bool) -> bool:
    """Whether a capitalised word that tells something can be part of no name."""
    if inside and key in lexicon.particles:
        return False
    if key in lexicon.months:
        if key in lexicon.abbreviations and not word.endswith("."):
            return False  # "Jan Brewer"
        return lexicon.capital_nouns or not inside  # "Theresa May" is a name, "September Clinton" is not
    if key in lexicon.weekdays:
        return True
    if inside and key in lexicon.cues and key not in lexicon.organisations and key not in lexicon.voices:
        return True  # "Beedon Says"
    if word.isupper() and len(word) > 1 and (key in lexicon.objects or word[1] == "."):
        return False  # "US", "A."
    if inside and key in lexicon.organisations:
        return False  # "Human Rights Watch", "USA Today"
    return key not in lexicon.titles and (key in lexicon.openers or key.partition("'")[0] in lexicon.openers)


def _form(piece: list[re.Match[str]], keys: list[str], lexicon: Lexicon) -> Form | None:
    if len(piece) > 1:
        piece = without_lead(piece, lexicon)
        keys = keys[-len(piece) :]
    if (
        len(keys) > 1
        and keys[-1] in lexicon.demonyms
        and all(key in lexicon.title_parts or key in lexicon.sides for key in keys)
    ):
        return None  # "Indian Muslims", "South Korean"
    first = after_titles(keys, lexicon)
    titular = first == len(keys)
    if titular:
        first = next((place for place, key in enumerate(keys) if not is_titular(key, lexicon)), len(keys) - 1)
    single = len(keys) == 1 and (keys[0] in lexicon.cues or keys[0] in lexicon.weak_cues)
    titular = titular or single  # "Stressing that …", unless somebody is called so
    suffix = keys[-1] if keys[-1] in lexicon.suffixes and len(keys) - first > 1 else ""
    core = [key for key in keys[first : len(keys) - bool(suffix)] if key not in lexicon.particles] or keys[first:]
    organisation = not lexicon.organisations.isdisjoint(core)
    thing = len(core) > 1 and core[-1] in lexicon.things
    if organisation and len(core) == 1 and first:
        first, core = 0, keys  # "General Motors", "Press Association"
    genders = {lexicon.titles.get(key) or lexicon.roles.get(key) or "" for key in keys[:first]} - {""} if first else ()
    words = tuple([match[0] for match in piece[first:]])
    whole = "".join(words)
    return Form(
        start=piece[first].start(),
        end=piece[-1].end(),
        words=words,
        keys=_compared(core, lexicon),
        title=keys[first - 1] if first and keys[first - 1] not in lexicon.title_parts else "",
        gender="".join(genders) if len(genders) == 1 else "",
        suffix=suffix,
        organisation=organisation or len(core) > MAX_WORDS,
        thing=thing,
        capitals=len(whole) > 3 and whole.isupper(),
        outer=piece[0].start(),
        titular=titular,
        name=" ".join(words),
    )


def _compared(core: list[str], lexicon: Lexicon) -> tuple[str, ...]:
    """How the words that carry a name are compared."""
    plain = map(compared, [_unprefixed(key, lexicon) if "-" in key else key for key in core])
    return tuple([_stem(key, lexicon) for key in plain]) if lexicon.endings else tuple(plain)


def _stem(key: str, lexicon: Lexicon) -> str:
    """*key* without the ending of its case, in a language that has them."""
    for size in (3, 2, 1):
        if len(key) - size >= 3 and key[-size:] in lexicon.endings:
            return key[:-size]
    return key


def _unprefixed(key: str, lexicon: Lexicon) -> str:
    """ "falih" of "al-falih": the family name may stand alone."""
    prefix, hyphen, rest = key.partition("-")
    return rest if hyphen and prefix in lexicon.prefixes and len(rest) > 2 else key
