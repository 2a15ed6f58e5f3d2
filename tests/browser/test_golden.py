"""What a screen reader is told of an article and of a story: Chromium's accessibility tree as golden text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.kinds import address
from tests.server import Served

pytestmark = pytest.mark.browser

SILENT = {"none", "generic", "InlineTextBox", "LineBreak", "ListMarker"}
"""Roles that a screen reader passes over."""


@pytest.mark.parametrize("page", ["articles/russia-and-china*.html", "stories/[!i]*.html"])
def test_what_a_screen_reader_is_told_is_kept(
    visit: Callable[..., Page], served: Served, site: Path, golden: Callable[[str, str], None], page: str
) -> None:
    name = address(site, page)
    golden(f"accessibility/{name.removesuffix('.html')}.txt", accessibility_tree(visit(served.url + name)))


def accessibility_tree(page: Page) -> str:
    """A line for each node that is told: role, name, level and state, indented by its depth."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}
    return "\n".join(told(nodes[0], by_id, 0)) + "\n"


def told(node: dict[str, Any], by_id: dict[str, dict[str, Any]], depth: int, above: str = "") -> list[str]:
    """The lines of a node and of those below it. Text that only repeats the name of the node above is left out."""
    role, said = node.get("role", {}).get("value", "none"), name(node)
    shown = not node.get("ignored") and role not in SILENT and not (role == "StaticText" and said == above)
    below = [
        line
        for child in node.get("childIds", [])
        if child in by_id
        for line in told(by_id[child], by_id, depth + shown, said if shown else above)
    ]
    return [f"{'  ' * depth}{role}" + (f' "{said}"' if said else "") + states(node), *below] if shown else below


def name(node: dict[str, Any]) -> str:
    """What the node is called."""
    return " ".join(node.get("name", {}).get("value", "").split())


def states(node: dict[str, Any]) -> str:
    """What else is said of it: its level, whether it is open, and the like."""
    found = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
    kept = {key: found.get(key) for key in ("level", "expanded", "checked", "pressed", "required")}
    return "".join(f" {key}={value}" for key, value in kept.items() if value not in (None, ""))
