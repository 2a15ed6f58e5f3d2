"""A paragraph as items: what noun phrases are folded into, and what every rule and feature looks at."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.model import Span
from variorum.quotations.tokens import Class, Token, Tokens

Row = tuple[Class, int, int, str, bool, int, bool]
"""An item without its place: a token as it is, or one made of several."""


class Items:
    """A paragraph as parallel lists, one entry an item. Built once, then read only."""

    __slots__ = ("_ends", "_rows", "_starts", "capital", "code", "end", "head", "lower", "mentions", "quotations", "start",
                 "symbol", "verbs")  # fmt: skip

    def __init__(self, read: Tokens) -> None:
        """To be made of the tokens *read*: `add`, `mention`, last `finish`."""
        self._starts, self._ends = read.starts, read.ends
        self._rows: list[Row] = []
        self.symbol: Sequence[int] = ()
        self.code: Sequence[int] = ()
        """Of the word; of a noun phrase, of its head."""
        self.start: list[int] = []
        self.end: list[int] = []
        self.lower: Sequence[str] = ()
        """Folded word; of a phrase, its last."""
        self.head: Sequence[Class] = ()
        """Class of the word; of a phrase, of its last."""
        self.capital: Sequence[bool] = ()
        self.mentions: list[int] = []
        self.quotations: list[int] = []
        self.verbs: list[int] = []

    def __len__(self) -> int:
        return len(self.start)

    def last(self, back: int = 1) -> int:
        """While it is made: the symbol of the item that stands *back* from the end; 0 where there is none."""
        return self._rows[-back][1] if len(self._rows) >= back else 0

    def add(self, symbol: int, tokens: Sequence[Token], first: int, last: int) -> None:
        """Append tokens *first* up to, not including, *last* as one item."""
        head = tokens[last - 1]
        self._rows.append((head.kind, symbol, head.code, head.lower, tokens[first].capital, 0, False))
        self.start.append(self._starts[first])
        self.end.append(self._ends[last - 1])

    def single(self, tokens: Sequence[Token], at: int) -> None:
        """Append a token as an item of its own."""
        self._rows.append(tokens[at])
        self.start.append(self._starts[at])
        self.end.append(self._ends[at])

    def singles(self, tokens: Sequence[Token], first: int, last: int) -> None:
        """Append tokens *first* up to, not including, *last*, each as an item of its own."""
        self._rows += tokens[first:last]
        self.start += self._starts[first:last]
        self.end += self._ends[first:last]

    def mention(self, symbol: int, tokens: Sequence[Token], first: int, last: int) -> None:
        """Append tokens *first* up to, not including, *last* as one that can name a speaker."""
        self.mentions.append(len(self.start))
        head = tokens[last - 1]
        self._rows.append((head.kind, symbol, head.code, head.lower, tokens[first].capital, 0, False))
        self.start.append(self._starts[first])
        self.end.append(self._ends[last - 1])

    def lengthen(self, tokens: Sequence[Token], last: int) -> None:
        """Have the last item end before token *last*."""
        kind, symbol, code, _, capital, space, plain = self._rows[-1]
        self._rows[-1] = (kind, symbol, code, tokens[last - 1].lower, capital, space, plain)
        self.end[-1] = self._ends[last - 1]

    def finish(self) -> None:
        """Fill the lists that only a reader needs."""
        if self._rows:
            self.head, self.symbol, self.code, self.lower, self.capital, _, _ = zip(*self._rows, strict=True)

    def span(self, item: int) -> Span:
        """Where an item stands in the text."""
        return Span(self.start[item], self.end[item])
