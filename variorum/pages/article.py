"""The page of an article: record, text, notes beside it, colophon; or what stands in its place once withdrawn or moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

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
)
from variorum.pages.cite import Citation, cite
from variorum.pages.dating import listed, machine_readable, recorded
from variorum.pages.holdings import Holdings, outlet_title
from variorum.pages.page import Group, Head, Link, Page, Site, make
from variorum.pages.quoting import SPOKEN, Card, Note, cards, marks, note
from variorum.pages.sharing import SAME_QUOTATIONS, Bar, Neighbour, bars, neighbours

CARRIERS = 12  # other articles named in the record: a wire story or a much-quoted speech has dozens.
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "yi", "ps", "sd", "ug", "dv", "ckb"})


@dataclass(frozen=True, slots=True)
class BlockView:
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
class Row:
    """One line of the record."""

    label: str
    text: str = ""
    links: tuple[Link, ...] = ()
    datetime: str = ""
    code: bool = False
    note: str = ""
    """What stands after it, quieter."""


@dataclass(frozen=True, slots=True)
class ArticleView:
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
    for id, article in holdings.archive.articles.items():
        yield Group(f"article {id}", partial(_pages, article, holdings, site))
    yield Group("former articles", partial(_former, holdings, site))


def _former(holdings: Holdings, site: Site) -> Iterator[Page]:
    articles = holdings.archive.articles
    claims = [(alias, addresses.article(id), one.title or id) for id, one in articles.items() for alias in one.aliases]
    return moved_pages(claims, articles, addresses.article, site)


def _pages(article: Article, holdings: Holdings, site: Site) -> Iterator[Page]:
    if article.withdrawn is not None:
        yield make(addresses.article(article.id), "withdrawn.html", site, withdrawn_view, article)
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
    """Whom the article quotes, with the roles that it gives them, or else the first that others do."""
    for id in sorted({one.speaker for one in annotation.spoken if one.speaker}):
        speaker = holdings.archive.speakers.get(id)
        if speaker:
            here = holdings.roles_in.get((id, annotation.article), ())
            roles = [Role(text, (annotation.article,)) for text in here] or [Role(one.text, ()) for one in speaker.roles[:3]]
            yield replace(speaker, roles=tuple(roles))


def _others(annotation: Annotation, holdings: Holdings) -> tuple[tuple[ArticleId, ...], ...]:
    """For each quotation the other articles that carry the same utterance and do not share text with this one anyway."""
    near = {annotation.article}
    for relation in holdings.relations_of.get(annotation.article, ()):
        near |= {relation.base, relation.witness} if relation.passages else set()
    found = []
    for quotation in annotation.spoken:
        utterance = holdings.utterance_of.get((annotation.article, quotation.id))
        witnesses = utterance.witnesses if utterance else ()
        found.append(tuple(dict.fromkeys(one.article for one in witnesses if one.article not in near)))
    return tuple(found)


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
        record=tuple(_record(article, outlet, others, topics, annotation, site)),
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
    beside = bars(article.blocks, others, story, site.t)
    deepest = 1
    for block in article.blocks:
        start, end = block.span.start, block.span.end
        here = [mark for mark in all_marks if mark.span.start < end and mark.span.end >= start]
        tag = _tag(block, deepest)
        deepest = int(tag[1]) if tag[0] == "h" else deepest
        first = (q for q in annotation.quotations if q.kind in SPOKEN and q.spans[0].overlaps(block.span))
        depth = abs(block.level) if block.kind is BlockKind.ITEM else 0
        yield BlockView(
            block.anchor, block.number, tag, _look(block), depth, render(article.text, block.span, here),
            tuple(notes[quotation.id] for quotation in first), beside.get(block.anchor, Bar()),
        )  # fmt: skip


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
        crumbs=(Link(t("nav.articles"), addresses.ARTICLES), Link(name or date, addresses.outlet(outlet.id))),
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
    rows += [("DC.date", date), ("DC.language", article.language), ("DC.rights", _rights(article))]
    yield from ((name, content) for name, content in rows if content)


def _rights(article: Article) -> str:
    return ", ".join(part for part in (article.rights.holder, article.rights.license) if part)


def _record(
    article: Article, outlet: Outlet, others: tuple[Neighbour, ...], topics: tuple[Topic, ...],
    annotation: Annotation, site: Site,
) -> Iterator[Row]:  # fmt: skip
    t = site.t
    yield Row(t("record.outlet"), links=(Link(outlet_title(outlet, t), addresses.outlet(outlet.id)),))
    yield Row(t("record.published"), recorded(article.published, t), datetime=machine_readable(article.published))
    yield from _plain_rows(article, site)
    if topics:
        yield Row(t("record.topics"), links=tuple(Link(topic.name, addresses.topic(topic.key)) for topic in topics))
    sharing = [_carrier(other, site) for other in others if other.kind != SAME_QUOTATIONS]
    quoting = [_carrier(other, site) for other in others if other.kind == SAME_QUOTATIONS]
    for label, links in ((t("record.carried"), sharing), (t("record.same_quotations"), quoting)):
        if links:
            note = t("shared.more", n=len(links) - CARRIERS) if len(links) > CARRIERS else ""
            yield Row(label, links=tuple(links[:CARRIERS]), note=note)
    if not annotation.searched:
        yield Row(t("record.language"), f"{article.language}. {t('record.not_searched')}")
    yield Row(t("record.digest"), article.digest, code=True)


def _plain_rows(article: Article, site: Site) -> Iterator[Row]:
    """What is known of these, and may be shown."""
    t = site.t
    if article.bylines:
        yield Row(t("record.byline"), ", ".join(article.bylines))
    if article.dateline:
        yield Row(t("record.dateline"), article.dateline)
    for key, href in (("record.original", article.url), ("record.archived", article.archived)):
        if href and safe_link(href):
            yield Row(t(key), links=(Link(_shown_address(href), href),))
    if article.retrieved:
        yield Row(t("record.retrieved"), article.retrieved)
    if article.syndicated_from:
        yield Row(t("record.syndicated"), article.syndicated_from)
    if rights := _rights(article):
        yield Row(t("record.rights"), rights)


def _shown_address(href: str) -> str:
    return href.split("://", 1)[-1].rstrip("/")


def _carrier(other: Neighbour, site: Site) -> Link:
    date = listed(other.published, site.t)
    note = date if other.kind == SAME_QUOTATIONS else f"{date}, {site.t(f'relations.{other.kind}')}, {other.share:.0%}"
    return Link(other.label, addresses.article(other.id), note)


@dataclass(frozen=True, slots=True)
class WithdrawnView:
    """What `withdrawn.html` receives as `view`: an address, and none of the article's words."""

    head: Head
    text: str
    reason: str


