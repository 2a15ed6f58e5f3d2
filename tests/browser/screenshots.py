"""Pictures of every kind of page for docs/screenshots/: `python -m tests.browser.screenshots`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.archive import copy_archive, copy_varied
from tests.browser.flags import FLAGS, Colors
from tests.browser.kinds import OWN, VARIED, address
from tests.server import serve_folder
from tests.tools import ROOT, chromium
from variorum.config import read_config
from variorum.pipeline import build

PICTURES = ROOT / "docs" / "screenshots"
IN_EVERY_LOOK = {"front", "article", "story", "speaker", "search"}
ODD = (
    "story of three witnesses",
    "two of three witnesses",
    "article with notes",
    "article from right to left",
    "withdrawn article",
)
"""Of the varied archive."""
LOOKS: dict[str, tuple[Colors, int]] = {"light": ("light", 1280), "dark": ("dark", 1280), "narrow": ("light", 360)}


def main() -> None:
    """Build the project's own archive, and that of odd articles, and write a picture of each kind of page and look."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        own, varied = copy_archive(Path(folder) / "archive"), copy_varied(Path(folder) / "varied")
        for root, kinds in ((own, OWN), (varied, {kind: VARIED[kind] for kind in ODD})):
            build(read_config(root))
            with serve_folder(root / "site") as served:
                for kind, pattern in kinds.items():
                    for look in LOOKS if kind in IN_EVERY_LOOK else ["light"]:
                        take(browser, served.url + address(root / "site", pattern), kind, look)
        browser.close()


def take(browser: Browser, url: str, kind: str, look: str) -> None:
    """Write `<kind>-<look>.png`: what the window shows first."""
    colors, width = LOOKS[look]
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=colors)
    page = context.new_page()
    page.goto(url + ("?q=speaker:peskov" if kind == "search" else ""))
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / f"{kind.replace(' ', '-')}-{look}.png")
    context.close()


if __name__ == "__main__":
    main()
