"""Rows as CSV and JSONL, and tables cut into files of which an edit changes few."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import TypeVar

from variorum.exports.export import Frame, Made
from variorum.model import Column

Cell = str | int | float | bool | tuple[str, ...] | None
Row = tuple[Cell, ...]
"""Cells in the order of the columns; None where a value is not known."""

WRITTEN = frozenset((str, int, float, type(None)))
"""Types of cells that `csv` writes as they are to stand."""

_Key = TypeVar("_Key", bound=str)

FORMS = ("csv", "jsonl")
PART = 512  # articles in a file at most: an edit writes its file anew, and readers fetch each of them by hand.
RECORDS = 4096  # speakers, topics or stories in a file at most: their rows are a tenth as long as an article's quotations.


def table_frames(columns: Sequence[Column]) -> tuple[Frame, ...]:
    """What stands around the rows of a table in each of `FORMS`."""
    return Frame(csv_head(columns)), Frame()


def lines_of(line: str, rows: Sequence[Row]) -> Made:
    """*rows* in each of `FORMS`; *line* is the `json_line` of their columns."""
    return csv_rows(rows), _jsonl(line, rows).encode("utf-8", "replace")


def csv_head(columns: Sequence[Column]) -> bytes:
    """The first line of a table."""
    return csv_rows([tuple(column.name for column in columns)])


def csv_rows(rows: Iterable[Row]) -> bytes:
    """*rows* as RFC 4180 has them: lines ended by CRLF, UTF-8. Lists are joined by `; `, what is not known is empty."""
    text = io.StringIO()
    csv.writer(text).writerows([[cell if type(cell) in WRITTEN else _plain(cell) for cell in row] for row in rows])
    return text.getvalue().encode("utf-8", "replace")


def _plain(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "; ".join(cell) if isinstance(cell, tuple) else cell


def _jsonl(line: str, rows: Iterable[Row]) -> str:
    """A JSON object a line; what is not known is null."""
    return "".join([line % tuple([_quoted(cell) if type(cell) is str else _json(cell) for cell in row]) for row in rows])


def json_line(columns: Sequence[Column]) -> str:
    """A row as JSON, `%s` in the place of each cell."""
    return "{" + ",".join(f"{_quoted(column.name)}:%s" for column in columns) + "}\n"


def _json(cell: Cell) -> str:
    """A cell as JSON has it. `json` puts an encoder together at each call, which takes longer than a row."""
    if type(cell) is str:
        return _quoted(cell)
    if isinstance(cell, tuple):
        return f"[{','.join([_quoted(one) for one in cell])}]"
    return _NAMED[cell] if cell is None or isinstance(cell, bool) else repr(cell)


_quoted = json.encoder.encode_basestring
_NAMED = {None: "null", True: "true", False: "false"}


def parts(
    keys: Iterable[_Key], year_of: Mapping[_Key, str] | None = None, most: int = PART
) -> Iterator[tuple[str, list[_Key]]]:
    """(name, keys) of the files of a table: one a year, and a year or a table of more than *most* keys in pieces.

    Which piece a key lies in depends on the key and on how many pieces there are, which changes when the keys become twice
    as many: a row that comes or goes touches one file.
    """
    in_order = tuple(sorted(keys))
    yield from _parts(in_order, tuple([year_of[key] for key in in_order]) if year_of else ("",) * len(in_order), most)


@lru_cache(maxsize=8)
def _parts(keys: tuple[_Key, ...], years: tuple[str, ...], most: int) -> list[tuple[str, list[_Key]]]:
    """`parts`, kept for the next build of this process: most edits leave ids and years as they are."""
    by_year: dict[str, list[_Key]] = {}
    for key, year in zip(keys, years, strict=True):
        by_year.setdefault(year, []).append(key)
    found: list[tuple[str, list[_Key]]] = []
    for year, members in sorted(by_year.items()):
        count = 1
        while len(members) > count * most:
            count *= 2
        pieces: list[list[_Key]] = [[] for _ in range(count)]
        for key in members:
            pieces[int.from_bytes(blake2b(key.encode(), digest_size=4).digest()) % count].append(key)
        for number, piece in enumerate(pieces, start=1):
            name = "-".join(word for word in (year, str(number) if count > 1 else "") if word)
            if piece:
                found.append((name, piece))
    return found
