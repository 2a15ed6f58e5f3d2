"""The page of an article: record, text, notes beside it, colophon."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import TypeVar

from markupsafe import Markup

from variorum import addresses
from variorum.markup import inline_marks, render, safe_link
from variorum.model import (
    UNKNOWN_OUTLET,
    Annotation,
    Article,
    ArticleId,
    Block,
    BlockKind,
    Outlet,
    QuotationId,
    Role,
    Show,
    Speaker,
    SpeakerId,
    Standing,
    Topic,
    Utterance,
)
from variorum.model.values import Value, dataclass
from variorum.pages.cite import Citation, cite
from variorum.pages.dating import listed, machine_readable
from variorum.pages.holdings import Holdings, outlet_title
from variorum.pages.page import Group, Head, Link, Page, Site, make
from variorum.pages.quoting import SPOKEN, Card, Note, cards, marks, note
from variorum.pages.record import record_of, rights_of
from variorum.pages.row import Row
from variorum.pages.sharing import Bar, Neighbour, bars, neighbours
from variorum.pages.standins import moved_pages, withdrawn_view

_One = TypeVar("_One")

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "yi", "ps", "sd", "ug", "dv", "ckb"})


@dataclass(frozen=True, slots=True)
class BlockView(Value):
    """One block of the text and what stands beside it."""

    anchor: str
    number: int
    tag: str
    """`p`, `h2` … `h4` or `blockquote`."""
    look: str
    """Its class: `paragraph`, `item`, `numbered`, …"""
    depth: int
    """Of an item."""
    html: Markup
    notes: tuple[Note, ...]
    bar: Bar


@dataclass(frozen=True, slots=True)
class ArticleView(Value):
    """What `article.html` receives as `view`."""

    head: Head
    title: BlockView | None
    heading: str
    """The title as plain text, for where it may not be shown with marks."""
    blocks: tuple[BlockView, ...]
    """All below the title; the dek is the first."""
    record: tuple[Row, ...]
    notes: tuple[Note, ...]
    """Of all quotations shown as such, in order: the list before the text."""
    quotes_label: str
    """"Quotations, 16", or that none was found."""
    others: tuple[Note, ...]
    """Words between marks that are not shown as quotations."""
    cards: tuple[Card, ...]
    citation: Citation
    language: str
    """Of the text; "" where it is the site's."""
    tongue: Markup
    """Language and direction of the text, as attributes of the elements that hold it."""
    restriction: str
    """Why the text is not all there; "" where it is."""
    curator: str
    """The curator's note on the article."""
    omitted: str
    """How much site furniture was left out, in words; "" for none."""
    file: str
    """The content file."""
    orphans: tuple[str, ...]
    """Corrections that no longer fit the text, in words."""


def article_pages(holdings: Holdings, site: Site) -> Iterator[Group]:
    """The page of every article, the tombstones of those withdrawn, and a page at each old id that points on."""
    for id in holdings.archive.articles:
        yield Group(f"article {id}", partial(_pages, id, holdings, site))
    yield Group("former articles", partial(_former, holdings, site))


def _former(holdings: Holdings, site: Site) -> Iterator[Page]:
    articles = holdings.articles
    claims = [(alias, addresses.article(id), one.title or id) for id, one in articles.items() for alias in one.aliases]
    return moved_pages(claims, articles, addresses.article, site)


def _pages(id: ArticleId, holdings: Holdings, site: Site) -> Iterator[Page]:
    article = holdings.article(id)
    if article.withdrawn is not None:
        outlet = holdings.outlet(article.outlet)
        yield make(addresses.article(article.id), "withdrawn.html", site, withdrawn_view, article, outlet)
    else:
        yield _page(article, holdings, site)


