"""What every page template can place beside the document's own parts, with a sentence each."""

from __future__ import annotations

from typing import Final

#: Names of the slots that the program fills in.
SLOTS: Final = {
    "contents": "the contents list, as nested lists of links; it may be placed twice",
    "notes": "the footnotes",
    "metadata": "what the head tells machines: Dublin Core, schema.org",
    "policy": "what a browser may do for the page: its Content-Security-Policy",
    "style": "style.css and charts.css, for a style element in the head",
    "print_style": "the running header and footer of the page on paper, for the same style element",
    "script": "edition.js in a script element, for the end of the body; empty where there is no such file",
    "author_head": "empty; in the author's edition its styles",
    "author_top": "empty; in the author's edition the list of findings",
    "author_end": "empty; in the author's edition its script",
    "page": "language, direction, title, downloads and words of the page",
}

#: Those of them that stand for markup.
PLACED: Final = tuple(name for name in SLOTS if name != "page")
#: Those that may be placed more than once.
TWICE: Final = frozenset({"contents"})
#: Those without which a page would not be whole.
NEEDED: Final = ("policy", "style", "metadata", "author_head", "author_top", "author_end")

#: What `page` holds.
PAGE_KEYS: Final = frozenset({"language", "direction", "title", "downloads", "words"})
