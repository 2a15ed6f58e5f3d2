"""Shared passages on an article's page: the bar beside the text, and the links to the counterpart paragraphs."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from variorum import addresses
from variorum.model import Article, ArticleId, Block, Passage, Published, Relation, RelationKind, Span, Weight
from variorum.model.values import Value, dataclass
from variorum.pages.holdings import Holdings, shorten
from variorum.pages.page import Deferred
from variorum.strings import Strings

SAME_QUOTATIONS = RelationKind.SAME_QUOTATIONS.value
SHORT = 24  # characters of a name that every paragraph can repeat; a longer one is cut.
NAMED = 3  # witnesses named at a paragraph before "and 4 others": a wire story may have forty.


@dataclass(frozen=True, slots=True)
class Shared(Value):
    """A passage of this article that another carries."""

    span: Span
    """In this article."""
    anchor: str
    """Of the counterpart paragraph."""
    number: int
    """Of the counterpart paragraph; 0 for title and dek."""
    changed: bool
    """True where the words differ in more than case, punctuation or spelling."""


@dataclass(frozen=True, slots=True)
class Neighbour(Value):
    """Another article that shares text with this one."""

    id: ArticleId
    label: str
    cited: str
    """As `Holdings.cited`."""
    published: Published | None
    kind: str
    """A key of the strings' `relations`."""
    share: float
    """Of this article's words, 0 to 1."""
    compare: str
    """The address of the two texts side by side; "" where no page has them so."""
    passages: tuple[Shared, ...]
    """Those that the bar beside the text shows: none where all that is shared is quoted."""


@dataclass(frozen=True, slots=True)
class Counterpart(Value):
    """A link from a paragraph to the same words elsewhere."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Bar(Value):
    """What the shared-passage bar says beside one block."""

    place: str = ""
    """`first`, `inner`, `last`, `only`, or "" where nothing is shared."""
    label: str = ""
    """On the first block of a run: "¶ 1–9 also in TASS"."""
    href: str = ""
    """Where the label leads: the two texts side by side, the story, or the other article."""
    counterparts: tuple[Counterpart, ...] = ()
    more: str = ""
    """"and 4 others"."""


def neighbours(id: ArticleId, holdings: Holdings) -> Deferred | tuple[Neighbour, ...]:
    """The articles that share text with the article *id*, the largest share first; then those that share quotations only.

    A tuple of `Neighbour`.
    """
    relations = (*holdings.relations_of.get(id, ()), *holdings.loose_of.get(id, ()))
    related = tuple(_related(id, relation, holdings) for relation in relations)
    return Deferred(_neighbours, (id, related)) if related else ()


_Related = tuple[Relation, Article, str, str, str]
"""A relation, the other article of it, what that is called, also beside its date, and where the two are compared."""


def _related(id: ArticleId, relation: Relation, holdings: Holdings) -> _Related:
    other = relation.witness if relation.base == id else relation.base
    return relation, holdings.article(other), holdings.label(other), holdings.cited(other), compare_address(relation, holdings)


def _neighbours(id: ArticleId, related: Sequence[_Related]) -> tuple[Neighbour, ...]:
    found = [_neighbour(id, *one) for one in related]
    return tuple(sorted(found, key=lambda one: (one.kind == SAME_QUOTATIONS, -one.share, one.id)))


def _neighbour(id: ArticleId, relation: Relation, other: Article, label: str, cited: str, compare: str) -> Neighbour:
    is_base = relation.base == id
    passages = tuple(
        _shared(passage.base if is_base else passage.witness, passage.witness if is_base else passage.base, other, passage)
        for passage in relation.passages
        if relation.kind is not RelationKind.SAME_QUOTATIONS
    )
    share = relation.base_share if is_base else relation.witness_share
    return Neighbour(other.id, label, cited, other.published, relation.kind.value, share, compare, passages)


def compare_address(relation: Relation, holdings: Holdings) -> str:
    """Where the two texts of *relation* stand side by side: the story's page where it has two witnesses, else their own.

    "" where the two are not of one story.
    """
    cluster = holdings.story_of.get(relation.base)
    if cluster is None or relation.witness not in cluster.witnesses:
        return ""
    if len(cluster.witnesses) == 2:
        return addresses.story(cluster.id)
    return addresses.pair(cluster.id, relation.base, relation.witness)


def _shared(here: Span, there: Span, other: Article, passage: Passage) -> Shared:
    block = next((block for block in other.blocks if block.span.overlaps(there)), other.blocks[0])
    changed = any(variant.weight is Weight.SUBSTANTIVE for variant in passage.variants)
    return Shared(here, block.anchor, block.number, changed)


def bars(blocks: Sequence[Block], others: Sequence[Neighbour], story: str, t: Strings) -> dict[str, Bar]:
    """The bar beside each block that shares text, by the block's anchor. A run ends where a block shares nothing."""
    if not others:
        return {}
    found: dict[str, list[tuple[Neighbour, Shared]]] = defaultdict(list)
    ends = [block.span.end for block in blocks]
    for neighbour in others:
        for shared in neighbour.passages:
            for block in blocks[bisect_right(ends, shared.span.start) :]:
                if block.span.start >= shared.span.end:
                    break
                found[block.anchor].append((neighbour, shared))
    bars: dict[str, Bar] = {}
    for run in _runs(blocks, found):
        for index, block in enumerate(run):
            counterparts, more = _counterparts(found[block.anchor], t)
            label = _label(run, found, t) if index == 0 else ""
            bars[block.anchor] = Bar(_place(index, len(run)), label, _leads(run, found, story), counterparts, more)
    return bars


