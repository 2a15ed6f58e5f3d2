"""What is remembered between builds, in one SQLite file: each article's numbers and terms, and every shard."""

from __future__ import annotations

import sqlite3
import zlib
from array import array
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from variorum.model import ArticleId
from variorum.model.values import Value, dataclass

from .fields import Texts
from .postings import Numbers
from .ranges import Shard

PAGE = 16_384  # bytes. With 4,096, SQLite reads and writes shards half as fast; with 65,536 the file grows by half.
_TABLES = """
create table if not exists identity (value text, common blob);
create table if not exists article (
    id text primary key, fingerprint blob, slot int, quotations int, title int, body int, words int
) without rowid;
create table if not exists terms (id text primary key, fields blob, keys blob) without rowid;
create table if not exists shard (
    kind text, range int, border text, mark blob, keys text, primary key (kind, range, border)
) without rowid;
create table if not exists content (
    kind text, range int, border text, content text, primary key (kind, range, border)
) without rowid;
create table if not exists numbers (key text primary key, title blob, body blob, words blob) without rowid;
"""
_KINDS = ("identity", "article", "terms", "shard", "content", "numbers")
_PUT = """
insert into shard values (?,?,?,?,?) on conflict do update
set mark = excluded.mark, keys = excluded.keys where mark != excluded.mark
"""
"""One shard, in place of an older one; one with the same content stays."""


@dataclass(frozen=True, slots=True)
class Remembered(Value):
    """What the index holds of one article."""

    id: ArticleId
    fingerprint: bytes
    """Stands for everything that the index takes from the archive of it."""
    slot: int
    quotations: int
    title: int
    """Terms of its title."""
    body: int
    words: int
    """Terms of all its quotations."""
    fields: bytes
    """The terms of title, body and quotations, in order; see `packed_fields`."""
    keys: bytes
    """Its keys in `keys/`; see `packed`."""


class Put(NamedTuple):
    """A shard as it was put into the state."""

    kind: str
    range: int
    border: str
    mark: bytes
    content: str | bytes


