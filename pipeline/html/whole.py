"""What a template must keep for its page to be whole: elements closed, parts among the text, a language, one h1."""

from __future__ import annotations

import re
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
    {"style", "print_style", "metadata", "policy", "script", *(n for n in PLACED if n[:6] == "author")}
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
    loader = ready.environment.loader
    assert loader is not None
    names = [file] if words else []
    for name in names:
        source = loader.get_source(ready.environment, name)[0]
        before, found, _ = source.partition(words)
        if found:
            return ready.place(name, before.count("\n") + 1)
        names += [used for used in made_from(source.encode()) if used not in names]
    return ready.place(file)


class _Page(HTMLParser):
    def __init__(self, ready: CompiledTemplates, file: str, faults: Faults) -> None:
        super().__init__()
        self._ready, self._file, self._faults = ready, file, faults
        self._open: list[tuple[str, str]] = []  # name and whole start tag
        self._ids: list[str] = []
        self._links: list[tuple[str, str]] = []
        self._count = {"h1": 0, "main": 0}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = self.get_starttag_text() or ""
        self._look_at(tag, {name: value or "" for name, value in attrs}, written)
        if tag not in _VOID:
            self._open.append((tag, written))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._look_at(tag, {name: value or "" for name, value in attrs}, self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open[-1][0] != tag and self._open[-1][0] in _OPTIONAL:
            self._open.pop()
        if self._open and self._open[-1][0] == tag:
            self._open.pop()
        elif tag not in (name for name, _ in self._open):
            self._tell(f"</{tag}> ends an element that is not open", f"</{tag}>", "Remove it, or write the beginning.")
        else:
            while self._open[-1][0] != tag:
                self._unclosed(*self._open.pop())
            self._open.pop()

    def handle_comment(self, data: str) -> None:
        self._placed_in(data, "a comment")

    def handle_data(self, data: str) -> None:
        wrong = next((name for name, _ in reversed(self._open) if name in _WORDS), None)
        if wrong is not None:
            names = [name for name in _SLOT.findall(data) if name not in _HEAD]
            self._placed_in("".join(f"\0{name}\0" for name in names), f"the element <{wrong}>")

    def finish(self, filled: str) -> None:
        """What is known at the end of the page alone."""
        for name, written in self._open:
            if name not in _OPTIONAL | {"html", "body"}:
                self._unclosed(name, written)
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

    def _look_at(self, tag: str, attributes: dict[str, str], written: str) -> None:
        for name, value in attributes.items():
            if (tag, name, value) != ("meta", "content", "\0policy\0"):
                self._placed_in(value, f"the attribute {name}")
        if tag in self._count:
            self._count[tag] += 1
        if tag == "html" and not attributes.get("lang"):
            self._tell("the element <html> has no lang", written, 'Write lang="{{ page.language }}".')
        if tag == "img" and "alt" not in attributes:
            self._tell("a picture has no text alternative", written, 'Write alt="…", or alt="" for mere decoration.')
        if attributes.get("id"):
            self._ids.append(attributes["id"])
        if tag == "a" and attributes.get("href", "").startswith("#"):
            self._links.append((attributes["href"][1:], written))

    def _placed_in(self, words: str, where: str) -> None:
        for name in _SLOT.findall(words):
            tag = f"{{{{ {name} }}}}"
            self._tell(f"“{name}” is placed in {where}", tag, f"Place {tag} where paragraphs and tables may stand.")

    def _unclosed(self, tag: str, written: str) -> None:
        self._tell(f"the element <{tag}> is not closed where it should be", written, f"Write </{tag}>.")

    def _tell(self, what: str, written: str, todo: str) -> None:
        place = line_in(self._ready, self._file, written)
        self._faults.add("T238", f"The page would not be whole: {what}.", place, todo)
