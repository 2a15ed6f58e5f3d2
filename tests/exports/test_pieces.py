"""Files put together from pieces, and pieces found again in files that stand."""

from __future__ import annotations

from variorum.exports.export import Frame, together
from variorum.exports.pieces import copied, places

FRAMES = Frame(b"a,b\r\n"), Frame(b"[", b",\n", b"]\n")
KEYS = [bytes([number]) * 16 for number in range(3)]
PIECES = [(b"1,2\r\n", b"{1}"), (b"", b"{}"), (b"3,4\r\n5,6\r\n", b"{3}")]


def test_a_file_is_its_head_the_pieces_with_what_stands_between_them_and_its_foot() -> None:
    assert together(FRAMES, PIECES) == (b"a,b\r\n1,2\r\n3,4\r\n5,6\r\n", b"[{1},\n{},\n{3}]\n")
    assert together(FRAMES, []) == (b"a,b\r\n", b"[]\n")


def test_pieces_are_found_again_where_they_were_put_though_the_next_head_is_another() -> None:
    files = together(FRAMES, PIECES)
    found = copied(places(FRAMES, KEYS, PIECES), (Frame(b"other\r\n"), FRAMES[1]), files)
    assert {key: tuple(map(bytes, piece)) for key, piece in found.items()} == dict(zip(KEYS, PIECES, strict=True))


def test_nothing_is_copied_from_a_file_that_is_longer_or_shorter_than_was_told() -> None:
    first, second = together(FRAMES, PIECES)
    assert copied(places(FRAMES, KEYS, PIECES), FRAMES, (first + b"x", second)) == {}


def test_where_one_piece_is_all_or_has_no_key_nothing_is_told_of_places() -> None:
    assert places(FRAMES, KEYS[:1], PIECES[:1]) == b""
    assert places(FRAMES, [*KEYS[:2], b""], PIECES) == b""
