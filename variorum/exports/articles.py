"""The articles as data: what each page's record says; and the texts of those whose licence lets them be copied."""

from __future__ import annotations

from variorum import addresses
from variorum.config import is_open
from variorum.exports.tables import Row
from variorum.model import Article, ArticleId, Column, Show
from variorum.pages.dating import machine_readable
from variorum.pages.holdings import Holdings
from variorum.pages.page import Site

ARTICLES = (
    Column("article"), Column("address"), Column("title"), Column("outlet"), Column("outlet_name"), Column("published"),
    Column("date"), Column("date_from"), Column("url"), Column("archived"), Column("retrieved"), Column("bylines", "list"),
    Column("dateline"), Column("language"), Column("topics", "list"), Column("paragraphs", "integer"),
    Column("characters", "integer"), Column("sha256"), Column("quotations", "integer"), Column("story"),
    Column("rights_holder"), Column("license"), Column("show"), Column("withdrawn", "boolean"),
)  # fmt: skip

TEXTS = (Column("article"), Column("sha256"), Column("license"), Column("text"))


def article_row(id: ArticleId, holdings: Holdings, site: Site) -> Row:
    """One row of `ARTICLES`. Of a withdrawn article nothing but its address is left to tell."""
    article = holdings.article(id)
    story = holdings.story_of.get(id)
    published = article.published
    return (
        id, site.base_url + addresses.article(id), article.title, article.outlet, holdings.outlet_name(article.outlet),
        published.edtf if published else "", machine_readable(published), published.basis.value if published else "",
        article.url, article.archived, article.retrieved, article.bylines, article.dateline, article.language,
        article.topics, sum(block.number > 0 for block in article.blocks), len(article.text), article.digest,
        holdings.annotation(id).count, story.id if story else "", article.rights.holder, article.rights.license,
        article.rights.show.value, article.withdrawn is not None,
    )  # fmt: skip


def has_text(article: Article) -> bool:
    """True where the words of *article* may be handed on in bulk: a licence says so, and all of them are shown."""
    return article.withdrawn is None and article.rights.show is Show.FULL and is_open(article.rights.license)


def text_row(id: ArticleId, holdings: Holdings) -> Row:
    """One row of `TEXTS`."""
    article = holdings.article(id)
    return (id, article.digest, article.rights.license, article.text)
