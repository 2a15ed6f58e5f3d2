"""What one speaker said: a feed of the newest, all of it as CSV, and as JSON by utterance."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from variorum import addresses
from variorum.exports.atom import Feed, atom
from variorum.exports.export import Export, Keep, KeyOf, Made
from variorum.exports.feeds import NEWEST, feed, feed_file, utterance_entry
from variorum.exports.quotations import QUOTATIONS, quotation_lines
from variorum.exports.records import SPEAKERS, speaker_row
from variorum.exports.tables import Row, as_csv, lines_of
from variorum.model import SpeakerId
from variorum.pages.holdings import Holdings
from variorum.pages.page import Site
from variorum.pages.summary import has_data
from variorum.pages.utterances import newest_utterances


def speaker_exports(id: SpeakerId, holdings: Holdings, site: Site, key_of: KeyOf, size: int) -> Iterator[Export]:
    """The files beside the page of a speaker, *size* utterances on a page: a feed, and CSV and JSON if `has_data`."""
    page, data = addresses.speaker(id), has_data(id, holdings)
    said = holdings.utterances_of.get(id, [])
    own = [addresses.further(page, number) for number in range(1, max(1, -(-len(said) // size)) + 1)]
    articles = sorted({addresses.article(one.article) for utterance in said for one in utterance.witnesses})
    paths = (addresses.feed(page), *(addresses.beside(page, form) for form in ("csv", "json") if data))
    key = tuple(key_of(address) for address in (*own, *articles))
    yield Export(paths, key, partial(_prepared, id, data, holdings, site, key_of))


def _prepared(id: SpeakerId, data: bool, holdings: Holdings, site: Site, key_of: KeyOf, keep: Keep) -> partial[Made]:
    said = newest_utterances(id, holdings)
    page, speaker = addresses.speaker(id), holdings.archive.speakers[id]
    entries = tuple(utterance_entry(one, holdings, site) for one in said[:NEWEST])
    title = site.t("feed.title", what=speaker.name, archive=site.title)
    newest = feed(addresses.feed(page), page, title, entries, site)
    if not data:
        return partial(feed_file, newest, site.base_url)
    articles = sorted({reference.article for one in said for reference in one.witnesses})
    lines = keep(partial(lines_of, QUOTATIONS), quotation_lines(articles, holdings, site, key_of))
    known = {_key(line): line for _, text in lines for line in text.split("\n")[:-1]}
    told = tuple(tuple(known[f"{one.article}#{one.quotation}"] for one in utterance.witnesses) for utterance in said)
    return partial(speaker_files, newest, speaker_row(id, holdings, site), told, site.base_url)


_BEFORE_KEY = len(f'{{"{QUOTATIONS[0].name}":"')


def _key(line: str) -> str:
    """Which quotation a line of JSON is of: its first cell."""
    return line[_BEFORE_KEY : line.index('"', _BEFORE_KEY)]


def speaker_files(newest: Feed, speaker: Row, told: tuple[tuple[str, ...], ...], base_url: str) -> Made:
    """The feed, the CSV and the JSON of a speaker; *told* has a group of lines of the table of quotations, as JSON, an
    utterance: to read them where they are kept takes a fraction of making them."""
    said = tuple(tuple(tuple(json.loads(line).values()) for line in group) for group in told)
    return atom(newest, base_url), as_csv(QUOTATIONS, [row for group in said for row in group]), as_json(speaker, said)


def as_json(speaker: Row, said: tuple[tuple[Row, ...], ...]) -> bytes:
    """The speaker, and their utterances, newest first, one a line, each with its witnesses, earliest first."""
    names = [column.name for column in QUOTATIONS]
    place = names.index("utterance")
    encode = json.JSONEncoder(ensure_ascii=False).encode
    who = encode(dict(zip([column.name for column in SPEAKERS], speaker, strict=True)))
    utterances = [
        encode({"utterance": group[0][place], "witnesses": [dict(zip(names, row, strict=True)) for row in group]})
        for group in said
    ]
    lines = ",\n".join(utterances)
    return f'{{"speaker": {who},\n"utterances": [\n{lines}\n]}}\n'.encode("utf-8", "replace")
