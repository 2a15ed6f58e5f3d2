"""What the text says of those it names: their roles, and whether it calls them he, she or a company."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from variorum.lexicon import Lexicon
from variorum.names.forms import capitals, folded
from variorum.names.register import Entry, Named

TITLE_VOTE = 5  # "Mr" settles it; a pronoun later in the sentence may be another's
ROLE_VOTE = 3
PRONOUN_VOTE = 1
ROLE_WORDS = 9  # of a role as shown; longer ones are cut at their first comma or preposition

_WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*\.?")


def witness(text: str, lexicon: Lexicon) -> Callable[[Entry, Named], None]:
    """Make the function that notes on an entry what *text* says around one of its names: votes, roles, signs of a body."""
    pronoun = _pronoun(lexicon)
    genders = {**lexicon.objects, **lexicon.possessives, **lexicon.pronouns}

    def note(entry: Entry, named: Named) -> None:
        if named.form.gender:
            entry.votes[named.form.gender == "f"] += TITLE_VOTE
        _before(text, named, entry, lexicon)
        if text.startswith(", ", named.end):
            _after(text, named, entry, lexicon)
        match = pronoun.match(text, named.end)
        if match:
            gender = genders[match[1]]
            if gender == "n":
                entry.body += 1
            else:
                entry.votes[gender == "f"] += PRONOUN_VOTE

    return note


@cache
def _pronoun(lexicon: Lexicon) -> re.Pattern[str]:
    """The next pronoun of the sentence, nobody else being named before it."""
    tables = (lexicon.pronouns, lexicon.possessives, lexicon.objects)
    words = sorted({word for table in tables for word, gender in table.items() if gender in ("m", "f", "n")})
    return re.compile(rf"[^.!?\n“”\"{capitals()}]{{0,80}}?\b({'|'.join(words)})\b")


def _before(text: str, named: Named, entry: Entry, lexicon: Lexicon) -> None:
    """ "Russian presidential spokesman, Dmitry Peskov": words that lead up to a name and end in a role."""
    line = text.rfind("\n", max(0, named.outer - 90), named.outer) + 1
    window = text[max(line, named.outer - 90) : named.start]
    stripped = window.rstrip(" ,.\u00a0")
    words = list(_WORD.finditer(stripped))
    if not words:
        return
    head = folded(words[-1][0])
    if words[-1].end() != len(stripped) or window[len(stripped) :].strip() not in ("", ",", "."):
        return
    if head in lexicon.bodies:
        entry.body += 2
        return
    if head in ("the", "The"):
        return
    if head not in lexicon.roles and lexicon.titles.get(head, "m"):
        return
    gender = lexicon.roles.get(head)
    if gender and not named.form.gender:
        entry.votes[gender == "f"] += ROLE_VOTE
    first = len(words) - 1
    while first and _leads(stripped[words[first - 1].end() : words[first].start()], words[first - 1][0], lexicon):
        first -= 1
    entry.roles.append((named.start, head, stripped[words[first].start() :]))


def _leads(gap: str, word: str, lexicon: Lexicon) -> bool:
    """Whether *word*, with *gap* after it, belongs to the same noun phrase."""
    if gap not in (" ", "\u00a0", "-", "/", "’ "):
        return False
    key = folded(word)
    if word[0].isupper():
        return key not in lexicon.openers or key in lexicon.titles or (word.isupper() and len(word) > 1)
    return not (key in lexicon.openers or key in lexicon.cues or key in lexicon.weak_cues or key.endswith("ed"))


def _after(text: str, named: Named, entry: Entry, lexicon: Lexicon) -> None:
    """ "Dmitry Peskov, the Kremlin spokesman,": words between commas whose first noun phrase ends in a role."""
    stretch = text[named.end + 2 : named.end + 130]
    stop = re.search(r"[.,;:!?\n“”\"()—–]", stretch)
    phrase = stretch[: stop.start()] if stop else stretch
    words = phrase.split()
    if not words:
        return
    start = 1 if folded(words[0]) in lexicon.determiners or folded(words[0]) in lexicon.possessives else 0
    for place, word in enumerate(words[start : start + 7], start):
        key = folded(re.sub(r"[’']s$", "", word))
        if key in lexicon.roles and not word.endswith(("’s", "'s")):
            following = folded(words[place + 1]) if place + 1 < len(words) else ""
            if following in lexicon.roles:
                continue
            gender = lexicon.roles[key]
            if gender:
                entry.votes[gender == "f"] += ROLE_VOTE
            entry.roles.append((named.start, key, _short(words[start:], place - start)))
            return
        if key in lexicon.bodies:
            entry.body += 1
        if key in lexicon.prepositions or key in lexicon.relatives or key in lexicon.cues or key in lexicon.auxiliaries:
            return


def _short(words: list[str], head: int) -> str:
    return " ".join(words if len(words) <= ROLE_WORDS else words[: head + 1])
