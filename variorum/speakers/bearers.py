"""What all articles say of whoever bears one name: full names are compared by it, and persons are made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from variorum.model import ArticleId, Entity
from variorum.names.folding import name_key
from variorum.speakers.keys import family, is_full, offices_of
from variorum.speakers.naming import Naming

PERSON = 3  # votes for he or she from which on a single word is somebody's family name; fewer fall on places, too

LINE = "\n"
"""What is told of a name that is not full stands behind it in the name of its group. No folded name holds one."""
NOBODYS = "*"
"""Stands there for that the name is used as nobody's family name."""


@dataclass(slots=True)
class Bearer:
    """What articles say of one name, or of several that are one person's. Grows while the archive is read, then stays."""

    count: int = 0
    """Entities."""
    keys: set[str] = field(default_factory=set)
    """Folded names of those that are quoted, as are the next fields."""
    names: Counter[str] = field(default_factory=Counter)
    """As written, by number of entities."""
    aliases: Counter[str] = field(default_factory=Counter)
    roles: dict[str, dict[str, dict[ArticleId, None]]] = field(default_factory=dict)
    """Folded role -> wording -> articles."""
    organisation: int = 0
    """Articles that treat it as an organisation, less those that do not."""
    articles: set[ArticleId] = field(default_factory=set)
    """All that name it, whether or not it is quoted there; and so the next fields."""
    others: set[str] = field(default_factory=set)
    """Folded full names that articles use besides."""
    families: dict[str, set[str]] = field(default_factory=dict)
    """Words that are its family name, with the offices of a person who is called so."""
    offices: set[str] = field(default_factory=set)
    """Of two words."""
    gender: tuple[int, int] = (0, 0)
    """Votes for he and she."""

    def add(self, article: ArticleId, entity: Entity, quoted: bool) -> None:
        """Take in what *article* says."""
        key, offices = name_key(entity.name), offices_of(entity.roles)
        self.count += 1
        self.articles.add(article)
        self.gender = self.gender[0] + entity.gender[0], self.gender[1] + entity.gender[1]
        self.offices.update([office for office in offices if " " in office])
        aliases = {name_key(alias) for alias in entity.aliases}
        if is_full(key):
            self.others.update([alias for alias in aliases if alias != key and is_full(alias)])
            for word in () if entity.organisation else {family(key), *(aliases & {key.split(" ", 1)[0]})}:
                self.families.setdefault(word, set()).update(offices)
        if quoted:
            self._quote(key, article, entity)

    def _quote(self, key: str, article: ArticleId, entity: Entity) -> None:
        self.keys.add(key)
        self.names[entity.name] += 1
        self.organisation += 1 if entity.organisation else -1
        for alias in entity.aliases:
            self.aliases[alias] += 1
        for role in entity.roles:
            self.roles.setdefault(role_key(role), {}).setdefault(role, {})[article] = None

    def join(self, other: Bearer) -> None:
        """Take in what is said of *other*, who is the same and quoted."""
        self.count += other.count
        self.keys |= other.keys
        self.names.update(other.names)
        self.aliases.update(other.aliases)
        self.organisation += other.organisation
        for key, wordings in other.roles.items():
            for role, articles in wordings.items():
                self.roles.setdefault(key, {}).setdefault(role, {}).update(articles)


Part = list[tuple[Entity, bool]]
"""Of one article the entities of one group, and whether they are quoted."""


def groups(of: Naming) -> dict[str, Part]:
    """The entities of an article by `group`."""
    found: dict[str, Part] = {}
    for entity in of.entities:
        found.setdefault(group(entity), []).append((entity, entity.name in of.names))
    return found


def bearer(said: Iterable[tuple[ArticleId, Part]]) -> Bearer:
    """What articles say of the entities of one group."""
    made = Bearer()
    for article, entities in said:
        for entity, quoted in entities:
            made.add(article, entity, quoted)
    return made


def role_key(role: str) -> str:
    """How roles are compared: "Iran’s Foreign Minister" and "Iran's foreign minister" are one."""
    return role.casefold().replace("’", "'")


def group(entity: Entity) -> str:
    """Entities of one group are one and the same, as long as no record tells them apart.

    Its folded name; of one that is not full, behind a line end, what tells whose it is: its offices, or that it is nobody's
    family name.
    """
    key = name_key(entity.name)
    if is_full(key):
        return key
    nobodys = entity.organisation or (max(entity.gender) < PERSON and not entity.roles)
    return LINE.join((key, NOBODYS if nobodys else "", *sorted(offices_of(entity.roles))))
