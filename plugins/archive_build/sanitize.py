"""Rendered Markdown made safe: what a page shows of an article's text."""

from __future__ import annotations

import nh3
from markupsafe import Markup

from archive_build.turning import in_order

TAGS = {
    *("a", "abbr", "b", "bdi", "blockquote", "br", "cite", "code", "dd", "del", "dfn", "dl", "dt", "em", "figcaption"),
    *("figure", "h2", "h3", "h4", "h5", "hr", "i", "img", "ins", "li", "ol", "p", "pre", "q", "s", "strong", "sub"),
    *("sup", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
ATTRIBUTES = {
    "*": {"lang", "dir", "id"},
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
SCHEMES = {"http", "https", "mailto"}


def safe_html(rendered: str) -> Markup:
    """`rendered` without scripts, styles, handlers and addresses other than http, https and mailto. Text is kept, but
    for controls that turn its order.
    """
    clean = nh3.clean(rendered, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
    return Markup(in_order(clean))  # noqa: S704 # what nh3 has cleaned is safe
