"""What was said, as a speaker's page shows it: an utterance with its witnesses, and the wordings they give it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from markupsafe import Markup

from variorum import addresses
from variorum.markup import render, safe_link
from variorum.model import (
    Annotation,
    Article,
    ArticleId,
    OutletId,
    Published,
    QuotationId,
    QuotationRef,
    Span,
    SpeakerId,
    Standing,
    Utterance,
)
from variorum.model.values import Value, dataclass
from variorum.pages.article import RIGHT_TO_LEFT
from variorum.pages.dating import listed, machine_readable, newest_key
from variorum.pages.holdings import Holdings
from variorum.pages.page import Link, Site
from variorum.pages.wording import compared
from variorum.strings import Strings


@dataclass(frozen=True, slots=True)
class Witnessed(Value):
    """A quotation of an utterance in one article."""

    article: ArticleId
    href: str
    label: str
    """What the witness is called."""
    outlet: OutletId
    outlet_name: str
    number: int
    """Of the quotation in its article."""
    original: str
    """The article's own address; "" where it is not known."""
    place: str
    """"4" of "¶ 4"; `title` or `dek` there."""
    published: Published | None
    text: str
    """With the source's own marks; blocks joined by a space."""
    language: str
    standing: Standing
    by: str
    """Who corrected or checked the attribution."""
    confidence: float
    wording: int
    """Which of the utterance's wordings it has, from 0: the one shown."""


@dataclass(frozen=True, slots=True)
class Said(Value):
    """An utterance with its witnesses, the first of them the one shown."""

    id: str
    witnesses: tuple[Witnessed, ...]


@dataclass(frozen=True, slots=True)
class Wording(Value):
    """Another wording of an utterance, compared with the one shown."""

    html: Markup
    witnesses: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class UtteranceView(Value):
    """One entry of the list."""

    anchor: str
    date: str
    datetime: str
    html: Markup
    language: str
    direction: str
    source: Link
    also: tuple[Link, ...]
    wordings: tuple[Wording, ...]
    wordings_label: str
    standing: str
    """Who checked or corrected the attribution, or that it is uncertain; "" for what a machine is certain of."""
    machine: bool
    cite: str
    """The source's address at its outlet; "" where it is not known."""


@dataclass(frozen=True, slots=True)
class Carried(Value):
    """A witness of an utterance whose words are not yet read."""

    article: Article
    annotation: Annotation
    quotation: QuotationId
    number: int
    """Of the quotation in its article."""
    label: str
    outlet_name: str
    wording: int
    """As in `Witnessed`."""


@dataclass(frozen=True, slots=True)
class Unread(Value):
    """An utterance with its witnesses, the first of them the one shown, whose words are not yet read."""

    id: str
    witnesses: tuple[Carried, ...]


def newest_utterances(id: SpeakerId, holdings: Holdings) -> list[Utterance]:
    """What the speaker said, newest first; what one article has in the order of its text."""
    said = holdings.utterances_of.get(id, [])
    return sorted(said, key=lambda utterance: _newest_in_order(utterance, holdings)) if len(said) > 1 else said


def _newest_in_order(utterance: Utterance, holdings: Holdings) -> tuple[tuple[int, int, str], str, int]:
    shown = utterance.witnesses[0]
    return newest_key(holdings.article(shown.article).published), shown.article, holdings.number(shown)


def said_by(utterance: Utterance, holdings: Holdings) -> Unread:
    """*utterance* with its witnesses."""
    wording = {reference: index for index, group in enumerate(utterance.wordings) for reference in group}
    return Unread(utterance.id, tuple(_carried(one, wording.get(one, 0), holdings) for one in utterance.witnesses))


def _carried(reference: QuotationRef, wording: int, holdings: Holdings) -> Carried:
    article = holdings.article(reference.article)
    return Carried(
        article, holdings.annotation(article.id), reference.quotation, holdings.number(reference), holdings.cited(article.id),
        holdings.outlet_shown(article.outlet), wording,
    )  # fmt: skip


def read(unread: tuple[Unread, ...]) -> tuple[Said, ...]:
    """The utterances of one page with their words."""
    return tuple(Said(one.id, tuple(_witnessed(carried) for carried in one.witnesses)) for one in unread)


def _witnessed(carried: Carried) -> Witnessed:
    article, id = carried.article, carried.quotation
    quotation = next(one for one in carried.annotation.quotations if one.id == id)
    attribution, whole, blocks, first = quotation.attribution, article.text, article.blocks, quotation.spans[0]
    block = next((block for block in blocks if block.span.overlaps(first)), blocks[0])
    text = " ".join([span.of(whole) for span in quotation.spans])
    return Witnessed(
        article.id, f"{addresses.article(article.id)}#{id}", carried.label, article.outlet, carried.outlet_name,
        quotation.number, article.url if safe_link(article.url) else "", str(block.number) if block.number else block.anchor,
        article.published, text, article.language, attribution.standing, attribution.by, attribution.confidence,
        carried.wording,
    )  # fmt: skip


def utterance_view(said: Said, site: Site) -> UtteranceView:
    """An entry of the list."""
    t, shown, others = site.t, said.witnesses[0], said.witnesses[1:]
    wordings = tuple(_wordings(said, t))
    return UtteranceView(
        anchor=said.id,
        date=listed(shown.published, t),
        datetime=machine_readable(shown.published),
        html=Markup(render_plain(shown.text)),
        language="" if shown.language == site.language else shown.language,
        direction="rtl" if shown.language.split("-")[0] in RIGHT_TO_LEFT else "ltr",
        source=_link(shown, shown, t),
        also=tuple(_link(one, shown, t) for one in others),
        wordings=wordings,
        wordings_label=t("speaker.wordings", n=len(wordings)),
        standing=_standing(shown, site),
        machine=shown.standing is Standing.MACHINE,
        cite=shown.original,
    )


def render_plain(text: str) -> Markup:
    """*text* as HTML without marks."""
    return render(text, Span(0, len(text)), ())


def _wordings(said: Said, t: Strings) -> Iterator[Wording]:
    shown = said.witnesses[0]
    groups: dict[int, list[Witnessed]] = defaultdict(list)
    for one in said.witnesses:
        groups[one.wording].append(one)
    for wording, group in sorted(groups.items()):
        if wording != shown.wording:
            yield Wording(compared(shown.text, group[0].text), tuple(_link(one, one, t) for one in group))


def _link(one: Witnessed, shown: Witnessed, t: Strings) -> Link:
    note = "" if one is shown else t("speaker.identical") if one.wording == shown.wording else t("speaker.reworded")
    place = f"¶ {one.place}" if one.place.isdigit() else one.place
    return Link(f"{one.label}, {place}", one.href, note)


def _standing(shown: Witnessed, site: Site) -> str:
    t = site.t
    if shown.standing is not Standing.MACHINE:
        return t(f"speaker.{shown.standing.value}", by=shown.by)
    return t("speaker.uncertain") if shown.confidence < site.certain_from else ""
