"""Answers from the Whoosh index: what `variorum search` prints, and what the browser's answers are held to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from typing import Any

from whoosh import index as whoosh_index  # type: ignore[import-untyped]
from whoosh import query as wq

from variorum.config import Config
from variorum.model.values import Value, dataclass

from .analyzer import analyzer, fold, words
from .living import Living
from .query import Filter, Match, Query, Unit, parse, without_stop_words
from .site import state_file
from .slots import PLACE
from .state import State

FIELDS = {"articles": ("title", "body"), "quotations": ("words",)}
PREFIX_SCORE = 1.0
DIGITS = 9  # scores that are equal to so many places are equal: sums depend on the order of their parts beyond


@dataclass(frozen=True, slots=True)
class Hit(Value):
    """One article or quotation found."""

    key: str
    """An article's id, or `<article id>#<number of the quotation>`."""
    number: int
    """In the shards."""
    score: float


@dataclass(frozen=True, slots=True)
class Answer(Value):
    """Everything found in one of the two indexes, best first; without words in the query, newest first."""

    all: tuple[Hit, ...]
    """What matches the whole query."""
    fewer: tuple[Hit, ...]
    """What matches some of its words but not all."""


class Index:
    """The index of one archive, as the last build left it, opened for questions. Raises LookupError where there is none."""

    def __init__(self, config: Config) -> None:
        if not state_file(config).exists():
            raise LookupError("the archive has not been built yet")
        with closing(State(state_file(config))) as state:
            found = [state.content(kind, 0, "") for kind in ("meta", "dates")]
            if not all(found):
                raise LookupError("the archive was last built by another version of this program")
            meta, dates = (json.loads(one or "") for one in found)
            articles = state.numbers()
        self.numbers = {key: slot for key, slot, _ in articles} | {
            f"{key}#{number}": slot * PLACE + number - 1 for key, slot, count in articles for number in range(1, count + 1)
        }
        self.days: dict[str, str] = {key: day for (key, _, _), day in zip(articles, dates["days"], strict=True)}
        self.languages: list[str] = meta["languages"]
        self.stop = frozenset(word for stop in meta["stop"].values() for word in stop)
        folder = config.cache / "search"
        self.searchers = {
            name: whoosh_index.open_dir(str(folder / name)).searcher(weighting=Living(meta[name], meta["lengths"]))
            for name in FIELDS
        }

    def ask(self, text: str, name: str) -> Answer:
        """Answer a query from the index *name*, `articles` or `quotations`."""
        query = without_stop_words(parse(text), self.stop)
        keep = self._keeps(query, name)
        every = self._run(self._query(query, name, wq.And), name, keep)
        if not query.groups:
            return Answer(tuple(Hit(hit.key, hit.number, 0.0) for hit in self._newest_first(every)), ())
        if len(query.groups) == 1:
            return Answer(tuple(every), ())
        found = {hit.key for hit in every}
        some = self._run(self._query(query, name, wq.Or), name, keep)
        return Answer(tuple(every), tuple(hit for hit in some if hit.key not in found))

    def _run(self, query: Any, name: str, keep: Callable[[str], bool]) -> list[Hit]:
        searcher = self.searchers[name]
        results = searcher.search(query, limit=None)
        found = ((searcher.stored_fields(number)["key"], score) for number, score in results.items())
        hits = [Hit(key, self.numbers[key], score) for key, score in found if keep(key)]
        return sorted(hits, key=lambda hit: (-round(hit.score, DIGITS), hit.number))

    def _newest_first(self, hits: Iterable[Hit]) -> list[Hit]:
        ascending = sorted(hits, key=lambda hit: hit.number)
        return sorted(ascending, key=lambda hit: self.days[hit.key.rpartition("#")[0] or hit.key][:10], reverse=True)

    def _query(self, query: Query, name: str, join: type[Any]) -> Any:
        groups = [wq.Or([self._unit(unit, FIELDS[name]) for unit in group]) for group in query.groups]
        return join(groups) if groups else wq.Every()

    def _unit(self, unit: Unit, fields: Sequence[str]) -> Any:
        readings = sorted({tuple(analyzer(language).of(unit.text)) for language in self.languages})
        found = [_terms(field, terms) for terms in readings for field in fields]
        if unit.match is not Match.PREFIX:
            return wq.Or(found)
        return wq.ConstantScoreQuery(wq.Or([*found, *(wq.Prefix(field, fold(unit.text)) for field in fields)]), PREFIX_SCORE)

    def _keeps(self, query: Query, name: str) -> Callable[[str], bool]:
        # Whoosh's AndNot lets a first hit through that it should not: what is excluded is taken out here.
        excluded = self._keys(name, wq.Or([self._unit(unit, FIELDS[name]) for unit in query.excluded]))
        conditions = [self._condition(key, query.filters, name) for key in sorted({one.key for one in query.filters})]
        return lambda key: key not in excluded and all(condition(key) for condition in conditions)

    def _condition(self, key: str, filters: Sequence[Filter], name: str) -> Callable[[str], bool]:
        wanted = [self._passing(one, name) for one in filters if one.key == key and not one.excluded]
        unwanted = set().union(*(self._passing(one, name) for one in filters if one.key == key and one.excluded))
        some: Any = set.intersection if key in {"before", "after"} else set.union
        allowed = some(*wanted) if wanted else None
        return lambda found: (allowed is None or found in allowed) and found not in unwanted

    def _passing(self, one: Filter, name: str) -> set[str]:
        if one.key not in {"speaker", "kind"}:
            return self._keys(name, _key(one))
        keys = self._keys("quotations", self._speaker(one.value) if one.key == "speaker" else _key(one))
        return keys if name == "quotations" else {key.rpartition("#")[0] for key in keys}

    def _speaker(self, value: str) -> Any:
        exact = wq.Term("speaker", value)
        if self._keys("quotations", exact):
            return exact
        return wq.And([wq.Term("name", fold(word)) for word in words(value)])

    def _keys(self, name: str, query: Any) -> set[str]:
        searcher = self.searchers[name]
        return {searcher.stored_fields(number)["key"] for number in searcher.docs_for_query(query)}


def _key(one: Filter) -> Any:
    if one.key == "before":
        return wq.TermRange("earliest", None, (one.value + "-99-99")[:10])
    if one.key == "after":
        return wq.TermRange("latest", (one.value + "-00-00")[:10], None)
    return wq.Term(one.key, one.value.lower())


def _terms(field: str, terms: Sequence[str]) -> Any:
    return wq.Term(field, terms[0]) if len(terms) == 1 else wq.Phrase(field, list(terms))
