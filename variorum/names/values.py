"""What goes into the naming of one article, and what comes out."""

from __future__ import annotations

from typing import NamedTuple

from variorum.model import Span


class Mention(NamedTuple):
    """Words that were found to name a quotation's speaker: "he", "Peskov", "the Kremlin spokesman"."""

    span: Span
    quotation: Span
    """The words it speaks for; the first piece of them. Tells who spoke last when the next pronoun comes."""


class Resolved(NamedTuple):
    """Who is meant by a mention."""

    name: str
    """The fullest form of the name in the article; the mention's own words where it names nobody in particular."""
    rule: str
    """`name`, `last-name`, `pronoun`, `role`, or `unnamed`: "officials", "a police source", "they"."""
    certainty: float
    """How likely the name is right if the mention is, 0 to 1. Measured: docs/speakers.md."""
    antecedent: Span | None = None
    """Where the mention is a pronoun or a role: the words that name whom it stands for."""
    entity: int = -1
    """Place among `Names.entities()`; -1 for nobody in particular."""
