"""The Whoosh index on disk, under the archive's cache folder."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index  # type: ignore[import-untyped]

from .documents import Document
from .schema import ARTICLES, QUOTATIONS, article_fields, quotation_fields

SCHEMAS = {"articles": ARTICLES, "quotations": QUOTATIONS}


def write(folder: Path, documents: Mapping[int, Document]) -> None:
    """Make both indexes anew, documents in order of their slots."""
    writers = {name: _empty(folder / name, schema).writer() for name, schema in SCHEMAS.items()}
    for slot in sorted(documents):
        one = documents[slot]
        writers["articles"].add_document(**article_fields(one))
        for said in one.quotations:
            writers["quotations"].add_document(**quotation_fields(one, said))
    for writer in writers.values():
        writer.commit()


def open_reader(folder: Path, name: str) -> Any:
    """A reader of one of the two indexes."""
    return whoosh_index.open_dir(str(folder / name)).reader()


def _empty(folder: Path, schema: Any) -> Any:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return whoosh_index.create_in(str(folder), schema)
