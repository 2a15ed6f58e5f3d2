"""What an export needs to know of the archive as a whole; what it needs of one article is made when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from variorum.config import Config
from variorum.later import let_go
from variorum.model import Archive, Article, ArticleId, Published
from variorum.model.values import Value, dataclass

from .analyzer import SNOWBALL, base_language, stop_words
from .documents import NOTHING, Document, Known, Source, carried, document, fingerprints, source, window
from .shards import deltas, dump
from .slots import PLACE, places, size, slots
from .state import State
from .store import KINDS, PACK, STANDINGS, WIDTH

VERSION = 1


@dataclass(frozen=True, slots=True)
class Holdings(Value):
    """The archive as the search sees it. Mappings by article are in order of slots."""

    slots: Mapping[ArticleId, int]
    line: int
    """How many slots there are."""
    marks: Mapping[ArticleId, bytes]
    """Stands for everything that the index takes of an article."""
    common: bytes
    """Stands for everything that it takes of the archive besides."""
    published: Mapping[ArticleId, Published | None]
    languages: tuple[str, ...]
    outlets: Mapping[str, str]
    """Name by id, of those with an article."""
    topics: Mapping[str, str]
    """Name by key, of those that have a record and an article."""
    source: Callable[[ArticleId], Source]
    let_go: Callable[[Iterable[ArticleId]], None]
    """Of what was read of these articles."""

    def documents(self) -> Iterator[Document]:
        """All of them, in order of slots."""
        return map(document, map(self.source, self.slots))


def holdings(archive: Archive, config: Config, before: Known = NOTHING) -> Holdings:
    """Of the articles that were not withdrawn. *before*: what the last build knew."""
    articles: dict[ArticleId, Article] = {key: one for key, one in archive.articles.items() if one.withdrawn is None}
    counts = {key: archive.annotations[key].count if key in archive.annotations else 0 for key in articles}
    line, placed, known = size(counts), slots(counts), carried(archive)
    common, marks = fingerprints(archive, config, known, placed, before)
    outlets = sorted({one.outlet for one in articles.values()})
    used = {topic for one in articles.values() for topic in one.topics}

    def forget(keys: Iterable[ArticleId]) -> None:
        let_go(one for key in keys for one in (archive.articles[key], archive.annotations.get(key)))

    return Holdings(
        slots=placed,
        line=line,
        marks=marks,
        common=common,
        published={key: articles[key].published for key in placed},
        languages=tuple(sorted({*map(base_language, {one.language for one in articles.values()})})),
        outlets={key: archive.outlets[key].name if key in archive.outlets else key for key in outlets},
        topics={key: archive.topics[key].name for key in sorted(used & set(archive.topics))},
        source=partial(source, archive, config, known),
        let_go=forget,
    )


def describe(state: State, held: Holdings) -> None:
    """Put the two shards that are about all articles into the state."""
    state.put("meta", 0, "", meta(state, held))
    state.put("dates", 0, "", dates(held))


def meta(state: State, held: Holdings) -> str:
    """What a reader needs to know first: FORMAT.md, "meta"."""
    articles, quotations, title, body, words = state.totals()
    return dump(
        {
            "version": VERSION,
            "articles": articles,
            "quotations": quotations,
            "lengths": {"title": title, "body": body, "words": words},
            "line": held.line,
            "place": PLACE,
            "wide": [[slot + more, slot] for _, slot, count in state.numbers() for more in range(1, places(count))],
            "width": WIDTH,
            "pack": PACK,
            "kinds": KINDS,
            "standings": STANDINGS,
            "languages": held.languages,
            "stemmers": {key: SNOWBALL[key] for key in held.languages if key in SNOWBALL},
            "stop": {key: sorted(stop_words(key)) for key in held.languages if stop_words(key)},
            "outlets": held.outlets,
            "topics": held.topics,
            "borders": {kind: state.borders(kind) for kind in ("terms", "positions", "keys")},
        }
    )


def dates(held: Holdings) -> str:
    """All articles' days: FORMAT.md, "dates"."""
    return dump({"slots": deltas(list(held.slots.values())), "days": [_days(one) for one in held.published.values()]})


def _days(published: Published | None) -> str:
    earliest, latest = window(published)
    return earliest if earliest == latest else f"{earliest}/{latest}"
