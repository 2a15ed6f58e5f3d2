"""What a language's sources look like, as data: `<language>.yaml`."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import yaml

from variorum.model.values import Value, dataclass
from variorum.text import plain_typography


@dataclass(frozen=True, slots=True)
class Habits(Value):
    """What sources of one language look like."""

    months: dict[str, int]
    """Each form of a month's name in lower case -> 1 to 12."""
    lines: frozenset[str]
    """Site matter, as `folded` gives it."""
    beginnings: tuple[str, ...]
    """How a line of site matter may begin."""

    def is_furniture(self, line: str) -> bool:
        """True where *line* is site matter that stands below articles."""
        words = folded(line)
        return words in self.lines or words.startswith(self.beginnings)


@lru_cache
def habits(language: str) -> Habits:
    """Those of *language*, such as `en` or `en-GB`; empty ones where there is no file."""
    source = files(__package__) / f"{language.split('-')[0]}.yaml"
    data = yaml.safe_load(source.read_text("utf-8")) if source.is_file() else {"months": {}, "furniture": []}
    entries = [str(entry) for entry in data["furniture"]]
    return Habits(
        months={form: number for number, forms in enumerate(data["months"].values(), 1) for form in forms},
        lines=frozenset(folded(entry) for entry in entries if not entry.endswith("…")),
        beginnings=tuple(folded(entry.removesuffix("…")) for entry in entries if entry.endswith("…")),
    )


def folded(line: str) -> str:
    """*line* for comparison: lower case, plain marks, no full stop at its end."""
    return plain_typography(line).casefold().strip().rstrip(".")
