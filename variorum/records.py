"""YAML as archivists write it: read strictly, checked against a table of keys, every complaint with its line.

Plain scalars stay text (`1.10`, `no` and `2020-09` are what they look like); only an empty value and `~` mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

import yaml

from variorum.model import Problem

_Fast: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where the wheel has it: 7 times faster."""

Path = tuple[str | int, ...]
"""Keys and list places that lead to a value: `("quotes", 0, "speaker")`."""

ELSEWHERE = {
    "date": "published",
    "pubdate": "published",
    "publish_date": "published",
    "author": "byline",
    "authors": "byline",
    "creator": "byline",
    "headline": "title",
    "subtitle": "dek",
    "summary": "dek",
    "description": "dek",
    "link": "url",
    "permalink": "url",
    "lang": "language",
    "tags": "topics",
    "categories": "topics",
    "keywords": "topics",
    "publication": "outlet",
    "publisher": "outlet",
    "license": "rights",
    "redirect_from": "aliases",
}
"""What other generators and catalogues call a key of ours."""

_Choice = TypeVar("_Choice", bound=StrEnum)


class _RepeatedKeyError(Exception):
    def __init__(self, key: str, line: int) -> None:
        super().__init__(key)
        self.key, self.line = key, line


class _Loader(_Fast):  # type: ignore[misc]
    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {
        first: [("tag:yaml.org,2002:null", re.compile(r"~?\Z"))] for first in ("", "~")
    }

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        if len(mapping) != len(node.value):
            raise _RepeatedKeyError(*_first_repeated(node))
        return mapping


def _first_repeated(node: yaml.MappingNode) -> tuple[str, int]:
    seen: set[str] = set()
    for key, _ in node.value:
        if key.value in seen:
            return key.value, key.start_mark.line
        seen.add(key.value)
    return "", node.start_mark.line


@dataclass(slots=True)
class Source:
    """A YAML text, where it stands, and what was found wrong with it so far."""

    file: str
    """Relative to the archive's root, with `/`."""
    text: str
    first_line: int = 1
    """Of `text` in the file: front matter starts at 2."""
    manual: str = "docs/formats.md"
    problems: list[Problem] = field(default_factory=list)

    def read(self) -> Record | None:
        """The mapping that the text holds; None, and a problem, where it is none. An empty text is an empty mapping."""
        try:
            values = yaml.load(self.text, _Loader)
        except _RepeatedKeyError as error:
            self.add("A015", error.line + self.first_line, f"the key '{error.key}' stands twice", "keep one of the two")
            return None
        except yaml.YAMLError as error:
            self._add_broken(error)
            return None
        if values is None:
            values = {}
        if not isinstance(values, dict):
            self.add("A004", self.first_line, "this is not a list of `key: value` lines", f"see {self.manual}")
            return None
        return Record(values, self)

    def add(self, code: str, line: int, text: str, fix: str, severity: str = "error") -> None:
        """Note a problem."""
        self.problems.append(Problem(self.file, line, code, text, fix, severity))

    def line(self, path: Path) -> int:
        """The line that the value at *path* stands on. Reads the text again: only for problems and for short files."""
        node = yaml.compose(self.text, _Loader)
        line = node.start_mark.line if node else 0
        for step in path:
            line, node = _step(node, step, line)
        return line + self.first_line

    def _add_broken(self, error: yaml.YAMLError) -> None:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = (mark.line if mark else 0) + self.first_line
        said = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
        self.add("A004", line, f"broken YAML: {said}", 'put text that holds `: `, ` #` or quotation marks between "…"')


