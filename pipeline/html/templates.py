"""The templates of the web edition as they lie in `templates/html/`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

#: Where they lie, relative to the project.
FOLDER: Final = "templates/html"
#: The template that is used where a kind has none of its own, and which those extend.
BASE: Final = "edition.html"
#: The styles of a page, in the order in which they stand in it.
STYLES: Final = ("style.css", "charts.css")
#: What a browser may add to a page, which is whole without it.
SCRIPT: Final = "edition.js"
#: What the overview is made of: template, style, script.
OVERVIEW: Final = ("overview.html", "overview.css", "overview.js")

#: A tag by which a template is made from others, and the names of files in it.
_MADE_FROM: Final = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\b(.*?)%\}", re.DOTALL)
_NAME: Final = re.compile(r"['\"]([\w.-]+\.html)['\"]")


@dataclass(frozen=True, slots=True)
class Templates:
    """Files of `templates/html/`: those that a document's page is made with.

    Attributes:
        files: name and bytes of each, sorted by name: `edition.html`, `action-plan.html`, `style.css` …
        folder: their place relative to the project, for faults.
    """

    files: tuple[tuple[str, bytes], ...] = field(repr=False)
    folder: str = FOLDER

    def __contains__(self, name: str) -> bool:
        return any(name == known for known, _ in self.files)

    def data(self, name: str) -> bytes:
        """The bytes of one; KeyError where there is none of that name."""
        return dict(self.files)[name]


def made_from(template: bytes) -> tuple[str, ...]:
    """Names of the templates that a template extends, includes or imports, as far as it writes them out."""
    tags = _MADE_FROM.findall(template.decode("utf-8", "replace"))
    return tuple(name for tag in tags for name in _NAME.findall(tag))
