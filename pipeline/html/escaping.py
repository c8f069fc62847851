"""What may stand in a page: markup that the program has made, and text and addresses that are made harmless."""

from __future__ import annotations

import re
from typing import Final

from pipeline.content.addresses import is_allowed_address

#: Control characters, halves of surrogate pairs and noncharacters, which HTML cannot hold (HTML, 13.1.4 and 13.2.3.5).
_IMPOSSIBLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

_SIGNS: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
#: What does not come out as it is, which most texts have none of.
_SPECIAL: Final = re.compile(f"[{''.join(_SIGNS)}]|{_IMPOSSIBLE.pattern}")


class Html(str):
    """Markup that the program has made itself: whatever text it holds has been escaped."""

    __slots__ = ()

    def __html__(self) -> str:
        """The markup, as Jinja asks for it."""
        return self


def text(value: str) -> Html:
    """A text as it stands between elements and in quoted attributes.

    A character that HTML cannot hold comes out as U+FFFD, the sign for one that cannot be shown.
    """
    return Html(_SPECIAL.sub(_written, value))


def _written(found: re.Match[str]) -> str:
    return _SIGNS.get(found[0], "\N{REPLACEMENT CHARACTER}")


def address(url: str) -> Html | None:
    """An address as the value of `href`; None for one that is no address of the web or of e-mail."""
    return text(url) if is_allowed_address(url) else None
