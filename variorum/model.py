"""The values that flow between the stages. Everything here is frozen; nothing here does anything.

Offsets are Unicode code points into `Article.text`, half-open, as in the W3C `TextPositionSelector`.
Words are those of docs/glossary.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NewType

ArticleId = NewType("ArticleId", str)
SpeakerId = NewType("SpeakerId", str)
OutletId = NewType("OutletId", str)
QuotationId = NewType("QuotationId", str)
"""`q-3f9a2c`, unique within its article; archive-wide the key is article id + quotation id."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
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


# 1 load -----------------------------------------------------------------------------------------------------------


class Basis(StrEnum):
    """How a date is known."""

    STATED = "stated"
    INFERRED = "inferred"
    SUPPLIED = "supplied"


@dataclass(frozen=True, slots=True)
class Published:
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
class Block:
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
class Inline:
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
class Rights:
    """Whose the words are and what the archive may show."""

    holder: str = ""
    license: str = ""
    show: Show = Show.FULL
    noindex: bool = True
    """Search engines are asked to stay away, unless a licence allows."""
    canonical: str = "archive"
    """`archive` or `original`: which address `rel=canonical` names."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An article taken back: its page keeps the address and none of the text."""

    on: str
    reason: str


@dataclass(frozen=True, slots=True)
class Outlet:
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
class QuoteNote:
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
class Notes:
    """A curator's corrections and notes on one article, from `<id>.notes.yaml`."""

    file: str
    quotes: tuple[QuoteNote, ...] = ()
    note: str = ""
    """On the article as a whole; plain text."""
    relations: tuple[tuple[str, str], ...] = ()
    """(other article id, relation kind) that the curator asserts."""


@dataclass(frozen=True, slots=True)
class Article:
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


# 2 quotations -----------------------------------------------------------------------------------------------------


class Kind(StrEnum):
    """What a stretch between quotation marks is."""

    DIRECT = "direct"
    """A whole clause of what was said, or more."""
    FRAGMENT = "fragment"
    """Part of a clause."""
    SCARE = "scare"
    """Distance; no speaker."""
    TITLE = "title"
    """The name of a work, a nickname, a term."""


class Standing(StrEnum):
    """Who answers for an attribution."""

    MACHINE = "machine"
    CORRECTED = "corrected"
    CHECKED = "checked"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to have said it, and how that is known."""

    speaker: SpeakerId | None
    """None where nobody was found, and before stage 3."""
    name: str
    """The speaker's name, resolved as far as the stage got; "" where nobody was found."""
    rule: str
    """How it is known: a key of the strings file's `rules`, such as `cue-after`, `pronoun`, `corrected`."""
    confidence: float
    """Calibrated probability that `speaker` is right, 0 to 1."""
    mention: Span | None = None
    """The words beside the quotation that name its speaker: "Peskov", "he", "the Kremlin spokesman"."""
    cue: Span | None = None
    """The reporting verb or phrase."""
    antecedent: Span | None = None
    """Where the mention is a pronoun or a role: the words that name the person."""
    standing: Standing = Standing.MACHINE
    by: str = ""
    """Who corrected or checked it, and when."""
    note: str = ""
    """The curator's words on it."""


NOBODY = Attribution(speaker=None, name="", rule="nobody", confidence=1.0)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of an article that stand between quotation marks."""

    article: ArticleId
    id: QuotationId
    number: int
    """Its place among the article's quotations, from 1."""
    spans: tuple[Span, ...]
    """With its marks; one span a block it runs through."""
    words: tuple[Span, ...]
    """Without its marks; parallel to `spans`."""
    kind: Kind
    attribution: Attribution


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something named in one article, before the archive decides who that is."""

    name: str
    """The fullest form of the name in this article, titles stripped: "Dmitry Peskov"."""
    aliases: tuple[str, ...] = ()
    """Other forms it is called by in this article."""
    roles: tuple[str, ...] = ()
    """As this article words them: "Russian presidential spokesman"."""
    organisation: bool = False
    gender: tuple[int, int] = (0, 0)
    """Votes of this article's Mr / he and Ms / she."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """What stage 2 found in one article."""

    article: ArticleId
    quotations: tuple[Quotation, ...]
    entities: tuple[Entity, ...] = ()
    """Those that quotations are attributed to; `Attribution.name` is an `Entity.name`."""
    searched: bool = True
    """False where the article's language has no lexicon: spans were marked, speakers not looked for."""
    problems: tuple[Problem, ...] = ()
    """Corrections that no longer fit, and the like."""


