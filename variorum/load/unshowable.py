"""Characters of an article that no page can show: told once a file, with what they were probably meant to be."""

from __future__ import annotations

from collections.abc import Iterator

from variorum.model import Article, Problem
from variorum.text import UNSHOWABLE, showable


def unshowable(article: Article, source: str) -> Iterator[Problem]:
    """A warning where *article*, read from *source*, holds control characters; the line is that of the first."""
    if b"\xef\xbf\xbd" not in showable(article.text):
        return
    found = UNSHOWABLE.findall(article.text)
    if found:
        first = found[0]
        line = source.count("\n", 0, source.index(first)) + 1 if first in source else 1
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        text = f"a character that no page can show: U+{ord(first):04X}{more}; readers see \ufffd in its place"
        yield Problem(article.file, line, "A025", text, _fix(first), "warning")


def _fix(char: str) -> str:
    """Most such characters are Windows text that was read as Latin-1."""
    meant = char.encode("latin-1").decode("cp1252", "replace") if "\x80" <= char <= "\x9f" else "\ufffd"
    return "take it out" if meant == "\ufffd" else f"it was probably '{meant}', read in the wrong encoding: write that"
