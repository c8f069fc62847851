"""Puts values into XML: escaped, with line breaks and tabs kept, and whatever cannot be put there noted as a fault."""

from __future__ import annotations

import inspect
import re
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from html import unescape
from math import isfinite
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jinja2 import StrictUndefined
from jinja2.utils import missing
from markupsafe import Markup as Escaped

from pipeline.content.addresses import is_allowed_address
from pipeline.faults import Faults, did_you_mean
from pipeline.places import Place
from pipeline.word.tag_model import FoundTag, Spot, shortened
from pipeline.word.values import Blocks, paths_of, xml_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_MAIN = "word/document.xml"

#: What a run's text cannot hold as it is, and what no XML can hold at all (XML 1.0, 2.2).
_SPECIAL = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_HOSTILE = re.compile("[\x00-\x06\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

#: Breaks wait for the end of the part as two characters, the first of which can be in no text that is let through.
LINE, TAB, PARAGRAPH, PAGE = "\ufffe1", "\ufffe2", "\ufffe3", "\ufffe4"
_BREAKS = str.maketrans({"\n": LINE, "\t": TAB, "\a": PARAGRAPH, "\f": PAGE})
_BREAK = re.compile("\ufffe[1-4]")


class Done(Escaped):
    """XML that is ready to be put in its place: nothing more is done to it."""


@dataclass(slots=True)
class Rendering:
    """One rendering of one template.

    Attributes:
        file: the template's path.
        tags: the template's tags, by number less one.
        context: what the template is given.
        faults: what has been met.
        breaks: whether the part now rendered has breaks waiting.
        placed: whether blocks have been placed in it.
    """

    file: str
    tags: tuple[FoundTag, ...]
    context: dict[str, object]
    faults: Faults = field(default_factory=Faults)
    breaks: bool = False
    placed: bool = False

    def here(self) -> FoundTag | None:
        """The tag that is being rendered, found by the innermost frame of template code; None outside any."""
        frame = inspect.currentframe()
        while frame is not None:
            template = frame.f_globals.get("__jinja_template__")
            if template is not None:
                return self.tag(template.get_corresponding_lineno(frame.f_lineno))
            frame = frame.f_back
        return None

    def tag(self, number: int) -> FoundTag | None:
        """A tag by its number; None for a number that is none's."""
        return self.tags[number - 1] if 0 < number <= len(self.tags) else None

    def note(self, code: str, message: str, todo: str, **data: Any) -> None:
        """Note a fault at the tag that is being rendered."""
        tag = self.here()
        self.faults.add(code, message, tag.place(self.file) if tag else Place(self.file), todo, **data)

    def note_missing(self, name: str, tag: FoundTag | None, known: Iterable[str] | None = None) -> None:
        """Note T124 for a variable, or for a field where `known` names those that there are."""
        what = "variable" if known is None else "field"
        hint = did_you_mean(name, self.context if known is None else known)
        self.faults.add(
            "T124",
            f"The {what} “{name}” is not given.",
            tag.place(self.file) if tag else Place(self.file),
            f"{hint} Give it, or ask for it with {{% if … is defined %}}.".strip(),
            variable=name,
        )


#: The rendering that is going on; template code has no other way to it.
CURRENT: ContextVar[Rendering] = ContextVar("rendering")


class Missing(StrictUndefined):
    """A variable or field that was not given: each use is noted, and the rendering goes on to find the others."""

    __slots__ = ()

    def _note(self) -> None:
        rendering = CURRENT.get()
        name, owner = str(self._undefined_name), self._undefined_obj
        if self._undefined_hint is not None:
            rendering.note("T124", f"{self._undefined_hint[:1].upper()}{self._undefined_hint[1:]}.", "Mend the tag.")
        elif owner is missing:
            rendering.note_missing(name, rendering.here())
        else:
            known = [str(key) for key in owner] if isinstance(owner, (dict, MappingProxyType)) else []
            rendering.note_missing(name, rendering.here(), known)

    def __str__(self) -> str:  # type: ignore[override]  # notes instead of raising
        self._note()
        return ""

    def __iter__(self) -> Iterator[object]:  # type: ignore[override]  # notes instead of raising
        self._note()
        return iter(())

    def __bool__(self) -> bool:  # type: ignore[override]  # notes instead of raising
        self._note()
        return False

    def __len__(self) -> int:  # type: ignore[override]  # notes instead of raising
        self._note()
        return 0

    def __getattr__(self, name: str) -> Missing:
        if name.startswith("__"):
            raise AttributeError(name)
        self._note()
        return self

    def __getitem__(self, name: object) -> Missing:  # type: ignore[override]  # notes instead of raising
        self._note()
        return self


def finalize(value: object) -> str:
    """What a tag in a run's text prints for a value: XML, where text has been escaped.

    It stands in the place of Jinja's own escaping, which makes an object of a class of its own for each value.
    """
    kind = type(value)
    if kind is str:
        text: str = value  # type: ignore[assignment]  # mypy does not see that this is what was asked
        # Most texts are printable throughout, which is the fastest thing to ask.
        if not text.isprintable() and _SPECIAL.search(text):
            text = _broken(text)
        if "&" in text or "<" in text or ">" in text:
            text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return text
    if kind is int or kind is Done:
        return str(value)
    if kind is Escaped:
        # What a macro or a block has printed. Text may have been joined to it since.
        return _broken(str(value), waiting=True) if _SPECIAL.search(str(value)) else str(value)
    return _other(value)


def _broken(text: str, *, waiting: bool = False) -> str:
    """Text with its breaks set to wait; what cannot be written is noted, and nothing printed in its place.

    Args:
        text: with characters that a run cannot hold.
        waiting: whether it can hold breaks that wait already.
    """
    # Outside a rendering Jinja tries constants in advance: this LookupError makes it try again while rendering.
    rendering = CURRENT.get()
    found = _HOSTILE.search(_BREAK.sub("", text) if waiting else text)
    if found is not None:
        character = f"U+{ord(found.group()):04X}"
        path = next(paths_of(text, rendering.context), "")
        rendering.note(
            "T131",
            f"The text of {f'“{path}”' if path else 'the tag'} holds the character {character}, "
            "which a Word file cannot hold.",
            "Remove the character where the text comes from.",
            variable=path,
            character=character,
        )
        return ""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\a" in lines or "\f" in lines:
        _check_splittable(rendering, lines)
    rendering.breaks = True
    return lines.translate(_BREAKS)


def _check_splittable(rendering: Rendering, text: str) -> None:
    tag = rendering.here()
    if tag is None or not tag.splittable or ("\f" in text and tag.part != _MAIN):
        what = "page" if "\f" in text else "paragraph"
        rendering.note(
            "T136",
            f"The text holds a {what} break, which cannot stand there.",
            "Remove it from the text, or move the tag into a plain paragraph of the document itself.",
        )


def _other(value: object) -> str:
    if isinstance(value, Missing):
        return str(value)
    if isinstance(value, Decimal) and value.is_finite():
        # 1E+3 is how a decimal may call itself, and not how a reader knows a thousand.
        return format(value, "f")
    if isinstance(value, (date, datetime)) or (isinstance(value, float) and isfinite(value)):
        return str(value)
    rendering = CURRENT.get()
    if isinstance(value, Blocks):
        rendering.note("T133", "The variable holds whole paragraphs.", "Place it with {{p … }}, alone in a paragraph.")
        return ""
    what = {type(None): "nothing (None)", bool: "yes or no (a bool)"}.get(type(value), f"a {type(value).__name__}")
    todo = "Ask for it with {% if … %}, or go through it with {% for … %}."
    rendering.note("T132", f"The tag would print {what}.", todo, type=type(value).__name__)
    return ""


# ------------------------------------------------------------------------------------- where tags stand


def _text_only(value: object) -> str:
    """Escaped text without any element, breaks still waiting."""
    text = finalize(value)
    if "<" in text:
        CURRENT.get().note("T133", "The tag would put markup where only text can stand.", "Print the text alone.")
        return ""
    return text


def put_reference(value: object, _number: int) -> Done:
    """Into an attribute or another element's text: line breaks and tabs as character references."""
    text = _text_only(value).replace('"', "&quot;").replace(LINE, "&#10;").replace(TAB, "&#9;")
    return Done(_BREAK.sub("", text))  # of the others a fault has been noted


def put_field(value: object, _number: int) -> Done:
    """Into a field's instruction, where quotes and back slashes mean something to Word."""
    text = _text_only(value)
    if '"' in text or "\\" in text or _BREAK.search(text):
        _refuse("The text holds a quotation mark, a back slash or a line break, which would change the field.")
        return Done()
    return Done(text)


def put_link(value: object, _number: int) -> Done:
    """Into a part of a link's address, percent-encoded."""
    return Done(quote(unescape(_BREAK.sub(" ", _text_only(value))), safe=""))


def put_address(value: object, _number: int) -> Done:
    """A link's whole address: a web page or an e-mail address, and nothing else."""
    text = _text_only(value)
    address = unescape(text)
    if not isinstance(value, Missing) and not is_allowed_address(address):
        _refuse(f"“{shortened(address, 60)}” is no address that a link can lead to (https://…, http://…, mailto:…).")
        return Done()
    return Done(text.replace('"', "&quot;"))


def _refuse(message: str) -> None:
    CURRENT.get().note("T136", message, "Mend the text where it comes from.")


def put_blocks(value: object, number: int) -> str:
    """In place of a paragraph: the writer's blocks or a macro's paragraphs as they are, plain text in a paragraph."""
    rendering = CURRENT.get()
    tag = rendering.tag(number)
    if isinstance(value, Blocks):
        rendering.placed = True
        xml = xml_of(value)
        if tag is not None and tag.ends_section and "<w:sectPr" not in xml:
            _refuse("The paragraph ends a section, and what takes its place does not.")
        return Done(xml)
    if type(value) is Escaped and "<w:p" in value:
        return value
    run = put_inline(value, number)
    return Done(f"<w:p>{tag.paragraph_look if tag else ''}{run}</w:p>")


def put_inline(value: object, number: int) -> str:
    """In place of a run: a macro's runs as they are, plain text in a run that looks like the tag's."""
    if type(value) is Escaped and "<w:r" in value:
        return value
    tag = CURRENT.get().tag(number)
    return Done(f'<w:r>{tag.run_look if tag else ""}<w:t xml:space="preserve">{finalize(value)}</w:t></w:r>')


def put_grid(value: object, _number: int) -> str:
    """In place of a row or cell: what a macro has made."""
    if type(value) is Escaped and "<w:t" in value:
        return value
    finalize(value)
    CURRENT.get().note("T133", "Plain text cannot take the place of a row or cell.", "Write {{ … }} in the cell.")
    return Done()


#: How a tag's value is put into what it stands in; a run's text needs nothing but `finalize`.
PUTTING: dict[Spot, Callable[[object, int], str]] = {
    Spot.PLAIN: put_reference,
    Spot.ATTRIBUTE: put_reference,
    Spot.FIELD: put_field,
    Spot.LINK: put_link,
    Spot.ADDRESS: put_address,
    Spot.BLOCK: put_blocks,
    Spot.INLINE: put_inline,
    Spot.GRID: put_grid,
}
