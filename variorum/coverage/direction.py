"""Which of two articles had it first, with the evidence: a curator's word, times, credit lines, marks of an update.

Length and the share covered say nothing reliable (28 to 89 % and 11 to 72 % right in trials), so they are not asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache

from variorum.model import UNKNOWN_OUTLET, Article, Evidence, Outlet, OutletId, Published, Span
from variorum.model.values import Value, dataclass

Outlets = Mapping[OutletId, Outlet]

STATED, EARLIER, CREDIT, MARK = "stated", "published-earlier", "credit-line", "update-mark"
"""Rules, the weightiest first; the first that speaks for one of the two decides."""


@dataclass(frozen=True, slots=True)
class Direction(Value):
    """What is known of who had it first."""

    forward: bool | None
    """True: the first of the two; False: the second; None: undetermined."""
    evidence: tuple[Evidence, ...]
    """What speaks for it, the weightiest first; of an undetermined one, why days do not tell."""
    against: tuple[Evidence, ...] = ()
    """What speaks for the contrary."""


def direction(one: Article, two: Article, outlets: Outlets) -> Direction:
    """Weigh what speaks for *one* before *two* against what speaks for *two* before *one*."""
    forward, backward = tuple(_reasons(one, two, outlets)), tuple(_reasons(two, one, outlets))
    if not forward and not backward:
        return Direction(None, tuple(_doubts(one, two)))
    for_one, for_two = ({reason.rule for reason in side} for side in (forward, backward))
    for rule in (STATED, EARLIER, CREDIT, MARK):
        if (rule in for_one) != (rule in for_two):
            return Direction(True, forward, backward) if rule in for_one else Direction(False, backward, forward)
    return Direction(None, tuple(_doubts(one, two)), (*forward, *backward))


def _doubts(one: Article, two: Article) -> Iterator[Evidence]:
    """Why days do not tell."""
    days = [article.published and (article.published.earliest, article.published.latest) for article in (one, two)]
    if None in days or (None, None) in days:
        yield Evidence("undated")
    elif days[0] == days[1]:
        yield Evidence("same-day")


def _reasons(source: Article, copy: Article, outlets: Outlets) -> Iterator[Evidence]:
    """Evidence that *copy* derives from *source*."""
    if copy.syndicated_from and names(copy.syndicated_from, source, outlets):
        yield Evidence(STATED, copy.id, None, copy.syndicated_from)
    if earlier(source.published, copy.published):
        yield Evidence(EARLIER, source.id, None, source.published.edtf if source.published else "")
    if source.outlet != copy.outlet:
        yield from _credits(source, copy, outlets)
    elif (mark := update_mark(copy.text)) and not update_mark(source.text):
        yield Evidence(MARK, copy.id, mark, mark.of(copy.text))


def names(stated: str, article: Article, outlets: Outlets) -> bool:
    """True where `syndicated_from` is the article's id, its outlet, or its address."""
    outlet = outlets.get(article.outlet)
    own = {article.id, *article.aliases, article.url, article.outlet} | ({outlet.name, *outlet.aliases} if outlet else set())
    return stated in own - {"", UNKNOWN_OUTLET}


def earlier(one: Published | None, two: Published | None) -> bool:
    """True where *one* was certainly published before *two*: by days, or by times that both state with their zone."""
    if one is None or two is None:
        return False
    if one.latest and two.earliest and one.latest < two.earliest:
        return True
    times = _time(one.edtf), _time(two.edtf)
    return times[0] is not None and times[1] is not None and times[0] < times[1]


def _time(edtf: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(edtf)
    except ValueError:
        return None
    return time if time.tzinfo else None


def _credits(source: Article, copy: Article, outlets: Outlets) -> Iterator[Evidence]:
    """Places where *copy* credits the outlet of *source*, unless the source credits the copy's outlet as well."""
    if source.outlet == UNKNOWN_OUTLET:
        return
    for span in credit_lines(copy.text, _forms(source.outlet, outlets)):
        yield Evidence(CREDIT, copy.id, span, span.of(copy.text))


def _forms(outlet: OutletId, outlets: Outlets) -> tuple[tuple[str, ...], tuple[str, ...]]:
    record = outlets.get(outlet)
    called = {record.name, *record.aliases} if record else set()
    key = outlet.removeprefix("www.").split(".")[0]
    return tuple(sorted({*called, key, key.upper(), key.title()} - {""})), tuple(sorted(record.credits)) if record else ()


def credit_lines(text: str, forms: tuple[tuple[str, ...], tuple[str, ...]]) -> list[Span]:
    """Stretches of *text* that credit one of the *forms*, (names, whole credit lines): "/TASS/", "TASS reported", "– TASS)"."""
    return [Span(*match.span()) for match in _credit_pattern(*forms).finditer(text)]


@lru_cache(maxsize=4096)
def _credit_pattern(called: tuple[str, ...], lines: tuple[str, ...]) -> re.Pattern[str]:
    name = "(?:" + "|".join(re.escape(one) for one in sorted(called, key=len, reverse=True)) + ")"
    ways = [re.escape(line) for line in sorted(lines, key=len, reverse=True)] + [way.replace("NAME", name) for way in WAYS]
    return re.compile("|".join(ways))


WAYS = (
    r"/NAME/",
    r"\(NAME\)",
    r"\[NAME\]",
    r"[-–—]\s?NAME[)\]]",
    r"\bNAME (?:news agency )?(?:has |had )?(?:reported|reports|said|says|wrote|writes|quoted|cited)\b",
    r"\b(?:[Aa]ccording to|[Tt]old|[Rr]eported by|[Qq]uoted by|[Cc]ited by|[Cc]iting|[Ss]ource:|[Vv]ia) (?:the )?NAME\b",
)
"""How English copy credits an agency. Names keep their case: "TASS", "Reuters"; "time" is no outlet."""


_UPDATE = re.compile(
    r"\b(?:UPDATED?(?: ?\d+)?|CORRECT(?:ED|ION)|REFILE|RECAST[S]?|WRAPUP(?: \d+)?)\b|\b(?:Updated?|Correct(?:ed|ion)):"
)
_UPDATES = ("UPDATE", "CORRECT", "REFILE", "RECAST", "WRAPUP", "Update", "Correct")
"""One of them stands where the expression finds anything: they are looked for before, in a sixth of its time."""


@lru_cache(maxsize=4096)
def update_mark(text: str) -> Span | None:
    """Where *text* says that it is a later version of something: "UPDATE 2-", "CORRECTED"."""
    found = _UPDATE.search(text) if any(word in text for word in _UPDATES) else None
    return Span(*found.span()) if found else None
