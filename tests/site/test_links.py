"""Every link of the site leads somewhere, and nothing is fetched from another host."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.html import Element, linked, loaded, read, read_site, styled, target
from variorum.config import read_config


def broken(pages: dict[str, Element], files: set[str], base_url: str = "") -> list[str]:
    """`page -> address` for each address within the site that no file or no element answers to."""
    ids = {name: {element.id for element in page if element.id} for name, page in pages.items()}
    found: list[str] = []
    for name, page in pages.items():
        for address in sorted({*linked(page), *loaded(page)}):
            aim = target(name, address, base_url)
            if aim and (aim[0] not in files or (aim[1] and aim[0] in ids and aim[1] not in ids[aim[0]])):
                found.append(f"{name} -> {address}")
    return found


def files_of(site: Path) -> set[str]:
    return {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Element]:
    return read_site(site)


def test_every_internal_link_and_fragment_resolves(site: Path, pages: dict[str, Element]) -> None:
    assert broken(pages, files_of(site), read_config(site.parent).base_url) == []


def test_every_page_can_be_reached_from_the_front(site: Path, pages: dict[str, Element]) -> None:
    reached, open_pages = {"index.html"}, ["index.html"]
    while open_pages:
        name = open_pages.pop()
        aims = {aim[0] for address in linked(pages[name]) if (aim := target(name, address))}
        fresh = {aim for aim in aims if aim in pages} - reached
        reached |= fresh
        open_pages += sorted(fresh)
    assert sorted(set(pages) - reached) == ["404.html"]


def test_an_id_stands_once_on_its_page(pages: dict[str, Element]) -> None:
    for name, page in pages.items():
        ids = [element.id for element in page if element.id]
        assert (name, sorted({one for one in ids if ids.count(one) > 1})) == (name, [])


def test_no_page_loads_anything_from_another_host(pages: dict[str, Element]) -> None:
    assert [f"{name}: {address}" for name, page in pages.items() for address in loaded(page) if urlish(address)] == []


def test_no_stylesheet_or_script_names_another_host(site: Path) -> None:
    for file in sorted(site.rglob("*.css")):
        text = file.read_text("utf-8")
        assert (file.name, [address for address in styled(text) if urlish(address)]) == (file.name, [])
        aims = [
            target(file.relative_to(site).as_posix(), address) for address in styled(text) if not address.startswith("data:")
        ]
        assert [aim for aim in aims if aim and aim[0] not in files_of(site)] == []
    for file in sorted(site.rglob("*.js")):
        calls = re.findall(r"""(?:fetch|import|Worker|src\s*=)\s*\(?\s*["'`](?:https?:)?//[^"'`]+""", file.read_text("utf-8"))
        assert (file.name, calls) == (file.name, [])


def urlish(address: str) -> bool:
    """True of an address that names a host."""
    return bool(re.match(r"(?:[a-z][a-z0-9+.-]*:)?//", address, re.IGNORECASE))


def test_no_page_holds_a_style_or_script_of_its_own(pages: dict[str, Element]) -> None:
    for name, page in pages.items():
        inline = [
            element.tag for element in page if element.tag == "style" or any(key == "style" for key in element.attributes)
        ]
        inline += [
            element.tag
            for element in page.find("script")
            if "src" not in element.attributes and element.attributes.get("type") != "application/ld+json"
        ]
        inline += [f"{element.tag} {key}" for element in page for key in element.attributes if key.startswith("on")]
        assert (name, inline) == (name, [])


def test_every_page_forbids_what_is_not_its_own(pages: dict[str, Element]) -> None:
    for name, page in pages.items():
        metas = [
            meta for meta in page.find("meta") if meta.attributes.get("http-equiv", "").lower() == "content-security-policy"
        ]
        policy = metas[0].attributes["content"] if metas else ""
        assert (name, "default-src 'none'" in policy or "default-src 'self'" in policy) == (name, True)
        assert (name, "unsafe-inline" in policy or "unsafe-eval" in policy or "http" in policy) == (name, False)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("b.html", []),
        ("b.html#here", []),
        ("b.html#here:~:text=words", []),
        ("#top", []),
        ("https://example.org/gone", []),
        ("mailto:a@example.org", []),
        ("c.html", ["x/a.html -> c.html"]),
        ("b.html#gone", ["x/a.html -> b.html#gone"]),
        ("#gone", ["x/a.html -> #gone"]),
        ("/x/b.html", ["x/a.html -> /x/b.html"]),
        ("../../b.html", ["x/a.html -> ../../b.html"]),
    ],
)
def test_the_check_itself_tells_a_broken_link_from_a_whole_one(address: str, told: list[str]) -> None:
    pages = {"x/a.html": read(f'<p id="top"><a href="{address}">a</a></p>'), "x/b.html": read('<p id="here">b</p>')}
    assert broken(pages, set(pages)) == told
