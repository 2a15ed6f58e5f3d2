"""What an archive holds, looked up from every side once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import TypeVar

from variorum import addresses
from variorum.model import (
    UNKNOWN_OUTLET,
    Annotation,
    Archive,
    Article,
    ArticleId,
    Cluster,
    Outlet,
    OutletId,
    Published,
    QuotationId,
    QuotationRef,
    Relation,
    SpeakerId,
    Utterance,
)
from variorum.model.values import Value, dataclass
from variorum.pages.dating import newest_key, sort_key

_Key = TypeVar("_Key")
_Row = TypeVar("_Row")

TOGETHER = 12  # speakers named as quoted in the same stories.


@dataclass(frozen=True, slots=True)
class Entry(Value):
    """One article as it stands in a list."""

    id: ArticleId
    title: str
    outlet: OutletId
    outlet_name: str
    """"" where it is not known."""
    published: Published | None
    language: str
    quotations: int
    story: str
    """The address of its story; "" where it has none."""
    witnesses: int
    """Articles of its story."""
    withdrawn: bool

    @property
    def href(self) -> str:
        """Its page."""
        return addresses.article(self.id)


WITH_RELATIONS = frozenset(("story_of", "relations_of", "loose_of"))
"""Tables of values that are read later; the others hold what is known without."""


class Rows(Mapping[_Key, _Row]):
    """A table whose rows are worked out as they are asked for: after an edit, few are."""

    def __init__(self, keys: Collection[_Key], work_out: Callable[[_Key], _Row]) -> None:
        self._keys, self._work_out = keys, work_out
        self._made: dict[_Key, _Row] = {}

    def __getitem__(self, key: _Key) -> _Row:
        if key not in self._made:
            if key not in self._keys:
                raise KeyError(key)
            self._made[key] = self._work_out(key)
        return self._made[key]

    def __iter__(self) -> Iterator[_Key]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class Tables:
    """The tables over an archive, each made at the first asking. None looks into a text."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def made(self) -> dict[str, object]:
        """The tables that were made, by name, as far as they are those of any archive of the same surface."""
        return {name: table for name, table in vars(self).items() if name not in WITH_RELATIONS and name != "archive"}

    def take(self, made: Mapping[str, object]) -> None:
        """Have tables that were `made` of an archive of the same surface."""
        vars(self).update(made)

    def annotation(self, id: ArticleId) -> Annotation:
        """What was found in the article; nothing where it was not read."""
        return self.archive.annotations.get(id) or Annotation(id, ())

    def outlet(self, id: OutletId) -> Outlet:
        """The outlet's record, or one made from the key."""
        return self.archive.outlets.get(id) or Outlet(id, id, listed=False)

    def outlet_shown(self, id: OutletId) -> str:
        """The outlet's name as lists show it: that of its record, also where the record is of `unknown`; "" for none."""
        outlet = self.outlet(id)
        return "" if id == UNKNOWN_OUTLET and not outlet.listed else outlet.name

    @cached_property
    def newest(self) -> tuple[Entry, ...]:
        """All articles that are not withdrawn, newest first, undated ones last, then by id."""
        kept = (entry for entry in self.entries.values() if not entry.withdrawn)
        return tuple(sorted(kept, key=lambda entry: (newest_key(entry.published), entry.id)))

    @cached_property
    def oldest(self) -> tuple[Entry, ...]:
        """All articles that are not withdrawn, oldest first, undated ones last, then by id."""
        return tuple(sorted(self.newest, key=lambda entry: (sort_key(entry.published), entry.id)))

    @cached_property
    def story_of(self) -> dict[ArticleId, Cluster]:
        """The story each article belongs to."""
        return {id: cluster for cluster in self.archive.clusters for id in cluster.witnesses}

    @cached_property
    def relations_of(self) -> dict[ArticleId, list[Relation]]:
        """The relations each article stands in."""
        found: dict[ArticleId, list[Relation]] = defaultdict(list)
        for cluster in self.archive.clusters:
            for relation in cluster.relations:
                found[relation.base].append(relation)
                found[relation.witness].append(relation)
        return found

    @cached_property
    def loose_of(self) -> dict[ArticleId, list[Relation]]:
        """The relations that each article stands in outside its story: the same quotations, a passage of another story's."""
        found: dict[ArticleId, list[Relation]] = defaultdict(list)
        for relation in self.archive.relations:
            found[relation.base].append(relation)
            found[relation.witness].append(relation)
        return found

    @cached_property
    def utterances_of(self) -> Mapping[SpeakerId, list[Utterance]]:
        """What each speaker said; a quotation that no utterance gathers stands for itself."""
        gathered: dict[SpeakerId, list[Utterance]] = defaultdict(list)
        for utterance in self.archive.utterances:
            if utterance.speaker is not None:
                gathered[utterance.speaker].append(utterance)
        return Rows(gathered.keys() | self.articles_of.keys(), lambda id: [*gathered.get(id, ()), *self._alone(id)])

    def _alone(self, id: SpeakerId) -> Iterator[Utterance]:
        for article in sorted(self.articles_of.get(id, ())):
            for one in self.annotation(article).spoken:
                if one.speaker == id and one.id not in self.utterances_in.get(article, ()):
                    alone = (QuotationRef(article, one.id),)
                    yield Utterance(f"{article}-{one.id}", id, alone, (alone,))

    @cached_property
    def utterances_in(self) -> dict[ArticleId, dict[QuotationId, Utterance]]:
        """By article the utterance that gathers each of its quotations, in the archive's order; none for one by itself."""
        found: dict[ArticleId, dict[QuotationId, Utterance]] = defaultdict(dict)
        for utterance in self.archive.utterances:
            for one in utterance.witnesses:
                found[one.article][one.quotation] = utterance
        return found

    @cached_property
    def quotations_of(self) -> Mapping[SpeakerId, int]:
        """How many quotations are attributed to each speaker."""
        return Rows(self.articles_of, lambda id: sum(self.annotation(one).voices.count(id) for one in self.articles_of[id]))

    @cached_property
    def articles_of(self) -> dict[SpeakerId, set[ArticleId]]:
        """The articles that quote each speaker."""
        found: dict[SpeakerId, set[ArticleId]] = defaultdict(set)
        for article, annotation in self.archive.annotations.items():
            for speaker in annotation.speakers:
                found[speaker].add(article)
        return dict(found)

    @cached_property
    def roles_in(self) -> dict[tuple[SpeakerId, ArticleId], list[str]]:
        """The roles that an article gives a speaker."""
        found: dict[tuple[SpeakerId, ArticleId], list[str]] = defaultdict(list)
        for id, speaker in self.archive.speakers.items():
            for role in speaker.roles:
                for article in role.articles:
                    found[id, article].append(role.text)
        return found

    @cached_property
    def by_outlet(self) -> dict[OutletId, list[Entry]]:
        """Each outlet's articles, newest first."""
        found: dict[OutletId, list[Entry]] = defaultdict(list)
        for entry in self.newest:
            found[entry.outlet].append(entry)
        return found

    @cached_property
    def by_topic(self) -> dict[str, list[Entry]]:
        """Each topic's articles, newest first."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.newest:
            for topic in dict.fromkeys(self.archive.articles[entry.id].topics):
                found[topic].append(entry)
        return dict(sorted(found.items()))

    def together(self, id: SpeakerId) -> tuple[tuple[SpeakerId, str], ...]:
        """Who else is quoted in the same stories (an article that has none is its own), the most often first."""
        stories = {self._story(article) for article in self.articles_of.get(id, ())}
        told = [there for story in stories if len(there := self.told_in[story]) > 1]
        if not told:  # nine of ten
            return ()
        count = Counter(chain.from_iterable(told))
        del count[id]
        names, often = self.archive.speakers, sorted(count.items(), key=lambda item: (-item[1], item[0]))[:TOGETHER]
        return tuple((other, names[other].name) for other, _ in often if other in names)

    @cached_property
    def told_in(self) -> dict[ArticleId, set[SpeakerId]]:
        """Who is quoted in each story, by its base; and in each article that has none."""
        found: dict[ArticleId, set[SpeakerId]] = defaultdict(set)
        for speaker, articles in self.articles_of.items():
            for article in articles:
                found[self._story(article)].add(speaker)
        return found

    def _story(self, id: ArticleId) -> ArticleId:
        """The base of the article's story; itself, where it has none."""
        story = self.story_of.get(id)
        return story.base if story else id

    @cached_property
    def entries(self) -> dict[ArticleId, Entry]:
        """Each article as it stands in a list."""
        return {id: self._entry(article) for id, article in self.archive.articles.items()}

    def _entry(self, article: Article) -> Entry:
        story = self.story_of.get(article.id)
        return Entry(
            article.id, article.title, article.outlet, self.outlet_shown(article.outlet), article.published, article.language,
            self.annotation(article.id).count, addresses.story(story.id) if story else "",
            len(story.witnesses) if story else 0, article.withdrawn is not None,
        )  # fmt: skip
