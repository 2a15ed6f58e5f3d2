from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.load.article import compose
from variorum.load.body import Piece, parsed, pieces
from variorum.model import Block, BlockKind, Inline, Span

SPECIAL = st.sampled_from([
    "\n", "\n\n", " ", "  \n", "\t", "a", "b.", "1.", "2) ", "2020", "-", "- ", "#", "# ", ">", "*", "_", "`", "```", "[", "]",
    "](", "]:", "(x)", "<", ">", "<http://a.b>", "<b>", "a@b.c", "&", "&amp;", "&#60;", "\\", "!", "~~~", "=", "---",
    "\u00a0", "\u3000", "“x”", "|", "\x0b", "\x85", "\u2028", "http://a.b", ".",
])  # fmt: skip


@given(st.lists(SPECIAL, max_size=14).map("".join))
def test_a_paragraph_taken_as_it_stands_is_what_the_parser_gives(markdown: str) -> None:
    assert pieces(markdown) == parsed(markdown.strip("\n"))


P = BlockKind.PARAGRAPH
CODE = (Inline(Span(0, 1), "code"),)


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("One\ntwo.\n\nThree.", [Piece(P, "One two."), Piece(P, "Three.")]),
        ("## A crosshead", [Piece(BlockKind.HEADING, "A crosshead", (), 2)]),
        ("- a\n  - b", [Piece(BlockKind.ITEM, "a", (), 1), Piece(BlockKind.ITEM, "b", (), 2)]),
        ("3. c", [Piece(BlockKind.ITEM, "c", (), -1)]),
        ("> a\n>\n> b", [Piece(BlockKind.BLOCKQUOTE, "a"), Piece(BlockKind.BLOCKQUOTE, "b")]),
        ("a *b **c*** d", [Piece(P, "a b c d", (Inline(Span(2, 5), "em"), Inline(Span(4, 5), "strong")))]),
        ("a [b](https://c.d/)", [Piece(P, "a b", (Inline(Span(2, 3), "a", "https://c.d/"),))]),
        ("a\\\nb", [Piece(P, "a\nb", (Inline(Span(1, 2), "br"),))]),
        ("<script>alert(1)</script>", [Piece(P, "<script>alert(1)</script>")]),
        ("[x](javascript:alert)", [Piece(P, "[x](javascript:alert)")]),
        ("![x](y.png)", [Piece(P, "!x", (Inline(Span(1, 2), "a", "y.png"),))]),
        ("1\\. May \\<...\\>", [Piece(P, "1. May <...>")]),
        ("    a\n\n    b", [Piece(P, "a", CODE), Piece(P, "b", CODE)]),
        ("#\n\n---", []),
    ],
)
def test_markdown_becomes_blocks_of_plain_text(markdown: str, expected: list[Piece]) -> None:
    assert pieces(markdown) == expected


def test_the_text_is_title_dek_and_body_joined_by_blank_lines_and_the_blocks_lie_on_it() -> None:
    text, blocks, inlines = compose("T", "Dek", [Piece(BlockKind.PARAGRAPH, "a b", (Inline(Span(2, 3), "em"),))])
    assert text == "T\n\nDek\n\na b"
    assert blocks == (
        Block(Span(0, 1), BlockKind.TITLE, 0),
        Block(Span(3, 6), BlockKind.DEK, 0),
        Block(Span(8, 11), BlockKind.PARAGRAPH, 1),
    )
    assert inlines == (Inline(Span(10, 11), "em"),)
