"""The two Whoosh indexes: articles and quotations.

Words come to Whoosh as terms of `analyzer`; a field made from a tuple instead of a list keeps no positions, which is how the
words of an article that may not be shown stay findable and cannot be put together again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whoosh import fields, formats  # type: ignore[import-untyped]

from .fields import UNKNOWN, posted, steps
from .segments import Gathered, Gathering

Posting = tuple[bytes, int, float, bytes]
"""Term, frequency, weight, positions."""


class TextPositions(formats.Positions):  # type: ignore[misc]
    """Positions as decimal steps, `3,12,1`: what the shards say, so that an export copies them."""

    def encode(self, positions: Sequence[int]) -> bytes:
        """The steps between *positions*, the first counted from 0."""
        return ",".join(steps(positions)).encode()

    def decode_positions(self, value: bytes) -> list[int]:
        """Word numbers, from 0."""
        found: list[int] = []
        at = 0
        for step in value.split(b",") if value != UNKNOWN else ():
            at += int(step)
            found.append(at)
        return found

    def decode_frequency(self, value: bytes) -> int:
        """How many positions there are."""
        return value.count(b",") + 1

    def decode_weight(self, value: bytes) -> float:
        """The same, as Whoosh wants it."""
        return float(self.decode_frequency(value))


class TermField(fields.FieldType):  # type: ignore[misc]
    """A field of terms that are analysed already: a list is indexed with positions, a tuple without."""

    def __init__(self) -> None:
        super().__init__(format=TextPositions(), analyzer=None, scorable=True)

    def index(self, value: Sequence[str], **_: object) -> Iterator[Posting]:
        """One posting a distinct term."""
        for term, frequency, positions in posted(value):
            yield term.encode(), frequency, float(frequency), positions

    def gathering(self) -> Gathering:
        """For a segment's postings."""
        from .tokens import Tokens  # and numpy, which those who only ask do without

        return Tokens()


class KeyField(fields.FieldType):  # type: ignore[misc]
    """A field of exact values, several a document."""

    def __init__(self, unique: bool = False, stored: bool = False) -> None:
        super().__init__(format=formats.Existence(), analyzer=None, stored=stored, unique=unique)

    def index(self, value: Sequence[str] | str, **_: object) -> Iterator[Posting]:
        """One posting a distinct value."""
        for one in [value] if isinstance(value, str) else sorted(set(value)):
            yield one.encode(), 1, 1.0, b""

    def gathering(self) -> Gathering:
        """For a segment's postings."""
        return Gathered()


ARTICLES = fields.Schema(
    key=KeyField(unique=True, stored=True), title=TermField(), body=TermField(), outlet=KeyField(), topic=KeyField(),
    earliest=KeyField(), latest=KeyField(),
)  # fmt: skip
QUOTATIONS = fields.Schema(
    key=KeyField(unique=True, stored=True), article=KeyField(), words=TermField(), speaker=KeyField(), name=KeyField(),
    kind=KeyField(), outlet=KeyField(), topic=KeyField(), earliest=KeyField(), latest=KeyField(),
)  # fmt: skip