def _runs(blocks: Sequence[Block], shared: dict[str, list[tuple[Neighbour, Shared]]]) -> list[list[Block]]:
    runs: list[list[Block]] = []
    going = False
    for block in blocks:
        if block.anchor not in shared:
            going = False
        elif going:
            runs[-1].append(block)
        else:
            runs.append([block])
            going = True
    return runs


def _place(index: int, size: int) -> str:
    if size == 1:
        return "only"
    return "first" if index == 0 else "last" if index == size - 1 else "inner"


def _label(run: Sequence[Block], shared: dict[str, list[tuple[Neighbour, Shared]]], t: Strings) -> str:
    numbers = [block.number for block in run if block.number]
    extent = "" if not numbers else str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
    labels = list(dict.fromkeys(neighbour.label for block in run for neighbour, _ in shared[block.anchor]))
    names = ", ".join(labels[:NAMED])
    if len(labels) > NAMED:
        names = f"{names} {t('shared.more', n=len(labels) - NAMED)}"
    return t("shared.bar", range=extent, names=names)


def _leads(run: Sequence[Block], shared: dict[str, list[tuple[Neighbour, Shared]]], story: str) -> str:
    """To the two texts side by side where the run is shared with one other; else to the story, or the first of the others."""
    near = list({id(neighbour): neighbour for block in run for neighbour, _ in shared[block.anchor]}.values())
    if len(near) == 1 and near[0].compare:
        return near[0].compare
    return story if story and any(one.compare for one in near) else addresses.article(near[0].id)


def _counterparts(shared: Sequence[tuple[Neighbour, Shared]], t: Strings) -> tuple[tuple[Counterpart, ...], str]:
    links = list(dict.fromkeys(_counterpart(neighbour, one, t) for neighbour, one in shared))
    rest = len(links) - NAMED
    return tuple(links[:NAMED]), t("shared.more", n=rest) if rest > 0 else ""


def _counterpart(neighbour: Neighbour, shared: Shared, t: Strings) -> Counterpart:
    """A link to the other's paragraph."""
    key = "changed" if shared.changed else "counterpart"
    place = str(shared.number) if shared.number else shared.anchor
    text = t(f"shared.{key}", name=shorten(neighbour.label.strip("“”"), SHORT), n=place)
    return Counterpart(text, f"{addresses.article(neighbour.id)}#{shared.anchor}")
