"""The roles that a text gives to those it names, by apposition: "spokesman Dmitry Peskov", "Dmitry Peskov, the spokesman,"."""

from __future__ import annotations

import re
from collections.abc import Callable

from variorum.lexicon import Lexicon
from variorum.names.entries import Entry
from variorum.names.folding import folded
from variorum.names.register import Named

ROLE_VOTE = 3
ROLE_WORDS = 9  # of a role as shown; longer ones are cut after their noun

_WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*\.?")
_STOP = re.compile(r"(?<!\b[^\W\da-z])\.|[,;:!?\n“”\"()—–―]")


def role_before(text: str, named: Named, entry: Entry, lexicon: Lexicon) -> int:
    """ "Russian presidential spokesman, Dmitry Peskov": words before a name that end in a role. Where they begin, or -1."""
    line = text.rfind("\n", max(0, named.outer - 90), named.outer) + 1
    window = text[max(line, named.outer - 90) : named.start]
    stripped = window.rstrip(" ,.\u00a0")
    words = list(_WORD.finditer(stripped))
    if not words or words[-1].end() != len(stripped):
        return -1
    comma = "," in window[len(stripped) :]
    closed = text.startswith(",", named.end)
    if comma and len(named.form.keys) < 2 and not closed:
        return -1  # "In his view of the magnate, Calderon said"; but "his wife, Jane, said"
    place = len(words) - 1
    head = folded(words[place][0])
    dotted = "." in window[len(stripped) :]
    if dotted and head not in lexicon.abbreviations:
        return -1  # "He told a reporter. Lee had": another sentence
    if head in lexicon.bodies:
        entry.body += 2
        return -1
    while comma and closed and head not in lexicon.roles and place > max(0, len(words) - 6):
        place -= 1  # "the director of the Tax Center, Ann Lee, said"
        head = folded(words[place][0])
    if head not in lexicon.roles and (lexicon.titles.get(head, "m") or place < len(words) - 1):
        return -1
    entry.person += 0.0 if named.form.title else 2.0
    gender = lexicon.roles.get(head)
    if gender and not named.form.gender:
        entry.votes[gender == "f"] += ROLE_VOTE
    first = place
    while first and _leads(stripped[words[first - 1].end() : words[first].start()], words[first - 1][0], lexicon):
        if _ends_before(words[first - 1][0], words[place][0], lexicon):
            break
        first -= 1
    if first < place and stripped[: words[first].start()].endswith("\ufffd"):
        first += 1  # what is left of a word that lost letters
    if first < place or place < len(words) - 1 or head not in lexicon.abbreviations:
        entry.roles.append((named.start, head, stripped[words[first].start() :] + "." * dotted))
    return named.start - len(window) + words[first].start()


def _leads(gap: str, word: str, lexicon: Lexicon) -> bool:
    """Whether *word*, with *gap* after it, belongs to the same noun phrase."""
    if gap not in (" ", "\u00a0", "-", "/", "’ "):
        return False
    key = folded(word)
    if word[-1] == "." and len(word) > 2 and key not in lexicon.abbreviations:
        return False  # the sentence before
    if word[0].isupper():
        return key not in lexicon.openers or key in lexicon.titles or (word.isupper() and len(word) > 1)
    return not (key in lexicon.openers or key in lexicon.cues or key in lexicon.weak_cues or key.endswith("ed"))


def _ends_before(word: str, title: str, lexicon: Lexicon) -> bool:
    """Whether *word* belongs to what stands before a title: "will meet President", "a symbol of unity President"."""
    if lexicon.capital_nouns or not (word[0].islower() and title[0].isupper()):
        return False
    return folded(word) not in lexicon.titles and folded(word) not in lexicon.title_parts


def role_after(text: str, named: Named, entry: Entry, lexicon: Lexicon) -> None:
    """ "Dmitry Peskov, the Kremlin spokesman,": words between commas whose first noun phrase ends in a role."""
    words = _closed(text[named.end + 2 : named.end + 130], lexicon).split()
    if not words:
        return
    start = 1 if folded(words[0]) in lexicon.determiners or folded(words[0]) in lexicon.possessives else 0
    for place, word in enumerate(words[start : start + 7], start):
        key = folded(word.removesuffix("’s").removesuffix("'s"))
        if key in lexicon.roles and not word.endswith(("’s", "'s")):
            if place + 1 < len(words) and folded(words[place + 1]) in lexicon.roles:
                continue
            entry.person += 2.0
            gender = next((gender for gender in map(_gender(lexicon), words[place : place + 5]) if gender), "")
            if gender:
                entry.votes[gender == "f"] += ROLE_VOTE
            last = next((at for at in range(place + 1, len(words)) if _verbal(words[at], lexicon)), len(words))
            while last > place + 1 and _opens_phrase(words[last - 1], lexicon):
                last -= 1
            entry.roles.append((named.start, key, _short(words[start:last], place - start)))
            return
        if key in lexicon.bodies:
            entry.body += 1
        if key in lexicon.prepositions or key in lexicon.relatives or key in lexicon.cues or key in lexicon.auxiliaries:
            return


def _closed(stretch: str, lexicon: Lexicon) -> str:
    """*stretch* as far as the next mark that closes a phrase; the stop of "St." closes none."""
    for stop in _STOP.finditer(stretch):
        before = stretch[: stop.start()]
        last = folded(before[before.rfind(" ") + 1 :])
        if stop[0] != "." or last not in lexicon.abbreviations or last in lexicon.organisations:
            return before
    return stretch


def _gender(lexicon: Lexicon) -> Callable[[str], str]:
    return lambda word: lexicon.roles.get(word.casefold(), "")


def _verbal(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.cues or word in lexicon.auxiliaries or word in lexicon.relatives


def _opens_phrase(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.prepositions or word in lexicon.determiners or word in lexicon.conjunctions


def _short(words: list[str], head: int) -> str:
    return " ".join(words if len(words) <= ROLE_WORDS else words[: head + 1])
