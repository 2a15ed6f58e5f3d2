"""Names, places in a text, and what an archivist can mend: what every other value is made of."""

from __future__ import annotations

from typing import NewType

from variorum.model.values import Value, dataclass

ArticleId = NewType("ArticleId", str)
SpeakerId = NewType("SpeakerId", str)
OutletId = NewType("OutletId", str)
QuotationId = NewType("QuotationId", str)
"""`q-3f9a2c`, unique within its article; archive-wide the key is article id + quotation id."""


@dataclass(frozen=True, slots=True, order=True)
class Span(Value):
    """A half-open stretch of an article's text, in code points. An empty one names a place between two characters."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of *text* that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Problem(Value):
    """Something an archivist can mend."""

    file: str
    line: int
    """From 1; 0 where no line is to blame."""
    code: str
    """Stable: `A005`. All codes: docs/problems.md."""
    text: str
    fix: str
    severity: str = "error"
    """`error` stops the build (or sets the article aside); `warning` is only shown."""
