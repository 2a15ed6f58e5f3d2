"""Persons as speakers: those of whom the same is said as before are as they were."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from variorum.model import ArticleId, Speaker, SpeakerId, SpeakerRecord
from variorum.speakers.bearers import Bearer
from variorum.speakers.ids import speaker_id
from variorum.speakers.persons import Persons, ids, recorded_key
from variorum.speakers.speaker import Person, When, former, speaker

Told = Mapping[str, tuple[SpeakerId, str]]
"""By a person's key, id and name of the speaker."""


class Drawn(NamedTuple):
    """A person as a speaker was made of it."""

    groups: tuple[str, ...]
    """Of its entities, sorted; none where a record told some of them apart."""
    wanted: SpeakerId
    """The id that the name alone would have."""
    own: SpeakerId
    former: tuple[SpeakerId, ...]
    """As `speaker.former`."""


def drawn(
    found: Persons,
    bearers: Mapping[str, Bearer],
    when: When,
    records: Sequence[SpeakerRecord],
    before: Mapping[str, Drawn],
    shown: Mapping[SpeakerId, Speaker],
) -> dict[str, tuple[Drawn, Speaker]]:
    """The speaker of each person who is quoted, by key; *shown* are those of *before*, which holds nobody of whom something
    else is said now.
    """
    listed = {recorded_key(record): record for record in records}
    people: dict[str, Drawn] = {}
    fresh: dict[str, Person] = {}
    for key, names, said in _quoted(found, bearers):
        held = before.get(key)
        if names and held and held.groups == names:
            people[key] = held
        else:
            person = fresh[key] = Person(key, listed.get(key), said[0] if len(said) == 1 else _joined(said))
            people[key] = Drawn(names, speaker_id(key), SpeakerId(""), former(person))
    given = ids({key: one.wanted for key, one in people.items()}, listed)
    taken = frozenset(given.values())
    made: dict[str, tuple[Drawn, Speaker]] = {}
    for key, one in people.items():
        own = given[key]
        speaking = speaker(fresh[key], own, when) if key in fresh else shown[one.own]
        old = tuple([id for id in one.former if id not in taken])  # no old address can stand where a speaker's does
        if (speaking.id, speaking.former_ids) != (own, old):
            speaking = speaking.but(id=own, former_ids=old)
        made[key] = one if one.own == own else one._replace(own=own), speaking
    return made


def _quoted(found: Persons, bearers: Mapping[str, Bearer]) -> Iterator[tuple[str, tuple[str, ...], list[Bearer]]]:
    """Of each person who is quoted the key, the groups, as `Drawn.groups`, and what is said of them."""
    for key in {**found.wholes, **found.pieces}:
        names = [name for name in found.wholes.get(key, ()) if bearers[name].keys]
        pieces = [one for one in found.pieces.get(key, ()) if one.keys]
        if key and (names or pieces):
            yield key, () if pieces else tuple(sorted(names)), [*(bearers[name] for name in names), *pieces]


def _joined(parts: Sequence[Bearer]) -> Bearer:
    made = Bearer()
    for part in parts:
        made.join(part)
    return made


def told_otherwise(
    found: Persons, told: Told, groups: Mapping[str, str], told_before: Told, bearers: Mapping[str, Bearer]
) -> AbstractSet[ArticleId]:
    """Articles that name someone who has another id or name than *before*, or whom a record may tell apart.

    *groups* and *told_before* are what the last build found of the same *bearers*.
    """
    return {
        article
        for name, one in bearers.items()
        if name not in found.groups or name not in groups or told.get(found.groups[name]) != told_before.get(groups[name])
        for article in one.articles
    }