def withdrawn_view(site: Site, article: Article) -> WithdrawnView:
    """What stands at the address of a withdrawn article."""
    t, withdrawal = site.t, article.withdrawn
    on, reason = (withdrawal.on, withdrawal.reason) if withdrawal else ("", "")
    head = Head(title=t("withdrawn.title"), kind=t("kind.withdrawn"), noindex=True, section="articles")
    text = t("withdrawn.text", on=on) if on else t("withdrawn.undated")
    return WithdrawnView(head, text, t("withdrawn.reason", reason=reason) if reason else "")


@dataclass(frozen=True, slots=True)
class MovedView:
    """What `moved.html` receives as `view`."""

    head: Head
    targets: tuple[Link, ...]
    """Where it went; more than one where several lay claim to the old address."""


def moved_view(site: Site, targets: tuple[tuple[str, str], ...]) -> MovedView:
    """A page at an old address that points on to (address, title), or, where there are several, lets the reader choose."""
    t = site.t
    refresh = targets[0][0] if len(targets) == 1 else ""
    head = Head(title=t("moved.title"), kind=t("kind.moved"), noindex=True, refresh=refresh)
    return MovedView(head, tuple(Link(title, address) for address, title in targets))


def moved_pages(
    claims: Iterable[tuple[str, str, str]], taken: Container[str], address_of: Callable[[str], str], site: Site
) -> Iterator[Page]:
    """A page at each old id that no living page has, of *claims* (old id, new address, title)."""
    targets: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for old, address, title in claims:
        if old not in taken and (address, title) not in targets[old]:
            targets[old].append((address, title))
    for old, found in sorted(targets.items()):
        if found:
            yield make(address_of(old), "moved.html", site, moved_view, tuple(found))
