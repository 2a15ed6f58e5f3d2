"""What the text says of those it names: whether they are persons, and whether it calls them he, she or it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from variorum.lexicon import Lexicon
from variorum.memo import Memo
from variorum.model import Span
from variorum.names.entries import Entry
from variorum.names.folding import folded
from variorum.names.register import Named, Register
from variorum.names.roles import role_after, role_before
from variorum.names.stretches import capitals, rest_of

TITLE_VOTE = 5  # "Mr" settles it; a pronoun later in the paragraph may be another's
NEAR = 80  # characters between a name and the "it" that takes it up

_NEXT = re.compile(r" ([^\W\d_]+)")
_AGE_OR_PARTY = re.compile(r", \d{1,3}[,.]| \([^\W\d_]\.?-[^\W\d_]")
_PUT_AFTER = (", ", " (")  # how an age or a party begins
_HAS = re.compile(r" [^\W\d_]{3}")


class Before(NamedTuple):
    """What the word before a name says of it."""

    cue: bool
    """A verb of saying."""
    determined: bool
    """"the", "a"."""
    local: bool
    """"in", "at"."""
    led: bool
    """A role or a noun for an organisation, whose phrase may lead up to the name."""
    governed: bool
    """A preposition."""
    comma: bool
    """Ends in one."""
    tells: bool
    """Says whether the name is a person's: one of the first three."""


class After(NamedTuple):
    """What the word after a name says of it."""

    cue: bool
    role: bool
    attributive: bool
    """A noun, as after "Clinton" in "the Clinton campaign"."""
    tells: bool
    """Says whether the name is a person's: one of the first two."""


WORDS = 1 << 16  # of which it is remembered what they say beside a name: some 10 MB


@cache
def _befores(lexicon: Lexicon) -> Memo[str, Before]:
    def say(last: str) -> Before:
        small = last.casefold()
        cue, determined, local = last in lexicon.cues, small in lexicon.determiners, small in lexicon.locatives
        return Before(
            cue,
            determined,
            local,
            led=folded(last.rstrip(",")) in lexicon.roles or last in lexicon.bodies,
            governed=folded(last) in lexicon.prepositions,
            comma=last.endswith(","),
            tells=cue or determined or local,
        )

    return Memo(say, WORDS)


@cache
def _afters(lexicon: Lexicon) -> Memo[str, After]:
    def say(word: str) -> After:
        cue, role = word in lexicon.cues, word in lexicon.roles
        return After(cue, role, word.islower() and word not in lexicon.openers and not cue, tells=cue or role)

    return Memo(say, WORDS)


def witness(text: str, leads: dict[int, int], lexicon: Lexicon) -> Callable[[Entry, Named], bool]:
    """Make the function that notes on an entry what *text* says right before and after one of its names; it answers
    whether the name has a title or role there, or speaks.

    Where words lead up to a name and give its role, their beginning goes into *leads*, by the name's.
    """

    befores, afters = _befores(lexicon), _afters(lexicon)

    def note(entry: Entry, named: Named) -> bool:
        start, end, _, _, outer, form = named
        if form.gender:
            entry.votes[form.gender == "f"] += TITLE_VOTE
        if form.title:
            entry.person += 3.0 if form.gender else 2.0
        before = befores[_word_before(text, outer)]
        following = _NEXT.match(text, end)
        after = afters[following[1] if following else ""]
        comma, lead = text.startswith(",", end), -1
        if comma or before.tells or after.tells or text.startswith(" (", end):
            entry.person += _standing(text, named, before, after)
        if form.title or before.led or (comma and before.comma and len(form.keys) > 1):
            lead = role_before(text, named, entry, lexicon)
            if lead >= 0:
                leads[start] = lead
        if comma and not before.local and text.startswith(" ", end + 1):
            role_after(text, named, entry, lexicon)
        if lead >= 0:
            return not befores[_word_before(text, lead)].governed
        return bool(form.title or after.cue) and not before.governed

    return note


def _word_before(text: str, position: int) -> str:
    if not position or text[position - 1].isalnum():
        return ""
    before = text[position - 24 if position > 24 else 0 : position].rsplit(None, 1)
    return before[-1] if before else ""