# 3 speakers -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Role:
    """A role as articles word it."""

    text: str
    articles: tuple[ArticleId, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """One person or organisation, archive-wide."""

    id: SpeakerId
    name: str
    sort_name: str
    """"Peskov, Dmitry": what an A–Z list sorts by."""
    organisation: bool = False
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    wikidata: str = ""
    former_ids: tuple[SpeakerId, ...] = ()
    """Ids that redirect here."""
    listed: bool = False
    """True where `content/speakers.yaml` has a record."""


# 4 coverage -------------------------------------------------------------------------------------------------------


class Weight(StrEnum):
    """Whether a variant changes the sense."""

    SUBSTANTIVE = "substantive"
    ACCIDENTAL = "accidental"


@dataclass(frozen=True, slots=True)
class Variant:
    """A place where two witnesses of a passage differ. One span may be empty: words added or dropped there."""

    base: Span
    witness: Span
    weight: Weight
    change: str
    """`added`, `dropped`, `changed`, `case`, `punctuation`, `spelling`, or a class: `hedge-added`, `verb-shifted`,
    `speech-became-quotation`, … (docs/glossary.md, "changes")."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The same words in two articles, cut at paragraph borders."""

    base: Span
    witness: Span
    moved: bool
    """True where it stands in another order than its neighbours."""
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A reason for the direction of a relation."""

    rule: str
    """A key of the strings file's `evidence`: `credit-line`, `published-earlier`, `update-mark`, `stated`, …"""
    article: ArticleId | None = None
    span: Span | None = None
    """The words in that article's text that say so."""
    text: str = ""


class RelationKind(StrEnum):
    """What two articles share."""

    REPUBLISHED = "republished"
    PARTLY_COPIED = "partly-copied"
    SHARES_PASSAGE = "shares-a-passage"
    SAME_QUOTATIONS = "same-quotations"
    UPDATED = "updated"
    RERUN = "re-run"


@dataclass(frozen=True, slots=True)
class Relation:
    """How a witness relates to the base it shares text with."""

    base: ArticleId
    """The one that had it first, where that is known; else the earlier, else the first by id."""
    witness: ArticleId
    kind: RelationKind
    directed: bool
    """False: who had it first is undetermined."""
    evidence: tuple[Evidence, ...]
    passages: tuple[Passage, ...]
    """In the base's order."""
    base_share: float
    """Share of the base's words, quotations masked, that stand in the witness too, 0 to 1."""
    witness_share: float
    shared_words: int
    """Words, quotations included, in the passages."""
    dropped: tuple[Span, ...]
    """Stretches of the base's text that are not in the witness, cut at block borders."""
    added: tuple[Span, ...]
    """Stretches of the witness's text that are not in the base."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """One story's duplicate coverage."""

    id: str
    """The base's id."""
    base: ArticleId
    """The earliest known version."""
    witnesses: tuple[ArticleId, ...]
    """Base first, then by date and id."""
    relations: tuple[Relation, ...]
    """Of each other witness to its best source (a tree), then any further pairs that share text."""


@dataclass(frozen=True, slots=True)
class QuotationRef:
    """A quotation's archive-wide key."""

    article: ArticleId
    quotation: QuotationId


@dataclass(frozen=True, slots=True)
class Utterance:
    """The same words, said once, wherever they are quoted."""

    id: str
    speaker: SpeakerId | None
    witnesses: tuple[QuotationRef, ...]
    """Earliest first; the first is the one shown."""
    wordings: tuple[tuple[QuotationRef, ...], ...]
    """The witnesses grouped by identical folded words, most witnesses first."""


# archive and output -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Problem:
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


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything the pages, exports and the index are made from. Mappings are in sorted order of their keys."""

    articles: Mapping[ArticleId, Article]
    annotations: Mapping[ArticleId, Annotation]
    speakers: Mapping[SpeakerId, Speaker]
    outlets: Mapping[OutletId, Outlet]
    clusters: tuple[Cluster, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    problems: tuple[Problem, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file of the site."""

    path: str
    """Relative to `site/`, with `/`."""
    content: bytes