def _page(article: Article, holdings: Holdings, site: Site) -> Page:
    annotation = holdings.annotation(article.id)
    story = holdings.story_of.get(article.id)
    return make(
        addresses.article(article.id), "article.html", site, article_view, article, holdings.outlet(article.outlet), annotation,
        tuple(_speakers(annotation, holdings)), neighbours(article.id, holdings), addresses.story(story.id) if story else "",
        _others(annotation, holdings),
        tuple(Topic(topic, holdings.topic(topic).name) for topic in article.topics),
    )  # fmt: skip


def _speakers(annotation: Annotation, holdings: Holdings) -> Iterator[Speaker]:
    """Whom the article quotes, with the roles that it gives them, or else the first that others do; nothing else that the page
    does not show."""
    for id in sorted(annotation.speakers):
        speaker = holdings.speaker(id)
        if speaker:
            here = holdings.roles_in.get((id, annotation.article), ())
            roles = [Role(text, (annotation.article,)) for text in here] or [Role(one.text, ()) for one in speaker.roles[:3]]
            yield speaker.but(roles=tuple(roles), sort_name="", aliases=(), former_ids=())


def _others(annotation: Annotation, holdings: Holdings) -> tuple[tuple[ArticleId, ...], ...]:
    """For each quotation the other articles that carry the same utterance and do not share text with this one anyway."""
    near = {annotation.article}
    for relation in holdings.relations_of.get(annotation.article, ()):
        near |= {relation.base, relation.witness} if relation.passages else set()
    utterances, found = holdings.utterances_in.get(annotation.article, {}), []
    for quotation in annotation.spoken:
        utterance = utterances.get(quotation.id)
        found.append(tuple(dict.fromkeys(_apart(utterance, near))) if utterance else ())
    return tuple(found)


def _apart(utterance: Utterance, near: AbstractSet[ArticleId]) -> list[ArticleId]:
    return [one.article for one in utterance.witnesses if one.article not in near]


def article_view(
    site: Site, article: Article, outlet: Outlet, annotation: Annotation, speakers: tuple[Speaker, ...],
    others: tuple[Neighbour, ...], story: str, carriers: tuple[tuple[ArticleId, ...], ...],
    topics: tuple[Topic, ...],
) -> ArticleView:  # fmt: skip
    """What `article.html` shows."""
    t = site.t
    language = "" if article.language == site.language else article.language
    by_id: dict[SpeakerId, Speaker] = {speaker.id: speaker for speaker in speakers}
    notes = {
        quotation.id: note(quotation, article, by_id, len(carried), carried[0] if carried else None, site)
        for quotation, carried in zip(annotation.quotations, carriers, strict=True)
    }
    spoken = tuple(notes[quotation.id] for quotation in annotation.quotations if quotation.kind in SPOKEN)
    blocks = tuple(_blocks(article, annotation, notes, others, story, site))
    titled = bool(blocks) and blocks[0].look == BlockKind.TITLE.value
    return ArticleView(
        head=_head(article, outlet, annotation, site),
        title=blocks[0] if titled else None,
        heading=article.title,
        blocks=blocks[titled:],
        record=tuple(record_of(article, outlet, others, story, topics, annotation, site)),
        notes=spoken,
        quotes_label=t("quotes.label", n=len(spoken)) if spoken or annotation.quotations else t("quotes.none"),
        others=tuple(notes[quotation.id] for quotation in annotation.quotations if quotation.kind not in SPOKEN),
        cards=cards(spoken, article, by_id),
        citation=cite(article, "" if outlet.id == UNKNOWN_OUTLET else outlet.name, site),
        language=language,
        tongue=_tongue(language, article),
        restriction="" if article.rights.show is Show.FULL else t(f"record.{article.rights.show.value}"),
        curator=article.notes.note if article.notes else "",
        omitted=t("text.omitted", n=len(article.omitted)) if article.omitted else "",
        file=article.file,
        orphans=tuple(problem.text for problem in annotation.problems),
    )


def _tongue(language: str, article: Article) -> Markup:
    direction = "rtl" if article.language.split("-")[0] in RIGHT_TO_LEFT else "ltr"
    return Markup(' lang="{}" dir="{}"').format(language, direction) if language else Markup(f' dir="{direction}"')


