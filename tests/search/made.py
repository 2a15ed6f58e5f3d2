"""Archives made for the tests: the same words in the same order in every run, in several languages."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from variorum.assemble import assemble
from variorum.config import Config
from variorum.model import (
    NOBODY,
    Annotation,
    Archive,
    Article,
    ArticleId,
    Attribution,
    Block,
    BlockKind,
    Kind,
    Outlet,
    OutletId,
    OutputFile,
    Published,
    Quotation,
    QuotationId,
    Rights,
    Show,
    Span,
    Speaker,
    SpeakerId,
    Withdrawal,
)
from variorum.search import shards

VOCABULARY = {
    "en": "the of and to in a is that it was for on are with they be at election elections elected meddling interference "
    "report reported reporting Kremlin's company companies evidence evidently misinformation spread spreading naïve café "
    "nation national nationality running ran banned bans Microsoft’s cyber-attack attacks Erdoğan's U.S. 2020 don’t talks",
    "fr": "le la les de des et à l’élection d’État qu’ils aujourd’hui présidente président économiques économie été élus "
    "déclaré déclarations réélection où ingérence société l'Europe accusé accusations Kremlin",
    "de": "der die das und in zu den Häuser Haus Straße größte Wahl Wahlen gewählt Einmischung Regierung Regierungen sagte "
    "Übergriff übergreifend Maßnahmen Europa",
    "ru": "и в не на он что выборы выборов вмешательство вмешательства Кремль Кремля ещё её йод район заявил заявила "
    "правительство доказательств Россия России",
    "zh": "北京 中国政府 外交部 赵立坚 说 选举 干涉 我们 从来 没有 兴趣 2020年 美国",
}
SPEAKERS = ("Dmitry Peskov", "Zhao Lijian", "Brad Smith", "Zoë Müller", "Дмитрий Песков", "Anna Smith", "Microsoft")


def files(archive: Archive, config: Config) -> Iterator[OutputFile]:
    """Every file of the search of an archive, brought up to date."""
    with shards(archive, config) as found:
        for one in found:
            yield from one.files()


def article(key: str, title: str, paragraphs: Sequence[str], **more: Any) -> Article:
    """An article of a title and paragraphs."""
    parts = [title, *paragraphs]
    text = "\n\n".join(parts)
    blocks, at = [], 0
    for number, part in enumerate(parts):
        blocks.append(Block(Span(at, at + len(part)), BlockKind.PARAGRAPH if number else BlockKind.TITLE, number))
        at += len(part) + 2
    values: dict[str, Any] = {"outlet": OutletId("tass"), **more}
    return Article(
        id=ArticleId(key), title=title, text=text, blocks=tuple(blocks), digest=sha256(text.encode()).hexdigest(), **values
    )


def quoted(one: Article, said: Sequence[tuple[str, str]], confidence: float = 0.95) -> Annotation:
    """The quotations of an article, from (words as they stand in it, speaker's name)."""
    found = []
    for number, (words, name) in enumerate(said, 1):
        start = one.text.index(words)
        speaker = SpeakerId("-".join(name.lower().split()))
        found.append(
            Quotation(
                article=one.id,
                id=QuotationId("q-" + sha256(words.encode()).hexdigest()[:6]),
                number=number,
                spans=(Span(start, start + len(words)),),
                words=(Span(start, start + len(words)),),
                kind=Kind.DIRECT if number % 3 else Kind.FRAGMENT,
                attribution=Attribution(speaker, name, "cue-after", confidence) if name else NOBODY,
            )
        )
    return Annotation(one.id, tuple(found))


def archive(count: int, seed: int = 7) -> Archive:
    """*count* articles of drawn words: most in English, some without date, some that may not be shown, one withdrawn."""
    draw = random.Random(seed)
    made, notes = [], []
    for number in range(count):
        language = draw.choice(["en"] * 6 + ["fr", "de", "ru", "zh"])
        one, said = _article(draw, number, language)
        made.append(one)
        notes.append(quoted(one, said))
    names = {SpeakerId("-".join(name.lower().split())): name for name in SPEAKERS}
    return assemble(
        made,
        notes,
        [Speaker(key, name, name, aliases=("The Spokesman",) if "Peskov" in name else ()) for key, name in names.items()],
        [Outlet(OutletId("tass"), "TASS"), Outlet(OutletId("rt"), "RT")],
    )


def _article(draw: random.Random, number: int, language: str) -> tuple[Article, list[tuple[str, str]]]:
    words = VOCABULARY[language].split()

    def sentence() -> str:
        return " ".join(draw.choices(words, k=draw.randint(4, 14)))

    sentences = list(dict.fromkeys(f"{sentence()} {number}x{place}" for place in range(draw.randint(1, 9))))
    quotes = draw.sample(sentences, draw.randint(0, len(sentences)))
    if number == 3:
        sentences = quotes = [f"{sentence()} {place}" for place in range(70)]
    day = date(2019, 1, 1) + timedelta(days=draw.randrange(1200))
    one = article(
        f"article-{number:03d}",
        sentence(),
        sentences,
        language=language,
        outlet=OutletId(draw.choice(["tass", "rt"])),
        topics=tuple(draw.sample(["politics", "us-election-2020", "cyber"], draw.randint(0, 2))),
        published=None if number % 9 == 4 else Published(day.isoformat(), day, day),
        rights=Rights(show=draw.choice([Show.FULL] * 8 + [Show.EXCERPT, Show.METADATA])),
        withdrawn=Withdrawal("2021-02-03", "asked for") if number == 5 else None,
    )
    return one, [(words, draw.choice([*SPEAKERS, ""])) for words in quotes]
