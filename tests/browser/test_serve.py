"""`build.py --serve` in a real browser: what is saved is shown, what is broken is told where it broke, what is mended heals."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from typing import IO
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.archive import copy_project
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

READY = 60  # seconds for the first build: two articles take two, a loaded machine ten times as long
SOON = 20_000  # milliseconds from a save to the page that shows it; only a limit, the speed is measured in benchmarks/


@dataclass
class Serving:
    """A running `build.py --serve` over a copy of the project."""

    root: Path
    url: str
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)

    @property
    def article(self) -> Path:
        """The content file of the rewrite."""
        (file,) = self.root.glob("content/articles/**/russia-and-china*.md")
        return file

    @property
    def article_url(self) -> str:
        return f"{self.url}articles/{self.article.stem}.html"


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    root = copy_project(tmp_path / "project")
    command = [sys.executable, "build.py", "--serve", "--port", "0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command,
        cwd=root,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
    ) as process:
        lines: Queue[str] = Queue()
        threading.Thread(target=read_lines, args=(process.stdout, lines), daemon=True).start()
        try:
            yield Serving(root, address_said(lines), process)
        finally:
            process.terminate()
            process.wait(20)


def read_lines(stream: IO[str] | None, lines: Queue[str]) -> None:
    """Hand over what a process says, line by line, until it ends."""
    for line in stream or ():
        lines.put(line)


def address_said(lines: Queue[str]) -> str:
    """The address that the server prints once it is ready."""
    said: list[str] = []
    while True:
        try:
            said.append(lines.get(timeout=READY))
        except Empty:
            pytest.fail(f"no address within {READY} s:\n{''.join(said)}")
        if found := re.search(r"http://127\.0\.0\.1:\d+/", said[-1]):
            return found[0]


def edit(file: Path, change: Callable[[str], str]) -> None:
    """Save *file* with its text changed."""
    before = file.read_text("utf-8")
    after = change(before)
    assert after != before
    file.write_text(after, "utf-8")


def stays(page: Page) -> None:
    """Mark the window, so that a test can tell a reload from a change in place."""
    page.evaluate("window.stayed = true")


def test_a_saved_article_shows_in_the_open_page(serving: Serving, visitor: Visitor) -> None:
    page = visitor.open(serving.article_url)
    edit(serving.article, lambda text: text + "\nA paragraph that was added a moment ago.\n")
    expect(page.get_by_text("A paragraph that was added a moment ago.")).to_be_visible(timeout=SOON)


def test_a_second_save_at_once_is_not_lost(serving: Serving, visitor: Visitor) -> None:
    page = visitor.open(serving.article_url)
    edit(serving.article, lambda text: text + "\nThe first of two saves.\n")
    expect(page.get_by_text("The first of two saves.")).to_be_visible(timeout=SOON)
    edit(serving.article, lambda text: text + "\nThe second of two saves.\n")
    expect(page.get_by_text("The second of two saves.")).to_be_visible(timeout=SOON)


def test_a_saved_template_shows_in_the_open_page(serving: Serving, visitor: Visitor) -> None:
    page = visitor.open(serving.article_url)
    for template in serving.root.glob("templates/**/*.html"):
        if "</footer>" in (text := template.read_text("utf-8")):
            template.write_text(text.replace("</footer>", "<p>A foot that was added a moment ago.</p></footer>"), "utf-8")
    expect(page.get_by_text("A foot that was added a moment ago.").first).to_be_visible(timeout=SOON)


def test_a_saved_stylesheet_changes_the_page_without_a_reload(serving: Serving, visitor: Visitor) -> None:
    page = visitor.open(serving.article_url)
    stays(page)
    sheet = serving.root / "static" / "css" / "variorum.css"
    edit(sheet, lambda text: text + "\nh1 { letter-spacing: 7px !important; }\n")
    expect(page.get_by_role("heading", level=1)).to_have_css("letter-spacing", "7px", timeout=SOON)
    assert page.evaluate("window.stayed") is True


def test_a_broken_file_is_told_with_its_line_and_mending_it_heals(serving: Serving, visitor: Visitor) -> None:
    page = visitor.open(serving.article_url)
    whole = serving.article.read_text("utf-8")
    title = page.title()
    edit(serving.article, lambda text: text.replace("outlet:", "oulet:", 1))
    told = re.compile(rf"{re.escape(serving.article.name)}:\d+")
    expect(page.locator("body")).to_contain_text(told, timeout=SOON)
    expect(page.locator("body")).to_contain_text("did you mean 'outlet'?")
    serving.article.write_text(whole, "utf-8")
    expect(page).to_have_title(title, timeout=SOON)
    expect(page.locator('[id="p1"]')).to_be_visible()
    visitor.complaints[:] = [told for told in visitor.complaints if "status of 500" not in told]


def test_a_broken_file_is_told_on_every_page(serving: Serving, visitor: Visitor) -> None:
    page = visitor.open(serving.url)
    edit(serving.article, lambda text: text.replace("outlet:", "oulet:", 1))
    expect(page.locator("body")).to_contain_text(serving.article.name, timeout=SOON)
    page.goto(serving.url + "search.html")
    expect(page.locator("body")).to_contain_text(serving.article.name)
    visitor.complaints[:] = [told for told in visitor.complaints if "status of 500" not in told]


def test_the_other_machines_of_a_network_are_not_served(serving: Serving) -> None:
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", urlsplit(serving.url).port or 0), timeout=5).close()
