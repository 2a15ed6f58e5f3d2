"""How sorted records are cut into files, and how the files are called.

Keys are in order of their code points. A file holds a range of them; borders fall where a prefix changes, so that a record
that grows moves only the borders inside its own prefix.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from json.encoder import encode_basestring
from operator import sub

from variorum.model import OutputFile

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_PLAIN = re.compile(r"(?=.{1,60}$)[a-z0-9]+(?:[:-][a-z0-9]+)*")


Run = tuple[int, int]
"""Begin and end of some of sorted keys."""


def split(keys: Sequence[str], sizes: Iterable[int], target: int) -> Iterator[Run]:
    """Cut sorted keys into runs of at most about *target* characters each; a larger record stands alone."""
    if keys:
        yield from _split(keys, [0, *accumulate(sizes)], target, (0, len(keys)), 0)


def _split(keys: Sequence[str], totals: Sequence[int], target: int, run: Run, depth: int) -> Iterator[Run]:
    start, end = run
    if totals[end] - totals[start] <= target or end - start == 1:
        yield run
        return
    groups = [*_by_character(keys, run, depth)]
    for first, behind in groups:
        if start < first and totals[behind] - totals[start] > target:
            yield start, first
            start = first
        if totals[behind] - totals[first] > target:
            yield from _split(keys, totals, target, (first, behind), depth + 1)
            start = behind
    if start < end:
        yield start, end


def _by_character(keys: Sequence[str], run: Run, depth: int) -> Iterator[Run]:
    """Runs of keys that have one character at *depth*; what stands before it is the same in all."""
    at, end = run

    def character(key: str) -> str:
        return key[depth : depth + 1]

    while at < end:
        behind = bisect_right(keys, character(keys[at]), at, end, key=character)
        yield at, behind
        at = behind


def separator(before: str, key: str) -> str:
    """The shortest beginning of *key* that is behind the key *before*, to keep `meta` small."""
    length = next((at for at, (old, new) in enumerate(zip(before, key, strict=False)) if old != new), len(before))
    return key[: length + 1]


def file_name(border: str) -> str:
    """The name of the file of a border: `_meddl`, `_speaker.putin`, or `~` and its UTF-8 in hexadecimal.

    The sign in front keeps clear of names that Windows reserves; nor can a colon stand in a name there.
    """
    return "_" + border.replace(":", ".") if _PLAIN.fullmatch(border) else "~" + border.encode().hex()[:80]


def deltas(numbers: Sequence[int]) -> list[int]:
    """The first of ascending numbers, then the steps."""
    return [*numbers[:1], *map(sub, numbers[1:], numbers)]


def dump(value: object) -> str:
    """Compact JSON, characters as they are."""
    return _ENCODER.encode(value)


def numbers(lists: Sequence[object]) -> str:
    """JSON of lists of whole numbers, in half the time."""
    return repr(lists).replace(" ", "")


def joined(records: Mapping[str, str], keys: Sequence[str]) -> str:
    """The JSON object of those records, each of which is JSON already: a line a record, which those below rely on."""
    return "{\n" + ",\n".join(f"{encode_basestring(key)}:{records[key]}" for key in keys) + "\n}"


def taken_apart(content: str) -> dict[str, str]:
    """The records of a shard, by key, as they stand in it."""
    found: dict[str, str] = {}
    for line in content[2:-2].split(",\n"):
        key, _, record = line.partition('":')
        found[json.loads(key + '"') if "\\" in key else key[1:]] = record
    return found


def place_of(key: str, content: str, after: int = 0) -> int:
    """Where the record of a key that a shard has begins in it. *after*: a place in front of its line."""
    before = f"\n{encode_basestring(key)}:"
    return content.index(before, after) + len(before)


def paths(path: str) -> tuple[str, ...]:
    """The files that a shard has in the site."""
    return (f"search/{path}",) if path.endswith(".bin") else (f"search/{path}.json", f"search/{path}.js")


def files(path: str, content: str | bytes) -> Iterator[OutputFile]:
    """A shard as JSON, and as a script that hands over the same for pages opened from a folder; a pack as it is."""
    if isinstance(content, bytes):
        yield OutputFile(f"search/{path}", content)
        return
    encoded = content.encode()
    yield OutputFile(f"search/{path}.json", encoded)
    yield OutputFile(f"search/{path}.js", script(path, encoded))


_LINE_ENDS = ((b"\xe2\x80\xa8", b"\\u2028"), (b"\xe2\x80\xa9", b"\\u2029"))
"""U+2028 and U+2029 end a line in old JavaScript."""


def script(path: str, content: bytes) -> bytes:
    """A classic script that calls back with the shard."""
    for end, escaped in _LINE_ENDS:
        if end in content:
            content = content.replace(end, escaped)
    return b"variorumShard(" + dump(path).encode() + b"," + content + b");"
