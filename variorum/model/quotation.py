"""Stages 2 and 3, quotations and speakers: what was said, by whom, and how that is known."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from variorum.model.basic import ArticleId, Problem, QuotationId, Span, SpeakerId
from variorum.model.values import Value, dataclass


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
class Attribution(Value):
    """Who is said to have said it, and how that is known."""

    speaker: SpeakerId | None
    """None where nobody was found, where whoever was found has no name ("officials"), and before stage 3."""
    name: str
    """The speaker's name, resolved as far as the stage got; as worded where it is none ("a police source"); "" for nobody."""
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
class Quotation(Value):
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


class Spoken(NamedTuple):
    """A quotation as counts and lists know it."""

    id: QuotationId
    number: int
    kind: Kind
    speaker: SpeakerId | None
    confidence: float
    """As `Attribution.confidence`; `CHECKED` where a person said who speaks."""


CHECKED = 2.0
"""Above all that a machine is sure of."""


@dataclass(frozen=True, slots=True)
class Entity(Value):
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
class Annotation(Value):
    """What stage 2 found in one article."""

    article: ArticleId
    quotations: tuple[Quotation, ...]
    entities: tuple[Entity, ...] = ()
    """Those that quotations are attributed to; `Attribution.name` is an `Entity.name`."""
    searched: bool = True
    """False where the article's language has no lexicon: spans were marked, speakers not looked for."""
    problems: tuple[Problem, ...] = ()
    """Corrections that no longer fit, and the like."""

    @property
    def spoken(self) -> tuple[Spoken, ...]:
        """Its quotations in short: what is known of them without reading the words."""
        return tuple([_in_short(one, one.attribution) for one in self.quotations])

    @property
    def count(self) -> int:
        """How many quotations there are."""
        return len(self.quotations)

    @property
    def voices(self) -> tuple[SpeakerId | None, ...]:
        """Who says each quotation, in their order."""
        return tuple([one.speaker for one in self.spoken])

    @property
    def speakers(self) -> frozenset[SpeakerId]:
        """Who is quoted."""
        return speakers_in(self.spoken)


def _in_short(quotation: Quotation, found: Attribution) -> Spoken:
    sure = found.confidence if found.standing is Standing.MACHINE else CHECKED
    return Spoken(quotation.id, quotation.number, quotation.kind, found.speaker, sure)


def speakers_in(spoken: Iterable[Spoken]) -> frozenset[SpeakerId]:
    """Who says any of it."""
    return frozenset([one.speaker for one in spoken if one.speaker is not None])


@dataclass(frozen=True, slots=True)
class Role(Value):
    """A role as articles word it."""

    text: str
    articles: tuple[ArticleId, ...]


@dataclass(frozen=True, slots=True)
class Speaker(Value):
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


@dataclass(frozen=True, slots=True)
class SpeakerRecord(Value):
    """One record of `content/speakers.yaml`: what a curator says of a speaker. It decides over everything found."""

    id: SpeakerId
    name: str
    line: int = 0
    """Of the authority file, from 1."""
    file: str = "content/speakers.yaml"
    aliases: tuple[str, ...] = ()
    """Other names articles call them by: "D. Peskov", "Dmitri Peskov". Full names join on sight, single words only where
    the article itself leaves no other choice."""
    roles: tuple[str, ...] = ()
    wikidata: str = ""
    """`Q4353264`."""
    organisation: bool = False
    """`kind: organisation`."""
    not_: tuple[str, ...] = ()
    """`not:`: names, and ids of articles, whose bearer is somebody else of the same name."""
    former_ids: tuple[SpeakerId, ...] = ()
    """`formerly:`: ids that redirect here."""
