"""Markdown -> blocks of plain text with the markup inside them beside it. HTML is off: a `<` is a `<`.

Most news copy is paragraphs without any markup, and Markdown's parser would spend three quarters of a build on them. A
paragraph that holds nothing Markdown could take for markup is therefore taken as it stands; a property test holds this to
the parser's result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from variorum.model import BlockKind, Inline, Span
from variorum.model.values import Value, dataclass

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_BLANK = re.compile(r"\n(?:[ \t]*\n)+")
_NOT_LOCAL = (" ", "\t", "```", "~~~")
"""Beginnings of lines whose markup reaches over blank lines: indentation, fences."""
_BLOCK_START = re.compile(r"^(?:[#>+=~`*_-]|\d{1,9}[.)])", re.MULTILINE)
_IN_A_LINE = ("\\", "`", "*", "_", "@")
_MARKUP = (*_IN_A_LINE, " \n", "\t\n")
"""What Markdown could take for markup inside a paragraph. Looked for one by one they are found ten times as fast as by a
regular expression, which is left for what begins with a character that is found first."""
_TAG = re.compile(r"<[A-Za-z]")
_ENTITY = re.compile(r"&#?\w+;")


@dataclass(frozen=True, slots=True)
class Piece(Value):
    """One block before it has its place in the text; `inlines` count from its own start."""

    kind: BlockKind
    text: str
    inlines: tuple[Inline, ...] = ()
    level: int = 0


def pieces(markdown: str) -> list[Piece]:
    """The blocks of *markdown*, whose line ends are `\\n`. Empty ones are left out."""
    body = markdown.strip("\n")
    if _reaches_over(body):
        return parsed(body)
    found: list[Piece] = []
    for chunk in _BLANK.split(body):
        if _marked(chunk):
            found += parsed(chunk)
        elif text := chunk.strip(" \t\n").replace("\n", " "):
            found += [Piece(BlockKind.PARAGRAPH, text)] if text == text.strip() else parsed(chunk)
    return found


def _reaches_over(body: str) -> bool:
    """True where markup may reach over blank lines. Lines are cut and looked at one by one: two characters in a row, such as
    a line end and a space, take five times as long to find in a text."""
    for line in body.split("\n"):
        if line.startswith(_NOT_LOCAL):
            return True
    return ("]" in body and "]:" in body) or "\0" in body


def _marked(chunk: str) -> bool:
    """True where Markdown could take anything in *chunk*, which holds no blank line, for markup."""
    if _BLOCK_START.match(chunk) or ("\n" in chunk and _BLOCK_START.search(chunk)):
        return True
    for mark in _MARKUP if "\n" in chunk else _IN_A_LINE:
        if mark in chunk:
            return True
    links = "]" in chunk and "](" in chunk
    return links or ("<" in chunk and bool(_TAG.search(chunk))) or ("&" in chunk and bool(_ENTITY.search(chunk)))


def parsed(markdown: str) -> list[Piece]:
    """The same by Markdown's own parser, for any text."""
    return [piece for piece in _blocks(_parser().parse(markdown)) if piece.text.strip()]


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # which an edit of an article without markup does without

    return MarkdownIt("commonmark", {"html": False}).disable(["html_block", "html_inline", "image"])


def _blocks(tokens: Sequence[Token]) -> Iterator[Piece]:
    containers: list[str] = []
    heading = 0
    for token in tokens:
        match token.type:
            case "bullet_list_open" | "ordered_list_open" | "blockquote_open":
                containers.append(token.type)
            case "bullet_list_close" | "ordered_list_close" | "blockquote_close":
                containers.pop()
            case "heading_open":
                heading = int(token.tag[1:])
            case "heading_close":
                heading = 0
            case "inline":
                text, inlines = _inline(token.children or [])
                kind, level = _kind(containers, heading)
                yield Piece(kind, text, inlines, level)
            case "fence" | "code_block":
                for part in _BLANK.split(token.content.strip("\n")):
                    yield Piece(BlockKind.PARAGRAPH, part, (Inline(Span(0, len(part)), "code"),))


def _kind(containers: Sequence[str], heading: int) -> tuple[BlockKind, int]:
    if heading:
        return BlockKind.HEADING, heading
    if not containers:
        return BlockKind.PARAGRAPH, 0
    if containers[-1] == "blockquote_open":
        return BlockKind.BLOCKQUOTE, 0
    depth = sum(one != "blockquote_open" for one in containers)
    return BlockKind.ITEM, -depth if containers[-1] == "ordered_list_open" else depth


def _inline(tokens: Sequence[Token]) -> tuple[str, tuple[Inline, ...]]:
    text = ""
    inlines: list[Inline] = []
    opened: list[tuple[int, str]] = []
    for token in tokens:
        start = len(text)
        match token.type:
            case "softbreak":
                text += " "
            case "hardbreak":
                text += "\n"
                inlines.append(Inline(Span(start, start + 1), "br"))
            case "code_inline":
                text += token.content
                inlines.append(Inline(Span(start, len(text)), "code"))
            case "em_open" | "strong_open" | "link_open":
                opened.append((start, str(token.attrGet("href") or "")))
            case "em_close" | "strong_close" | "link_close":
                begun, href = opened.pop()
                inlines.append(Inline(Span(begun, start), token.tag, href))
            case _:
                text += token.content
    return text, tuple(sorted(inlines, key=lambda one: (one.span.start, -one.span.end)))
