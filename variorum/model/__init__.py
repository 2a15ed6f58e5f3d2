"""The values that flow between the stages. Everything here is frozen; nothing here does anything.

Offsets are Unicode code points into `Article.text`, half-open, as in the W3C `TextPositionSelector`.
Words are those of docs/glossary.md.
"""

from variorum.model.archive import Archive, OutputFile
from variorum.model.article import (
    UNKNOWN_OUTLET,
    Article,
    Basis,
    Block,
    BlockKind,
    Inline,
    Notes,
    Outlet,
    Published,
    QuoteNote,
    Rights,
    Show,
    Topic,
    Withdrawal,
)
from variorum.model.basic import ArticleId, OutletId, Problem, QuotationId, Span, SpeakerId
from variorum.model.coverage import Cluster, Evidence, Passage, QuotationRef, Relation, RelationKind, Utterance, Variant, Weight
from variorum.model.dataset import Column, DataFile, Table
from variorum.model.quotation import (
    CHECKED,
    NOBODY,
    Annotation,
    Attribution,
    Entity,
    Kind,
    Quotation,
    Role,
    Speaker,
    SpeakerRecord,
    Spoken,
    Standing,
)

__all__ = [
    "CHECKED",
    "NOBODY",
    "UNKNOWN_OUTLET",
    "Annotation",
    "Archive",
    "Article",
    "ArticleId",
    "Attribution",
    "Basis",
    "Block",
    "BlockKind",
    "Cluster",
    "Column",
    "DataFile",
    "Entity",
    "Evidence",
    "Inline",
    "Kind",
    "Notes",
    "Outlet",
    "OutletId",
    "OutputFile",
    "Passage",
    "Problem",
    "Published",
    "Quotation",
    "QuotationId",
    "QuotationRef",
    "QuoteNote",
    "Relation",
    "RelationKind",
    "Rights",
    "Role",
    "Show",
    "Span",
    "Speaker",
    "SpeakerId",
    "SpeakerRecord",
    "Spoken",
    "Standing",
    "Table",
    "Topic",
    "Utterance",
    "Variant",
    "Weight",
    "Withdrawal",
]
