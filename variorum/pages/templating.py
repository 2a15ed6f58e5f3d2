"""The Jinja environment of one site, with what is the same on all its pages put into the templates once, as they are read.

`t("cite.label")`, `site.title`, `root` and `'search.html'|href` have one value for all pages of a site that lie equally deep.
They are two thirds of what a page's template computes; here they become plain text of the template, so that a page only
computes what is its own. Method: partial evaluation on Jinja's syntax tree, whose own compiler joins constants.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import markupsafe
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.bccache import Bucket
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from variorum import addresses
from variorum.home import TEMPLATES
from variorum.pages.code import Code, MacroContext, QuickCode
from variorum.pages.page import Site

KEPT = 64  # templates kept: 15 of our own, at two depths, and a few of other sites in the same process


Compiled = tuple[str, str]
"""A folder where compiled templates are kept from build to build, and what stands for the program that compiled them."""


def template(
    name: str, site: Site, root: str, own_templates: Path, look: bytes = b"", compiled: Compiled | None = None,
    quick: bool = False,
) -> Template:  # fmt: skip
    """The template *name* for pages of *site* from which *root* leads to the site's root.

    *look* stands for the templates' files: with another one they are read again. Without one they are looked at every time.
    A *quick* one raises AttributeError where Jinja would look further, for the key of a mapping or for what is not there.
    """
    return (_kept if look else _read)(name, site, root, own_templates, look, compiled, quick)


def _read(
    name: str, site: Site, root: str, own_templates: Path, look: bytes, compiled: Compiled | None, quick: bool
) -> Template:
    return environment(site, root, own_templates, look, compiled, quick).get_template(name)


_kept = lru_cache(maxsize=KEPT)(_read)


@lru_cache(maxsize=KEPT)
def environment(
    site: Site, root: str, own_templates: Path, look: bytes = b"", compiled: Compiled | None = None, quick: bool = False
) -> Environment:
    """The templates: the archive's own before the package's, everything escaped, an unknown name an error."""
    made = (_QuickEnvironment if quick else _Environment)(
        loader=FileSystemLoader([own_templates, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=not look,
        bytecode_cache=_Kept(*compiled, site, root, quick) if compiled else None,
    )
    made.globals |= {"site": site, "t": site.t, "root": root}
    made.filters["href"] = lru_cache(maxsize=addresses.KEPT)(partial(_href, root))
    return made


class _Kept(FileSystemBytecodeCache):
    """Templates compiled for one site and depth: compiling takes 15 ms each, and a build after an edit needs ten."""

    def __init__(self, folder: str, program: str, site: Site, root: str, quick: bool) -> None:
        super().__init__(folder, "%s")
        self._way, self._made_for = f"{root}{' quick' * quick}", f"{program} {site} {root}"

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name of the file: one for each template and depth."""
        return super().get_cache_key(f"{self._way} {name}", filename)

    def get_source_checksum(self, source: str) -> str:
        """Where this is another, the template is compiled again."""
        return super().get_source_checksum(f"{self._made_for}\n{source}")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """On a full disk, keep nothing."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


_FULL = ("http://", "https://", "mailto:", "#")


def _href(root: str, address: str) -> str:
    """An address as it stands in a link of this page: relative to it, or a full one as it is."""
    if address.startswith(_FULL):
        return address
    return root + addresses.link(address)


_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)
"""Markup of a plain text, as a text: a page has a hundred of them, and does not need to know of each that it was escaped."""


class _Environment(Environment):
    """Jinja's, but for the constants, and quicker where templates do not change while it is used."""

    code_generator_class = Code
    context_class = MacroContext

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._loaded: dict[str, Template] = {}

    @staticmethod
    def shown(value: object) -> str:
        """*value* as it is written on a page: escaped, unless it is markup."""
        kind = type(value)
        if kind is str:
            return _escaped(value)  # type: ignore[arg-type]
        if kind is int:
            return str(value)
        return value if kind is Markup else markupsafe.escape(value)  # type: ignore[return-value]

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One dictionary: Jinja's chain of two is copied for each page, and slow to copy."""
        return {**self.globals, **(d or {})}

    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:
        """One table: Jinja's, in which what was used last stands last, takes as long as a small template."""
        if self.auto_reload:
            return super()._load_template(name, globals)
        if name not in self._loaded:
            self._loaded[name] = super()._load_template(name, globals)
        return self._loaded[name]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        assigned = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "store"}
        _Constants(self, assigned).visit(tree)
        return tree


class _QuickEnvironment(_Environment):
    """For templates that take no more from values than these have."""

    code_generator_class = QuickCode
    escaped = staticmethod(_escaped)


class _Constants(NodeTransformer):
    """Puts values in the place of expressions over `t`, `site` and `root`, unless the template gives these names another."""

    def __init__(self, environment: Environment, assigned: set[str]) -> None:
        self._site: Site = environment.globals["site"]  # type: ignore[assignment]
        self._root: str = environment.globals["root"]  # type: ignore[assignment]
        self._free = {"site", "t", "root"} - assigned

    def _names(self, node: nodes.Node, name: str) -> bool:
        return isinstance(node, nodes.Name) and node.name == name and name in self._free and node.ctx == "load"

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802 -- as Jinja's visitors are called
        """`root`."""
        return _constant(self._root, node) if self._names(node, "root") else node

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:  # noqa: N802
        """`site.title`, `t.language`."""
        owner = self._site if self._names(node.node, "site") else self._site.t if self._names(node.node, "t") else None
        value = getattr(owner, node.attr, None)
        return _constant(value, node) if isinstance(value, str | int | float) else self.generic_visit(node)

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802
        """`t("cite.label")`, `t("foot.made", version=site.version)`."""
        self.generic_visit(node)
        values = _values([*node.args, *(one.value for one in node.kwargs)])
        if not self._names(node.node, "t") or values is None or len(node.args) != 1 or node.dyn_args or node.dyn_kwargs:
            return node
        if not self._site.t.known(values[0]):
            return node
        given = {one.key: value for one, value in zip(node.kwargs, values[1:], strict=True)}
        return _constant(self._site.t(values[0], **given), node)

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802
        """`t("text.paragraph", n=one.number)`: the words around what a page puts into them."""
        self.generic_visit(node)
        node.nodes = [part for child in node.nodes for part in self._parts(child)]
        return node

    def _parts(self, node: nodes.Expr) -> Sequence[nodes.Expr]:
        if not isinstance(node, nodes.Call) or not self._names(node.node, "t") or node.dyn_args or node.dyn_kwargs:
            return (node,)
        values = {one.key: one.value for one in node.kwargs}
        key = node.args[0].value if len(node.args) == 1 and isinstance(node.args[0], nodes.Const) else None
        pieces = self._site.t.pieces(key) if key is not None else None
        if not pieces or any(name and name not in values for _, name in pieces):
            return (node,)
        found: list[nodes.Expr] = []
        for words, name in pieces:
            found += [_constant(words, node)] if words else []
            found += [values[name]] if name else []
        return found

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:  # noqa: N802
        """`'search.html'|href`."""
        self.generic_visit(node)
        if node.name == "href" and isinstance(node.node, nodes.Const) and isinstance(node.node.value, str):
            return _constant(_href(self._root, node.node.value), node)
        return node


def _constant(value: object, node: nodes.Node) -> nodes.Const:
    return nodes.Const(value, lineno=node.lineno, environment=node.environment)


def _values(found: Sequence[nodes.Expr]) -> list[Any] | None:
    """The values of constants; None where one is not."""
    constants = [one for one in found if isinstance(one, nodes.Const)]
    return [one.value for one in constants] if len(constants) == len(found) else None
