"""A small archive made by hand: every case that pages must show, in as few words as it takes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from variorum.assemble import assemble
from variorum.config import Config
from variorum.model import (
    NOBODY,
    Annotation,
    Archive,
    Article,
    ArticleId,
    Attribution,
    Block,
    BlockKind,
    Cluster,
    Evidence,
    Inline,
    Kind,
    Outlet,
    OutletId,
    Passage,
    Published,
    Quotation,
    QuotationId,
    QuotationRef,
    Relation,
    RelationKind,
    Rights,
    Role,
    Show,
    Span,
    Speaker,
    SpeakerId,
    Standing,
    Utterance,
    Variant,
    Weight,
    Withdrawal,
)
from variorum.pages import pages

CONFIG = Config(Path("/nowhere"), title="Test Archive", contact="desk@example.org")
ANN = SpeakerId("ann-lee")
BO = SpeakerId("bo-kim")


def published(on: str) -> Published:
    return Published(on, date.fromisoformat(on), date.fromisoformat(on))


def article(name: str, *paragraphs: str, outlet: str = "wire", on: str = "") -> Article:
    """An article of *paragraphs*, the first of them its title."""
    blocks, start = [], 0
    for number, text in enumerate(paragraphs):
        kind = BlockKind.PARAGRAPH if number else BlockKind.TITLE
        blocks.append(Block(Span(start, start + len(text)), kind, number))
        start += len(text) + 2
    when = published(on) if on else None
    text = "\n\n".join(paragraphs)
    return Article(ArticleId(name), paragraphs[0], OutletId(outlet), text, tuple(blocks), "0" * 64, published=when)


def said(words: str, by: SpeakerId | None, name: str = "", **more: object) -> Attribution:
    return replace(Attribution(by, name or str(by), "cue-after", 0.97, mention=Span(0, 1)), **more)  # type: ignore[arg-type]


def quoted(of: Article, number: int, parts: Sequence[str], attribution: Attribution, kind: Kind = Kind.DIRECT) -> Quotation:
    """A quotation of the stretches *parts* of the text, each with a mark at its ends."""
    spans = tuple(Span(of.text.index(part), of.text.index(part) + len(part)) for part in parts)
    words = tuple(Span(span.start + 1, span.end - (part[-1] in '”"')) for span, part in zip(spans, parts, strict=True))
    return Quotation(of.id, QuotationId(f"q-00000{number}"), number, spans, words, kind, attribution)


WIRE = article("wire-1", "Flood <b>hits</b> A & B", "ANNTOWN, May 3. “The dam held,” Ann Lee said. “It may not",
               "“hold again,” she added.",
               "The mayor called it “a miracle”. Bo Kim was quiet.", on="2020-05-03")  # fmt: skip
COPY = article(
    "copy-1", "Dam holds", "“The dam held,” Ann Lee said, Wire reported. A “so-called” dam.", outlet="paper", on="2020-05-04"
)
LATER = article("paper-2", "Later that year", "Nothing was said.", outlet="paper")
GONE = replace(article("gone", "Unspeakable", "“Unprintable words here,” Bo Kim said.", outlet="paper"),
               withdrawn=Withdrawal("2021-01-01", "The outlet asked for it."), aliases=("gone-before",))  # fmt: skip
PART = replace(article("part", "Partly", "word " * 59 + "end",
               "Keptback “held back words” Ann Lee said." + " Kept." * 80, outlet="paper"),
               rights=Rights(show=Show.EXCERPT))  # fmt: skip
HIDDEN = replace(article("hidden", "Only the title", "Unshown text."), rights=Rights(show=Show.METADATA))


def archive() -> Archive:
    """The archive: a wire report, its copy, and one article of every other kind."""
    wire = replace(WIRE, inlines=(
        Inline(Span(WIRE.text.index("Ann Lee"), WIRE.text.index("said")), "em"),
        Inline(Span(WIRE.text.index("held"), WIRE.text.index("Lee")), "strong"),
        Inline(Span(WIRE.text.index("mayor"), WIRE.text.index("mayor") + 5), "a", "javascript:alert(1)"),
    ), aliases=("wire-0",))  # fmt: skip
    ann = said("x", ANN, "Ann Lee")
    annotations = [
        Annotation(wire.id, (
            quoted(wire, 1, ["“The dam held,”"], ann),
            quoted(wire, 2, ["“It may not", "“hold again,”"], replace(ann, confidence=0.6, antecedent=Span(0, 3))),
            quoted(wire, 3, ["“a miracle”"], replace(NOBODY, name=""), Kind.FRAGMENT),
        )),
        Annotation(COPY.id, (
            quoted(COPY, 1, ["“The dam held,”"], replace(ann, standing=Standing.CHECKED, by="MK, 2026-11-20", note="Heard.")),
            quoted(COPY, 2, ["“so-called”"], NOBODY, Kind.SCARE),
        )),
        Annotation(GONE.id, (quoted(GONE, 1, ["“Unprintable words here,”"], said("x", BO, "Bo Kim")),)),
        Annotation(PART.id, (quoted(PART, 1, ["“held back words”"], ann),)),
    ]  # fmt: skip
    first, second = QuotationRef(wire.id, QuotationId("q-000001")), QuotationRef(COPY.id, QuotationId("q-000001"))
    speakers = [
        Speaker(
            ANN, "Ann Lee", "Lee, Ann", roles=(Role("the mayor", (wire.id,)),), former_ids=(SpeakerId("a-lee"),), listed=True
        ),
        Speaker(BO, "Bo Kim", "Kim, Bo"),
    ]
    outlets = [Outlet(OutletId("wire"), "The Wire"), Outlet(OutletId("paper"), "The Paper")]
    return assemble(
        [wire, COPY, LATER, GONE, PART, HIDDEN], annotations, speakers, outlets, (story(wire, COPY),),
        (Utterance("u-1", ANN, (first, second), ((first, second),)),),
    )  # fmt: skip


def story(base: Article, witness: Article) -> Cluster:
    """The one passage that copy and wire share, with an attribution put in."""
    one, two = base.text.index("The dam"), witness.text.index("The dam")
    end, end2 = base.text.index(" “It may"), witness.text.index(" A “so")
    put_in = witness.text.index("Wire")
    place = base.text.index("said") + 4
    variant = Variant(Span(place, place), Span(put_in, put_in + 13), Weight.SUBSTANTIVE, "attribution-added")
    passage = Passage(Span(one, end), Span(two, end2), False, (variant,))
    relation = Relation(
        base.id, witness.id, RelationKind.REPUBLISHED, True, (Evidence("credit-line", witness.id, text="Wire reported"),),
        (passage,), 0.5, 0.9, 6, (base.blocks[0].span,), (witness.blocks[0].span,),
    )  # fmt: skip
    return Cluster(base.id, base.id, (base.id, witness.id), (relation,))


def built(of: Archive | None = None, config: Config = CONFIG) -> dict[str, str]:
    """Every page of the archive by its address."""
    return {file.path: file.content.decode() for file in pages(of or archive(), config) if file.path.endswith(".html")}


class Reader(HTMLParser):
    """Collects the text of elements by id, all ids, links and tags."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: dict[str, str] = {}
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append((tag, values))
        if id := values.get("id"):
            self.ids.append(id)
            self.texts.setdefault(id, "")
        self.links += [value for name in ("href", "src", "action") if (value := values.get(name))]
        if tag not in VOID:
            self._open.append((tag, id or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            opened, _ = self._open.pop()
            assert opened == tag, f"<{opened}> closed by </{tag}>"

    def handle_data(self, data: str) -> None:
        for _, id in self._open:
            if id:
                self.texts[id] += data


VOID = frozenset({"meta", "link", "br", "input", "img", "hr", "wbr", "rect", "path"}) - {"rect", "path"}


def visible(html: str) -> str:
    """The text of a page, tags gone."""
    return re.sub(r"<[^>]+>", "", html)
