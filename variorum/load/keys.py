"""Every key of every file that archivists write. docs/formats.md explains each; a test holds it to this list."""

from __future__ import annotations

ARTICLE = (
    "title", "outlet", "published", "published_from", "url", "retrieved", "archived", "byline", "dateline", "dek", "language",
    "topics", "syndicated_from", "rights", "omitted", "withdrawn", "aliases", "source", "extra",
)  # fmt: skip
WITHDRAWN = ("on", "reason")
NOTES = ("quotes", "not_quotes", "note", "relations")
QUOTE_NOTE = ("quote", "speaker", "kind", "note", "checked")
CHECKED = ("by", "on")
RELATION = ("article", "kind")
OUTLET = ("name", "aliases", "url", "credits", "rights")
TOPIC = ("name", "description", "languages")
TOPIC_IN_LANGUAGE = ("name", "description")
SPEAKER = ("name", "aliases", "roles", "wikidata", "kind", "not", "formerly")
