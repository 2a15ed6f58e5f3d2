"""Quotations on an article's page: marks in the text, notes beside it, a list before it, cards of the speakers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from variorum import addresses
from variorum.markup import Mark
from variorum.model import Article, ArticleId, Attribution, Kind, Quotation, Speaker, SpeakerId, Standing
from variorum.model.values import Value, dataclass
from variorum.pages.cite import text_fragment
from variorum.pages.holdings import shorten
from variorum.pages.page import Site
from variorum.strings import Strings

SPOKEN = (Kind.DIRECT, Kind.FRAGMENT)
"""The kinds that are shown as quotations; the others only carry their address."""
INFERRING = frozenset({"same-paragraph", "paragraph-before", "paragraph-after", "carried", "pronoun", "role"})
"""Rules that give a quotation a speaker whom other words name than those beside it."""
LIST_WORDS = 60  # characters of a quotation in the list before the text: one line at the measure.


@dataclass(frozen=True, slots=True)
class Note(Value):
    """What stands in the margin beside a quotation."""

    id: str
    """The quotation's: `q-3f9a2c`."""
    number: int
    name: str
    """"" where no speaker is printed."""
    href: str
    """The speaker's page; "" where there is none."""
    card: str
    """The id of the speaker's card; "" where there is none."""
    how: str
    """How it is known, in words."""
    standing: str
    """`machine`, `corrected` or `checked`."""
    by: str
    """Who corrected or checked it, in words; "" where nobody did."""
    uncertain: bool
    note: str
    also: str
    """"also quoted by 3 other articles"; "" where there are none."""
    also_href: str
    original: str
    """The words at the article's original address; "" where that is not known."""
    start: str
    """Its first words, for the list."""
    lang: str


@dataclass(frozen=True, slots=True)
class Card(Value):
    """Who a speaker is, in short."""

    id: str
    name: str
    href: str
    here: tuple[str, ...]
    """What this article calls them."""
    elsewhere: tuple[str, ...]
    """What other articles call them, where this one says nothing."""
    wikidata: str
    """An address; "" where there is none."""


def marks(quotations: Iterable[Quotation], certain_from: float) -> list[Mark]:
    """The marks of *quotations*: the id on the first piece, the number after the last."""
    found: list[Mark] = []
    for quotation in quotations:
        spoken = quotation.kind in SPOKEN
        first = (("id", quotation.id),)
        shared: tuple[tuple[str, str], ...] = (("class", look(quotation, certain_from)),)
        if spoken:
            shared += (("aria-details", f"n-{quotation.id}"),)
        for index, span in enumerate(quotation.spans):
            last = (("data-n", str(quotation.number)),) if spoken and index == len(quotation.spans) - 1 else ()
            found.append(Mark(span, "mark" if spoken else "span", shared, first if index == 0 else (), last, depth=1))
    return found


def look(quotation: Quotation, certain_from: float) -> str:
    """The class of a quotation's mark: whether its speaker is named beside it, inferred, or not found."""
    if quotation.kind not in SPOKEN:
        return quotation.kind.value
    attribution = quotation.attribution
    if not attribution.name:
        return "nobody"
    return "inferred" if inferred(attribution, certain_from) else "named"


def inferred(attribution: Attribution, certain_from: float) -> bool:
    """True where no words beside the quotation name the speaker, or the machine is not certain."""
    if attribution.standing is not Standing.MACHINE:
        return False
    far = attribution.mention is None or attribution.antecedent is not None or attribution.rule in INFERRING
    return far or attribution.confidence < certain_from


def note(
    quotation: Quotation, article: Article, speakers: dict[SpeakerId, Speaker], others: int, other: ArticleId | None, site: Site
) -> Note:
    """The margin note of *quotation*, which *others* other articles carry, the first of them being *other*."""
    t, attribution = site.t, quotation.attribution
    speaker = speakers.get(attribution.speaker) if attribution.speaker else None
    machine = attribution.standing is Standing.MACHINE
    return Note(
        id=quotation.id,
        number=quotation.number,
        name=speaker.name if speaker else attribution.name,
        href=addresses.speaker(speaker.id) if speaker else "",
        card=f"card-{addresses.file_name(speaker.id)}" if speaker else "",
        how=how_known(attribution, article.text, t),
        standing=attribution.standing.value,
        by="" if machine else t(f"quotes.{attribution.standing.value}", by=attribution.by),
        uncertain=bool(attribution.name) and machine and attribution.confidence < site.certain_from,
        note=attribution.note,
        also=t("quotes.also", n=others) if others else "",
        also_href=addresses.article(other) if other else "",
        original=text_fragment(article, quotation.words[0].of(article.text)),
        start=shorten(" ".join(span.of(article.text) for span in quotation.words), LIST_WORDS),
        lang=article.language,
    )


def how_known(attribution: Attribution, text: str, t: Strings) -> str:
    """The rule in words, with the mention it rests on: "from “he”"."""
    mention = attribution.mention.of(text) if attribution.mention else ""
    if not attribution.name:
        return t("quotes.withheld") if attribution.rule == "not-established" else t("quotes.nobody")
    return t.either(f"rules.{attribution.rule}", "rules.other", rule=attribution.rule, mention=mention)


def cards(notes: Sequence[Note], article: Article, speakers: dict[SpeakerId, Speaker]) -> tuple[Card, ...]:
    """One card for each speaker that *notes* name, in the order of their first quotation."""
    wanted = dict.fromkeys(one.card for one in notes if one.card)
    known = {f"card-{addresses.file_name(speaker.id)}": speaker for speaker in speakers.values()}
    return tuple(_card(id, known[id], article) for id in wanted)


def _card(id: str, speaker: Speaker, article: Article) -> Card:
    here = tuple(role.text for role in speaker.roles if article.id in role.articles)
    elsewhere = () if here else tuple(role.text for role in speaker.roles[:3])
    wikidata = f"https://www.wikidata.org/wiki/{speaker.wikidata}" if speaker.wikidata else ""
    return Card(id, speaker.name, addresses.speaker(speaker.id), here, elsewhere, wikidata)
