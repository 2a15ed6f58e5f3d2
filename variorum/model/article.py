"""Stage 1, load: articles, outlets, and what a curator says of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any

from variorum.model.basic import ArticleId, OutletId, Span
from variorum.model.values import Value, dataclass


class Basis(StrEnum):
    """How a date is known."""

    STATED = "stated"
    INFERRED = "inferred"
    SUPPLIED = "supplied"


@dataclass(frozen=True, slots=True)
class Published(Value):
    """A publication date as far as it is known."""

    edtf: str
    """As written: a date, a datetime with zone, or EDTF: `2020-09`, `XXXX-09-11`, `2020-09-11?`."""
    earliest: date | None
    """First day it can be; None where the year is not known."""
    latest: date | None
    """Last day it can be; None where the year is not known."""
    basis: Basis = Basis.STATED


class BlockKind(StrEnum):
    """What a block of the text is."""

    TITLE = "title"
    DEK = "dek"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    BLOCKQUOTE = "blockquote"


@dataclass(frozen=True, slots=True)
class Block(Value):
    """One paragraph-like piece of the text. Blocks are in order, do not touch, and cover all of it but the blank lines."""

    span: Span
    kind: BlockKind
    number: int
    """The `4` of `#p4`: its place among the body's blocks, from 1; 0 for title and dek (`#title`, `#dek`)."""
    level: int = 0
    """Of a heading: 1 to 6. Of an item: its depth, from 1; negative where the list is numbered."""

    @property
    def anchor(self) -> str:
        """The id of its element on the article's page."""
        return f"p{self.number}" if self.number else self.kind.value


@dataclass(frozen=True, slots=True)
class Inline(Value):
    """Markup of the body inside a block: emphasis, strong, a link, code."""

    span: Span
    tag: str
    """`em`, `strong`, `a`, `code` or `br`."""
    href: str = ""


class Show(StrEnum):
    """How much of an article may be published."""

    FULL = "full"
    EXCERPT = "excerpt"
    METADATA = "metadata"


@dataclass(frozen=True, slots=True)
class Rights(Value):
    """Whose the words are and what the archive may show."""

    holder: str = ""
    license: str = ""
    show: Show = Show.FULL
    noindex: bool = True
    """Search engines are asked to stay away, unless a licence allows."""
    canonical: str = "archive"
    """`archive` or `original`: which address `rel=canonical` names."""


@dataclass(frozen=True, slots=True)
class Withdrawal(Value):
    """An article taken back: its page keeps the address and none of the text."""

    on: str
    reason: str


@dataclass(frozen=True, slots=True)
class Outlet(Value):
    """Who published an article; a record of `content/outlets.yaml`, or made from the key alone."""

    id: OutletId
    name: str
    aliases: tuple[str, ...] = ()
    url: str = ""
    credits: tuple[str, ...] = ()
    """Credit lines that name it in other outlets' copy: `/TASS/`, `TASS reported`."""
    rights: Rights | None = None
    listed: bool = True
    """False where no record names it."""


UNKNOWN_OUTLET = OutletId("unknown")


@dataclass(frozen=True, slots=True)
class Topic(Value):
    """What a curator says of a topic, in the site's language; a record of `content/topics.yaml`.

    A topic without one goes by its key.
    """

    key: str
    name: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class QuoteNote(Value):
    """One entry of a notes file: what a curator says of one quotation."""

    quote: str
    """The quotation's words, or its first and last words with ` ... ` between."""
    line: int
    """Of the notes file, from 1."""
    speaker: str | None = None
    """A speaker's id or name; `nobody` takes the name away; None leaves it."""
    kind: str | None = None
    note: str = ""
    checked_by: str = ""
    checked_on: str = ""
    remove: bool = False
    """From `not_quotes:`: these marks hold no quotation."""


@dataclass(frozen=True, slots=True)
class Notes(Value):
    """A curator's corrections and notes on one article, from `<id>.notes.yaml`."""

    file: str
    quotes: tuple[QuoteNote, ...] = ()
    note: str = ""
    """On the article as a whole; plain text."""
    relations: tuple[tuple[str, str], ...] = ()
    """(other article id, relation kind) that the curator asserts."""


@dataclass(frozen=True, slots=True)
class Article(Value):
    """One article as it was published, with what is known of it."""

    id: ArticleId
    title: str
    outlet: OutletId
    text: str
    """Title, dek and body blocks in source order, joined by one blank line."""
    blocks: tuple[Block, ...]
    digest: str
    """sha256 of `text` in UTF-8, hexadecimal."""
    file: str = ""
    """The content file, relative to the archive's root, with `/`."""
    inlines: tuple[Inline, ...] = ()
    published: Published | None = None
    url: str = ""
    retrieved: str = ""
    archived: str = ""
    bylines: tuple[str, ...] = ()
    dateline: str = ""
    language: str = "en"
    topics: tuple[str, ...] = ()
    syndicated_from: str = ""
    rights: Rights = Rights()
    omitted: tuple[str, ...] = ()
    withdrawn: Withdrawal | None = None
    aliases: tuple[str, ...] = ()
    source: str = ""
    """File name and sha256 of the source it was imported from: `NAME sha256:HEX`."""
    notes: Notes | None = None

    def __reduce__(self) -> tuple[Callable[..., Article], tuple[Any, ...]]:  # type: ignore[override]
        """As any value, but its blocks as whole numbers: as values they are two thirds of what pickling takes."""
        _, (*values,) = Value.__reduce__(self)
        values[_BLOCKS] = [
            number
            for one in self.blocks
            for number in (one.span.start, one.span.end, _KINDS.index(one.kind), one.number, one.level)
        ]
        return _article, tuple(values)


_KINDS = tuple(BlockKind)
_BLOCKS = Article.__match_args__.index("blocks")


def _article(*values: Any) -> Article:
    """The article of *values*, its blocks as `Article.__reduce__` gives them."""
    numbers = iter(values[_BLOCKS])
    blocks = tuple([
        Block(Span(start, end), _KINDS[kind], number, level)
        for start, end, kind, number, level in zip(numbers, numbers, numbers, numbers, numbers, strict=True)
    ])  # fmt: skip
    return Article(*(*values[:_BLOCKS], blocks, *values[_BLOCKS + 1 :]))
