"""The store: what a list of hits shows of an article and its quotations, in shards of a few articles each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .documents import Document, Said
from .shards import dump

WIDTH = 16  # slots a shard: five articles in the mean. 8 would halve the bytes of an excerpt and need twice the files.


def rows(documents: Mapping[int, Document]) -> dict[str, str]:
    """Store shards by number (slot // WIDTH), from documents by slot."""
    shards: dict[int, dict[str, object]] = {}
    for slot in sorted(documents):
        shards.setdefault(slot // WIDTH, {})[str(slot)] = row(documents[slot])
    return {str(number): dump(shards[number]) for number in sorted(shards)}


def row(one: Document) -> dict[str, object]:
    """An article's row. Without text where it may not be shown."""
    speakers = {said.speaker: said.speaker_name for said in one.quotations if said.speaker}
    shown = one.show == "full"
    return {
        "id": one.id,
        "title": one.title,
        "outlet": one.outlet_name,
        "date": one.date,
        "lang": one.language,
        **({"text": one.text, "body": one.body_start} if shown else {}),
        "speakers": dict(sorted(speakers.items())),
        "quotations": [quotation(said, shown) for said in one.quotations],
    }


def quotation(said: Said, shown: bool) -> list[object]:
    """`[id, start, end, kind, speaker, standing]`, then `utterance, witnesses` where several articles carry it."""
    span = [said.start, said.end] if shown else [0, 0]
    found: list[object] = [said.id, *span, said.kind, said.speaker, said.standing]
    return found + ([said.utterance, said.witnesses] if said.utterance else [])


def dates(documents: Mapping[int, Document]) -> str:
    """All articles' days, by slot: `{"slots": [steps], "earliest": […], "latest": […]}`, ISO, "" where no day is known."""
    numbers = sorted(documents)
    return dump({"slots": _steps(numbers), "days": [_days(documents[number]) for number in numbers]})


def _days(one: Document) -> str:
    if one.earliest == one.latest:
        return one.earliest
    return f"{one.earliest}/{one.latest}"


def _steps(numbers: Iterable[int]) -> list[int]:
    found, before = [], 0
    for number in numbers:
        found.append(number - before)
        before = number
    return found
