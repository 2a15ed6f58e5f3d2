"""What the curator says of speakers, and whom a correction's `speaker:` means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import cached_property

from variorum.model import Annotation, Article, Attribution, Entity, Problem, Quotation, SpeakerRecord
from variorum.names.folding import name_key
from variorum.speakers.ids import slug

CORRECTED = "corrected"
"""The rule of an attribution that a notes file gives."""


class Authority:
    """The records by id and name, and what is wrong with them."""

    def __init__(self, records: Sequence[SpeakerRecord], entities: Callable[[], Iterable[Entity]]) -> None:
        """Index *records*; the names of *entities* can be given by the id they would have, too."""
        self.problems: list[Problem] = []
        self._by_id: dict[str, SpeakerRecord] = {}
        self._by_name: dict[str, SpeakerRecord] = {}
        self._entities = entities
        for record in records:
            self._by_id[record.id] = record
        for record in records:
            self._former(record)
            self._named(record)

    def _former(self, record: SpeakerRecord) -> None:
        for former in record.former_ids:
            other = self._by_id.get(former)
            if other is not None and other is not record:
                self.problems.append(
                    Problem(
                        record.file,
                        record.line,
                        "S001",
                        f"'{former}' is a former id of '{record.id}', and an id or former id of '{other.id}', too",
                        f"take it out of `formerly:` of '{record.id}', or merge the two records",
                    )
                )
            else:
                self._by_id[former] = record

    def _named(self, record: SpeakerRecord) -> None:
        for name in (record.name, *record.aliases):
            other = self._by_name.setdefault(name_key(name), record)
            apart = record.not_ or other.not_
            if other is not record and not apart:
                self.problems.append(
                    Problem(
                        record.file,
                        record.line,
                        "S002",
                        f"'{name}' is a name of '{record.id}' and of '{other.id}' (line {other.line}); neither is given it",
                        "say in `not:` of each which articles mean the other, or merge the two records",
                        "warning",
                    )
                )

    @cached_property
    def _found(self) -> dict[str, str]:
        """Names by the id they would have; asked for only where a correction names nobody else."""
        found: dict[str, str] = {}
        for entity in self._entities():
            found.setdefault(slug(entity.name), entity.name)
        return found

    def named(self, article: Article, annotation: Annotation) -> Annotation:
        """*annotation* with every corrected speaker brought to a name that its entities hold."""
        if not any(one.attribution.rule == CORRECTED and one.attribution.name for one in annotation.quotations):
            return annotation
        entities = {entity.name: entity for entity in annotation.entities}
        quotations = tuple(self._meant(article, one, entities) for one in annotation.quotations)
        return replace(annotation, quotations=quotations, entities=tuple(entities.values()))

    def _meant(self, article: Article, quotation: Quotation, entities: dict[str, Entity]) -> Quotation:
        attribution = quotation.attribution
        if attribution.rule != CORRECTED or not attribution.name:
            return quotation
        name = self._name(attribution.name, entities)
        if not name:
            self._unknown(article, attribution)
            return replace(quotation, attribution=replace(attribution, name=attribution.name))
        entities.setdefault(name, Entity(name))
        return replace(quotation, attribution=replace(attribution, name=name))

    def _name(self, given: str, entities: dict[str, Entity]) -> str:
        """The name that a correction's *given* id or name stands for; "" where an id is nobody's."""
        record = self._by_id.get(given) or self._by_name.get(name_key(given))
        if record is not None:
            return record.name
        for entity in entities.values():
            if name_key(given) in (name_key(name) for name in (entity.name, *entity.aliases)):
                return entity.name
        if given in self._found:
            return self._found[given]
        return "" if given == slug(given) and ("-" in given or given.islower()) else given

    def _unknown(self, article: Article, attribution: Attribution) -> None:
        known = sorted({*self._by_id, *self._found})
        near = get_close_matches(attribution.name, known, 1)
        self.problems.append(
            Problem(
                article.notes.file if article.notes else article.file,
                _line(article, attribution.name),
                "S003",
                f"there is no speaker '{attribution.name}'",
                f"did you mean '{near[0]}'?" if near else "write the speaker's name, or add a record to content/speakers.yaml",
            )
        )


def _line(article: Article, given: str) -> int:
    notes = article.notes.quotes if article.notes else ()
    return next((note.line for note in notes if note.speaker == given), 0)
