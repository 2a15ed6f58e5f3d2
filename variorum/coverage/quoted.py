"""What one article quotes, ready to be compared with what others quote. Pure, so it is kept from build to build."""

from __future__ import annotations

from hashlib import blake2b
from itertools import accumulate

import numpy as np

from variorum.coverage.grams import SIZE
from variorum.coverage.hashing import coded_words, distinct, runs
from variorum.model import Annotation, Article, Quotation, QuotationId
from variorum.model.values import Value, dataclass
from variorum.text import WORD

LEAST = 5  # words: shorter ones are the same utterance only where one speaker said exactly these words


@dataclass(frozen=True, slots=True)
class Quoted(Value):
    """The quotations of one article that hold words, in order; the other fields are parallel to `ids`."""

    ids: tuple[QuotationId, ...]
    words: tuple[bytes, ...]
    """A digest of the folded words: equal digests, equal words."""
    lengths: tuple[int, ...]
    """Words."""
    sizes: tuple[int, ...]
    """Distinct grams."""
    grams: bytes
    """Their 64-bit hashes in the machine's own order of bytes, those of one quotation after those of another."""


def quoted(article: Article, annotation: Annotation) -> Quoted:
    """The words of *annotation*'s quotations, whoever said them and whatever kind they are."""
    found = [(one.id, quoted_words(article, one)) for one in annotation.quotations]
    found = [(id, words) for id, words in found if words]
    codes = coded_words([word for _, words in found for word in words])
    ends = accumulate(len(words) for _, words in found)
    every = runs(codes, SIZE)  # those that reach into the next quotation are left out
    grams = [
        distinct(every[end - len(words) : end - SIZE + 1]) if len(words) >= LEAST else codes[:0]
        for (_, words), end in zip(found, ends, strict=True)
    ]
    return Quoted(
        tuple(id for id, _ in found),
        tuple(blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=12).digest() for _, words in found),
        tuple(len(words) for _, words in found),
        tuple(map(len, grams)),
        np.concatenate(grams).tobytes() if grams else b"",
    )


def quoted_words(article: Article, quotation: Quotation) -> list[str]:
    """The folded words of a quotation, its paragraphs in one row; those that `variorum.text.words` finds."""
    return [word for span in quotation.words for word in _folded(span.of(article.text).replace("’", "'"))]


def _folded(text: str) -> list[str]:
    return WORD.findall(text.lower()) if text.isascii() else [word.casefold() for word in WORD.findall(text)]
