"""The page of a story: its witnesses, who had it first, and what each made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from string import ascii_uppercase

from variorum import addresses
from variorum.config import Coverage
from variorum.model import ArticleId, Cluster, Relation, Span
from variorum.model.values import Value, dataclass
from variorum.pages.aligning import Witness
from variorum.pages.apparatus import Apparatus, apparatus
from variorum.pages.comparing import Comparison, Side, compare, evidence_text, ribbons, side, strip, verdict
from variorum.pages.dating import listed
from variorum.pages.fates import ORDER, Fate, Quoting, fates, fates_of, quoting
from variorum.pages.holdings import Holdings
from variorum.pages.page import Group, Head, Link, Page, Site, make
from variorum.pages.pairs import ALL, Collating, PairRow, collating, pair_rows, pairs_of
from variorum.pages.pictures import Picture, strips, timeline
from variorum.strings import Strings

JOINED = 12  # witnesses whose strips ribbons join; among more they would hide one another


@dataclass(frozen=True, slots=True)
class WitnessView(Value):
    """One line of the list of witnesses."""

    side: Side
    relation: str
    """"republished from A, 92 %"; "base" for the base."""
    verdict: str
    evidence: tuple[str, ...]
    compare: str
    """The page that sets it beside its source; "" for the base, and where this page does."""
    quotations: str
    """What it made of its source's quotations; "" where neither quotes, and where the comparison tells."""


@dataclass(frozen=True, slots=True)
class StoryView(Value):
    """What `story.html` receives as `view`."""

    head: Head
    heading: str
    language: str
    summary: str
    note: str
    """That two witnesses share nothing to align, on the page of such two; else ""."""
    witnesses: tuple[WitnessView, ...]
    comparison: Comparison | None
    """Where there are two witnesses, or on the page of two."""
    apparatus: Apparatus | None
    """Where there are more."""
    pairs: tuple[PairRow, ...]
    """Any two witnesses side by side: a row a witness, a cell for each that stands before it."""
    pairs_note: str
    """That not any two are to be had, where there are many witnesses; else ""."""
    timeline: Picture | None
    """Where the witnesses lie on more than one day."""
    strips: Picture | None
    """Where there are more than two; two have theirs in the comparison."""


def story_pages(holdings: Holdings, site: Site, coverage: Coverage) -> Iterator[Group]:
    """The page of every story, and for those of more than two witnesses one for any two of them, as far as `pairs_of` goes."""
    for cluster in holdings.archive.clusters:
        yield Group(f"story {cluster.id}", partial(_pages, cluster.base, holdings, site, coverage))


def _pages(base: ArticleId, holdings: Holdings, site: Site, coverage: Coverage) -> Iterator[Page]:
    cluster = holdings.story_of[base]
    witnesses = _witnesses(cluster, holdings)
    sources = tuple(_sources(cluster).values())
    yield make(addresses.story(cluster.id), "story.html", site, story_view, cluster, witnesses, fates(sources, holdings))
    if len(witnesses) > 2:
        by_id = {one.article.id: one for one in witnesses}
        for one, two, relation in pairs_of(cluster):
            address, pair = addresses.pair(cluster.id, one, two), (by_id[one], by_id[two])
            said = quoting(one, holdings), quoting(two, holdings)
            missing = None if relation else collating(one, two, holdings, coverage)
            yield make(
                address, "story.html", site, pair_view, cluster.id, len(witnesses), pair, said, relation, missing,
                any(relation is one for one in sources),
            )  # fmt: skip


def sigil(place: int) -> str:
    """`A`, `B`, … `Z`, `A2`, …: what the witness at *place* is called in the apparatus."""
    turn, letter = divmod(place, 26)
    return ascii_uppercase[letter] + (str(turn + 1) if turn else "")


def _witnesses(cluster: Cluster, holdings: Holdings) -> tuple[Witness, ...]:
    """With their names: the outlet, and the sigil before it where an outlet has more than one."""
    labels = Counter(holdings.label(id) for id in cluster.witnesses)
    found = []
    for place, id in enumerate(cluster.witnesses):
        article, label = holdings.article(id), holdings.label(id)
        name = label if labels[label] == 1 else f"{sigil(place)} ({label})"
        found.append(Witness(article, sigil(place), name, holdings.outlet_shown(article.outlet)))
    return tuple(found)


def _sources(cluster: Cluster) -> Mapping[ArticleId, Relation]:
    """Of each witness but the base what it is to its source."""
    return {relation.witness: relation for relation in reversed(cluster.relations)}


def story_view(site: Site, cluster: Cluster, witnesses: tuple[Witness, ...], became: tuple[tuple[Fate, ...], ...]) -> StoryView:
    """What `story.html` shows of a whole story; *became* tells of each witness's source what it made of the quotations."""
    t, base = site.t, witnesses[0].article
    by_id = {one.article.id: one for one in witnesses}
    two = len(witnesses) == 2
    comparison = _compared(cluster.relations[0], by_id, became[0], site) if two else None
    told = {} if two else dict(zip(_sources(cluster), became, strict=True))
    return StoryView(
        head=_head(base.title, witnesses, site, t("kind.story")),
        heading=base.title,
        language="" if base.language == site.language else base.language,
        summary=t("story.title", n=len(witnesses)),
        note="",
        witnesses=tuple(_view(one, cluster, by_id, site, two, told.get(one.article.id, ())) for one in witnesses),
        comparison=comparison,
        apparatus=None if two else apparatus(cluster, by_id, site),
        pairs=() if two else tuple(pair_rows(cluster, by_id, t)),
        pairs_note="" if two or len(witnesses) <= ALL else t("story.pairs_some", n=ALL),
        timeline=_timeline(witnesses, t),
        strips=None if two else _strips(cluster, witnesses, t),
    )


