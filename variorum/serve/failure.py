"""A failed build as a page: every problem with file, line and fix, in place of any page until the next good build."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from variorum.model import Problem

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 3rem auto; padding: 0 1rem }}
h1 {{ font-size: 1.4rem }}
li {{ margin: 1rem 0; list-style: none; border-left: 4px solid #b3261e; padding-left: 1rem }}
ul {{ padding: 0 }}
code {{ font-size: 1rem }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>This page goes away when the next build is good. The site on disk is as it was.</p>
<ul>
{items}
</ul>
</body>
</html>
"""


def page(problems: Sequence[Problem]) -> bytes:
    """The page, in UTF-8."""
    title = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return _PAGE.format(title=f"Not built: {title}", items="\n".join(_item(problem) for problem in problems)).encode()


def _item(problem: Problem) -> str:
    place = f"{problem.file}:{problem.line}" if problem.line else problem.file
    fix = f"<br>fix: {escape(problem.fix)}" if problem.fix else ""
    return f"<li><code>{escape(place)}</code><br><strong>{escape(problem.code)}</strong> {escape(problem.text)}{fix}</li>"
