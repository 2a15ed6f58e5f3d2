"""Entities of all articles gathered into persons and organisations: who is one and the same, archive-wide.

Conservative: a wrong join prints words under another's name, a missed one only gives two pages. Full names join when
they are equal (case, accents, hyphens, middle initials and titles aside), or two romanisations of one name
(spellings.py). A name of one word joins where nothing says that it is
somebody's family name ("Microsoft"); a family name alone has no page, unless one bearer in the archive has the same
office. A record of the authority file decides over all of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from variorum.model import ArticleId, Entity, SpeakerId, SpeakerRecord
from variorum.names.forms import name_key
from variorum.speakers.ids import speaker_id
from variorum.speakers.keys import Names, family, is_full, offices_of
from variorum.speakers.naming import Naming

PERSON = 3  # votes for he or she from which on a single word is somebody's family name; fewer fall on places, too


@dataclass(slots=True)
class Person:
    """One person or organisation while the archive is read."""

    key: str
    """What its entities share: folded words of the name, or `=id` of a record."""
    record: SpeakerRecord | None = None
    names: Counter[str] = field(default_factory=Counter)
    """Preferred names of its entities, by number of articles."""
    aliases: Counter[str] = field(default_factory=Counter)
    roles: dict[str, dict[str, list[ArticleId]]] = field(default_factory=dict)
    """Folded role -> wording -> articles."""
    organisation: int = 0
    """Articles that treat it as an organisation, less those that do not."""
    keys: set[str] = field(default_factory=set)
    """All full-name keys that were joined."""


def persons(named: Mapping[ArticleId, Naming], records: Sequence[SpeakerRecord]) -> dict[ArticleId, dict[str, Person]]:
    """Who the entities that speak are, by article and entity name."""
    gathering = _Gathering([one.entities for one in named.values()], records)
    found: dict[ArticleId, dict[str, Person]] = {}
    for article, one in named.items():
        for entity in one.entities:
            if entity.name in one.names:
                person = gathering.person(article, entity)
                if person is not None:
                    _add(person, article, entity)
                    found.setdefault(article, {})[entity.name] = person
    return found


def _add(person: Person, article: ArticleId, entity: Entity) -> None:
    person.names[entity.name] += 1
    person.keys.add(name_key(entity.name))
    person.organisation += 1 if entity.organisation else -1
    for alias in entity.aliases:
        person.aliases[alias] += 1
    for role in entity.roles:
        articles = person.roles.setdefault(role_key(role), {}).setdefault(role, [])
        if article not in articles:
            articles.append(article)


def role_key(role: str) -> str:
    """How roles are compared: "Iran’s Foreign Minister" and "Iran's foreign minister" are one."""
    return role.casefold().replace("’", "'")


class _Gathering:
    """The archive's names as tables, made once."""

    def __init__(self, named: Sequence[Sequence[Entity]], records: Sequence[SpeakerRecord]) -> None:
        self._made: dict[str, Person] = {}
        self._by_name: defaultdict[str, list[SpeakerRecord]] = defaultdict(list)
        for record in records:
            for key in dict.fromkeys(name_key(name) for name in (record.name, *record.aliases)):
                self._by_name[key].append(record)
        self._names = Names(named)
        self._by_filed: defaultdict[str, list[SpeakerRecord]] = defaultdict(list)
        """Records by the name that the archive files their names under, which other ways to write it are, too."""
        for key, held in self._by_name.items():
            filed = self._by_filed[self._names.filed(key)]
            filed += [record for record in held if record not in filed]
        self._bearers: defaultdict[str, dict[str, set[str]]] = defaultdict(dict)
        for entity in chain.from_iterable(named):
            self._note(entity)

    def _note(self, entity: Entity) -> None:
        """Remember whose family name a word is, with the offices of its bearers."""
        key = name_key(entity.name)
        if not is_full(key) or entity.organisation:
            return
        families = {family(key)} | ({key.split()[0]} & {name_key(alias) for alias in entity.aliases})
        for word in families:
            self._bearers[word].setdefault(self._names.filed(key), set()).update(offices_of(entity.roles))

    def person(self, article: ArticleId, entity: Entity) -> Person | None:
        """The one that *entity* of *article* is; None for a family name that could be anybody's."""
        record = self._record(article, entity)
        if record is not None:
            return self._keep(f"={record.id}", record)
        key = name_key(entity.name)
        filed = self._names.filed(key) if is_full(key) else self._single(entity, key)
        found = [record for record in self._by_filed.get(filed, ()) if not _excluded(record, article, entity)]
        if len(found) == 1:
            return self._keep(f"={found[0].id}", found[0])
        return self._keep(filed) if filed else None

    def _single(self, entity: Entity, key: str) -> str:
        """What a name of one word, or of initials and a word, is filed under; "" where nothing tells whose it is."""
        bearers = self._bearers.get(family(key), {})
        if not bearers and (entity.organisation or (max(entity.gender) < PERSON and not entity.roles)):
            return key
        offices = offices_of(entity.roles)
        fitting = [name for name, known in sorted(bearers.items()) if known & offices]
        return fitting[0] if len(bearers) == len(fitting) == 1 else ""

    def _record(self, article: ArticleId, entity: Entity) -> SpeakerRecord | None:
        names = [entity.name, *(alias for alias in entity.aliases if " " in name_key(alias))]
        for name in names:
            found = [record for record in self._by_name.get(name_key(name), ()) if not _excluded(record, article, entity)]
            if len(found) == 1:
                return found[0]
        return None

    def _keep(self, key: str, record: SpeakerRecord | None = None) -> Person:
        person = self._made.get(key)
        if person is None:
            person = self._made[key] = Person(key, record)
        return person


def _excluded(record: SpeakerRecord, article: ArticleId, entity: Entity) -> bool:
    """Whether the record's `not:` list names the article or one of the entity's names."""
    names = {name_key(name) for name in record.not_}
    return article in record.not_ or name_key(entity.name) in names


def preferred(person: Person) -> str:
    """The name to show: the record's, else the full one most articles use; of equals the shorter, then the first by letter."""
    if person.record is not None:
        return person.record.name
    return min(person.names, key=lambda name: (not is_full(name_key(name)), -person.names[name], len(name), name))


def ids(found: Iterable[Person]) -> dict[str, SpeakerId]:
    """An id for each of *found*, by key; records keep theirs."""
    given: dict[str, SpeakerId] = {}
    taken: set[str] = set()
    people = {person.key: person for person in found}
    for key, person in sorted(people.items()):
        if person.record is not None:
            given[key] = person.record.id
            taken.add(person.record.id)
    for key, person in sorted(people.items()):
        if person.record is None:
            wanted = speaker_id(key)
            given[key] = wanted if wanted not in taken else speaker_id(key, key)
            taken.add(given[key])
    return given
