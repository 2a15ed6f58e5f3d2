"""How an article is cited: as text, RIS, CSL-JSON and BibLaTeX, and as a link to its words at the original address.

RIS `NEWS` and CSL `article-newspaper` come through Zotero as newspaper articles; BibTeX has no such type.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from urllib.parse import quote

from variorum import addresses
from variorum.markup import safe_link
from variorum.model import Article, Published
from variorum.model.values import Value, dataclass
from variorum.pages.page import Site

WHOLE = 120  # characters. A text of at most so many goes into a text fragment whole; a longer one by its ends.
ENDS = 5  # words at each end of a longer one.
BEFORE = 3  # words before a text that occurs twice.
KEPT = 1024  # fields of citations remembered, as they are written for TeX: outlets, days and languages come again.


_DAY = re.compile(r"\d{4}(-\d\d){0,2}")
_SPECIAL = re.compile(r"([&%$#_{}])")
_quoted = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Citation(Value):
    """An article as other tools cite it."""

    text: str
    ris: str
    csl: str
    biblatex: str


def cite(article: Article, outlet: str, site: Site) -> Citation:
    """*article*, published by *outlet* ("" where not known), as citations."""
    address = f"{site.base_url}{addresses.article(article.id)}" if site.base_url else ""
    return Citation(
        _text(article, outlet, address, site), ris(article, outlet, address), csl(article, outlet, address),
        biblatex(article, outlet, address),
    )  # fmt: skip


def _text(article: Article, outlet: str, address: str, site: Site) -> str:
    authors = ", ".join(article.bylines)
    date = _day(article.published) or site.t("record.undated")
    parts = [part for part in (authors, f"“{article.title}”", outlet, date) if part]
    held = ", ".join(part for part in (site.t("cite.held", archive=site.title), address) if part)
    return f"{', '.join(parts)}. {held}."


def ris(article: Article, outlet: str, address: str) -> str:
    """The article as a RIS record, lines ended by CRLF."""
    rows = [("TY", "NEWS"), ("TI", article.title)]
    rows += [("AU", author) for author in article.bylines]
    rows += [("T2", outlet), ("DA", _ris_date(article.published)), ("LA", article.language), ("UR", address)]
    rows += [("Y2", article.retrieved.replace("-", "/")), ("AN", article.id)]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in rows if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def csl(article: Article, outlet: str, address: str) -> str:
    """The article as a CSL-JSON item, a space for each level: json's own indenting takes five times as long."""
    rows = [("id", _quoted(article.id)), ("type", _quoted("article-newspaper")), ("title", _quoted(article.title))]
    if article.bylines:
        authors = ",\n".join(f'  {{\n   "literal": {_quoted(author)}\n  }}' for author in article.bylines)
        rows.append(("author", f"[\n{authors}\n ]"))
    if outlet:
        rows.append(("container-title", _quoted(outlet)))
    if day := _day(article.published):
        parts = ",\n".join(f"    {int(part)}" for part in day.split("-"))
        rows.append(("issued", f'{{\n  "date-parts": [\n   [\n{parts}\n   ]\n  ]\n }}'))
    rows.append(("language", _quoted(article.language)))
    if address:
        rows.append(("URL", _quoted(address)))
    return "{\n" + ",\n".join(f' "{key}": {value}' for key, value in rows) + "\n}"


def biblatex(article: Article, outlet: str, address: str) -> str:
    """The article as a BibLaTeX entry."""
    authors = " and ".join([f"{{{author}}}" for author in article.bylines])
    rows = (
        ("title", _tex(article.title)), ("author", authors), ("journaltitle", _tex(outlet)),
        ("date", _tex(_day(article.published))), ("langid", _tex(article.language)), ("url", address),
        ("urldate", _tex(article.retrieved)), ("entrysubtype", "newspaper"),
    )  # fmt: skip
    fields = ",\n".join([f"  {name} = {{{value}}}" for name, value in rows if value])
    return f"@article{{{article.id},\n{fields}\n}}"


def text_fragment(article: Article, words: str) -> str:
    """A link to *words* at the article's original address; "" where that is not known. They must lie in one paragraph."""
    if not article.url or not safe_link(article.url) or not words.strip():
        return ""
    address = article.url.split("#")[0]
    if len(words) <= WHOLE:
        place = article.text.find(words)
        before = article.text[:place].split()[-BEFORE:] if article.text.count(words) > 1 else []
        prefix = f"{_fragment(' '.join(before))}-," if before else ""
        return f"{address}#:~:text={prefix}{_fragment(words)}"
    pieces = words.split()
    return f"{address}#:~:text={_fragment(' '.join(pieces[:ENDS]))},{_fragment(' '.join(pieces[-ENDS:]))}"


def _fragment(text: str) -> str:
    return quote(text, safe="").replace("-", "%2D")


def _day(published: Published | None) -> str:
    match = _DAY.match(published.edtf) if published else None
    return match[0] if match else ""


def _ris_date(published: Published | None) -> str:
    parts = _day(published).split("-")
    return "/".join([*parts, *[""] * (4 - len(parts))]) if parts[0] else ""


@lru_cache(maxsize=KEPT)
def _tex(value: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(value.replace("\\", "").split()))
