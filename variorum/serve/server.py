"""HTTP, and the connection over which open pages hear of changes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from livereload import Server
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler, StaticFileHandler
from tornado import httputil, netutil, web
from tornado.httpserver import HTTPServer

from variorum.serve.builder import Build, apart
from variorum.serve.watch import Rebuilder

HOST = "127.0.0.1"
LOCAL = {"127.0.0.1", "localhost", "::1"}
"""Names of this machine. A page from elsewhere that has its own name point here is turned away by them."""
SCRIPT = b'\n<script src="/livereload.js?port=%d"></script>\n'
"""From a file, so that a policy that forbids scripts inside pages does not stop it."""


def serve(site: Path, folders: Sequence[Path], files: Sequence[Path], build: Build, port: int) -> None:
    """Build, then serve *site* until interrupted, building again when something below *folders* or one of *files* changes.

    Port 0 takes any that is free. Raises OSError where the port is taken.
    """
    with apart(build) as builds:
        watcher = Rebuilder([folder for folder in folders if folder.is_dir()], files, builds)
        watcher.attempt()
        LocalServer(watcher=watcher).serve(port=port, root=str(site))


class LocalServer(Server):  # type: ignore[misc]
    """livereload's server for this machine alone."""

    def application(self, port: int, host: str, *_: object, **__: object) -> None:
        """Listen, and start to watch. The arguments are livereload's; of them the port counts."""
        del host
        LiveReloadHandler.watcher = self.watcher
        (socket,) = netutil.bind_sockets(port, HOST)
        actual = socket.getsockname()[1]
        handlers: list[Any] = [
            (r"/livereload", Live),
            (r"/livereload\.js", Script),
            (r"/(.*)", Pages, {"path": self.root, "default_filename": "index.html"}),
        ]
        application = web.Application(
            handlers,
            transforms=[Injector],
            watcher=self.watcher,
            port=actual,
            websocket_ping_interval=30,
            log_function=lambda _: None,
        )
        HTTPServer(application).add_socket(socket)
        self.watcher.follow(tell)
        print(f"Serving on http://{HOST}:{actual}/ ; Ctrl-C ends it.", flush=True)

    def _setup_logging(self) -> None:
        """Quiet: builds tell what they did."""


def tell(paths: Sequence[str]) -> None:
    """Have every open page take over the files *paths* of the site."""
    for waiter in LiveReloadHandler.waiters.copy():
        for path in paths:
            waiter.send_message({"command": "reload", "path": path, "liveCSS": True, "liveImg": True})


def is_local(host: str) -> bool:
    """True where a `Host:` or `Origin:` names this machine."""
    return (urlsplit(host if "//" in host else f"//{host}").hostname or "") in LOCAL


class Live(LiveReloadHandler):  # type: ignore[misc]
    """The connection to an open page."""

    def prepare(self) -> None:
        """Turn other machines' names away."""
        _only_local(self)

    def check_origin(self, origin: str) -> bool:
        """Pages of other sites may not listen."""
        return is_local(origin)


class Script(LiveReloadJSHandler):  # type: ignore[misc]
    """The browser's half of livereload."""

    def prepare(self) -> None:
        """Turn other machines' names away."""
        _only_local(self)


class Pages(StaticFileHandler):  # type: ignore[misc]
    """The site; in place of any page, what was wrong with the last build."""

    def prepare(self) -> None:
        """Turn other machines' names away."""
        _only_local(self)

    async def get(self, path: str, include_body: bool = True) -> None:
        """A file of the site, read in one go: a build may put a longer one in its place meanwhile."""
        del include_body
        failure = self.settings["watcher"].failure
        if failure and _is_page(path):
            self._send(500, failure)
            return
        self.path = self.parse_url_path(path)
        absolute = self.validate_absolute_path(self.root, self.get_absolute_path(self.root, self.path))
        if absolute is not None:
            self.absolute_path = absolute
            self._send(200, Path(absolute).read_bytes(), self.get_content_type())

    def write_error(self, status_code: int, **details: Any) -> None:
        """The site's own page for addresses that are not found."""
        del details
        own = Path(self.root) / "404.html"
        found = status_code == 404 and own.is_file()
        self._send(
            status_code,
            own.read_bytes() if found else b"<!doctype html><title>%d</title><h1>%d</h1>" % (status_code, status_code),
        )

    def _send(self, status: int, content: bytes, kind: str = "text/html") -> None:
        """Answer; the browser keeps nothing."""
        self.set_status(status)
        self.set_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.set_header("Cache-Control", "no-store")
        self.finish(content)


def _only_local(handler: web.RequestHandler) -> None:
    if not is_local(handler.request.host):
        raise web.HTTPError(403)


def _is_page(path: str) -> bool:
    last = path.rsplit("/", 1)[-1]
    return last.endswith(".html") or "." not in last


class Injector(web.OutputTransform):
    """Puts livereload's script at the end of every HTML page, whatever its head looks like."""

    def __init__(self, request: httputil.HTTPServerRequest) -> None:
        super().__init__(request)
        self.script = b""
        self.request = request

    def transform_first_chunk(
        self, status_code: int, headers: httputil.HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, httputil.HTTPHeaders, bytes]:
        """Make room for the script in the length that is announced."""
        if headers.get("Content-Type", "").startswith("text/html"):
            self.script = SCRIPT % self.request.connection.stream.socket.getsockname()[1]  # type: ignore[union-attr]
            if "Content-Length" in headers:
                headers["Content-Length"] = str(int(headers["Content-Length"]) + len(self.script))
        return status_code, headers, self.transform_chunk(chunk, finishing)

    def transform_chunk(self, chunk: bytes, finishing: bool) -> bytes:
        """Put the script behind the last chunk."""
        return chunk + self.script if finishing else chunk
