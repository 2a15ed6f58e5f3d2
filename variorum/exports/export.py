"""Files of data before they are written: their addresses, a key of all they depend on, and the work that makes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple

from variorum.later import digest, joined
from variorum.model import OutputFile
from variorum.model.values import Value, dataclass

Made = tuple[bytes, ...]
"""The contents of an export's files, in the order of its paths."""
KeyOf = Callable[[str], bytes]
"""A key, by the address of a page, of everything that the page was made from."""


Piece = tuple[bytes, Callable[[], tuple[Any, ...]]]
"""A key, and what gathers the arguments for which it stands."""
Keep = Callable[[Callable[..., Any], Sequence[Piece]], list[Any]]
"""Gives what a function, which can be pickled, makes of each piece; what an earlier build kept under its key is not made."""


def lines_key(table: str, id: str, *made_of: bytes) -> bytes:
    """Names the lines of *table* on an article, or a story; *made_of* are digests of all that they are made of. An edit asks
    for a thousand: as digests of plain values they would take ten times as long."""
    return joined(*made_of, f"{table} {id}".encode())


@lru_cache(maxsize=1024)
def named(base_url: str, outlet: str) -> bytes:
    """Stands for what a row says of its article and the page does not: where the site is, and the outlet's name."""
    return digest(base_url, outlet)


def asked(function: Callable[..., Any], pieces: Sequence[Piece]) -> list[Any]:
    """Keeps nothing."""
    return [function(*gather()) for _, gather in pieces]


@dataclass(frozen=True, slots=True)
class Export(Value):
    """A few files that are made from the same values."""

    paths: tuple[str, ...]
    key: tuple[object, ...]
    """Changes when anything changes that the files depend on, but for the program. Of what the page of an article shows it
    holds that page's own key, so that an unchanged build computes neither twice."""
    prepare: Callable[[Keep], partial[Made]]
    """Gathers what the files are made from, and gives the function that makes them, which can be pickled."""
    table: str = ""
    """The table that the files are a part of; "" for none."""
    part: str = ""
    rows: int = 0
    """Of the table, in each of the files."""

    def files(self, keep: Keep = asked) -> Iterator[OutputFile]:
        """The files. *keep* gives the results of pieces of the work."""
        yield from (OutputFile(path, content) for path, content in zip(self.paths, self.prepare(keep)(), strict=True))


class Group(NamedTuple):
    """Exports that are planned together."""

    name: str
    exports: Callable[[], Iterable[Export]]
    """Plans them."""