def pair_view(
    site: Site, story: ArticleId, count: int, pair: tuple[Witness, Witness], said: tuple[Quoting, Quoting],
    known: Relation | None, missing: Collating | None, nearest: bool,
) -> StoryView:  # fmt: skip
    """What `story.html` shows of two witnesses of a larger story; those that stage 4 did not compare are compared here.

    *nearest* where the one is the likeliest source of the other.
    """
    t = site.t
    relation = known or (missing.relation(pair[0].article, pair[1].article) if missing else None)
    by_id = {one.article.id: one for one in pair}
    base, witness = (by_id[relation.base], by_id[relation.witness]) if relation else pair
    told = {one.article.id: one for one in said}
    whole = Link(t("story.whole", n=count), addresses.story(story))
    comparison, views = None, tuple(WitnessView(side(one, site), "", "", (), "", "") for one in pair)
    if relation:
        cluster = Cluster(story, relation.base, (relation.base, relation.witness), (relation,))
        became = fates_of(relation, told[relation.base], told[relation.witness])
        comparison = compare(relation, base, witness, became, site, nearest)
        views = tuple(_view(one, cluster, by_id, site, True) for one in (base, witness))
    return StoryView(
        head=_head(base.article.title, (base, witness), site, t("kind.pair"), whole),
        heading=base.article.title,
        language="" if base.article.language == site.language else base.article.language,
        summary=t("story.pair", a=base.name, b=witness.name),
        note="" if relation else t("story.nothing_shared"),
        witnesses=views,
        comparison=comparison,
        apparatus=None,
        pairs=(),
        pairs_note="",
        timeline=None,
        strips=None,
    )


def _compared(relation: Relation, by_id: dict[ArticleId, Witness], quotations: tuple[Fate, ...], site: Site) -> Comparison:
    return compare(relation, by_id[relation.base], by_id[relation.witness], quotations, site)


def _timeline(witnesses: tuple[Witness, ...], t: Strings) -> Picture | None:
    """The witnesses by day, where they lie on more than one."""
    points = [
        (one.article.published.earliest.toordinal(), one.sigil, listed(one.article.published, t))
        for one in witnesses
        if one.article.published and one.article.published.earliest
    ]
    return timeline(t("story.timeline"), points, t("text.as_table")) if len({day for day, _, _ in points}) > 1 else None


def _strips(cluster: Cluster, witnesses: tuple[Witness, ...], t: Strings) -> Picture:
    """Every witness's text with what it shares with its source and what others took of it; joined, where they are few."""
    shared: dict[ArticleId, list[Span]] = {one.article.id: [] for one in witnesses}
    rows = {id: row for row, id in enumerate(shared)}
    sources = _sources(cluster)
    for relation in sources.values():
        shared[relation.base] += [passage.base for passage in relation.passages]
        shared[relation.witness] += [passage.witness for passage in relation.passages]
    shown = [strip(one, _joined(shared[one.article.id]), t) for one in witnesses]
    joined = sources.values() if len(witnesses) <= JOINED else ()
    bands = [band for relation in joined for band in ribbons(relation, rows[relation.base], rows[relation.witness])]
    return strips(t("story.strips"), shown, bands, t("text.as_table"))


def _joined(spans: list[Span]) -> list[Span]:
    """*spans* in order, those that overlap made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _head(title: str, witnesses: tuple[Witness, ...], site: Site, kind: str, *crumbs: Link) -> Head:
    t = site.t
    names = ", ".join(one.name for one in witnesses[:6])
    return Head(
        title=f"{title}: {names}", kind=kind, section="stories", description=f"{t('story.title', n=len(witnesses))}: {names}",
        noindex=any(one.article.rights.noindex for one in witnesses),
        crumbs=(Link(t("nav.stories"), addresses.STORIES), *crumbs),
    )  # fmt: skip


def _view(
    one: Witness, cluster: Cluster, by_id: dict[ArticleId, Witness], site: Site, two: bool, became: tuple[Fate, ...] = ()
) -> WitnessView:
    t = site.t
    relation = _sources(cluster).get(one.article.id)
    if relation is None:
        return WitnessView(side(one, site), t("story.base"), "", (), "", "")
    source = by_id[relation.base]
    names = {id: witness.name for id, witness in by_id.items()}
    kind = f"{t(f'relations.{relation.kind.value}')}, {source.sigil}, {relation.witness_share:.0%}"
    told = verdict(relation, source, one, True, t)
    address = "" if two else addresses.pair(cluster.id, relation.base, relation.witness)
    evidence = tuple(evidence_text(x, names, t) for x in relation.evidence)
    return WitnessView(side(one, site), kind, told, evidence, address, _became(became, source, t))


def _became(fates: tuple[Fate, ...], source: Witness, t: Strings) -> str:
    """ "Quotations: 5 kept word for word, 1 dropped." """
    counts = Counter(fate.kind for fate in fates)
    parts = [t(f"story.fate.{kind}", n=counts[kind], name=source.name) for kind in reversed(ORDER) if counts[kind]]
    return t("story.became", parts=", ".join(parts)) if parts else ""
