"""How whoosh-reloaded 2.7.5 lays the postings of a segment on disk: blocks of terms, made whole.

With `segments.py` the one place that knows the inside of Whoosh. A block is two pickles: how many postings there are, the last
document and the heaviest weight; then steps between documents, weights and values. Whoosh's own reader reads what is made here
(docs/adr/search-whoosh.md).
"""

from __future__ import annotations

import pickle
import struct
from collections.abc import Sequence
from operator import sub
from typing import Any

from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC  # type: ignore[import-untyped]

BLOCK = 1024  # postings a block. Whoosh's 128 skips finer while searching; 1024 halves the time of writing.
LONGEST = 255
"""A field's length as Whoosh codes it: a bound that holds for any block. Tighter ones would help only to prune a top N."""
PICKLE = 3  # the first that knows bytes; with Whoosh's 2 each value takes a call when it is read
SIZE = struct.Struct("!i")
EXTENT = struct.Struct("!qi")
FIELD = struct.Struct("!H")
ENTRY = struct.Struct("!ii")
"""In front of each term in the table of terms: the lengths of its key and of what is known of it."""


def encoded(documents: Sequence[int], weights: Sequence[int], values: Sequence[bytes] | None) -> bytes:
    """The postings of a term. *values*: None in a field that keeps none."""
    pieces = [WHOOSH3_HEADER_MAGIC]
    count = len(documents)
    for first in range(0, count, BLOCK):
        last = first + BLOCK
        kept = None if values is None else tuple(values[first:last])
        block = _block(documents[first:last], weights[first:last], kept)
        pieces += (SIZE.pack(-len(block) if last >= count else len(block)), block)
    return b"".join(pieces)


def _block(documents: Sequence[int], weights: Sequence[int], values: tuple[bytes, ...] | None) -> bytes:
    heaviest = float(max(weights))
    if heaviest == min(weights):
        weight: Any = None if heaviest == 1.0 else heaviest
    else:
        weight = tuple(weights)
    steps = (documents[0], *map(sub, documents[1:], documents))
    information = pickle.dumps((len(documents), documents[-1], heaviest, 0, 0, LONGEST), PICKLE)
    return information + pickle.dumps((steps, weight, values), PICKLE)
