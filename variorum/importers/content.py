"""An imported article -> the text of its content file, escaped so that reading it gives the source's words again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from variorum.importers.text import Imported
from variorum.load.article import Defaults, read_article
from variorum.load.body import Piece, parsed
from variorum.model import Basis, BlockKind, Rights
from variorum.model.values import Value, dataclass

_MARKUP = re.compile(r"[\\`*_\[\]<>&~]")
_OPENING = re.compile(r"([#+>=|-]|\d{1,9}(?=[.)]))")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


@dataclass(frozen=True, slots=True)
class Known(Value):
    """What the curator knows besides the source."""

    id: str
    outlet: str = "unknown"
    published: str = ""
    published_from: Basis = Basis.SUPPLIED
    url: str = ""
    topics: tuple[str, ...] = ()
    language: str = ""
    source: str = ""
    """`NAME sha256:HEX`."""


def content_file(imported: Imported, known: Known) -> str:
    """The content file. Raises ValueError where it would not give back the source's words."""
    body = "\n\n".join(_block(piece) for piece in imported.body)
    text = "---\n" + "".join(f"{line}\n" for line in _front(imported, known)) + f"---\n\n{body}\n"
    _check(text, imported, known)
    return text


def _front(imported: Imported, known: Known) -> Iterator[str]:
    yield f"title: {quoted(imported.title)}"
    yield f"outlet: {known.outlet}"
    published, basis = (known.published, known.published_from) if known.published else (imported.published, Basis.STATED)
    if published:
        yield f"published: {published}"
        yield f"published_from: {basis}"
    if known.url:
        yield f"url: {quoted(known.url)}"
    if imported.dateline:
        yield f"dateline: {quoted(imported.dateline)}"
    if imported.dek:
        yield f"dek: {quoted(imported.dek)}"
    if known.language:
        yield f"language: {known.language}"
    if known.topics:
        yield f"topics: [{', '.join(known.topics)}]"
    if imported.omitted:
        yield "omitted:"
        yield from (f"  - {quoted(line)}" for line in imported.omitted)
    if known.source:
        yield f"source: {quoted(known.source)}"


def quoted(text: str) -> str:
    """*text* between double quotation marks, for YAML."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if char.isprintable() else f"\\U{ord(char):08X}" for char in escaped) + '"'


def _block(piece: Piece) -> str:
    return f"{'#' * piece.level} {escaped(piece)}" if piece.kind is BlockKind.HEADING else escaped(piece)


def escaped(piece: Piece) -> str:
    """Markdown that gives the words of *piece*; as few backslashes as do it."""
    prefix = "#" * piece.level + " " if piece.level else ""
    return next((form for form in _forms(piece.text) if parsed(prefix + form) == [piece]), piece.text)


def _forms(text: str) -> Iterable[str]:
    yield text
    yield _OPENING.sub(_escape_opening, text, count=1) if _OPENING.match(text) else text
    markup = _MARKUP.sub(r"\\\g<0>", text)
    yield _OPENING.sub(_escape_opening, markup, count=1) if _OPENING.match(markup) else markup
    yield _PUNCTUATION.sub(r"\\\g<0>", text)


def _escape_opening(match: re.Match[str]) -> str:
    return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"


def _check(text: str, imported: Imported, known: Known) -> None:
    article, problems = read_article(text.encode("utf-8"), f"{known.id}.md", Defaults("en", Rights(), {}))
    if article is None:
        raise ValueError("; ".join(problem.text for problem in problems))
    head = [imported.title, *([imported.dek] if imported.dek else [])]
    wanted = head + [piece.text for piece in imported.body]
    if [block.span.of(article.text) for block in article.blocks] != wanted or article.omitted != imported.omitted:
        raise ValueError("its words would not come out of the content file as they went in")
