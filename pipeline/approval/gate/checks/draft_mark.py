"""R267: neither file of an adopted document still says that it is a draft (utkast)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.approval.gate.check import Check, Outcome
from pipeline.approval.gate.checks.pdf_drawings import drawn_texts
from pipeline.approval.gate.running_numbers import letterhead
from pipeline.approval.gate.word_lines import Cited, paragraphs, text_of
from pipeline.checks.ooxml import W
from pipeline.faults import Faults
from pipeline.kinds.labels import labels_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from pipeline.approval.gate.examined import Examined

#: Marks in the languages of templates; in another language than the document's, they are still a template's own.
_LANGUAGES: Final = ("sv", "nb", "fi", "en")
_RUNNING: Final = re.compile(r"word/(header|footer)\d*\.xml")
_TODO: Final = "Put the condition {%p if document.draft %} around it in the template."


def look(examined: Examined) -> Outcome:
    """Look at headers, footers, shapes and text of the Word file, and at what runs along on the pages of the PDF."""
    faults = Faults()
    marks = dict.fromkeys(labels_for(language)["draft_mark"] for language in _LANGUAGES)
    anywhere = re.compile(rf"\b({'|'.join(marks)})\b", re.IGNORECASE)
    as_mark = re.compile(rf"\b({'|'.join(marks)})\b")
    names = _names(examined)
    count = 0
    for part, text, running in _of_word(examined):
        count += 1
        mark = (anywhere if running else as_mark).search(_without(names, text))
        if mark:
            where = "A header or footer" if running else "The text"
            place = examined.word_place.at(part=part, paragraph=text.strip()[:60] or None)
            faults.add("R267", f"{where} shows {mark[0]}.", place, _TODO)
    said = examined.said_by_pdf
    head = said.body[: letterhead(examined)]
    for page, lines in enumerate(said.running, start=1):
        text = " ".join(line.text for line in (*lines, *(head if page == 1 else ())))
        count += 1
        if mark := anywhere.search(_without(names, text)):
            message = f"Header or footer of page {page} shows {mark[0]}."
            faults.add("R267", message, examined.pdf_place, _TODO, page=page)
            break
    for text in drawn_texts(examined.pdf):
        count += 1
        if mark := anywhere.search(_without(names, text)):
            faults.add("R267", f"A drawing in the PDF shows {mark[0]}.", examined.pdf_place, _TODO)
    return Outcome(f"{count} texts of both files.", tuple(faults))


def _names(examined: Examined) -> tuple[str, ...]:
    """What the document is called, which may be about a draft."""
    document = examined.composed.document.variables.get("document")
    found = document if isinstance(document, dict) else {}
    return tuple(text for name in ("title", "subtitle", "type") if (text := str(found.get(name, ""))))


def _without(names: tuple[str, ...], text: str) -> str:
    whole = " ".join(text.split())
    for name in names:
        whole = whole.replace(" ".join(name.split()), " ")
    return whole


def _of_word(examined: Examined) -> Iterator[tuple[str, str, bool]]:
    """The texts of the template, not those of the tree: part, text, and whether it runs along."""
    yield from (("word/document.xml", line.text, False) for line in examined.expected.own)
    for name, root in examined.parts.items():
        running = _RUNNING.fullmatch(name) is not None
        if running:
            yield from ((name, text_of(paragraph, Cited()), True) for paragraph in paragraphs(root))
        if running or name == "word/document.xml":
            yield from ((name, text, True) for text in _drawn(root))


def _drawn(root: etree._Element) -> Iterator[str]:
    """Words in letters that are drawn, as of Word's own watermark (VML, v:textpath)."""
    for path in root.iter("{urn:schemas-microsoft-com:vml}textpath"):
        if next(path.iterancestors(f"{W}pict"), None) is not None:
            yield path.get("string", "")


CHECK = Check("draft-mark", "ingen av filerna säger att den är ett utkast", look, adopted=True)
