"""Two witnesses side by side: rows of aligned words, what was changed in them, what only one has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from markupsafe import Markup

from variorum import addresses
from variorum.markup import Mark, inline_marks, render
from variorum.model import Article, ArticleId, Block, BlockKind, Evidence, Passage, Published, Relation, Span, Variant, Weight
from variorum.model.basic import Value
from variorum.pages.article import RIGHT_TO_LEFT, Row
from variorum.pages.dating import listed
from variorum.pages.fates import Fate
from variorum.pages.holdings import shorten
from variorum.pages.page import Link, Site
from variorum.pages.pictures import Picture, Strip, strips
from variorum.strings import Strings

PLAIN = frozenset({"added", "dropped", "changed", "case", "punctuation", "spelling", "typography"})
"""Changes that say only that words differ. Any other is a finding and gets its boxed word."""
WHOLE = frozenset({"speech-became-quotation", "quotation-became-speech", "marks-added", "marks-dropped"})
"""Findings on words that both have: nothing is struck or underlined."""
LISTED = 80  # characters of a change in the list of changes: a line and a half.
FOLD = 2  # identical rows in a run that are folded; a single one costs more to open than to read.


@dataclass(frozen=True, slots=True)
class Witness(Value):
    """One of the articles compared."""

    article: Article
    sigil: str
    """`A`, `B`, …"""
    name: str
    """What sentences call it; no two witnesses of a story share one."""
    outlet: str
    """"" where it is not known."""


@dataclass(frozen=True, slots=True)
class Side:
    """The head of a column."""

    sigil: str
    name: str
    outlet: str
    date: str
    title: Link
    language: str
    direction: str
    published: Published | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One witness's words in a row."""

    html: Markup
    href: str
    """The paragraph on the article's page."""
    place: str
    """"¶ 4", or "title"."""
    only: str = ""
    """"only in TASS"; "" where the other has the words too."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a change does."""

    change: str
    """`hedge-added`, …"""
    label: str
    href: str
    """The row it stands in."""
    words: str
    """The words it concerns: those of the base, an arrow, those of the witness."""
    boxed: bool
    """True where it says more than that words differ."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """A row of the table."""

    anchor: str
    look: str
    """`same`, `accidental`, `changed`, or `apart`: words that only one of them has."""
    base: Cell | None
    witness: Cell | None
    kinds: tuple[str, ...]
    """Of every change in it, accidental ones included."""
    changes: tuple[Finding, ...]
    """The substantive ones."""
    findings: tuple[Finding, ...]
    """Those that say more than that words differ."""
    moved: str
    """"Moved: …"; "" where it stands in order."""
    spoken: str
    """What differs, in words, for those who do not see the marks."""


@dataclass(frozen=True, slots=True)
class Group:
    """A run of rows; folded where all are identical and there are several."""

    label: str
    """"4 identical rows"; "" for one that is not folded."""
    rows: tuple[Aligned, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many changes of one kind there are, and where the first is."""

    label: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class FateView:
    """Quotations that met the same fate."""

    label: str
    """"2 altered"."""
    folded: bool
    """True where the list is long and says little: those that were kept."""
    quotations: tuple[Fate, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that two witnesses have in common and not."""

    base: Side
    witness: Side
    relation: str
    summary: str
    """What happened, in a sentence."""
    record: tuple[Row, ...]
    """Who had it first and how that is known, what is shared, what only one has."""
    counts: tuple[Count, ...]
    changes: tuple[Finding, ...]
    """Every substantive change, in order."""
    groups: tuple[Group, ...]
    strips: Picture
    fates: tuple[FateView, ...]
    """What became of the quotations."""


def compare(relation: Relation, base: Witness, witness: Witness, fates: tuple[Fate, ...], site: Site) -> Comparison:
    """*relation* as two columns."""
    t = site.t
    rows = tuple(_rows(relation, base, witness, t))
    return Comparison(
        base=side(base, site),
        witness=side(witness, site),
        relation=t(f"relations.{relation.kind.value}"),
        summary=_summary(relation, base, witness, fates, t),
        record=tuple(_record(relation, base, witness, t)),
        counts=tuple(_counts(rows, t)),
        changes=tuple(finding for row in rows for finding in row.changes),
        groups=tuple(_grouped(rows, t)),
        strips=_strips(relation, base, witness, t),
        fates=tuple(_fates(fates, base, t)),
    )


def side(witness: Witness, site: Site) -> Side:
    """The head of the witness's column."""
    article = witness.article
    lang = "" if article.language == site.language else article.language
    title = Link(article.title, addresses.article(article.id), lang=lang)
    outlet = witness.outlet or site.t("record.unknown_outlet")
    return Side(
        witness.sigil, witness.name, outlet, listed(article.published, site.t), title, lang,
        "rtl" if article.language.split("-")[0] in RIGHT_TO_LEFT else "ltr", article.published,
    )  # fmt: skip


def evidence_text(evidence: Evidence, names: dict[ArticleId, str], t: Strings) -> str:
    """A reason for the direction, in words."""
    name = names.get(evidence.article, "") if evidence.article else ""
    return t.either(f"evidence.{evidence.rule}", "evidence.other", rule=evidence.rule, name=name, text=evidence.text)


def _rows(relation: Relation, base: Witness, witness: Witness, t: Strings) -> Iterator[Aligned]:
    """Passages in the base's order, with what only one witness has where it stands in it; titles side by side."""
    dropped = sorted(relation.dropped, key=lambda span: span.start)
    added = sorted(relation.added, key=lambda span: span.start)
    rows: list[tuple[Span | None, Span | None, Passage | None]] = list(_heads(base.article, witness.article, dropped, added))
    for passage in sorted(relation.passages, key=lambda one: one.base.start):
        while dropped and dropped[0].start < passage.base.start:
            rows.append((dropped.pop(0), None, None))
        while added and not passage.moved and added[0].start < passage.witness.start:
            rows.append((None, added.pop(0), None))
        rows.append((passage.base, passage.witness, passage))
    rows += [(span, None, None) for span in dropped]
    rows += [(None, span, None) for span in added]
    for number, (one, two, aligned) in enumerate(rows, start=1):
        yield _passage(f"r{number}", aligned, base, witness, t) if aligned else _apart(f"r{number}", one, two, base, witness, t)


def _heads(
    base: Article, witness: Article, dropped: list[Span], added: list[Span]
) -> Iterator[tuple[Span | None, Span | None, None]]:
    """Title beside title and dek beside dek, where they differ; taken out of the lists they stood in."""
    for kind in (BlockKind.TITLE, BlockKind.DEK):
        one, two = (next((block.span for block in article.blocks if block.kind is kind), None) for article in (base, witness))
        if one in dropped and two in added:
            dropped.remove(one)
            added.remove(two)
            yield one, two, None


def _apart(anchor: str, one: Span | None, two: Span | None, base: Witness, witness: Witness, t: Strings) -> Aligned:
    """A row of words that have no counterpart."""
    cells = [
        replace(_cell(owner.article, span, ()), only=t("story.only_in", name=owner.name)) if span else None
        for owner, span in ((base, one), (witness, two))
    ]
    return Aligned(anchor, "apart", cells[0], cells[1], (), (), (), "", "")


def _passage(anchor: str, passage: Passage, base: Witness, witness: Witness, t: Strings) -> Aligned:
    changes = tuple(
        _finding(one, anchor, base.article, witness.article, t)
        for one in passage.variants
        if one.weight is Weight.SUBSTANTIVE or one.change not in PLAIN
    )
    place = _place(block_at(witness.article, passage.witness))
    return Aligned(
        anchor, _look(passage.variants), _cell(base.article, passage.base, _marks(passage.variants, base=True)),
        _cell(witness.article, passage.witness, _marks(passage.variants, base=False)),
        tuple(one.change for one in passage.variants), changes,
        tuple(one for one in changes if one.boxed), t("story.moved", n=place.removeprefix("¶ ")) if passage.moved else "",
        "; ".join(f"{one.label}: {one.words}" for one in changes),
    )  # fmt: skip


def _look(variants: Sequence[Variant]) -> str:
    if all(variant.change == "typography" for variant in variants):
        return "same"
    substantive = any(one.weight is Weight.SUBSTANTIVE or one.change not in PLAIN for one in variants)
    return "changed" if substantive else "accidental"


def _marks(variants: Iterable[Variant], base: bool) -> list[Mark]:
    found: list[Mark] = []
    for variant in variants:
        span = variant.base if base else variant.witness
        if variant.change in WHOLE:
            found.append(Mark(span, "span", (("class", "turned"),), depth=0))
        elif variant.weight is Weight.ACCIDENTAL:
            found.append(Mark(span, "span", (("class", "accidental"),), depth=2))
        else:
            found.append(Mark(span, "del" if base else "ins", depth=1))
    return found


def _cell(article: Article, span: Span, marks: Iterable[Mark]) -> Cell:
    block = block_at(article, span)
    inlines = [mark for mark in inline_marks(article.inlines) if mark.span.overlaps(span)]
    html = render(article.text, _with_marks(article.text, span, block), [*inlines, *marks])
    return Cell(html, f"{addresses.article(article.id)}#{block.anchor}", _place(block))


def _with_marks(text: str, span: Span, block: Block) -> Span:
    """*span* with the quotation marks and stops that touch it, which alignment by words leaves at its edges."""
    start, end = span.start, span.end
    while start > block.span.start and not text[start - 1].isspace() and not text[start - 1].isalnum():
        start -= 1
    while end < block.span.end and not text[end].isspace() and not text[end].isalnum():
        end += 1
    return Span(start, end)


def block_at(article: Article, span: Span) -> Block:
    """The block that *span* begins in."""
    return next((block for block in article.blocks if block.span.overlaps(span)), article.blocks[0])


def _place(block: Block) -> str:
    return f"¶ {block.number}" if block.number else block.anchor


def _finding(variant: Variant, anchor: str, base: Article, witness: Article, t: Strings) -> Finding:
    label = t.either(f"changes.{variant.change}", "changes.other", change=variant.change.replace("-", " "))
    old, new = (
        shorten(" ".join(text.split()), LISTED) for text in (variant.base.of(base.text), variant.witness.of(witness.text))
    )
    words = new if variant.change in WHOLE else " → ".join(text for text in (old, new) if text)
    return Finding(variant.change, label, f"#{anchor}", words, variant.change not in PLAIN)


def _counts(rows: Sequence[Aligned], t: Strings) -> Iterator[Count]:
    first: dict[str, str] = {}
    count: Counter[str] = Counter()
    for row in rows:
        for change in row.kinds:
            first.setdefault(change, f"#{row.anchor}")
            count[change] += 1
    for change in sorted(count, key=lambda change: (change in PLAIN, change)):
        label = t.either(f"changes.{change}", "changes.other", change=change.replace("-", " "))
        yield Count(label, count[change], first[change])


def _grouped(rows: Sequence[Aligned], t: Strings) -> Iterator[Group]:
    run: list[Aligned] = []
    for row in [*rows, None]:
        if row is not None and row.look == "same" and not row.moved:
            run.append(row)
            continue
        if len(run) >= FOLD:
            yield Group(t("story.identical", n=len(run)), tuple(run))
        elif run:
            yield Group("", tuple(run))
        run = []
        if row is not None:
            yield Group("", (row,))


def _strips(relation: Relation, base: Witness, witness: Witness, t: Strings) -> Picture:
    shown = [
        strip(base, [passage.base for passage in relation.passages], t),
        strip(witness, [passage.witness for passage in relation.passages], t),
    ]
    ribbons = [(one.base.start, one.base.end, one.witness.start, one.witness.end) for one in relation.passages]
    return strips(t("story.strips"), shown, ribbons, t("text.as_table"))


def strip(witness: Witness, shared: Sequence[Span], t: Strings) -> Strip:
    """The witness's text as a bar, *shared* shaded."""
    size = len(witness.article.text)
    share = f"{sum(len(span) for span in shared) / max(size, 1):.0%}"
    shaded = tuple((span.start, span.end) for span in shared)
    return Strip(witness.sigil, size, shaded, t("story.strip", name=witness.name, share=share))


def _fates(fates: tuple[Fate, ...], base: Witness, t: Strings) -> Iterator[FateView]:
    for kind, group in groupby(fates, key=lambda fate: fate.kind):
        found = tuple(group)
        yield FateView(t(f"story.fate.{kind}", n=len(found), name=base.name), kind == "kept", found)


def _summary(relation: Relation, base: Witness, witness: Witness, fates: tuple[Fate, ...], t: Strings) -> str:
    """What the witness did with the base's words, in a sentence; neutral where it is not known who took from whom."""
    places = sum(one.weight is Weight.SUBSTANTIVE for passage in relation.passages for one in passage.variants)
    quoted = sum(fate.kind in ("kept", "altered", "dropped") for fate in fates)
    kept = sum(fate.kind in ("kept", "altered") for fate in fates)
    parts = [t("story.did.shares", share=f"{relation.base_share:.0%}", base=base.name)]
    parts += [t("story.did.quotations", n=kept, of=quoted)] if quoted else []
    parts.append(t("story.did.changes", n=places) if places else t("story.did.nothing"))
    parts += [t("story.did.lacks", n=len(relation.dropped))] if relation.dropped else []
    parts += [t("story.did.adds", n=len(relation.added))] if relation.added else []
    return t("story.did.whole", witness=witness.name, parts=", ".join(parts[:-1]), last=parts[-1])


def _record(relation: Relation, base: Witness, witness: Witness, t: Strings) -> Iterator[Row]:
    names = {base.article.id: base.name, witness.article.id: witness.name}
    verdict = t("story.directed", base=base.name, witness=witness.name) if relation.directed else t("story.undirected")
    yield Row(t("story.evidence"), verdict, note="; ".join(evidence_text(one, names, t) for one in relation.evidence))
    yield Row(t("story.shared"), t("story.shared_words", n=relation.shared_words))
    for one, share in ((base, relation.base_share), (witness, relation.witness_share)):
        yield Row("", t("story.shares", share=f"{share:.0%}", name=one.name))