def _blocks(
    article: Article, annotation: Annotation, notes: dict[QuotationId, Note],
    others: tuple[Neighbour, ...], story: str, site: Site,
) -> Iterator[BlockView]:  # fmt: skip
    all_marks = [*inline_marks(article.inlines), *marks(annotation.quotations, site.certain_from)]
    begin = [(one.spans[0], notes[one.id]) for one in annotation.quotations if one.kind in SPOKEN]
    marked = _met(article.blocks, [(mark.span.start, mark.span.end + 1, mark) for mark in all_marks])
    noted = _met(article.blocks, [(first.start, first.end, note) for first, note in begin])
    beside = bars(article.blocks, others, story, site.t)
    deepest, nothing = 1, Bar()
    for place, block in enumerate(article.blocks):
        tag = _tag(block, deepest)
        deepest = int(tag[1]) if tag[0] == "h" else deepest
        depth = abs(block.level) if block.kind is BlockKind.ITEM else 0
        anchor = block.anchor
        yield BlockView(
            anchor, block.number, tag, _look(block), depth, render(article.text, block.span, marked.get(place, ())),
            tuple(noted.get(place, ())), beside.get(anchor, nothing),
        )  # fmt: skip


def _met(blocks: Sequence[Block], found: Iterable[tuple[int, int, _One]]) -> dict[int, list[_One]]:
    """By the places of *blocks* what meets each of them, of what is *found* from one place of the text to another."""
    ends, met = [block.span.end for block in blocks], dict[int, list[_One]]()
    for start, end, one in found:
        for place in range(bisect_right(ends, start), len(ends)):
            if blocks[place].span.start >= end:
                break
            met.setdefault(place, []).append(one)
    return met


def _tag(block: Block, deepest: int) -> str:
    """Headings step down one level at a time, as readers of headings expect, whatever the source's levels are."""
    if block.kind is BlockKind.TITLE:
        return "h1"
    if block.kind is BlockKind.HEADING:
        return f"h{min(max(block.level, 2), deepest + 1, 4)}"
    return "p"


def _look(block: Block) -> str:
    if block.kind is BlockKind.ITEM:
        return "item numbered" if block.level < 0 else "item"
    return block.kind.value


def _head(article: Article, outlet: Outlet, annotation: Annotation, site: Site) -> Head:
    t, name = site.t, "" if outlet.id == UNKNOWN_OUTLET else outlet.name
    standing = [one.attribution.standing for one in annotation.quotations if one.attribution.name]
    date = listed(article.published, t)
    description = f"{article.title}. {', '.join(part for part in (name, date) if part)}"
    return Head(
        title=article.title, kind=t("kind.article"), description=description, noindex=article.rights.noindex,
        canonical=_canonical(article, site), metas=tuple(_metas(article, name)), section="articles",
        crumbs=(Link(t("nav.articles"), addresses.ARTICLES), Link(outlet_title(outlet, t), addresses.outlet(outlet.id))),
        checked=sum(one is not Standing.MACHINE for one in standing) if standing else -1,
        lang="" if article.language == site.language else article.language,
    )  # fmt: skip


def _canonical(article: Article, site: Site) -> str:
    if article.rights.canonical == "original" and article.url and safe_link(article.url):
        return article.url
    return f"{site.base_url}{addresses.article(article.id)}" if site.base_url else ""


def _metas(article: Article, outlet: str) -> Iterator[tuple[str, str]]:
    """Dublin Core as Zotero reads it: the outlet is source and publisher, `DC.creator` is for people only."""
    date = machine_readable(article.published)
    rows = [("DC.type", "newspaperArticle"), ("DC.title", article.title), ("DC.source", outlet), ("DC.publisher", outlet)]
    rows += [("DC.creator", author) for author in article.bylines]
    rows += [("DC.date", date), ("DC.language", article.language), ("DC.rights", rights_of(article))]
    yield from ((name, content) for name, content in rows if content)
