"""The one tokenizer, folding and sentence splitter, used by quotations, coverage and search.

A word is a run of Unicode letters and digits, with apostrophes inside it kept: "don’t", "O'Brien"; "cyber-crime" is two
words, "U.S." is two. The browser's tokenizer (static/search/) is held to the same words by a test.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence

from variorum.model import Span
from variorum.model.values import Value, dataclass

WORD = re.compile(r"[^\W_]++(?:['’][^\W_]++)*+")  # without a way back, as no word needs: three fifths of the time

DOUBLE_MARKS = '"“”„‟«»＂〝〞'
SINGLE_MARKS = "'‘’‚‛‹›＇"

_TYPOGRAPHY = str.maketrans(
    dict.fromkeys(DOUBLE_MARKS, '"') | dict.fromkeys(SINGLE_MARKS, "'") | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\u00a0\u202f\u2009\u200a\u2007\u2002\u2003", " ") | {"…": "...", "\u00ad": "", "\u200b": "", "\ufeff": ""}
)  # fmt: skip

UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that no page can hold: HTML and XML forbid them, however they are written. docs/adr/control-characters.md."""
_SUSPECT_BYTES = bytes([*range(9), 11, 12, *range(14, 32), 127])
_SUSPECT_TRIPLE = re.compile(rb"\xef(?:\xb7[\x90-\xaf]|\xbf[\xbe\xbf])")


@dataclass(frozen=True, slots=True)
class Words(Value):
    """The words of a text, as parallel lists."""

    folded: list[str]
    starts: Sequence[int]
    """Code points into the text."""
    ends: Sequence[int]

    def __len__(self) -> int:
        return len(self.folded)

    def span(self, first: int, last: int) -> Span:
        """The stretch of text from word *first* up to, not including, word *last*."""
        return Span(self.starts[first], self.ends[last - 1])


def words(text: str) -> Words:
    """Cut *text* into words, case folded, typographic apostrophes made plain."""
    plain = text.replace("’", "'")
    text_folded = plain.casefold()
    if len(text_folded) != len(plain) or "\u0345" in plain:  # ß folds to two letters, U+0345 to one: other places, other words
        spans = [match.span() for match in WORD.finditer(plain)]
        return Words([plain[slice(*span)].casefold() for span in spans], [one for one, _ in spans], [end for _, end in spans])
    folded = WORD.findall(text_folded)
    end, find = 0, text_folded.find
    ends = [end := find(word, end) + len(word) for word in folded]
    return Words(folded, [end - len(word) for end, word in zip(ends, folded, strict=True)], ends)


def fold_accents(word: str) -> str:
    """Drop the accents of Latin letters: "Erdoğan" gives "Erdogan"; Cyrillic й and Greek stay as they are."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word)
    kept: list[str] = []
    latin = False
    for char in decomposed:
        if unicodedata.combining(char):
            if not latin:
                kept.append(char)
            continue
        latin = char.isascii() or "LATIN" in unicodedata.name(char, "")
        kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


def plain_typography(text: str) -> str:
    """Make quotation marks, dashes, ellipses and spaces plain. May change the length."""
    return text.translate(_TYPOGRAPHY)


_SENTENCE_END = re.compile(r"[.!?…。！？]+[\"”’»'）)\]]*(?=\s|$)|[。！？]")


def sentences(text: str, span: Span, abbreviations: Collection[str] = ()) -> list[Span]:
    """Cut the stretch *span* of *text* into sentences, trimmed of white space.

    A full stop after a word of *abbreviations* (lower case, without the stop) or after a single capital letter ends none,
    nor does one that a lower-case letter follows.
    """
    found: list[Span] = []
    start = span.start
    for match in _SENTENCE_END.finditer(text, span.start, span.end):
        if _goes_on(text, match, span.end, abbreviations):
            continue
        found.append(Span(start, match.end()))
        start = match.end()
    found.append(Span(start, span.end))
    return [trimmed for trimmed in (trim(text, one) for one in found) if len(trimmed)]


def _goes_on(text: str, match: re.Match[str], end: int, abbreviations: Collection[str]) -> bool:
    following = text[match.end() : end].lstrip()[:1]
    if following.islower():
        return True
    if not match[0].startswith(".") or match[0].startswith(".."):
        return False
    before = re.search(r"[^\W\d_][\w.]*$", text[max(0, match.start() - 20) : match.start()])
    return bool(before) and (before[0].casefold() in abbreviations or (len(before[0]) == 1 and before[0].isupper()))  # type: ignore[index]


def trim(text: str, span: Span) -> Span:
    """*span* without the white space at its ends."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def showable(text: str) -> bytes:
    """*text* in UTF-8, U+FFFD in the place of each of `UNSHOWABLE`: of the same length, so that places stay places.

    The bytes are looked at first: a few passes in C, a tenth of the time of one by the expression above.
    """
    content = text.encode("utf-8", "replace")
    if len(content.translate(None, _SUSPECT_BYTES)) < len(content) or _suspect(content):
        return UNSHOWABLE.sub("\ufffd", text).encode("utf-8", "replace")
    return content


def _suspect(content: bytes) -> bool:
    """True where characters of `UNSHOWABLE` that take two or three bytes may be in *content*. A page has few of the first byte
    of one, nearly always a middle dot, and none of the other: to look for those takes a tenth of the time of an expression."""
    for rest in content.split(b"\xc2")[1:] if b"\xc2" in content else ():
        if rest[:1] <= b"\x9f":
            return True
    return b"\xef" in content and _SUSPECT_TRIPLE.search(content) is not None
