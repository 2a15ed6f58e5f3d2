"""The scorers beside the checkout, in `../shared/score`. They are no part of the project; without them nothing is measured."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
GOLD = SHARED / "gold" / "quotes"


def present() -> bool:
    """True where labels and scorers are beside the checkout."""
    return GOLD.is_dir() and (SHARED / "score").is_dir()


@cache
def quotes() -> ModuleType:
    """`score/quotes.py`."""
    return _module("quotes")


@cache
def names() -> ModuleType:
    """`score/names.py`."""
    return _module("names")


@cache
def reuse() -> ModuleType:
    """`score/reuse.py`."""
    return _module("reuse")


def _module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"score_{name}", SHARED / "score" / f"{name}.py")
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
