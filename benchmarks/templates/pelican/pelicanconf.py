"""Settings of the measured Pelican site: lists of a hundred, nothing but articles and their lists."""

from hashlib import sha256

SITENAME = "A measured archive"
PATH = "content"
THEME = "theme"
THEME_STATIC_DIR = "assets"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
ARTICLE_URL = ARTICLE_SAVE_AS = "articles/{slug}.html"
INDEX_SAVE_AS = "articles/index.html"
CATEGORY_URL = CATEGORY_SAVE_AS = "outlets/{slug}.html"
CATEGORIES_SAVE_AS = "outlets/index.html"
TAG_URL = TAG_SAVE_AS = "topics/{slug}.html"
TAGS_SAVE_AS = "topics/index.html"
YEAR_ARCHIVE_URL = YEAR_ARCHIVE_SAVE_AS = "dates/{date:%Y}.html"
ARCHIVES_SAVE_AS = "dates/index.html"
AUTHOR_SAVE_AS = AUTHORS_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "categories", "tags", "archives"]
TEMPLATE_PAGES = {"home.html": "index.html", "search.html": "search.html", "about.html": "about.html", "data.html": "data.html"}
DEFAULT_PAGINATION = 100
PAGINATION_PATTERNS = [(1, "{url}", "{save_as}"), (2, "{base_name}.{number}{extension}", "{base_name}.{number}{extension}")]
# Pelican's own make the second page of `topic-3` that of `topic-32`.
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
MARKDOWN = {"extensions": [], "output_format": "html5"}
JINJA_FILTERS = {"sha256": lambda text: sha256(text.encode()).hexdigest()}
