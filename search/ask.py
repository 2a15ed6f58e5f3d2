"""Answers from the Whoosh index: what `variorum search` prints, and what the browser's answers are tested against."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index  # type: ignore[import-untyped]
from whoosh import query as wq

from .analyzer import analyzer, fold, stop_words, words
from .query import Filter, Match, Query, Unit, parse, without_stop_words

FIELDS = {"articles": ("title", "body"), "quotations": ("words",)}
PREFIX_SCORE = 1.0


@dataclass(frozen=True, slots=True)
class Hit:
    """One article or quotation found."""

    key: str
    """An article's id, or `<article id>#<number of the quotation>`."""
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything found in one of the two indexes."""

    all: tuple[Hit, ...]
    """What matches the whole query, best first."""
    fewer: tuple[Hit, ...]
    """What matches some of its words but not all, best first."""


class Index:
    """The index of one archive, opened for questions."""

    def __init__(self, folder: Path, languages: Collection[str]) -> None:
        self.searchers = {name: whoosh_index.open_dir(str(folder / name)).searcher() for name in FIELDS}
        self.languages = sorted(languages)
        self.stop = frozenset().union(*(stop_words(one) for one in languages))

    def ask(self, text: str, name: str) -> Answer:
        """Answer a query from the index *name*, `articles` or `quotations`."""
        query = without_stop_words(parse(text), self.stop)
        passes = self._filter(query.filters, name)
        barred = self._keys(name, wq.Or([self._unit(unit, FIELDS[name]) for unit in query.excluded]))
        keep = lambda key: key not in barred and passes(key)  # noqa: E731
        every = self._run(self._query(query, name, wq.And), name, keep)
        if not query.groups:
            return Answer(tuple(Hit(hit.key, 0.0) for hit in every), ())
        if len(query.groups) < 2:
            return Answer(tuple(every), ())
        found = {hit.key for hit in every}
        some = self._run(self._query(query, name, wq.Or), name, keep)
        return Answer(tuple(every), tuple(hit for hit in some if hit.key not in found))

    def _run(self, query: Any, name: str, keep: Callable[[str], bool]) -> list[Hit]:
        searcher = self.searchers[name]
        results = searcher.search(query, limit=None)
        found = ((searcher.stored_fields(number)["key"], score) for number, score in results.items())
        return [Hit(key, score) for key, score in found if keep(key)]

    def _query(self, query: Query, name: str, join: type[Any]) -> Any:
        fields = FIELDS[name]
        groups = [wq.Or([self._unit(unit, fields) for unit in group]) for group in query.groups]
        return join(groups) if groups else wq.Every()

    def _unit(self, unit: Unit, fields: Sequence[str]) -> Any:
        found = [_terms(field, terms) for terms in self._readings(unit) for field in fields]
        if unit.match is not Match.PREFIX:
            return wq.Or(found)
        return wq.ConstantScoreQuery(wq.Or([*found, *(wq.Prefix(field, fold(unit.text)) for field in fields)]), PREFIX_SCORE)

    def _readings(self, unit: Unit) -> list[tuple[str, ...]]:
        return sorted({tuple(analyzer(language).of(unit.text)) for language in self.languages})

    def _filter(self, filters: Sequence[Filter], name: str) -> Callable[[str], bool]:
        conditions = [self._condition(key, filters, name) for key in {one.key for one in filters}]
        return lambda key: all(condition(key) for condition in conditions)

    def _condition(self, key: str, filters: Sequence[Filter], name: str) -> Callable[[str], bool]:
        wanted = [self._passing(one, name) for one in filters if one.key == key and not one.excluded]
        unwanted = [self._passing(one, name) for one in filters if one.key == key and one.excluded]
        some: Any = set.intersection if key in {"before", "after"} else set.union
        allowed = some(*wanted) if wanted else None
        barred = set().union(*unwanted)
        return lambda found: (allowed is None or found in allowed) and found not in barred

    def _passing(self, one: Filter, name: str) -> set[str]:
        if one.key in {"speaker", "kind"}:
            keys = self._keys("quotations", self._speaker(one.value) if one.key == "speaker" else _key(one))
            return keys if name == "quotations" else {key.rpartition("#")[0] for key in keys}
        return self._keys(name, _key(one))

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


def _terms(field: str, terms: Iterable[str]) -> Any:
    found = list(terms)
    return wq.Term(field, found[0]) if len(found) == 1 else wq.Phrase(field, found)
