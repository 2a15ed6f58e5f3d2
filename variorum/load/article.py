"""One content file -> one Article."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from variorum.config import rights
from variorum.load import keys
from variorum.load.body import Piece, pieces
from variorum.load.dates import published
from variorum.load.files import ID, ID_FIX, decoded, suggested_id
from variorum.load.front import simple
from variorum.load.unshowable import unshowable
from variorum.model import (
    UNKNOWN_OUTLET,
    Article,
    ArticleId,
    Basis,
    Block,
    BlockKind,
    Inline,
    Notes,
    OutletId,
    Problem,
    Published,
    Rights,
    Span,
    Withdrawal,
)
from variorum.model.values import Value, dataclass
from variorum.records import Record, Source

_FRONT = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_WEB = re.compile(r"https?://[^\s/]+\S*")


@dataclass(frozen=True, slots=True)
class Defaults(Value):
    """What holds where an article says nothing."""

    language: str
    rights: Rights
    outlet_rights: Mapping[OutletId, Rights]


def read_article(content: bytes, file: str, defaults: Defaults) -> tuple[Article | None, tuple[Problem, ...]]:
    """The article of one content file, without its notes; None where there is an error among the problems."""
    text = decoded(content, file)
    if isinstance(text, Problem):
        return None, (text,)
    match = _FRONT.match(text)
    if not match:
        return None, (_no_front(file, text),)
    source = Source(file, match[1], first_line=2, manual="docs/formats.md#articles")
    values = simple(match[1])
    record = source.read() if values is None else Record(values, source)
    if record is None:
        return None, tuple(source.problems)
    article = _article(record, text[match.end() :], file, defaults)
    source.problems += unshowable(article, text)
    broken = any(problem.severity == "error" for problem in source.problems)
    return (None if broken else article), tuple(source.problems)


def _no_front(file: str, text: str) -> Problem:
    if text.startswith("---"):
        return Problem(file, 1, "A006", "the front matter does not end", "put a line `---` after the last `key: value` line")
    fix = "begin the file with a line `---`, then `title: …` and `outlet: …`, then a line `---`"
    return Problem(file, 1, "A006", "there is no front matter", fix)


def _article(record: Record, body: str, file: str, defaults: Defaults) -> Article:
    meant = record.only(keys.ARTICLE)
    title, dek = record.text("title"), record.text("dek")
    outlet = OutletId(_name(record, "outlet") or UNKNOWN_OUTLET)
    withdrawn = _withdrawn(record)
    found = [] if withdrawn else pieces(body)
    _check_head(record, meant)
    if not found and not withdrawn:
        fix = "add the article's paragraphs, or withdraw it"
        record.problem("A008", None, "there is no text below the front matter", fix)
    text, blocks, inlines = compose(title, dek, found)
    if withdrawn:
        text, blocks, inlines = "", (), ()
    article = Article(
        id=_id(record, file),
        title=title,
        outlet=outlet,
        text=text,
        blocks=blocks,
        digest=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        file=file,
        inlines=inlines,
        published=_published(record),
        url=web(record, "url"),
        retrieved=_day(record, "retrieved"),
        archived=web(record, "archived"),
        bylines=record.texts("byline"),
        dateline=record.text("dateline"),
        language=record.text("language", defaults.language),
        topics=tuple(_name(record, "topics", one) for one in record.texts("topics")),
        syndicated_from=record.text("syndicated_from"),
        rights=rights(record, defaults.outlet_rights.get(outlet, defaults.rights)),
        omitted=record.texts("omitted"),
        withdrawn=withdrawn,
        aliases=tuple(_name(record, "aliases", one) for one in record.texts("aliases")),
        source=record.text("source"),
    )
    _check_dateline(record, article)
    return _emptied(article) if withdrawn else article


def _emptied(article: Article) -> Article:
    """A withdrawn article keeps its address, title, outlet and date: nothing further may reach a page by oversight."""
    return replace(article, bylines=(), dateline="", omitted=(), url="", archived="", topics=())


def compose(title: str, dek: str, found: Sequence[Piece]) -> tuple[str, tuple[Block, ...], tuple[Inline, ...]]:
    """Title, dek and body as one text, with the places of the blocks and of the markup in it."""
    parts: list[str] = []
    blocks: list[Block] = []
    inlines: list[Inline] = []
    start = number = 0
    head = [Piece(BlockKind.TITLE, title)] if title else []
    head += [Piece(BlockKind.DEK, dek)] if dek else []
    for piece in (*head, *found):
        end = start + len(piece.text)
        place = 0 if piece.kind in {BlockKind.TITLE, BlockKind.DEK} else (number := number + 1)
        parts.append(piece.text)
        blocks.append(Block(Span(start, end), piece.kind, place, piece.level))
        inlines += [Inline(Span(start + one.span.start, start + one.span.end), one.tag, one.href) for one in piece.inlines]
        start = end + 2
    return "\n\n".join(parts), tuple(blocks), tuple(inlines)


def _check_head(record: Record, meant: set[str]) -> None:
    """Title and outlet must be there; one that was only misspelt has been told already."""
    if not record.text("title") and "title" not in meant:
        record.problem("A007", "title", "there is no title", "add `title: …`; where the source has none, its first words")
    if "outlet" not in record and "outlet" not in meant:
        record.problem("A010", "outlet", "there is no outlet", "add `outlet: …`, a key of content/outlets.yaml, or `unknown`")


def _check_dateline(record: Record, article: Article) -> None:
    line = article.dateline
    if line and article.text and not any(article.text.startswith(line, block.span.start) for block in article.blocks):
        fix = "give it as it stands at the start of a paragraph; it stays there"
        record.problem("A018", "dateline", f"no paragraph begins with the dateline '{line}'", fix, "warning")


def _id(record: Record, file: str) -> ArticleId:
    name = file.rsplit("/", 1)[-1].removesuffix(".md")
    if not ID.fullmatch(name):
        near = suggested_id(name)
        fix = f"rename the file to {near}.md" if near else ID_FIX
        record.source.add("A009", 1, f"'{name}' cannot be an article's id", fix)
    return ArticleId(name)


def _name(record: Record, key: str, value: str | None = None) -> str:
    """A key or id given as a value: it becomes part of an address, so that `../` must not get through."""
    value = record.text(key) if value is None else value
    if value and not ID.fullmatch(value):
        near = suggested_id(value)
        record.problem("A017", key, f"'{value}' cannot be used in an address", f"write '{near}'" if near else ID_FIX)
    return value


def _published(record: Record) -> Published | None:
    basis = record.choice("published_from", Basis, Basis.STATED)
    written = record.text("published")
    if not written:
        return None
    try:
        return published(written, basis)
    except ValueError as error:
        fix = "write 2020-09-11, 2020-09, XXXX-09-11 or 2020-09-11T14:03:00+03:00; where it is unknown, leave the key out"
        record.problem("A012", "published", f"'{written}' is no date: {error}", fix)
        return None


def _day(record: Record, key: str) -> str:
    written = record.text(key)
    try:
        if written:
            published(written)
    except ValueError as error:
        record.problem("A012", key, f"'{written}' is no date: {error}", "write 2020-09-11")
    return written


def web(record: Record, key: str) -> str:
    """An address on the web; any other kind could carry a script into the page."""
    written = record.text(key)
    if written and not _WEB.fullmatch(written):
        record.problem(
            "A016", key, f"'{written}' is no web address", "write it in full, from https:// on; unknown: leave it out"
        )
    return written


def _withdrawn(record: Record) -> Withdrawal | None:
    inner = record.record("withdrawn")
    if inner is None:
        return None
    inner.only(keys.WITHDRAWN)
    return Withdrawal(_day(inner, "on"), inner.text("reason"))


def with_notes(article: Article, notes: Notes | None) -> Article:
    """The article with its curator's notes; a withdrawn one has none."""
    return replace(article, notes=notes) if notes and not article.withdrawn else article
