"""What a template must keep for its page to be whole: elements closed, parts among the text, a language, one h1."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

from pipeline.html.slots import PLACED
from pipeline.html.templates import made_from

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.faults import Faults
    from pipeline.html.compiled import CompiledTemplates
    from pipeline.html.escaping import Html
    from pipeline.places import Place

#: Elements without an end (HTML, 13.1.2).
_VOID: Final = frozenset(("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
#: Elements whose end may be left out (HTML, 13.1.2.4).
_OPTIONAL: Final = frozenset(("colgroup", "dd", "dt", "li", "option", "p", "tbody", "td", "tfoot", "th", "thead", "tr"))
#: Elements that hold words alone, or nothing that is shown: no place for headings, paragraphs and tables.
_WORDS: Final = frozenset(
    (
        *("a", "b", "button", "em", "h1", "h2", "h3", "h4", "h5", "h6", "i", "label", "noscript", "p", "pre", "script"),
        *("small", "span", "strong", "style", "sub", "summary", "sup", "svg", "template", "textarea", "title"),
    )
)
#: What stands in the head, in a style or at the end of the body, and is no text.
_HEAD: Final = frozenset(
    {"style", "print_style", "metadata", "policy", "script", *(name for name in PLACED if name.startswith("author_"))}
)
_SLOT: Final = re.compile("\0([^\0]+)\0")


def check_whole(shell: str, filled: Mapping[str, Html], ready: CompiledTemplates, file: str, faults: Faults) -> None:
    """T238 for each thing that keeps the page from being whole.

    Args:
        shell: the page, with NUL signs around the names of what is placed in it.
        filled: what is placed there, by its name.
        ready: the templates, to find the lines that it comes from.
        file: the template that is used.
        faults: where they are noted.
    """
    page = _Page(ready, file, faults)
    page.feed(shell)
    page.close()
    page.finish("".join(filled.values()))


def line_in(ready: CompiledTemplates, file: str, words: str) -> Place:
    """The line of the templates where something is written out; without a line where it is not, as it holds a value."""
    names = [file] if words else []
    for name in names:
        source = ready.source(name)
        before, found, _ = source.partition(words)
        if found:
            return ready.place(name, before.count("\n") + 1)
        names += [used for used in made_from(source.encode()) if used not in names]
    return ready.place(file)


@dataclass(slots=True)
class _Element:
    """An element that is open.

    Attributes:
        tag: its name.
        attributes: those of its start tag.
        written: the start tag, as the page has it.
        title, picture: whether a `title` or an `image` has been met in it.
    """

    tag: str
    attributes: dict[str, str]
    written: str
    title: bool = False
    picture: bool = False

    @property
    def is_unnamed_picture(self) -> bool:
        """Whether it is a picture in SVG that has no name (SVG Accessibility API Mappings), and is not hidden."""
        named = self.title or any(self.attributes.get(name, "").strip() for name in ("aria-label", "aria-labelledby"))
        shows = self.picture or self.attributes.get("role") == "img"
        return self.tag == "svg" and shows and not named and self.attributes.get("aria-hidden") != "true"


class _Page(HTMLParser):
    def __init__(self, ready: CompiledTemplates, file: str, faults: Faults) -> None:
        super().__init__()
        self._ready, self._file, self._faults = ready, file, faults
        self._open: list[_Element] = []
        self._ids: list[str] = []
        self._links: list[tuple[str, str]] = []
        self._count = {"h1": 0, "main": 0}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = self._met(tag, attrs)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._ended(self._met(tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open[-1].tag != tag and self._open[-1].tag in _OPTIONAL:
            self._open.pop()
        if tag not in (element.tag for element in self._open):
            self._tell(f"</{tag}> ends an element that is not open", f"</{tag}>", "Remove it, or write the beginning.")
            return
        while self._open[-1].tag != tag:
            self._unclosed(self._open.pop())
        self._ended(self._open.pop())

    def handle_comment(self, data: str) -> None:
        self._placed_in(data, "a comment")

    def handle_data(self, data: str) -> None:
        wrong = next((element.tag for element in reversed(self._open) if element.tag in _WORDS), None)
        if wrong is not None:
            names = [name for name in _SLOT.findall(data) if name not in _HEAD]
            self._placed_in("".join(f"\0{name}\0" for name in names), f"the element <{wrong}>")

    def finish(self, filled: str) -> None:
        """What is known at the end of the page alone."""
        for element in self._open:
            if element.tag not in _OPTIONAL | {"html", "body"}:
                self._unclosed(element)
        for name, count in self._count.items():
            if count != 1:
                self._tell(
                    f"the page has {count} elements <{name}>", f"<{name}" if count else "", f"Write one <{name}>."
                )
        for key in sorted({key for key in self._ids if self._ids.count(key) > 1 or f' id="{key}"' in filled}):
            self._tell(f"two elements have the id “{key}”", f'id="{key}"', "Give one of them another.")
        for key, written in self._links:
            known = key in self._ids or f' id="{key}"' in filled
            # a link that a value holds is not the template's matter
            if not known and line_in(self._ready, self._file, written).line is not None:
                self._tell(f"the link leads to “#{key}”, which is not on the page", written, "Mend the link or the id.")

    def _met(self, tag: str, attrs: list[tuple[str, str | None]]) -> _Element:
        """The element that begins here, looked at."""
        element = _Element(tag, {name: value or "" for name, value in attrs}, self.get_starttag_text() or "")
        attributes, written = element.attributes, element.written
        for name, value in attributes.items():
            if (tag, name, value) != ("meta", "content", "\0policy\0"):
                self._placed_in(value, f"the attribute {name}")
        if tag in self._count:
            self._count[tag] += 1
        if tag == "html" and not attributes.get("lang"):
            self._tell("the element <html> has no lang", written, 'Write lang="{{ page.language }}".')
        if tag == "img" and "alt" not in attributes:
            self._tell("a picture has no text alternative", written, 'Write alt="…", or alt="" for mere decoration.')
        for around in self._open:
            around.title |= tag == "title"
            around.picture |= tag == "image"
        if attributes.get("id"):
            self._ids.append(attributes["id"])
        if tag == "a" and attributes.get("href", "").startswith("#"):
            self._links.append((attributes["href"][1:], written))
        return element

    def _ended(self, element: _Element) -> None:
        if element.is_unnamed_picture and not any(around.attributes.get("role") == "img" for around in self._open):
            todo = 'Write role="img" and aria-label="…" in it, or aria-hidden="true" for mere decoration.'
            self._tell("a picture has no text alternative", element.written, todo)

    def _placed_in(self, words: str, where: str) -> None:
        for name in _SLOT.findall(words):
            tag = f"{{{{ {name} }}}}"
            self._tell(f"“{name}” is placed in {where}", tag, f"Place {tag} where paragraphs and tables may stand.")

    def _unclosed(self, element: _Element) -> None:
        what = f"the element <{element.tag}> is not closed where it should be"
        self._tell(what, element.written, f"Write </{element.tag}>.")

    def _tell(self, what: str, written: str, todo: str) -> None:
        place = line_in(self._ready, self._file, written)
        self._faults.add("T238", f"The page would not be whole: {what}.", place, todo)
