"""Do two pages have the same elements? What the generators are given to do is compared by this, page by page."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser


def elements(html: str) -> Counter[str]:
    """How often each element stands in *html*."""
    counter = _Counter()
    counter.feed(html)
    return counter.found


def difference(ours: str, theirs: str) -> dict[str, int]:
    """By element, how many more *theirs* has than *ours*; fewer are negative. Empty where both have the same."""
    one, two = elements(ours), elements(theirs)
    return {name: two[name] - one[name] for name in sorted(one | two) if two[name] != one[name]}


class _Counter(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 -- as HTMLParser calls it
        self.found[tag] += 1
