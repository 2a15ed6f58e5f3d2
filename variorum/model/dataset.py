"""What the archive offers as data: tables, their columns, and the files they come in."""

from __future__ import annotations

from variorum.model.values import Value, dataclass


@dataclass(frozen=True, slots=True)
class Column(Value):
    """A column of a table. What it means in words stands in the strings files, at `columns.<name>`."""

    name: str
    type: str = "string"
    """`string`, `integer`, `number`, `boolean`, or `list` of strings; joined by `; ` where a format knows no lists."""


@dataclass(frozen=True, slots=True)
class DataFile(Value):
    """A file that holds a table or a part of one."""

    path: str
    """Relative to `site/`, with `/`."""
    part: str
    """The year or piece of the table it holds; "" where it holds it all."""
    rows: int
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Table(Value):
    """A table of the archive's data."""

    name: str
    """A key of the strings' `tables`."""
    columns: tuple[Column, ...]
    rows: int
    files: tuple[DataFile, ...]
