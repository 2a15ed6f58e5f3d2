"""Two witnesses side by side: who had it first, what was shared, what was changed and how often, and the rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from variorum import addresses
from variorum.model import ArticleId, Evidence, Published, Relation, Span, Weight
from variorum.model.values import Value, dataclass
from variorum.pages.aligning import PLAIN, Aligned, Finding, Group, Witness, grouped, rows_of
from variorum.pages.article import RIGHT_TO_LEFT
from variorum.pages.dating import listed
from variorum.pages.fates import Fate
from variorum.pages.page import Link, Site
from variorum.pages.pictures import Picture, Ribbon, Strip, strips
from variorum.pages.row import Row
from variorum.strings import Strings


@dataclass(frozen=True, slots=True)
class Side(Value):
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
class Count(Value):
    """How many changes of one kind there are, and where the first is."""

    label: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class FateView(Value):
    """Quotations that met the same fate."""

    label: str
    """"2 altered"."""
    folded: bool
    """True where the list is long and says little: those that were kept."""
    quotations: tuple[Fate, ...]


@dataclass(frozen=True, slots=True)
class Comparison(Value):
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


def compare(
    relation: Relation, base: Witness, witness: Witness, fates: tuple[Fate, ...], site: Site, nearest: bool = True
) -> Comparison:
    """*relation* as two columns; not *nearest* where another witness is the likelier source of this one."""
    t = site.t
    rows = tuple(rows_of(relation, base, witness, t))
    return Comparison(
        base=side(base, site),
        witness=side(witness, site),
        relation=t(f"relations.{relation.kind.value}"),
        summary=_summary(relation, base, witness, fates, t),
        record=tuple(_record(relation, base, witness, nearest, t)),
        counts=tuple(_counts(rows, t)),
        changes=tuple(finding for row in rows for finding in row.changes),
        groups=tuple(grouped(rows, t)),
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


def _strips(relation: Relation, base: Witness, witness: Witness, t: Strings) -> Picture:
    shown = [
        strip(base, [passage.base for passage in relation.passages], t),
        strip(witness, [passage.witness for passage in relation.passages], t),
    ]
    return strips(t("story.strips"), shown, ribbons(relation, 0, 1), t("text.as_table"))


def ribbons(relation: Relation, base: int, witness: int) -> list[Ribbon]:
    """What joins the strips of the two, which are in these places."""
    return [
        Ribbon(base, one.base.start, one.base.end, witness, one.witness.start, one.witness.end) for one in relation.passages
    ]


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


def verdict(relation: Relation, base: Witness, witness: Witness, nearest: bool, t: Strings) -> str:
    """Who had it first, in a sentence."""
    if not relation.directed:
        return t("story.undirected")
    return t("story.directed" if nearest else "story.earlier", base=base.name, witness=witness.name)


def _record(relation: Relation, base: Witness, witness: Witness, nearest: bool, t: Strings) -> Iterator[Row]:
    names = {base.article.id: base.name, witness.article.id: witness.name}
    told = verdict(relation, base, witness, nearest, t)
    yield Row(t("story.evidence"), told, note="; ".join(evidence_text(one, names, t) for one in relation.evidence))
    yield Row(t("story.shared"), t("story.shared_words", n=relation.shared_words))
    for one, share in ((base, relation.base_share), (witness, relation.witness_share)):
        yield Row("", t("story.shares", share=f"{share:.0%}", name=one.name))
