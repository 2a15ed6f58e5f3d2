"""A person, as the archive shows one: name, roles, and by what an A–Z list sorts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from variorum.model import ArticleId, Role, Speaker, SpeakerId, SpeakerRecord
from variorum.names.folding import folded, name_key
from variorum.speakers.bearers import Bearer, role_key
from variorum.speakers.ids import slug
from variorum.speakers.keys import SUFFIXES, is_full

When = Mapping[ArticleId, tuple[date, str]]
"""By which articles are put in order of time."""


class Person(NamedTuple):
    """One person or organisation."""

    key: str
    """What its entities share: folded words of the name, or `=id` of a record."""
    record: SpeakerRecord | None
    said: Bearer
    """What articles that quote them say of them."""


def speaker(person: Person, own: SpeakerId, when: When) -> Speaker:
    """The speaker that *person* is, with the id *own*; without former ids."""
    record = person.record
    name = preferred(person)
    organisation = record.organisation if record is not None else person.said.organisation > 0
    return Speaker(
        id=own,
        name=name,
        sort_name=sort_name(name, organisation, _family_first(person, name)),
        organisation=organisation,
        aliases=_aliases(person, name),
        roles=_roles(person, when),
        wikidata=record.wikidata if record else "",
        listed=record is not None,
    )


def former(person: Person) -> tuple[SpeakerId, ...]:
    """Ids under which the speaker may have had a page, sorted: the old address leads there, where no other speaker has it."""
    record = person.record
    names = (*person.said.keys, person.key.removeprefix("="))
    others = {SpeakerId(slug(key)) for key in names if is_full(key) or record}
    return tuple(sorted({*(record.former_ids if record else ()), *others} - {SpeakerId("")}))


def preferred(person: Person) -> str:
    """The name to show: the record's, else the full one most articles use; of equals the shorter, then the first by letter."""
    if person.record is not None:
        return person.record.name
    names = person.said.names
    return min(names, key=lambda name: (not is_full(name_key(name)), -names[name], len(name), name))


def _aliases(person: Person, name: str) -> tuple[str, ...]:
    """Other full forms; single words of the name itself are left out, as everyone would look for those."""
    words = set(name_key(name).split())
    names = {*person.said.names, *person.said.aliases, *(person.record.aliases if person.record else ())} - {name}
    return tuple(sorted(one for one in names if not set(name_key(one).split()) < words))


def _roles(person: Person, when: When) -> tuple[Role, ...]:
    """A curator's roles first, then those that articles give, the most frequent first."""
    stated = [Role(text, ()) for text in (person.record.roles if person.record else ())]
    known = {role_key(role.text) for role in stated}
    roles: list[Role] = []
    for key, wordings in person.said.roles.items():
        if key in known:
            continue
        text = min(wordings, key=lambda wording: (-len(wordings[wording]), sum(map(str.isupper, wording)), wording))
        articles = {article for found in wordings.values() for article in found}
        roles.append(Role(text, tuple(sorted(articles, key=when.__getitem__))))
    return (*stated, *sorted(roles, key=lambda role: (-len(role.articles), role.text)))


def _family_first(person: Person, name: str) -> bool:
    """Whether articles shorten the name to its first word rather than its last: "Zhao" of "Zhao Lijian"."""
    words = name_key(name).split()
    if len(words) < 2:
        return False
    first, last = words[0], words[-1]
    short = ((name_key(alias), count) for alias, count in person.said.aliases.items())
    return sum([count * ((key == first) - (key == last)) for key, count in short]) > 0


def sort_name(name: str, organisation: bool, family_first: bool = False) -> str:
    """What an A–Z list sorts by: "Peskov, Dmitry"; family names that come first, organisations and several together stay."""
    words = name.split()
    several = "," in name and folded(words[-1]) not in SUFFIXES
    if organisation or family_first or several or len(words) < 2:
        return name.removeprefix("The ").removeprefix("the ")
    suffix = words.pop() if folded(words[-1]) in SUFFIXES else ""
    first = len(words) - 1
    while first > 1 and words[first - 1].islower():
        first -= 1
    given = " ".join(words[:first]).rstrip(",")
    if not given:
        return name
    return f"{' '.join(words[first:]).rstrip(',')}, {given}" + (f", {suffix}" if suffix else "")