def _step(node: Any, step: str | int, line: int) -> tuple[int, Any]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key.start_mark.line, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line, node.value[step]
    return line, node


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping of a YAML file. Its readers give the value or the default; what is wrong goes to the source's problems."""

    values: Mapping[Any, Any]
    source: Source
    path: Path = ()

    def __contains__(self, key: str) -> bool:
        return self.values.get(key) is not None

    def line(self, key: str | None = None) -> int:
        """The line *key* stands on, or the record."""
        return self.source.line((*self.path, key) if key is not None else self.path)

    def problem(self, code: str, key: str | None, text: str, fix: str, severity: str = "error") -> None:
        """Note a problem with the value of *key*."""
        self.source.add(code, self.line(key), text, fix, severity)

    def only(self, known: Iterable[str]) -> set[str]:
        """A problem for each key that is none of *known*; gives the keys that were probably meant."""
        names = tuple(known)
        meant: set[str] = set()
        for key in self.values:
            if key not in names:
                other = ELSEWHERE.get(str(key).lower(), "")
                near = [other] if other in names else get_close_matches(str(key), names, 1, 0.6)
                fix = f"did you mean '{near[0]}'?" if near else "take it out"
                self.problem("A005", key, f"unknown key '{key}'", f"{fix}   (all keys: {self.source.manual})")
                meant.update(near)
        return meant

    def text(self, key: str, default: str = "") -> str:
        """A line of text; line ends inside become spaces."""
        value = self.values.get(key)
        if value is None:
            return default
        if not isinstance(value, str):
            self._wrong(key, "one text")
            return default
        return " ".join(line.strip() for line in value.split("\n")).strip() if "\n" in value else value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single one counts as a list of one."""
        value = self.values.get(key)
        if value is None:
            return ()
        if isinstance(value, str):
            return (value.strip(),)
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self._wrong(key, "a list of texts")
            return ()
        return tuple(one.strip() for one in value)

    def choice(self, key: str, kinds: type[_Choice], default: _Choice) -> _Choice:
        """One of the values of an enumeration."""
        value = self.text(key)
        if not value:
            return default
        names = [kind.value for kind in kinds]
        if value not in names:
            self.unknown(key, value, names)
            return default
        return kinds(value)

    def unknown(self, key: str, value: str, names: Iterable[str]) -> None:
        """A problem: *value* is none of *names*."""
        near = get_close_matches(value, list(names), 1, 0.6)
        hint = f"did you mean '{near[0]}'? " if near else ""
        self.problem("A013", key, f"'{key}' cannot be '{value}'", f"{hint}it is one of: {', '.join(names)}")

    def flag(self, key: str, default: bool) -> bool:
        """`true` or `false`."""
        value = self.text(key).lower()
        if value in {"true", "yes"}:
            return True
        if value in {"false", "no"}:
            return False
        if value:
            self.unknown(key, value, ("true", "false"))
        return default

    def number(self, key: str, default: float, lowest: float, highest: float) -> float:
        """A number of that range."""
        value = self.text(key)
        if not value:
            return default
        try:
            number = float(value)
        except ValueError:
            self._wrong(key, "a number")
            return default
        if not lowest <= number <= highest:
            self.problem("A024", key, f"'{key}' cannot be {value}", f"give a number from {lowest:g} to {highest:g}")
            return default
        return number

    def whole(self, key: str, default: int, lowest: int, highest: int) -> int:
        """A whole number of that range."""
        number = self.number(key, default, lowest, highest)
        if number != int(number):
            self._wrong(key, "a whole number")
            return default
        return int(number)

    def record(self, key: str) -> Record | None:
        """A mapping inside this one; None where there is none."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self._wrong(key, "`key: value` lines, indented")
            return None
        return Record(value, self.source, (*self.path, key))

    def records(self, key: str) -> tuple[Record, ...]:
        """A list of mappings."""
        value = self.values.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self._wrong(key, "a list of `- key: value` entries")
            return ()
        return tuple(Record(one, self.source, (*self.path, key, place)) for place, one in enumerate(value))

    def _wrong(self, key: str, wanted: str) -> None:
        self.problem("A014", key, f"'{key}' should be {wanted}", f"see {self.source.manual}")
