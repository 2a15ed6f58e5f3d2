"""`outlets.yaml`, `speakers.yaml` and `topics.yaml` -> records: who published, who spoke, what of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from variorum.config import rights
from variorum.load import keys
from variorum.load.article import web
from variorum.load.files import ID, ID_FIX, decoded, suggested_id
from variorum.model import Outlet, OutletId, Problem, Rights, SpeakerId, SpeakerRecord, Topic
from variorum.records import Record, Source

_WIKIDATA = re.compile(r"Q[1-9]\d*")


def read_outlets(content: bytes, file: str, above: Rights) -> tuple[tuple[Outlet, ...], tuple[Problem, ...]]:
    """The outlets of one file, in its order. Rights that an outlet leaves open are *above*."""
    source, records = _read(content, file, "docs/formats.md#outlets")
    outlets = [_outlet(key, record, above) for key, record in records]
    return tuple(outlets), tuple(source.problems)


def _outlet(key: str, record: Record, above: Rights) -> Outlet:
    record.only(keys.OUTLET)
    return Outlet(
        id=OutletId(key),
        name=record.text("name") or key,
        aliases=record.texts("aliases"),
        url=web(record, "url"),
        credits=record.texts("credits"),
        rights=rights(record, above) if "rights" in record else None,
    )


def read_speakers(content: bytes, file: str) -> tuple[tuple[SpeakerRecord, ...], tuple[Problem, ...]]:
    """The speakers of one file, in its order."""
    source, records = _read(content, file, "docs/formats.md#speakers")
    speakers = [_speaker(key, record, file) for key, record in records]
    return tuple(speakers), tuple(source.problems)


def _speaker(key: str, record: Record, file: str) -> SpeakerRecord:
    record.only(keys.SPEAKER)
    if "name" not in record:
        record.problem("A022", None, f"the speaker '{key}' has no name", "add `name:` with the preferred form")
    wikidata = record.text("wikidata")
    if wikidata and not _WIKIDATA.fullmatch(wikidata):
        record.problem("A013", "wikidata", f"'{wikidata}' is no Wikidata item", "write it like Q4353264")
    kind = record.text("kind", "person")
    if kind not in {"person", "organisation"}:
        record.unknown("kind", kind, ("person", "organisation"))
    return SpeakerRecord(
        id=SpeakerId(key),
        name=record.text("name"),
        line=record.line(),
        file=file,
        aliases=record.texts("aliases"),
        roles=record.texts("roles"),
        wikidata=wikidata,
        organisation=kind == "organisation",
        not_=record.texts("not"),
        former_ids=tuple(SpeakerId(one) for one in record.texts("formerly")),
    )


def read_topics(content: bytes, file: str, language: str) -> tuple[tuple[Topic, ...], tuple[Problem, ...]]:
    """The topics of one file, in its order, as they are called in *language*."""
    source, records = _read(content, file, "docs/formats.md#topics")
    topics = [_topic(key, record, language) for key, record in records]
    return tuple(topics), tuple(source.problems)


def _topic(key: str, record: Record, language: str) -> Topic:
    record.only(keys.TOPIC)
    name, description = record.text("name") or key, record.text("description")
    languages = record.record("languages")
    for code in languages.values if languages else ():
        inner = languages.record(str(code)) if languages else None
        if inner is not None:
            inner.only(keys.TOPIC_IN_LANGUAGE)
            if code in (language, language.split("-")[0]):
                name, description = inner.text("name", name), inner.text("description", description)
    return Topic(key, name, description)


def _read(content: bytes, file: str, manual: str) -> tuple[Source, tuple[tuple[str, Record], ...]]:
    text = decoded(content, file)
    if isinstance(text, Problem):
        return Source(file, "", problems=[text]), ()
    source = Source(file, text, manual=manual)
    record = source.read()
    return source, tuple(_named(record)) if record else ()


def _named(record: Record) -> Iterator[tuple[str, Record]]:
    for key in record.values:
        if not isinstance(key, str) or not ID.fullmatch(key):
            near = suggested_id(str(key))
            record.problem("A017", key, f"'{key}' cannot be used in an address", f"write '{near}'" if near else ID_FIX)
            continue
        inner = record.record(key)
        if inner is None and record.values[key] is None:
            inner = Record({}, record.source, (key,))
        if inner is not None:
            yield key, inner
