"""A folder served over http on 127.0.0.1, as a static host would: 404.html where there is no such page."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Served:
    """A running server."""

    url: str
    """With the base path and a `/` at the end."""
    requested: list[str] = field(default_factory=list)
    """Paths asked for so far, in order."""


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: object, base: str, requested: list[str], **kwargs: object) -> None:
        self.base = base
        self.requested = requested
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        self.requested.append(path)
        if not path.startswith(self.base):
            return str(Path(self.directory) / "there is no such file")
        return super().translate_path("/" + path.removeprefix(self.base))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.exists():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serve_folder(folder: Path, base: str = "/") -> Iterator[Served]:
    """Serve *folder* below *base* on a free port until the block ends."""
    requested: list[str] = []
    handler = partial(_Handler, directory=str(folder), base=base, requested=requested)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield Served(f"http://127.0.0.1:{server.server_port}{base}", requested)
        finally:
            server.shutdown()
            thread.join()
