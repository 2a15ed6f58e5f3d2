"""Files of data before they are written: their addresses, a key of all they depend on, and the pieces that go into them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from variorum.model import OutputFile
from variorum.model.values import Value, dataclass

Made = tuple[bytes, ...]
"""The contents of an export's files, or of a piece in each of them, in the order of the paths."""


class Piece(NamedTuple):
    """What all files of an export say of one thing: an article's rows, an utterance."""

    key: bytes
    """16 bytes that stand for what it is made from; b"" where it is made anew each time."""
    gather: Callable[[], Any]
    """Gives what it is made from, which can be pickled."""


class Frame(NamedTuple):
    """What stands around the pieces in one file."""

    head: bytes = b""
    between: bytes = b""
    foot: bytes = b""


class Contents(NamedTuple):
    """What goes into the files of an export. An edit changes few pieces: the others are copied from the files that stand."""

    frames: tuple[Frame, ...]
    """Of each file."""
    pieces: Sequence[Piece]
    make: Callable[[Any], Made]
    """A piece, from what it is made of; can be pickled."""


@dataclass(frozen=True, slots=True)
class Export(Value):
    """A few files that are made from the same values."""

    paths: tuple[str, ...]
    key: bytes
    """Changes when anything changes that the files depend on, but for the program."""
    prepare: Callable[[], Contents]
    """Tells what goes into the files."""
    table: str = ""
    """The table that the files are a part of; "" for none."""
    part: str = ""
    rows: int = 0
    """Of the table, in each of the files."""

    @property
    def path(self) -> str:
        """The first of its files."""
        return self.paths[0]

    def files(self) -> Iterator[OutputFile]:
        """The files, made from nothing."""
        frames, pieces, make = self.prepare()
        made = together(frames, [make(piece.gather()) for piece in pieces])
        yield from map(OutputFile, self.paths, made)


class Group(NamedTuple):
    """Exports that are planned together."""

    name: str
    exports: Callable[[], Iterable[Export]]
    """Plans them."""
    key: bytes = b""
    """Stands for all that the plan looks at, where that is known before; b"" where it shows while it is planned."""


def together(frames: Sequence[Frame], pieces: Sequence[Sequence[bytes | memoryview]]) -> Made:
    """The files of *frames*, with each piece in all of them."""
    columns = zip(*pieces, strict=True) if pieces else [()] * len(frames)
    return tuple([
        b"".join((frame.head, frame.between.join(column), frame.foot))
        for frame, column in zip(frames, columns, strict=True)
    ])  # fmt: skip
