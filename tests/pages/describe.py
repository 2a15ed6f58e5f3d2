"""docs/templates.md as the code has it: `python -m tests.pages.describe > docs/templates.md` writes it anew."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.pages.samples import CONFIG, archive
from variorum.pages import __file__ as package
from variorum.pages import data_page, plan

INTRODUCTION = """\
# Templates

The pages are made by the Jinja templates in `templates/`. To change one, put a file of the same name (`article.html`, or
`partials/macros.html`) into the `templates/` folder of your archive: it takes the place of ours, and all others stay. Start
from a copy of ours. `python build.py --serve` shows what you change as you save it.

Everything is escaped, an unknown name is an error that names the template and line, and templates decide nothing: what a page
shows is computed before, in `variorum/pages/`. This page is made from that code, and a test holds it to it.

Every template receives

| value | what it is |
|---|---|
| `view` | what the page shows: one of the classes below |
| `site` | `title`, `description`, `base_url`, `language`, `contact`, `contact_href`, `publisher`, `certain_from`, `version` |
| `t` | the site's own words: `t("nav.search")`, `t("list.quoted", n=3)`; they stand in `variorum/strings/<language>.yaml` |
| `path`, `root` | the page's address, and the way from it to the root of the site: `../` |
| `navigation` | the links at the head, made once for each section by `partials/navigation.html` |
| `\\|href` | a filter: an address of the site as it is written in a link on this page, `{{ link.href\\|href }}` |

A page may not need another host, an inline script or a `style` attribute: its Content-Security-Policy forbids them.
"""


def classes() -> dict[str, tuple[str, list[tuple[str, str, str]]]]:
    """Of every value of the pages: its docstring, and (name, type, meaning) of its fields."""
    found: dict[str, tuple[str, list[tuple[str, str, str]]]] = {}
    for file in sorted(Path(package).parent.glob("*.py")):
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and node.decorator_list:
                found[node.name] = (ast.get_docstring(node) or "", list(fields(node)))
    return found


def fields(node: ast.ClassDef) -> list[tuple[str, str, str]]:
    rows: list[tuple[str, str, str]] = []
    for one in node.body:
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name):
            rows.append((one.target.id, ast.unparse(one.annotation), ""))
        elif rows and isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant):
            rows[-1] = (*rows[-1][:2], " ".join(str(one.value.value).split()))
    return rows


def used() -> dict[str, str]:
    """The class that each template receives, from the pages of a sample archive."""
    planned = (*plan(archive(), CONFIG), data_page(archive(), (), CONFIG))
    return dict(sorted({page.template: type(page.view()).__name__ for page in planned}.items()))


def described() -> str:
    """The whole of docs/templates.md."""
    known = classes()
    parts = [INTRODUCTION]
    shown: list[str] = []
    for template, name in used().items():
        parts.append(f"## {template}\n\n`view` is a `{name}`.\n")
        if name not in shown:
            parts.append(table(known[name]))
        shown.append(name)
    reached = reachable(shown, known)
    parts += ["## Values within\n"]
    parts += [f"### {name}\n\n{table(known[name])}" for name in sorted(reached - set(shown))]
    return "\n".join(parts)


def reachable(start: list[str], known: dict[str, tuple[str, list[tuple[str, str, str]]]]) -> set[str]:
    found, waiting = set(start), list(start)
    while waiting:
        for _, type_, _ in known[waiting.pop()][1]:
            new = {name for name in re.findall(r"\w+", type_) if name in known} - found
            found |= new
            waiting += new
    return found


def table(described: tuple[str, list[tuple[str, str, str]]]) -> str:
    text, rows = described
    lines = [f"{' '.join(text.split())}\n", "| field | type | meaning |", "|---|---|---|"]
    lines += [
        f"| `{name}` | `{type_.replace('|', chr(92) + '|')}` | {meaning.replace('|', chr(92) + '|')} |"
        for name, type_, meaning in rows
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(described(), end="")
