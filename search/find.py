"""What `variorum search` shows: hits of a query with their words, speakers and addresses, in the browser's order."""

from __future__ import annotations

import json
from contextlib import closing
from typing import Any

from variorum.config import Config
from variorum.model.values import Value, dataclass

from .ask import Hit, Index
from .site import state_file
from .slots import PLACE
from .state import State
from .store import WIDTH


@dataclass(frozen=True, slots=True)
class Shown(Value):
    """One hit as the command line shows it."""

    title: str
    """Of the article."""
    outlet: str
    date: str
    address: str
    """Relative to the site's root, with the quotation's own anchor."""
    score: float
    speaker: str = ""
    """Of a quotation: its speaker's name, or ""."""
    words: str = ""
    """Of a quotation: its words, marks included; "" where they may not be shown."""
    whole: bool = True
    """False where only some of the query's words matched."""


@dataclass(frozen=True, slots=True)
class Found(Value):
    """What a query found."""

    quotations: tuple[Shown, ...]
    articles: tuple[Shown, ...]
    counts: tuple[int, int, int, int]
    """Quotations, articles that match the whole query; quotations, articles that match part of it."""


def find(config: Config, query: str, limit: int = 10) -> Found:
    """Answer *query* from the archive's last build, at most *limit* hits of each sort.

    Raises LookupError where the archive has not been built yet.
    """
    index = Index(config)
    quotations, articles = index.ask(query, "quotations"), index.ask(query, "articles")
    with closing(State(state_file(config))) as state:
        shown = [
            tuple(_shown(state, hit, hit in answer.all) for hit in (*answer.all, *answer.fewer)[:limit])
            for answer in (quotations, articles)
        ]
    counts = (len(quotations.all), len(articles.all), len(quotations.fewer), len(articles.fewer))
    return Found(shown[0], shown[1], counts)


def _shown(state: State, hit: Hit, whole: bool) -> Shown:
    key, _, number = hit.key.rpartition("#")
    slot = hit.number - (int(number) - 1 if key else 0)
    slot = slot // PLACE if key else slot
    row: dict[str, Any] = json.loads(state.content("store", 0, str(slot // WIDTH)) or "{}")[str(slot)]
    title = row["text"][: row["body"]].strip() if "text" in row else row["title"]
    address = f"articles/{row['id']}.html"
    if not key:
        return Shown(title, row["outlet"], row["date"], address, hit.score, whole=whole)
    mark, start, end, _, *named = row["quotations"][int(number) - 1]
    speaker = row["speakers"][named[0]][1] if named and named[0] >= 0 else ""
    words = row.get("text", "")[start:end]
    return Shown(title, row["outlet"], row["date"], f"{address}#q-{mark}", hit.score, speaker, words, whole)
