"""What `archive.yaml` says, as values. Every key is documented here and in docs/formats.md#archive."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from variorum.model import Rights


class Printed(StrEnum):
    """Which attributions are printed (`attributions:`)."""

    ALL = "all"
    """Every one; those below the threshold say "uncertain"."""
    CONFIDENT = "confident"
    """Those at or above the threshold; the others say "speaker not established"."""
    CHECKED = "checked"
    """Only those a person checked or corrected."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Thresholds of stage 4 (`coverage:`). Why they stand where they do: docs/coverage.md."""

    window_days: int = 14
    """Dated articles further apart than this are not compared. Undated ones lie in every window."""
    republished: float = 0.5
    partly_copied: float = 0.2
    min_words: int = 30
    min_run: int = 25


@dataclass(frozen=True, slots=True)
class Config:
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
