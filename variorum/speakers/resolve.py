"""Stage 3: corrections applied, every quotation's speaker given an id, one page a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date

from variorum.corrections import correct
from variorum.model import (
    Annotation,
    Article,
    ArticleId,
    Problem,
    Quotation,
    Role,
    Speaker,
    SpeakerId,
    SpeakerRecord,
)
from variorum.model.basic import Value, dataclass
from variorum.names.forms import folded, name_key
from variorum.speakers.authority import Authority
from variorum.speakers.bearers import role_key
from variorum.speakers.ids import slug
from variorum.speakers.keys import SUFFIXES, is_full
from variorum.speakers.naming import Naming, naming
from variorum.speakers.persons import Person, Persons, ids, persons, preferred
from variorum.speakers.pooled import Votes, contradicted, follow_again, pool

Given = tuple[tuple[str, SpeakerId, str], ...]
"""Of one article: a name of it, whose it is, and what they are called."""


@dataclass(frozen=True, slots=True)
class Resolved(Value):
    """Who everybody is, archive-wide."""

    speakers: tuple[Speaker, ...]
    """By id."""
    given: Mapping[ArticleId, Given]
    """By article, for those that quote someone."""
    corrected: Mapping[ArticleId, Annotation]
    """The annotations that a curator corrected, or in which a pronoun was followed again, before names are given."""
    problems: tuple[Problem, ...]
    """What a curator wrote that fits nothing."""

    def attributed(self, annotation: Annotation) -> Annotation:
        """*annotation*, as stage 2 found it, corrected and with its speakers given."""
        corrected = self.corrected.get(annotation.article, annotation)
        return attributed(corrected, self.given.get(annotation.article, ()))


def resolve(
    articles: Sequence[Article],
    annotations: Sequence[Annotation],
    records: Sequence[SpeakerRecord],
) -> tuple[tuple[Speaker, ...], tuple[Annotation, ...], tuple[Problem, ...]]:
    """Say who the speakers of *annotations* are, archive-wide.

    Returns the speakers by id, the annotations in their order with corrections applied and `Attribution.speaker` filled
    in, and what a curator wrote that fits nothing. *annotations* are those of *articles*; their order changes no speaker.
    """
    by_id = {one.article: one for one in annotations}
    namings = [naming(one, by_id[one.id]) for one in articles]
    found = identify(articles, namings, lambda place: by_id[articles[place].id], records)
    return found.speakers, tuple(found.attributed(one) for one in annotations), found.problems


def identify(
    articles: Sequence[Article],
    namings: Sequence[Naming],
    annotation: Callable[[int], Annotation],
    records: Sequence[SpeakerRecord],
) -> Resolved:
    """The same from *namings*, parallel to *articles*; *annotation*, by place, is asked for where more bears on who speaks."""
    named = {one.id: names for one, names in zip(articles, namings, strict=True)}
    votes = pool(entity for one in namings for entity in one.entities)
    corrected = {
        article.id: correct(article, follow_again(article, annotation(place), votes))
        for place, (article, names) in enumerate(zip(articles, namings, strict=True))
        if special(article, names, votes)
    }
    by_id = {article.id: article for article in articles if article.id in corrected}
    named |= {id: naming(by_id[id], one) for id, one in corrected.items()}
    authority = Authority(records, lambda: [entity for one in named.values() for entity in one.entities])
    problems = [problem for one in corrected.values() for problem in one.problems]
    corrected = {id: authority.named(by_id[id], one) for id, one in corrected.items()}
    named |= {id: naming(by_id[id], one) for id, one in corrected.items()}
    found = persons(named, records)
    speakers = _speakers(found.people, {article.id: _when(article) for article in articles})
    return Resolved(
        speakers=tuple(sorted(speakers.values(), key=lambda one: one.id)),
        given={id: given for id, one in named.items() if (given := _given(id, one, found, speakers))},
        corrected=corrected,
        problems=tuple(sorted((*authority.problems, *problems), key=lambda one: (one.file, one.line, one.code))),
    )


def _given(article: ArticleId, names: Naming, found: Persons, speakers: Mapping[str, Speaker]) -> Given:
    given = []
    for entity in names.entities:
        person = found.person(article, entity) if entity.name in names.names else None
        if person is not None:
            given.append((entity.name, speakers[person.key].id, speakers[person.key].name))
    return tuple(given)


def special(article: Article, names: Naming, votes: Votes) -> bool:
    """Whether more than its names bears on who speaks in *article*: a correction, or a pronoun that is followed again."""
    return bool(article.notes and article.notes.quotes) or contradicted(names, votes)


def _when(article: Article) -> tuple[date, str]:
    published = article.published
    return (published.earliest if published and published.earliest else date.max), article.id


def attributed(annotation: Annotation, given: Given) -> Annotation:
    """*annotation* with the speakers of its quotations filled in."""
    known = {name: (id, shown) for name, id, shown in given}

    def spoken(quotation: Quotation) -> Quotation:
        found = known.get(quotation.attribution.name)
        if found is None:
            return quotation
        return quotation.but(attribution=quotation.attribution.but(speaker=found[0], name=found[1]))

    return replace(annotation, quotations=tuple(spoken(one) for one in annotation.quotations))


def _speakers(people: Mapping[str, Person], when: Mapping[ArticleId, tuple[date, str]]) -> dict[str, Speaker]:
    """The speaker that each of *people* is, by key. No old address can stand where a speaker's does."""
    given = ids(people)
    taken = frozenset(("", *given.values()))
    return {key: _speaker(person, given[key], taken, when) for key, person in people.items()}


def _speaker(person: Person, own: SpeakerId, taken: AbstractSet[str], when: Mapping[ArticleId, tuple[date, str]]) -> Speaker:
    record = person.record
    name = preferred(person)
    organisation = record.organisation if record is not None else person.said.organisation > 0
    others = {SpeakerId(slug(key)) for key in (*person.said.keys, person.key.removeprefix("=")) if is_full(key) or record}
    former = {*(record.former_ids if record else ()), *others} - taken
    return Speaker(
        id=own,
        name=name,
        sort_name=sort_name(name, organisation, _family_first(person, name)),
        organisation=organisation,
        aliases=_aliases(person, name),
        roles=_roles(person, when),
        wikidata=record.wikidata if record else "",
        former_ids=tuple(sorted(former)),
        listed=record is not None,
    )


def _aliases(person: Person, name: str) -> tuple[str, ...]:
    """Other full forms; single words of the name itself are left out, as everyone would look for those."""
    words = set(name_key(name).split())
    names = {*person.said.names, *person.said.aliases, *(person.record.aliases if person.record else ())} - {name}
    return tuple(sorted(one for one in names if not set(name_key(one).split()) < words))


def _roles(person: Person, when: Mapping[ArticleId, tuple[date, str]]) -> tuple[Role, ...]:
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
    first, last = (
        sum(count for alias, count in person.said.aliases.items() if name_key(alias) == word) for word in (words[0], words[-1])
    )
    return first > last


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
