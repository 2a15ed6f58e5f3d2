"""After any edits, what is gathered from what there was is what is gathered from nothing."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from tests.coverage.builders import article, marked
from variorum.coverage.quoted import Quoted, quoted
from variorum.coverage.stage import earliest_first
from variorum.coverage.utterances import Before, gather
from variorum.model import Annotation, Article, ArticleId, Kind, Utterance

WORDS = "we will not close a single school in this county while i have any say at all over what it does or how".split()
SPEAKERS = ("", "", "jones", "smith")


class Spoken:
    """Articles that quote each other's words, edited at random, the same way for the same number."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.said: dict[ArticleId, tuple[Article, Annotation]] = {}
        self.count = 0
        for _ in range(14):
            self.add()

    def words(self) -> str:
        """A quotation: one of three sentences, whole, cut or altered; all begin with the same words."""
        sentence = WORDS[:5] + [WORDS[place * self.chance.choice((1, 1, 1, 7, 5)) % len(WORDS)] for place in range(5, 14)]
        if self.chance.random() < 0.4:
            sentence[self.chance.randrange(len(sentence))] = self.chance.choice(("hospital", "bridge"))
        start = self.chance.choice((0, 0, 0, 3, 6))
        return " ".join(sentence[start : self.chance.choice((4, 9, 14, 14))]) or "yes"

    def put(self, name: str, on: str) -> None:
        body = ["Title", *(f"He said: “{self.words()}.”" for _ in range(self.chance.randint(0, 4)))]
        made = article(name, *body, on=on)
        annotation = marked(made, self.chance.choice(SPEAKERS))
        given = [
            one.but(
                kind=self.chance.choice((Kind.DIRECT, Kind.DIRECT, Kind.FRAGMENT, Kind.TITLE)),
                attribution=marked(made, self.chance.choice(SPEAKERS)).quotations[0].attribution,
            )
            for one in annotation.quotations
        ]
        self.said[made.id] = made, annotation.but(quotations=tuple(given))

    def day(self) -> str:
        chosen = date(2020, 1, 1) + timedelta(days=self.chance.randrange(40))
        return self.chance.choice(("", str(chosen)))

    def add(self) -> None:
        self.count += 1
        self.put(f"a{self.chance.randrange(1000)}", self.day())

    def edit(self) -> None:
        """Other words of other speakers, on the same day."""
        made, _ = self.said[self.any()]
        self.put(made.id, str(made.published.earliest) if made.published else "")

    def move(self) -> None:
        """The same words, on another day."""
        made, annotation = self.said[self.any()]
        other = article("", "", on=self.day()).published
        self.said[made.id] = made.but(published=other), annotation

    def delete(self) -> None:
        if len(self.said) > 1:
            del self.said[self.any()]

    def any(self) -> ArticleId:
        return self.chance.choice(sorted(self.said))

    def gathered(self, before: Before | None = None) -> tuple[Utterance, ...]:
        ordered = earliest_first([one for one, _ in self.said.values()])
        return gather(ordered, {id: annotation for id, (_, annotation) in self.said.items()}, None, before)


def changed(
    was: Mapping[ArticleId, tuple[Article, Annotation]], now: Mapping[ArticleId, tuple[Article, Annotation]]
) -> dict[ArticleId, Quoted | None]:
    differ = [id for id in {*was, *now} if was.get(id) != now.get(id)]
    return {id: quoted(*was[id]) if id in was else None for id in differ}


@pytest.mark.parametrize("chained", [2, 3, 20])
@pytest.mark.parametrize("share", [0.3, 1.0])
def test_utterances_after_edits_are_those_gathered_from_nothing(
    chained: int, share: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("variorum.coverage.linked.CHAINED", chained)
    monkeypatch.setattr("variorum.coverage.linked.SHARE", share)
    for seed in range(12):
        archive = Spoken(seed)
        before = archive.gathered()
        for _ in range(8):
            was = dict(archive.said)
            for _ in range(archive.chance.choice((1, 1, 1, 3))):
                archive.chance.choice((archive.add, archive.edit, archive.edit, archive.move, archive.delete))()
            found = archive.gathered(Before(before, changed(was, archive.said)))
            assert found == archive.gathered()
            before = found


def test_what_an_edit_does_not_concern_is_the_very_value_that_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("variorum.coverage.linked.SHARE", 1.0)
    schools, roof = "We will not close a single school in this county", "There is no money for a new roof this year"
    one, two = article("a", "T", f"“{schools}.”"), article("b", "T", f"“{roof}.”")
    annotations = {made.id: marked(made, "jones") for made in (one, two)}
    was = gather([one, two], annotations)
    other = article("b", "T", f"“{roof.replace('new', 'good')}.”")
    changed = {two.id: quoted(two, annotations[two.id])}
    now = gather([one, other], {one.id: annotations[one.id], two.id: marked(other, "jones")}, None, Before(was, changed))
    assert sorted(any(one is old for old in was) for one in now) == [False, True]
