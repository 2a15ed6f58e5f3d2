"""Bytes of a content file -> text, and which files are content."""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator
from pathlib import Path

from variorum.model import Problem
from variorum.text import fold_accents

_ASIDE = re.compile(r"/[.#~]|~/").search
"""Hidden files and folders, and editors' copies."""
NOTES_END = ".notes.yaml"
ID = re.compile(r"[a-z0-9]+(?:[._-]+[a-z0-9]+)*")
"""What an id may look like: it is a file name, a folder-free piece of an address, and the same on every file system."""
ID_FIX = "use lower-case letters a to z, digits, and - _ . between them"


def suggested_id(written: str) -> str:
    """The nearest id to *written*; "" where nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", fold_accents(written.lower())).strip("-")


def under(folder: Path, ends: tuple[str, ...]) -> Iterator[os.DirEntry[str]]:
    """Files below *folder* with such an end, sorted by path; hidden files and editors' copies are passed over."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            if entry.name.startswith((".", "#", "~")) or entry.name.endswith("~"):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from under(Path(entry.path), ends)
            elif entry.name.endswith(ends):
                yield entry


def among(files: Iterable[str], folder: str, ends: tuple[str, ...]) -> list[str]:
    """Of *files*, by path, those that `under` gives of *folder*, in the same order."""
    begin = f"{folder}/"
    found = [name for name in files if name.startswith(begin) and name.endswith(ends)]
    if _ASIDE("\n".join(found)):  # in most archives nothing is: one look tells
        found = [name for name in found if not _ASIDE(name, len(folder))]
    return sorted(found, key=lambda name: name.replace("/", "\0"))  # folder by folder, as no name holds a character below


def content_of(path: str) -> bytes:
    """The bytes of a file. Raises OSError. With the system's own calls: `Path.read_bytes` takes twice as long, once a file."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123
        return file.read()


def decoded(content: bytes, file: str) -> str | Problem:
    """The text of a file in UTF-8, line ends made `\\n`, a byte order mark dropped; or what is wrong with it."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = content[error.start]
        encoding = "utf-16" if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "cp1252"
        return Problem(
            file,
            line,
            "A003",
            f"this is not UTF-8: byte {byte:#04x} cannot be read",
            f"save the file as UTF-8   (if it comes from Windows: iconv -f {encoding} -t utf-8 {file})",
        )
    if b"\0" in content:
        line = text.count("\n", 0, text.index("\0")) + 1
        return Problem(file, line, "A021", "this is not a text file: it holds a zero byte", "save it as plain text in UTF-8")
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
