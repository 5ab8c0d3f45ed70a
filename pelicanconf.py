"""Settings of the site, for building and looking at it here. `publishconf.py` adds what publishing needs."""

from pathlib import Path

from archive_build.order import newest_first
from archive_build.sanitize import safe_html

SITENAME = "ورّاق: أرشيف نموذجي"
SITESUBTITLE = "مقالات نموذجية كُتبت لهذا المشروع: أخبارها وأشخاصها وصحفها من نسج الخيال."
SITEURL = "http://localhost:8000"
TIMEZONE = "UTC"
DEFAULT_LANG = "ar"

PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["images"]

# The archive's own settings: see README.md
NEWS_RAW_PATHS = ["raw"]
NEWS_FIELDS = {}
NEWS_UNPACKED_MIB = 256
NEWS_UNPACKED_RATIO = 100
NEWS_PER_PAGE = 20
NEWS_FEED_ITEMS = 50
NEWS_NODE_MODULES = str(Path(__file__).parent / "node_modules")
NEWS_PUBLISHER_NAMES = {}
SEARCH_INDEX_TERMS = 2000

# What makes Pelican an archive's generator; leave it as it is
PLUGINS = ["news_ingest.plugin", "archive_build.plugin", "archive_pages.plugin", "archive_search.plugin"]
RELATIVE_URLS = True
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
ARTICLE_ORDER_BY = newest_first
ARTICLE_TRANSLATION_ID = False
PAGE_TRANSLATION_ID = False
USE_FOLDER_AS_CATEGORY = False
FILENAME_METADATA = ""
DIRECT_TEMPLATES = []
CATEGORY_SAVE_AS = AUTHOR_SAVE_AS = TAG_SAVE_AS = DRAFT_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
THEME_STATIC_PATHS = []
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
JINJA_FILTERS = {"safe_html": safe_html}
MARKDOWN = {"extensions": ["markdown.extensions.meta"], "output_format": "html"}
