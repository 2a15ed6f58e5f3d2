"""Where the templates, the stylesheet and the search package lie: beside this package in a checkout, in it when installed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent

HOME = _PACKAGE if (_PACKAGE / "templates").is_dir() else _PACKAGE.parent
"""The folder that holds `templates/`, `static/` and `search/`."""
TEMPLATES = HOME / "templates"
STATIC = HOME / "static"
