"""One page of each kind, by the words a person would use for it."""

from __future__ import annotations

from pathlib import Path

OWN = {
    "front": "index.html",
    "article": "articles/[!i]*.html",
    "list of articles": "articles/index.html",
    "speaker": "speakers/dmitry-peskov.html",
    "list of speakers": "speakers/index.html",
    "outlet": "outlets/tass.html",
    "list of outlets": "outlets/index.html",
    "topic": "topics/[!i]*.html",
    "list of topics": "topics/index.html",
    "year": "dates/2020.html",
    "list of dates": "dates/index.html",
    "story": "stories/[!i]*.html",
    "list of stories": "stories/index.html",
    "search": "search.html",
    "method": "about.html",
    "data": "data.html",
    "not found": "404.html",
}
"""Of the project's own archive."""

VARIED = {
    "story of three witnesses": "stories/[!i]*.html",
    "two of three witnesses": "stories/north-wire-quay.harbour-post-quay.coast-daily-quay.html",
    "article with lists and a dek": "articles/coast-daily-quay.html",
    "article with notes": "articles/harbour-post-quay.html",
    "withdrawn article": "articles/north-wire-withdrawn.html",
    "excerpt": "articles/coast-daily-excerpt.html",
    "record without text": "articles/coast-daily-metadata.html",
    "russian article": "articles/russian.html",
    "article from right to left": "articles/arabic.html",
    "chinese article": "articles/chinese.html",
    "shortest article": "articles/short.html",
    "article of unbroken words": "articles/unbroken.html",
    "outlet without a record": "outlets/a-local-sheet-without-a-record.html",
    "undated": "dates/undated.html",
    "second page of a list": "articles/index.2.html",
}
"""Of tests/archives/varied."""


def address(site: Path, pattern: str) -> str:
    """The first page of *site* that *pattern* fits."""
    found = sorted(file.relative_to(site).as_posix() for file in site.glob(pattern))
    assert found, f"the site has no page {pattern}"
    return found[0]