def _standing(text: str, named: Named, before: Before, after: After) -> float:
    """How much a name's place speaks for a person's: beside a verb of saying, with an age; not after "the" or "in"."""
    points = 0.0
    full = len(named.form.keys) > 1  # organisations speak, too
    if full and after.cue:
        points += 2.0
    elif full and before.cue:
        points += 1.5
    if text.startswith(_PUT_AFTER, named.end) and _AGE_OR_PARTY.match(text, named.end):
        points += 2.0
    if after.role:
        points -= 0.7  # "New Mexico governor"
    if before.determined and not named.form.title and not after.attributive:
        points -= 1.5
    elif before.local:
        points -= 1.0
    return points


def count_pronouns(text: str, register: Register, quoted: Sequence[Span], lexicon: Lexicon, settled: bool = False) -> None:
    """Let each he and she outside quotations vote for the one person its paragraph has named so far, if it is one.

    Paragraphs with a family name that several bear wait until it is *settled* whose it is; then only they are read.
    """
    genders = _genders(lexicon)
    starts = [span.start for span in quoted]
    unsettled = register.unsettled()
    named, at = register.named, 0
    beginning, paragraph_end, persons = 0, -1, set[int]()
    for match in _pronouns(lexicon).finditer(text):
        position = match.start()
        place = bisect_right(starts, position) - 1
        if place >= 0 and position < quoted[place].end:
            continue
        if position > paragraph_end:
            persons = set()
            beginning = text.rfind("\n", 0, position) + 1
            paragraph_end = text.find("\n", position)
            paragraph_end = len(text) if paragraph_end < 0 else paragraph_end
            at = max(at, register.before(beginning))
        while at < len(named) and named[at].start < position:
            if register.entries[named[at].entry].person > -1:
                persons.add(named[at].entry)
            at += 1
        gender = genders[match[0].casefold()]
        if match[0] in lexicon.objects and not (match[0] in lexicon.possessives and _HAS.match(text, match.end())):
            continue  # "Sen. Hill scolded her" is no vote for Hill
        if settled is not _between(unsettled, beginning, position):
            continue
        if gender == "n":
            last = named[at - 1] if at else None
            if last is not None and position - last.end < NEAR and register.entries[last.entry].person <= 1:
                register.entries[last.entry].body += 1
        elif len(persons) == 1:
            register.entries[next(iter(persons))].votes[gender == "f"] += 1


def next_pronoun(text: str, lexicon: Lexicon) -> Callable[[int], str]:
    """Make the function that gives the gender of the next he or she after a place, nobody else being named before it."""
    pattern = _following(lexicon)

    def following(end: int) -> str:
        match = pattern.match(text, end)
        return (lexicon.pronouns.get(match[1]) or lexicon.possessives.get(match[1]) or "") if match else ""

    return following


@cache
def _following(lexicon: Lexicon) -> re.Pattern[str]:
    tables = (lexicon.pronouns, lexicon.possessives)
    words = sorted({word for table in tables for word, gender in table.items() if gender in ("m", "f")})
    return re.compile(rf"[^.!?\n“”\"{capitals()}]{{0,60}}?\b({'|'.join(words)})\b")


def _between(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of the sorted *places* lies in the stretch."""
    place = bisect_right(places, start - 1)
    return place < len(places) and places[place] < end


@cache
def _genders(lexicon: Lexicon) -> dict[str, str]:
    return {**lexicon.objects, **lexicon.possessives, **lexicon.pronouns}


@cache
def _pronouns(lexicon: Lexicon) -> re.Pattern[str]:
    tables = (lexicon.pronouns, lexicon.possessives, lexicon.objects)
    words = {word for table in tables for word, gender in table.items() if gender in ("m", "f", "n")}
    forms = {*words, *(word.capitalize() for word in words)}
    first, second = ("".join(sorted({word[place : place + 1] for word in forms})) for place in (0, 1))
    ahead = f"(?=[{second}])" if all(len(word) > 1 for word in words) else ""  # spares looking back from most letters
    return re.compile(rf"[{first}]{ahead}(?<!\w.)(?:{rest_of(forms)})\b")
