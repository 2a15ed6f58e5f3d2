"""How Chromium is started."""

from typing import Literal

Colors = Literal["light", "dark"]
"""What a reader prefers."""

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""Chromium as root, and silent where there is no network."""