class State:
    """The file, open for one build. Nothing is kept of a build that did not come to `finish`."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self.connection = sqlite3.connect(file, isolation_level=None)
        self.connection.execute(f"pragma page_size = {PAGE}")  # of a new file
        self.connection.execute("pragma journal_mode = wal")
        self.connection.execute("pragma synchronous = normal")
        self._lay_out()
        self.changed: set[tuple[str, str]] = set()
        """(kind, border) of every shard that is not as it was."""

    def _lay_out(self) -> None:
        """Make the tables; those of another version of the program are thrown away."""
        version = zlib.crc32(_TABLES.encode()) >> 1
        if self.connection.execute("pragma user_version").fetchone()[0] != version:
            for table in _KINDS:
                self.connection.execute(f"drop table if exists {table}")
            self.connection.execute(f"pragma user_version = {version}")
        self.connection.executescript(_TABLES)

    def identity(self) -> tuple[str, bytes]:
        """What `finish` was given by the last build that came to its end."""
        found: tuple[str, bytes] | None = self.connection.execute("select value, common from identity").fetchone()
        return found or ("", b"")

    def begin(self, room: int = 2_000) -> None:
        """From now on, all or nothing. *room*: KB of pages that are held, so that they are read and written once."""
        self.connection.execute(f"pragma cache_size = {-room}")
        self.connection.execute("begin immediate")

    def finish(self, identity: str, common: bytes) -> None:
        """Keep what was done. *identity*: of the program and the index; *common*: as `Holdings.common`."""
        self.connection.execute("delete from identity")
        self.connection.execute("insert into identity values (?,?)", (identity, common))
        self.connection.execute("commit")

    def forget(self) -> None:
        """Empty the file."""
        for table in _KINDS:
            self.connection.execute(f"delete from {table}")

    def close(self) -> None:
        """Let go of the file; what was not finished is undone."""
        self.connection.close()

    def fingerprints(self) -> dict[ArticleId, tuple[bytes, int]]:
        """(fingerprint, slot) of every article."""
        rows = self.connection.execute("select id, fingerprint, slot from article order by id")
        return {ArticleId(key): (fingerprint, slot) for key, fingerprint, slot in rows}

    def numbers(self) -> list[tuple[ArticleId, int, int]]:
        """(id, slot, number of quotations) of every article, by slot."""
        return list(self.connection.execute("select id, slot, quotations from article order by slot"))

    def totals(self) -> tuple[int, int, int, int, int]:
        """Articles, quotations, and terms in titles, bodies and quotations."""
        query = "select count(*), total(quotations), total(title), total(body), total(words) from article"
        return tuple(map(int, self.connection.execute(query).fetchone()))  # type: ignore[return-value]

    def remember(self, articles: Iterable[Remembered]) -> None:
        """Put articles in, in place of older ones."""
        for one in articles:
            row = (one.id, one.fingerprint, one.slot, one.quotations, one.title, one.body, one.words)
            self.connection.execute("insert or replace into article values (?,?,?,?,?,?,?)", row)
            self.connection.execute("insert or replace into terms values (?,?,?)", (one.id, one.fields, one.keys))

    def recall(self, keys: Iterable[ArticleId]) -> list[Remembered]:
        """What is known of these articles; those that are not there are left out."""
        query = "select article.*, fields, keys from article join terms using (id) where id = ?"
        found = (self.connection.execute(query, (key,)).fetchone() for key in keys)
        return [Remembered(*row) for row in found if row]

    def drop(self, keys: Iterable[ArticleId]) -> None:
        """Forget articles."""
        for key in keys:
            self.connection.execute("delete from article where id = ?", (key,))
            self.connection.execute("delete from terms where id = ?", (key,))

    def content(self, kind: str, number: int, border: str) -> str | bytes | None:
        """The content of one shard."""
        query = "select content from content where kind = ? and range = ? and border = ?"
        found = self.connection.execute(query, (kind, number, border)).fetchone()
        return found[0] if found else None

    def keys(self, kind: str, number: int) -> list[tuple[str, str]]:
        """What the shards of a range hold: (border, `Shard.keys`), in order."""
        query = "select border, keys from shard where kind = ? and range = ? order by border"
        return self.connection.execute(query, (kind, number)).fetchall()

    def put(self, kind: str, number: int, border: str, new: Shard | str | bytes) -> Put:
        """Put one shard in, in place of an older one."""
        keys, content = (new.keys, new.content) if isinstance(new, Shard) else ("", new)
        known = mark(content)
        if self.connection.execute(_PUT, (kind, number, border, known, keys)).rowcount:
            self.connection.execute("insert or replace into content values (?,?,?,?)", (kind, number, border, content))
            self.changed.add((kind, border))
        return Put(kind, number, border, known, content)

    def remove(self, kind: str, number: int, border: str) -> None:
        """Take one shard out."""
        for table in ("shard", "content"):
            self.connection.execute(f"delete from {table} where kind=? and range=? and border=?", (kind, number, border))

    def numbers_of(self, key: str) -> Numbers | None:
        """The numbers of the documents of a positions record; None where they are not kept."""
        row = self.connection.execute("select title, body, words from numbers where key = ?", (key,)).fetchone()
        if not row:
            return None
        title, body, words = (array("I", column) for column in row)
        return title, body, words

    def put_numbers(self, found: Mapping[str, Numbers | None]) -> None:
        """Put those of positions records in, in place of older ones; None takes them out."""
        self.connection.executemany("delete from numbers where key = ?", ((key,) for key in found))
        rows = ((key, *these) for key, these in found.items() if these)
        self.connection.executemany("insert into numbers values (?,?,?,?)", rows)

    def names(self) -> list[tuple[str, int, str, bytes]]:
        """(kind, range, border, mark) of every shard."""
        query = "select kind, range, border, mark from shard order by kind, range, border"
        return self.connection.execute(query).fetchall()

    def borders(self, kind: str) -> list[str]:
        """All borders of a kind, in order of ranges and keys."""
        query = "select border from shard where kind = ? order by range, border"
        return [row[0] for row in self.connection.execute(query, (kind,))]


def mark(content: str | bytes) -> bytes:
    """Which content a shard has."""
    return blake2b(content.encode() if isinstance(content, str) else content, digest_size=12).digest()


def packed(words: Iterable[str]) -> bytes:
    """Words, or lines of words, in little room."""
    return zlib.compress("\n".join(words).encode(), 1)


def unpacked(data: bytes) -> list[str]:
    """What `packed` was given."""
    text = zlib.decompress(data).decode()
    return text.split("\n") if text else []


def packed_fields(fields: Texts) -> bytes:
    """The terms of an article, field by field; a tuple stays a tuple."""
    return packed(("()" if isinstance(terms, tuple) else "[]") + " ".join(terms) for terms in fields)


def unpacked_fields(data: bytes) -> Texts:
    """What `packed_fields` was given."""
    found = ((line[:2], line[2:].split(" ") if line[2:] else []) for line in unpacked(data))
    return tuple([tuple(terms) if kind == "()" else terms for kind, terms in found])
