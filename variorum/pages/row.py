"""A line of a record, which articles, speakers, outlets and comparisons have."""

from __future__ import annotations

from variorum.model.values import Value, dataclass
from variorum.pages.page import Link


@dataclass(frozen=True, slots=True)
class Row(Value):
    """One line of the record."""

    label: str
    text: str = ""
    links: tuple[Link, ...] = ()
    datetime: str = ""
    code: bool = False
    note: str = ""
    """What stands after it, quieter."""
