"""Entities of all articles gathered into persons and organisations: who is one and the same, archive-wide.

Conservative: a wrong join prints words under another's name, a missed one only gives two pages. Full names join when
they are equal (case, accents, hyphens, middle initials and titles aside), or two romanisations of one name
(spellings.py). A name of one word joins where nothing says that it is
somebody's family name ("Microsoft"); a family name alone has no page, unless one bearer in the archive has the same
office. A record of the authority file decides over all of it.

Entities of one group (bearers.py) are told apart by records alone, so that most persons are told group by group.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from variorum.model import ArticleId, Entity, SpeakerId, SpeakerRecord
from variorum.names.forms import name_key
from variorum.speakers.bearers import Bearer, Entry, bearer, group, grouped, is_nobodys
from variorum.speakers.filing import Names
from variorum.speakers.ids import speaker_id
from variorum.speakers.keys import family, is_full, offices_of
from variorum.speakers.naming import Naming


class Person(NamedTuple):
    """One person or organisation."""

    key: str
    """What its entities share: folded words of the name, or `=id` of a record."""
    record: SpeakerRecord | None
    said: Bearer
    """What articles that quote them say of them."""


class Persons(NamedTuple):
    """Who everybody is."""

    people: dict[str, Person]
    """By key."""
    groups: dict[str, str]
    """The key of the one that all entities of a group are; "" for a family name that could be anybody's."""
    apart: dict[tuple[ArticleId, str], str]
    """The same by article and entity name, of groups that a record may tell apart."""

    def person(self, article: ArticleId, entity: Entity) -> Person | None:
        """The one that *entity* of *article*, which quotes it, is; None for a family name that could be anybody's."""
        key = self.groups.get(group(entity))
        return self.people.get(self.apart[article, entity.name] if key is None else key)


def persons(named: Mapping[ArticleId, Naming], records: Sequence[SpeakerRecord]) -> Persons:
    """Who the entities that are quoted are."""
    groups = grouped(named)
    bearers = {key: bearer(entries) for key, entries in groups.items()}
    gathering = _Gathering({key: one for key, one in bearers.items() if is_full(key)}, records)
    found = Persons({}, {}, {})
    parts: defaultdict[str, list[Bearer]] = defaultdict(list)
    for key, entries in groups.items():
        entity = entries[0][1]
        if gathering.recorded(entity, bearers[key]):
            for who, these in gathering.told_apart(entries, found.apart).items():
                parts[who].append(bearer(these))
        else:
            who = found.groups[key] = gathering.filed(entity)
            parts[who].append(bearers[key])
    parts.pop("", None)
    for key, held in parts.items():
        quoted = [one for one in held if one.keys]
        if quoted:
            found.people[key] = Person(key, gathering.records.get(key), _joined(quoted))
    return found


def _joined(parts: Sequence[Bearer]) -> Bearer:
    if len(parts) == 1:
        return parts[0]
    made = Bearer()
    for part in parts:
        made.join(part)
    return made


class _Gathering:
    """The archive's names as tables, made once."""

    def __init__(self, bearers: Mapping[str, Bearer], records: Sequence[SpeakerRecord]) -> None:
        self.records = {f"={record.id}": record for record in records}
        """By the key of the person."""
        self._by_name: defaultdict[str, list[SpeakerRecord]] = defaultdict(list)
        for record in records:
            for key in dict.fromkeys(name_key(name) for name in (record.name, *record.aliases)):
                self._by_name[key].append(record)
        self._names = Names(bearers)
        self._by_filed: defaultdict[str, list[SpeakerRecord]] = defaultdict(list)
        """Records by the name that the archive files their names under, which other ways to write it are, too."""
        for key, held in self._by_name.items():
            filed = self._by_filed[self._names.filed(key)]
            filed += [record for record in held if record not in filed]
        self._families: defaultdict[str, dict[str, set[str]]] = defaultdict(dict)
        """Whose family name a word is, with the offices of its bearers."""
        for key, one in bearers.items():
            for word, offices in one.families.items():
                self._families[word].setdefault(self._names.filed(key), set()).update(offices)

    def filed(self, entity: Entity) -> str:
        """What *entity*, and all of its group, is filed under; "" where nothing tells whose name it is."""
        key = name_key(entity.name)
        if is_full(key):
            return self._names.filed(key)
        bearers = self._families.get(family(key), {})
        if not bearers and is_nobodys(entity):
            return key
        offices = offices_of(entity.roles)
        fitting = [name for name, known in sorted(bearers.items()) if known & offices]
        return fitting[0] if len(bearers) == len(fitting) == 1 else ""

    def recorded(self, entity: Entity, said: Bearer) -> bool:
        """Whether a record may concern the group of *entity*, of which *said* is said."""
        if not self.records:
            return False
        known = {name_key(entity.name), *(key for key in map(name_key, said.aliases) if " " in key)}
        return not known.isdisjoint(self._by_name) or bool(self._by_filed.get(self.filed(entity)))

    def told_apart(self, entries: Iterable[Entry], apart: dict[tuple[ArticleId, str], str]) -> dict[str, list[Entry]]:
        """*entries* of one group by the person that each is; puts into *apart* who that is."""
        found: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            article, entity, _ = entry
            who = apart[article, entity.name] = self._one(article, entity)
            found[who].append(entry)
        return found

    def _one(self, article: ArticleId, entity: Entity) -> str:
        record = self._record(article, entity)
        if record is not None:
            return f"={record.id}"
        filed = self.filed(entity)
        found = [record for record in self._by_filed.get(filed, ()) if not _excluded(record, article, entity)]
        return f"={found[0].id}" if len(found) == 1 else filed

    def _record(self, article: ArticleId, entity: Entity) -> SpeakerRecord | None:
        names = [entity.name, *(alias for alias in entity.aliases if " " in name_key(alias))]
        for name in names:
            found = [record for record in self._by_name.get(name_key(name), ()) if not _excluded(record, article, entity)]
            if len(found) == 1:
                return found[0]
        return None


def _excluded(record: SpeakerRecord, article: ArticleId, entity: Entity) -> bool:
    """Whether the record's `not:` list names the article or one of the entity's names."""
    names = {name_key(name) for name in record.not_}
    return article in record.not_ or name_key(entity.name) in names


def preferred(person: Person) -> str:
    """The name to show: the record's, else the full one most articles use; of equals the shorter, then the first by letter."""
    if person.record is not None:
        return person.record.name
    names = person.said.names
    return min(names, key=lambda name: (not is_full(name_key(name)), -names[name], len(name), name))


def ids(people: Mapping[str, Person]) -> dict[str, SpeakerId]:
    """An id for each of *people*, by key; records keep theirs."""
    given = {key: person.record.id for key, person in people.items() if person.record is not None}
    taken: set[str] = set(given.values())
    for key in sorted(people.keys() - given.keys()):
        wanted = speaker_id(key)
        given[key] = wanted if wanted not in taken else speaker_id(key, key)
        taken.add(given[key])
    return given
