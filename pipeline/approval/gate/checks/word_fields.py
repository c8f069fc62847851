"""R268: the fields of the Word file show the same today and in ten years, and no text is fetched from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.approval.gate.check import Check, Outcome
from pipeline.approval.gate.word_lines import around
from pipeline.checks.ooxml import W
from pipeline.faults import Faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from pipeline.approval.gate.examined import Examined

#: Fields whose result follows from the document alone (ECMA-376 part 1, 17.16.5): numbers, references, links, signs,
#: and properties that other checks compare. All others ask the clock, the reader or other files.
_LASTING: Final = frozenset(
    {
        *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "SEQ", "LISTNUM"),
        *("TOC", "TC", "XE", "INDEX", "HYPERLINK", "SYMBOL", "EQ", "ADVANCE", "QUOTE", "TITLE", "SUBJECT", "KEYWORDS"),
        *("DOCPROPERTY", "AUTHOR", "COMMENTS", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT"),
    }
)
_BINDING: Final = "A content control (innehållskontroll) is filled from a property when Word opens the file."
_TODO: Final = "Take it out of the template or the text, and build the document again."


def look(examined: Examined) -> Outcome:
    """Look at every field of every part, and at what content controls are bound to."""
    faults = Faults()
    count = 0
    for name, root in examined.parts.items():
        if not name.startswith("word/") or name.endswith(".rels"):
            continue
        for element, code in codes(root):
            count += 1
            if code not in _LASTING:
                place = examined.word_place.at(part=name, paragraph=around(element))
                message = f"The field {code} shows something else when Word opens or prints the file elsewhere."
                faults.add("R268", message, place, "Put the text itself in place of the field.", field=code)
        for element in root.iter(f"{W}dataBinding"):
            place = examined.word_place.at(part=name, paragraph=around(element))
            todo = "In the template, remove the content control and keep its text (Remove Content Control)."
            faults.add("R268", _BINDING, place, todo)
        for element in root.iter(f"{W}fldChar", f"{W}fldSimple"):
            if element.get(f"{W}dirty", "0") in ("1", "true", "on"):
                place = examined.word_place.at(part=name, paragraph=around(element))
                faults.add("R268", "A field is worked out anew when Word opens the file.", place, _TODO)
    return Outcome(f"{count} fields.", tuple(faults))


def codes(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The fields of a part: where each one's code begins, and its name; the code may be in pieces."""
    open_codes: list[tuple[etree._Element, list[str]]] = []
    for element in root.iter(f"{W}fldSimple", f"{W}fldChar", f"{W}instrText"):
        if element.tag == f"{W}fldSimple":
            yield element, _name(element.get(f"{W}instr", ""))
        elif element.tag == f"{W}instrText":
            if open_codes:
                open_codes[-1][1].append(element.text or "")
            else:
                yield element, _name(element.text or "")
        elif element.get(f"{W}fldCharType") == "begin":
            open_codes.append((element, []))
        elif element.get(f"{W}fldCharType") == "end" and open_codes:
            begin, texts = open_codes.pop()
            if code := _name("".join(texts)):
                yield begin, code
    yield from ((begin, code) for begin, texts in open_codes if (code := _name("".join(texts))))


def _name(code: str) -> str:
    words = code.split(maxsplit=1)
    return words[0].upper() if words else ""


CHECK = Check("word-fields", "Word-filens fält visar alltid samma sak", look)
