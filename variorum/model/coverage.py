"""Stage 4, coverage: which articles carry the same words, and where they differ."""

from __future__ import annotations

from enum import StrEnum

from variorum.model.basic import ArticleId, QuotationId, Span, SpeakerId
from variorum.model.values import Value, dataclass


class Weight(StrEnum):
    """Whether a variant changes the sense."""

    SUBSTANTIVE = "substantive"
    ACCIDENTAL = "accidental"


@dataclass(frozen=True, slots=True)
class Variant(Value):
    """A place where two witnesses of a passage differ. One span may be empty: words added or dropped there."""

    base: Span
    witness: Span
    weight: Weight
    change: str
    """`added`, `dropped`, `changed`, `case`, `punctuation`, `spelling`, or a class: `hedge-added`, `verb-shifted`,
    `speech-became-quotation`, … (docs/glossary.md, "changes")."""


@dataclass(frozen=True, slots=True)
class Passage(Value):
    """The same words in two articles, cut at paragraph borders."""

    base: Span
    witness: Span
    moved: bool
    """True where it stands in another order than its neighbours."""
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class Evidence(Value):
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
class Relation(Value):
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
class Cluster(Value):
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
class QuotationRef(Value):
    """A quotation's archive-wide key."""

    article: ArticleId
    quotation: QuotationId


@dataclass(frozen=True, slots=True)
class Utterance(Value):
    """The same words, said once, wherever they are quoted."""

    id: str
    speaker: SpeakerId | None
    witnesses: tuple[QuotationRef, ...]
    """Earliest first; the first is the one shown."""
    wordings: tuple[tuple[QuotationRef, ...], ...]
    """The witnesses grouped by identical folded words, most witnesses first."""
