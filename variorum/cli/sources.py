"""Content files from a title, or from sources: what `variorum new` and `variorum import` do."""

from __future__ import annotations

import argparse
import hashlib
import re
from pathlib import Path

from variorum.config import read_config
from variorum.errors import ContentError
from variorum.importers.content import Known, content_file, quoted
from variorum.importers.languages import habits
from variorum.importers.text import Imported, read_text
from variorum.load.dates import published
from variorum.load.files import ID, ID_FIX, decoded, suggested_id
from variorum.model import Problem

SLUG = 60  # characters of a title that go into an id: addresses stay readable, and few titles share so many


def new(options: argparse.Namespace) -> int:
    """Write a content file with the title and no text."""
    config = read_config(options.archive)
    known = _known(options, options.title, "")
    front = [f"title: {quoted(options.title)}", f"outlet: {known.outlet}"]
    if known.published:
        front += [f"published: {known.published}", f"published_from: {known.published_from}"]
    front += [f"url: {quoted(known.url)}"] if known.url else []
    front += [f"language: {known.language}"] if known.language else []
    front += [f"topics: [{', '.join(known.topics)}]"] if known.topics else []
    _write(config.content, known.id, known.published, "---\n" + "".join(f"{line}\n" for line in front) + "---\n\n")
    return 0


def import_(options: argparse.Namespace) -> int:
    """Write a content file for each source. What is wrong with any is told at the end; the others are written."""
    config = read_config(options.archive)
    problems: list[Problem] = []
    if len(options.files) > 1 and (options.id or options.title):
        raise ContentError([Problem("--id, --title", 0, "I004", "these are of one article", "import the files one by one")])
    for file in options.files:
        try:
            imported, known, text = _imported(file, options, config.language)
            _write(config.content, known.id, known.published or imported.published, text)
        except ContentError as error:
            problems += error.problems
    if problems:
        raise ContentError(problems)
    return 0


def _imported(file: Path, options: argparse.Namespace, language: str) -> tuple[Imported, Known, str]:
    text = _decoded(file, options.encoding)
    if isinstance(text, Problem):
        raise ContentError([text])
    try:
        imported = read_text(text, habits(options.language or language), options.title)
        known = _known(options, imported.title, f"{file.name} sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}")
        return imported, known, content_file(imported, known)
    except ValueError as error:
        fix = "give the headline with --title, or begin the file with it" if "headline" in str(error) else "look at the file"
        raise ContentError([Problem(str(file), 0, "I001", str(error), fix)]) from None


def _decoded(file: Path, encoding: str) -> str | Problem:
    content = file.read_bytes()
    if encoding.lower() in {"utf-8", "utf8"}:
        return decoded(content, str(file))
    try:
        return decoded(content.decode(encoding).encode("utf-8"), str(file))
    except (LookupError, UnicodeError):
        return Problem(
            str(file), 0, "I003", f"the file cannot be read as {encoding}", "give another --encoding, such as cp1252"
        )


def _known(options: argparse.Namespace, title: str, source: str) -> Known:
    try:
        if options.published:
            published(options.published)
    except ValueError as error:
        raise ContentError(
            [Problem("--published", 0, "A012", f"'{options.published}' is no date: {error}", "write 2020-09-11")]
        ) from None
    made = suggested_id(title)[:SLUG].rpartition("-")[0] if len(title) > SLUG else suggested_id(title)
    id_ = options.id or "-".join(part for part in (options.outlet.replace("unknown", ""), made) if part)
    if not ID.fullmatch(id_):
        raise ContentError([Problem("--id", 0, "A009", f"'{id_}' cannot be an article's id", ID_FIX)])
    return Known(
        id=id_,
        outlet=options.outlet,
        published=options.published,
        published_from=options.published_from,
        url=options.url,
        topics=tuple(options.topics),
        language=options.language,
        source=source,
    )


def _write(content: Path, id_: str, day: str, text: str) -> None:
    """Write a new content file below the folder of its year. Raises ContentError where the id is taken."""
    taken = sorted((content / "articles").rglob(f"{id_}.md"))
    if taken:
        place = taken[0].relative_to(content.parent).as_posix()
        raise ContentError(
            [Problem(place, 0, "I002", f"there is an article '{id_}' already", "give another --id, or delete the file")]
        )
    folder = content / "articles" / (day[:4] if re.match(r"\d{4}", day) else "undated")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{id_}.md"
    path.write_text(text, "utf-8", newline="\n")
    print(path.relative_to(content.parent).as_posix())
