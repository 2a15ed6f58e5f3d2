"""What livereload does by itself is not enough for an archive; each test holds one thing that is done differently here."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 10.0
"""Seconds until something that should happen is given up on; nothing is timed."""
STILL = 0.7
"""Seconds in which something that should not happen would have."""


@dataclass
class Served:
    """A served archive."""

    root: Path
    port: int
    printed: list[str]
    pid: int

    def put(self, name: str, text: str) -> None:
        path = self.root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def get(self, path: str, host: str = "") -> tuple[int, dict[str, str], str]:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/{path}", headers={"Host": host} if host else {})
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return answer.status, dict(answer.headers), answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, dict(error.headers), error.read().decode()

    def builds(self) -> int:
        return self.printed.count("building")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "index.html").write_text("<!doctype html><title>a</title><p>One.", "utf-8")
    command = [sys.executable, "-u", str(Path(__file__).with_name("small.py")), str(tmp_path)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=_env()
    ) as process:
        printed: list[str] = []
        assert process.stdout
        output = process.stdout
        reader = Thread(target=lambda: printed.extend(line.strip() for line in output))
        reader.start()
        try:
            wait(lambda: any(line.startswith("Serving") for line in printed))
            (line,) = (line for line in printed if line.startswith("Serving"))
            time.sleep(0.3)  # until the system tells of changes; before that none can be seen
            yield Served(tmp_path, int(re.findall(r":(\d+)/", line)[0]), printed, process.pid)
        finally:
            process.kill()
            reader.join()


def _env() -> dict[str, str]:
    return {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}


def wait(what: Callable[[], object]) -> None:
    """Wait until *what* is so."""
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


class Page:
    """An open page: hears what the server tells it."""

    def __init__(self, served: Served) -> None:
        self.served = served

    async def __aenter__(self) -> Page:
        self.connection = await connect(self.served, f"http://127.0.0.1:{self.served.port}")
        await self.connection.write_message(json.dumps({"command": "hello"}))
        await self.connection.read_message()
        await self.connection.write_message(json.dumps({"command": "info", "url": "x"}))
        await asyncio.sleep(0.05)
        return self

    async def __aexit__(self, *_: object) -> None:
        self.connection.close()

    async def hears(self) -> str:
        """The path that the page is told to take over."""
        message = await asyncio.wait_for(self.connection.read_message(), PATIENCE)
        return str(json.loads(message or "{}")["path"])

    async def hears_nothing(self) -> bool:
        try:
            await asyncio.wait_for(asyncio.shield(asyncio.ensure_future(self.connection.read_message())), STILL)
        except TimeoutError:
            return True
        return False


async def connect(served: Served, origin: str) -> WebSocketClientConnection:
    address = f"ws://127.0.0.1:{served.port}/livereload"
    return await websocket_connect(HTTPRequest(address, headers={"Origin": origin}))


def test_a_second_save_soon_after_the_first_is_shown_too(served: Served) -> None:
    async def story() -> list[str]:
        async with Page(served) as page:
            served.put("index.html", "<p>Two.")
            first = await page.hears()
            served.put("index.html", "<p>Three.")
            return [first, await page.hears()]

    assert asyncio.run(story()) == ["*", "*"]
    assert "Three" in served.get("")[2]


def test_a_burst_of_saves_is_one_build(served: Served) -> None:
    async def story() -> bool:
        async with Page(served) as page:
            for number in range(20):
                served.put(f"page-{number}.html", "<p>New.")
            await page.hears()
            return await page.hears_nothing()

    assert asyncio.run(story())
    assert served.builds() == 2


def test_requests_are_answered_during_a_build(served: Served) -> None:
    served.put("SLOW", "")
    wait(lambda: served.builds() == 2)
    assert served.get("")[0] == 200
    assert not (served.root / "site" / "SLOW").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere builds are done by the server's own process")
def test_the_process_that_builds_ends_with_the_server(served: Served) -> None:
    (builder,) = Path(f"/proc/{served.pid}/task/{served.pid}/children").read_text().split()
    os.kill(served.pid, signal.SIGKILL)
    wait(lambda: not Path(f"/proc/{builder}").exists() or " Z " in Path(f"/proc/{builder}/stat").read_text())


def test_a_save_during_a_build_makes_another(served: Served) -> None:
    served.put("SLOW", "")
    wait(lambda: served.builds() == 2)
    served.put("index.html", "<p>Late.")
    wait(lambda: "Late" in served.get("")[2])


def test_a_file_moved_in_with_an_older_date_is_seen(served: Served, tmp_path: Path) -> None:
    old = tmp_path / "old.html"
    old.write_text("<p>Old.", "utf-8")
    os.utime(old, (1, 1))
    old.rename(served.root / "content" / "moved.html")
    wait(lambda: served.get("moved.html")[0] == 200)


def test_a_deleted_file_is_seen(served: Served) -> None:
    served.put("gone.html", "<p>x")
    wait(lambda: served.get("gone.html")[0] == 200)
    (served.root / "content" / "gone.html").unlink()
    wait(lambda: served.get("gone.html")[0] == 404)


def test_an_editor_that_saves_by_rename_is_seen(served: Served) -> None:
    served.put(".index.html.swp", "x")
    served.put("index.html~", "<p>Renamed.")
    (served.root / "content" / "index.html~").rename(served.root / "content" / "index.html")
    wait(lambda: "Renamed" in served.get("")[2])


def test_a_change_of_the_settings_is_seen(served: Served) -> None:
    (served.root / "archive.yaml").write_text("title: x\n", "utf-8")
    wait(lambda: served.builds() == 2)


def test_a_failed_build_stands_in_place_of_every_page_until_it_is_mended(served: Served) -> None:
    async def story() -> tuple[str, str]:
        async with Page(served) as page:
            served.put("FAIL", "")
            broken = await page.hears()
            status, _, shown = served.get("")
            assert status == 500
            assert "<code>content/a.md:3</code><br><strong>A012</strong> &#x27;&lt;b&gt;&#x27; is no date" in shown
            assert "/livereload.js" in shown
            (served.root / "content" / "FAIL").unlink()
            return broken, await page.hears()

    assert asyncio.run(story()) == ("*", "*")
    assert served.get("")[0] == 200


def test_a_stylesheet_is_taken_over_without_loading_the_page_again(served: Served) -> None:
    served.put("assets/site.css", "p {}")
    wait(lambda: served.get("assets/site.css")[0] == 200)

    async def story() -> str:
        async with Page(served) as page:
            served.put("assets/site.css", "p { color: red }")
            return await page.hears()

    assert asyncio.run(story()) == "assets/site.css"


def test_a_save_that_changes_no_page_reloads_none(served: Served) -> None:
    async def story() -> bool:
        async with Page(served) as page:
            served.put("index.html", (served.root / "content" / "index.html").read_text("utf-8"))
            return await page.hears_nothing()

    assert asyncio.run(story())


def test_every_page_has_the_script_from_a_file_whatever_its_head(served: Served) -> None:
    served.put("headless.html", "text")
    served.put("large.html", f"<head><title>{'x' * 200_000}</title></head><p>y")
    served.put("404.html", "<p>Nothing here.")
    wait(lambda: served.get("404.html")[0] == 200)
    script = f'<script src="/livereload.js?port={served.port}"></script>'
    for path, status in (("", 200), ("headless.html", 200), ("large.html", 200), ("no-such-page", 404)):
        answer = served.get(path)
        assert (answer[0], answer[2].count(script)) == (status, 1), path
    assert "Nothing here." in served.get("no-such-page")[2]


def test_nothing_is_kept_by_the_browser(served: Served) -> None:
    assert served.get("")[1]["Cache-Control"] == "no-store"


def test_a_page_of_another_site_may_not_listen(served: Served) -> None:
    with pytest.raises(HTTPClientError, match="403"):
        asyncio.run(connect(served, "https://example.org"))


def test_another_name_for_this_machine_is_turned_away(served: Served) -> None:
    assert served.get("", host=f"evil.example:{served.port}")[0] == 403
    assert served.get("", host=f"localhost:{served.port}")[0] == 200


def test_nothing_outside_the_site_is_served(served: Served) -> None:
    (served.root / "secret.txt").write_text("x", "utf-8")
    assert served.get("%2e%2e/secret.txt")[0] in {403, 404}
