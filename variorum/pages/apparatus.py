"""The base text of a story of more than two witnesses, with the readings of the others below each paragraph."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from variorum import addresses
from variorum.markup import Mark, render
from variorum.model import Article, ArticleId, Block, Cluster, Relation, Span, Variant, Weight
from variorum.model.values import Value, dataclass
from variorum.pages.aligning import PLAIN, WHOLE, Witness
from variorum.pages.comparing import Count
from variorum.pages.page import Link, Site
from variorum.strings import Strings


@dataclass(frozen=True, slots=True)
class Reading(Value):
    """Other words that witnesses have in one place of the base."""

    text: str
    """"" where they leave the base's words out, or have the same and do something else to them."""
    omits: bool
    """True where they leave the base's words out."""
    witnesses: tuple[Link, ...]
    """Sigla, each leading to the place in that witness."""
    change: str
    boxed: bool
    """True where it says more than that words differ."""


@dataclass(frozen=True, slots=True)
class Lemma(Value):
    """A place of the base where witnesses differ."""

    number: int
    text: str
    """The base's words; "" where others add some."""
    before: str
    """The word before the place, where the base has none there."""
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class ApparatusBlock(Value):
    """One block of the base, who carries it, and the readings."""

    anchor: str
    place: str
    href: str
    html: Markup
    carried: tuple[Link, ...]
    lemmas: tuple[Lemma, ...]
    omitted: str
    """"omits: C D"; "" where all carry it."""
    heat: int
    """0 to 4: how much witnesses vary here."""


@dataclass(frozen=True, slots=True)
class Apparatus(Value):
    """The base with its variants."""

    sigil: str
    name: str
    language: str
    blocks: tuple[ApparatusBlock, ...]
    counts: tuple[Count, ...]
    """Changes by kind, each leading to the first."""


LEMMA_WORDS = 8  # words of a lemma or reading that are printed whole.

_Place = tuple[int, int]


def apparatus(cluster: Cluster, by_id: dict[ArticleId, Witness], site: Site) -> Apparatus:
    """The base of *cluster* with the substantive readings of every witness that was aligned with it."""
    base = by_id[cluster.base]
    relations = [relation for relation in cluster.relations if relation.base == cluster.base]
    readings = _readings(relations)
    numbers = {place: number for number, place in enumerate(sorted(readings), start=1)}
    lang = "" if base.article.language == site.language else base.article.language
    blocks = tuple(_block(block, base.article, relations, readings, numbers, by_id, site.t) for block in base.article.blocks)
    return Apparatus(base.sigil, base.outlet or base.name, lang, blocks, tuple(_counts(blocks)))


def _counts(blocks: Sequence[ApparatusBlock]) -> Iterator[Count]:
    first: dict[str, str] = {}
    count: Counter[str] = Counter()
    for block in blocks:
        for reading in (reading for lemma in block.lemmas for reading in lemma.readings):
            first.setdefault(reading.change, f"#{block.anchor}")
            count[reading.change] += len(reading.witnesses)
    yield from (Count(change, count[change], first[change]) for change in sorted(count))


def _readings(relations: Sequence[Relation]) -> dict[_Place, list[tuple[ArticleId, Variant]]]:
    found: dict[_Place, list[tuple[ArticleId, Variant]]] = defaultdict(list)
    for relation in relations:
        for passage in relation.passages:
            for variant in passage.variants:
                if variant.weight is Weight.SUBSTANTIVE:
                    found[variant.base.start, variant.base.end].append((relation.witness, variant))
    return found


def _block(
    block: Block, base: Article, relations: Sequence[Relation], readings: dict[_Place, list[tuple[ArticleId, Variant]]],
    numbers: dict[_Place, int], by_id: dict[ArticleId, Witness], t: Strings,
) -> ApparatusBlock:  # fmt: skip
    here = [place for place in numbers if block.span.start <= place[0] and place[1] <= block.span.end]
    marks = [_mark(base.text, place, numbers[place]) for place in here]
    carriers = tuple(dict(_carriers(block, relations, by_id)).items())
    absent = [by_id[relation.witness].sigil for relation in relations if relation.witness not in dict(carriers)]
    return ApparatusBlock(
        anchor=f"a-{block.anchor}",
        place=f"¶ {block.number}" if block.number else block.anchor,
        href=f"{addresses.article(base.id)}#{block.anchor}",
        html=render(base.text, block.span, marks),
        carried=tuple(link for _, link in carriers),
        lemmas=tuple(_lemma(place, numbers[place], readings[place], base, by_id, t) for place in sorted(here)),
        omitted=f"{t('story.lacking')}: {' '.join(absent)}" if absent and carriers else "",
        heat=min(4, len(here)) if carriers else 0,
    )


def _mark(text: str, place: _Place, number: int) -> Mark:
    """The lemma underlined and numbered; where others add words, the number at the word before."""
    if place[0] < place[1]:
        return Mark(Span(*place), "span", (("class", "lemma"),), last=(("data-n", str(number)),))
    end = len(text[: place[0]].rstrip())
    start = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end)) + 1
    return Mark(Span(start, end), "span", last=(("data-n", str(number)),), depth=number)


def _carriers(block: Block, relations: Sequence[Relation], by_id: dict[ArticleId, Witness]) -> Iterator[tuple[ArticleId, Link]]:
    for relation in relations:
        passage = next((one for one in relation.passages if one.base.overlaps(block.span)), None)
        if passage is not None:
            witness = by_id[relation.witness]
            yield relation.witness, _sigil(witness, passage.witness)


def _sigil(witness: Witness, span: Span) -> Link:
    block = next((one for one in witness.article.blocks if one.span.overlaps(span)), witness.article.blocks[0])
    if not len(span):
        block = next((one for one in witness.article.blocks if one.span.start <= span.start <= one.span.end), block)
    return Link(witness.sigil, f"{addresses.article(witness.article.id)}#{block.anchor}", witness.name)


def _lemma(
    place: _Place,
    number: int,
    found: Sequence[tuple[ArticleId, Variant]],
    base: Article,
    by_id: dict[ArticleId, Witness],
    t: Strings,
) -> Lemma:
    by_text: dict[tuple[str, bool, str, bool], list[Link]] = defaultdict(list)
    for id, variant in found:
        witness = by_id[id]
        said = " ".join(variant.witness.of(witness.article.text).split())
        label = t.either(f"changes.{variant.change}", "changes.other", change=variant.change.replace("-", " "))
        whole = variant.change in WHOLE
        boxed = variant.change not in PLAIN
        by_text["" if whole else _abridged(said), not said, label, boxed].append(_sigil(witness, variant.witness))
    readings = tuple(
        Reading(said, omits, tuple(links), change, boxed) for (said, omits, change, boxed), links in sorted(by_text.items())
    )
    text = _abridged(" ".join(base.text[place[0] : place[1]].split()))
    before = "" if text else (base.text[: place[0]].split() or [""])[-1]
    return Lemma(number, text, before, readings)


def _abridged(text: str) -> str:
    """A long lemma or reading by its first and last words, as apparatuses print them."""
    said = text.split()
    return text if len(said) <= LEMMA_WORDS else f"{' '.join(said[:3])} … {' '.join(said[-2:])}"
