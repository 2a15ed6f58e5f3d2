"""The site's own words, one YAML file a language, beside this module.

A translator copies `en.yaml` and changes what stands after each colon. A value is a text with `{names}` in it, or a mapping
of plural forms (`one`, `few`, `many`, `other`) chosen by `{n}`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""In C where there is one: ten times faster."""

_FOLDER = Path(__file__).resolve().parent
_FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})
_Text = str | Mapping[str, str]


class Strings:
    """The words of one language. Call it with a key: `t("quoted", n=3)`."""

    def __init__(self, language: str, texts: Mapping[str, _Text]) -> None:
        self.language = language
        self._texts = texts

    def __call__(self, key: str, **values: object) -> str:
        """The text at *key* with *values* put in. Raises KeyError where there is none: a fault of ours, found by tests."""
        text = self._texts[key]
        if isinstance(text, str):
            return text.format_map(values) if values else text
        number = values["n"]
        form = plural(self.language, number if isinstance(number, int) else 0)
        return text.get(form, text["other"]).format_map(values)

    def pieces(self, key: str) -> tuple[tuple[str, str], ...] | None:
        """The text at *key* as (words, the name of what comes after them); None where it is not put together so simply."""
        text = self._texts.get(key)
        if not isinstance(text, str):
            return None
        found = tuple(Formatter().parse(text))
        if any(spec or conversion for _, _, spec, conversion in found):
            return None
        return tuple((words, name or "") for words, name, _, _ in found)

    def known(self, key: str) -> bool:
        """True where there is a text at *key*."""
        return key in self._texts

    def either(self, key: str, fallback: str, **values: object) -> str:
        """The text at *key*, or at *fallback* where a stage names something that no translator has met yet."""
        return self(key, **values) if key in self._texts else self(fallback, **values)

    @property
    def keys(self) -> frozenset[str]:
        """All keys, for tests."""
        return frozenset(self._texts)


def languages() -> tuple[str, ...]:
    """The languages that have a file."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.yaml")))


@cache
def strings(language: str) -> Strings:
    """The strings of *language*; English stands in for keys it lacks, and for a language that has no file."""
    texts = dict(_read("en"))
    base = language.split("-")[0].lower()
    found = base if base in languages() else "en"
    if found != "en":
        texts.update(_read(found))
    return Strings(found, texts)


def plural(language: str, number: int) -> str:
    """The plural category of a whole *number* (Unicode CLDR), for the languages that differ from English's."""
    if language in {"ja", "zh", "ko", "vi", "th", "id", "ms"}:
        return "other"
    if language in {"ru", "uk", "sr", "hr", "be"}:
        if number % 10 == 1 and number % 100 != 11:
            return "one"
        return "few" if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14 else "many"
    if language == "pl":
        if number == 1:
            return "one"
        return "few" if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14 else "many"
    if language in {"fr", "pt"}:
        return "one" if number in (0, 1) else "other"
    return "one" if number == 1 else "other"


@cache
def _read(language: str) -> dict[str, _Text]:
    tree = yaml.load((_FOLDER / f"{language}.yaml").read_text(encoding="utf-8"), _LOADER)
    return dict(_flat(tree, ""))


def _flat(tree: Mapping[str, object], prefix: str) -> list[tuple[str, _Text]]:
    found: list[tuple[str, _Text]] = []
    for key, value in tree.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping) and not _FORMS.issuperset(value):
            found += _flat(value, f"{name}.")
        elif isinstance(value, Mapping):
            found.append((name, {form: str(text) for form, text in value.items()}))
        else:
            found.append((name, str(value)))
    return found
