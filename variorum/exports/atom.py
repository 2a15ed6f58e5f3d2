"""Atom feeds (RFC 4287): values in, bytes out. Same values, same bytes: the time of a feed is that of its newest entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from variorum import addresses
from variorum.exports.export import Frame, Made
from variorum.markup import as_attribute, written
from variorum.model import Published
from variorum.model.values import Value, dataclass
from variorum.text import showable

NO_DATE = "1970-01-01T00:00:00Z"
"""What stands for a date that is not known, since every entry needs one. Its text says that it is not."""


@dataclass(frozen=True, slots=True)
class Entry(Value):
    """One entry of a feed."""

    path: str
    """Of the page it leads to, with its fragment."""
    title: str
    html: str
    """Its content."""
    updated: str
    published: str
    """"" where the date is not known."""
    author: str
    rights: str
    language: str


@dataclass(frozen=True, slots=True)
class Feed(Value):
    """A feed, but for its entries."""

    path: str
    page: str
    """The page that shows the same."""
    title: str
    author: str
    language: str
    generator: str


def atom(feed: Feed, updated: Iterable[str], base_url: str) -> Frame:
    """*feed* as a file, but for its entries, which were *updated* then. Addresses are full ones where *base_url* is known; else
    relative, and ids are UUIDs made of paths."""
    root = base_url or addresses.up(feed.path)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_attribute(feed.language)}>',
        f"<id>{_id(feed.path, base_url)}</id>",
        f"<title>{_text(feed.title)}</title>",
        f"<updated>{max(updated, default=NO_DATE)}</updated>",
        f"<author><name>{_text(feed.author)}</name></author>",
        f'<link rel="alternate" type="text/html" href={_attribute(root + addresses.link(feed.page))}/>',
    ]
    if base_url:
        lines.append(f'<link rel="self" type="application/atom+xml" href={_attribute(root + addresses.link(feed.path))}/>')
    lines += [f"<generator>{_text(feed.generator)}</generator>", ""]
    return Frame(showable("\n".join(lines)), foot=b"</feed>\n")


def atom_entry(path: str, base_url: str, entry: Entry) -> Made:
    """*entry* as it stands in the feed at *path*."""
    return (showable("\n".join([*_entry(entry, base_url, base_url or addresses.up(path)), ""])),)


def _entry(entry: Entry, base_url: str, root: str) -> Iterator[str]:
    yield f"<entry xml:lang={_attribute(entry.language)}>"
    yield f"<id>{_id(entry.path, base_url)}</id>"
    yield f"<title>{_text(entry.title)}</title>"
    yield f"<updated>{entry.updated}</updated>"
    if entry.published:
        yield f"<published>{entry.published}</published>"
    yield f"<author><name>{_text(entry.author)}</name></author>"
    yield f'<link rel="alternate" type="text/html" href={_attribute(root + addresses.link(entry.path))}/>'
    if entry.rights:
        yield f"<rights>{_text(entry.rights)}</rights>"
    yield f'<content type="html">{_text(entry.html)}</content>'
    yield "</entry>"


def _id(path: str, base_url: str) -> str:
    """An address is kept for good, so it is an id; an archive that does not know where it stands has names of its own."""
    return _text(base_url + addresses.link(path)) if base_url else uuid5(NAMESPACE_URL, f"variorum:{path}").urn


_text = written


def _attribute(text: str) -> str:
    return f'"{as_attribute(text)}"'


def time_of(published: Published | None, retrieved: str = "") -> tuple[str, str]:
    """(updated, published) of what appeared then, as RFC 3339 times; the day it was *retrieved* where no date is known."""
    if published is not None and (match := re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d", published.edtf)):
        moment = datetime.fromisoformat(published.edtf)
        if match and moment.tzinfo is not None:
            told = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            return told, told
    if published is not None and published.earliest is not None:
        told = f"{published.earliest.isoformat()}T00:00:00Z"
        return told, told
    return (f"{retrieved}T00:00:00Z" if re.fullmatch(r"\d{4}-\d\d-\d\d", retrieved) else NO_DATE), ""
