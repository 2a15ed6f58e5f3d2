"""What `archive.yaml` says, as values. Every key is documented here and in docs/formats.md#archive."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

from variorum.errors import ContentError
from variorum.model import Problem, Rights, Show
from variorum.model.values import Value, dataclass
from variorum.records import Record, Source


class Printed(StrEnum):
    """Which attributions are printed (`attributions:`)."""

    ALL = "all"
    """Every one; those below the threshold say "uncertain"."""
    CONFIDENT = "confident"
    """Those at or above the threshold; the others say "speaker not established"."""
    CHECKED = "checked"
    """Only those a person checked or corrected."""


@dataclass(frozen=True, slots=True)
class Coverage(Value):
    """Thresholds of stage 4 (`coverage:`). Why they stand where they do: docs/coverage.md."""

    window_days: int = 14
    """Dated articles further apart than this are not compared. Undated ones lie in every window."""
    republished: float = 0.5
    partly_copied: float = 0.2
    min_words: int = 30


@dataclass(frozen=True, slots=True)
class Config(Value):
    """One archive's settings."""

    root: Path
    title: str = "An Annotated News Archive"
    description: str = ""
    base_url: str = ""
    """Where the site will stand, with scheme and path; "" where not known. For feeds, canonical links and the 404 page."""
    language: str = "en"
    """Of the archive's own words; a file of `strings/`."""
    contact: str = ""
    """Whom to write to about an error: an e-mail address or a URL. On every page."""
    publisher: str = ""
    data_license: str = ""
    """Under which terms others may use what the archive adds: attributions, relations. Told on the data page."""
    attributions: Printed = Printed.ALL
    certain_from: float = 0.9
    """At or above this confidence an attribution is printed as certain, below it as uncertain."""
    rights: Rights = Rights()
    """What holds where neither article nor outlet says otherwise."""
    page_size: int = 100
    """Entries on one page of a long list."""
    processes: int = 0
    """Worker processes; 0 is one a core."""
    coverage: Coverage = Coverage()

    @property
    def content(self) -> Path:
        """Where articles and authority files lie."""
        return self.root / "content"

    @property
    def site(self) -> Path:
        """Where the site is written."""
        return self.root / "site"

    @property
    def cache(self) -> Path:
        """What a build remembers for the next; may be deleted at any time."""
        return self.root / ".variorum"


FILE = "archive.yaml"
KEYS = (
    "title", "description", "base_url", "language", "contact", "publisher", "data_license", "attributions", "certain_from",
    "rights", "page_size", "processes", "coverage",
)  # fmt: skip
RIGHTS_KEYS = ("holder", "license", "show", "noindex", "canonical")
COVERAGE_KEYS = ("window_days", "republished", "partly_copied", "min_words")

_WEB = re.compile(r"https?://[^\s/]+\S*")
_CONTACT = re.compile(r"[^@\s<>]+@[^@\s<>]+|https?://[^\s/]+\S*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LICENSED = ("cc", "public-domain", "pddl", "ogl")
"""How the names of licences begin under which words may be copied, and search engines need not be asked to stay away."""


def read_config(root: Path) -> Config:
    """The settings of the archive in *root*; the defaults where it has no archive.yaml. Raises ContentError."""
    root = root.resolve()
    path = root / FILE
    if not path.is_file():
        return Config(root)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        fix = "save the file as UTF-8"
        raise ContentError([Problem(FILE, 0, "A003", f"this is not UTF-8: byte {error.start} cannot be read", fix)]) from None
    source = Source(FILE, text.replace("\r\n", "\n"), manual="docs/formats.md#archive")
    record = source.read()
    config = _config(record, root) if record else Config(root)
    if source.problems:
        raise ContentError(source.problems)
    return config


def _config(record: Record, root: Path) -> Config:
    record.only(KEYS)
    default = Config(root)
    return Config(
        root=root,
        title=record.text("title", default.title),
        description=record.text("description"),
        base_url=_matching(record, "base_url", _WEB, "the site's address in full, like https://example.org/archive/"),
        language=_matching(record, "language", _LANGUAGE, "a language code like en or pt-BR") or default.language,
        contact=_matching(record, "contact", _CONTACT, "an e-mail address or a web address"),
        publisher=record.text("publisher"),
        data_license=record.text("data_license"),
        attributions=record.choice("attributions", Printed, default.attributions),
        certain_from=record.number("certain_from", default.certain_from, 0, 1),
        rights=rights(record, default.rights),
        page_size=record.whole("page_size", default.page_size, 1, 10_000),
        processes=record.whole("processes", default.processes, 0, 1024),
        coverage=_coverage(record.record("coverage")),
    )


def _matching(record: Record, key: str, form: re.Pattern[str], wanted: str) -> str:
    value = record.text(key)
    if value and not form.fullmatch(value):
        record.problem("A014", key, f"'{key}' cannot be '{value}'", f"write {wanted}")
    return value


def _coverage(record: Record | None) -> Coverage:
    default = Coverage()
    if record is None:
        return default
    record.only(COVERAGE_KEYS)
    return Coverage(
        window_days=record.whole("window_days", default.window_days, 0, 100_000),
        republished=record.number("republished", default.republished, 0, 1),
        partly_copied=record.number("partly_copied", default.partly_copied, 0, 1),
        min_words=record.whole("min_words", default.min_words, 1, 10_000),
    )


def rights(record: Record, above: Rights) -> Rights:
    """The record's `rights:`, key by key over those of the outlet or the archive."""
    inner = record.record("rights")
    if inner is None:
        return above
    inner.only(RIGHTS_KEYS)
    license_ = inner.text("license", above.license)
    canonical = inner.text("canonical", above.canonical)
    if canonical not in {"archive", "original"}:
        inner.unknown("canonical", canonical, ("archive", "original"))
    return Rights(
        holder=inner.text("holder", above.holder),
        license=license_,
        show=inner.choice("show", Show, above.show),
        noindex=inner.flag("noindex", not is_open(license_) if "license" in inner else above.noindex),
        canonical=canonical,
    )


def is_open(license_: str) -> bool:
    """True of the name of a licence that lets anyone copy: CC-BY-4.0, public-domain."""
    return license_.lower().startswith(_LICENSED)
