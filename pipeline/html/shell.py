"""What a template makes around a page's parts: that it asks for nothing, runs nothing, and leads nowhere odd."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

from pipeline.html.escaping import address

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.faults import Faults
    from pipeline.places import Place

#: Elements that load, send or run something, or change what addresses mean.
_REFUSED: Final = frozenset(
    [
        "applet",
        "audio",
        "base",
        "embed",
        "fencedframe",
        "form",
        "frame",
        "frameset",
        "iframe",
        "input",
        "object",
        "portal",
        "script",
        "source",
        "track",
        "video",
    ]
)
#: Attributes that hold an address that is loaded without anybody's doing.
_LOADED: Final = frozenset({"src", "srcset", "imagesrcset", "background", "poster", "data", "ping", "manifest"})
#: Elements of SVG that load what `href` names.
_LOADING: Final = frozenset({"feimage", "image", "use"})
#: What a style loads something with.
ASKING: Final = r"@import\b|url\(\s*(?!['\"]?(?:data:|#))|image-set\("
_FOREIGN: Final = re.compile(ASKING, re.IGNORECASE)
#: Links of the head that nothing is loaded by.
_TOLD: Final = frozenset({"alternate", "author", "canonical", "license"})
#: A name beside the page, such as `report.pdf`, or a place on it.
_BESIDE: Final = re.compile(r"#[^\s]*|[\w%~.-]+", re.ASCII)


def check_shell(shell: str, place: Callable[[str], Place], faults: Faults) -> None:
    """T236 for what would load or run something; T237 for a link that leads nowhere that it may.

    Args:
        shell: the page without its parts.
        place: where in the templates a start tag is written.
        faults: where they are noted.
    """
    parser = _Shell(place, faults)
    parser.feed(shell)
    parser.close()


class _Shell(HTMLParser):
    def __init__(self, place: Callable[[str], Place], faults: Faults) -> None:
        super().__init__()
        self._place = place
        self._faults = faults
        self._styling = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._styling = tag == "style"
        if tag in _REFUSED:
            self._refuse(f"the element <{tag}>")
        for name, given in attrs:
            value = (given or "").strip()
            leads = name in ("href", "xlink:href")
            loads = name in _LOADED or (leads and tag in _LOADING and not value.startswith("#"))
            loads = loads and not value.lower().startswith("data:image/")
            if name.startswith("on") or name in ("srcdoc", "formaction") or loads:
                self._refuse(f"{name}=“{value[:60]}”")
            if name == "style" and _FOREIGN.search(value):
                self._refuse(f"style=“{value[:60]}”")
            if name == "http-equiv" and value.lower() != "content-security-policy":
                self._refuse(f"http-equiv=“{value[:60]}”")
            if leads and tag not in _LOADING:
                self._link(tag, value, dict(attrs))

    def handle_data(self, data: str) -> None:
        if self._styling and _FOREIGN.search(data):
            self._refuse("a style that loads something")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  (as the parser calls it)
        self._styling = False

    def _link(self, tag: str, value: str, attributes: dict[str, str | None]) -> None:
        rel = (attributes.get("rel") or "").lower()
        if tag == "link" and rel == "icon" and value.lower().startswith(("data:image/", "data:,")):
            return
        if tag == "link" and rel not in _TOLD:
            self._refuse(f"a link element to “{value[:60]}”")
        elif not _BESIDE.fullmatch(value) and address(value) is None:
            self._faults.add(
                "T237",
                f"The page would lead to “{value[:60]}”, which is no address of the web or of e-mail.",
                self._place(self.get_starttag_text() or ""),
                "Write the whole address in the template, or what it is given: https://…, http://… or mailto:….",
                url=value,
            )

    def _refuse(self, what: str) -> None:
        self._faults.add(
            "T236",
            f"The page would hold {what}, with which it asks for something or runs something.",
            self._place(self.get_starttag_text() or ""),
            "A page is one file that shows text and pictures: take it away.",
        )
