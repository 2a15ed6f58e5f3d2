"""A built page, read for the tests: its addresses, what it links to and loads, its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
LOADED_RELATIONS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "preconnect", "dns-prefetch", "prefetch"}


@dataclass
class Element:
    """One element of a page."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    content: list[Element | str] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.attributes.get("id", "")

    def __iter__(self) -> Iterator[Element]:
        """The element and all in it, in the page's order."""
        yield self
        for child in self.content:
            if isinstance(child, Element):
                yield from child

    def text(self) -> str:
        """All characters in it, as they stand."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.content)

    def find(self, tag: str, **attributes: str) -> list[Element]:
        """The elements in it with this tag ("" for any) and these attributes; `class_` is one of its classes."""
        return [
            one for one in self if tag in ("", one.tag) and all(one._has(name, value) for name, value in attributes.items())
        ]

    def _has(self, name: str, value: str) -> bool:
        if name == "class_":
            return value in self.attributes.get("class", "").split()
        return self.attributes.get(name) == value


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.at = Element("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.content.append(element)
        if tag not in VOID:
            self.at = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.at.content.append(Element(tag, {name: value or "" for name, value in attrs}, self.at))

    def handle_endtag(self, tag: str) -> None:
        at: Element | None = self.at
        while at and at.tag != tag:
            at = at.parent
        if at and at.parent:
            self.at = at.parent

    def handle_data(self, data: str) -> None:
        self.at.content.append(data)


def read(html: str) -> Element:
    """The elements of a page whose tags are closed (the HTML checkers see to that)."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root


def read_site(site: Path) -> dict[str, Element]:
    """Every page of a site by its address, relative to the site."""
    return {file.relative_to(site).as_posix(): read(file.read_text("utf-8")) for file in sorted(site.rglob("*.html"))}


def loaded(page: Element) -> Iterator[str]:
    """Addresses that a browser fetches to show the page."""
    for element in page:
        match element.tag:
            case "link" if LOADED_RELATIONS & set(element.attributes.get("rel", "").split()):
                yield element.attributes.get("href", "")
            case "script" | "img" | "iframe" | "source" | "video" | "audio" | "embed" | "track" | "input":
                yield from (element.attributes[name] for name in ("src", "poster") if name in element.attributes)
                yield from (one.split()[0] for one in element.attributes.get("srcset", "").split(",") if one.strip())
            case "object":
                yield element.attributes.get("data", "")
            case "use" | "image":
                yield from (element.attributes[name] for name in ("href", "xlink:href") if name in element.attributes)


def linked(page: Element) -> Iterator[str]:
    """Addresses that a reader, or a program, is sent to from the page."""
    for element in page:
        match element.tag:
            case "a" | "area" if "href" in element.attributes:
                yield element.attributes["href"]
            case "link" if not LOADED_RELATIONS & set(element.attributes.get("rel", "").split()):
                yield element.attributes.get("href", "")
            case "form":
                yield element.attributes.get("action", "")
            case "blockquote" | "q" | "ins" | "del" if "cite" in element.attributes:
                yield element.attributes["cite"]
            case "meta" if element.attributes.get("http-equiv", "").lower() == "refresh":
                yield re.sub(r"^[^=]*=", "", element.attributes.get("content", ""))


def styled(css: str) -> list[str]:
    """Addresses that a stylesheet fetches."""
    return [first or second for first, second in re.findall(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""", css)]


def target(page: str, address: str, base_url: str = "") -> tuple[str, str] | None:
    """The file and fragment, relative to the site, that *address* means on *page*; None where it leads out of the site.

    A path that climbs out of the site, or starts at its host, is given as it stands: no file has such a name.
    """
    if base_url and address.startswith(base_url):
        address, page = address.removeprefix(base_url), "index.html"
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    if parts.path.startswith("/"):
        return parts.path, ""
    path = urlsplit(urljoin(f"http://site/a/b/c/{page}", parts.path)).path if parts.path else f"/a/b/c/{page}"
    inside = path.removeprefix("/a/b/c/") if path.startswith("/a/b/c/") else path
    inside = inside + "index.html" if inside.endswith("/") or not inside else inside
    return unquote(inside), unquote(parts.fragment).partition(":~:")[0]
