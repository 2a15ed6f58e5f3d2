"""What one speaker said: a feed of the newest, all of it as CSV, and as JSON by utterance."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial

from variorum import addresses
from variorum.exports.export import Contents, Export, Frame, Made, Piece
from variorum.exports.feeds import NEWEST, feed, utterance_entry
from variorum.exports.quotations import QUOTATIONS, rows_of
from variorum.exports.records import SPEAKERS, speaker_row
from variorum.exports.tables import Row, csv_head, csv_rows
from variorum.exports.told import Told
from variorum.later import joined
from variorum.model import SpeakerId, Utterance
from variorum.pages.holdings import Holdings
from variorum.pages.outlines import gathers
from variorum.pages.page import Site
from variorum.pages.summary import has_data
from variorum.pages.utterances import newest_utterances


def speaker_exports(id: SpeakerId, holdings: Holdings, site: Site, told: Told) -> Iterator[Export]:
    """The files beside the page of a speaker: a feed, and CSV and JSON if `has_data`."""
    page, said = addresses.speaker(id), holdings.utterances_of.get(id, [])
    articles = sorted({one.article for utterance in said for one in utterance.witnesses})
    gathered = "\n".join(map(gathers, said)).encode()
    key = joined(told.common, holdings.outlines.speaker(id), gathered, told.heeded(articles))
    newest = cache(partial(newest_utterances, id, holdings))
    yield Export((addresses.feed(page),), key, partial(_feed, id, newest, holdings, site, told))
    if has_data(id, holdings):
        paths = tuple(addresses.beside(page, form) for form in ("csv", "json"))
        yield Export(paths, key, partial(_data, id, newest, holdings, site, told))


def _feed(id: SpeakerId, said: Callable[[], list[Utterance]], holdings: Holdings, site: Site, told: Told) -> Contents:
    newest, page = said()[:NEWEST], addresses.speaker(id)
    title = site.t("feed.title", what=holdings.archive.speakers[id].name, archive=site.title)
    pieces = [Piece(told.of_utterance(one), partial(utterance_entry, one, holdings, site)) for one in newest]
    shown = [one.witnesses[0].article for one in newest]
    return feed(addresses.feed(page), page, title, shown, pieces, holdings, site)


def _data(id: SpeakerId, said: Callable[[], list[Utterance]], holdings: Holdings, site: Site, told: Told) -> Contents:
    """CSV of all quotations, and JSON: the speaker, then the utterances, newest first, one a line, each with its witnesses,
    earliest first."""
    names = [column.name for column in SPEAKERS]
    who = _encoded(dict(zip(names, speaker_row(id, holdings, site), strict=True)))
    frames = Frame(csv_head(QUOTATIONS)), Frame(b'{"speaker": ' + who + b',\n"utterances": [\n', b",\n", b"\n]}\n")
    pieces = [Piece(told.of_utterance(one), partial(rows_of, one.witnesses, holdings, site)) for one in said()]
    return Contents(frames, pieces, said_lines)


_NAMES = [column.name for column in QUOTATIONS]
_UTTERANCE = _NAMES.index("utterance")


def said_lines(rows: Sequence[Row]) -> Made:
    """An utterance as it stands in CSV and in JSON: *rows* of `QUOTATIONS`, one a witness."""
    witnesses = [dict(zip(_NAMES, row, strict=True)) for row in rows]
    return csv_rows(rows), _encoded({"utterance": rows[0][_UTTERANCE], "witnesses": witnesses})


_encode = json.JSONEncoder(ensure_ascii=False).encode


def _encoded(value: object) -> bytes:
    return _encode(value).encode("utf-8", "replace")
