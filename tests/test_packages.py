"""pyproject.toml names every package, and the folders that go into it; tests/test_packaging.py installs the result."""

from __future__ import annotations

import tomllib

from tests.tools import ROOT

SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
MAPPED = {"variorum.search": "search", "variorum.templates": "templates", "variorum.static": "static"}


def packages_found() -> set[str]:
    """The packages that stand in the checkout, by the name they have once installed."""
    own = {".".join(file.parent.relative_to(ROOT).parts) for file in (ROOT / "variorum").rglob("__init__.py")}
    search = {".".join(["variorum", *file.parent.relative_to(ROOT).parts]) for file in (ROOT / "search").rglob("__init__.py")}
    return own | search | {package for package, folder in MAPPED.items() if (ROOT / folder).is_dir()}


def test_every_package_is_named() -> None:
    assert sorted(SETUPTOOLS["packages"]) == sorted(packages_found())


def test_the_folders_beside_the_package_go_into_it() -> None:
    assert SETUPTOOLS.get("package-dir", {}) == {package: MAPPED[package] for package in MAPPED if package in packages_found()}


def test_the_folder_that_is_built_into_is_no_package() -> None:
    assert not (ROOT / "site" / "__init__.py").exists()
