"""A browser's windows, with console and requests watched."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from tests.browser.flags import Colors


@dataclass
class Visitor:
    """Opens pages, and remembers what the browser complained of and whom it asked."""

    browser: Browser
    complaints: list[str] = field(default_factory=list)
    """Console messages, script errors, requests that failed, requests to other hosts."""

    def open(
        self, url: str, width: int = 1280, colors: Colors = "light", scripts: bool = True, timeout: float = 10_000
    ) -> Page:
        """A new window of *width* pixels that shows *url*."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=colors,
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        context.set_default_timeout(timeout)
        page = context.new_page()
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("request", lambda request: self._request(request, url))
        page.goto(url)
        return page

    def _console(self, message: ConsoleMessage) -> None:
        self.complaints.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")

    def _request(self, request: Request, url: str) -> None:
        if urlsplit(request.url).scheme not in {"data", "blob"} and urlsplit(request.url).netloc != urlsplit(url).netloc:
            self.complaints.append(f"asked another host: {request.url}")

    def close(self) -> None:
        """Close every window."""
        for context in self.browser.contexts:
            context.close()
