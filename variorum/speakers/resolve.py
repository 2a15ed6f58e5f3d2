"""Stage 3: corrections applied, every quotation's speaker given an id, one page a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from variorum.config import Config
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
from variorum.names.forms import folded, name_key
from variorum.speakers.authority import Authority
from variorum.speakers.ids import slug
from variorum.speakers.keys import SUFFIXES, is_full
from variorum.speakers.persons import Person, ids, persons, preferred
from variorum.speakers.pooled import follow_again

Found = Mapping[tuple[ArticleId, str], Person]


def resolve(
    articles: Sequence[Article],
    annotations: Sequence[Annotation],
    records: Sequence[SpeakerRecord],
    config: Config,  # noqa: ARG001 the stage's signature; no setting bears on who somebody is
) -> tuple[tuple[Speaker, ...], tuple[Annotation, ...], tuple[Problem, ...]]:
    """Say who the speakers of *annotations* are, archive-wide.

    Returns the speakers by id, the annotations in their order with corrections applied and `Attribution.speaker` filled
    in, and what a curator wrote that fits nothing. *annotations* are those of *articles*; their order changes no speaker.
    """
    by_id = {article.id: article for article in articles}
    corrected = [correct(by_id[one.article], one) for one in follow_again(by_id, annotations)]
    authority = Authority(records, corrected)
    named = [authority.named(by_id[one.article], one) for one in corrected]
    spoken = {one.article: {quotation.attribution.name for quotation in one.quotations} for one in named}
    found = persons(named, records, spoken)
    given = ids(found.values())
    order = {article.id: place for place, article in enumerate(sorted(articles, key=_when))}
    people = {person.key: person for person in found.values()}
    speakers = {key: _speaker(person, given, order) for key, person in people.items()}
    done = tuple(_attributed(one, found, speakers) for one in named)
    problems = (*authority.problems, *(problem for one in corrected for problem in one.problems))
    return (
        tuple(sorted(speakers.values(), key=lambda one: one.id)),
        done,
        tuple(sorted(problems, key=lambda one: (one.file, one.line, one.code))),
    )


def _when(article: Article) -> tuple[date, str]:
    published = article.published
    return (published.earliest if published and published.earliest else date.max), article.id


def _attributed(annotation: Annotation, found: Found, speakers: Mapping[str, Speaker]) -> Annotation:
    def known(quotation: Quotation) -> Quotation:
        person = found.get((annotation.article, quotation.attribution.name))
        if person is None:
            return quotation
        speaker = speakers[person.key]
        return replace(quotation, attribution=replace(quotation.attribution, speaker=speaker.id, name=speaker.name))

    return replace(annotation, quotations=tuple(known(one) for one in annotation.quotations))


def _speaker(person: Person, given: Mapping[str, SpeakerId], order: Mapping[ArticleId, int]) -> Speaker:
    record = person.record
    name = preferred(person)
    organisation = record.organisation if record is not None else person.organisation > 0
    own = given[person.key]
    others = {SpeakerId(slug(key)) for key in (*person.keys, person.key.removeprefix("=")) if is_full(key) or record}
    former = {*(record.former_ids if record else ()), *others} - {own, *given.values(), SpeakerId("")}
    return Speaker(
        id=own,
        name=name,
        sort_name=sort_name(name, organisation, _family_first(person, name)),
        organisation=organisation,
        aliases=_aliases(person, name),
        roles=_roles(person, order),
        wikidata=record.wikidata if record else "",
        former_ids=tuple(sorted(former)),
        listed=record is not None,
    )


def _aliases(person: Person, name: str) -> tuple[str, ...]:
    """Other full forms; single words of the name itself are left out, as everyone would look for those."""
    words = set(name_key(name).split())
    names = {*person.names, *person.aliases, *(person.record.aliases if person.record else ())} - {name}
    return tuple(sorted(one for one in names if not set(name_key(one).split()) < words))


def _roles(person: Person, order: Mapping[ArticleId, int]) -> tuple[Role, ...]:
    """A curator's roles first, then those that articles give, the most frequent first."""
    stated = [Role(text, ()) for text in (person.record.roles if person.record else ())]
    known = {role.text.casefold() for role in stated}
    roles: list[Role] = []
    for key, wordings in person.roles.items():
        if key in known:
            continue
        text = min(wordings, key=lambda wording: (-len(wordings[wording]), sum(map(str.isupper, wording)), wording))
        articles = {article for found in wordings.values() for article in found}
        roles.append(Role(text, tuple(sorted(articles, key=lambda article: order[article]))))
    return (*stated, *sorted(roles, key=lambda role: (-len(role.articles), role.text)))


def _family_first(person: Person, name: str) -> bool:
    """Whether articles shorten the name to its first word rather than its last: "Zhao" of "Zhao Lijian"."""
    words = name_key(name).split()
    if len(words) < 2:
        return False
    short = {name_key(alias): count for alias, count in person.aliases.items()}
    return short.get(words[0], 0) > short.get(words[-1], 0)


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
