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
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from variorum.model import ArticleId, Entity, SpeakerId, SpeakerRecord
from variorum.names.folding import name_key
from variorum.speakers.bearers import LINE, Bearer, bearer, group
from variorum.speakers.bearers import groups as groups_of
from variorum.speakers.filing import Names
from variorum.speakers.ids import speaker_id
from variorum.speakers.index import Read
from variorum.speakers.keys import family


class Persons(NamedTuple):
    """Who everybody is: for each entity, the key of a person.

    That is the folded words that their names are filed under, or `=id` of a record; "" for a family name that could be
    anybody's.
    """

    groups: dict[str, str]
    """By group, of those whose entities are all the same one."""
    apart: dict[tuple[ArticleId, str], str]
    """By article and entity name, of groups that a record may tell apart."""
    wholes: dict[str, list[str]]
    """Key -> groups."""
    pieces: dict[str, list[Bearer]]
    """Key -> what is said of entities of groups that are told apart."""

    def key(self, article: ArticleId, entity: Entity) -> str:
        """Of *entity* of *article*."""
        key = self.groups.get(group(entity))
        return self.apart[article, entity.name] if key is None else key


def persons(bearers: Mapping[str, Bearer], read: Read, records: Sequence[SpeakerRecord]) -> Persons:
    """Who the entities of all articles are; *read* gives those of an article, of which few are asked for."""
    gathering = _Gathering({name: one for name, one in bearers.items() if LINE not in name}, records)
    groups: dict[str, str] = {}
    apart: dict[tuple[ArticleId, str], str] = {}
    wholes: defaultdict[str, list[str]] = defaultdict(list)
    pieces: defaultdict[str, list[Bearer]] = defaultdict(list)
    for name, one in bearers.items():
        if gathering.recorded(name, one):
            for article in sorted(one.articles):
                naming = read(article)
                for entity, quoted in groups_of(naming).get(name, ()) if naming else ():
                    key = apart[article, entity.name] = gathering.one(article, entity)
                    pieces[key].append(bearer([(article, [(entity, quoted)])]))
        else:
            key = groups[name] = gathering.filed(name)
            wholes[key].append(name)
    return Persons(groups, apart, wholes, pieces)


class _Gathering:
    """The archive's names as tables, made once."""

    def __init__(self, bearers: Mapping[str, Bearer], records: Sequence[SpeakerRecord]) -> None:
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

    def filed(self, name: str) -> str:
        """What the entities of the group *name* are filed under; "" where nothing tells whose name it is."""
        if LINE not in name:
            return self._names.filed(name)
        key, nobodys, *offices = name.split(LINE)
        bearers = self._families.get(family(key), {})
        if not bearers and nobodys:
            return key
        fitting = [one for one, known in sorted(bearers.items()) if not known.isdisjoint(offices)]
        return fitting[0] if len(bearers) == len(fitting) == 1 else ""

    def recorded(self, name: str, said: Bearer) -> bool:
        """Whether a record may concern the group *name*, of which *said* is said."""
        if not self._by_name:
            return False
        known = {name.split(LINE, 1)[0], *(key for key in map(name_key, said.aliases) if " " in key)}
        return not known.isdisjoint(self._by_name) or bool(self._by_filed.get(self.filed(name)))

    def one(self, article: ArticleId, entity: Entity) -> str:
        """The key of the person that *entity* of *article* is."""
        record = self._record(article, entity)
        if record is not None:
            return recorded_key(record)
        filed = self.filed(group(entity))
        found = [record for record in self._by_filed.get(filed, ()) if not _excluded(record, article, entity)]
        return recorded_key(found[0]) if len(found) == 1 else filed

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


def recorded_key(record: SpeakerRecord) -> str:
    """The key of the person that *record* is of."""
    return f"={record.id}"


def ids(wanted: Mapping[str, SpeakerId], listed: Mapping[str, SpeakerRecord]) -> dict[str, SpeakerId]:
    """An id for each person, by key, as far as may be the *wanted* one; records, by key too, keep theirs."""
    given = {key: listed[key].id for key in wanted if key in listed}
    taken: set[str] = set(given.values())
    for key in sorted(wanted.keys() - given.keys()):
        given[key] = wanted[key] if wanted[key] not in taken else speaker_id(key, key)
        taken.add(given[key])
    return given
