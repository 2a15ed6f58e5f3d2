"""The two Whoosh indexes: articles and quotations.

Words come to Whoosh as terms of `analyzer`; a field made from a tuple instead of a list keeps no positions, which is how the
words of an article that may not be shown stay findable and cannot be put together again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import sub

from whoosh import fields, formats  # type: ignore[import-untyped]
from whoosh.util.numeric import byte_to_length, length_to_byte  # type: ignore[import-untyped]

from .analyzer import Terms, analyzer
from .documents import Document, Said
from .segments import UNKNOWN, Gathered, Gathering
from .slots import PLACE

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


def steps(positions: Sequence[int]) -> list[str]:
    """Differences of ascending numbers, as text."""
    return [str(positions[0]), *map(str, map(sub, positions[1:], positions))]


_ONCE = [b"%d" % number for number in range(4096)]
_OFTEN = [",".join(["%d"] * count) for count in range(64)]
"""Positions of terms that stand so often in a text, and most texts end before there: made once."""


def _encoded(positions: list[int]) -> bytes:
    """As `TextPositions.encode`, in a third of the time."""
    count = len(positions)
    if count == 1:
        first = positions[0]
        return _ONCE[first] if first < len(_ONCE) else b"%d" % first
    if count < len(_OFTEN):
        return (_OFTEN[count] % (positions[0], *map(sub, positions[1:], positions))).encode()
    return ",".join(steps(positions)).encode()


class TermField(fields.FieldType):  # type: ignore[misc]
    """A field of terms that are analysed already: a list is indexed with positions, a tuple without."""

    def __init__(self) -> None:
        super().__init__(format=TextPositions(), analyzer=None, scorable=True)

    def index(self, value: Sequence[str], **_: object) -> Iterator[Posting]:
        """One posting a distinct term."""
        keep = isinstance(value, list)
        for term, positions in _places(value).items():
            yield term.encode(), len(positions), float(len(positions)), _encoded(positions) if keep else UNKNOWN

    def gathering(self) -> Gathering:
        """For a segment's postings."""
        from .tokens import Tokens  # and numpy, which those who only ask do without

        return Tokens()


def _places(terms: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for position, term in enumerate(terms):
        found[term].append(position)
    return found


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

SCORED = (("articles", "title"), ("articles", "body"), ("quotations", "words"))
"""(index, field) of the columns of a terms or positions record."""

Fields = dict[str, Sequence[str] | str]


def article_fields(one: Document) -> Fields:
    """What Whoosh is given of an article."""
    terms = analyzer(one.language)
    return {
        "key": one.id,
        "title": terms.of(one.text[: one.body_start]),
        "body": _guarded(terms.of(one.text[one.body_start :]), one),
        "outlet": one.outlet,
        "topic": one.topics,
        "earliest": one.earliest,
        "latest": one.latest,
    }


def quotation_fields(one: Document, said: Said) -> Fields:
    """What Whoosh is given of a quotation. One whose article may not be shown has no words, only its speaker."""
    terms: Terms = analyzer(one.language)
    return {
        "key": f"{one.id}#{said.number}",
        "article": one.id,
        "words": terms.of(said.words),
        "speaker": said.speaker or (),
        "name": said.names,
        "kind": said.kind,
        "outlet": one.outlet,
        "topic": one.topics,
        "earliest": one.earliest,
        "latest": one.latest,
    }


def rounded(length: int) -> int:
    """A field's length as Whoosh keeps it, in a byte."""
    return int(byte_to_length(length_to_byte(length)))


def keyed(slot: int, one: Document) -> dict[str, list[int]]:
    """The numbers that an article and its quotations give to each `field:value` of the shards, ascending."""
    found: dict[str, list[int]] = {f"outlet:{one.outlet}": [slot], **{f"topic:{topic}": [slot] for topic in one.topics}}
    for said in one.quotations:
        speaker = (f"speaker:{said.speaker}",) if said.speaker else ()
        for key in (*speaker, f"kind:{said.kind}", *(f"name:{name}" for name in said.names)):
            found.setdefault(key, []).append(ordinal(slot, said))
    return found


def ordinal(slot: int, said: Said) -> int:
    """The number of a quotation in the shards."""
    return slot * PLACE + said.number - 1


def _guarded(terms: list[str], one: Document) -> Sequence[str]:
    return terms if one.show == "full" else tuple(terms)
