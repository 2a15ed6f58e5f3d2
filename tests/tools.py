"""Where the tools stand that some tests need, and what to say when one is missing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
"""Labelled texts for the measured floors; they are not part of the project."""
MODULES = ROOT / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
NU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
HTML_VALIDATE = MODULES / "html-validate" / "bin" / "html-validate.mjs"

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def chromium() -> str:
    """Path of a Chromium: the one that CHROMIUM names, else the first on the PATH; "" where there is none."""
    named = os.environ.get("CHROMIUM", "")
    return named or next((found for name in BROWSERS if (found := shutil.which(name))), "")


def _program(name: str, what: str) -> Iterator[str]:
    if not shutil.which(name):
        yield what


def _installed(file: Path) -> Iterator[str]:
    if not file.exists():
        yield f"{file.relative_to(ROOT).as_posix()} (run `npm ci`)"


def _browser() -> Iterator[str]:
    if not chromium():
        yield "Chromium"
    yield from _installed(AXE)


def _html() -> Iterator[str]:
    yield from _program("java", "Java")
    yield from _installed(NU)
    yield from _program("node", "Node.js")
    yield from _installed(HTML_VALIDATE)


def _floors() -> Iterator[str]:
    if not (SHARED / "gold").is_dir():
        yield "the labelled texts in ../shared/gold"


MISSING: dict[str, Callable[[], Iterator[str]]] = {
    "browser": _browser,
    "html": _html,
    "node": lambda: _program("node", "Node.js"),
    "floors": _floors,
}
"""For each marker, the names of what its tests need and this machine lacks."""


def required(marker: str) -> bool:
    """True where a lacking tool is a failure. The labelled texts are nobody's to install: `.ci/run` asks for them by name."""
    return os.environ.get("VARIORUM_FLOORS" if marker == "floors" else "CI", "").lower() not in {"", "0", "false", "no"}
