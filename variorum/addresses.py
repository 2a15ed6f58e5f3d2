"""Where each page of the site stands. Pages, exports and search agree on addresses here and nowhere else.

An address is a path relative to the site's root, with `/` and without a leading one. Addresses are promises:
docs/architecture.md.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote

from variorum.model import ArticleId, OutletId, SpeakerId

FRONT, SEARCH, METHOD, DATA, NOT_FOUND = "index.html", "search.html", "about.html", "data.html", "404.html"
ARTICLES, SPEAKERS, OUTLETS = "articles/index.html", "speakers/index.html", "outlets/index.html"
FEED = "feed.xml"
TOPICS, STORIES, DATES, UNDATED = "topics/index.html", "stories/index.html", "dates/index.html", "dates/undated.html"

KEPT = 8192  # answers remembered, 2 MB: a page names the same outlets and people, and each article stands on ten pages.
_SAFE = "/#.-_~?=:%"
_WRITTEN = re.compile(rf"[A-Za-z0-9{re.escape(_SAFE)}]*")
_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]*")


def article(id: ArticleId | str) -> str:
    """The page of an article."""
    return f"articles/{file_name(id)}.html"


def speaker(id: SpeakerId | str) -> str:
    """The page of a speaker."""
    return f"speakers/{file_name(id)}.html"


def outlet(id: OutletId | str) -> str:
    """The page of an outlet."""
    return f"outlets/{file_name(id)}.html"


def topic(key: str) -> str:
    """The page of a topic."""
    return f"topics/{file_name(key)}.html"


def story(base: ArticleId | str) -> str:
    """The page of a story, named after its base."""
    return f"stories/{file_name(base)}.html"


def pair(story_id: ArticleId | str, base: ArticleId | str, witness: ArticleId | str) -> str:
    """The page that sets two witnesses of a story of more than two side by side."""
    return f"stories/{file_name(story_id)}.{file_name(base)}.{file_name(witness)}.html"


def year(number: int) -> str:
    """The page of a year's articles; months are `#2020-09` in it."""
    return f"dates/{number:04d}.html"


def beside(address: str, form: str) -> str:
    """A file that holds what the page at *address* shows in another *form*: `speakers/dmitry-peskov.csv`."""
    return f"{address.removesuffix('.html')}.{form}"


def feed(address: str) -> str:
    """The Atom feed of the page at *address*."""
    return beside(address, "xml")


def data(table: str, part: str, form: str) -> str:
    """A file of one of the archive's tables, or of a part of it: `data/quotations-2020.csv`."""
    return f"data/{table}-{part}.{form}" if part else f"data/{table}.{form}"


def asked(question: str) -> str:
    """The search page with *question* already asked."""
    return f"{SEARCH}?q={quote(question, safe=':')}"


def further(address: str, number: int) -> str:
    """Page *number* of a long list: `speakers/index.2.html`. No id holds a full stop, so it meets no other page."""
    return address if number == 1 else f"{address.removesuffix('.html')}.{number}.html"


@lru_cache(maxsize=KEPT)
def file_name(id: str) -> str:
    """*id* as a file name that every platform allows and no two ids share.

    A plain id stays as it is; `index` and ids with other characters take a few digits of their hash.
    """
    if _PLAIN.fullmatch(id) and id != "index":
        return id
    readable = re.sub(r"[^\w]+", "-", id.casefold()).strip("-_")[:60]
    return f"{readable}-{sha256(id.encode()).hexdigest()[:6]}".lstrip("-")


def up(address: str) -> str:
    """The way from a page at *address* to the site's root: "", `../`, …"""
    return "../" * address.count("/")


@lru_cache(maxsize=KEPT)
def link(address: str) -> str:
    """*address* as it stands in an `href`, percent-encoded where it is not ASCII."""
    return address if _WRITTEN.fullmatch(address) else quote(address, safe=_SAFE)
