"""Two witnesses row by row: the words they share aligned, what was changed in them, what only one has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from variorum import addresses
from variorum.markup import Mark, inline_marks, render
from variorum.model import Article, Block, BlockKind, Passage, Relation, Span, Variant, Weight
from variorum.model.values import Value, dataclass
from variorum.pages.holdings import shorten
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
class Cell(Value):
    """One witness's words in a row."""

    html: Markup
    href: str
    """The paragraph on the article's page."""
    place: str
    """"¶ 4", or "title"."""
    only: str = ""
    """"only in TASS"; "" where the other has the words too."""


@dataclass(frozen=True, slots=True)
class Finding(Value):
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
class Aligned(Value):
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
class Group(Value):
    """A run of rows; folded where all are identical and there are several."""

    label: str
    """"4 identical rows"; "" for one that is not folded."""
    rows: tuple[Aligned, ...]


def rows_of(relation: Relation, base: Witness, witness: Witness, t: Strings) -> Iterator[Aligned]:
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
    only = [t("story.only_in", name=one.name) for one in (base, witness)]
    for number, (one, two, aligned) in enumerate(rows, start=1):
        if aligned:
            yield _passage(f"r{number}", aligned, base, witness, t)
        else:
            yield _apart(f"r{number}", (base.article, one, only[0]), (witness.article, two, only[1]))


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


def _apart(anchor: str, *sides: tuple[Article, Span | None, str]) -> Aligned:
    """A row of words that have no counterpart: of each side, where they stand, and what is said of them."""
    base, witness = (_cell(article, span, (), only) if span else None for article, span, only in sides)
    return Aligned(anchor, "apart", base, witness, (), (), (), "", "")


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


def _cell(article: Article, span: Span, marks: Iterable[Mark], only: str = "") -> Cell:
    block = block_at(article, span)
    inlines = [mark for mark in inline_marks(article.inlines) if mark.span.overlaps(span)] if article.inlines else []
    html = render(article.text, _with_marks(article.text, span, block), [*inlines, *marks])
    return Cell(html, f"{addresses.article(article.id)}#{block.anchor}", _place(block), only)


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
    start, end = span.start, span.end
    for block in article.blocks:
        if block.span.start < end and start < block.span.end:
            return block
    return article.blocks[0]


def _place(block: Block) -> str:
    return f"¶ {block.number}" if block.number else block.anchor


def _finding(variant: Variant, anchor: str, base: Article, witness: Article, t: Strings) -> Finding:
    label = t.either(f"changes.{variant.change}", "changes.other", change=variant.change.replace("-", " "))
    old, new = (
        shorten(" ".join(text.split()), LISTED) for text in (variant.base.of(base.text), variant.witness.of(witness.text))
    )
    words = new if variant.change in WHOLE else " → ".join(text for text in (old, new) if text)
    return Finding(variant.change, label, f"#{anchor}", words, variant.change not in PLAIN)


def grouped(rows: Sequence[Aligned], t: Strings) -> Iterator[Group]:
    """*rows* as they come, runs of identical ones folded."""
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
