"""From a web edition to a page that an old WebKit prints: its words and pictures, and a style that it understands."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree, html

from pipeline.printing.tables import cut_up, reach_out

#: Elements that have no place on paper, or could fetch or run something.
_DROPPED: Final = frozenset(
    {
        *("script", "style", "link", "meta", "base", "iframe", "object", "embed", "applet", "template", "noscript"),
        *("form", "input", "button", "select", "textarea", "dialog", "nav"),
        *("audio", "video", "source", "track", "canvas"),
    }
)
#: Elements that WebKit shows closed, or does not know, and what stands for them.
_RENAMED: Final = {"details": "div", "summary": "p", "main": "div", "search": "div"}
#: Attributes that lead somewhere.
_LEADING: Final = frozenset(
    {"href", "src", "srcset", "action", "formaction", "data", "poster", "background", "xlink:href"}
)
#: Elements and attributes of theirs that show a picture, which may stand in the page itself.
_SHOWING: Final = frozenset({("img", "src"), ("image", "href"), ("image", "xlink:href")})
_PICTURE: Final = re.compile(r"data:image/(png|jpeg|gif|svg\+xml)[;,]")
#: The only style of an element that is kept: how wide a column is.
_WIDTH: Final = re.compile(r"width:\s*\d+(\.\d+)?%;?")
#: What SVG's attributes may call for from elsewhere: `fill="url(file.svg#a)"`.
_ELSEWHERE: Final = re.compile(r"(?i)url\((?!\s*[\"']?#)")
#: A custom property where it is used, with what stands in for it, if anything; and where it is given a value.
_PROPERTY: Final = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*(?:\([^()]*\))?[^()]*))?\)")
_GIVEN: Final = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+)")


def plain(edition: bytes, style: str) -> bytes:
    """A web edition that needs nothing, leads nowhere and runs nothing, in a style for paper.

    Its head is made anew: no tag that can command pdfkit (`<meta name="pdfkit-…">`, CVE-2025-26240) is carried over.

    Args:
        edition: the page.
        style: for paper.
    """
    tree = html.document_fromstring(edition, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    language = tree.get("lang", "sv")
    body = tree.find("body")
    if body is None:
        raise ValueError("a page without a body")
    for element in list(body.iter()):
        if not isinstance(element.tag, str):
            _drop(element)  # a comment, or a processing instruction
        elif element.tag.lower() in _DROPPED:
            _drop(element)
        else:
            element.tag = _RENAMED.get(element.tag, element.tag)
            _tell_address(element)
            _harmless(element)
            if element.tag == "svg":
                element.attrib.pop("height", "")  # it would keep that of the screen when it is made narrower
            if element.tag == "image" and "href" in element.attrib:
                element.set("xlink:href", element.attrib.pop("href"))  # SVG 1.1 has no other name for it
    cut_up(body)
    reach_out(body)
    words = "".join(html.tostring(child, encoding="unicode") for child in body)
    attributes = f' class="{body.get("class")}"' if re.fullmatch(r"[\w -]+", body.get("class", "")) else ""
    lang = language if re.fullmatch(r"[A-Za-z0-9-]+", language) else "sv"
    head = f'<meta charset="utf-8"><style>\n{_understood(style)}\n</style>'
    page = f'<!DOCTYPE html>\n<html lang="{lang}"><head>{head}</head><body{attributes}>{words}</body></html>\n'
    return page.encode()


def _understood(style: str) -> str:
    """A style without custom properties, and without anything that ends it or fetches.

    The first value that a property is given is the one on paper: dark screens and others come later.
    """
    given = dict(reversed(_GIVEN.findall(style)))
    resolved = _PROPERTY.sub(lambda used: (given.get(used[1]) or used[2] or "inherit").strip(), style)
    return re.sub(r"(?i)@import[^;]*;?|url\([^)]*\)|</", "", resolved)


def _tell_address(element: html.HtmlElement) -> None:
    """Write out where a link to the web leads: paper cannot be followed."""
    address = element.get("href", "")
    if element.tag == "a" and re.match("(?i)https?://", address) and address not in element.text_content():
        told = element.makeelement("span", {"class": "address"})
        told.text = f" ({address})"
        element.append(told)


def _harmless(element: html.HtmlElement) -> None:
    for name, value in list(element.attrib.items()):
        lower = str(name).lower()
        leads = lower in _LEADING or _ELSEWHERE.search(str(value)) is not None
        picture = (element.tag, lower) in _SHOWING and _PICTURE.match(str(value))
        styled = lower == "style" and not (element.tag == "col" and _WIDTH.fullmatch(str(value)))
        if lower.startswith("on") or styled or (leads and not picture and not str(value).startswith("#")):
            del element.attrib[name]


def _drop(element: etree._Element) -> None:
    """Take an element away, and leave the words behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
