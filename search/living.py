"""Whoosh's BM25F over the living documents only.

After an update Whoosh still counts deleted documents in its frequencies and lengths, so that the same words would score
differently from one edit to the next; the shards count the living. This counts as they do, and on a fresh index as Whoosh does.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import log
from typing import Any

from whoosh import scoring  # type: ignore[import-untyped]


class Living(scoring.BM25F):  # type: ignore[misc]
    """Whoosh's BM25F, K1 = 1.2 and B = 0.75, with given statistics."""

    def __init__(self, documents: int, lengths: Mapping[str, int]) -> None:
        """*documents*: how many live. *lengths*: total terms of each field in them."""
        super().__init__()
        self.documents = documents
        self.lengths = lengths

    def idf(self, searcher: Any, fieldname: str, text: Any) -> float:
        """Inverse document frequency, as Whoosh defines it."""
        reader = searcher.reader()
        count = sum(1 for _ in reader.postings(fieldname, text).all_ids()) if (fieldname, text) in reader else 0
        return log(self.documents / (count + 1)) + 1

    def scorer(self, searcher: Any, fieldname: str, text: Any, qf: float = 1) -> Any:
        """The scorer of one term."""
        if fieldname not in self.lengths:
            return super().scorer(searcher, fieldname, text, qf)
        return _Scorer(self, searcher, fieldname, text)


class _Scorer(scoring.BM25FScorer):  # type: ignore[misc]
    def __init__(self, model: Living, searcher: Any, fieldname: str, text: Any) -> None:
        self.idf = searcher.get_parent().idf(fieldname, text)
        self.avgfl = model.lengths[fieldname] / model.documents or 1
        self.B, self.K1, self.qf = model.B, model.K1, 1
        self.setup(searcher, fieldname, text)
