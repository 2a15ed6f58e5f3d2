"""Who is who after any edits, told with what was known before, is who a build from nothing says they are."""

from __future__ import annotations

import pickle
import random
from dataclasses import replace
from datetime import date

import pytest

from tests.speakers.archive import annotated
from variorum.later import digest
from variorum.model import Annotation, Article, Published, QuoteNote, SpeakerId, SpeakerRecord
from variorum.speakers.mending import Sources
from variorum.speakers.naming import naming
from variorum.speakers.resolve import NOTHING, Known, identify

SENTENCES = (
    "“No,” ⟦{role}{name}⟧ said.",
    "“No,” ⟦{role}{name}⟧ said. “Yes,” ⟦{family}⟧ said.",
    "“Ha,” ⟦{family}⟧ said.",
    "“Ha,” ⟦{role}{family}⟧ said.",
    "{name} came. “Ho,” ⟦she⟧ said. She left. She slept.",
    "{name} came. “Ho,” ⟦he⟧ said. He left. He slept.",
    "Mr. {name} came. “Ho,” ⟦he⟧ said.",
    "Ms. {name} came. “Ho,” ⟦she⟧ said.",
)
NAMES = (
    "Abbas Araqchi", "Abbas Araghchi", "Anna Brown", "Anne Brown", "George Bush", "George W. Bush", "George H. Bush",
    "José Lee", "Jose Lee", "Amir-Abdollahian", "Hossein Amir-Abdollahian", "Hossein Amir Abdollahian", "Donald Trump",
    "Donald Trump Jr.", "Microsoft",
)  # fmt: skip
ROLES = ("", "", "Deputy Foreign Minister ", "Kremlin spokesman ", "President ")


class Archive:
    """An archive that is edited at random, the same way for the same number."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.held: dict[str, tuple[Article, Annotation]] = {}
        self.records: tuple[SpeakerRecord, ...] = ()
        for _ in range(self.chance.randint(0, 9)):
            self.write()

    def write(self) -> None:
        """A new article, or an old one written anew; some have a correction."""
        chance, sentences = self.chance, []
        for sentence in chance.choices(SENTENCES, k=chance.randint(1, 3)):
            name = chance.choice(NAMES)
            family = name.removesuffix(" Jr.").split()[-1]
            sentences.append(sentence.format(name=name, family=family, role=chance.choice(ROLES)))
        speaker = chance.choice(("Anna Brown", "anna-brown", "nobody", "jose-lee", "r1", "who-knows"))
        notes = [QuoteNote("No", 3, speaker=speaker)] if chance.random() < 0.2 else []
        key = f"a{chance.randint(1, 14)}"
        article, annotation = annotated(key, "\n\n".join(sentences), notes)
        self.held[key] = self.dated(article), annotation

    def dated(self, article: Article) -> Article:
        day = date(2020, 9, self.chance.randint(1, 28))
        return replace(article, published=self.chance.choice((None, Published(day.isoformat(), day, day))))

    def delete(self) -> None:
        if self.held:
            del self.held[self.chance.choice(sorted(self.held))]

    def date(self) -> None:
        if self.held:
            key = self.chance.choice(sorted(self.held))
            self.held[key] = self.dated(self.held[key][0]), self.held[key][1]

    def authority(self) -> None:
        """Other records."""
        chance = self.chance
        self.records = tuple(
            SpeakerRecord(
                SpeakerId(f"r{number}"), chance.choice(NAMES), aliases=tuple(chance.sample(NAMES, chance.randint(0, 2))),
                not_=tuple(chance.sample(("a1", "a2", "Donald Trump"), chance.randint(0, 1))),
                former_ids=tuple(map(SpeakerId, chance.sample(("anna-brown", "jose-lee"), chance.randint(0, 1)))),
            )
            for number in range(chance.randint(0, 3))
        )  # fmt: skip

    def edit(self) -> None:
        self.chance.choice((self.write, self.write, self.write, self.delete, self.date, self.authority))()

    def resolved(self, known: Known) -> Known:
        articles, annotations = [], []
        for _, (article, annotation) in sorted(self.held.items()):
            articles.append(article)
            annotations.append(annotation)
        namings = [naming(*pair) for pair in zip(articles, annotations, strict=True)]
        wholes = [digest(*pair) for pair in zip(articles, annotations, strict=True)]
        marks = list(map(digest, namings))
        sources = Sources(articles, marks, namings.__getitem__, wholes.__getitem__, annotations.__getitem__)
        return identify(sources, self.records, known)


@pytest.mark.parametrize("seed", range(60))
def test_who_is_who_after_edits_is_what_a_build_from_nothing_says(seed: int) -> None:
    archive, known = Archive(seed), NOTHING
    for _ in range(12):
        for _ in range(archive.chance.randint(0, 2)):
            archive.edit()
        known = archive.resolved(pickle.loads(pickle.dumps(known)))
        assert known.resolved == archive.resolved(NOTHING).resolved


def test_the_archives_above_have_corrections_pronouns_records_and_names_written_in_two_ways() -> None:
    found = []
    for archive in map(Archive, range(60)):
        archive.authority()
        found.append(archive.resolved(NOTHING))
    mended = [one for known in found for one in known.mended.values()]
    assert {one.whole.endswith(b"again") for one in mended} == {True, False}
    assert any(known.resolved.problems for known in found)
    speakers = [one for known in found for one in known.resolved.speakers]
    assert {one.listed for one in speakers} == {True, False}
    assert any(one.former_ids for one in speakers)
